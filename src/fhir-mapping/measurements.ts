import { daysBetween } from '../logic/calendar.ts';
import {
  known,
  unknown,
  type Evidence,
  type Fact,
  type Measured,
  type Missing,
  type ReferenceRange,
} from '../logic/facts.ts';
import { span, type Interval } from '../logic/interval.ts';
import type { Point, Series } from '../logic/series.ts';
import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { isPanel } from './components.ts';
import { dayOf } from './dates.ts';
import { isGiven, type AnyResource } from './json.ts';
import { absence, byMoment, usableOf } from './observations.ts';
import { readQuantity, type Reading } from './quantity.ts';
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
  return byMoment(results).map((together) => {
    const [{ at, moment }] = together;
    const read = together.flatMap(({ resource, source }) => resultOf(index, resource, source));
    const settled = settle(index, { ...spec, lookBackDays: null }, moment, read);
    const found = { at, date: dayOf(moment), resources: together.map(({ resource }) => resource) };
    if (!settled.known) return found;
    const nothing = read.every(({ reading }) => reading.notDetected);
    const point = { ...settled.value, evidence: settled.evidence, ...(nothing ? { notDetected: true as const } : {}) };
    return { ...found, point };
  });
}

/** The heading of a panel isn't a result that lacks a value. */
export function hasOwnValue(resource: AnyResource): boolean {
  return (
    !isPanel(resource) || Object.keys(resource).some((name) => name.startsWith('value') && isGiven(resource[name]))
  );
}

interface ReadResult {
  readonly resource: AnyResource;
  readonly reading: Reading;
  readonly concept: Concept;
}

function resultOf<U extends string>(index: ChartIndex, resource: AnyResource, spec: MeasurementSpec<U>): ReadResult[] {
  const reading = readQuantity(index, resource, spec);
  return typeof reading === 'string' ? [] : [{ resource, reading, concept: spec.concept }];
}

/** Results of one moment as one fact: nearly always one result, else the interval that holds them all. */
function settle<U extends string>(
  index: ChartIndex,
  spec: MeasurementSpec<U>,
  moment: string,
  results: readonly ReadResult[],
): Fact<Measured<U>> {
  const date = dayOf(moment);
  const stale = spec.lookBackDays !== null && daysBetween(date, index.chart.clock.asOf) > spec.lookBackDays;
  const ordered =
    results.length < 2 ? results : [...results].sort((a, b) => rank(a, spec.unit).localeCompare(rank(b, spec.unit)));
  const first = ordered[0]?.reading;
  if (!first) return unknown([{ concept: spec.concept, because: 'unreadable', date }]);
  const differing = ordered.filter(({ reading }, at) => at === 0 || !agrees(reading.interval, first.interval));
  const evidence = differing.map(({ reading, resource, concept }) =>
    evidenceOf(concept, reading, { date, reference: referenceOf(resource), stale }),
  );
  if (stale) return unknown([{ concept: spec.concept, because: 'stale', date }], evidence);
  for (const { resource } of differing.slice(1)) {
    index.quality.add(
      referenceOf(resource),
      'conflicting-values',
      `${spec.concept}: two results of the same time differ`,
    );
  }
  const readings = differing.map(({ reading }) => reading);
  const interval = readings.map((reading) => reading.interval).reduce((a, b) => span(a, b)) as Interval<U>;
  const range = onlyRange(readings) as ReferenceRange<U> | undefined;
  const reported = reportedTogether(readings, spec.unit, interval);
  return known({ interval, date, ...(range ? { range } : {}), reported }, evidence);
}

/** The same order whatever the order of arrival: the wanted unit first. */
const rank = ({ reading, resource }: ReadResult, unit: string): string =>
  `${reading.reported.unit === unit ? 0 : 1} ${referenceOf(resource)}`;

/** Results that differ have no range in common. */
const onlyRange = (readings: readonly Reading[]): Reading['range'] =>
  readings.length === 1 ? readings[0]?.range : undefined;

/** In the laboratory's unit if all speak the same, else in the wanted one. */
function reportedTogether(readings: readonly Reading[], unit: string, interval: Interval<string>): Reading['reported'] {
  const [only, another] = readings;
  if (only && !another) return only.reported;
  const units = new Set(readings.map((reading) => reading.reported.unit));
  const [own] = units;
  if (units.size !== 1 || own === undefined) return { unit, interval };
  return { unit: own, interval: readings.map((reading) => reading.reported.interval).reduce((a, b) => span(a, b)) };
}

/** One result written in two units differs by its rounding only. */
const ROUNDING = 0.005;

const agrees = (a: Interval<string>, b: Interval<string>): boolean => near(a.low, b.low) && near(a.high, b.high);
const near = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= ROUNDING * Math.abs(b);

/** The value as the laboratory wrote it: that is what a reader of the card recognises. */
function evidenceOf(
  concept: string,
  { recorded: { value, comparator, unit } }: Reading,
  where: Pick<Evidence, 'date' | 'reference' | 'stale'>,
): Evidence {
  return { concept, value, ...(comparator ? { comparator } : {}), ...(unit ? { unit } : {}), ...where };
}
