import type { PreparatoryTest } from '../diagnosis-facts.ts';
import type { Evidence, Missing, PatientFacts } from '../facts.ts';
import type { Outcomes } from '../outcome.ts';

/**
 * What is on record of hepatitis B (F-5). The guideline names no look-back: any usable result counts, and one that
 * was positive once stays a reason for care.
 */

/**
 * `unclear`: there is a result, and it doesn't tell. `in-hand`: ordered in this session. `pending`: ordered before.
 * `unread`: the results weren't received.
 */
export type Marker = 'positive' | 'negative' | 'unclear' | 'absent' | 'in-hand' | 'pending' | 'unread';

export type MarkerTest = Exclude<PreparatoryTest, 'type-and-screen'>;

export interface MarkerState {
  readonly test: MarkerTest;
  readonly marker: Marker;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
}

type Facts = Pick<PatientFacts, 'hepatitisBSurfaceAntigen' | 'hepatitisBCoreAntibody' | 'orderedTests'>;

/** Surface antigen and core antibody. */
export const markersOf = (facts: Facts): readonly [surface: MarkerState, core: MarkerState] => [
  stateOf('hepatitis-b-surface-antigen', facts.hepatitisBSurfaceAntigen, facts),
  stateOf('hepatitis-b-core-antibody', facts.hepatitisBCoreAntibody, facts),
];

function stateOf(test: MarkerTest, outcomes: Outcomes, { orderedTests }: Facts): MarkerState {
  const { marker, evidence } = outcomeOf(outcomes);
  const missing = outcomes.known ? [] : outcomes.missing;
  if (marker !== 'absent') return { test, marker, evidence, missing };
  const orders = orderedTests.known ? orderedTests.value.filter((order) => order.test === test) : [];
  const [order] = orders;
  if (order === undefined) return { test, marker, evidence, missing };
  const inHand = orders.some((one) => one.inHand);
  const shown = orderedTests.evidence.filter(({ reference }) => orders.some((one) => one.reference === reference));
  return { test, marker: inHand ? 'in-hand' : 'pending', evidence: shown, missing };
}

interface Told {
  readonly marker: Marker;
  readonly evidence: readonly Evidence[];
}

function outcomeOf(outcomes: Outcomes): Told {
  if (!outcomes.known) {
    const reasons = new Set(outcomes.missing.map(({ because }) => because));
    const marker = reasons.has('unanswered') ? 'unread' : reasons.has('absent') ? 'absent' : 'unclear';
    return { marker, evidence: outcomes.evidence };
  }
  const positives = positivesOf(outcomes);
  if (positives.length > 0) return { marker: 'positive', evidence: positives };
  const newest = outcomes.value.slice(-1);
  const negative = newest.some(({ result }) => result === 'negative');
  return { marker: negative ? 'negative' : 'unclear', evidence: newest.flatMap(({ evidence }) => evidence) };
}

/** Every positive answer of a kind. */
export const positivesOf = (outcomes: Outcomes): readonly Evidence[] =>
  outcomes.known
    ? outcomes.value.filter(({ result }) => result === 'positive').flatMap(({ evidence }) => evidence)
    : [];
