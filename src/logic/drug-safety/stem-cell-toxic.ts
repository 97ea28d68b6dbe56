import { holds, type Criterion } from '../criterion.ts';
import type { Ingredient } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { defineRule, type Advice, type Hook, type View } from '../rule.ts';
import { drugEvidence, inMyelomaCare } from '../scopes.ts';
import { BEFORE_HARVEST } from './citations.ts';
import { isConditioning } from './conditioning.ts';
import { judgedDrugs, namesOf } from '../judged-drugs.ts';
import { harvested, harvestOrder, harvestOrdered, STEM_CELL_READS } from './stem-cells.ts';

const READS = [
  'selectedDrugs',
  'plannedDrugs',
  'activeDrugs',
  'myeloma',
  'transplantCandidate',
  ...STEM_CELL_READS,
] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'ordered' | 'active' | 'harvest-unknown' | 'candidacy-unknown';

const MARROW_TOXIC: ReadonlySet<Ingredient> = new Set(['melphalan', 'carmustine', 'lomustine', 'bendamustine']);

/** Marrow-toxic drugs before the stem-cell harvest of a transplant candidate (MYEL-F; F-3). */
export const stemCellToxic = defineRule({
  id: 'STEM-CELL-TOXIC',
  words: 'drug-safety/stem-cell-toxic',
  topic: 'transplant',
  cites: [BEFORE_HARVEST],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['ordered', 'active', 'harvest-unknown', 'candidacy-unknown'],
  notes: ['may-be-conditioning', 'harvest-ordered'],
  suggests: ['order-harvest'],

  decide(facts, { hook }) {
    const drugs = judgedDrugs(facts, hook).filter(isToxic);
    if (drugs.length === 0 || inMyelomaCare(facts).status === 'not-met') return null;
    const candidate = holds(facts.transplantCandidate);
    const stored = harvested(facts);
    const key = adviceFor(candidate, stored, hook);
    if (key === null) return null;
    const decided = key === 'ordered' || key === 'active';
    return {
      advice: key,
      indicator: decided ? 'warning' : 'info',
      show: { drug: namesOf(drugs) },
      evidence: [...drugs.map(drugEvidence), ...candidate.evidence, ...stored.evidence],
      missing: decided ? [] : [...candidate.missing, ...stored.missing],
      notes: notesOf(drugs, facts),
      suggestions: decided ? harvestOrder(facts) : [],
    };
  },
});

/** Conditioning isn't meant: it comes after the harvest, and its order is the transplant under way. */
const isToxic = (drug: Drug): boolean => MARROW_TOXIC.has(drug.ingredient) && isConditioning(drug) !== true;

/** Whether somebody is a candidate is asked when the order is written, not each time the chart is opened. */
function adviceFor(candidate: Criterion, stored: Criterion, hook: Hook): Key | null {
  if (candidate.status === 'not-met' || stored.status === 'met') return null;
  const opened = hook === 'patient-view';
  if (candidate.status === 'unknown') return opened ? null : 'candidacy-unknown';
  if (stored.status === 'unknown') return 'harvest-unknown';
  return opened ? 'active' : 'ordered';
}

function notesOf(drugs: readonly Drug[], facts: Facts): Advice<Key>['notes'] {
  return [
    ...(drugs.some((drug) => isConditioning(drug) === undefined) ? [{ key: 'may-be-conditioning' }] : []),
    ...(harvestOrdered(facts).status === 'met' ? [{ key: 'harvest-ordered' }] : []),
  ];
}
