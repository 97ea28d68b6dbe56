import { dayNumber, daysBetween, lastDayOf } from './calendar.ts';
import { known, unknown, type Evidence, type Fact, type Measured } from './facts.ts';
import { compareAbove, higherOf, lowerOf, span, type Interval } from './interval.ts';

/** One result of a series. */
export interface Point<U extends string> extends Measured<U> {
  /** The result; two of the same time that differ stand side by side, and the interval holds both. */
  readonly evidence: readonly Evidence[];
  /** Looked for and not found: zero, without a number behind it. */
  readonly notDetected?: true;
}

/** Every usable result of a kind, oldest first. Known means that there is at least one. */
export type Series<U extends string> = Fact<readonly Point<U>[]>;

/** The newest result; one older than the look-back is stale: shown, never decided on (conventions, "Facts"). */
export function newestWithin<U extends string>(series: Series<U>, asOf: string, lookBackDays: number): Fact<Point<U>> {
  if (!series.known) return series;
  const newest = series.value.at(-1);
  if (!newest) return lacking(series);
  if (daysBetween(newest.date, asOf) <= lookBackDays) return asFact(newest);
  return unknown(
    [{ concept: conceptOf(newest.evidence), because: 'stale', date: newest.date }],
    newest.evidence.map((evidence) => ({ ...evidence, stale: true })),
  );
}

/** What a baseline is chosen by; null: not recorded. */
export interface BaselineDates {
  readonly diagnosed: string | null;
  /** Start of the first anti-myeloma drug. */
  readonly treated: string | null;
}

export interface Baseline<U extends string> {
  readonly point: Point<U>;
  /** The date of the diagnosis isn't recorded: this is simply the newest value, and the card must say so. */
  readonly dateUnknown: boolean;
}

const DAYS_BEFORE = 90;
const DAYS_AFTER = 30;

/**
 * The value nearest to the diagnosis, from 90 days before to 30 days after it and before the first anti-myeloma drug
 * (conventions, "Facts"); of two as near, the earlier. Without a date of diagnosis the newest value, marked.
 */
export function baselineOf<U extends string>(
  series: Series<U>,
  { diagnosed, treated }: BaselineDates,
): Fact<Baseline<U>> {
  if (!series.known) return series;
  if (diagnosed === null) {
    const newest = series.value.at(-1);
    return newest ? known({ point: newest, dateUnknown: true }, newest.evidence) : lacking(series);
  }
  // Partial dates count only where every day that they may mean does.
  const day = dayNumber(diagnosed);
  const from = dayNumber(lastDayOf(diagnosed)) - DAYS_BEFORE;
  let nearest: Point<U> | undefined;
  let least = Infinity;
  for (const point of series.value) {
    const taken = dayNumber(point.date);
    const last = lastDayOf(point.date);
    if (taken < from || dayNumber(last) > day + DAYS_AFTER || (treated !== null && last >= treated)) continue;
    const distance = Math.abs(taken - day);
    if (distance < least) [nearest, least] = [point, distance];
  }
  return nearest ? known({ point: nearest, dateUnknown: false }, nearest.evidence) : lacking(series);
}

/** The last result before a day; results of that day, or of a month that holds it, don't count. */
export function lastBefore<U extends string>(series: Series<U>, date: string): Fact<Point<U>> {
  if (!series.known) return series;
  const last = series.value.filter((point) => lastDayOf(point.date) < date).at(-1);
  return last ? asFact(last) : lacking(series);
}

/** The results from a day on, that day included: a line of therapy, a look-back. */
export function since<U extends string>(series: Series<U>, date: string): Series<U> {
  if (!series.known) return series;
  const points = series.value.filter((point) => point.date >= date);
  const evidence = points.flatMap((point) => point.evidence);
  return points.length > 0 ? known(points, evidence) : lacking(series);
}

/** The lowest result; of two as low, the earlier. Under comparators an interval: `<0.5` and 0.3 may be anything to 0.3. */
export function lowest<U extends string>(series: Series<U>): Fact<Point<U>> {
  if (!series.known) return series;
  const [first, ...others] = series.value;
  return first ? asFact(others.reduce(lower, first)) : lacking(series);
}

/**
 * The lowest value that two consecutive results confirm (DEC-6): of each pair of neighbours the higher one, and of
 * these the lowest. Results of one day are one assessment.
 */
export function lowestConfirmed<U extends string>(series: Series<U>): Fact<Point<U>> {
  if (!series.known) return series;
  const [first, ...others] = neighbours(perDay(series.value));
  if (!first) return unknown([{ concept: conceptOf(series.evidence), because: 'unconfirmed' }], series.evidence);
  return asFact(others.reduce(lower, first));
}

/** Each pair of consecutive points as the one that both confirm. */
function neighbours<U extends string>(points: readonly Point<U>[]): readonly Point<U>[] {
  const confirmed: Point<U>[] = [];
  let earlier: Point<U> | undefined;
  for (const point of points) {
    if (earlier) confirmed.push(higher(earlier, point));
    earlier = point;
  }
  return confirmed;
}

/** One point per day: which of its results came first doesn't matter. */
function perDay<U extends string>(points: readonly Point<U>[]): readonly Point<U>[] {
  const days = new Map<string, Point<U>>();
  for (const point of points) {
    const other = days.get(point.date);
    days.set(point.date, other ? merged(span, other, point, other) : point);
  }
  return [...days.values()];
}

type Merge = <V extends string>(a: Interval<V>, b: Interval<NoInfer<V>>) => Interval<V>;

/** Two points as one that is shown as `shown`; in the reported unit only if that is the same. */
function merged<U extends string>(merge: Merge, a: Point<U>, b: Point<U>, shown: Point<U>): Point<U> {
  const sameUnit = a.reported.unit === b.reported.unit;
  const interval = merge(a.interval, b.interval);
  const { unit } = shown.reported;
  const reported = sameUnit ? { unit, interval: merge(a.reported.interval, b.reported.interval) } : shown.reported;
  const both = { interval, date: shown.date, reported, evidence: [...a.evidence, ...b.evidence] };
  return a.notDetected && b.notDetected ? { ...both, notDetected: true } : both;
}

function lower<U extends string>(a: Point<U>, b: Point<U>): Point<U> {
  const interval = lowerOf(a.interval, b.interval);
  const shown = isSame(interval, a.interval) || interval.high !== b.interval.high ? a : b;
  return isSame(interval, shown.interval) ? shown : merged(lowerOf, a, b, shown);
}

/** Of two neighbours the higher, with both as its evidence: each confirms the other. */
const higher = <U extends string>(a: Point<U>, b: Point<U>): Point<U> =>
  merged(higherOf, a, b, compareAbove(b.interval, a.interval.high) === true ? b : a);

const isSame = (a: Interval<string>, b: Interval<string>): boolean =>
  a.low === b.low && a.high === b.high && a.lowOpen === b.lowOpen && a.highOpen === b.highOpen;

/** A point as a fact: what the criteria compare. */
export function asFact<U extends string>(point: Point<U>): Fact<Point<U>> {
  return known(point, point.evidence);
}

const conceptOf = ([first]: readonly Evidence[]): string => first?.concept ?? 'value';

const lacking = (series: Fact<readonly Point<string>[]>): Fact<never> =>
  unknown([{ concept: conceptOf(series.evidence), because: 'absent' }]);
