import { dayNumber, daysBetween } from '../../logic/calendar.ts';
import { isRealDate } from '../dates.ts';
import { isGiven, listAt, lookUp, objectAt, positiveNumber, textAt, type JsonObject } from '../json.ts';
import { scheduleIn, type DayList } from './schedule-text.ts';

/** The rhythm of one dosage instruction. Rates are doses per day over the dosing interval. */
export interface Schedule {
  readonly least: number;
  readonly most: number;
  readonly days: DayList | undefined;
  readonly cycleDays: number;
  /** Length of the course in days, when the order bounds it. */
  readonly boundDays: number | undefined;
  /** Doses in all, or dated ones within one cycle, when the order says so. */
  readonly mostDoses: number | undefined;
  /** Doses on dates listed one by one. */
  readonly dated: readonly string[];
  readonly asNeeded: boolean;
  /** False when the rhythm was read from words. */
  readonly structured: boolean;
}

const DEFAULT_CYCLE_DAYS = 28;
const DAYS_PER_UNIT: Readonly<Record<string, number>> = { min: 1 / 1440, h: 1 / 24, d: 1, wk: 7, mo: 28 };

/** HL7 GTS abbreviations (`timing.code`) in doses per day. */
const TIMING_CODES: Readonly<Record<string, number>> = {
  QD: 1,
  Q1D: 1,
  QAM: 1,
  AM: 1,
  PM: 1,
  BED: 1,
  QHS: 1,
  BID: 2,
  TID: 3,
  QID: 4,
  Q4H: 6,
  Q6H: 4,
  Q8H: 3,
  Q12H: 2,
  Q24H: 1,
  Q48H: 1 / 2,
  QOD: 1 / 2,
  WK: 1 / 7,
  QWK: 1 / 7,
  MO: 1 / 28,
};

/** Reads rhythm from `timing`, then from its code, then from the words. Null when it can't be told. */
export function scheduleOf(dosage: JsonObject): Schedule | null {
  const timing = objectAt(dosage, 'timing');
  const repeat = objectAt(timing, 'repeat');
  const code = objectAt(timing, 'code');
  const words = scheduleIn(wordsOf(dosage, code));
  const repeated = repeatRate(repeat);
  const coded = repeated ?? codeRate(code) ?? eventRate(timing);
  const rate = coded ?? (repeated === null ? null : textRate(words));
  if (rate === null || words.daysUnclear || (repeated === undefined && words.unclear)) return null;
  const cycleDays = words.cycleDays ?? DEFAULT_CYCLE_DAYS;
  const { least, most } = onDosingDays(rate, words.days, cycleDays);
  return {
    least,
    most,
    days: words.days,
    cycleDays,
    boundDays: boundsOf(repeat) ?? words.durationDays,
    mostDoses: positiveNumber(repeat['count']) ?? datedDoses(timing, cycleDays),
    dated: datesOf(timing),
    structured: coded !== undefined,
    asNeeded: dosage['asNeededBoolean'] === true || isGiven(dosage['asNeededCodeableConcept']) || words.asNeeded,
  };
}

/** All that is said of a dosage, each text once. */
function wordsOf(dosage: JsonObject, code: JsonObject): string {
  const texts = new Set([textAt(dosage, 'text'), textAt(dosage, 'patientInstruction'), textAt(code, 'text')]);
  texts.delete(undefined);
  return [...texts].join(' ; ');
}

/** "21 per 28 days" with days 1-21 beside it: the count of a whole cycle, not the rhythm of its dosing days. */
function onDosingDays(rate: Rate, days: DayList | undefined, cycleDays: number): Rate {
  const inCycle = Math.round(rate.most * cycleDays * 1000) / 1000;
  return rate.most < 1 && days?.enumerated === false && days.days.length === inCycle ? { least: 1, most: 1 } : rate;
}

interface Rate {
  readonly least: number;
  readonly most: number;
}

const isNoNumber = (value: unknown): boolean => isGiven(value) && positiveNumber(value) === undefined;
const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : isGiven(value) ? 1 : 0);

/** `frequency` per `period`; days of the week or times of the day count doses themselves. Null: contradictory. */
function repeatRate(repeat: JsonObject): Rate | null | undefined {
  if (isNoNumber(repeat['frequency']) || isNoNumber(repeat['period'])) return null;
  const weekdays = lengthOf(repeat['dayOfWeek']);
  const perDay = Math.max(lengthOf(repeat['timeOfDay']), lengthOf(repeat['when']));
  const period = positiveNumber(repeat['period']);
  const frequency = positiveNumber(repeat['frequency']) ?? (perDay > 0 && weekdays === 0 ? perDay : 1);
  const most = positiveNumber(repeat['frequencyMax']) ?? frequency;
  const unit = textAt(repeat, 'periodUnit');
  if (weekdays > 0) return weekdayRate(weekdays * Math.max(1, perDay), { frequency, period: period ?? 1, unit });
  if (period === undefined) return perDay > 0 ? { least: perDay, most: perDay } : undefined;
  const days = lookUp(DAYS_PER_UNIT, unit);
  if (days === undefined) return null;
  const longest = positiveNumber(repeat['periodMax']) ?? period;
  return { least: frequency / (longest * days), most: most / (period * days) };
}

interface Beat {
  readonly frequency: number;
  readonly period: number;
  readonly unit: string | undefined;
}

/** Doses on days of the week: so many a week, or every so many weeks. */
function weekdayRate(doses: number, { frequency, period, unit }: Beat): Rate | null {
  if (unit === undefined || (unit === 'd' && period === 1)) return evenly(doses * frequency, 7);
  const days = unit === 'wk' ? period * 7 : unit === 'd' && period % 7 === 0 ? period : null;
  return days === null ? null : evenly(Math.max(doses, frequency), days);
}

const evenly = (doses: number, days: number): Rate => ({ least: doses / days, most: doses / days });

function codeRate(code: JsonObject): Rate | undefined {
  const names = [...listAt(code, 'coding').map((coding) => textAt(coding, 'code')), textAt(code, 'text')];
  for (const name of names) {
    const rate = lookUp(TIMING_CODES, (name ?? '').trim().toUpperCase());
    if (rate !== undefined) return { least: rate, most: rate };
  }
  return undefined;
}

/** Dates listed one by one: a dose on each of them. */
function eventRate(timing: JsonObject): Rate | undefined {
  return lengthOf(timing['event']) > 0 ? { least: 1, most: 1 } : undefined;
}

/** Days of a cycle without a rhythm ("25 mg D1-21") are days with one dose each. */
function textRate(words: ReturnType<typeof scheduleIn>): Rate | null {
  const rate = words.perDay ?? (words.days ? 1 : undefined);
  return rate === undefined || words.unclear ? null : { least: rate, most: rate };
}

/** Length of a course in days, where `timing.repeat` bounds it. */
export function boundsOf(repeat: JsonObject): number | undefined {
  const duration =
    repeat['boundsRange'] === undefined
      ? objectAt(repeat, 'boundsDuration')
      : objectAt(objectAt(repeat, 'boundsRange'), 'high');
  const days = lookUp(DAYS_PER_UNIT, textAt(duration, 'code') ?? textAt(duration, 'unit'));
  const value = positiveNumber(duration['value']);
  if (days !== undefined && value !== undefined) return value * days;
  const period = objectAt(repeat, 'boundsPeriod');
  const [start, end] = [textAt(period, 'start'), textAt(period, 'end')];
  if (start === undefined || end === undefined || !isRealDate(start) || !isRealDate(end) || end < start)
    return undefined;
  return daysBetween(start, end) + 1;
}

/** Doses written as dates, as many as fall into the first cycle. */
function datedDoses(timing: JsonObject, cycleDays: number): number | undefined {
  const dates = datesOf(timing);
  const [first] = dates;
  return first === undefined ? undefined : dates.filter((date) => daysBetween(first, date) < cycleDays).length;
}

function datesOf({ event }: JsonObject): readonly string[] {
  if (!Array.isArray(event)) return [];
  const dates = event.filter((date): date is string => typeof date === 'string');
  return [...new Set(dates.filter(isRealDate))].sort();
}

/** The longest row of consecutive days with a dose: listed days or dates, or as far as a daily rhythm reaches. */
export function daysInARow({ days, dated, least, cycleDays, boundDays, mostDoses }: Schedule): number {
  if (dated.length > 0) return longestRow(dated.map((date) => dayNumber(date)));
  // On days 1-21 a slower rhythm leaves gaps; days listed one by one have a dose each.
  if (days) return least >= 1 || days.enumerated ? longestRow(days.days) : 1;
  const bounds = [cycleDays, boundDays ?? cycleDays, mostDoses === undefined ? cycleDays : mostDoses / least];
  return least >= 1 ? Math.floor(Math.min(...bounds)) : 1;
}

function longestRow(days: readonly number[]): number {
  const all = new Set(days);
  let longest = 0;
  for (const first of all) {
    if (all.has(first - 1)) continue;
    let next = first;
    while (all.has(next)) next += 1;
    longest = Math.max(longest, next - first);
  }
  return longest;
}

/** Doses in one cycle: dated ones, on its listed days, or through the cycle as far as the order's bounds reach. */
export function dosesPerCycle({ days, cycleDays, boundDays, mostDoses }: Schedule, rate: number): number {
  const regular = days
    ? days.days.length * (days.enumerated ? Math.max(1, rate) : rate)
    : Math.min(cycleDays, boundDays ?? cycleDays) * rate;
  return Math.min(regular, mostDoses ?? regular);
}
