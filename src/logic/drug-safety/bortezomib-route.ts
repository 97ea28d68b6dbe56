import type { Drug } from '../facts.ts';
import { defineRule, type SuggestedOrder } from '../rule.ts';
import { BORTEZOMIB } from './citations.ts';
import { judgedDrugs } from '../judged-drugs.ts';
import { orderEvidence } from './order-evidence.ts';

/** Bortezomib into a vein, where under the skin is preferred (MYEL-F; F-7). */
export const bortezomibRoute = defineRule({
  id: 'BORTEZOMIB-ROUTE',
  words: 'drug-safety/bortezomib-route',
  topic: 'drug-safety',
  cites: [BORTEZOMIB],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: ['selectedDrugs', 'activeDrugs'],
  advises: ['ordered', 'active'],
  notes: [],
  suggests: ['subcutaneous'],

  decide(facts, { hook }) {
    const drugs = judgedDrugs(facts, hook).filter(isIntravenous);
    if (drugs.length === 0) return null;
    const opened = hook === 'patient-view';
    return {
      advice: opened ? 'active' : 'ordered',
      indicator: 'info',
      show: {},
      evidence: drugs.flatMap(orderEvidence),
      missing: [],
      suggestions: opened ? [] : drugs.flatMap(subcutaneously),
    };
  },
});

const isIntravenous = ({ ingredient, route }: Drug): boolean => ingredient === 'bortezomib' && route === 'intravenous';

/** The same draft under the skin; none where its words say more than a new instruction would keep. */
function subcutaneously({ reference, administration }: Drug): SuggestedOrder[] {
  const said = administration?.inWords;
  if (!said) return [];
  const instruction = `${said.amount} subcutaneously ${said.rhythm}`.trim();
  return [
    { kind: 'change-dosage', item: 'subcutaneous', draft: reference, dosage: { route: 'subcutaneous', instruction } },
  ];
}
