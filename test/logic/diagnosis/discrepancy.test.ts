import { diagnosisDiscrepancy } from '../../../src/logic/diagnosis/discrepancy.ts';
import { known } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { imaged, lab, marrow, provenPlasmacytoma, QUIET, recorded, study, treatedSince } from '../diseases.ts';
import { adviceOf, context, inBrief, unknownFact, type Stated } from '../facts.ts';

const said = (given: Stated, hook: Hook = 'patient-view') =>
  adviceOf(diagnosisDiscrepancy, { ...QUIET, ...given }, context(hook));

const anemic = { ...marrow(20), ...lab('hemoglobin', 9) };
const leukemia = { label: 'leukemia', date: null, current: true, reference: 'Condition/pcl' };

describe('DIAGNOSIS-DISCREPANCY (C-5, C-6, DEC-17)', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    {
      given: { ...recorded('smoldering-myeloma'), ...anemic },
      expected: 'warning meets-active',
      because: 'smoldering',
    },
    { given: anemic, expected: 'warning meets-active', because: 'MGUS, data of active disease' },
    {
      given: { ...recorded('solitary-plasmacytoma'), ...provenPlasmacytoma(true), ...marrow(10) },
      expected: 'warning meets-active',
      because: 'a plasmacytoma with 10 % of the marrow',
    },
    {
      given: { ...recorded('solitary-plasmacytoma'), ...provenPlasmacytoma(true), ...marrow(9) },
      expected: null,
      because: 'a plasmacytoma with 9 %',
    },
    { given: marrow(10), expected: 'info mgus-meets-smoldering', because: 'MGUS with 10 % of the marrow' },
    { given: {}, expected: null, because: 'MGUS by the data too' },
    { given: { ...recorded('smoldering-myeloma'), ...marrow(20) }, expected: null, because: 'smoldering by both' },
    { given: { ...recorded('active-myeloma'), ...anemic }, expected: null, because: 'active by both' },
    { given: recorded('active-myeloma'), expected: 'info active-no-event', because: 'active, every event excluded' },
    {
      given: { ...recorded('active-myeloma'), calcium: unknownFact('calcium') },
      expected: 'info active-events-unknown',
      because: 'active, calcium missing',
    },
    {
      given: { ...recorded('active-myeloma'), ...treatedSince('2026-09-01') },
      expected: null,
      because: 'a treated patient is never un-diagnosed by present values',
    },
    {
      given: { ...recorded('active-myeloma'), ...treatedSince('2026-11-19') },
      expected: 'info active-no-event',
      because: 'treated, every event excluded by the values before',
    },
    {
      given: { ...recorded('active-myeloma'), ...treatedSince('2026-11-19'), calcium: unknownFact('calcium') },
      expected: null,
      because: 'treated, calcium missing',
    },
    {
      given: { ...recorded('active-myeloma'), plasmaCellLeukemia: known([leukemia], []) },
      expected: null,
      because: 'plasma-cell leukemia',
    },
    { given: { ...recorded(null), ...anemic }, expected: null, because: 'nothing is recorded' },
    { given: { recordedDiagnosis: unknownFact('recorded-diagnosis') }, expected: null, because: 'no answer' },
    {
      given: {
        ...recorded('smoldering-myeloma', '2024-01-10'),
        ...marrow([[15, { date: '2024-01-15' }]]),
        ...lab('hemoglobin', [
          [13, { date: '2024-01-15' }],
          [9.5, { date: '2026-11-15' }],
        ]),
      },
      expected: 'warning meets-active',
      because: 'progressed two years after the diagnosis (SM-5)',
    },
    {
      given: {
        ...recorded('smoldering-myeloma', '2024-01-10'),
        ...marrow([[15, { date: '2024-01-15' }]]),
        ...lab('hemoglobin', [
          [13, { date: '2024-01-15' }],
          [9.5, { date: '2026-11-15' }],
        ]),
        ...treatedSince('2026-09-01'),
      },
      expected: null,
      because: 'anemia under treatment',
    },
    {
      given: { ...recorded('smoldering-myeloma'), ...imaged(study('pet-ct', { lysis: true })), ...marrow(12) },
      expected: 'warning meets-active',
      because: 'lysis',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });

  test('says which events are met, with the values', () => {
    const [advice] = said({ ...recorded('smoldering-myeloma'), ...anemic });
    expect(advice?.show).toEqual({ diagnosis: 'smoldering-myeloma', events: 'anemia' });
    expect(advice?.evidence).toContainEqual(expect.objectContaining({ concept: 'hemoglobin', value: 9 }));
    expect(advice?.notes?.map(({ key }) => key)).toEqual([
      'events-met',
      'events-not-met',
      'mri-not-done',
      'diagnosis-date-unknown',
    ]);
  });
});
