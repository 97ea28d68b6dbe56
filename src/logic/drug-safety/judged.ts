import type { Drug, Evidence, PatientFacts } from '../facts.ts';
import type { Hook } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';

/** What a page judges: the drafts of the call at the order, the active regimen when the chart is opened. */
export function judgedDrugs(
  { selectedDrugs, activeDrugs }: Pick<PatientFacts, 'selectedDrugs' | 'activeDrugs'>,
  hook: Hook,
): readonly Drug[] {
  if (hook !== 'patient-view') return selectedDrugs;
  return activeDrugs.known ? activeDrugs.value : [];
}

/** Each name once, as cards show drugs. */
export const namesOf = (drugs: readonly Drug[]): string =>
  [...new Set(drugs.map(({ ingredient }) => ingredient))].join('|');

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
