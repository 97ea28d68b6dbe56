import { dayOf, isRealDate } from '../dates.ts';
import { listAt, objectAt, textAt, type AnyResource } from '../json.ts';

/** When an order or a chart entry says that a drug began and ended. */

/** When a course began: the bounds of its dosage, the entry's period, or the day it was ordered. */
export function startOf(order: AnyResource): string | null {
  const bounds = boundsOf(order).map((period) => textAt(period, 'start'));
  const effective = textAt(objectAt(order, 'effectivePeriod'), 'start') ?? textAt(order, 'effectiveDateTime');
  return firstDay([...bounds, effective, textAt(order, 'authoredOn')]);
}

/** When it ends: only if every dosage ends. */
export function endOf(order: AnyResource): string | null {
  const ends = boundsOf(order).map((period) => textAt(period, 'end'));
  const bounded = ends.length > 0 && ends.every((end) => end !== undefined) ? ends.sort().at(-1) : undefined;
  return firstDay([bounded, textAt(objectAt(order, 'effectivePeriod'), 'end')]);
}

const boundsOf = (order: AnyResource) =>
  [...listAt(order, 'dosageInstruction'), ...listAt(order, 'dosage')].map((dosage) =>
    objectAt(objectAt(objectAt(dosage, 'timing'), 'repeat'), 'boundsPeriod'),
  );

/** The first of several dates that is one. */
export function firstDay(dates: readonly (string | undefined)[]): string | null {
  const date = dates.find((candidate) => candidate !== undefined && isRealDate(candidate));
  return date === undefined ? null : dayOf(date);
}
