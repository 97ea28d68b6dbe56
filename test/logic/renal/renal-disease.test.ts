import { renalDiseaseCare } from '../../../src/logic/renal/renal-disease.ts';
import { known } from '../../../src/logic/facts.ts';
import type { Series } from '../../../src/logic/series.ts';
import { adviceOf, context, inBrief, interval, measured, unknownFact, type Stated } from '../facts.ts';

const said = (given: Stated) => adviceOf(renalDiseaseCare, given, context('patient-view'));
const egfr = (value: number): Stated => ({ reportedEgfr: measured(value, 'mL/min/{1.73_m2}') });
const impaired = egfr(45);
const result = <U extends string>(date: string): Series<U> =>
  known([{ interval: interval<U>(1), date, reported: { unit: '1', interval: interval(1) }, evidence: [] }], []);

test.each<{ given: Stated; expected: string | null; because: string }>([
  { given: egfr(59.9), expected: 'info work-up', because: 'eGFR just under 60' },
  { given: egfr(60), expected: null, because: 'eGFR 60' },
  { given: { ...egfr(70), creatinine: measured(2.1, 'mg/dL') }, expected: 'info work-up', because: 'creatinine 2.1' },
  { given: { ...egfr(70), creatinine: measured(2, 'mg/dL') }, expected: null, because: 'creatinine 2.0' },
  { given: {}, expected: null, because: 'normal' },
  { given: { creatinine: unknownFact('serum-creatinine', 'stale') }, expected: null, because: 'unknown' },
  { given: { ...impaired, recordedDiagnosis: known('mgus', []) }, expected: null, because: 'MGUS' },
  { given: { ...impaired, recordedDiagnosis: known('smoldering-myeloma', []) }, expected: null, because: 'smoldering' },
  { given: { ...impaired, recordedDiagnosis: unknownFact('recorded-diagnosis') }, expected: null, because: 'unread' },
])('$expected: $because', ({ given, expected }) => {
  expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
});

test('tests without a recent result are offered', () => {
  const items = (given: Stated) => said({ ...impaired, ...given })[0]?.suggestions?.map(({ item }) => item);
  const all = ['order-potassium', 'order-uric-acid', 'order-urine-protein', 'order-free-kappa', 'order-free-lambda'];
  expect(items({})).toEqual(all);
  expect(items({ potassium: result('2026-08-22') })).toEqual(all.slice(1));
  expect(items({ potassium: result('2026-08-21') })).toEqual(all);
  const done = {
    potassium: result<'mmol/L'>('2026-11-01'),
    uricAcid: result<'mg/dL'>('2026-11-01'),
    urineProtein: result<'mg/(24.h)'>('2026-11-01'),
    freeKappa: result<'mg/L'>('2026-11-01'),
    freeLambda: result<'mg/L'>('2026-11-01'),
  };
  expect(items(done)).toEqual([]);
  expect(said({ ...impaired, ...done })[0]?.notes).toEqual([{ key: 'work-up-complete' }]);
});
