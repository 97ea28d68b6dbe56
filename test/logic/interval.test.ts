import {
  between,
  compareAbove,
  compareAtLeast,
  exactly,
  isExact,
  mapFalling,
  mapRising,
  shownRange,
  span,
  type Interval,
} from '../../src/logic/interval.ts';
import { mgPerDl, mlPerMin } from '../../src/logic/units.ts';
import { interval } from './facts.ts';

type Value = Interval<'mg/dL'>;
const LIMIT = mgPerDl(2);

describe('making intervals', () => {
  test('a number alone is exact and closed', () => {
    expect(exactly(mgPerDl(2))).toEqual({ low: 2, high: 2, lowOpen: false, highOpen: false });
    expect(isExact(exactly(mgPerDl(2)))).toBe(true);
  });

  test.each([
    { a: 1, b: 2, because: 'given in order' },
    { a: 2, b: 1, because: 'given the other way round' },
  ])('between $a and $b: $because', ({ a, b }) => {
    expect(between(mgPerDl(a), mgPerDl(b))).toEqual({ low: 1, high: 2, lowOpen: false, highOpen: false });
    expect(isExact(between(mgPerDl(a), mgPerDl(b)))).toBe(false);
  });

  const open: Value = { low: mgPerDl(1), high: mgPerDl(2), lowOpen: true, highOpen: true };
  const closed: Value = { ...open, lowOpen: false, highOpen: false };
  test.each<{ a: Value; b: Value; expected: Value; because: string }>([
    { a: interval(1), b: interval(2), expected: closed, because: 'the ends of two values' },
    { a: interval(2), b: interval(1), expected: closed, because: 'in any order' },
    { a: open, b: closed, expected: closed, because: 'a closed end holds more than an open one' },
    { a: closed, b: open, expected: closed, because: 'whichever comes first' },
    { a: open, b: open, expected: open, because: 'open with open stays open' },
    {
      a: interval(1, { comparator: '<' }),
      b: interval(3, { comparator: '>' }),
      expected: { low: mgPerDl(0), high: mgPerDl(Infinity), lowOpen: false, highOpen: true },
      because: 'each end brings its own openness',
    },
  ])('span: $because', ({ a, b, expected }) => {
    expect(span(a, b)).toEqual(expected);
  });
});

describe('mapping intervals', () => {
  const value: Value = { low: mgPerDl(1), high: mgPerDl(2), lowOpen: true, highOpen: false };

  test('a rising function keeps the ends where they are', () => {
    expect(mapRising(value, (mg) => mlPerMin(mg * 10))).toEqual({ low: 10, high: 20, lowOpen: true, highOpen: false });
  });

  test('a falling function makes the ends change places', () => {
    expect(mapFalling(value, (mg) => mlPerMin(60 / mg))).toEqual({ low: 30, high: 60, lowOpen: false, highOpen: true });
  });
});

describe('comparing with 2', () => {
  test.each<{ value: Value; atLeast: boolean | undefined; above: boolean | undefined; because: string }>([
    { value: interval(1.99), atLeast: false, above: false, because: 'just under' },
    { value: interval(2), atLeast: true, above: false, because: 'at the limit' },
    { value: interval(2.01), atLeast: true, above: true, because: 'just over' },
    { value: interval(2, { comparator: '<' }), atLeast: false, above: false, because: '<2 is never 2' },
    { value: interval(2, { comparator: '<=' }), atLeast: undefined, above: false, because: '<=2 may be 2' },
    { value: interval(2, { comparator: '>' }), atLeast: true, above: true, because: '>2 is above' },
    { value: interval(2, { comparator: '>=' }), atLeast: true, above: undefined, because: '>=2 may be 2' },
    {
      value: interval(2.01, { comparator: '<' }),
      atLeast: undefined,
      above: undefined,
      because: '<2.01 may be either',
    },
    {
      value: interval(1.99, { comparator: '>' }),
      atLeast: undefined,
      above: undefined,
      because: '>1.99 may be either',
    },
    { value: interval(1, { to: 1.9 }), atLeast: false, above: false, because: 'a range below' },
    { value: interval(1, { to: 2 }), atLeast: undefined, above: false, because: 'a range up to the limit' },
    { value: interval(1, { to: 3 }), atLeast: undefined, above: undefined, because: 'a range across it' },
    { value: interval(2, { to: 3 }), atLeast: true, above: undefined, because: 'a range from the limit' },
    { value: interval(2.1, { to: 3 }), atLeast: true, above: true, because: 'a range above' },
  ])('$because', ({ value, atLeast, above }) => {
    expect(compareAtLeast(value, LIMIT)).toBe(atLeast);
    expect(compareAbove(value, LIMIT)).toBe(above);
  });
});

describe('a range as a reader sees it', () => {
  const round = Math.round;
  test.each<{ value: Value; round?: (value: number) => number; expected: string | number; because: string }>([
    { value: interval(2.5), expected: 2.5, because: 'one value is itself' },
    { value: interval(2.5), round, expected: 3, because: 'rounded where asked' },
    { value: interval(3, { to: 5 }), expected: '3–5', because: 'two values' },
    { value: interval(3.4, { to: 4.6 }), round, expected: '3–5', because: 'two values, rounded' },
    { value: interval(3.6, { to: 4.4 }), round, expected: 4, because: 'two values that round to one' },
    { value: interval(5, { comparator: '<' }), expected: '<5', because: 'an open lower end' },
    { value: interval(5, { comparator: '>' }), expected: '>5', because: 'an open upper end' },
  ])('$expected: $because', ({ value, round: rounding, expected }) => {
    expect(rounding ? shownRange(value, rounding) : shownRange(value)).toBe(expected);
  });

  test.each<{ value: Value; expected: RegExp; because: string }>([
    { value: interval(50, { comparator: '<=' }), expected: /^(<=|≤) ?50$/, because: '<=50 may be 50: it is not <50' },
    { value: interval(60, { comparator: '>=' }), expected: /^(>=|≥) ?60$/, because: '>=60 may be 60: it is not >60' },
  ])('the limit itself is not lost: $because', ({ value, expected }) => {
    expect(shownRange(value)).toMatch(expected);
  });
});
