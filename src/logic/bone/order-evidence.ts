import type { Drug, Evidence, Fact } from '../facts.ts';
import { isBoneAgent } from '../drugs.ts';
import { shownRange } from '../interval.ts';
import { drugEvidence } from '../scopes.ts';
import { doseOf } from './bone-therapy.ts';

/** A bone agent with one dose as ordered. */
export function orderEvidence(drug: Drug): Evidence {
  const dose = doseOf(drug);
  const shown = drugEvidence(drug);
  return dose === null ? shown : { ...shown, concept: `${drug.ingredient}-dose`, value: shownRange(dose), unit: 'mg' };
}

/** The chart's bone agents; the same course written twice, as an order and as a statement, is one. */
export function distinctAgents(drugs: Fact<readonly Drug[]>): readonly Drug[] {
  const agents = drugs.known ? drugs.value.filter(isBoneAgent) : [];
  const key = (drug: Drug): string => `${drug.ingredient} ${doseOf(drug)?.high ?? drug.reference}`;
  return [...new Map(agents.map((drug) => [key(drug), drug])).values()];
}
