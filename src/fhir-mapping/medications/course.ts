import { daysBetween, lastDayOf } from '../../logic/calendar.ts';
import { isA, type DrugForm, type Ingredient, type Route } from '../../logic/drugs.ts';
import { known, unknown, type Fact } from '../../logic/facts.ts';
import type { Course, CourseSource, CourseStatus, GivenDose } from '../../logic/therapy-facts.ts';
import type { ChartIndex } from '../chart-index.ts';
import type { AnyResource } from '../json.ts';
import type { Span } from './course-entries.ts';
import { givenDoseOf } from './given-dose.ts';
import type { ResolvedDrug } from './resolved-drug.ts';

/** An entry of the chart that tells of a drug. */
export interface Entry extends Span {
  readonly resource: AnyResource;
  readonly reference: string;
  readonly drug: ResolvedDrug;
}

/** The entries of one course, the oldest first. */
export type Run = readonly [Entry, ...Entry[]];

export const isGoing = ({ status }: Span): boolean => status === 'active';

/** Given once: a dose some weeks ago is no course that goes on. */
const GIVEN_ONCE: ReadonlySet<Ingredient> = new Set([
  'idecabtagene-vicleucel',
  'ciltacabtagene-autoleucel',
  'melphalan',
]);

/** The course that a run of entries comes to. Its dose and route are read when a page asks for them. */
export class DrugCourse implements Course {
  readonly ingredient: Ingredient;
  readonly from: string | null;
  readonly to: string | null;
  readonly lastSeen: string | null;
  readonly status: CourseStatus;
  readonly stoppedFor: Course['stoppedFor'];
  readonly given: readonly string[];
  readonly references: readonly string[];
  readonly sources: readonly CourseSource[];
  readonly #index: ChartIndex;
  readonly #newestFirst: readonly Entry[];
  #dose: Fact<GivenDose> | undefined;

  constructor(index: ChartIndex, run: Run, gapDays: number) {
    const [first] = run;
    const { ingredient } = first.drug;
    const newestFirst = [...run].reverse();
    const given = [...new Set(run.flatMap((entry) => entry.given))].sort();
    const active = run.some(isGoing) || isGivenStill(index, run, { ingredient, given, gapDays });
    this.ingredient = ingredient;
    this.from = first.from;
    this.to = active ? null : endOfRun(newestFirst);
    this.lastSeen = active ? index.chart.clock.asOf : latest(newestFirst);
    this.status = active ? 'active' : (firstGiven(newestFirst, endedAs) ?? 'unknown');
    this.stoppedFor = active ? null : firstGiven(newestFirst, ({ stoppedFor }) => stoppedFor);
    this.given = given;
    this.references = run.map(({ reference }) => reference);
    this.sources = [...new Set(run.map(({ source }) => source))].sort();
    this.#index = index;
    this.#newestFirst = newestFirst;
  }

  get dose(): Fact<GivenDose> {
    return (this.#dose ??= doseOfRun(this.#index, this.ingredient, this.#newestFirst));
  }

  get route(): Route | null {
    return firstGiven(this.#newestFirst, ({ drug }) => drug.route);
  }

  get form(): DrugForm | null {
    return firstGiven(this.#newestFirst, ({ drug }) => drug.form);
  }
}

const endedAs = ({ status }: Span): CourseStatus | null =>
  status === 'completed' || status === 'stopped' ? status : null;

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

function latest(run: readonly Entry[]): string | null {
  let last: string | null = null;
  for (const { lastSeen } of run) {
    if (lastSeen !== null && (last === null || lastSeen > last)) last = lastSeen;
  }
  return last;
}

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
