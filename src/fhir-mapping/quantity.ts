import type { Reason, ReferenceRange } from '../logic/facts.ts';
import type { Interval } from '../logic/interval.ts';
import type { Quantity } from '../logic/units.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { AnyResource } from './json.ts';
import type { MeasurementSpec } from './measurements.ts';
import { valueIn, type Conversion } from './conversion.ts';
import { limitsIn, limitsOf } from './reference-range.ts';
import { isIndexed, isPure, ucumOf } from './units.ts';
import type { Written } from './value-text.ts';
import { writtenValue, type Refusal } from './written-value.ts';

interface InUnit {
  readonly unit: string;
  readonly interval: Interval<string>;
  readonly range?: ReferenceRange<string>;
}

/** A number read from an Observation: in the wanted unit, in the reported one, and as written. */
export interface Reading {
  readonly interval: Interval<string>;
  readonly range?: ReferenceRange<string>;
  readonly reported: InUnit;
  readonly recorded: {
    readonly value: number | string;
    readonly comparator: string | undefined;
    readonly unit: string | undefined;
  };
  /** Looked for and not found: zero, without a number behind it. */
  readonly notDetected?: true;
}

/** Reads the value of an Observation in the wanted unit, or says why it can't; every reason is noted. */
export function readQuantity<U extends string>(
  index: ChartIndex,
  resource: AnyResource,
  spec: MeasurementSpec<U>,
): Reading | Reason {
  const reading = attempt(index, resource, spec);
  if (!('issue' in reading)) return reading;
  index.quality.add(referenceOf(resource), reading.issue, `${spec.concept}: ${reading.detail}`);
  return reading.reason;
}

function attempt(index: ChartIndex, resource: AnyResource, spec: MeasurementSpec<string>): Reading | Refusal {
  const written = writtenValue(index, resource);
  if (written === 'not-detected') return spec.zeroWhenNotDetected ? nothingThere(spec.unit) : NO_NUMBER;
  if ('issue' in written) return written;
  const unit = unitOf(written, spec);
  if (typeof unit !== 'string') return unit;
  const interval = inWanted(written.interval, unit, spec);
  if (!interval) return UNIT_UNKNOWN;
  if (!isPlausible(interval, spec.plausible)) return implausible(spec);
  const limits = limitsOf(resource);
  const there = withRange(spec.unit, interval, limits && limitsIn(limits, unit, spec));
  // Another substance, turned into this one, is compared as this one; the evidence shows what was sent.
  const reported =
    unit === spec.unit || spec.readIn !== undefined
      ? there
      : withRange(unit, written.interval, limits && limitsIn(limits, unit, { ...spec, unit }));
  const { value, comparator, units } = written;
  const recorded = { value, comparator, unit: units.length === 0 ? undefined : unit };
  return there.range ? { interval, range: there.range, reported, recorded } : { interval, reported, recorded };
}

const withRange = (unit: string, interval: Interval<string>, range: Reading['range']): InUnit =>
  range ? { unit, interval, range } : { unit, interval };

/** The interval in the wanted unit. */
function inWanted(written: Interval<string>, unit: string, spec: Conversion): Interval<string> | undefined {
  const into = (value: number): number | undefined => valueIn(value, unit, spec);
  const low = into(written.low);
  const high = written.high === Infinity ? Infinity : written.high === written.low ? low : into(written.high);
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
  if (units.every((unit) => unit === wanted)) return wanted;
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
function isPlausible({ low, high, lowOpen, highOpen }: Interval<string>, [least, most]: readonly number[]): boolean {
  const written = [lowOpen || highOpen || low === 0 ? undefined : low, high].filter(
    (end) => end !== undefined && Number.isFinite(end),
  );
  const ends = written.length > 0 ? written : [low];
  return ends.every((end) => end !== undefined && end >= (least ?? 0) && end <= (most ?? Infinity));
}

function nothingThere(unit: string): Reading {
  const zero = 0 as Quantity<string>;
  const interval = { low: zero, high: zero, lowOpen: false, highOpen: false };
  const recorded = { value: 'not-detected', comparator: undefined, unit: undefined };
  return { interval, reported: { unit, interval }, recorded, notDetected: true };
}
