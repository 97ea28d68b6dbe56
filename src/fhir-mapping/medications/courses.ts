import { dayNumber, lastDayOf } from '../../logic/calendar.ts';
import { isBoneAgent, type Ingredient } from '../../logic/drugs.ts';
import { known, unknown, type ChartKind, type Evidence, type Fact, type Missing } from '../../logic/facts.ts';
import type { Course } from '../../logic/therapy-facts.ts';
import type { Thresholds } from '../../logic/thresholds.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { searchedEvidence } from '../presence.ts';
import { DrugCourse, isGoing, type Entry, type Run } from './course.ts';
import { COURSE_TYPES, spanOf } from './course-entries.ts';
import { resolveDrug } from './resolve.ts';

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

const reachOf = (entry: Entry): number =>
  isGoing(entry) ? Infinity : dayNumber(lastDayOf(entry.to ?? entry.lastSeen ?? entry.from ?? ''));

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

function courseOf(index: ChartIndex, run: Run, gapDays: number): { course: Course; evidence: Evidence } {
  const course = new DrugCourse(index, run, gapDays);
  const { ingredient, from } = course;
  const [{ drug, reference }] = run;
  if (course.status !== 'active' && course.to === null && from !== null)
    index.quality.add(reference, 'date-missing', `${ingredient}: the day of its end isn't recorded`);
  const shown = { concept: ingredient, value: drug.label, reference, stale: false };
  return { course, evidence: from === null ? shown : { ...shown, date: from } };
}
