import { isAntiMyeloma, isAnticoagulant } from '../drugs.ts';
import type { ChartKind, Drug } from '../facts.ts';
import { defineRule, type Citation } from '../rule.ts';
import { inMyelomaCare } from '../scopes.ts';

const CONVENTIONS: Citation = { page: 'none', specIds: ['DEC-1'], label: 'absent is not the same as not asked' };

/** Without these no check of the chart can be decided. */
const ESSENTIAL: readonly ChartKind[] = ['conditions', 'observations', 'medications'];

/** Part of the chart couldn't be read: silence would look like "all clear". */
export const chartIncomplete = defineRule({
  id: 'CHART-INCOMPLETE',
  words: 'chart/incomplete',
  topic: 'data-quality',
  cites: [CONVENTIONS],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: ['unreadKinds', 'myeloma', 'activeDrugs', 'plannedDrugs', 'selectedDrugs'],
  advises: ['kinds-unread'],
  notes: [],
  suggests: [],

  decide(facts, { hook }) {
    const unread = ESSENTIAL.filter((kind) => facts.unreadKinds.includes(kind));
    if (unread.length === 0) return null;
    const care = inMyelomaCare(facts).status;
    if (care === 'not-met') return null;
    // With a drug for myeloma in hand the other pages speak, and name what they lack.
    if (hook !== 'patient-view' && (care === 'met' || !facts.selectedDrugs.some(isJudged))) return null;
    const missing = unread.map((kind) => ({ concept: kind, because: 'unanswered' as const }));
    return { advice: 'kinds-unread', indicator: 'info', show: { kinds: unread.join('|') }, evidence: [], missing };
  },
});

const isJudged = (drug: Drug): boolean => isAntiMyeloma(drug) || isAnticoagulant(drug);
