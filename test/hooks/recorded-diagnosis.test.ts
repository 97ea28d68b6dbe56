import { appAt } from '../app.ts';
import { bundle, observation, TODAY, type Json } from '../patient.ts';
import { chart, DIAGNOSES, report, type Chart, type Recorded } from '../quiet-chart.ts';
import { findingsOf, fire, hookCall, prefetchOf } from './calls.ts';

/** What is recorded beside what the data say, when the chart is opened (MYEL-C). */

const app = appAt(TODAY);

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
    const card = cards.find(({ source }) => source.topic.code === 'DIAGNOSISCLASSIFICATION');
    expect(card?.suggestions?.map(({ label }) => label)).toEqual(['Order whole-body FDG PET/CT']);
    expect(card?.detail).toContain('Cannot be judged: bone lysis, MRI lesions.');
  });
});
