import { assessDiagnosis, DIAGNOSIS_READS } from '../diagnosis.ts';
import { isA, isAntiMyeloma } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { defineRule, type View } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';
import { THERAPY } from './citations.ts';
import { isSmoldering, mayBeSmoldering } from './scope.ts';

const READS = [...DIAGNOSIS_READS, 'selectedDrugs', 'plannedDrugs', 'activeDrugs'] as const;

/** Systemic therapy other than lenalidomide ordered for smoldering myeloma (MYEL-3; SM-6). */
export const smolderingTherapy = defineRule({
  id: 'SMOLDERING-THERAPY',
  words: 'smoldering/therapy',
  topic: 'smoldering',
  cites: [THERAPY],
  hooks: ['order-select', 'order-sign'],
  reads: READS,
  advises: ['not-listed', 'recorded-smoldering-data-active'],
  notes: ['unconfirmed'],
  suggests: [],

  decide(facts, { thresholds }) {
    const drugs = facts.selectedDrugs.filter((drug) => isNotListed(drug, facts));
    if (drugs.length === 0 || !mayBeSmoldering(facts)) return null;
    const diagnosis = assessDiagnosis(facts, thresholds);
    const basis = {
      show: { drug: [...new Set(drugs.map(({ ingredient }) => ingredient))].join('|') },
      evidence: [...drugs.map(drugEvidence), ...facts.recordedDiagnosis.evidence],
      missing: [],
    };
    if (diagnosis.recorded === 'smoldering-myeloma' && diagnosis.classification === 'active-myeloma') {
      const evidence = [...new Set([...basis.evidence, ...diagnosis.event.evidence])];
      return { advice: 'recorded-smoldering-data-active', indicator: 'info', ...basis, evidence };
    }
    if (!isSmoldering(diagnosis)) return null;
    const unconfirmed = diagnosis.classification !== 'smoldering-myeloma';
    return { advice: 'not-listed', indicator: 'warning', ...basis, notes: unconfirmed ? [{ key: 'unconfirmed' }] : [] };
  },
});

type Facts = View<(typeof READS)[number]>;

/** A steroid by itself has other uses; with another drug for myeloma it makes a combination. */
function isNotListed(drug: Drug, { plannedDrugs, activeDrugs }: Facts): boolean {
  if (!isAntiMyeloma(drug) || drug.ingredient === 'lenalidomide') return false;
  const others = [...plannedDrugs, ...(activeDrugs.known ? activeDrugs.value : [])];
  return !isA(drug, 'steroid') || others.some((other) => isAntiMyeloma(other) && !isA(other, 'steroid'));
}
