import type { Reason } from '../logic/facts.ts';
import type { Interval } from '../logic/interval.ts';
import type { Quantity } from '../logic/units.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { isGiven, listAt, textAt, type AnyResource } from './json.ts';
import type { MeasurementSpec } from './measurements.ts';
import { path } from './paths.ts';
import { convert, isIndexed, ucumOf } from './units.ts';

const VALUE = path(['Observation'], 'value.ofType(Quantity).value');

/** A number read from an Observation: in the wanted unit, in the reported one, and as written. */
export interface Reading {
  readonly interval: Interval<string>;
  readonly reported: { readonly unit: string; readonly interval: Interval<string> };
  readonly recorded: { readonly value: number; readonly comparator: string | undefined; readonly unit: string };
}

interface Written {
  readonly value: number;
  readonly comparator: string | undefined;
  readonly units: readonly string[];
}

/** Reads the value of an Observation in the wanted unit, or says why it can't; every reason is noted. */
export function readQuantity<U extends string>(
  index: ChartIndex,
  resource: AnyResource,
  spec: MeasurementSpec<U>,
): Reading | Reason {
  const refuse = (reason: Reason, issue: Parameters<typeof index.quality.add>[1], detail: string): Reason => {
    index.quality.add(referenceOf(resource), issue, `${spec.concept}: ${detail}`);
    return reason;
  };
  const written = writtenQuantity(resource) ?? writtenText(resource['valueString']);
  if (!written) return refuse('unreadable', 'unparsable', 'no number');
  if (written.units.length === 0) return refuse('unreadable-unit', 'unit-missing', 'number without a unit');
  // UCUM reads a leading number as a factor, which no laboratory means; only powers of ten are units.
  const inUnits = [...new Set(written.units.map(ucumOf))].filter((unit) => !/^\d/.test(unit) || unit.startsWith('10*'));
  if (new Set(inUnits.map(isIndexed)).size > 1)
    return refuse('conflicting', 'conflicting-values', 'unit code and unit text contradict each other');
  const converted = inUnits.flatMap((unit) => {
    const value = convert(written.value, unit, spec.unit, spec.molarMass);
    return value === undefined ? [] : [{ unit, value }];
  });
  const [first, second] = converted;
  if (!first) return refuse('unreadable-unit', 'unit-unknown', 'unit unknown or of another kind');
  if (second && Math.abs(second.value - first.value) > Math.abs(first.value) * 0.001) {
    return refuse('conflicting', 'conflicting-values', 'unit code and unit text contradict each other');
  }
  const interval = intervalOf(first.value, written.comparator);
  const reported = intervalOf(written.value, written.comparator);
  if (!interval || !reported) return refuse('unreadable', 'unparsable', 'unknown comparator');
  if (first.value < spec.plausible[0] || first.value > spec.plausible[1]) {
    return refuse(
      'unreadable',
      'value-implausible',
      `outside ${spec.plausible[0]} to ${spec.plausible[1]} ${spec.unit}`,
    );
  }
  const recorded = { value: written.value, comparator: written.comparator, unit: first.unit };
  return { interval, reported: { unit: first.unit, interval: reported }, recorded };
}

function writtenQuantity(resource: AnyResource): Written | undefined {
  const value = numberOf(VALUE(resource)[0]);
  if (value === undefined) return undefined;
  // FHIRPath has found the number in here: what stands beside it is read by name, as each search costs as much again.
  const [quantity, another] = listAt(resource, 'valueQuantity');
  if (another) return undefined;
  const units = [textAt(quantity, 'code'), textAt(quantity, 'unit')].filter((unit) => unit !== undefined);
  const comparator = quantity?.['comparator'];
  return { value, units, comparator: isGiven(comparator) ? wordOf(comparator) : undefined };
}

/** A comparator that can't be read must not be dropped. */
const wordOf = (comparator: unknown): string => (typeof comparator === 'string' ? comparator : 'not text');

/** A number, or text that is nothing but one. */
function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

/** "1.2 mg/dL", "<0.5 mg/dL": a number, its unit and nothing else. */
const VALUE_TEXT =
  /^\s*(<=|>=|<|>|≤|≥)?\s*(\d{1,7}(?:\.\d{1,6})?)(?:\s+([^\s,;-][^,;]{0,30}?)|([^\s\d.,;-][^,;]{0,30}?))?\s*$/;

function writtenText(text: unknown): Written | undefined {
  if (typeof text !== 'string' || text.length > 60) return undefined;
  const [, comparator, digits, apart, attached] = VALUE_TEXT.exec(text) ?? [];
  const unit = apart ?? attached;
  if (digits === undefined) return undefined;
  const plain = comparator?.replace('≤', '<=').replace('≥', '>=');
  return { value: Number(digits), comparator: plain, units: unit ? [unit] : [] };
}

/** A value under its comparator; nothing in a patient's blood is below zero. */
function intervalOf(value: number, comparator: string | undefined): Interval<string> | undefined {
  const at = value as Quantity<string>;
  const zero = 0 as Quantity<string>;
  const infinite = Infinity as Quantity<string>;
  switch (comparator) {
    case undefined:
    case '=':
      return { low: at, high: at, lowOpen: false, highOpen: false };
    case '<':
      return { low: zero, high: at, lowOpen: false, highOpen: true };
    case '<=':
      return { low: zero, high: at, lowOpen: false, highOpen: false };
    case '>':
      return { low: at, high: infinite, lowOpen: true, highOpen: true };
    case '>=':
      return { low: at, high: infinite, lowOpen: false, highOpen: true };
    default:
      return undefined;
  }
}
