import { daysBetween } from '../logic/calendar.ts';
import { known, unknown, type Evidence, type Fact, type Measured, type ReferenceRange } from '../logic/facts.ts';
import { span, type Interval } from '../logic/interval.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { dayOf } from './dates.ts';
import type { AnyResource } from './json.ts';
import type { MeasurementSpec } from './measurements.ts';
import type { Reading } from './quantity.ts';

/** A result, what was read from it, and of what. */
export interface ReadResult {
  readonly resource: AnyResource;
  readonly reading: Reading;
  readonly concept: Concept;
}

/** Results of one moment as one fact: nearly always one result, else the interval that holds them all. */
export function settle<U extends string>(
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
  return known(range ? { interval, date, range, reported } : { interval, date, reported }, evidence);
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
  { date, reference, stale }: { readonly date: string; readonly reference: string; readonly stale: boolean },
): Evidence {
  // Spelled out, as in `pointOf`.
  if (comparator && unit) return { concept, value, comparator, unit, date, reference, stale };
  if (comparator) return { concept, value, comparator, date, reference, stale };
  return unit ? { concept, value, unit, date, reference, stale } : { concept, value, date, reference, stale };
}
