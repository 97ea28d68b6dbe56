import { dayNumber } from './calendar.ts';
import type { Status } from './criterion.ts';
import { reachOf } from './therapy-lines.ts';
import type { Course, RecordedRefractory } from './therapy-facts.ts';

/** Progression on a drug, or so many days after its last dose, makes the disease refractory to it; day 60 counts (errata 16). */
export const REFRACTORY_DAYS = 60;

/** Within the first cycle a progression may be what the drug was begun for: nothing is concluded from it. */
const FIRST_CYCLE_DAYS = 28;

export interface Refractoriness {
  readonly status: Status;
  /** Null while unknown. */
  readonly source: 'recorded' | 'inferred' | null;
  /** The entries that it rests on. */
  readonly references: readonly string[];
}

export interface DatedEvents {
  /** Progressions with a day. */
  readonly progressions: readonly DatedEvent[];
  /** Responses and stable disease with a day. */
  readonly controls: readonly DatedEvent[];
  /** Some progression is recorded without a day: then "not refractory" can't be concluded. */
  readonly undatedProgression: boolean;
}

export interface DatedEvent {
  readonly date: string;
  readonly reference: string;
}

const UNKNOWN: Refractoriness = { status: 'unknown', source: null, references: [] };

/**
 * Whether the disease is refractory to one agent, by its courses. What the chart says itself wins. Not-met needs proof:
 * for every course a response or stability recorded when the 60 days after its known end were over (or, while it goes
 * on, after its first 60 days), and no progression in them.
 */
export function refractoryTo(
  courses: readonly Course[],
  events: DatedEvents,
  recorded: readonly RecordedRefractory[],
): Refractoriness {
  const agent = courses[0]?.ingredient;
  const said = recorded.filter(({ ingredient }) => ingredient === agent);
  if (said.length > 0) return { status: 'met', source: 'recorded', references: said.map(({ reference }) => reference) };
  const stopped = courses.filter(({ stoppedFor }) => stoppedFor === 'progression');
  if (stopped.length > 0)
    return { status: 'met', source: 'recorded', references: stopped.flatMap(({ references }) => references) };
  const answers = courses.map((course) => ofCourse(course, events));
  const met = answers.find(({ status }) => status === 'met');
  if (met) return met;
  if (answers.length === 0 || answers.some(({ status }) => status === 'unknown')) return UNKNOWN;
  return { status: 'not-met', source: 'inferred', references: answers.flatMap(({ references }) => references) };
}

function ofCourse(course: Course, { progressions, controls, undatedProgression }: DatedEvents): Refractoriness {
  if (course.from === null) return UNKNOWN;
  const from = dayNumber(course.from);
  const window = reachOf(course) + REFRACTORY_DAYS;
  const within = progressions.filter(({ date }) => isFull(date) && dayNumber(date) > from && dayNumber(date) <= window);
  const late = within.filter(({ date }) => dayNumber(date) - from > FIRST_CYCLE_DAYS);
  if (late.length > 0 && isFull(course.from))
    return { status: 'met', source: 'inferred', references: late.map(({ reference }) => reference) };
  const open = within.length > 0 || undatedProgression || progressions.some(({ date }) => !isFull(date));
  if (open || (course.to === null && course.status !== 'active')) return UNKNOWN;
  const proof = course.status === 'active' ? from + REFRACTORY_DAYS : window;
  const after = controls.filter(({ date }) => isFull(date) && dayNumber(date) > proof);
  if (after.length === 0) return UNKNOWN;
  return { status: 'not-met', source: 'inferred', references: after.map(({ reference }) => reference) };
}

const FULL_DATE = 10;
const isFull = (date: string): boolean => date.length === FULL_DATE;
