import type { Drug, PatientFacts } from '../facts.ts';
import type { Ingredient } from '../drugs.ts';
import { calciumOrder } from '../laboratory-orders.ts';
import type { Product, SuggestedOrder } from '../rule.ts';
import { test } from '../criterion.ts';
import { has } from '../scopes.ts';
import type { BoneFunction } from './bone-function.ts';
import type { Band } from './zoledronic-bands.ts';

/** Orders of bone-modifying agents that a pharmacist can accept (H-1, J-3). */

const monthly = { frequency: 1, period: 4, periodUnit: 'wk' } as const;

/** At least 15 minutes, not the 5 of the source (errata 1). */
export function zoledronicProduct(mg: number): Product {
  return {
    ...monthly,
    ingredient: 'zoledronic-acid',
    rxnorm: '351114',
    display: '5 ML zoledronic acid 0.8 MG/ML Injection',
    perDose: { value: mg, unit: 'mg' },
    route: 'intravenous',
    instruction: `Zoledronic acid ${mg} mg intravenously over at least 15 minutes, every 3 to 4 weeks`,
  };
}

const DENOSUMAB: Product = {
  ...monthly,
  ingredient: 'denosumab',
  rxnorm: '1046402',
  display: 'Xgeva 120 MG per 1.7 ML Injection',
  perDose: { value: 120, unit: 'mg' },
  route: 'subcutaneous',
  instruction: 'Denosumab 120 mg subcutaneously every 4 weeks',
};

const PAMIDRONATE: Product = {
  ...monthly,
  ingredient: 'pamidronate',
  rxnorm: '1737461',
  display: 'Pamidronate disodium 90 MG Injection',
  perDose: { value: 90, unit: 'mg' },
  route: 'intravenous',
  instruction: 'Pamidronate 90 mg intravenously over at least 2 hours, every 3 to 4 weeks',
};

/** Severe impairment: the lower end of 60 to 90 mg, given slowly (errata 37). */
const PAMIDRONATE_SLOWLY: Product = {
  ...PAMIDRONATE,
  rxnorm: '1737457',
  display: 'Pamidronate disodium 60 MG Injection',
  perDose: { value: 60, unit: 'mg' },
  instruction: 'Pamidronate 60 mg intravenously over 4 to 6 hours, every 3 to 4 weeks',
};

const ordered = (item: string, product: Product): SuggestedOrder => ({
  kind: 'medication',
  item,
  product,
  // H-1: category 1 for the bisphosphonates.
  category: product.ingredient === 'denosumab' ? '2A' : '1',
});

export const SAFETY_READS = ['allergies', 'osteonecrosisOfJaw', 'activeDrugs', 'plannedDrugs'] as const;
type SafetyFacts = Pick<PatientFacts, (typeof SAFETY_READS)[number]>;

/** Whether a bone agent may be offered at all: nothing is, while one of these questions is open. */
export function mayBeOffered({ allergies, osteonecrosisOfJaw }: SafetyFacts): boolean {
  const jaw = test(osteonecrosisOfJaw, (list) => list.length > 0);
  return allergies.known && jaw.status === 'not-met';
}

const isAllergic = ({ allergies }: SafetyFacts, ingredient: string): boolean =>
  !allergies.known || allergies.value.some((one) => one === ingredient || bothBisphosphonates(one, ingredient));

const BISPHOSPHONATES: readonly string[] = ['zoledronic-acid', 'pamidronate', 'ibandronate'] satisfies Ingredient[];
const bothBisphosphonates = (a: string, b: string): boolean =>
  BISPHOSPHONATES.includes(a) && BISPHOSPHONATES.includes(b);

/** Denosumab with the calcium that goes with it, unless the patient has it, or may not have it. */
export function denosumabWithCalcium(facts: SafetyFacts): SuggestedOrder[] {
  const isDenosumab = ({ ingredient }: Drug): boolean => ingredient === 'denosumab';
  const present = facts.plannedDrugs.some(isDenosumab) || has(facts.activeDrugs, isDenosumab).status !== 'not-met';
  if (present || !mayBeOffered(facts) || isAllergic(facts, 'denosumab')) return [];
  return [ordered('denosumab', DENOSUMAB), calciumOrder('order-calcium')];
}

/** J-3: the agents that suit the renal function, denosumab first where it is reduced (H-1). Empty while that is open. */
export function suitableAgents(facts: SafetyFacts, { bands, dialysis }: BoneFunction): SuggestedOrder[] {
  const [band, other] = bands;
  if (!band || other || dialysis.status === 'unknown' || !mayBeOffered(facts)) return [];
  return ordersAt(band).filter((order) => order.kind !== 'medication' || !isAllergic(facts, order.product.ingredient));
}

function ordersAt({ key, dose }: Band): SuggestedOrder[] {
  const denosumab = ordered('denosumab', DENOSUMAB);
  const pamidronate = ordered('pamidronate', PAMIDRONATE);
  if (dose === null)
    return [denosumab, calciumOrder('order-calcium'), ordered('pamidronate-slowly', PAMIDRONATE_SLOWLY)];
  const zoledronic = ordered('zoledronic-acid', zoledronicProduct(dose));
  return key === 'full' ? [zoledronic, pamidronate, denosumab] : [denosumab, zoledronic, pamidronate];
}
