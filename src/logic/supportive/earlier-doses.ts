import { isA } from '../drugs.ts';
import type { Drug, Evidence, Missing, PatientFacts } from '../facts.ts';
import type { Hook } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';

/** Doses of an anti-CD38 antibody before the one in question. */
export interface Earlier {
  readonly found: boolean;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

/**
 * What shows that doses have been given before: a course of the past, a dose on record, or one that began before today.
 * An order of today is the one in hand, and so is a draft that re-signs an order of the chart.
 */
export function earlierDoses(
  { courses, activeDrugs, asOf }: Pick<PatientFacts, 'courses' | 'activeDrugs' | 'asOf'>,
  judged: readonly Drug[],
  hook: Hook,
): Earlier {
  const inHand = new Set(hook === 'patient-view' ? [] : judged.map(({ reference }) => reference));
  const begun = (from: string | null): boolean => from !== null && from < asOf;
  const past = (courses.known ? courses.value : []).filter(
    (course) =>
      isA(course, 'anti-cd38') &&
      !course.references.every((reference) => inHand.has(reference)) &&
      (course.given.length > 0 || course.status !== 'active' || begun(course.from)),
  );
  const references = new Set(past.flatMap((course) => course.references));
  const shown = courses.evidence.filter(({ reference }) => reference !== undefined && references.has(reference));
  const taken = (activeDrugs.known ? activeDrugs.value : []).filter(
    (drug) => isA(drug, 'anti-cd38') && !inHand.has(drug.reference) && begun(drug.from),
  );
  const others = taken.filter(({ reference }) => !references.has(reference));
  return {
    found: past.length > 0 || taken.length > 0,
    evidence: [...shown, ...others.map(drugEvidence)],
    missing: courses.missing ?? [],
  };
}
