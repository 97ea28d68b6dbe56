/**
 * Calendar arithmetic on ISO dates as text: logic has no clock and no `Date`, so a golden patient of March gives the
 * same answer in December. Dates may be partial (`1950`, `1950-06`).
 */

interface Parts {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
}

function partsOf(date: string): Parts {
  return {
    year: Number(date.slice(0, 4)),
    month: date.length < 7 ? undefined : Number(date.slice(5, 7)),
    day: date.length < 10 ? undefined : Number(date.slice(8, 10)),
  };
}

/** Days since 1970-01-01 of a full ISO date. */
export function dayNumber(date: string): number {
  const { year, month = 1, day = 1 } = partsOf(date);
  return numberOfDay(year, month, day);
}

/** By the civil-calendar formula. */
function numberOfDay(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** Whole days from one date to another; a partial date counts from its first day. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** Completed years at a date. Either date may be partial: then the youngest and the oldest possible age differ. */
export function ageOn(birthDate: string, date: string): { youngest: number; oldest: number } {
  return {
    youngest: yearsBetween(lastDay(birthDate), firstDay(date)),
    oldest: yearsBetween(firstDay(birthDate), lastDay(date)),
  };
}

/** The last day that a date may mean: itself when it is a full one. */
export function lastDayOf(date: string): string {
  return date.length < 10 ? isoDay(lastDay(date)) : date.slice(0, 10);
}

const isoDay = ({ year, month, day }: Day): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** The same day so many months earlier; the last of the month where that month is shorter. */
export function monthsBefore(date: string, months: number): string {
  const { year, month, day } = firstDay(date);
  const count = year * 12 + (month - 1) - months;
  const [earlierYear, earlierMonth] = [Math.floor(count / 12), (count % 12) + 1];
  return isoDay({
    year: earlierYear,
    month: earlierMonth,
    day: Math.min(day, daysIn(earlierYear, earlierMonth)),
  });
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function yearsBetween(birth: Day, at: Day): number {
  const beforeBirthday = at.month < birth.month || (at.month === birth.month && at.day < birth.day);
  return at.year - birth.year - (beforeBirthday ? 1 : 0);
}

function firstDay(date: string): Day {
  const { year, month = 1, day = 1 } = partsOf(date);
  return { year, month, day };
}

function lastDay(date: string): Day {
  const { year, month = 12, day } = partsOf(date);
  return { year, month, day: day ?? daysIn(year, month) };
}

function daysIn(year: number, month: number): number {
  const next = month === 12 ? numberOfDay(year + 1, 1, 1) : numberOfDay(year, month + 1, 1);
  return next - numberOfDay(year, month, 1);
}
