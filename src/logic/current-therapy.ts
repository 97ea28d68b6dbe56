import { any, type Criterion } from './criterion.ts';
import { isA, isAntiMyeloma } from './drugs.ts';
import type { Drug, PatientFacts } from './facts.ts';
import { drugEvidence, has } from './scopes.ts';
import type { Course } from './therapy-facts.ts';

type TherapyNow = Pick<PatientFacts, 'activeDrugs' | 'courses'>;

/** What an order and a course have in common. */
export type Taken = Pick<Drug | Course, 'ingredient'>;

/** Some drug of the kind is taken now: an active order, or doses given up to now. Courses unread leave it open. */
export function takesNow(facts: TherapyNow, kind: (drug: Taken) => boolean): Criterion {
  const ordered = has(facts.activeDrugs, kind);
  // One drug is one line of evidence, by its order.
  if (ordered.status === 'met') return ordered;
  const { courses } = facts;
  const going = courses.known ? courses.value.filter((one) => one.status === 'active' && kind(one)) : [];
  const missing = courses.missing ?? [];
  const given: Criterion =
    going.length > 0
      ? { status: 'met', evidence: going.map(courseEvidence), missing: [] }
      : { status: missing.length > 0 ? 'unknown' : 'not-met', evidence: [], missing };
  return any(ordered, given);
}

/** How a course is shown as evidence: the drug, and the last day on which the chart proves it. */
export function courseEvidence(course: Course): Criterion['evidence'][number] {
  const { ingredient, references, lastSeen, from } = course;
  return drugEvidence({
    ingredient,
    label: ingredient,
    reference: references.slice(0, 1).join(''),
    from: lastSeen ?? from,
  });
}

const isTherapy = (drug: Taken): boolean => isAntiMyeloma(drug) && !isA(drug, 'steroid');

/** Anti-myeloma therapy goes on. A steroid alone has many other reasons. */
export const onMyelomaTherapyNow = (facts: TherapyNow): Criterion => takesNow(facts, isTherapy);
