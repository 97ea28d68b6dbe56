import { all, any, holds, type Criterion } from '../criterion.ts';
import { isCytotoxic } from '../drugs.ts';
import { defineRule, type Advice, type DecisionContext, type Note, type View } from '../rule.ts';
import { onDoxorubicinOrMultiAgent, onImid } from '../scopes.ts';
import { ANTICOAGULANT_AGENTS, ASPIRIN_AGENT } from './agents.ts';
import { IMPEDE, INTENSITY, PROPHYLAXIS, SAFETY, SAVED } from './citations.ts';
import { groundsOf, type Basis } from './prophylaxis-basis.ts';
import {
  onAnticoagulant,
  onAspirin,
  onProphylacticAnticoagulant,
  onTherapeuticAnticoagulant,
} from './prophylaxis-in-place.ts';
import { assessVte, type VteAssessment } from './recommendation.ts';
import { chooseAgents, SAFETY_READS } from './safety.ts';
import { untreatedVteOnImid } from './vte-on-imid.ts';
import { VTE_READS } from './vte-facts.ts';

const READS = [...VTE_READS, ...SAFETY_READS, 'selectedDrugs'] as const;
type Facts = View<(typeof READS)[number]>;
type AdviceKey =
  | 'give-anticoagulant'
  | 'give-aspirin'
  | 'score-undecided'
  | 'aspirin-undecided'
  | 'upgrade'
  | 'withhold'
  | 'intensity-unknown'
  | 'medications-unknown';

/** VTE prophylaxis with an IMiD or multi-agent chemotherapy (MYEL-I; I-1 to I-7). */
export const vteProphylaxis = defineRule({
  id: 'VTE-PROPHYLAXIS',
  words: 'vte/prophylaxis',
  topic: 'vte',
  cites: [PROPHYLAXIS, IMPEDE, SAVED, INTENSITY, SAFETY],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: [
    'give-anticoagulant',
    'give-aspirin',
    'score-undecided',
    'aspirin-undecided',
    'upgrade',
    'withhold',
    'intensity-unknown',
    'medications-unknown',
  ],
  notes: [
    'scores-disagree',
    'credit-changes',
    'race-changes',
    'platelets-unknown',
    'bleeding-unknown',
    'withheld-platelets',
    'withheld-bleeding',
    'current-vte',
    'diagnosis-not-recorded',
    'no-lmwh-hit',
    'no-lmwh-hit-unknown',
    'no-fondaparinux-renal',
    'no-fondaparinux-renal-unknown',
    'no-warfarin-platelets',
    'no-warfarin-platelets-unknown',
    'no-aspirin-platelets',
    'no-aspirin-platelets-unknown',
    'no-agent-allergy',
    'renal-caution',
    'renal-unknown',
    'doac-interaction',
    'antiplatelet-active',
    'platelets-25-50',
    'allergies-unknown',
    'carfilzomib-imid',
    'no-agent-left',
  ],
  suggests: [...ANTICOAGULANT_AGENTS.map((agent) => agent.item), ASPIRIN_AGENT.item],

  decide(facts, context) {
    const trigger = triggerOf(facts, context);
    if (trigger.status !== 'met') return null;
    if (untreatedVteOnImid(facts).status === 'met') return null;
    if (onTherapeuticAnticoagulant(facts).status === 'met') return null;
    if (onProphylacticAnticoagulant(facts).status === 'met') return null;

    const vte = assessVte(facts, context.thresholds);
    if (vte.withheld.status === 'met')
      return say('withhold', 'info', { facts, vte, trigger, notes: withholdNotes(facts, vte) });
    if (!facts.activeDrugs.known) return say('medications-unknown', 'warning', { facts, vte, trigger });
    if (onAnticoagulant(facts).status === 'met') return say('intensity-unknown', 'info', { facts, vte, trigger });
    return withAspirinInMind(facts, vte, trigger, context);
  },
});

/**
 * I-5: what is being ordered, or what is active when the chart is opened; orders beside it don't fire. Chemotherapy
 * alone is this guideline's business only with myeloma on record.
 */
function triggerOf(facts: Facts, { hook }: DecisionContext): Criterion {
  if (hook === 'patient-view') return any(onImid(facts), all(holds(facts.myeloma), onDoxorubicinOrMultiAgent(facts)));
  const selected = {
    plannedDrugs: facts.selectedDrugs,
    activeDrugs: { known: true, value: [], evidence: [] },
  } as const;
  const chemotherapyOrdered: Criterion = {
    ...onImid(selected),
    status: facts.selectedDrugs.some(isCytotoxic) ? 'met' : 'not-met',
  };
  return any(onImid(selected), all(chemotherapyOrdered, onDoxorubicinOrMultiAgent(facts), holds(facts.myeloma)));
}

/** Aspirin is enough at lower risk and too little at higher risk (I-5 c). */
function withAspirinInMind(
  facts: Facts,
  vte: VteAssessment,
  trigger: Criterion,
  context: DecisionContext,
): Advice<AdviceKey> | null {
  const aspirin = onAspirin(facts).status;
  if (vte.highRisk === 'unknown') {
    return aspirin === 'met'
      ? say('aspirin-undecided', 'info', { facts, vte, trigger })
      : say('score-undecided', 'warning', { facts, vte, trigger });
  }
  if (vte.highRisk === 'met') {
    if (aspirin === 'met') return say('upgrade', 'info', { facts, vte, trigger });
    return offer('give-anticoagulant', facts, vte, { trigger, context });
  }
  if (aspirin === 'met') return null;
  if (aspirin === 'unknown') return say('intensity-unknown', 'info', { facts, vte, trigger });
  return offer('give-aspirin', facts, vte, { trigger, context });
}

interface Occasion {
  readonly trigger: Criterion;
  readonly context: DecisionContext;
}

function offer(advice: AdviceKey, facts: Facts, vte: VteAssessment, { trigger, context }: Occasion): Advice<AdviceKey> {
  if (vte.withheld.status === 'unknown')
    return say(advice, 'warning', { facts, vte, trigger, notes: openNotes(facts) });
  const agents = advice === 'give-aspirin' ? [ASPIRIN_AGENT] : ANTICOAGULANT_AGENTS;
  const choice = chooseAgents(agents, facts, context.thresholds);
  const suggestions = choice.suitable.map(
    ({ item, product, category }) => ({ kind: 'medication', item, product, category }) as const,
  );
  const notes = [...choice.notes, ...(choice.suitable.length === 0 ? [{ key: 'no-agent-left' }] : [])];
  return { ...say(advice, 'warning', { facts, vte, trigger, notes, weighed: choice.criteria }), suggestions };
}

/** I-6: platelets and bleeding decide on any drug at all; without them none is offered. */
function openNotes(facts: Facts): Note[] {
  const notes: Note[] = [];
  if (!facts.platelets.known) notes.push({ key: 'platelets-unknown' });
  if (!facts.activeBleeding.known) notes.push({ key: 'bleeding-unknown' });
  return notes;
}

function withholdNotes(facts: Facts, vte: VteAssessment): Note[] {
  const bleeding = holds(facts.activeBleeding).status === 'met';
  const platelets = vte.withheld.evidence.some((evidence) => evidence.concept === 'platelets');
  return [...(platelets ? [{ key: 'withheld-platelets' }] : []), ...(bleeding ? [{ key: 'withheld-bleeding' }] : [])];
}

const say = (advice: AdviceKey, indicator: Advice<AdviceKey>['indicator'], basis: Basis): Advice<AdviceKey> => ({
  advice,
  indicator,
  ...groundsOf(basis),
});
