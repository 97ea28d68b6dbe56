import { skeletalSurvey } from '../../../src/logic/imaging/skeletal-survey.ts';
import { known, type PatientFacts } from '../../../src/logic/facts.ts';
import type { Modality } from '../../../src/logic/disease-facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { absent, adviceOf, context, inBrief, unknownFact, type Stated } from '../facts.ts';
import { imagingOrder, study } from './orders.ts';

const survey = imagingOrder('skeletal-survey');
const ordered: Stated = { plannedImaging: [survey] };
const done = (modality: Modality, date: string | null): Pick<PatientFacts, 'imaging'> => ({
  imaging: known([study(modality, date)], []),
});
const nobody: Stated = {
  myeloma: absent('multiple-myeloma'),
  recordedDiagnosis: known(null, []),
};

interface Row {
  readonly given: Stated;
  readonly expected: string | null;
  readonly because: string;
}

const ROWS: readonly Row[] = [
  { given: { ...ordered, ...done('pet-ct', '2026-08-22') }, expected: 'warning already-imaged', because: '90 days' },
  { given: { ...ordered, ...done('pet-ct', '2026-08-21') }, expected: 'info prefer-advanced', because: '91 days' },
  { given: { ...ordered, ...done('pet-ct', '2026-11-20') }, expected: 'warning already-imaged', because: 'today' },
  { given: { ...ordered, ...done('whole-body-ct', '2026-10-01') }, expected: 'warning already-imaged', because: 'CT' },
  {
    given: { ...ordered, ...done('whole-body-mri', '2026-10-01') },
    expected: 'warning already-imaged',
    because: 'MRI',
  },
  {
    given: { ...ordered, ...done('whole-body-pet', '2026-10') },
    expected: 'warning already-imaged',
    because: 'a month',
  },
  {
    given: { ...ordered, ...done('pet-ct', '2026-08') },
    expected: 'info prefer-advanced',
    because: 'may be within 90',
  },
  {
    given: { ...ordered, ...done('pet-ct', '2026-07') },
    expected: 'info prefer-advanced',
    because: 'is not within 90',
  },
  { given: { ...ordered, ...done('pet-ct', null) }, expected: 'info prefer-advanced', because: 'undated' },
  {
    given: { ...ordered, ...done('skeletal-survey', '2026-10-01') },
    expected: 'info prefer-advanced',
    because: 'the same',
  },
  {
    given: { ...ordered, ...done('spine-mri', '2026-10-01') },
    expected: 'info prefer-advanced',
    because: 'one region',
  },
  { given: ordered, expected: 'info prefer-advanced', because: 'no imaging on record' },
  { given: {}, expected: null, because: 'nothing ordered' },
  { given: { plannedImaging: [imagingOrder('pet-ct')] }, expected: null, because: 'another study' },
  {
    given: { plannedImaging: [{ ...survey, selected: false }] },
    expected: null,
    because: 'in the session, not in this call',
  },
  { given: { ...ordered, ...nobody }, expected: null, because: 'no plasma-cell disorder' },
  {
    given: { ...ordered, ...nobody, recordedDiagnosis: known('mgus', []) },
    expected: 'info prefer-advanced',
    because: 'MGUS',
  },
  {
    given: {
      ...ordered,
      myeloma: unknownFact('multiple-myeloma', 'unanswered'),
      recordedDiagnosis: unknownFact('recorded-diagnosis', 'unanswered'),
    },
    expected: null,
    because: 'whose disorder is unknown: surveys are ordered for much else',
  },
];

describe('SKELETAL-SURVEY', () => {
  test.each(ROWS)('$expected: $because', ({ given, expected }) => {
    for (const hook of ['order-select', 'order-sign'] as const satisfies readonly Hook[]) {
      expect(inBrief(adviceOf(skeletalSurvey, given, context(hook)))).toEqual(expected === null ? [] : [expected]);
    }
  });

  test('with advanced imaging: the study is shown, and the order can be removed', () => {
    const [advice] = adviceOf(skeletalSurvey, { ...ordered, ...done('pet-ct', '2026-10-01') }, context('order-sign'));
    expect(advice?.show).toEqual({ date: '2026-10-01' });
    expect(advice?.evidence.map(({ concept, value, stale }) => [concept, value, stale])).toEqual([
      ['imaging-order', 'skeletal-survey', false],
      ['imaging', 'pet-ct', false],
    ]);
    expect(advice?.suggestions).toEqual([
      { kind: 'delete', item: 'remove-survey', draft: 'ServiceRequest/skeletal-survey' },
    ]);
  });

  test('without: low-dose CT or PET/CT is offered; an older study is shown as such', () => {
    const [advice] = adviceOf(skeletalSurvey, { ...ordered, ...done('pet-ct', '2025-10-01') }, context('order-sign'));
    expect(advice?.evidence[1]).toMatchObject({ concept: 'imaging', date: '2025-10-01', stale: true });
    expect(advice?.suggestions?.map(({ item }) => item)).toEqual(['order-low-dose-ct', 'order-pet-ct']);
  });

  test('imaging that was not received is said', () => {
    const given = { ...ordered, imaging: unknownFact('imaging', 'unanswered') };
    const [advice] = adviceOf(skeletalSurvey, given, context('order-sign'));
    expect([advice?.notes, advice?.missing]).toEqual([
      [{ key: 'imaging-not-received' }],
      [{ concept: 'imaging', because: 'unanswered' }],
    ]);
  });
});
