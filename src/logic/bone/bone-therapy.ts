import { any, holds, type Criterion } from '../criterion.ts';
import { dayNumber, daysBetween, lastDayOf, monthsBefore } from '../calendar.ts';
import { courseEvidence } from '../current-therapy.ts';
import { isBoneAgent } from '../drugs.ts';
import type { Drug, Evidence, Missing, PatientFacts } from '../facts.ts';
import { compareAbove, type Interval } from '../interval.ts';
import { drugEvidence } from '../scopes.ts';
import type { Course } from '../therapy-facts.ts';
import type { Thresholds } from '../thresholds.ts';
import { milligrams } from '../units.ts';

/** Bone-modifying therapy of the chart: what is in place, how long it has gone on, whether it was the first. */

export const THERAPY_READS = ['activeDrugs', 'courses'] as const;
type TherapyFacts = Pick<PatientFacts, (typeof THERAPY_READS)[number] | 'asOf'>;

/** One dose in mg, whatever its rhythm; null when it can't be read. */
export function doseOf(one: Drug | Course): Interval<'mg'> | null {
  if (one.dose.known && one.dose.value.unit === 'mg') return one.dose.value.perDose as Interval<'mg'>;
  return ('singleDose' in one && one.singleDose) || null;
}

/** The dose of denosumab for osteoporosis; above it, it is given for myeloma. */
const OSTEOPOROSIS_DENOSUMAB = milligrams(60);

/** A bone agent at the dose for myeloma; undefined where neither product nor dose tells (H-1). */
export function isForMyeloma(one: Drug | Course): boolean | undefined {
  if (!isBoneAgent(one) || one.form === 'osteoporosis') return false;
  if (one.ingredient !== 'denosumab' || one.form === 'oncology') return true;
  const dose = doseOf(one);
  return dose === null ? undefined : compareAbove(dose, OSTEOPOROSIS_DENOSUMAB);
}

/** A bone agent in the doses for osteoporosis: it is there, and doesn't count for myeloma. */
export const osteoporosisAgents = ({ activeDrugs }: Pick<TherapyFacts, 'activeDrugs'>): readonly Drug[] =>
  activeDrugs.known ? activeDrugs.value.filter((drug) => isBoneAgent(drug) && isForMyeloma(drug) === false) : [];

interface Seen {
  readonly counts: boolean | undefined;
  readonly ingredient: string;
  readonly evidence: Evidence;
}

/** A bone agent for myeloma is active, or was given within the months that count (H-1). */
export function boneAgentInPlace(facts: TherapyFacts, { boneAgentMonths }: Thresholds): Criterion {
  const { activeDrugs, courses, asOf } = facts;
  const since = monthsBefore(asOf, boneAgentMonths);
  const orders = (activeDrugs.known ? activeDrugs.value : []).filter(isBoneAgent).map((drug): Seen => ({
    counts: isForMyeloma(drug),
    ingredient: drug.ingredient,
    evidence: drugEvidence(drug),
  }));
  const given = (courses.known ? courses.value : []).filter(isBoneAgent).map((course): Seen => ({
    counts: both(isForMyeloma(course), seenSince(course, since)),
    ingredient: course.ingredient,
    evidence: courseEvidence(course),
  }));
  return found([...orders, ...given], facts);
}

function found(all: readonly Seen[], { activeDrugs, courses }: TherapyFacts): Criterion {
  const certain = all.find(({ counts }) => counts === true);
  if (certain) return { status: 'met', evidence: [certain.evidence], missing: [] };
  const open = all.filter(({ counts }) => counts === undefined);
  const missing: Missing[] = [
    ...(activeDrugs.known ? [] : activeDrugs.missing),
    ...(courses.missing ?? []),
    ...open.map(({ ingredient }) => ({ concept: `${ingredient}-dose`, because: 'unreadable' as const })),
  ];
  const evidence = [...open.map((one) => one.evidence), ...activeDrugs.evidence];
  return { status: missing.length > 0 ? 'unknown' : 'not-met', evidence, missing };
}

const both = (a: boolean | undefined, b: boolean | undefined): boolean | undefined =>
  a === false || b === false ? false : a === true && b === true ? true : undefined;

/**
 * Whether the chart proves a dose or an order since a day; a partial date may leave it open, no date does. Doses without
 * an order go on until the next is overdue, which isn't having been given: the last of them tells.
 */
function seenSince({ status, given, lastSeen, to, from }: Course, since: string): boolean | undefined {
  const goesOn = status === 'active';
  if (goesOn && given.length === 0) return true;
  const last = (goesOn ? given.at(-1) : undefined) ?? lastSeen ?? to ?? from;
  if (last === null) return undefined;
  if (lastDayOf(last) < since) return false;
  return daysBetween(since, last) >= 0 ? true : undefined;
}

/** Bone agents given within the months that count though no order is active, as by the plan of an infusion unit. */
export function givenLately({ activeDrugs, courses, asOf }: TherapyFacts, months: number): readonly Course[] {
  const ordered = new Set((activeDrugs.known ? activeDrugs.value : []).map(({ ingredient }) => ingredient));
  const since = monthsBefore(asOf, months);
  return (courses.known ? courses.value : []).filter(
    (course) => isBoneAgent(course) && !ordered.has(course.ingredient) && seenSince(course, since) === true,
  );
}

/** A course by its first and its last known day: how long it has gone on is what counts. */
export function spanEvidence({ ingredient, from, given, lastSeen, references }: Course): Evidence {
  const last = given.at(-1) ?? lastSeen;
  const value = `${from ?? '?'} – ${last ?? '?'}`;
  return {
    concept: ingredient,
    value,
    reference: references.slice(0, 1).join(''),
    stale: false,
    ...(last ? { date: last } : {}),
  };
}

/** Bone-modifying therapy for myeloma has lasted the months after which it is complete (H-2); pauses don't count. */
export function lastedLong({ courses, asOf }: TherapyFacts, { boneTherapyMonths }: Thresholds): Criterion {
  const own = courses.known ? courses.value.filter((course) => isForMyeloma(course) !== false) : [];
  const enough = daysBetween(monthsBefore(asOf, boneTherapyMonths), asOf);
  const evidence = own.map(spanEvidence);
  if (daysOn(own, asOf) >= enough) {
    const certain =
      daysOn(
        own.filter((course) => isForMyeloma(course)),
        asOf,
      ) >= enough;
    return { status: certain ? 'met' : 'unknown', evidence, missing: certain ? [] : doseMissing(own) };
  }
  const missing = courses.missing ?? [];
  return { status: missing.length > 0 ? 'unknown' : 'not-met', evidence, missing };
}

const doseMissing = (courses: readonly Course[]): Missing[] =>
  courses.map(({ ingredient }) => ({ concept: `${ingredient}-dose`, because: 'unreadable' }));

/** Days on some bone agent, each once, as far as the dates are certain. */
function daysOn(courses: readonly Course[], asOf: string): number {
  let [days, reached] = [0, -Infinity];
  for (const { from, to, lastSeen, status } of courses) {
    if (from === null) continue;
    const start = Math.max(dayNumber(lastDayOf(from)), reached);
    const end = dayNumber(status === 'active' ? asOf : (to ?? lastSeen ?? from));
    days += Math.max(0, end - start);
    reached = Math.max(reached, end);
  }
  return days;
}

/** Bone-modifying therapy is completed or declined, or has lasted its time (H-1). */
export function boneTherapySettled(
  facts: TherapyFacts & Pick<PatientFacts, 'boneAgentCompleted' | 'boneAgentDeclined'>,
  thresholds: Thresholds,
): Criterion {
  return any(holds(facts.boneAgentCompleted), holds(facts.boneAgentDeclined), lastedLong(facts, thresholds));
}

/** Whether no bone agent was taken before a day: the first dose is still to come, or has just been given (H-2). */
export function isFirst({ courses }: Pick<TherapyFacts, 'courses'>, day: string): Criterion {
  const earlier = (courses.known ? courses.value : []).filter(
    (course) => isBoneAgent(course) && (course.from === null || lastDayOf(course.from) < day),
  );
  if (earlier.length > 0) return { status: 'not-met', evidence: earlier.map(courseEvidence), missing: [] };
  const missing = courses.missing ?? [];
  return { status: missing.length > 0 ? 'unknown' : 'met', evidence: [], missing };
}
