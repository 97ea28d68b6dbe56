import { daysBetween, lastDayOf } from './calendar.ts';
import { any, type Criterion } from './criterion.ts';
import { isA, isAntiMyeloma, isMyelomaSpecific } from './drugs.ts';
import { unknown, type Fact, type PatientFacts, type Unknown } from './facts.ts';
import { asFact, baselineOf, newestWithin, type Point, type Series } from './series.ts';
import type { Course } from './therapy-facts.ts';

/**
 * Which values may tell what the disease is: those before any treatment. Around the diagnosis (conventions, "Baseline")
 * and, where active myeloma isn't on record, the present ones too, as a precursor may have progressed (SM-5).
 */

export const PERIOD_READS = [
  'recordedDiagnosis',
  'diagnosisDate',
  'courses',
  'autologousTransplants',
  'multipleMyeloma',
] as const;

type PeriodFacts = Pick<PatientFacts, (typeof PERIOD_READS)[number] | 'asOf'>;

export interface Untreated {
  readonly diagnosed: string | null;
  /** First day of treatment; null: none known of, or undated. */
  readonly treated: string | null;
  /** The patient has been treated, since when isn't recorded. */
  readonly undated: boolean;
  /** Today, or the day on which treatment began. */
  readonly until: string;
  /** Whether values beyond the baseline count. */
  readonly judgesPresent: boolean;
}

/** Laboratory values of the present, days (conventions, "Facts"). */
export const LABORATORY_DAYS = 90;
/** A marrow speaks until the next one. */
export const MARROW_DAYS = Infinity;

/** `date`: the diagnosis that the baseline is sought around. */
export function untreatedPeriod(facts: PeriodFacts, date = facts.diagnosisDate): Untreated {
  const diagnosed = date.known ? date.value.date : null;
  const starts = [...courseStarts(facts.courses, diagnosed), ...transplantDays(facts)];
  const dated = starts.filter((start) => start !== null).sort();
  const treated = dated[0] ?? null;
  const undated = treated === null && (starts.length > 0 || isInRemission(facts));
  const { recordedDiagnosis: recorded, asOf } = facts;
  return {
    ...{ diagnosed, treated, undated },
    until: treated ?? asOf,
    judgesPresent: !undated && !(recorded.known && recorded.value === 'active-myeloma'),
  };
}

export const isTreated = ({ treated, undated }: Untreated): boolean => treated !== null || undated;

/** A steroid alone is no treatment (GX-6); a drug that other cancers get too counts only from the diagnosis on. */
function courseStarts(courses: Fact<readonly Course[]>, diagnosed: string | null): readonly (string | null)[] {
  const all = courses.known ? courses.value : [];
  return all
    .filter((course) => {
      if (isMyelomaSpecific(course)) return true;
      if (!isAntiMyeloma(course) || isA(course, 'steroid')) return false;
      return diagnosed !== null && course.from !== null && daysBetween(diagnosed, lastDayOf(course.from)) >= 0;
    })
    .map(({ from }) => from);
}

const transplantDays = ({ autologousTransplants }: PeriodFacts): readonly (string | null)[] =>
  autologousTransplants.known ? autologousTransplants.value.map(({ date }) => date) : [];

/** A remission was treated, if elsewhere. */
const isInRemission = ({ multipleMyeloma }: PeriodFacts): boolean =>
  multipleMyeloma.known &&
  multipleMyeloma.value.some(({ clinicalStatus }) => clinicalStatus === 'remission' || clinicalStatus === 'resolved');

/** A day on which the patient was surely not under treatment yet. */
export const isBefore = ({ treated, undated }: Untreated, date: string): boolean =>
  !undated && (treated === null || lastDayOf(date) < treated);

/** The values that a definition is judged on: at the diagnosis, and the newest before treatment; at least one fact. */
export function judgedValues<U extends string>(
  series: Series<U>,
  period: Untreated,
  lookBackDays: number,
): readonly Fact<Point<U>>[] {
  if (!series.known) return [series];
  const { diagnosed, treated, undated } = period;
  if (undated && diagnosed === null) return [undatedTreatment(series.value.slice(-1))];
  const before = treated === null ? series.value : series.value.filter(({ date }) => lastDayOf(date) < treated);
  const untreated: Series<U> = { ...series, value: before };
  const baseline = baselineOf(untreated, { diagnosed, treated });
  const atDiagnosis = baseline.known ? asFact(baseline.value.point) : baseline;
  const now = period.judgesPresent ? newestWithin(untreated, period.until, lookBackDays) : atDiagnosis;
  if (!now.known) return [atDiagnosis.known ? atDiagnosis : now];
  if (!atDiagnosis.known || atDiagnosis.value.date === now.value.date) return [now];
  return [atDiagnosis, now];
}

function undatedTreatment(newest: readonly Point<string>[]): Unknown {
  const evidence = newest.flatMap((point) => point.evidence.map((one) => ({ ...one, stale: true })));
  return unknown([{ concept: 'therapy-history', because: 'imprecise' }], evidence);
}

/** Met as soon as one of the judged values meets it; not-met when none does. */
export function judged<U extends string>(
  values: readonly Fact<Point<U>>[],
  question: (value: Fact<Point<U>>) => Criterion,
): Criterion {
  return newestSettles(values.map(question));
}

/**
 * Oldest first. What untreated disease doesn't show now it didn't show before: where the newest value is judged and
 * doesn't meet it, an older one that can't be judged, such as a creatinine without a weight of its time, leaves nothing open.
 */
export function newestSettles(answers: readonly Criterion[]): Criterion {
  const settled = answers.slice(-1).every(({ status }) => status === 'not-met');
  return any(...(settled ? answers.filter(({ status }) => status !== 'unknown') : answers));
}
