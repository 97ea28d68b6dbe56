import { exactly, span, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { convert, ucumOf } from '../units.ts';
import { namesOf } from './documents.ts';
import type { Focal } from './imaging-text.ts';

/** Lesions that an Observation counts or measures. */

export const atLeastCount = (low: number): Interval<'{#}'> => ({
  low: low as Quantity<'{#}'>,
  high: Infinity as Quantity<'{#}'>,
  lowOpen: false,
  highOpen: true,
});

/** A counted or measured lesion of an Observation; `single`: one lesion with its size, others may exist. */
export function measuredFocal(resource: AnyResource): readonly (Focal & { readonly single: boolean })[] {
  if (resource.resourceType !== 'Observation') return [];
  const isFocal = namesOf(objectAt(resource, 'code')).some((name) => /focal|局灶/i.test(name));
  if (!isFocal) return [];
  const parts = [resource, ...listAt(resource, 'component')];
  const counts = parts.flatMap((part) => countOf(part) ?? []);
  const sizes = parts.flatMap((part) => sizeOf(part) ?? []);
  const [count] = counts;
  const size = sizes.length === 0 ? null : sizes.reduce((a, b) => span(a, b));
  if (count) return [{ count, size, single: false }];
  return size === null ? [] : [{ count: atLeastCount(1), size, single: true }];
}

const COUNT_UNITS = ['', '1', '{#}', '{count}', '{lesions}', '{lesion}', 'lesions', '个'];

function countOf(part: JsonObject): Interval<'{#}'> | undefined {
  const quantity = objectAt(part, 'valueQuantity');
  const unit = textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '';
  const names = namesOf(objectAt(part, 'code')).join(' ').toLowerCase();
  const isCount = unit !== '' || /number|count|lesions|数/.test(names);
  const value = part['valueInteger'] ?? (isCount && COUNT_UNITS.includes(unit) ? quantity['value'] : undefined);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1000) return undefined;
  const comparator = textAt(quantity, 'comparator');
  if (comparator === undefined) return exactly(value as Quantity<'{#}'>);
  return comparator === '>=' ? atLeastCount(value) : comparator === '>' ? atLeastCount(value + 1) : undefined;
}

/** A length in mm; anything else isn't one. */
export function sizeOf(part: JsonObject): Interval<'mm'> | undefined {
  const quantity = objectAt(part, 'valueQuantity');
  const { value } = quantity;
  const unit = textAt(quantity, 'code') ?? textAt(quantity, 'unit');
  if (typeof value !== 'number' || unit === undefined || value < 0) return undefined;
  const inMm = convert(value, ucumOf(unit), 'mm');
  if (inMm === undefined || !Number.isFinite(inMm) || inMm > LONGEST_MM) return undefined;
  const at = inMm as Quantity<'mm'>;
  const infinite = Infinity as Quantity<'mm'>;
  switch (textAt(quantity, 'comparator')) {
    case undefined:
      return exactly(at);
    case '>':
      return { low: at, high: infinite, lowOpen: true, highOpen: true };
    case '>=':
      return { low: at, high: infinite, lowOpen: false, highOpen: true };
    case '<':
      return { low: 0 as Quantity<'mm'>, high: at, lowOpen: false, highOpen: true };
    case '<=':
      return { low: 0 as Quantity<'mm'>, high: at, lowOpen: false, highOpen: false };
    default:
      return undefined;
  }
}

/** Nothing in a body is longer. */
const LONGEST_MM = 500;
