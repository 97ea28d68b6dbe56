import { appAt } from '../app.ts';
import { findingsOf, fire, post, prefetchOf, hookCall } from '../hooks/calls.ts';
import { bundle, condition, evaluation, observation, TODAY, weight, type Json } from '../patient.ts';
import { schemaProblems } from './schema.ts';

/** Whole patients: what their data say of the disease, in every unit, and beside what is recorded (MYEL-C, MYEL-3). */

const SUBJECT = { reference: 'Patient/p1' };
const LOINC = 'http://loinc.org';
const app = appAt(TODAY);

let serial = 0;
function report(loinc: string, conclusion: string): Json {
  return {
    resourceType: 'DiagnosticReport',
    id: `report-${(serial += 1)}`,
    status: 'final',
    subject: SUBJECT,
    code: { coding: [{ system: LOINC, code: loinc }] },
    effectiveDateTime: '2026-11-05',
    conclusion,
  };
}

/** Everything was looked at and is normal, but for 15 % of clonal cells in the marrow: smoldering myeloma. */
const QUIET = {
  calcium: observation('17861-6', 9.4, 'mg/dL'),
  albumin: observation('1751-7', 4, 'g/dL'),
  creatinine: observation('2160-0', 0.8, 'mg/dL'),
  weight: weight(62),
  hemoglobin: observation('718-7', 13, 'g/dL'),
  kappa: observation('36916-5', 30, 'mg/L'),
  lambda: observation('33944-0', 10, 'mg/L'),
  mProtein: observation('33358-3', 1.5, 'g/dL'),
  marrow: observation('11118-7', 15, '%'),
  pathology: report('33721-2', 'Plasma cells, kappa restricted.'),
  ct: report('46305-9', 'No lytic lesions.'),
  mri: report('46358-8', 'No focal lesions.'),
} as const satisfies Readonly<Record<string, Json>>;
type Chart = Readonly<Partial<Record<keyof typeof QUIET, Json | null>>>;

const DIAGNOSES = {
  smoldering: condition('413587002', { onsetDateTime: '2026-11-05' }),
  mgus: condition('D47.2', { onsetDateTime: '2026-11-05' }),
  active: condition('C90.00', { onsetDateTime: '2026-11-05' }),
  plasmacytoma: condition('C90.30', { onsetDateTime: '2026-11-05' }),
} as const;
type Recorded = keyof typeof DIAGNOSES;

const chart = (changed: Chart): readonly Json[] =>
  Object.values({ ...QUIET, ...changed }).filter((one) => one !== null);

interface Results {
  readonly diagnosis: {
    readonly classification: string;
    readonly criteria: Record<string, { readonly status: string }>;
  };
  readonly smolderingRisk: { readonly level: string };
  readonly staging: { readonly iss: { readonly possible: readonly string[] } };
}

async function resultsOf(recorded: Recorded, changed: Chart): Promise<Results> {
  const parts = { conditions: [DIAGNOSES[recorded]], observations: [], others: chart(changed) };
  const { status, text } = await post(app, '/api/evaluate', evaluation(parts));
  const body = JSON.parse(text) as { results: Results };
  expect([status, schemaProblems(body)]).toEqual([200, []]);
  return body.results;
}

const met = ({ diagnosis: { criteria } }: Results): readonly string[] =>
  Object.keys(criteria).filter((name) => criteria[name]?.status === 'met' && name !== 'clonalMarrowOrPlasmacytoma');

const ranged = (unit: string, low: number, high: number): Json => ({
  referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }],
});

describe('the same in every unit, each limit at and just over it', () => {
  test.each<{ chart: Chart; expected: readonly string[]; because: string }>([
    { chart: {}, expected: [], because: 'conventional units' },
    { chart: { calcium: observation('17861-6', 11, 'mg/dL') }, expected: [], because: 'calcium 11.0 mg/dL' },
    { chart: { calcium: observation('17861-6', 11.1, 'mg/dL') }, expected: ['calcium'], because: '11.1 mg/dL' },
    { chart: { calcium: observation('2000-8', 2.75, 'mmol/L') }, expected: [], because: '2.75 mmol/L' },
    { chart: { calcium: observation('2000-8', 2.76, 'mmol/L') }, expected: ['calcium'], because: '2.76 mmol/L' },
    {
      chart: { calcium: observation('2000-8', 2.6, 'mmol/L'), albumin: observation('1751-7', 32, 'g/L') },
      expected: ['calcium'],
      because: '2.60 mmol/L at an albumin of 32 g/L is 2.76',
    },
    {
      chart: { calcium: observation('2000-8', 2.6, 'mmol/L'), albumin: observation('1751-7', 3.3, 'g/dL') },
      expected: [],
      because: '2.60 mmol/L at an albumin of 3.3 g/dL is 2.74',
    },
    {
      chart: { calcium: observation('2000-8', 2.66, 'mmol/L', ranged('mmol/L', 2.1, 2.4)) },
      expected: ['calcium'],
      because: '0.26 mmol/L above the limit of the laboratory',
    },
    {
      chart: { calcium: observation('2000-8', 2.65, 'mmol/L', ranged('mmol/L', 2.1, 2.4)) },
      expected: [],
      because: 'exactly 0.25 mmol/L above it',
    },
    { chart: { creatinine: observation('14682-9', 177, 'umol/L'), weight: weight(120) }, expected: [], because: '177' },
    {
      chart: { creatinine: observation('14682-9', 178, 'umol/L'), weight: weight(120) },
      expected: ['renal'],
      because: '178 umol/L, clearance 48',
    },
    {
      chart: { creatinine: observation('14682-9', 120, 'umol/L') },
      expected: ['renal'],
      because: '120 umol/L in a woman of 71 years and 62 kg: clearance 37',
    },
    { chart: { hemoglobin: observation('718-7', 100, 'g/L') }, expected: [], because: 'hemoglobin 100 g/L' },
    { chart: { hemoglobin: observation('718-7', 99, 'g/L') }, expected: ['anemia'], because: '99 g/L' },
    { chart: { hemoglobin: observation('718-7', 6.3, 'mmol/L') }, expected: [], because: '6.3 mmol/L is 10.2 g/dL' },
    { chart: { hemoglobin: observation('718-7', 6.1, 'mmol/L') }, expected: ['anemia'], because: '6.1 is 9.8 g/dL' },
    {
      chart: { hemoglobin: observation('718-7', 109, 'g/L', ranged('g/L', 130, 170)) },
      expected: ['anemia'],
      because: '21 g/L below the limit of the laboratory',
    },
    {
      chart: { kappa: observation('36916-5', 100, 'mg/L'), lambda: observation('33944-0', 1, 'mg/L') },
      expected: ['flcRatio100'],
      because: '100 mg/L at a ratio of 100',
    },
    {
      chart: { kappa: observation('36916-5', 10, 'mg/dL'), lambda: observation('33944-0', 0.1, 'mg/dL') },
      expected: ['flcRatio100'],
      because: 'the same in mg/dL',
    },
    {
      chart: { kappa: observation('36916-5', 9.9, 'mg/dL'), lambda: observation('33944-0', 0.09, 'mg/dL') },
      expected: [],
      because: 'ratio 110, but 99 mg/L',
    },
    { chart: { marrow: observation('11118-7', 60, '%') }, expected: ['marrow60'], because: '60 %' },
    { chart: { marrow: observation('11118-7', 0.6, '1') }, expected: ['marrow60'], because: 'as a fraction' },
  ])('$because: $expected', async ({ chart: changed, expected }) => {
    const results = await resultsOf('smoldering', changed);
    expect([met(results), results.diagnosis.classification]).toEqual([
      expected,
      expected.length > 0 ? 'active-myeloma' : 'smoldering-myeloma',
    ]);
  });

  test.each<{ chart: Chart; level: string; because: string }>([
    { chart: {}, level: 'low', because: '15 %, 1.5 g/dL, ratio 3' },
    {
      chart: { mProtein: observation('33358-3', 20.1, 'g/L'), kappa: observation('36916-5', 201, 'mg/L') },
      level: 'high',
      because: '20.1 g/L, ratio 20.1',
    },
    {
      chart: { mProtein: observation('33358-3', 20, 'g/L'), kappa: observation('36916-5', 20.1, 'mg/dL') },
      level: 'low',
      because: '20 g/L is no factor; 20.1 mg/dL is',
    },
  ])('20/2/20 $level: $because', async ({ chart: changed, level }) => {
    expect((await resultsOf('smoldering', changed)).smolderingRisk.level).toBe(level);
  });
});

describe('what isn’t certain isn’t decided', () => {
  const unsure = { valueQuantity: { value: 10, comparator: '>', unit: 'mg/dL' } };
  test.each<{ chart: Chart; criterion: string; because: string }>([
    { chart: { calcium: observation('17861-6', 10, 'mg/dL', unsure) }, criterion: 'calcium', because: 'above 10' },
    { chart: { calcium: observation('17861-6', 2.4, '') }, criterion: 'calcium', because: 'no unit' },
    { chart: { hemoglobin: null }, criterion: 'anemia', because: 'none' },
    { chart: { weight: null }, criterion: 'renal', because: 'no weight' },
    { chart: { ct: null }, criterion: 'bone', because: 'no CT' },
    { chart: { mri: null, ct: null }, criterion: 'mriLesions', because: 'no imaging' },
    { chart: { kappa: null }, criterion: 'flcRatio100', because: 'one chain only' },
  ])('$criterion: $because', async ({ chart: changed, criterion }) => {
    const { diagnosis } = await resultsOf('smoldering', changed);
    expect([diagnosis.criteria[criterion]?.status, diagnosis.classification]).toEqual(['unknown', 'indeterminate']);
  });

  test('beta-2 microglobulin above 5 may be stage II or III', async () => {
    const value = { valueQuantity: { value: 5, comparator: '>', unit: 'mg/L' } };
    const parts = {
      conditions: [DIAGNOSES.active],
      observations: [],
      others: [observation('1952-1', 5, 'mg/L', value)],
    };
    const { text } = await post(app, '/api/evaluate', evaluation(parts));
    expect((JSON.parse(text) as { results: Results }).results.staging.iss.possible).toEqual(['II', 'III']);
  });
});

/** The cards of the chart when it is opened: urgency, rule and advice. */
async function opened(recorded: Recorded, changed: Chart) {
  const all = prefetchOf({ conditions: [DIAGNOSES[recorded]], observations: [], medications: [], others: [] });
  const kinds = (type: string): Json => bundle(chart(changed).filter(({ resourceType }) => resourceType === type));
  const prefetch = { ...all, observations: kinds('Observation'), reports: kinds('DiagnosticReport') };
  return fire(app, hookCall('patient-view', { prefetch }));
}

const ABOUT = ['DIAGNOSIS-CLASSIFICATION', 'DIAGNOSIS-DISCREPANCY', 'SMOLDERING-RISK'];

const biopsy = report('33721-2', 'Plasma cells, kappa restricted.');
const proven = { ...biopsy, id: 'bx', code: { text: 'Pathology, rib biopsy' }, conclusion: 'Plasmacytoma.' };

describe('the record beside the data, each way round (C-5, C-6, DEC-17)', () => {
  const anemic = { hemoglobin: observation('718-7', 9, 'g/dL') };
  const marrow = (share: number): Chart => ({ marrow: observation('11118-7', share, '%') });
  test.each<{ recorded: Recorded; chart: Chart; expected: readonly string[]; because: string }>([
    {
      recorded: 'mgus',
      chart: marrow(9),
      expected: ['info DIAGNOSIS-CLASSIFICATION mgus'],
      because: 'MGUS is MGUS',
    },
    {
      recorded: 'mgus',
      chart: marrow(10),
      expected: ['info DIAGNOSIS-DISCREPANCY mgus-meets-smoldering', 'info SMOLDERING-RISK low'],
      because: 'MGUS with 10 %',
    },
    {
      recorded: 'mgus',
      chart: anemic,
      expected: ['warning DIAGNOSIS-DISCREPANCY meets-active'],
      because: 'MGUS with 15 % and anemia',
    },
    {
      recorded: 'mgus',
      chart: { ...anemic, ...marrow(9) },
      expected: [],
      because: 'MGUS with 9 % and anemia: of another cause',
    },
    {
      recorded: 'smoldering',
      chart: {},
      expected: ['info DIAGNOSIS-CLASSIFICATION smoldering', 'info SMOLDERING-RISK low'],
      because: 'smoldering is smoldering',
    },
    {
      recorded: 'smoldering',
      chart: { ct: report('46305-9', 'Lytic lesion of the sacrum.') },
      expected: ['warning DIAGNOSIS-DISCREPANCY meets-active'],
      because: 'smoldering with lysis',
    },
    {
      recorded: 'smoldering',
      chart: { ct: null, mri: null },
      expected: ['info DIAGNOSIS-CLASSIFICATION imaging-needed', 'info SMOLDERING-RISK low'],
      because: 'smoldering, never imaged',
    },
    {
      recorded: 'active',
      chart: {},
      expected: ['info DIAGNOSIS-DISCREPANCY active-no-event'],
      because: 'active without an event is not undone',
    },
    {
      recorded: 'active',
      chart: { hemoglobin: null },
      expected: ['info DIAGNOSIS-DISCREPANCY active-events-unknown'],
      because: 'active, an event may be missing',
    },
    {
      recorded: 'active',
      chart: anemic,
      expected: ['info DIAGNOSIS-CLASSIFICATION active'],
      because: 'active is active',
    },
    {
      recorded: 'plasmacytoma',
      chart: { ...marrow(9), mProtein: proven },
      expected: ['info DIAGNOSIS-CLASSIFICATION plasmacytoma'],
      because: 'plasmacytoma with 9 %',
    },
    {
      recorded: 'plasmacytoma',
      chart: { ...marrow(10), mProtein: proven },
      expected: ['warning DIAGNOSIS-DISCREPANCY meets-active'],
      because: 'plasmacytoma with 10 %',
    },
  ])('$because', async ({ recorded, chart: changed, expected }) => {
    const answer = await opened(recorded, changed);
    const said = findingsOf(answer).filter(({ ruleId }) => ABOUT.includes(ruleId ?? ''));
    expect(said.map(({ indicator, ruleId, advice }) => `${indicator} ${ruleId} ${advice}`)).toEqual(expected);
  });

  test('imaging that is missing is named and can be ordered', async () => {
    const { cards } = await opened('smoldering', { ct: null, mri: null });
    const card = cards.find(({ source }) => source.topic?.code === 'DIAGNOSISCLASSIFICATION');
    expect(card?.suggestions?.map(({ label }) => label)).toEqual(['Order whole-body FDG PET/CT']);
    expect(card?.detail).toContain('Cannot be judged: bone lysis, MRI lesions.');
  });
});
