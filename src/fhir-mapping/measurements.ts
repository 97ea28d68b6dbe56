import { daysBetween } from '../logic/calendar.ts';
import { known, unknown, type Evidence, type Fact, type Measured, type Missing } from '../logic/facts.ts';
import { span, type Interval } from '../logic/interval.ts';
import type { Point, Series } from '../logic/series.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { dayOf, isRealDate, momentOf } from './dates.ts';
import { objectAt, textAt, type AnyResource } from './json.ts';
import { readQuantity, type Reading } from './quantity.ts';

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
}

/** Results that count (conventions, "Facts"). */
const USABLE = new Set(['final', 'amended', 'corrected', 'appended']);

/** The newest usable value. Results of the very same moment that differ make an interval: decided only if both agree. */
export function newestMeasurement<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): Fact<Measured<U>> {
  const dated = usableOf(index, spec).sort((a, b) => b.at - a.at);
  let unreadable: Missing | undefined;
  for (const { resource, moment, at } of dated) {
    const reading = readQuantity(index, resource, spec);
    if (typeof reading === 'string') {
      unreadable ??= { concept: spec.concept, because: reading, date: dayOf(moment) };
      continue;
    }
    const rivals = dated.filter((other) => other.at === at && other.resource !== resource);
    const agreeing = rivals.flatMap((rival) => resultOf(index, rival.resource, spec));
    return settle(index, spec, moment, [{ reading, resource }, ...agreeing]);
  }
  return unknown([unreadable ?? { concept: spec.concept, because: absence(index, 'observations') }]);
}

/** Every usable result, oldest first, whatever its age; results of the very same moment make one point. */
export function allMeasurements<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): Series<U> {
  const byMoment = new Map<number, Dated[]>();
  for (const dated of usableOf(index, spec).sort((a, b) => a.at - b.at)) {
    byMoment.set(dated.at, [...(byMoment.get(dated.at) ?? []), dated]);
  }
  const points: Point<U>[] = [];
  let unreadable: Missing | undefined;
  for (const together of byMoment.values()) {
    const moment = together[0]?.moment ?? '';
    const results = together.flatMap(({ resource }) => resultOf(index, resource, spec));
    const settled = settle(index, { ...spec, lookBackDays: null }, moment, results);
    if (settled.known) points.push({ ...settled.value, evidence: settled.evidence });
    else unreadable = { concept: spec.concept, because: 'unreadable', date: dayOf(moment) };
  }
  if (points.length > 0) {
    return known(
      points,
      points.flatMap((point) => point.evidence),
    );
  }
  return unknown([unreadable ?? { concept: spec.concept, because: absence(index, 'observations') }]);
}

const usableOf = <U extends string>(index: ChartIndex, spec: MeasurementSpec<U>): Dated[] =>
  (index.byConcept.get(spec.concept) ?? [])
    .filter((resource) => resource.resourceType === 'Observation' && isUsable(index, resource))
    .flatMap((resource) => datedOf(index, resource, spec));

/** Whether a search that found nothing was one that could have found something. */
export function absence(index: ChartIndex, kind: keyof ChartIndex['chart']['answers']): 'absent' | 'unanswered' {
  return index.chart.answers[kind] === 'answered' ? 'absent' : 'unanswered';
}

interface Dated {
  readonly resource: AnyResource;
  readonly moment: string;
  /** The same for ordering. */
  readonly at: number;
}

interface Result {
  readonly resource: AnyResource;
  readonly reading: Reading;
}

function resultOf<U extends string>(index: ChartIndex, resource: AnyResource, spec: MeasurementSpec<U>): Result[] {
  const reading = readQuantity(index, resource, spec);
  return typeof reading === 'string' ? [] : [{ resource, reading }];
}

/** Results of one moment as one fact: nearly always one result, else the interval that holds them all. */
function settle<U extends string>(
  index: ChartIndex,
  spec: MeasurementSpec<U>,
  moment: string,
  results: readonly Result[],
): Fact<Measured<U>> {
  const date = dayOf(moment);
  const stale = spec.lookBackDays !== null && daysBetween(date, index.chart.clock.asOf) > spec.lookBackDays;
  const ordered = [...results].sort((a, b) => rank(a, spec.unit).localeCompare(rank(b, spec.unit)));
  const first = ordered[0]?.reading;
  if (!first) return unknown([{ concept: spec.concept, because: 'unreadable', date }]);
  const differing = ordered.filter(({ reading }, at) => at === 0 || !agrees(reading.interval, first.interval));
  const evidence = differing.map(({ reading, resource }) =>
    evidenceOf(spec.concept, reading, { date, reference: referenceOf(resource), stale }),
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
  return known({ interval, date, reported: reportedTogether(readings, spec.unit, interval) }, evidence);
}

/** The same order whatever the order of arrival: the wanted unit first. */
const rank = ({ reading, resource }: Result, unit: string): string =>
  `${reading.reported.unit === unit ? 0 : 1} ${referenceOf(resource)}`;

/** In the laboratory's unit if all speak the same, else in the wanted one. */
function reportedTogether(readings: readonly Reading[], unit: string, interval: Interval<string>): Reading['reported'] {
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
  reading: Reading,
  where: Pick<Evidence, 'date' | 'reference' | 'stale'>,
): Evidence {
  const { value, comparator, unit } = reading.recorded;
  return { concept, value, ...(comparator ? { comparator } : {}), unit, ...where };
}

function isUsable(index: ChartIndex, resource: AnyResource): boolean {
  const status = textAt(resource, 'status');
  if (status !== undefined && USABLE.has(status)) return true;
  index.quality.add(referenceOf(resource), 'status-ignored', `Observation status ${statusWord(status)}`);
  return false;
}

const IGNORED = new Set(['registered', 'preliminary', 'cancelled', 'entered-in-error', 'unknown']);

/** The status for a note: the word if FHIR has it, never whatever else was sent. */
const statusWord = (status: string | undefined): string =>
  status === undefined ? 'missing' : IGNORED.has(status) ? status : 'not of FHIR';

function datedOf<U extends string>(index: ChartIndex, resource: AnyResource, spec: MeasurementSpec<U>): Dated[] {
  const period = objectAt(resource, 'effectivePeriod');
  const moment =
    textAt(resource, 'effectiveDateTime') ??
    textAt(period, 'end') ??
    textAt(period, 'start') ??
    textAt(resource, 'effectiveInstant') ??
    textAt(resource, 'issued');
  const refuse = (issue: 'date-missing' | 'date-invalid' | 'date-future', detail: string): Dated[] => {
    index.quality.add(referenceOf(resource), issue, `${spec.concept}: ${detail}`);
    return [];
  };
  if (moment === undefined) return refuse('date-missing', 'no date, so its age is unknown');
  if (!isRealDate(moment)) return refuse('date-invalid', 'no such date');
  if (dayOf(moment) > index.chart.clock.latest) return refuse('date-future', 'dated after the day of the evaluation');
  if (spec.notBefore !== undefined && dayOf(moment) < spec.notBefore) return [];
  return [{ resource, moment, at: momentOf(moment) }];
}
