import { below } from '../criterion.ts';
import type { Drug } from '../facts.ts';
import { defineRule, type Advice, type Hook, type SuggestedOrder, type View } from '../rule.ts';
import { thousandPerUl } from '../units.ts';
import { DARATUMUMAB } from './citations.ts';
import {
  contradictionIn,
  doseKind,
  explainedByWeight,
  isSubcutaneous,
  type Contradiction,
} from './daratumumab-product.ts';
import { judgedDrugs } from '../judged-drugs.ts';
import { orderEvidence } from './order-evidence.ts';

/** The guideline says "marked" without a number; the card names this one. */
const MARKED_THROMBOCYTOPENIA = thousandPerUl(50);

const READS = ['selectedDrugs', 'activeDrugs', 'weight', 'platelets'] as const;
type Facts = View<(typeof READS)[number]>;
type Key = Contradiction | 'platelets-low';

/** Daratumumab: two products whose routes and doses must not be mixed (MYEL-F; F-9). */
export const daratumumabRouteDose = defineRule({
  id: 'DARATUMUMAB-ROUTE-DOSE',
  words: 'drug-safety/daratumumab-route-dose',
  topic: 'drug-safety',
  cites: [DARATUMUMAB],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: [
    'sc-product-intravenous',
    'sc-product-by-weight',
    'sc-product-other-dose',
    'iv-product-subcutaneous',
    'iv-product-fixed-dose',
    'subcutaneous-by-weight',
    'intravenous-fixed-dose',
    'platelets-low',
  ],
  notes: ['product-may-be-wrong', 'weight-unknown'],
  suggests: ['subcutaneous', 'intravenous', 'delete-order'],

  decide(facts, { hook }) {
    return judgedDrugs(facts, hook)
      .filter(({ ingredient }) => ingredient === 'daratumumab')
      .flatMap((drug) => judge(drug, facts, hook) ?? []);
  },
});

function judge(drug: Drug, facts: Facts, hook: Hook): Advice<Key> | null {
  const advice = contradictionIn(drug, facts.weight);
  if (advice === null) return lowPlatelets(drug, facts, hook);
  const byDose = advice === 'iv-product-fixed-dose' || advice === 'intravenous-fixed-dose';
  return {
    advice,
    indicator: advice === 'sc-product-other-dose' ? 'warning' : 'critical',
    show: {},
    evidence: [...orderEvidence(drug), ...(byDose ? facts.weight.evidence : [])],
    missing: byDose && !facts.weight.known ? facts.weight.missing : [],
    notes: [
      ...(doseContradictsToo(drug, advice) ? [{ key: 'product-may-be-wrong' }] : []),
      ...(byDose && explainedByWeight(facts.weight).status === 'unknown' ? [{ key: 'weight-unknown' }] : []),
    ],
    suggestions: hook === 'patient-view' ? [] : corrections(drug, advice),
  };
}

/** Route and dose fit each other and the other product. */
function doseContradictsToo(drug: Drug, advice: Contradiction): boolean {
  const { byWeight, fixed } = doseKind(drug);
  return (advice === 'sc-product-intravenous' && byWeight) || (advice === 'iv-product-subcutaneous' && fixed);
}

/** The other route where product and dose agree on it; else only to take the order back. */
function corrections(drug: Drug, advice: Contradiction): SuggestedOrder[] {
  const removal = { kind: 'delete', item: 'delete-order', draft: drug.reference } as const;
  const { byWeight, fixed } = doseKind(drug);
  if (advice === 'sc-product-intravenous' && fixed) return [...otherRoute(drug, 'subcutaneous'), removal];
  if (advice === 'iv-product-subcutaneous' && byWeight) return [...otherRoute(drug, 'intravenous'), removal];
  return [removal];
}

function otherRoute({ reference, administration }: Drug, route: 'subcutaneous' | 'intravenous'): SuggestedOrder[] {
  const said = administration?.inWords;
  if (!said) return [];
  const instruction = `${said.amount} ${route}ly ${said.rhythm}`.trim();
  return [{ kind: 'change-dosage', item: route, draft: reference, dosage: { route, instruction } }];
}

function lowPlatelets(drug: Drug, { platelets }: Facts, hook: Hook): Advice<Key> | null {
  if (hook === 'patient-view' || !isSubcutaneous(drug)) return null;
  if (below(platelets, MARKED_THROMBOCYTOPENIA).status !== 'met') return null;
  const evidence = [...orderEvidence(drug), ...platelets.evidence];
  return { advice: 'platelets-low', indicator: 'info', show: {}, evidence, missing: [] };
}
