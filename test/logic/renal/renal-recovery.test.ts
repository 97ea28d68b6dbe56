import { renalRecovery } from '../../../src/logic/renal/renal-recovery.ts';
import { known } from '../../../src/logic/facts.ts';
import type { Ingredient } from '../../../src/logic/drugs.ts';
import type { Point, Series } from '../../../src/logic/series.ts';
import { course } from '../courses.ts';
import {
  absent,
  adviceOf,
  context,
  drug,
  inBrief,
  interval,
  measured,
  present,
  taking,
  unknownFact,
  type Stated,
} from '../facts.ts';

/** Clearance is 60 divided by creatinine: 60.0 at 1.0. */
function creatinines(...rows: readonly (readonly [date: string, mgDl: number])[]): Stated {
  const points = rows.map(([date, value]): Point<'mg/dL'> => {
    const own = interval<'mg/dL'>(value);
    return { interval: own, date, reported: { unit: 'mg/dL', interval: own }, evidence: [] };
  });
  const series: Series<'mg/dL'> = known(points, []);
  const last = points.at(-1);
  return { creatinineSeries: series, ...(last ? { creatinine: known(last, []) } : {}) };
}
const on = (...ingredients: readonly Ingredient[]): Stated => taking(...ingredients.map((one) => drug(one)));
const cyBorD = on('bortezomib', 'cyclophosphamide', 'dexamethasone');
const risen = creatinines(['2026-09-01', 3], ['2026-11-01', 1], ['2026-11-15', 1]);

test.each<{ given: Stated; expected: boolean; because: string }>([
  { given: { ...cyBorD, ...risen }, expected: true, because: 'risen to 60.0 twice' },
  {
    given: { ...cyBorD, ...creatinines(['2026-09-01', 3], ['2026-11-01', 1.01], ['2026-11-15', 1]) },
    expected: false,
    because: 'only once',
  },
  {
    given: { ...cyBorD, ...creatinines(['2026-09-01', 3], ['2026-11-01', 1], ['2026-11-15', 1.01]) },
    expected: false,
    because: 'fallen again',
  },
  {
    given: { ...cyBorD, ...creatinines(['2026-09-01', 3], ['2026-11-15', 1], ['2026-11-15', 1]) },
    expected: false,
    because: 'twice on one day',
  },
  {
    given: { ...cyBorD, ...creatinines(['2026-09-01', 1], ['2026-11-01', 1], ['2026-11-15', 1]) },
    expected: false,
    because: 'never impaired',
  },
  {
    given: { ...cyBorD, ...creatinines(['2026-09-01', 1.01], ['2026-11-01', 1], ['2026-11-15', 1]) },
    expected: true,
    because: 'impaired at 59.4',
  },
  {
    given: { ...cyBorD, ...creatinines(['2025-11-19', 3], ['2026-11-01', 1], ['2026-11-15', 1]) },
    expected: false,
    because: 'impaired more than a year ago',
  },
  {
    given: { ...cyBorD, ...creatinines(['2025-11-20', 3], ['2026-11-01', 1], ['2026-11-15', 1]) },
    expected: true,
    because: 'impaired a year ago',
  },
  { given: { ...cyBorD, ...creatinines(['2026-11-15', 1]) }, expected: false, because: 'one result' },
  { given: { ...cyBorD }, expected: false, because: 'no result' },
  {
    given: { ...cyBorD, ...risen, creatinine: unknownFact('serum-creatinine', 'stale') },
    expected: false,
    because: 'stale',
  },
  { given: { ...cyBorD, ...risen, weight: unknownFact('body-weight') }, expected: false, because: 'no weight' },
  { given: { ...cyBorD, ...risen, sex: unknownFact('sex') }, expected: false, because: '60 or 51 by sex' },
  {
    given: { ...cyBorD, ...risen, measuredClearance: measured(59.9, 'mL/min') },
    expected: false,
    because: 'measured below',
  },
  {
    given: { ...cyBorD, ...risen, measuredClearance: measured(60, 'mL/min') },
    expected: true,
    because: 'measured agrees',
  },
  { given: { ...cyBorD, ...risen, dialysis: present('dialysis') }, expected: false, because: 'dialysis' },
  { given: { ...cyBorD, ...risen, dialysis: unknownFact('dialysis') }, expected: false, because: 'dialysis unknown' },
  { given: { ...cyBorD, ...risen, myeloma: absent('multiple-myeloma') }, expected: false, because: 'no myeloma' },
  { given: { ...on('bortezomib', 'dexamethasone'), ...risen }, expected: false, because: 'another regimen' },
  {
    given: { ...on('bortezomib', 'cyclophosphamide', 'dexamethasone', 'lenalidomide'), ...risen },
    expected: false,
    because: 'lenalidomide is there already',
  },
  {
    given: { ...on('bortezomib', 'cyclophosphamide', 'dexamethasone', 'prednisone'), ...risen },
    expected: true,
    because: 'another steroid changes nothing',
  },
  {
    given: {
      ...on('cyclophosphamide', 'dexamethasone'),
      ...risen,
      courses: known([course('bortezomib', '2026-08-01')], []),
    },
    expected: true,
    because: 'bortezomib by its infusions',
  },
  {
    given: { ...cyBorD, ...risen, courses: known([], [], [{ concept: 'medicationHistory', because: 'unanswered' }]) },
    expected: false,
    because: 'there may be another drug',
  },
])('$because: $expected', ({ given, expected }) => {
  expect(inBrief(adviceOf(renalRecovery, given, context('patient-view')))).toEqual(
    expected ? ['info consider-lenalidomide'] : [],
  );
});
