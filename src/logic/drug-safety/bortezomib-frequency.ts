import type { Drug } from '../facts.ts';
import { defineRule, type SuggestedOrder } from '../rule.ts';
import { oftenerThanWeekly } from './bortezomib-pace.ts';
import { BORTEZOMIB } from './citations.ts';
import { judgedDrugs } from '../judged-drugs.ts';
import { orderEvidence } from './order-evidence.ts';

/** Bortezomib twice a week, where once a week is preferred (MYEL-F; F-7). */
export const bortezomibFrequency = defineRule({
  id: 'BORTEZOMIB-FREQUENCY',
  words: 'drug-safety/bortezomib-frequency',
  topic: 'drug-safety',
  cites: [BORTEZOMIB],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: ['selectedDrugs', 'activeDrugs'],
  advises: ['ordered', 'active'],
  notes: [],
  suggests: ['once-weekly'],

  decide(facts, { hook }) {
    const drugs = oftenerThanWeekly(judgedDrugs(facts, hook));
    if (drugs.length === 0) return null;
    const opened = hook === 'patient-view';
    const [only, other] = drugs;
    return {
      advice: opened ? 'active' : 'ordered',
      indicator: 'info',
      show: {},
      evidence: drugs.flatMap(orderEvidence),
      missing: [],
      // Of several orders, each one a day of the cycle, none can be turned into a weekly one by itself.
      suggestions: opened || !only || other ? [] : onceWeekly(only),
    };
  },
});

const ROUTES = { subcutaneous: ' subcutaneously', intravenous: ' intravenously' } as const;

function onceWeekly({ reference, route, administration }: Drug): SuggestedOrder[] {
  const said = administration?.inWords;
  if (!said) return [];
  const by = route === 'subcutaneous' || route === 'intravenous' ? ROUTES[route] : '';
  const dosage = { frequency: 1, period: 1, periodUnit: 'wk', instruction: `${said.amount}${by} once weekly` } as const;
  return [{ kind: 'change-dosage', item: 'once-weekly', draft: reference, dosage }];
}
