import type { Criterion } from '../criterion.ts';
import { isA } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { creatinineOrder } from '../laboratory-orders.ts';
import { defineRule, type Advice, type View } from '../rule.ts';
import { drugEvidence, inMyelomaCare } from '../scopes.ts';
import { RENAL_CARE } from './citations.ts';
import { RENAL_IMPAIRMENT_READS, renalImpairment } from '../renal-impairment.ts';

const READS = [...RENAL_IMPAIRMENT_READS, 'activeDrugs', 'plannedDrugs', 'selectedDrugs', 'myeloma'] as const;
type Facts = View<(typeof READS)[number]>;

/** Drugs that harm the kidney, in renal disease of a myeloma patient (MYEL-J; J-1). */
export const nephrotoxicDrug = defineRule({
  id: 'NEPHROTOXIC-DRUG',
  words: 'renal/nephrotoxic-drug',
  topic: 'renal',
  cites: [RENAL_CARE],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['active', 'ordered', 'function-unknown'],
  notes: [],
  suggests: ['remove-order', 'order-creatinine'],

  decide(facts, { hook }) {
    const viewing = hook === 'patient-view';
    const drugs = distinct(viewing ? activeDrugs(facts) : facts.selectedDrugs);
    if (drugs.length === 0) return null;
    const care = inMyelomaCare(facts);
    if (care.status !== 'met') return null;
    const disease = renalImpairment(facts);
    if (disease.status === 'not-met') return null;
    return drugs.map((drug): Advice<'active' | 'ordered' | 'function-unknown'> => {
      const basis = basisOf(drug, disease, care);
      if (disease.status === 'unknown')
        return {
          ...basis,
          advice: 'function-unknown',
          indicator: 'info',
          suggestions: creatinineOrder(disease.missing, 'order-creatinine').slice(0, 1),
        };
      if (viewing) return { ...basis, advice: 'active', indicator: 'warning' };
      const remove = { kind: 'delete', item: 'remove-order', draft: drug.reference } as const;
      return { ...basis, advice: 'ordered', indicator: 'warning', suggestions: [remove] };
    });
  },
});

const activeDrugs = ({ activeDrugs }: Facts): readonly Drug[] => (activeDrugs.known ? activeDrugs.value : []);

/** Each nephrotoxic drug once, by its first entry. */
const distinct = (drugs: readonly Drug[]): readonly Drug[] => {
  const harmful = drugs.filter((drug) => isA(drug, 'nsaid', 'aminoglycoside', 'iodinated-contrast'));
  return [...new Map([...harmful].reverse().map((drug) => [drug.ingredient, drug])).values()].reverse();
};

function basisOf(
  drug: Drug,
  disease: Criterion,
  care: Criterion,
): Pick<Advice<string>, 'show' | 'evidence' | 'missing'> {
  return {
    show: { drug: drug.ingredient },
    evidence: [drugEvidence(drug), ...disease.evidence, ...care.evidence.slice(0, 1)],
    missing: disease.missing,
  };
}
