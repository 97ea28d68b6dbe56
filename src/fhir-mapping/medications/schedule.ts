import { listAt, lookUp, objectAt, textAt, type JsonObject } from '../json.ts';
import { perDayInWords, scheduleIn, type DayList } from './schedule-text.ts';

/** The rhythm of one dosage instruction. Rates are doses per day over the dosing interval. */
export interface Schedule {
  readonly least: number;
  readonly most: number;
  readonly days: DayList | undefined;
  readonly cycleDays: number;
  /** Length of the course in days, when the order bounds it. */
  readonly boundDays: number | undefined;
  readonly asNeeded: boolean;
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
  const text = [textAt(dosage, 'text'), textAt(dosage, 'patientInstruction'), textAt(code, 'text')].filter((part) => part !== undefined);
  const words = scheduleIn(perDayInWords([...new Set(text)].join(' ; ')));
  const rate = repeatRate(repeat) ?? codeRate(code) ?? eventRate(timing) ?? textRate(words);
  if (rate === null || (words.unclear && repeatRate(repeat) === undefined)) return null;
  return {
    ...rate,
    days: words.days,
    cycleDays: words.cycleDays ?? DEFAULT_CYCLE_DAYS,
    boundDays: boundsOf(repeat),
    asNeeded: dosage['asNeededBoolean'] === true || dosage['asNeededCodeableConcept'] !== undefined || words.asNeeded,
  };
}

interface Rate {
  readonly least: number;
  readonly most: number;
}

const numberAt = (from: JsonObject, member: string): number | undefined => {
  const value = from[member];
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
};

const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : value === undefined ? 0 : 1);

/** `frequency` per `period`; days of the week or times of the day count doses themselves. Null: contradictory. */
function repeatRate(repeat: JsonObject): Rate | null | undefined {
  const weekdays = lengthOf(repeat['dayOfWeek']);
  const perDay = Math.max(lengthOf(repeat['timeOfDay']), lengthOf(repeat['when']));
  const period = numberAt(repeat, 'period');
  const frequency = numberAt(repeat, 'frequency') ?? (perDay > 0 ? perDay : 1);
  const most = numberAt(repeat, 'frequencyMax') ?? frequency;
  const unit = textAt(repeat, 'periodUnit');
  if (weekdays > 0) {
    const perWeekday = unit === 'd' && period === 1 ? frequency : 1;
    return { least: (weekdays * perWeekday) / 7, most: (weekdays * perWeekday) / 7 };
  }
  if (period === undefined) return perDay > 0 ? { least: perDay, most: perDay } : undefined;
  const days = lookUp(DAYS_PER_UNIT, unit);
  if (days === undefined) return null;
  const longest = numberAt(repeat, 'periodMax') ?? period;
  return { least: frequency / (longest * days), most: most / (period * days) };
}

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

function boundsOf(repeat: JsonObject): number | undefined {
  const duration = objectAt(repeat, 'boundsDuration');
  const days = lookUp(DAYS_PER_UNIT, textAt(duration, 'code') ?? textAt(duration, 'unit'));
  const value = numberAt(duration, 'value');
  return days === undefined || value === undefined ? undefined : value * days;
}

/** Doses in one cycle: on its listed days, or through the cycle as far as the order's bounds reach. */
export function dosesPerCycle(schedule: Schedule, rate: number, events: number): number {
  const { days, cycleDays, boundDays } = schedule;
  if (events > 0) return events;
  if (days) return days.count * (days.enumerated ? Math.max(1, rate) : rate);
  return Math.min(cycleDays, boundDays ?? cycleDays) * rate;
}
