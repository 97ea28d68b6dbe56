import { isA } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { judgedDrugs, namesOf, preventionGroup } from '../judged-drugs.ts';
import { defineRule, type Advice, type Hook, type SuggestedOrder, type View } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';
import { TYPE_AND_SCREEN } from './citations.ts';
import { earlierDoses } from './earlier-doses.ts';

const READS = [
  'selectedDrugs',
  'activeDrugs',
  'typeAndScreen',
  'plannedProcedures',
  'orderedTests',
  'courses',
] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'before-first-dose' | 'interference' | 'pending' | 'results-unread';

/** Type and screen before the first dose of daratumumab or isatuximab (MYEL-F; F-10). */
export const typeAndScreen = defineRule({
  id: 'TYPE-AND-SCREEN',
  words: 'supportive/type-and-screen',
  topic: 'transfusion',
  group: 'order-prevention',
  cites: [TYPE_AND_SCREEN],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['before-first-dose', 'interference', 'pending', 'results-unread'],
  notes: ['first-dose-unknown'],
  suggests: ['order-type-and-screen'],

  decide(facts, { hook }) {
    const drugs = judgedDrugs(facts, hook).filter((drug) => isA(drug, 'anti-cd38'));
    if (drugs.length === 0) return null;
    const { typeAndScreen: done, orderedTests } = facts;
    if (done.known && done.value.length > 0) return null;
    const orders = orderedTests.known ? orderedTests.value.filter(({ test }) => test === 'type-and-screen') : [];
    if (orders.some(({ inHand }) => inHand)) return null;
    return judge(facts, { drugs, hook, ordered: orders.length > 0 });
  },
});

interface Basis {
  readonly drugs: readonly Drug[];
  readonly hook: Hook;
  readonly ordered: boolean;
}

function judge(facts: Facts, { drugs, hook, ordered }: Basis): Advice<Key> {
  const { typeAndScreen: done, orderedTests } = facts;
  const basis = { group: preventionGroup(hook), show: { drug: namesOf(drugs) } };
  const grounds = [...drugs.map(drugEvidence), ...done.evidence];
  if (!done.known)
    return { ...basis, advice: 'results-unread', indicator: 'info', evidence: grounds, missing: done.missing };
  const earlier = earlierDoses(facts, drugs, hook);
  if (earlier.found) {
    const evidence = [...grounds, ...earlier.evidence];
    return { ...basis, advice: 'interference', indicator: 'info', evidence, missing: [] };
  }
  if (ordered) {
    const evidence = [...grounds, ...orderedTests.evidence];
    return { ...basis, advice: 'pending', indicator: 'info', evidence, missing: [] };
  }
  return {
    ...{ ...basis, advice: 'before-first-dose', indicator: 'warning', evidence: grounds },
    missing: earlier.missing,
    notes: earlier.missing.length > 0 ? [{ key: 'first-dose-unknown' }] : [],
    suggestions: [ORDER],
  };
}

const ORDER: SuggestedOrder = {
  kind: 'service',
  item: 'order-type-and-screen',
  service: {
    category: 'laboratory',
    system: 'loinc',
    code: '34532-2',
    display: 'Blood type and Indirect antibody screen panel - Blood',
  },
};
