import type { Quantity } from './units.ts';

/** What is known of a number: exact when `low` equals `high`; open ends come from comparators such as `<0.5`. */
export interface Interval<U extends string> {
  readonly low: Quantity<U>;
  readonly high: Quantity<U>;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** The interval that holds one value only. */
export function exactly<U extends string>(value: Quantity<U>): Interval<U> {
  return { low: value, high: value, lowOpen: false, highOpen: false };
}

/** The closed interval between two values, given in any order. */
export function between<U extends string>(a: Quantity<U>, b: Quantity<NoInfer<U>>): Interval<U> {
  return { low: Math.min(a, b) as Quantity<U>, high: Math.max(a, b) as Quantity<U>, lowOpen: false, highOpen: false };
}

/** The smallest interval that holds both. */
export function span<U extends string>(a: Interval<U>, b: Interval<NoInfer<U>>): Interval<U> {
  const lower = a.low < b.low || (a.low === b.low && !a.lowOpen) ? a : b;
  const upper = a.high > b.high || (a.high === b.high && !a.highOpen) ? a : b;
  return { low: lower.low, high: upper.high, lowOpen: lower.lowOpen, highOpen: upper.highOpen };
}

/** What the lower of two values may be. */
export function lowerOf<U extends string>(a: Interval<U>, b: Interval<NoInfer<U>>): Interval<U> {
  const low = a.low < b.low || (a.low === b.low && !a.lowOpen) ? a : b;
  const high = a.high < b.high || (a.high === b.high && a.highOpen) ? a : b;
  return { low: low.low, high: high.high, lowOpen: low.lowOpen, highOpen: high.highOpen };
}

/** What the higher of two values may be. */
export function higherOf<U extends string>(a: Interval<U>, b: Interval<NoInfer<U>>): Interval<U> {
  const low = a.low > b.low || (a.low === b.low && a.lowOpen) ? a : b;
  const high = a.high > b.high || (a.high === b.high && !a.highOpen) ? a : b;
  return { low: low.low, high: high.high, lowOpen: low.lowOpen, highOpen: high.highOpen };
}

/** True when nothing but one value is possible. */
export function isExact(interval: Interval<string>): boolean {
  return interval.low === interval.high;
}

/** A range as a reader sees it: the number, `<5`, `>5` or `3–5`. */
export function shownRange(
  interval: Interval<string>,
  round: (value: number) => number = (value) => value,
): string | number {
  const [low, high] = [round(interval.low), round(interval.high)];
  if (low === high) return low;
  if (!Number.isFinite(interval.high)) return `${interval.lowOpen ? '>' : '≥'}${low}`;
  return interval.low === 0 ? `${interval.highOpen ? '<' : '≤'}${high}` : `${low}–${high}`;
}

/** Applies a function that never decreases to both ends. */
export function mapRising<U extends string, V extends string>(
  interval: Interval<U>,
  f: (value: number) => Quantity<V>,
): Interval<V> {
  return { ...interval, low: f(interval.low), high: f(interval.high) };
}

/** Applies a function that never increases: the ends change places. */
export function mapFalling<U extends string, V extends string>(
  interval: Interval<U>,
  f: (value: number) => Quantity<V>,
): Interval<V> {
  return { low: f(interval.high), high: f(interval.low), lowOpen: interval.highOpen, highOpen: interval.lowOpen };
}

/** Whether `value >= limit` for all (met), none (not-met) or some (unknown) of the interval. */
export function compareAtLeast<U extends string>(
  interval: Interval<U>,
  limit: Quantity<NoInfer<U>>,
): boolean | undefined {
  if (interval.low >= limit) return true;
  if (interval.high < limit || (interval.high === limit && interval.highOpen)) return false;
  return undefined;
}

/** Whether `value > limit` for all, none or some of the interval. */
export function compareAbove<U extends string>(
  interval: Interval<U>,
  limit: Quantity<NoInfer<U>>,
): boolean | undefined {
  if (interval.low > limit || (interval.low === limit && interval.lowOpen)) return true;
  if (interval.high <= limit) return false;
  return undefined;
}
