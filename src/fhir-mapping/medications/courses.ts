import { dayNumber, daysBetween, lastDayOf } from '../../logic/calendar.ts';
import { isA, isBoneAgent, type Ingredient } from '../../logic/drugs.ts';
import { known, unknown, type ChartKind, type Evidence, type Fact, type Missing } from '../../logic/facts.ts';
import type { Course, GivenDose } from '../../logic/therapy-facts.ts';
import type { Thresholds } from '../../logic/thresholds.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import type { AnyResource } from '../json.ts';
import { searchedEvidence } from '../presence.ts';
import { COURSE_TYPES, spanOf, type Span } from './course-entries.ts';
import { givenDoseOf } from './given-dose.ts';
import { resolveDrug } from './resolve.ts';
import type { ResolvedDrug } from './resolved-drug.ts';

/** An entry of the chart that tells of a drug. */
interface Entry extends Span {
  readonly resource: AnyResource;
  readonly reference: string;
  readonly drug: ResolvedDrug;
}

/** What must have been answered before the list of courses is complete. Not every site has the other kinds. */
const NEEDED: readonly ChartKind[] = ['medications', 'medicationHistory'];

/** Everything that the chart tells of drugs over time, each drug's entries put together into courses (issue 3, point 7). */
export function readCourses(index: ChartIndex, { courseGapDays }: Thresholds): Fact<readonly Course[]> {
  const unanswered = NEEDED.filter((kind) => index.chart.answers[kind] !== 'answered');
  const missing: Missing[] = unanswered.map((kind) => ({ concept: kind, because: 'unanswered' }));
  const found = [...entriesByDrug(index)].flatMap(([ingredient, entries]) => {
    const gapDays = gapOf(ingredient, courseGapDays);
    return runsOf(entries, gapDays).map((run) => courseOf(index, run, gapDays));
  });
  if (found.length === 0 && missing.length > 0) return unknown(missing);
  const ordered = found.sort((a, b) => orderOf(a.course).localeCompare(orderOf(b.course)));
  // A dose that can't be read is noted, whether or not a page asks for it.
  index.quality.later(() => ordered.map(({ course }) => course.dose));
  const evidence =
    ordered.length === 0 ? searchedEvidence(index, 'therapy-history', NEEDED) : ordered.map((one) => one.evidence);
  return known(
    ordered.map(({ course }) => course),
    evidence,
    missing,
  );
}

const orderOf = ({ from, ingredient }: Course): string => `${from ?? '9999'} ${ingredient}`;

function entriesByDrug(index: ChartIndex): ReadonlyMap<Ingredient, Entry[]> {
  const byDrug = new Map<Ingredient, Entry[]>();
  for (const type of COURSE_TYPES) {
    for (const resource of index.byType.get(type) ?? []) {
      const drug = resolveDrug(index, resource);
      const span = drug && spanOf(index, resource);
      if (!span) continue;
      const entry = { ...span, resource, reference: referenceOf(resource), drug };
      const others = byDrug.get(drug.ingredient);
      if (others) others.push(entry);
      else byDrug.set(drug.ingredient, [entry]);
    }
  }
  return byDrug;
}

/** Zoledronic acid and denosumab every 12 weeks is one course still (H-2: monthly or every 3 months). */
const BONE_AGENT_GAP_DAYS = 100;

const gapOf = (ingredient: Ingredient, gapDays: number): number =>
  isBoneAgent({ ingredient }) ? Math.max(gapDays, BONE_AGENT_GAP_DAYS) : gapDays;

const isGoing = ({ status }: Span): boolean => status === 'active';
const reachOf = (entry: Entry): number =>
  isGoing(entry) ? Infinity : dayNumber(lastDayOf(entry.to ?? entry.lastSeen ?? entry.from ?? ''));

type Run = readonly [Entry, ...Entry[]];

/** Entries of one drug that overlap or follow each other within the gap; undated ones stand by themselves. */
function runsOf(entries: readonly Entry[], gapDays: number): readonly Run[] {
  const dated = entries
    .filter(({ from }) => from !== null)
    .sort((a, b) => dayNumber(a.from ?? '') - dayNumber(b.from ?? '') || a.reference.localeCompare(b.reference));
  const runs: [Entry, ...Entry[]][] = [];
  let reach = -Infinity;
  for (const entry of dated) {
    const last = runs.at(-1);
    if (last && dayNumber(entry.from ?? '') <= reach + gapDays) last.push(entry);
    else runs.push([entry]);
    reach = Math.max(reach, reachOf(entry));
  }
  const undated = entries.filter(({ from }) => from === null).sort((a, b) => a.reference.localeCompare(b.reference));
  const [alone, ...others] = undated;
  const current = runs.at(-1);
  // An undated order that goes on is the course that goes on.
  if (current?.some(isGoing) && undated.every(isGoing)) current.push(...undated);
  else if (alone) runs.push([alone, ...others]);
  return runs;
}

/** Given once: a dose some weeks ago is no course that goes on. */
const GIVEN_ONCE: ReadonlySet<Ingredient> = new Set([
  'idecabtagene-vicleucel',
  'ciltacabtagene-autoleucel',
  'melphalan',
]);

function courseOf(index: ChartIndex, run: Run, gapDays: number): { course: Course; evidence: Evidence } {
  const [first] = run;
  const { ingredient, label } = first.drug;
  const given = [...new Set(run.flatMap((entry) => entry.given))].sort();
  const active = run.some(isGoing) || isGivenStill(index, run, { ingredient, given, gapDays });
  const newestFirst = [...run].reverse();
  let dose: Fact<GivenDose> | undefined;
  const course: Course = {
    ...{ ingredient, from: first.from, given },
    ...(active ? goingOn(index.chart.clock.asOf) : over(newestFirst)),
    get dose() {
      return (dose ??= doseOfRun(index, ingredient, newestFirst));
    },
    get route() {
      return firstGiven(newestFirst, ({ drug }) => drug.route);
    },
    get form() {
      return firstGiven(newestFirst, ({ drug }) => drug.form);
    },
    references: run.map(({ reference }) => reference),
    sources: [...new Set(run.map(({ source }) => source))].sort(),
  };
  if (!active && course.to === null && first.from !== null)
    index.quality.add(first.reference, 'date-missing', `${ingredient}: the day of its end isn't recorded`);
  const shown = { concept: ingredient, value: label, reference: first.reference, stale: false };
  return { course, evidence: first.from === null ? shown : { ...shown, date: first.from } };
}

type Ending = Pick<Course, 'to' | 'status' | 'lastSeen' | 'stoppedFor'>;

const goingOn = (asOf: string): Ending => ({ to: null, status: 'active', lastSeen: asOf, stoppedFor: null });

const over = (newestFirst: readonly Entry[]): Ending => ({
  to: endOfRun(newestFirst),
  status:
    firstGiven(newestFirst, ({ status }) => (['completed', 'stopped'].includes(status) ? status : null)) ?? 'unknown',
  lastSeen: latest(newestFirst.flatMap(({ lastSeen }) => lastSeen ?? [])),
  stoppedFor: firstGiven(newestFirst, ({ stoppedFor }) => stoppedFor),
});

/** What the newest entry that says anything says. */
function firstGiven<T>(entries: readonly Entry[], say: (entry: Entry) => T | null): T | null {
  for (const entry of entries) {
    const said = say(entry);
    if (said !== null) return said;
  }
  return null;
}

/** Doses given up to now, with nothing in the orders that says they are over. */
function isGivenStill(
  index: ChartIndex,
  run: readonly Entry[],
  { ingredient, given, gapDays }: { ingredient: Ingredient; given: readonly string[]; gapDays: number },
): boolean {
  const last = given.at(-1);
  if (last === undefined || GIVEN_ONCE.has(ingredient) || isA({ ingredient }, 'iodinated-contrast')) return false;
  if (daysBetween(last, index.chart.clock.asOf) > gapDays) return false;
  const ordered = run.filter(({ source }) => source !== 'administration');
  return !ordered.some((entry) => entry.status === 'stopped' || (entry.to !== null && entry.to > last));
}

/** The last known end, unless some entry without an end goes beyond it. */
function endOfRun(run: readonly Entry[]): string | null {
  const ends = run.flatMap(({ to }) => to ?? []).sort((a, b) => lastDayOf(a).localeCompare(lastDayOf(b)));
  const end = ends.at(-1);
  if (end === undefined) return null;
  const open = run.filter(({ to }) => to === null).map((entry) => entry.lastSeen ?? '');
  return open.some((seen) => seen > lastDayOf(end)) ? null : end;
}

const latest = (days: readonly string[]): string | null => [...days].sort().at(-1) ?? null;

/** The newest entry that states a dose which can be read. */
function doseOfRun(index: ChartIndex, ingredient: Ingredient, newestFirst: readonly Entry[]): Fact<GivenDose> {
  let unread: Fact<GivenDose> = unknown([{ concept: `${ingredient}-dose`, because: 'absent' }]);
  for (const { resource, drug } of newestFirst) {
    const dose = givenDoseOf(index, resource, drug);
    if (dose.known) return known({ unit: dose.value.unit, perDose: dose.value.perDose }, dose.evidence);
    unread = dose;
  }
  return unread;
}
