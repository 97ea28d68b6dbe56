import { daysBetween } from './calendar.ts';
import { isAntiMyeloma, isMyelomaSpecific } from './drugs.ts';
import { unknown, type Evidence, type Fact, type Missing, type PatientFacts } from './facts.ts';
import { asFact, baselineOf, type BaselineDates, type Point, type Series } from './series.ts';
import type { Course } from './therapy-facts.ts';

/** When the disease was found and first treated: what a baseline is chosen by (conventions, "Facts"; S-4). */

/** Steroids, alkylators and the like are given for other diseases too: they count from so long before the diagnosis. */
const BEFORE_DIAGNOSIS_DAYS = 90;

export function baselineDates({
  diagnosisDate,
  courses,
}: Pick<PatientFacts, 'diagnosisDate' | 'courses'>): BaselineDates {
  const diagnosed = diagnosisDate.known ? diagnosisDate.value.date : null;
  const isTreatment = (course: Course & { readonly from: string }): boolean =>
    isMyelomaSpecific(course) ||
    (isAntiMyeloma(course) && diagnosed !== null && daysBetween(course.from, diagnosed) <= BEFORE_DIAGNOSIS_DAYS);
  const starts = (courses.known ? courses.value : [])
    .filter((course): course is Course & { readonly from: string } => course.from !== null)
    .filter(isTreatment)
    .map(({ from }) => from);
  return { diagnosed, treated: starts.sort()[0] ?? null };
}

/** A value of the time of the diagnosis, as the criteria compare it. */
export interface BaselineValue<U extends string> {
  readonly value: Fact<Point<U>>;
  /** Results exist, but none of that time; they aren't used. */
  readonly outside: boolean;
}

export function baselineValue<U extends string>(series: Series<U>, dates: BaselineDates): BaselineValue<U> {
  const baseline = baselineOf(series, dates);
  if (baseline.known) return { value: asFact(baseline.value.point), outside: false };
  return { value: unknown(baseline.missing, baseline.evidence), outside: series.known };
}

/** The same lack named once. */
export function distinctMissing(missing: readonly Missing[]): readonly Missing[] {
  return [...new Map(missing.map((one) => [`${one.concept} ${one.because}`, one])).values()];
}

/** The same look at the same resource shown once. */
export function distinctEvidence(evidence: readonly Evidence[]): readonly Evidence[] {
  return [
    ...new Map(evidence.map((one) => [`${one.concept} ${one.value} ${one.reference} ${one.date}`, one])).values(),
  ];
}
