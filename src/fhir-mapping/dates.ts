/** Dates of clinical data. "Now" is passed in: `asOf` for ages and look-backs, `latest` for what counts as the future. */
export interface Clock {
  /** The day that stands for today, YYYY-MM-DD. */
  readonly asOf: string;
  /** The last calendar day that data may carry: today in the easternmost zone, or `asOf` itself when the caller set it. */
  readonly latest: string;
}

const SHAPE = /^\d{4}(-\d{2}(-\d{2}(T.+)?)?)?$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a FHIR date or dateTime that names a day, month or year that exists. */
export function isRealDate(date: string): boolean {
  if (!SHAPE.test(date)) return false;
  const year = Number(date.slice(0, 4));
  if (year === 0) return false;
  if (date.length === 4) return true;
  const month = Number(date.slice(5, 7));
  if (month < 1 || month > 12) return false;
  if (date.length === 7) return true;
  const day = Number(date.slice(8, 10));
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day >= 1 && day <= (month === 2 && !leap ? 28 : (DAYS[month - 1] ?? 31));
}

/** The calendar day as written, in the zone of the one who wrote it. */
export function dayOf(date: string): string {
  return date.slice(0, 10);
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 36_525;

/** So many whole days after a date, a partial one counting from its first day; null beyond a century. */
export function plusDays(date: string, days: number): string | null {
  if (!(Math.abs(days) <= MOST_DAYS)) return null;
  const moved = new Date(Date.parse(dayOf(date)) + Math.round(days) * DAY_MS);
  return Number.isNaN(moved.getTime()) ? null : moved.toISOString().slice(0, 10);
}

/** The moment that a date or dateTime names, for ordering; a day without time counts from its start. */
export function momentOf(date: string): number {
  const exact = Date.parse(date);
  return Number.isNaN(exact) ? Date.parse(dayOf(date)) : exact;
}

/** The clock of a live request. */
export function clockNow(now: Date): Clock {
  const easternmost = new Date(now.getTime() + 14 * 3_600_000);
  return { asOf: now.toISOString().slice(0, 10), latest: easternmost.toISOString().slice(0, 10) };
}

/** The clock of an evaluation for a given day: nothing later exists. */
export function clockAt(asOf: string): Clock {
  return { asOf, latest: asOf };
}
