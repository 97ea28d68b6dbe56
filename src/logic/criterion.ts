import type { Evidence, Fact, Measured, Missing } from './facts.ts';
import { compareAbove, compareAtLeast, type Interval } from './interval.ts';
import type { Quantity } from './units.ts';

/** Three answers, never two. */
export type Status = 'met' | 'not-met' | 'unknown';

/** An answer that carries what it was decided on and what it lacked. */
export interface Criterion {
  readonly status: Status;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

const statusOf = (answer: boolean | undefined): Status =>
  answer === undefined ? 'unknown' : answer ? 'met' : 'not-met';

/** Turns a yes/no fact into a criterion. */
export function holds(fact: Fact<boolean>): Criterion {
  return test(fact, (value) => value);
}

/** Asks a question of a fact; `undefined` means that the value can't tell. */
export function test<T>(fact: Fact<T>, question: (value: T) => boolean | undefined): Criterion {
  if (!fact.known) return { status: 'unknown', evidence: fact.evidence, missing: fact.missing };
  const status = statusOf(question(fact.value));
  if (status !== 'unknown') return { status, evidence: fact.evidence, missing: [] };
  const imprecise: Missing = { concept: fact.evidence[0]?.concept ?? 'value', because: 'imprecise' };
  return { status, evidence: fact.evidence, missing: fact.missing ?? [imprecise] };
}

/** `value >= limit`, limit included. */
export function atLeast<U extends string>(fact: Fact<Measured<U>>, limit: Quantity<NoInfer<U>>): Criterion {
  return test(fact, (measured) => compareAtLeast(measured.interval, limit));
}

/** `value > limit`, limit excluded. */
export function above<U extends string>(fact: Fact<Measured<U>>, limit: Quantity<NoInfer<U>>): Criterion {
  return test(fact, (measured) => compareAbove(measured.interval, limit));
}

/** `value < limit`, limit excluded. */
export function below<U extends string>(fact: Fact<Measured<U>>, limit: Quantity<NoInfer<U>>): Criterion {
  return not(atLeast(fact, limit));
}

/**
 * `value > limit`, in the unit the laboratory reported where the guideline prints the limit in that unit too
 * (errata 20: never convert across a threshold printed twice).
 */
export function aboveAsReported<U extends string>(
  fact: Fact<Measured<U>>,
  limit: Quantity<NoInfer<U>>,
  printed: Readonly<Record<string, number>>,
): Criterion {
  return test(fact, ({ interval, reported }) => {
    const own = printed[reported.unit];
    if (own === undefined) return compareAbove(interval, limit);
    return compareAbove(reported.interval as Interval<U>, own as Quantity<U>);
  });
}

const FLIPPED = { met: 'not-met', 'not-met': 'met', unknown: 'unknown' } as const;

/** Kleene negation: unknown stays unknown. */
export function not(criterion: Criterion): Criterion {
  return { ...criterion, status: FLIPPED[criterion.status] };
}

/** Met as soon as one member is met; not-met only when all are. */
export function any(...members: readonly Criterion[]): Criterion {
  return combine(members, 'met', 'not-met');
}

/** Not-met as soon as one member is not-met; met only when all are. */
export function all(...members: readonly Criterion[]): Criterion {
  return combine(members, 'not-met', 'met');
}

function combine(members: readonly Criterion[], decisive: Status, neutral: Status): Criterion {
  const status = statusAmong(members, decisive, neutral);
  const evidence: Evidence[] = [];
  const missing: Missing[] = [];
  for (const member of members) {
    if (status === decisive && member.status !== decisive) continue;
    evidence.push(...member.evidence);
    if (member.status === 'unknown') missing.push(...member.missing);
  }
  return { status, evidence, missing };
}

function statusAmong(members: readonly Criterion[], decisive: Status, neutral: Status): Status {
  let status = neutral;
  for (const member of members) {
    if (member.status === decisive) return decisive;
    if (member.status === 'unknown') status = 'unknown';
  }
  return status;
}
