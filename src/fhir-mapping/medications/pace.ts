import { dayNumber } from '../../logic/calendar.ts';
import { dayOf, isRealDate } from '../dates.ts';
import { isGiven, objectAt, positiveNumber, type JsonObject } from '../json.ts';
import { scheduleOf, type Schedule } from './schedule.ts';

/** How close together the doses of an order stand: what tells twice weekly from once (F-7). */

/** One dosage: dated doses, days of a cycle or of the week, or only a number per week. */
export interface Beat {
  readonly dates: readonly string[];
  /** Days in which doses fall, as numbers of one calendar: cycle, week or dates. */
  readonly days: readonly number[];
  readonly calendar: 'cycle' | 'week' | 'dates' | null;
  readonly mostPerWeek: number | null;
}

const UNTOLD: Beat = { dates: [], days: [], calendar: null, mostPerWeek: null };
/** FHIR's codes of the days of the week. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** A course has fewer doses than this; a longer list is no list of doses. */
const MOST_DATES = 200;

export function beatOf(dosage: JsonObject): Beat {
  const timing = objectAt(dosage, 'timing');
  const repeat = objectAt(timing, 'repeat');
  const dates = datesIn(timing['event']);
  if (dates.length > 0) return onDays('dates', dates.map(dayNumber), dates);
  const weekdays = weekdaysIn(repeat['dayOfWeek']);
  if (weekdays.length > 0) return onDays('week', weekdays);
  // Days that can't be read are days still.
  if (isGiven(timing['event']) || isGiven(repeat['dayOfWeek'])) return UNTOLD;
  const schedule = scheduleOf(dosage);
  return schedule ? ofSchedule(schedule, positiveNumber(repeat['count'])) : UNTOLD;
}

function ofSchedule({ days, most, boundDays, structured }: Schedule, count: number | undefined): Beat {
  const weekly = fullestWeek(most);
  if (days) {
    const listed = onDays('cycle', days.days);
    // "1 per 3 weeks" beside a list of days is the cycle; "1 per week" contradicts a list that says two.
    const contradicts = structured && most < 1 && weekly !== listed.mostPerWeek && most * 7 >= 1;
    return contradicts ? UNTOLD : listed;
  }
  // A single dose has no rhythm.
  const doses = Math.min(count ?? Infinity, (boundDays ?? Infinity) * most);
  return doses <= 1 ? UNTOLD : { ...UNTOLD, mostPerWeek: weekly };
}

/** The most doses that a regular rhythm puts into one week: 4 in 21 days can't be one a week. */
export const fullestWeek = (perDay: number): number => Math.ceil(Math.round(perDay * 7 * 1000) / 1000);

function onDays(calendar: Beat['calendar'], days: readonly number[], dates: readonly string[] = []): Beat {
  const distinct = [...new Set(days)].sort((a, b) => a - b);
  // One date is one dose.
  const mostPerWeek = calendar === 'dates' && distinct.length === 1 ? null : mostInSeven(distinct, calendar);
  return { dates, days: distinct, calendar, mostPerWeek };
}

function mostInSeven(days: readonly number[], calendar: Beat['calendar']): number {
  if (calendar === 'week') return days.length;
  return Math.max(...days.map((first) => days.filter((day) => day >= first && day - first < 7).length));
}

/** Several dosages of one order: their days together where they share a calendar, else only what is certain. */
export function togetherPerWeek(beats: readonly Beat[]): number | null {
  const [first, other] = beats;
  if (!first) return null;
  if (!other) return first.mostPerWeek;
  const { calendar } = first;
  if (calendar !== null && beats.every((beat) => beat.calendar === calendar)) {
    return onDays(
      calendar,
      beats.flatMap(({ days }) => days),
    ).mostPerWeek;
  }
  // Steps of one course or doses beside each other: the fullest step counts, and two weekly ones tell nothing.
  const most = Math.max(...beats.map(({ mostPerWeek }) => mostPerWeek ?? 0));
  return most > 1 ? most : null;
}

function datesIn(event: unknown): string[] {
  const listed: readonly unknown[] = Array.isArray(event) ? event.slice(0, MOST_DATES) : [event];
  const isDay = (date: unknown): date is string =>
    typeof date === 'string' && date.length >= '2026-01-01'.length && isRealDate(date);
  return listed.filter(isDay).map(dayOf);
}

function weekdaysIn(listed: unknown): number[] {
  const named: readonly unknown[] = Array.isArray(listed) ? listed : isGiven(listed) ? [listed] : [];
  return [...new Set(named)].flatMap((day) => {
    const at = typeof day === 'string' ? WEEKDAYS.indexOf(day.toLowerCase()) : -1;
    return at === -1 ? [] : [at];
  });
}
