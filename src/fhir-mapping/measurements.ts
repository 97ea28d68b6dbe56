import { daysBetween } from '../logic/calendar.ts';
import { known, unknown, type Evidence, type Fact, type Measured, type Missing } from '../logic/facts.ts';
import { span, type Interval } from '../logic/interval.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/code-row.ts';
import { dayOf, isRealDate } from './dates.ts';
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
  const dated = (index.byConcept.get(spec.concept) ?? [])
    .filter((resource) => resource.resourceType === 'Observation' && isUsable(index, resource))
    .flatMap((resource) => datedOf(index, resource, spec))
    .sort((a, b) => (a.moment < b.moment ? 1 : a.moment > b.moment ? -1 : 0));
  let unreadable: Missing | undefined;
  for (const { resource, moment } of dated) {
    const reading = readQuantity(index, resource, spec);
    if (typeof reading === 'string') {
      unreadable ??= { concept: spec.concept, because: reading, date: dayOf(moment) };
      continue;
    }
    const rivals = dated.filter((other) => other.moment === moment && other.resource !== resource);
    return settle(index, spec, { reading, resource, moment, rivals: rivals.map((rival) => rival.resource) });
  }
  return unknown([unreadable ?? { concept: spec.concept, because: absence(index, 'observations') }]);
}

/** Whether a search that found nothing was one that could have found something. */
export function absence(index: ChartIndex, kind: keyof ChartIndex['chart']['answers']): 'absent' | 'unanswered' {
  return index.chart.answers[kind] === 'answered' ? 'absent' : 'unanswered';
}

interface Dated {
  readonly resource: AnyResource;
  readonly moment: string;
}

interface Newest extends Dated {
  readonly reading: Reading;
  readonly rivals: readonly AnyResource[];
}

function settle<U extends string>(index: ChartIndex, spec: MeasurementSpec<U>, newest: Newest): Fact<Measured<U>> {
  const { reading, resource, moment, rivals } = newest;
  const date = dayOf(moment);
  const stale = spec.lookBackDays !== null && daysBetween(date, index.chart.clock.asOf) > spec.lookBackDays;
  const evidence = [evidenceOf(spec.concept, reading, { date, reference: referenceOf(resource), stale })];
  if (stale) return unknown([{ concept: spec.concept, because: 'stale', date }], evidence);
  let { interval } = reading;
  for (const rival of rivals) {
    const other = readQuantity(index, rival, spec);
    if (typeof other === 'string' || sameInterval(other.interval, interval)) continue;
    interval = span(interval, other.interval);
    evidence.push(evidenceOf(spec.concept, other, { date, reference: referenceOf(rival), stale }));
    index.quality.add(referenceOf(rival), 'conflicting-values', `${spec.concept}: two results of the same time differ`);
  }
  const measured = { interval: interval as Interval<U>, date, reported: reading.reported };
  return known(measured, evidence);
}

const sameInterval = (a: Interval<string>, b: Interval<string>): boolean => a.low === b.low && a.high === b.high;

/** The value as the laboratory wrote it: that is what a reader of the card recognises. */
function evidenceOf(concept: string, reading: Reading, where: Pick<Evidence, 'date' | 'reference' | 'stale'>): Evidence {
  const { value, comparator, unit } = reading.recorded;
  return { concept, value, ...(comparator ? { comparator } : {}), unit, ...where };
}

function isUsable(index: ChartIndex, resource: AnyResource): boolean {
  const status = textAt(resource, 'status');
  if (status !== undefined && USABLE.has(status)) return true;
  index.quality.add(referenceOf(resource), 'status-ignored', `Observation status ${status ?? 'missing'}`);
  return false;
}

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
  return [{ resource, moment }];
}

