import { appAt } from '../app.ts';
import { daysAgo, draft, medication, observation, bundle, TODAY, type Json } from '../patient.ts';
import { findingsOf, fire, hookCall, post, prefetchOf, type Key } from './calls.ts';

/** Bone-modifying agents through the app, ordered as Epic and as Oracle write it (MYEL-H, MYEL-J; H-2, J-3). */

const app = appAt(TODAY);
const SUBJECT = { reference: 'Patient/p1' };
const SNOMED = 'http://snomed.info/sct';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const CERNER = 'https://fhir.cerner.com/tenant';

/** A measured clearance, which the bands are judged on to the tenth. */
const clearance = (value: number): Json => observation('2164-2', value, 'mL/min');

/** Epic: the drug by reference with a name, the dose ordered and the amount to be given side by side. */
function epic(name: string, text: string, dose: number | null): Json {
  const types = [
    ['calculated', dose],
    ['ordered', dose],
  ] as const;
  return {
    resourceType: 'MedicationRequest',
    id: 'eOrder',
    status: 'draft',
    intent: 'order',
    subject: SUBJECT,
    authoredOn: TODAY,
    medicationReference: { reference: 'Medication/eMed', display: name },
    dosageInstruction: [
      {
        text,
        timing: { repeat: { count: 1 }, code: { text: 'Once' } },
        ...(dose === null
          ? {}
          : {
              doseAndRate: types.map(([type, value]) => ({
                type: { coding: [{ system: 'http://epic.com/CodeSystem/dose-rate-type', code: type }], text: type },
                doseQuantity: { value, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
              })),
            }),
      },
    ],
  };
}

/** Oracle: a synonym of its own before RxNorm, the dose in the sentence and as a quantity without a code. */
const oracle = (rxnorm: string, name: string, dose: number | null): Json => ({
  resourceType: 'MedicationRequest',
  id: '990001',
  status: 'draft',
  intent: 'order',
  subject: SUBJECT,
  authoredOn: `${TODAY}T09:00:00.000Z`,
  medicationCodeableConcept: {
    coding: [
      { system: `${CERNER}/synonym`, code: '2768', display: name, userSelected: true },
      { system: RXNORM, code: rxnorm, userSelected: false },
    ],
    text: name,
  },
  dosageInstruction: [
    {
      text: `${dose === null ? '' : `${dose} mg, `}IV Piggyback, Once`,
      ...(dose === null ? {} : { doseAndRate: [{ doseQuantity: { value: dose, unit: 'mg' } }] }),
    },
  ],
});

const ZOLEDRONIC = {
  epic: epic('zoledronic acid (ZOMETA) 4 mg in sodium chloride 0.9 % 100 mL IVPB', '4 mg, Intravenous, Once', 4),
  oracle: oracle('77655', 'zoledronic acid', 4),
} as const;
const DENOSUMAB = {
  epic: epic('denosumab (XGEVA) injection 120 mg', '120 mg, Subcutaneous, Once', 120),
  oracle: oracle('993449', 'denosumab (Xgeva)', 120),
} as const;

/** Charts of a woman with myeloma in whom a dental examination is on record, unless said otherwise. */
const EXAMINED: Json = {
  resourceType: 'Procedure',
  id: 'dental',
  status: 'completed',
  subject: SUBJECT,
  code: { coding: [{ system: SNOMED, code: '34043003' }] },
  performedDateTime: daysAgo(30),
};

async function signed(order: Json, chart: Partial<Record<Key, readonly Json[]>>) {
  const own = Object.fromEntries(Object.entries(chart).map(([key, list]) => [key, bundle(list)]));
  const prefetch = { ...prefetchOf({ procedures: [EXAMINED] }), ...own };
  return fire(app, hookCall('order-sign', { drafts: [order], prefetch }));
}

const inBrief = (answer: Parameters<typeof findingsOf>[0]): readonly string[] =>
  findingsOf(answer)
    .filter(({ ruleId }) => ruleId?.startsWith('BONE-AGENT'))
    .map(({ indicator, ruleId, advice }) => `${indicator} ${ruleId} ${advice}`);

describe.each(['epic', 'oracle'] as const)('zoledronic acid 4 mg as %s orders it', (shape) => {
  test.each<{ at: number; advice: string | null; dose: number | null }>([
    { at: 29.9, advice: 'critical BONE-AGENT-RENAL zoledronic-excluded', dose: null },
    { at: 30, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3 },
    { at: 39.9, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3 },
    { at: 40, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3.3 },
    { at: 49.9, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3.3 },
    { at: 50, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3.5 },
    { at: 59.9, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3.5 },
    { at: 60, advice: 'warning BONE-AGENT-RENAL zoledronic-above', dose: 3.5 },
    { at: 60.1, advice: null, dose: 4 },
  ])('at $at mL/min: $advice, $dose mg', async ({ at, advice, dose }) => {
    const observations = [clearance(at)];
    const answer = await signed(ZOLEDRONIC[shape], { observations });
    expect(inBrief(answer)).toEqual(advice === null ? [] : [advice]);
    const { conditions, procedures } = prefetchOf({ procedures: [EXAMINED] });
    const entry = [conditions, procedures].flatMap((list) => list['entry'] as Json[]);
    const patient = { resource: prefetchOf()['patient'] };
    const all = [patient, ...entry, ...observations.map((resource) => ({ resource }))];
    const body = { bundle: { resourceType: 'Bundle', type: 'collection', entry: all }, asOf: TODAY };
    const { text } = await post(app, '/api/evaluate', body);
    const { dosing } = (JSON.parse(text) as { results: { dosing: { zoledronicAcid: { doseMg: number | null } } } })
      .results;
    expect(dosing.zoledronicAcid.doseMg).toBe(dose);
  });

  test.each<{ at: number; changes: readonly string[] }>([
    { at: 29.9, changes: ['create', 'delete'] },
    { at: 45, changes: ['update'] },
  ])('at $at mL/min the suggestions $changes', async ({ at, changes }) => {
    const { cards } = await signed(ZOLEDRONIC[shape], { observations: [clearance(at)] });
    const card = cards.find(({ source }) => source.topic.code === 'BONEAGENTRENAL');
    const actions = (card?.suggestions ?? []).flatMap(({ actions: list = [] }) => list);
    expect([...new Set(actions.map(({ type }) => type))].sort()).toEqual(changes);
  });
});

describe('denosumab', () => {
  test.each<{ shape: 'epic' | 'oracle'; at: number; expected: readonly string[]; because: string }>([
    { shape: 'epic', at: 30, expected: [], because: 'no calcium monitoring asked for at 30' },
    { shape: 'epic', at: 29.9, expected: ['info BONE-AGENT-RENAL denosumab-calcium'], because: 'below 30' },
    { shape: 'oracle', at: 30, expected: [], because: 'no calcium monitoring asked for at 30' },
    { shape: 'oracle', at: 29.9, expected: ['info BONE-AGENT-RENAL denosumab-calcium'], because: 'below 30' },
  ])('$shape, $at mL/min: $because', async ({ shape, at, expected }) => {
    const answer = await signed(DENOSUMAB[shape], { observations: [clearance(at)] });
    expect(inBrief(answer)).toEqual(expected);
  });

  test('below 30 mL/min a calcium can be ordered from the card', async () => {
    const { cards } = await signed(DENOSUMAB.epic, { observations: [clearance(20)] });
    expect(cards.flatMap(({ suggestions = [] }) => suggestions.map(({ label }) => label))).toContain(
      'Order serum calcium',
    );
  });
});

const listed = (code: Json, more: Json = {}): Json => ({
  resourceType: 'Condition',
  id: 'jaw',
  subject: SUBJECT,
  clinicalStatus: { coding: [{ code: 'active' }] },
  verificationStatus: { coding: [{ code: 'confirmed' }] },
  code,
  onsetDateTime: daysAgo(60),
  ...more,
});
const myeloma = prefetchOf().conditions['entry'] as readonly { readonly resource: Json }[];
const withMyeloma = (...others: readonly Json[]): readonly Json[] => [
  ...myeloma.map(({ resource }) => resource),
  ...others,
];
const renal = { observations: [clearance(90)] };

describe('osteonecrosis of the jaw, as it is written', () => {
  test.each<{ jaw: Json; warns: boolean; because: string }>([
    { jaw: listed({ coding: [{ system: ICD10, code: 'M87.180' }] }), warns: true, because: 'ICD-10-CM' },
    {
      jaw: listed({
        coding: [{ system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.696871', code: '77' }],
        text: 'Osteonecrosis of jaw due to drug (HCC)',
      }),
      warns: true,
      because: 'Epic, by its own code and text',
    },
    { jaw: listed({ text: 'MRONJ, mandible, stage 1' }), warns: true, because: 'Oracle, text only' },
    { jaw: listed({ text: '双膦酸盐相关性颌骨坏死' }), warns: true, because: 'Chinese' },
    {
      jaw: listed({ text: 'Osteonecrosis of jaw' }, { verificationStatus: { coding: [{ code: 'refuted' }] } }),
      warns: false,
      because: 'refuted',
    },
    { jaw: listed({ text: 'Osteonecrosis of femoral head' }), warns: false, because: 'of the hip' },
  ])('$because: $warns', async ({ jaw, warns }) => {
    const answer = await signed(ZOLEDRONIC.oracle, { ...renal, conditions: withMyeloma(jaw) });
    expect(inBrief(answer)).toEqual(warns ? ['warning BONE-AGENT-DENTAL jaw-osteonecrosis'] : []);
  });
});

describe('the dental examination, as it is recorded', () => {
  const procedure = (code: Json, more: Json = {}): Json => ({ ...EXAMINED, code, ...more });
  const request = (status: string): Json => ({
    resourceType: 'ServiceRequest',
    id: 'dentist',
    status,
    intent: 'order',
    subject: SUBJECT,
    code: { text: 'Dental clearance exam before bone-modifying agent' },
    authoredOn: daysAgo(30),
  });
  const NONE = ['info BONE-AGENT-DENTAL no-exam'];
  test.each<{ chart: Partial<Record<Key, readonly Json[]>>; expected: readonly string[]; because: string }>([
    { chart: { procedures: [] }, expected: NONE, because: 'none' },
    { chart: {}, expected: [], because: 'SNOMED' },
    { chart: { procedures: [procedure({ text: 'DENTAL EXAM' })] }, expected: [], because: 'Epic, text only' },
    {
      chart: {
        procedures: [
          procedure({
            coding: [{ system: `${CERNER}/codeSet/4002`, code: '55', userSelected: true }],
            text: 'Dental evaluation prior to bisphosphonate',
          }),
        ],
      },
      expected: [],
      because: 'Oracle, its own code and text',
    },
    {
      chart: {
        procedures: [],
        conditions: withMyeloma(listed({ coding: [{ system: ICD10, code: 'Z01.20' }] })),
      },
      expected: [],
      because: 'an encounter diagnosis',
    },
    { chart: { procedures: [procedure({ text: '口腔科检查' })] }, expected: [], because: 'Chinese' },
    { chart: { procedures: [], serviceRequests: [request('completed')] }, expected: [], because: 'an order completed' },
    { chart: { procedures: [], serviceRequests: [request('active')] }, expected: NONE, because: 'ordered, not done' },
    {
      chart: { procedures: [procedure({ text: 'DENTAL EXAM' }, { status: 'not-done' })] },
      expected: NONE,
      because: 'not done',
    },
    { chart: { procedures: [procedure({ text: 'Dental extraction' })] }, expected: NONE, because: 'an extraction' },
  ])('$because: $expected', async ({ chart, expected }) => {
    expect(inBrief(await signed(ZOLEDRONIC.epic, { ...renal, ...chart }))).toEqual(expected);
  });

  test('an active order of the chart counts as begun only when it is old', async () => {
    const active = medication('77655', { value: 4, period: 4, periodUnit: 'wk' }, { authoredOn: daysAgo(200) });
    const answer = await signed(draft('77655', { value: 4 }), { ...renal, procedures: [], medications: [active] });
    expect(inBrief(answer)).toEqual([]);
  });
});
