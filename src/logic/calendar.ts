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
  const [year, month, day] = date.slice(0, 10).split('-');
  return {
    year: Number(year),
    month: month === undefined ? undefined : Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}

/** Days since 1970-01-01 of a full ISO date, by the civil-calendar formula. */
export function dayNumber(date: string): number {
  const { year, month = 1, day = 1 } = partsOf(date);
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

/** Completed years at a date. A partial birth date gives the youngest and the oldest possible age. */
export function ageOn(birthDate: string, date: string): { youngest: number; oldest: number } {
  const birth = partsOf(birthDate);
  const at = partsOf(date);
  const age = (month: number, day: number): number => {
    const beforeBirthday = (at.month ?? 1) < month || ((at.month ?? 1) === month && (at.day ?? 1) < day);
    return at.year - birth.year - (beforeBirthday ? 1 : 0);
  };
  return {
    youngest: age(birth.month ?? 12, birth.day ?? 31),
    oldest: age(birth.month ?? 1, birth.day ?? 1),
  };
}

/** The later of two ISO dates, either of which may be missing. */
export function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a >= b ? a : b;
}
