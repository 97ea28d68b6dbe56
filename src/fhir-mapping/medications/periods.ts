import { dayOf, isRealDate } from '../dates.ts';
import { objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { dosagesOf } from './dosages.ts';

/** When an order or a chart entry says that a drug began and ended. */

/** When a course began: the bounds of its dosage, the entry's period, or the day it was ordered. */
export function startOf(order: AnyResource): string | null {
  for (const dosage of dosagesOf(order)) {
    const start = realDay(textAt(boundsOf(dosage), 'start'));
    if (start !== null) return start;
  }
  const effective = textAt(objectAt(order, 'effectivePeriod'), 'start') ?? textAt(order, 'effectiveDateTime');
  return realDay(effective) ?? realDay(textAt(order, 'authoredOn'));
}

/** When it ends: only if every dosage ends. */
export function endOf(order: AnyResource): string | null {
  return realDay(lastBound(dosagesOf(order))) ?? realDay(textAt(objectAt(order, 'effectivePeriod'), 'end'));
}

function lastBound(dosages: readonly JsonObject[]): string | undefined {
  let last: string | undefined;
  for (const dosage of dosages) {
    const end = textAt(boundsOf(dosage), 'end');
    if (end === undefined) return undefined;
    if (last === undefined || end > last) last = end;
  }
  return last;
}

const boundsOf = (dosage: JsonObject): JsonObject =>
  objectAt(objectAt(objectAt(dosage, 'timing'), 'repeat'), 'boundsPeriod');

const realDay = (date: string | undefined): string | null =>
  date !== undefined && isRealDate(date) ? dayOf(date) : null;

/** The first of several dates that is one. */
export function firstDay(dates: readonly (string | undefined)[]): string | null {
  const date = dates.find((candidate) => candidate !== undefined && isRealDate(candidate));
  return date === undefined ? null : dayOf(date);
}
