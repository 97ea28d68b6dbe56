import { known, unknown, type Fact } from '../../src/logic/facts.ts';
import { higherOf, lowerOf, shownRange, type Interval } from '../../src/logic/interval.ts';
import {
  baselineOf,
  lastBefore,
  lowest,
  lowestConfirmed,
  newestWithin,
  since,
  type Point,
  type Series,
} from '../../src/logic/series.ts';
import { interval, TODAY } from './facts.ts';

/** A point by date and value: `3`, `<0.5`, `>4`; `u` is another reported unit, `nd` not detected. */
type Row = readonly [date: string, value: number | `${'<' | '>'}${number}` | 'nd', unit?: string];

function point([date, value, unit = 'g/dL']: Row): Point<'g/dL'> {
  const text = String(value);
  const comparator = text.startsWith('<') ? '<' : text.startsWith('>') ? '>' : '=';
  const number = value === 'nd' ? 0 : Number(text.replace(/[<>]/, ''));
  const range = interval<'g/dL'>(number, { comparator });
  return {
    interval: range,
    date,
    reported: { unit, interval: range },
    evidence: [{ concept: 'serum-m-protein', value: number, date, stale: false }],
    ...(value === 'nd' ? { notDetected: true } : {}),
  };
}

const series = (...rows: readonly Row[]): Series<'g/dL'> => {
  const points = rows.map(point);
  return known(
    points,
    points.flatMap(({ evidence }) => evidence),
  );
};
const NONE: Series<'g/dL'> = unknown([{ concept: 'serum-m-protein', because: 'absent' }]);
const EMPTY: Series<'g/dL'> = known([], []);

/** `date value`, or why there is none. */
const shown = (fact: Fact<Point<'g/dL'>>): string | undefined =>
  fact.known ? `${fact.value.date} ${shownRange(fact.value.interval)}` : fact.missing[0]?.because;

describe('the newest result', () => {
  test.each([
    [series(['2026-11-01', 2], ['2026-11-10', 1]), 30, '2026-11-10 1', 'the last of the series'],
    [series(['2026-10-21', 2]), 30, '2026-10-21 2', 'the last day of the look-back'],
    [series(['2026-10-20', 2]), 30, 'stale', 'one day older'],
    [NONE, 30, 'absent', 'no series'],
    [EMPTY, 30, 'absent', 'an empty one'],
  ] as readonly (readonly [Series<'g/dL'>, number, string, string])[])('%#: %s', (list, days, expected) => {
    expect(shown(newestWithin(list, TODAY, days))).toBe(expected);
  });

  test('a stale one is shown and dated', () => {
    const fact = newestWithin(series(['2026-01-01', 2]), TODAY, 30);
    expect(fact).toMatchObject({ missing: [{ date: '2026-01-01' }], evidence: [{ stale: true, value: 2 }] });
  });

  test('a result without evidence is still named', () => {
    const bare = known([{ ...point(['2020-01-01', 1]), evidence: [] }], []);
    expect(newestWithin(bare, TODAY, 30)).toMatchObject({ missing: [{ concept: 'value', because: 'stale' }] });
  });
});

describe('the baseline', () => {
  const at = (date: string): Series<'g/dL'> => series([date, 3]);
  test.each([
    [at('2026-03-03'), '2026-06-01', null, '2026-03-03 3', '90 days before'],
    [at('2026-03-02'), '2026-06-01', null, 'absent', '91 days before'],
    [at('2026-07-01'), '2026-06-01', null, '2026-07-01 3', '30 days after'],
    [at('2026-07-02'), '2026-06-01', null, 'absent', '31 days after'],
    [at('2026-06-10'), '2026-06-01', '2026-06-10', 'absent', 'the day of the first drug is too late'],
    [at('2026-06-09'), '2026-06-01', '2026-06-10', '2026-06-09 3', 'the day before it counts'],
    [at('2026-06'), '2026-06-01', '2026-06-10', 'absent', 'some day of that month, maybe too late'],
    [at('2026-05'), '2026-06-01', '2026-06-10', '2026-05 3', 'no day of that month is too late'],
    [at('2026-06-01'), '2026', null, 'absent', 'a year is too vague for a window of 120 days'],
    [at('2026-05-20'), '2026-06', null, '2026-05-20 3', 'right whatever the day of the month'],
    [series(['2026-05-30', 1], ['2026-06-03', 2]), '2026-06-02', null, '2026-06-03 2', 'the nearest'],
    [series(['2026-06-01', 1], ['2026-06-03', 2]), '2026-06-02', null, '2026-06-01 1', 'as near: the earlier'],
    [NONE, '2026-06-02', null, 'absent', 'no series'],
    [EMPTY, null, null, 'absent', 'an empty one'],
  ] as readonly (readonly [Series<'g/dL'>, string | null, string | null, string, string])[])(
    '%#: %s diagnosed %s treated %s',
    (list, diagnosed, treated, expected) => {
      const baseline = baselineOf(list, { diagnosed, treated });
      const shownBaseline = baseline.known ? shown(known(baseline.value.point, [])) : baseline.missing[0]?.because;
      expect(shownBaseline).toBe(expected);
      if (baseline.known) expect(baseline.value.dateUnknown).toBe(false);
    },
  );

  test('without a date of diagnosis the newest, and it says so', () => {
    const list = series(['2020-01-01', 1], ['2026-01-01', 2]);
    const baseline = baselineOf(list, { diagnosed: null, treated: null });
    expect(baseline).toMatchObject({ known: true, value: { dateUnknown: true, point: { date: '2026-01-01' } } });
  });
});

describe('before and since a day', () => {
  const list = series(['2026-01-01', 3], ['2026-02', 2], ['2026-03-01', 1]);
  test.each([
    ['2026-03-02', '2026-03-01 1'],
    ['2026-03-01', '2026-02 2'],
    ['2026-02-28', '2026-01-01 3'],
    ['2026-01-01', 'absent'],
  ])('the last before %s: %s', (date, expected) => {
    expect(shown(lastBefore(list, date))).toBe(expected);
  });

  test('no series, nothing before', () => {
    expect(shown(lastBefore(NONE, TODAY))).toBe('absent');
    expect(since(NONE, TODAY)).toBe(NONE);
  });

  test.each([
    ['2026-03-01', 1],
    ['2026-01-01', 3],
    ['2026-03-02', 'absent'],
  ])('since %s: %s', (date, expected) => {
    const later = since(list, date);
    expect(later.known ? later.value.length : later.missing[0]?.because).toBe(expected);
  });
});

describe('the lowest', () => {
  test.each([
    [series(['2026-01-01', 3], ['2026-02-01', 1], ['2026-03-01', 2]), '2026-02-01 1', 'the least'],
    [series(['2026-01-01', 1], ['2026-02-01', 1]), '2026-01-01 1', 'as low: the earlier'],
    [series(['2026-01-01', 1], ['2026-02-01', '<0.5']), '2026-02-01 <0.5', 'below a limit of detection'],
    [series(['2026-01-01', '<0.5'], ['2026-02-01', 1]), '2026-01-01 <0.5', 'the same the other way'],
    [series(['2026-01-01', '<0.5'], ['2026-02-01', 0.3]), '2026-02-01 ≤0.3', 'either may be the lower one'],
    [series(['2026-01-01', 0.3, 'g/L'], ['2026-02-01', '<0.5']), '2026-01-01 ≤0.3', 'in two units'],
    [series(['2026-01-01', '>4'], ['2026-02-01', 5]), '2026-02-01 4–5', 'above a limit'],
    [series(['2026-01-01', 'nd'], ['2026-02-01', 1]), '2026-01-01 0', 'not detected'],
    [NONE, 'absent', 'no series'],
    [EMPTY, 'absent', 'an empty one'],
  ] as readonly (readonly [Series<'g/dL'>, string, string])[])('%#: %s', (list, expected) => {
    expect(shown(lowest(list))).toBe(expected);
  });
});

describe('the lowest confirmed', () => {
  test.each([
    [series(['2026-01-01', 3], ['2026-02-01', 1], ['2026-03-01', 2]), '2026-03-01 2', '1 is confirmed by nobody'],
    [series(['2026-01-01', 3], ['2026-02-01', 1], ['2026-03-01', 1]), '2026-02-01 1', 'twice'],
    [series(['2026-01-01', 3], ['2026-02-01', 1.2], ['2026-03-01', 1]), '2026-02-01 1.2', 'the higher of the two'],
    [series(['2026-01-01', 3]), 'unconfirmed', 'one result'],
    [series(['2026-01-01', 1], ['2026-01-01', 1]), 'unconfirmed', 'one day is one assessment'],
    [series(['2026-01-01', 1], ['2026-01-01', 2], ['2026-02-01', 0.5]), '2026-01-01 1–2', 'a day with two results'],
    [series(['2026-01-01', '<0.5'], ['2026-02-01', 0.3]), '2026-01-01 0.3–0.5', 'at least 0.3'],
    [series(['2026-01-01', 'nd'], ['2026-02-01', 'nd']), '2026-01-01 0', 'nothing twice'],
    [NONE, 'absent', 'no series'],
    [EMPTY, 'unconfirmed', 'an empty one'],
  ] as readonly (readonly [Series<'g/dL'>, string, string])[])('%#: %s', (list, expected) => {
    expect(shown(lowestConfirmed(list))).toBe(expected);
  });

  test('rests on both results, and stays not detected when both were', () => {
    const fact = lowestConfirmed(series(['2026-01-01', 'nd'], ['2026-02-01', 'nd']));
    expect(fact).toMatchObject({ value: { notDetected: true }, evidence: [{}, {}] });
  });
});

test.each([
  [interval(1), interval(2), '1', '2'],
  [interval(2), interval(1), '1', '2'],
  [interval(2, { comparator: '<' }), interval(2, { comparator: '<=' }), '<2', '≤2'],
  [interval(2, { comparator: '<=' }), interval(2, { comparator: '<' }), '<2', '≤2'],
  [interval(2, { comparator: '>' }), interval(2, { comparator: '>=' }), '≥2', '>2'],
  [interval(2, { comparator: '>=' }), interval(2, { comparator: '>' }), '≥2', '>2'],
] as readonly (readonly [Interval<'a'>, Interval<'a'>, string, string])[])(
  'of %j and %j the lower is %s, the higher %s',
  (a, b, lower, higher) => {
    expect([String(shownRange(lowerOf(a, b))), String(shownRange(higherOf(a, b)))]).toEqual([lower, higher]);
  },
);
