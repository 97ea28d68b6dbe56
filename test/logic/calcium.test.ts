import { correctedCalcium } from '../../src/logic/calcium.ts';
import { known, unknown, type Fact } from '../../src/logic/facts.ts';
import { shownRange } from '../../src/logic/interval.ts';
import type { Point, Series } from '../../src/logic/series.ts';
import { interval } from './facts.ts';

type Comparator = '=' | '<' | '>';

/** Calcium in mg/dL, or as mmol/L with what it is in mg/dL. */
function calcium(value: number, unit = 'mg/dL', comparator: Comparator = '='): Fact<Point<'mg/dL'>> {
  const own = interval<'mg/dL'>(value, { comparator });
  const mgDl = unit === 'mmol/L' ? interval<'mg/dL'>(value * 4.008, { comparator }) : own;
  return known({ interval: mgDl, date: '2026-11-10', reported: { unit, interval: own }, evidence: [] }, []);
}

function albumin(...rows: readonly (readonly [date: string, gDl: number, comparator?: Comparator])[]): Series<'g/dL'> {
  const points = rows.map(([date, value, comparator = '=']) => {
    const own = interval<'g/dL'>(value, { comparator });
    return { interval: own, date, reported: { unit: 'g/dL', interval: own }, evidence: [] };
  });
  return known(points, []);
}

const of = (fact: ReturnType<typeof correctedCalcium>): string | undefined =>
  fact.known
    ? `${shownRange(fact.value.reported.interval)} ${fact.value.reported.unit}`
    : `${fact.missing[0]?.concept} ${fact.missing[0]?.because}`;

test.each([
  [calcium(10.2), albumin(['2026-11-10', 3]), '11 mg/dL', 'exactly 11, which is not above 11'],
  [calcium(10.2), albumin(['2026-11-10', 2.9]), '11.08 mg/dL', 'just above'],
  [calcium(10), albumin(['2026-11-10', 4]), '10 mg/dL', 'normal albumin changes nothing'],
  [calcium(10), albumin(['2026-11-10', 5]), '9.2 mg/dL', 'high albumin takes away'],
  [calcium(2.55, 'mmol/L'), albumin(['2026-11-10', 3]), '2.75 mmol/L', 'its own slope: exactly 2.75'],
  [calcium(2.55, 'mmol/L'), albumin(['2026-11-10', 2.9]), '2.77 mmol/L', 'just above'],
  [calcium(100, 'mg/L'), albumin(['2026-11-10', 3]), '100.8 mg/dL', 'any other unit as mg/dL'],
  [calcium(10), albumin(['2026-11-03', 3]), '10.8 mg/dL', 'seven days before'],
  [calcium(10), albumin(['2026-11-02', 3]), 'albumin stale', 'eight days before'],
  [calcium(10), albumin(['2026-11-17', 3]), '10.8 mg/dL', 'seven days after'],
  [calcium(10), albumin(['2026-11-18', 3]), 'albumin stale', 'eight days after'],
  [calcium(10), albumin(['2026-11-04', 2], ['2026-11-09', 3]), '10.8 mg/dL', 'the nearest'],
  [calcium(10), albumin(['2026-11-09', 3], ['2026-11-16', 2]), '10.8 mg/dL', 'the nearest, whatever the order'],
  [calcium(10), albumin(['2026-11-09', 2], ['2026-11-11', 3]), '10.8 mg/dL', 'as near: the newer'],
  [calcium(10, 'mg/dL', '>'), albumin(['2026-11-10', 3]), '>10.8 mg/dL', 'at least'],
  [calcium(10), albumin(['2026-11-10', 2, '<']), '11.6–13.2 mg/dL', 'less albumin, more calcium'],
  [unknown([{ concept: 'calcium', because: 'absent' }]), albumin(['2026-11-10', 3]), 'calcium absent', 'no calcium'],
  [calcium(10), unknown([{ concept: 'albumin', because: 'absent' }]), 'albumin absent', 'no albumin'],
  [calcium(10), albumin(), 'albumin stale', 'none near'],
] as readonly (readonly [Fact<Point<'mg/dL'>>, Series<'g/dL'>, string, string])[])(
  '%# gives %s',
  (total, near, expected) => {
    expect(of(correctedCalcium(total, near))).toBe(expected);
  },
);

test('in mg/dL too, whatever the unit of the report', () => {
  const fact = correctedCalcium(calcium(2.5, 'mmol/L'), albumin(['2026-11-10', 4]));
  expect(fact.known && fact.value.interval.low).toBeCloseTo(10.02, 6);
});

test('an irrational sum stays as it is', () => {
  const fact = correctedCalcium(calcium(10), albumin(['2026-11-10', 10 / 3]));
  expect(fact.known && fact.value.interval.low).toBe(10 + 0.8 * (4 - 10 / 3));
});
