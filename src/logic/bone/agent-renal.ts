import type { Criterion } from '../criterion.ts';
import { missingIn, type Drug, type Missing } from '../facts.ts';
import { calciumOrder, creatinineOrder } from '../laboratory-orders.ts';
import { defineRule, type Advice, type DecisionContext, type Note, type SuggestedOrder, type View } from '../rule.ts';
import { inMyelomaCare } from '../scopes.ts';
import { shownClearance } from '../shown-clearance.ts';
import { boneFunction, RENAL_READS, type BoneFunction } from './bone-function.ts';
import { denosumabWithCalcium, SAFETY_READS, zoledronicProduct } from './bone-orders.ts';
import { doseOf } from './bone-therapy.ts';
import { BONE_DOSES } from './citations.ts';
import { distinctAgents, orderEvidence } from './order-evidence.ts';
import { BAND_LIMITS, exceeds } from './zoledronic-bands.ts';

const READS = [...RENAL_READS, ...SAFETY_READS, 'selectedDrugs', 'myeloma'] as const;
type Facts = View<(typeof READS)[number]>;
type Key =
  | 'zoledronic-excluded'
  | 'zoledronic-dialysis'
  | 'zoledronic-maybe-excluded'
  | 'zoledronic-above'
  | 'zoledronic-above-either'
  | 'zoledronic-maybe-above'
  | 'zoledronic-unreadable'
  | 'pamidronate-slowly'
  | 'denosumab-calcium'
  | 'maybe-severe'
  | 'clearance-unknown';

/** Bone-modifying agents by renal function (MYEL-J; J-3, DEC-15). */
export const boneAgentRenal = defineRule({
  id: 'BONE-AGENT-RENAL',
  words: 'bone/agent-renal',
  topic: 'bone',
  cites: [BONE_DOSES],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: [
    'zoledronic-excluded',
    'zoledronic-dialysis',
    'zoledronic-maybe-excluded',
    'zoledronic-above',
    'zoledronic-above-either',
    'zoledronic-maybe-above',
    'zoledronic-unreadable',
    'pamidronate-slowly',
    'denosumab-calcium',
    'maybe-severe',
    'clearance-unknown',
  ],
  notes: ['dialysis-unknown', 'sex-unknown', 'measured', 'diagnosis-unknown'],
  suggests: ['reduce-dose', 'remove-zoledronic', 'denosumab', 'order-calcium', 'order-creatinine'],

  decide(facts, context) {
    const care = inMyelomaCare(facts);
    if (care.status === 'not-met') return null;
    const renal = boneFunction(facts, context.thresholds);
    const drugs = context.hook === 'patient-view' ? distinctAgents(facts.activeDrugs) : facts.selectedDrugs;
    return drugs.flatMap((drug) => judge({ drug, facts, renal, care, context }) ?? []);
  },
});

interface Basis {
  readonly drug: Drug;
  readonly facts: Facts;
  readonly renal: BoneFunction;
  readonly care: Criterion;
  readonly context: DecisionContext;
}

function judge(basis: Basis): Advice<Key> | null {
  const { drug, renal } = basis;
  const { ingredient } = drug;
  if (ingredient !== 'zoledronic-acid' && ingredient !== 'pamidronate' && ingredient !== 'denosumab') return null;
  if (!renal.clearance.known && renal.dialysis.status !== 'met') {
    const suggestions = creatinineOrder(renal.clearance.missing, 'order-creatinine');
    return { ...say('clearance-unknown', 'info', basis), suggestions };
  }
  if (ingredient === 'zoledronic-acid') return judgeZoledronic(basis);
  if (renal.severe.status === 'not-met') return null;
  if (renal.severe.status === 'unknown') return say('maybe-severe', 'info', basis);
  if (ingredient === 'pamidronate') return say('pamidronate-slowly', 'info', basis);
  return { ...say('denosumab-calcium', 'info', basis), suggestions: [calciumOrder('order-calcium')] };
}

function judgeZoledronic(basis: Basis): Advice<Key> | null {
  const { drug, renal } = basis;
  const { bands } = renal;
  const open = bands.some(({ dose }) => dose !== null);
  if (!open) {
    const key = renal.dialysis.status === 'met' ? 'zoledronic-dialysis' : 'zoledronic-excluded';
    return { ...say(key, 'critical', basis), suggestions: insteadOf(basis) };
  }
  const dose = doseOf(drug);
  const exceeded = dose === null ? [] : bands.filter((band) => exceeds(band, dose));
  const indicator = exceeded.length === bands.length ? 'warning' : 'info';
  if (bands.some((band) => band.dose === null)) return say('zoledronic-maybe-excluded', indicator, basis);
  // The bands are of the 4 mg product; the yearly one for osteoporosis has its own label.
  if (drug.form === 'osteoporosis') return null;
  if (dose === null)
    return bands.every(({ key }) => key === 'full') ? null : say('zoledronic-unreadable', 'info', basis);
  if (exceeded.length === 0) return null;
  if (exceeded.length < bands.length) return say('zoledronic-maybe-above', 'info', basis);
  if (bands.length > 1) return say('zoledronic-above-either', 'warning', basis);
  return { ...say('zoledronic-above', 'warning', basis), suggestions: reducedDose(basis) };
}

/** Orders are changed only while everything that decides is known; a chart order isn't in hand. */
const mayChange = ({ care, context }: Basis): boolean => care.status === 'met' && context.hook !== 'patient-view';

function insteadOf(basis: Basis): SuggestedOrder[] {
  if (!mayChange(basis)) return [];
  const remove: SuggestedOrder = { kind: 'delete', item: 'remove-zoledronic', draft: basis.drug.reference };
  return [remove, ...denosumabWithCalcium(basis.facts)];
}

function reducedDose(basis: Basis): SuggestedOrder[] {
  const [band] = basis.renal.bands;
  if (!band || band.dose === null || !mayChange(basis) || basis.renal.dialysis.status === 'unknown') return [];
  const product = zoledronicProduct(band.dose);
  return [{ kind: 'replace-dose', item: 'reduce-dose', draft: basis.drug.reference, product }];
}

function say(advice: Key, indicator: Advice<Key>['indicator'], basis: Basis): Advice<Key> {
  const { drug, renal, care } = basis;
  const { clearance, dialysis, bands } = renal;
  const doses = bands.flatMap(({ dose }) => dose ?? []);
  return {
    advice,
    indicator,
    show: {
      drug: drug.ingredient,
      ordered: doseOf(drug)?.high ?? '-',
      maxDose: doses[0] ?? 0,
      limits: doses.join(' / '),
      clearance: clearance.known ? shownClearance(clearance.value, BAND_LIMITS) : '-',
    },
    evidence: [orderEvidence(drug), ...clearance.evidence, ...dialysis.evidence, ...care.evidence.slice(0, 1)],
    missing: missingOf(basis),
    notes: notesOf(basis),
  };
}

function missingOf({ drug, renal: { clearance, dialysis, bands }, care }: Basis): Missing[] {
  const concept = `${drug.ingredient}-dose`;
  const unread = drug.ingredient === 'zoledronic-acid' && doseOf(drug) === null;
  return [
    ...(bands.length === 1 ? [] : missingIn(clearance)),
    ...(unread ? [{ concept, because: 'unreadable' } as const] : []),
    ...(dialysis.status === 'unknown' ? dialysis.missing : []),
    ...(care.status === 'unknown' ? care.missing : []),
  ];
}

function notesOf({ facts, renal: { clearance, dialysis }, care }: Basis): Note[] {
  const notes: (Note | false)[] = [
    dialysis.status === 'unknown' && { key: 'dialysis-unknown' },
    clearance.known && clearance.value.method === 'cockcroft-gault' && !facts.sex.known && { key: 'sex-unknown' },
    clearance.known && clearance.value.method === 'measured' && { key: 'measured' },
    care.status === 'unknown' && { key: 'diagnosis-unknown' },
  ];
  return notes.filter((note) => note !== false);
}
