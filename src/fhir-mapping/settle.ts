import { span, type Interval } from '../logic/interval.ts';
import type { Point } from '../logic/series.ts';
import type { ChartIndex } from './chart-index.ts';
import type { MeasurementSpec } from './measurements.ts';

/** The results of one moment, at least one. */
export type Together<U extends string> = readonly [Point<U>, ...Point<U>[]];

/** Results of one moment as one point: nearly always one result, else the interval that holds them all. */
export function settle<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>, results: Together<U>): Point<U> {
  const [only] = results;
  if (results.length === 1) return only;
  const [first, ...others] = differing(results, spec.unit);
  for (const { evidence } of others) {
    index.quality.add(
      evidence[0]?.reference ?? '',
      'conflicting-values',
      `${spec.concept}: two results of the same time differ`,
    );
  }
  const interval = others.map((other) => other.interval).reduce((a, b) => span(a, b), first.interval);
  const point = {
    interval,
    date: first.date,
    reported: others.length === 0 ? first.reported : reportedTogether([first, ...others], spec.unit, interval),
    evidence: [first, ...others].flatMap(({ evidence }) => evidence),
  };
  return {
    ...point,
    // Results that differ have no range in common.
    ...(first.range && others.length === 0 ? { range: first.range } : {}),
    ...(results.every(({ notDetected }) => notDetected) ? { notDetected: true } : {}),
  };
}

/** Those that say different things; in the same order whatever the order of arrival, the wanted unit first. */
export function differing<U extends string>(results: Together<U>, unit: U): Together<U> {
  if (results.length === 1) return results;
  const ranked = [...results].sort((a, b) => rank(a, unit).localeCompare(rank(b, unit)));
  const [first, ...others] = ranked as [Point<U>, ...Point<U>[]];
  return [first, ...others.filter(({ interval }) => !agrees(interval, first.interval))];
}

const rank = ({ reported, evidence: [shown] }: Point<string>, unit: string): string =>
  `${reported.unit === unit ? 0 : 1} ${shown?.reference ?? ''}`;

/** In the laboratory's unit if all speak the same, else in the wanted one. */
function reportedTogether(
  points: Together<string>,
  unit: string,
  interval: Interval<string>,
): Point<string>['reported'] {
  const [{ reported }] = points;
  if (points.some((point) => point.reported.unit !== reported.unit)) return { unit, interval };
  return {
    unit: reported.unit,
    interval: points.map((point) => point.reported.interval).reduce((a, b) => span(a, b)),
  };
}

/** One result written in two units differs by its rounding only. */
const ROUNDING = 0.005;

const agrees = (a: Interval<string>, b: Interval<string>): boolean => near(a.low, b.low) && near(a.high, b.high);
const near = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= ROUNDING * Math.abs(b);
