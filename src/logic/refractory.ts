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
  /** Days on which lines of therapy began. */
  readonly lineStarts: readonly string[];
}

export interface DatedEvent {
  readonly date: string;
  readonly reference: string;
}

const UNKNOWN: Refractoriness = { status: 'unknown', source: null, references: [] };

/**
 * Whether the disease is refractory to one agent, by its courses. What the chart says itself wins. Not-met needs proof
 * for every course, and no progression in its 60 days. Proof is a response or stability recorded when the 60 days after
 * its known end were over (or, while it goes on, after its first 60 days); or that the first progression recorded since
 * it began came later than that, with no new line before it.
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

function ofCourse(course: Course, events: DatedEvents): Refractoriness {
  const { progressions, controls, undatedProgression } = events;
  if (course.from === null) return UNKNOWN;
  const from = dayNumber(course.from);
  const window = reachOf(course, course.from) + REFRACTORY_DAYS;
  const within = progressions.filter(({ date }) => isFull(date) && dayNumber(date) > from && dayNumber(date) <= window);
  const late = within.filter(({ date }) => dayNumber(date) - from > FIRST_CYCLE_DAYS);
  if (late.length > 0 && isFull(course.from))
    return { status: 'met', source: 'inferred', references: late.map(({ reference }) => reference) };
  const open = within.length > 0 || undatedProgression || progressions.some(({ date }) => !isFull(date));
  if (open || (course.to === null && course.status !== 'active')) return UNKNOWN;
  const proof = course.status === 'active' ? from + REFRACTORY_DAYS : window;
  const held = laterProgression(from, events);
  const after = [...controls.filter(({ date }) => isFull(date) && dayNumber(date) > proof), ...held];
  if (after.length === 0) return UNKNOWN;
  return { status: 'not-met', source: 'inferred', references: after.map(({ reference }) => reference) };
}

/** The first progression since a course began, if no line was begun before it: until then the disease was held. */
function laterProgression(from: number, { progressions, lineStarts }: DatedEvents): readonly DatedEvent[] {
  const later = progressions
    .filter(({ date }) => dayNumber(date) > from)
    .sort((a, b) => dayNumber(a.date) - dayNumber(b.date));
  const [first] = later;
  if (first === undefined) return [];
  const isBetween = (day: number): boolean => day > from && day < dayNumber(first.date);
  return lineStarts.map((date) => dayNumber(date)).some(isBetween) ? [] : [first];
}

const FULL_DATE = 10;
const isFull = (date: string): boolean => date.length === FULL_DATE;
