import { dayNumber, lastDayOf } from './calendar.ts';
import { isA, isAntiMyeloma, isCytotoxic, type Ingredient } from './drugs.ts';
import type { Course } from './therapy-facts.ts';
import type { Thresholds } from './thresholds.ts';

/**
 * GX-6: lines of therapy from what was given. A drug outside the line begins a new one after a gap or after a documented
 * progression; induction, transplant and maintenance are one line; a steroid alone is none.
 */

export interface Line {
  /** The day it began. */
  readonly from: string;
  readonly agents: readonly Ingredient[];
  readonly transplant: boolean;
  /** Something of it is still being given. */
  readonly goingOn: boolean;
  /** A progression is documented since it began. */
  readonly progressed: boolean;
}

export interface Treatment {
  readonly courses: readonly Course[];
  /** Days, full or partial; undated ones are left out. */
  readonly transplants: readonly string[];
  readonly collections: readonly string[];
  readonly progressions: readonly string[];
}

type Gaps = Pick<Thresholds, 'lineGapDays' | 'lineAdditionDays' | 'maintenanceDays'>;

/** Conditioning and mobilisation come at most so long before the transplant or the harvest. */
const CONDITIONING_DAYS = 30;
/** High-dose melphalan is given within a few days; a longer course is treatment of its own. */
const HIGH_DOSE_DAYS = 3;
/** A progression is often written down some days after the new therapy has begun. */
const LATE_RECORD_DAYS = 14;

interface Step {
  readonly date: string;
  readonly day: number;
  /** Null for a transplant. */
  readonly course: Course | null;
}

interface Open {
  readonly from: string;
  readonly day: number;
  readonly agents: Set<Ingredient>;
  /** Progressions up to this day belong to what went before. */
  readonly since: number;
  reach: number;
  transplant: number | null;
}

export function inferLines(treatment: Treatment, gaps: Gaps): readonly Line[] {
  const progressions = treatment.progressions.map((date) => dayNumber(date));
  const lines: Open[] = [];
  for (const step of stepsOf(treatment)) {
    const line = lines.at(-1);
    const recorded = line ? progressions.filter((day) => day > line.since && day <= step.day + LATE_RECORD_DAYS) : [];
    if (line && recorded.length === 0 && belongs(line, step, gaps)) join(line, step);
    else lines.push(begin(step, Math.max(step.day, ...recorded)));
  }
  return lines.map((line, at) => {
    const next = lines[at + 1]?.since ?? Infinity;
    return {
      ...{ from: line.from, agents: [...line.agents].sort(), transplant: line.transplant !== null },
      goingOn: line.reach === Infinity,
      progressed: progressions.some((day) => day > line.since && day <= next),
    };
  });
}

function stepsOf(treatment: Treatment): readonly Step[] {
  const { courses, collections } = treatment;
  const agents = courses.filter((course) => isAntiMyeloma(course) && !isA(course, 'steroid'));
  const highDose = agents.flatMap((course) => highDoseDay(course) ?? []);
  const recorded = treatment.transplants.map((date) => dayNumber(date));
  const unrecorded = highDose.filter(
    (date) => !recorded.some((day) => Math.abs(day - dayNumber(date)) <= CONDITIONING_DAYS),
  );
  const transplants = [...treatment.transplants, ...unrecorded];
  const anchors = [...transplants, ...collections].map((date) => dayNumber(date));
  const steps: Step[] = transplants.map((date) => ({ date, day: dayNumber(date), course: null }));
  for (const course of agents) {
    if (course.from === null || highDoseDay(course) !== null) continue;
    const day = dayNumber(course.from);
    const prepares =
      isCytotoxic(course) && anchors.some((anchor) => anchor >= day && anchor - day <= CONDITIONING_DAYS);
    // Cyclophosphamide that goes on beyond the harvest is part of a regimen.
    if (!prepares || reachOf(course, course.from) - day > CONDITIONING_DAYS)
      steps.push({ date: course.from, day, course });
  }
  return steps.sort((a, b) => a.day - b.day || nameOf(a).localeCompare(nameOf(b)));
}

const nameOf = ({ course }: Step): string => course?.ingredient ?? '';

/** The day of high-dose melphalan; null for any other course. */
function highDoseDay(course: Course): string | null {
  const { ingredient, from, given } = course;
  if (ingredient !== 'melphalan' || from === null || given.length === 0) return null;
  return reachOf(course, from) - dayNumber(from) <= HIGH_DOSE_DAYS ? from : null;
}

/** The last day on which a course is known to have gone on; no end for one that still does. */
export function reachOf({ status, to, lastSeen }: Course, from: string): number {
  if (status === 'active') return Infinity;
  return dayNumber(lastDayOf(to ?? lastSeen ?? from));
}

function begin({ date, day, course }: Step, since: number): Open {
  return {
    ...{ from: date, day, since, transplant: course ? null : day },
    agents: new Set(course ? [course.ingredient] : []),
    reach: course ? reachOf(course, date) : day,
  };
}

function join(line: Open, { date, day, course }: Step): void {
  line.reach = Math.max(line.reach, course ? reachOf(course, date) : day);
  if (course) line.agents.add(course.ingredient);
  else line.transplant = day;
}

/** Without a progression in between: what still belongs to the line under way. */
function belongs(line: Open, { day, course }: Step, gaps: Gaps): boolean {
  const sinceTransplant = line.transplant === null ? Infinity : day - line.transplant;
  const paused = day - line.reach > gaps.lineGapDays;
  if (!course) return line.transplant === null || !paused || sinceTransplant <= gaps.maintenanceDays;
  if (line.agents.has(course.ingredient) || sinceTransplant <= gaps.maintenanceDays) return true;
  return !paused || day - line.day <= gaps.lineAdditionDays;
}
