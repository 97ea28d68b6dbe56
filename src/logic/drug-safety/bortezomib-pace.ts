import { dayNumber } from '../calendar.ts';
import type { Drug } from '../facts.ts';

const WEEK_DAYS = 7;
const NOTHING: { readonly dates: readonly string[] } = { dates: [] };

/** Orders for bortezomib that put more than one dose into seven days, each by itself or dated doses together. */
export function oftenerThanWeekly(drugs: readonly Drug[]): readonly Drug[] {
  const bortezomib = drugs.filter(({ ingredient }) => ingredient === 'bortezomib');
  const alone = bortezomib.filter(({ administration }) => (administration?.mostPerWeek ?? 0) > 1);
  if (alone.length > 0) return alone;
  // Treatment plans send each day of a cycle as an order of its own.
  const dated = bortezomib.filter(({ administration: { dates } = NOTHING }) => dates.length === 1);
  const days = bortezomib.flatMap(({ administration: { dates } = NOTHING }) =>
    dates.length === 1 ? dates.map(dayNumber) : [],
  );
  const close = days.some((day) => days.some((other) => other > day && other - day < WEEK_DAYS));
  return close ? dated : [];
}
