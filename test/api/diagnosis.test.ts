import { appAt } from '../app.ts';
import { post } from '../hooks/calls.ts';
import { evaluation, observation, TODAY, weight, type Json } from '../patient.ts';
import { chart, DIAGNOSES, type Chart, type Recorded } from '../quiet-chart.ts';
import { schemaProblems } from './schema.ts';

/** Whole patients: what their data say of the disease, in every unit (MYEL-C, MYEL-3). */

const app = appAt(TODAY);

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
    {
      chart: { hemoglobin: observation('718-7', 100, 'g/L', ranged('g/L', 115, 150)) },
      expected: [],
      because: 'hemoglobin 100 g/L',
    },
    { chart: { hemoglobin: observation('718-7', 99, 'g/L') }, expected: ['anemia'], because: '99 g/L' },
    {
      chart: { hemoglobin: observation('718-7', 6.3, 'mmol/L', ranged('mmol/L', 7.1, 9.3)) },
      expected: [],
      because: '6.3 mmol/L is 10.2 g/dL',
    },
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
    { chart: { hemoglobin: observation('718-7', 100, 'g/L') }, criterion: 'anemia', because: '100 g/L, no limit sent' },
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
