import type { Evidence, Reason } from '../logic/facts.ts';
import type { Interval } from '../logic/interval.ts';
import type { Point } from '../logic/series.ts';
import type { Quantity } from '../logic/units.ts';
import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { MeasurementSpec } from './measurements.ts';
import { valueIn, type Conversion } from './conversion.ts';
import { limitsIn, limitsOf } from './reference-range.ts';
import { isIndexed, isPure, ucumOf } from './units.ts';
import type { Written } from './value-text.ts';
import { writtenValue, type Refusal } from './written-value.ts';

/** Reads a result in the wanted unit, or says why it can't; every reason is noted. */
export function readQuantity<U extends string>(
  index: ChartIndex,
  result: Dated,
  spec: MeasurementSpec<U>,
): Point<U> | Reason {
  const read = attempt(result, spec);
  if (!('issue' in read)) return read as Point<U>;
  index.quality.add(referenceOf(result.resource), read.issue, `${spec.concept}: ${read.detail}`);
  return read.reason;
}

function attempt(result: Dated, spec: MeasurementSpec<string>): Point<string> | Refusal {
  const written = writtenValue(result);
  if (written === 'not-detected') return spec.zeroWhenNotDetected ? nothingThere(result, spec.unit) : NO_NUMBER;
  if ('issue' in written) return written;
  const unit = unitOf(written, spec);
  if (typeof unit !== 'string') return unit;
  const interval = inWanted(written.interval, unit, spec);
  if (!interval) return UNIT_UNKNOWN;
  if (!isPlausible(interval, spec.plausible)) return implausible(spec);
  const limits = limitsOf(result.resource);
  const range = limits && limitsIn(limits, unit, spec);
  // Another substance, turned into this one, is compared as this one; the evidence shows what was sent.
  const reported =
    unit === spec.unit || spec.readIn !== undefined
      ? inUnit(spec.unit, interval, range)
      : inUnit(unit, written.interval, limits && limitsIn(limits, unit, { ...spec, unit }));
  const { value, comparator, units } = written;
  const evidence = [asEvidence(result, value, comparator, units.length === 0 ? undefined : unit)];
  const { date } = result;
  return range ? { interval, date, reported, evidence, range } : { interval, date, reported, evidence };
}

// Members that may be absent are spelled out: there are thousands of results, and copying objects of many shapes is slow.

const inUnit = (unit: string, interval: Interval<string>, range: Point<string>['range']): Point<string>['reported'] =>
  range ? { unit, interval, range } : { unit, interval };

/** The value as the laboratory wrote it: that is what a reader of the card recognises. */
function asEvidence(
  { resource, concept, date }: Dated,
  value: number | string,
  comparator?: string,
  unit?: string,
): Evidence {
  const [reference, stale] = [referenceOf(resource), false];
  if (comparator && unit) return { concept, value, comparator, unit, date, reference, stale };
  if (comparator) return { concept, value, comparator, date, reference, stale };
  return unit ? { concept, value, unit, date, reference, stale } : { concept, value, date, reference, stale };
}

/** The interval in the wanted unit. */
function inWanted(written: Interval<string>, unit: string, spec: Conversion): Interval<string> | undefined {
  if (unit === (spec.readIn ?? spec.unit) && spec.times === undefined) return written;
  const low = valueIn(written.low, unit, spec);
  const high =
    written.high === Infinity ? Infinity : written.high === written.low ? low : valueIn(written.high, unit, spec);
  if (low === undefined || high === undefined) return undefined;
  const { lowOpen, highOpen } = written;
  return { low: low as Quantity<string>, high: high as Quantity<string>, lowOpen, highOpen };
}

const NO_NUMBER: Refusal = { reason: 'unreadable', issue: 'unparsable', detail: 'no number' };
const UNIT_MISSING: Refusal = { reason: 'unreadable-unit', issue: 'unit-missing', detail: 'number without a unit' };
const UNIT_UNKNOWN: Refusal = {
  reason: 'unreadable-unit',
  issue: 'unit-unknown',
  detail: 'unit unknown or of another kind',
};
const PERCENT: Refusal = {
  reason: 'unreadable-unit',
  issue: 'percent-not-concentration',
  detail: 'a share of the whole, not an amount',
};
const CONTRADICTION: Refusal = {
  reason: 'conflicting',
  issue: 'conflicting-values',
  detail: 'unit code and unit text contradict each other',
};
const implausible = ({ plausible: [least, most], unit }: MeasurementSpec<string>): Refusal => ({
  reason: 'unreadable',
  issue: 'value-implausible',
  detail: `outside ${least} to ${most} ${unit}`,
});

/** The unit in which the number is to be understood; for a number without dimension none is needed. */
function unitOf({ units, interval }: Written, spec: MeasurementSpec<string>): string | Refusal {
  const wanted = spec.readIn ?? spec.unit;
  if (units.length === 0) return isPure(wanted) ? wanted : UNIT_MISSING;
  // Nearly always the laboratory speaks as the guideline does.
  if (units.length === 1 && units[0] === wanted) return wanted;
  return convertible(units, interval, spec);
}

/** The one unit that the number can be converted from. */
function convertible(
  units: readonly string[],
  interval: Interval<string>,
  spec: MeasurementSpec<string>,
): string | Refusal {
  // UCUM reads a leading number as a factor, which no laboratory means; only powers of ten and one are units.
  const sent = [...new Set(units.map(ucumOf))].filter(
    (unit) => !/^\d/.test(unit) || unit.startsWith('10*') || unit === '1',
  );
  if (new Set(sent.map(isIndexed)).size > 1) return CONTRADICTION;
  const value = Number.isFinite(interval.high) ? interval.high : interval.low;
  const converted = sent.flatMap((unit) => {
    const converted = valueIn(value, unit, spec);
    return converted === undefined ? [] : [{ unit, value: converted }];
  });
  const [first, second] = converted;
  if (!first) return sent.includes('%') ? PERCENT : UNIT_UNKNOWN;
  if (second && Math.abs(second.value - first.value) > Math.abs(first.value) * 0.001) return CONTRADICTION;
  return first.unit;
}

/** The number that was written, or both of them, must be possible; the ends that a comparator adds needn't be. */
function isPlausible({ low, high, lowOpen, highOpen }: Interval<string>, plausible: Plausible): boolean {
  if (high === Infinity) return isPossible(low, plausible);
  const lowIsWritten = !lowOpen && !highOpen && low !== 0;
  return isPossible(high, plausible) && (!lowIsWritten || isPossible(low, plausible));
}

type Plausible = MeasurementSpec<string>['plausible'];

const isPossible = (value: number, plausible: Plausible): boolean => value >= plausible[0] && value <= plausible[1];

function nothingThere(result: Dated, unit: string): Point<string> {
  const zero = 0 as Quantity<string>;
  const interval = { low: zero, high: zero, lowOpen: false, highOpen: false };
  const evidence = [asEvidence(result, 'not-detected')];
  return { interval, date: result.date, reported: { unit, interval }, evidence, notDetected: true };
}
