import type { Json } from '../patient.ts';
import { condition, evaluation, procedure } from '../patient.ts';
import { appAt } from '../app.ts';
import { post } from '../hooks/calls.ts';
import { schemaProblems } from './schema.ts';

/** Whole patients: what `results.exposure` says of their therapy, however their hospital writes it down. */

const SUBJECT = { reference: 'Patient/p1' };
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const LOINC = 'http://loinc.org';
const SNOMED = 'http://snomed.info/sct';
const TODAY = '2026-11-20';

interface Agent {
  readonly agent: string;
  readonly class: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly refractory: string;
}
interface Exposure {
  readonly agents: readonly Agent[];
  readonly priorLines: { readonly value: number | null; readonly source: string };
  readonly linesOfTherapy: { readonly value: number | null; readonly source: string };
}

let serial = 0;
const withId = (entry: Json): Json => ({ id: `x${(serial += 1)}`, subject: SUBJECT, ...entry });

const worsened = (day: string): Json =>
  withId({
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: LOINC, code: '97509-4' }] },
    valueCodeableConcept: { coding: [{ system: SNOMED, code: '271299001' }] },
    effectiveDateTime: day,
  });

const period = (start: string, end?: string): Json => ({
  timing: { repeat: { boundsPeriod: { start, ...(end ? { end } : {}) } } },
});

async function exposureOf(entries: readonly Json[]): Promise<Exposure> {
  const medications = entries.filter(({ resourceType }) => String(resourceType).startsWith('Medication'));
  const others = entries.filter((entry) => !medications.includes(entry));
  const { status, text } = await post(appAt(TODAY), '/api/evaluate', evaluation({ medications, others }));
  const body = JSON.parse(text) as { results: { exposure: Exposure } };
  expect([status, schemaProblems(body)]).toEqual([200, []]);
  return body.results.exposure;
}

const inBrief = ({ agents, priorLines, linesOfTherapy }: Exposure): readonly string[] => [
  ...agents.map(({ agent, class: group, from, to, refractory }) => `${agent} ${group} ${from} ${to} ${refractory}`),
  `${linesOfTherapy.value} lines ${linesOfTherapy.source}, ${priorLines.value} prior`,
];

/** The same history in each hospital: VRd, transplant, lenalidomide, progression, DPd. */
interface Given {
  readonly drug: string;
  readonly rxnorm: string;
  readonly from: string;
  readonly to?: string;
}
const HISTORY: readonly Given[] = [
  { drug: 'bortezomib', rxnorm: '358258', from: '2022-01-10', to: '2022-05-02' },
  { drug: 'lenalidomide', rxnorm: '342369', from: '2022-01-10', to: '2022-05-02' },
  { drug: 'dexamethasone', rxnorm: '3264', from: '2022-01-10', to: '2022-05-02' },
  { drug: 'lenalidomide', rxnorm: '342369', from: '2022-10-03', to: '2025-02-10' },
  { drug: 'daratumumab', rxnorm: '1721947', from: '2025-03-03' },
  { drug: 'pomalidomide', rxnorm: '1369713', from: '2025-03-05' },
  { drug: 'dexamethasone', rxnorm: '3264', from: '2025-03-03' },
];
const ASCT = procedure('425983008', { performedDateTime: '2022-06-20' });
const PROGRESSION = worsened('2025-02-20');

const EXPECTED = [
  'bortezomib proteasome-inhibitor 2022-01-10 2022-05-02 no',
  'dexamethasone steroid 2022-01-10 null unknown',
  'lenalidomide imid 2022-01-10 2025-02-10 yes',
  'daratumumab anti-cd38 2025-03-03 null unknown',
  'pomalidomide imid 2025-03-05 null unknown',
  '2 lines inferred, 1 prior',
];

const order = ({ from, to }: Given, medication: Json, more: Json = {}): Json =>
  withId({
    ...{ resourceType: 'MedicationRequest', status: to ? 'completed' : 'active', intent: 'order', authoredOn: from },
    ...medication,
    dosageInstruction: [period(from, to)],
    ...more,
  });

const usCore = HISTORY.map((given) =>
  order(given, { medicationCodeableConcept: { coding: [{ system: RXNORM, code: given.rxnorm }] } }),
);

/** Epic: the drug is a reference, its Medication a resource of its own, no MedicationStatement at all. */
const epic = HISTORY.flatMap((given, at) => [
  {
    resourceType: 'Medication',
    id: `med${at}`,
    code: {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.698288', code: `${at}` },
        { system: RXNORM, code: given.rxnorm },
      ],
    },
  },
  order(
    given,
    { medicationReference: { reference: `Medication/med${at}`, display: `${given.drug} (LOCAL) 1 mg` } },
    { status: given.to ? 'stopped' : 'active' },
  ),
]);

/** Oracle: text only, reported by the patient. */
const oracle = HISTORY.map((given) =>
  order(
    given,
    { medicationCodeableConcept: { text: `${given.drug} 1 mg` } },
    { reportedBoolean: true, intent: 'plan' },
  ),
);

const chinese = HISTORY.map((given) => {
  const names: Readonly<Record<string, string>> = {
    bortezomib: '注射用硼替佐米',
    lenalidomide: '来那度胺胶囊',
    dexamethasone: '地塞米松片',
    daratumumab: '达雷妥尤单抗注射液',
    pomalidomide: '泊马度胺胶囊',
  };
  return order(given, { medicationCodeableConcept: { text: names[given.drug] } });
});

describe('VRd, transplant, lenalidomide, progression, DPd', () => {
  test.each([
    { hospital: 'plain R4', entries: usCore },
    { hospital: 'Epic', entries: epic },
    { hospital: 'Oracle', entries: oracle },
    { hospital: 'a hospital in China', entries: chinese },
  ])('$hospital', async ({ entries }) => {
    expect(inBrief(await exposureOf([...entries, ASCT, PROGRESSION]))).toEqual(EXPECTED);
  });

  test('a hospital that keeps administrations only', async () => {
    const weekly = (from: string, to: string): readonly string[] => {
      const days: string[] = [];
      for (let day = Date.parse(from); day <= Date.parse(to); day += 7 * 86_400_000)
        days.push(new Date(day).toISOString().slice(0, 10));
      return days;
    };
    const entries = HISTORY.flatMap((given) =>
      weekly(given.from, given.to ?? '2026-11-16').map((day) =>
        withId({
          resourceType: 'MedicationAdministration',
          status: 'completed',
          medicationCodeableConcept: { coding: [{ system: RXNORM, code: given.rxnorm }] },
          effectiveDateTime: `${day}T09:00:00+01:00`,
        }),
      ),
    );
    const brief = inBrief(await exposureOf([...entries, ASCT, PROGRESSION]));
    expect(brief).toEqual(EXPECTED);
  });

  test('progression on DPd makes it a prior line, and refractory', async () => {
    const brief = inBrief(await exposureOf([...usCore, ASCT, PROGRESSION, worsened('2026-10-01')]));
    expect(brief.slice(-3)).toEqual([
      'daratumumab anti-cd38 2025-03-03 null yes',
      'pomalidomide imid 2025-03-05 null yes',
      '2 lines inferred, 2 prior',
    ]);
  });

  test('a relapse on the problem list does as well as a disease status', async () => {
    const relapse = condition('C90.02', { recordedDate: '2025-02-20', onsetDateTime: undefined });
    expect(inBrief(await exposureOf([...usCore, ASCT, relapse]))).toEqual(EXPECTED);
  });

  test('what the chart records wins, and is marked', async () => {
    const second = usCore.map((entry) =>
      JSON.stringify(entry).includes('1369713') ? { ...entry, category: [{ text: 'Third-line therapy' }] } : entry,
    );
    const brief = inBrief(await exposureOf([...second, ASCT, PROGRESSION]));
    expect(brief.at(-1)).toBe('3 lines recorded, 2 prior');
  });
});

test('a Bundle without any drug says that it doesn’t know', async () => {
  const { text } = await post(appAt(TODAY), '/api/evaluate', evaluation({ medications: [] }));
  const { results } = JSON.parse(text) as { results: { exposure: Exposure } };
  expect(results.exposure).toEqual({
    agents: [],
    priorLines: { value: null, source: 'unknown' },
    linesOfTherapy: { value: null, source: 'unknown' },
  });
});

test('supportive drugs are no exposure to therapy for myeloma', async () => {
  const entries = ['acyclovir 400 mg', 'zoledronic acid 4 mg', 'ibuprofen 400 mg'].map((text) =>
    order({ drug: text, rxnorm: '', from: '2026-01-01' }, { medicationCodeableConcept: { text } }),
  );
  expect(inBrief(await exposureOf(entries))).toEqual(['0 lines inferred, 0 prior']);
});
