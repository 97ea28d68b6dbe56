import { isA } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { judgedDrugs, namesOf, preventionGroup } from '../judged-drugs.ts';
import { defineRule } from '../rule.ts';
import { drugEvidence, takes } from '../scopes.ts';
import { AGENT_READS, zosterAgents } from './agents.ts';
import { PRODUCT_DOSES, PROPHYLAXIS } from './citations.ts';

/** Herpes zoster prophylaxis with a PI, daratumumab, isatuximab or elotuzumab (MYEL-F; F-6). */
export const zosterProphylaxis = defineRule({
  id: 'ZOSTER-PROPHYLAXIS',
  words: 'infection/zoster-prophylaxis',
  topic: 'infection',
  group: 'order-prevention',
  cites: [PROPHYLAXIS, PRODUCT_DOSES],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: ['selectedDrugs', 'plannedDrugs', 'activeDrugs', ...AGENT_READS],
  advises: ['missing', 'medications-unknown'],
  notes: ['antiviral-allergy', 'allergies-unknown', 'renal-unknown', 'renal-excluded'],
  suggests: ['acyclovir', 'acyclovir-reduced', 'valacyclovir'],

  decide(facts, { hook, thresholds }) {
    const drugs = judgedDrugs(facts, hook).filter(asksForZosterProphylaxis);
    if (drugs.length === 0) return null;
    const taken = takes(facts, isZosterProphylaxis);
    if (taken.status === 'met') return null;
    const basis = { group: preventionGroup(hook), show: { drug: namesOf(drugs) } };
    const grounds = [...drugs.map(drugEvidence), ...taken.evidence];
    if (taken.status === 'unknown')
      return { ...basis, advice: 'medications-unknown', indicator: 'info', evidence: grounds, missing: taken.missing };
    const { evidence, ...choice } = zosterAgents(facts, thresholds);
    return { ...basis, advice: 'missing', indicator: 'warning', evidence: [...grounds, ...evidence], ...choice };
  },
});

export const asksForZosterProphylaxis = (drug: Drug): boolean =>
  isA(drug, 'proteasome-inhibitor', 'anti-cd38', 'anti-slamf7');

const isZosterProphylaxis = (drug: Drug): boolean => isA(drug, 'antiviral-herpes');
