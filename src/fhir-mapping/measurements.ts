import { daysBetween } from '../logic/calendar.ts';
import { known, unknown, type Evidence, type Fact, type Measured, type Missing } from '../logic/facts.ts';
import type { Point, Series } from '../logic/series.ts';
import type { ChartIndex, Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { isPanel } from './components.ts';
import { isGiven, type AnyResource } from './json.ts';
import { absence, byMoment, usableOf, type Wanted } from './observations.ts';
import { readQuantity } from './quantity.ts';
import { differing, settle, type Together } from './settle.ts';
import { readAhead } from './written-value.ts';

/** What a reader of a number wants: concept, unit, how old it may be, and what is humanly possible. */
export interface MeasurementSpec<U extends string> {
  readonly concept: Concept;
  readonly unit: U;
  /** Days before `asOf`; the last of them still counts. Null: any age. */
  readonly lookBackDays: number | null;
  /** Outside these the value is a slip of unit or of the pen, and isn't used. */
  readonly plausible: readonly [least: number, most: number];
  /** g/mol, where laboratories report amounts as well as mass. */
  readonly molarMass?: number;
  /** An earlier day than this isn't used at all (height before adulthood). */
  readonly notBefore?: string;
  /** Units that are the same number for this substance, though UCUM can't know: mEq/L of sodium. */
  readonly sameAs?: Readonly<Record<string, string>>;
  /** "Not detected" is zero: only where that is what the laboratory means by it. */
  readonly zeroWhenNotDetected?: true;
  /** Read in this unit, then multiplied into the wanted one: for another substance that tells of this one. */
  readonly readIn?: string;
  readonly times?: number;
  /** Other concepts that tell the same. */
  readonly also?: readonly Pick<MeasurementSpec<U>, 'concept' | 'molarMass' | 'readIn' | 'times'>[];
}

/** The newest usable value. Results of the very same moment that differ make an interval: decided only if both agree. */
export function newestMeasurement<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): Fact<Measured<U>> {
  let unreadable: Missing | undefined;
  for (const results of byMoment(resultsOf(index, spec)).toReversed()) {
    const [{ date }] = results;
    const read: Point<U>[] = [];
    for (const result of results) {
      const point = readQuantity(index, result, spec);
      if (typeof point !== 'string') read.push(point);
      else unreadable ??= { concept: spec.concept, because: point, date };
    }
    if (isAny(read)) return newestOf(index, spec, read);
  }
  return unknown([unreadable ?? { concept: spec.concept, because: absence(index, 'observations') }]);
}

function newestOf<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>, read: Together<U>): Fact<Measured<U>> {
  const [{ date }] = read;
  if (spec.lookBackDays !== null && daysBetween(date, index.chart.clock.asOf) > spec.lookBackDays) {
    const shown = differing(read, spec.unit).flatMap(({ evidence }) => evidence);
    return unknown(
      [{ concept: spec.concept, because: 'stale', date }],
      shown.map((evidence) => ({ ...evidence, stale: true })),
    );
  }
  const { interval, range, reported, evidence } = settle(index, spec, read);
  return known(range ? { interval, date, range, reported } : { interval, date, reported }, evidence);
}

/** A point and the results that it was made of. */
export interface Moment<U extends string> {
  readonly at: number;
  readonly date: string;
  readonly results: readonly Dated[];
  /** Nothing where no result of that moment could be read. */
  readonly point?: Point<U>;
}

/** Every usable result, oldest first, whatever its age; results of the very same moment make one point. */
export function allMeasurements<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): Series<U> {
  return seriesOf(index, spec.concept, momentsOf(index, spec));
}

/** Moments as a series; with none that could be read, why. */
export function seriesOf<U extends string>(
  index: ChartIndex,
  concept: string,
  moments: readonly Moment<U>[],
): Series<U> {
  const points: Point<U>[] = [];
  const evidence: Evidence[] = [];
  for (const { point } of moments) {
    if (!point) continue;
    points.push(point);
    evidence.push(...point.evidence);
  }
  if (points.length > 0) return known(points, evidence);
  const last = moments.at(-1);
  if (last) return unknown([{ concept, because: 'unreadable', date: last.date }]);
  return unknown([{ concept, because: absence(index, 'observations') }]);
}

/** The results of a kind by the moment at which they were taken, oldest first. */
export function momentsOf<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): readonly Moment<U>[] {
  const { notBefore } = spec;
  const results = [spec, ...(spec.also ?? [])].flatMap(({ concept }) => resultsOf(index, { concept, notBefore }));
  if (results.length === 0) return [];
  readAhead(results);
  return byMoment(results).map((together) => {
    const { at, date } = together[0];
    const point = pointOf(index, spec, together);
    return point ? { at, date, results: together, point } : { at, date, results: together };
  });
}

/** Nearly always a moment has one result, which is the point. */
function pointOf<U extends string>(
  index: ChartIndex,
  spec: MeasurementSpec<U>,
  together: readonly [Dated, ...Dated[]],
): Point<U> | undefined {
  if (together.length === 1) return readableOf(index, spec, together[0]);
  const read = together.flatMap((result) => readableOf(index, spec, result) ?? []);
  return isAny(read) ? settle(index, spec, read) : undefined;
}

function readableOf<U extends string>(
  index: ChartIndex,
  spec: MeasurementSpec<U>,
  result: Dated,
): Point<U> | undefined {
  const other = spec.also?.find(({ concept }) => concept === result.concept);
  const point = readQuantity(index, result, other ? { ...spec, ...other } : spec);
  return typeof point === 'string' ? undefined : point;
}

const isAny = <U extends string>(read: readonly Point<U>[]): read is Together<U> => read.length > 0;

/** The results of a concept that count and may hold a number. */
const resultsOf = (index: ChartIndex, wanted: Wanted): readonly Dated[] =>
  usableOf(index, wanted).filter(({ resource }) => hasOwnValue(resource));

/** The heading of a panel isn't a result that lacks a value. */
export function hasOwnValue(resource: AnyResource): boolean {
  if (isGiven(resource['valueQuantity']) || !isPanel(resource)) return true;
  return Object.keys(resource).some((name) => name.startsWith('value') && isGiven(resource[name]));
}
