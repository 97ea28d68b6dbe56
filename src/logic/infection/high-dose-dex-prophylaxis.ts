import type { Criterion } from '../criterion.ts';
import { dexamethasonePerCycle, highDoseDexamethasone } from '../dexamethasone.ts';
import { isA, type DrugClass } from '../drugs.ts';
import { shownRange } from '../interval.ts';
import { judgedDrugs, preventionGroup } from '../judged-drugs.ts';
import { defineRule, type Advice, type DecisionContext, type View } from '../rule.ts';
import { inMyelomaCare, takes } from '../scopes.ts';
import { AGENT_READS, pneumocystisAgents, zosterAgents, type Choice } from './agents.ts';
import { PRODUCT_DOSES, PROPHYLAXIS } from './citations.ts';
import { asksForZosterProphylaxis } from './zoster-prophylaxis.ts';

const READS = ['selectedDrugs', 'plannedDrugs', 'activeDrugs', 'myeloma', ...AGENT_READS] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'missing' | 'maybe-high' | 'medications-unknown';

/** What F-6 asks for beside high-dose dexamethasone. */
const PROPHYLAXES = [
  { measure: 'pneumocystis', drugs: 'pjp-prophylaxis' },
  { measure: 'zoster', drugs: 'antiviral-herpes' },
  { measure: 'antifungal', drugs: 'antifungal' },
] as const satisfies readonly { measure: string; drugs: DrugClass }[];

/** Pneumocystis, zoster and antifungal prophylaxis with high-dose dexamethasone (MYEL-F; F-6, errata 41). */
export const highDoseDexProphylaxis = defineRule({
  id: 'HIGH-DOSE-DEX-PROPHYLAXIS',
  words: 'infection/high-dose-dex-prophylaxis',
  topic: 'infection',
  group: 'order-prevention',
  cites: [PROPHYLAXIS, PRODUCT_DOSES],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['missing', 'maybe-high', 'medications-unknown'],
  notes: [
    'no-antifungal-named',
    'sulfa-allergy',
    'antiviral-allergy',
    'allergies-unknown',
    'renal-unknown',
    'renal-excluded',
  ],
  suggests: ['co-trimoxazole', 'atovaquone', 'acyclovir', 'acyclovir-reduced', 'valacyclovir'],

  decide(facts, context) {
    const isOn = judgedDrugs(facts, context.hook).some(({ ingredient }) => ingredient === 'dexamethasone');
    if (!isOn || inMyelomaCare(facts).status !== 'met') return null;
    const high = highDoseDexamethasone(facts, context.thresholds);
    if (high.status === 'not-met') return null;
    const open = PROPHYLAXES.map((one) => ({ ...one, taken: takes(facts, (drug) => isA(drug, one.drugs)) })).filter(
      ({ taken }) => taken.status !== 'met',
    );
    return open.length === 0 ? null : judge(facts, context, { high, open });
  },
});

interface Basis {
  readonly high: Criterion;
  readonly open: readonly { readonly measure: (typeof PROPHYLAXES)[number]['measure']; readonly taken: Criterion }[];
}

function judge(facts: Facts, context: DecisionContext, basis: Basis): Advice<Key> | null {
  const { high, open } = basis;
  const grounds = groundsOf(facts, context, basis);
  // The chart that wasn't sent could only add to the dose: that alone is no reason to speak.
  if (!facts.activeDrugs.known) {
    return high.status === 'met' ? { ...grounds, advice: 'medications-unknown', indicator: 'info' } : null;
  }
  if (high.status === 'unknown') return { ...grounds, advice: 'maybe-high', indicator: 'info' };
  const choices = open.map(({ measure }) => choiceFor(measure, facts, context));
  const notes = choices.flatMap((choice) => choice.notes);
  return {
    ...{ ...grounds, advice: 'missing', indicator: 'warning' },
    evidence: [...grounds.evidence, ...unique(choices.flatMap(({ evidence }) => evidence))],
    missing: unique(choices.flatMap(({ missing }) => missing)),
    notes: [...new Map(notes.map((note) => [note.key, note])).values()],
    suggestions: choices.flatMap(({ suggestions }) => suggestions),
  };
}

function groundsOf(facts: Facts, { hook, thresholds }: DecisionContext, { high, open }: Basis) {
  const amount = dexamethasonePerCycle(facts);
  return {
    group: preventionGroup(hook),
    show: {
      measure: open.map(({ measure }) => measure).join('|'),
      perCycle: amount.known ? shownRange(amount.value) : '-',
      limit: thresholds.highDoseDexamethasoneMgPerCycle,
      daily: thresholds.highDoseDexamethasoneMgPerDay,
      days: thresholds.highDoseDexamethasoneDays,
    },
    evidence: unique([...high.evidence, ...open.flatMap(({ taken }) => taken.evidence)]),
    missing: unique([...high.missing, ...open.flatMap(({ taken }) => taken.missing)]),
  };
}

const NOTHING: Choice = { suggestions: [], notes: [], evidence: [], missing: [] };

/** No antifungal is offered, as the page names none; an antiviral isn't where the zoster page offers it. */
function choiceFor(measure: Basis['open'][number]['measure'], facts: Facts, context: DecisionContext): Choice {
  if (measure === 'pneumocystis') return pneumocystisAgents(facts, context.thresholds);
  if (measure === 'antifungal') return { ...NOTHING, notes: [{ key: 'no-antifungal-named' }] };
  const offeredAlready = judgedDrugs(facts, context.hook).some(asksForZosterProphylaxis);
  return offeredAlready ? NOTHING : zosterAgents(facts, context.thresholds);
}

/** Each entry once, however many prophylaxes rest on it. */
const unique = <T>(list: readonly T[]): T[] => [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
