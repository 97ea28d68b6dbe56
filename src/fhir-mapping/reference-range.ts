import type { ReferenceRange } from '../logic/facts.ts';
import type { Quantity } from '../logic/units.ts';
import { valueIn, type Conversion } from './conversion.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { ucumOf } from './units.ts';
import { writtenText } from './value-text.ts';
import { numberOf } from './written-value.ts';

/** The laboratory's limits of normal, as far as they were sent with the very result. */

interface Limit {
  readonly value: number;
  /** As sent; undefined when the limit has the unit of the value. */
  readonly unit: string | undefined;
}

interface Limits {
  readonly low?: Limit | undefined;
  readonly high?: Limit | undefined;
}

/** Reads the limits once; they can then be asked for in any unit that the value has. */
export function limitsOf(resource: AnyResource): Limits | undefined {
  const entry = normalEntry(listAt(resource, 'referenceRange'));
  if (!entry) return undefined;
  const limits = { low: limitOf(entry, 'low'), high: limitOf(entry, 'high') };
  if (limits.low ?? limits.high) return limits;
  return limitsInText(textAt(entry, 'text'));
}

/** The limits in the wanted unit; none when one can't be had in it, or when they stand the wrong way round. */
export function limitsIn(limits: Limits, own: string, wanted: Conversion): ReferenceRange<string> | undefined {
  const low = limits.low && limitIn(limits.low, own, wanted);
  const high = limits.high && limitIn(limits.high, own, wanted);
  if ((limits.low && low === undefined) || (limits.high && high === undefined)) return undefined;
  if (low === undefined) return high === undefined ? {} : { high };
  if (high === undefined) return { low };
  return low > high ? undefined : { low, high };
}

function limitIn({ value, unit }: Limit, own: string, wanted: Conversion): Quantity<string> | undefined {
  const sent = unit === undefined || unit === own ? own : ucumOf(unit);
  return valueIn(value, sent, wanted) as Quantity<string> | undefined;
}

/** The range that is meant for anyone: the only one, or the only one that calls itself normal. */
function normalEntry(entries: readonly JsonObject[]): JsonObject | undefined {
  const [only, another] = entries;
  if (only && !another && typeCodes(only).length === 0) return only;
  const normal = entries.filter((entry) => typeCodes(entry).includes('normal'));
  return normal.length === 1 ? normal[0] : undefined;
}

const typeCodes = (entry: JsonObject): readonly string[] =>
  listAt(objectAt(entry, 'type'), 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);

function limitOf(entry: JsonObject, end: 'low' | 'high'): Limit | undefined {
  const quantity = objectAt(entry, end);
  const value = numberOf(quantity['value']);
  return value === undefined ? undefined : { value, unit: textAt(quantity, 'code') ?? textAt(quantity, 'unit') };
}

/** "3.5-5.2", "<100", ">60", "135 – 225 U/L". */
function limitsInText(text: string | undefined): Limits | undefined {
  const written = writtenText(text);
  if (!written) return undefined;
  const { interval, comparator, units } = written;
  const isRange = typeof written.value === 'string';
  const of = (value: number): Limit => ({ value, unit: units[0] });
  if (isRange) return { low: of(interval.low), high: of(interval.high) };
  if (comparator?.startsWith('<')) return { high: of(interval.high) };
  return comparator?.startsWith('>') ? { low: of(interval.low) } : undefined;
}
