import type { Drug, Evidence } from '../facts.ts';
import { drugEvidence } from '../scopes.ts';

/** An order with what it says of dose, route and rhythm. */
export function orderEvidence(drug: Drug): Evidence[] {
  const { reference, route, administration } = drug;
  const told = { reference, stale: false };
  const amounts = (administration?.amounts ?? []).map(({ unit, perDose: { low, high } }) => ({
    ...told,
    concept: 'ordered-dose',
    value: low === high ? low : `${low}..${high}`,
    unit,
  }));
  const perWeek = administration?.mostPerWeek ?? null;
  return [
    drugEvidence(drug),
    ...amounts,
    ...(route === null ? [] : [{ ...told, concept: 'route', value: route }]),
    ...(perWeek === null ? [] : [{ ...told, concept: 'doses-per-week', value: perWeek }]),
  ];
}
