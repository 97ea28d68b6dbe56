import { daysBetween, lastDayOf } from '../calendar.ts';
import type { Ingredient } from '../drugs.ts';
import type { Course } from '../therapy-facts.ts';

/** Whether so many calendar months have passed since a day; undefined where a partial date leaves it open. */
export function monthsPassed(from: string | null, months: number, asOf: string): boolean | undefined {
  if (from === null) return undefined;
  if (plusMonths(lastDayOf(from), months) <= asOf) return true;
  return plusMonths(`${from}-01-01`.slice(0, 10), months) > asOf ? false : undefined;
}

/** For comparing only: 31 October and four months is "31 February", after every day of it and before March. */
function plusMonths(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}${date.slice(7)}`;
}

/** The course of a drug that goes on, or that an order would go on with: over for no longer than the gap. */
export function currentCourse(
  courses: readonly Course[],
  ingredient: Ingredient,
  { asOf, gapDays }: { readonly asOf: string; readonly gapDays: number },
): Course | undefined {
  return courses
    .filter((course) => course.ingredient === ingredient)
    .findLast(({ status, lastSeen }) => {
      return status === 'active' || (lastSeen !== null && daysBetween(lastSeen, asOf) <= gapDays);
    });
}
