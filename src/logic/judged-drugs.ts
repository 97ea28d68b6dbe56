import type { Drug, PatientFacts } from './facts.ts';
import type { Hook } from './rule.ts';

/** What a call is about: the selected orders or, when the chart is opened, the drugs that are active. */
export function judgedDrugs(facts: Pick<PatientFacts, 'activeDrugs' | 'selectedDrugs'>, hook: Hook): readonly Drug[] {
  if (hook !== 'patient-view') return facts.selectedDrugs;
  return facts.activeDrugs.known ? facts.activeDrugs.value : [];
}

/** The names of drugs for a card, each once. */
export const namesOf = (drugs: readonly Drug[]): string =>
  [...new Set(drugs.map(({ ingredient }) => ingredient))].join('|');

/** Findings on what is missing beside a therapy share a card: before the order, or while the therapy goes on. */
export const preventionGroup = (hook: Hook): string =>
  hook === 'patient-view' ? 'therapy-prevention' : 'order-prevention';
