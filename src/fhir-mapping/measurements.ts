import { known, unknown, type Evidence, type Fact, type Measured, type Missing } from '../logic/facts.ts';
import type { Point, Series } from '../logic/series.ts';
import type { ChartIndex, Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { isPanel } from './components.ts';
import { dayOf } from './dates.ts';
import { isGiven, type AnyResource } from './json.ts';
import { absence, byMoment, usableOf } from './observations.ts';
import { readQuantity } from './quantity.ts';
import { settle, type ReadResult } from './settle.ts';
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
  const dated = usableOf(index, spec)
    .filter(({ resource }) => hasOwnValue(resource))
    .sort((a, b) => b.at - a.at);
  let unreadable: Missing | undefined;
  for (const { resource, moment, at } of dated) {
    const reading = readQuantity(index, resource, spec);
    if (typeof reading === 'string') {
      unreadable ??= { concept: spec.concept, because: reading, date: dayOf(moment) };
      continue;
    }
    const rivals = dated.filter((other) => other.at === at && other.resource !== resource);
    const agreeing = rivals.flatMap((rival) => resultOf(index, rival.resource, spec));
    return settle(index, spec, moment, [{ reading, resource, concept: spec.concept }, ...agreeing]);
  }
  return unknown([unreadable ?? { concept: spec.concept, because: absence(index, 'observations') }]);
}

/** A point and the results that it was made of. */
export interface Moment<U extends string> {
  readonly at: number;
  readonly date: string;
  readonly resources: readonly AnyResource[];
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
  const points = moments.flatMap(({ point }) => point ?? []);
  const last = moments.at(-1);
  if (points.length > 0) return known(points, points.flatMap(evidenceIn));
  if (last) return unknown([{ concept, because: 'unreadable', date: last.date }]);
  return unknown([{ concept, because: absence(index, 'observations') }]);
}

const evidenceIn = ({ evidence }: Point<string>): readonly Evidence[] => evidence;

/** The results of a kind by the moment at which they were taken, oldest first. */
export function momentsOf<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): readonly Moment<U>[] {
  const sources = [spec, ...(spec.also ?? []).map((other) => ({ ...spec, ...other }))];
  const results = sources.flatMap((source) =>
    usableOf(index, source)
      .filter(({ resource }) => hasOwnValue(resource))
      .map(({ resource, moment, at }): Dated & { source: MeasurementSpec<U> } => ({ resource, moment, at, source })),
  );
  readAhead(
    index,
    results.map(({ resource }) => resource),
  );
  const ofAnyAge = { ...spec, lookBackDays: null };
  return byMoment(results).map((together) => {
    const [{ at, moment }] = together;
    const read = together.flatMap(({ resource, source }) => resultOf(index, resource, source));
    const settled = settle(index, ofAnyAge, moment, read);
    const [date, resources] = [dayOf(moment), together.map(({ resource }) => resource)];
    if (!settled.known) return { at, date, resources };
    const nothing = read.every(({ reading }) => reading.notDetected);
    return { at, date, resources, point: pointOf(settled.value, settled.evidence, nothing) };
  });
}

/** Put together member by member: there are thousands of them, and copying objects of many shapes is slow. */
function pointOf<U extends string>(
  { interval, date, reported, range }: Measured<U>,
  evidence: readonly Evidence[],
  nothing: boolean,
): Point<U> {
  const point: { -readonly [M in keyof Point<U>]: Point<U>[M] } = { interval, date, reported, evidence };
  if (range) point.range = range;
  if (nothing) point.notDetected = true;
  return point;
}

/** The heading of a panel isn't a result that lacks a value. */
export function hasOwnValue(resource: AnyResource): boolean {
  return (
    !isPanel(resource) || Object.keys(resource).some((name) => name.startsWith('value') && isGiven(resource[name]))
  );
}

function resultOf<U extends string>(index: ChartIndex, resource: AnyResource, spec: MeasurementSpec<U>): ReadResult[] {
  const reading = readQuantity(index, resource, spec);
  return typeof reading === 'string' ? [] : [{ resource, reading, concept: spec.concept }];
}
