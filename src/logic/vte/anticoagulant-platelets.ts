import { below } from '../criterion.ts';
import { isAnticoagulant } from '../drugs.ts';
import type { Drug, Missing } from '../facts.ts';
import { isExact, shownRange, type Interval } from '../interval.ts';
import { defineRule, type Advice, type View } from '../rule.ts';
import { inMyelomaCare } from '../scopes.ts';
import { SAFETY } from './citations.ts';
import { intensityOf, type Intensity } from './intensity.ts';
import { antithromboticEvidence } from './prophylaxis-in-place.ts';
import { FULL_DOSE_PLATELETS, NO_PROPHYLAXIS_PLATELETS } from './safety.ts';

const READS = ['selectedDrugs', 'plannedDrugs', 'activeDrugs', 'platelets', 'weight', 'myeloma'] as const;
type Facts = View<(typeof READS)[number]>;
type Key =
  'full-dose-ordered' | 'full-dose-active' | 'prophylaxis-below-25' | 'intensity-unknown' | 'platelets-unknown';

/** Anticoagulants against the platelet count (MYEL-I 2/3; I-6, errata 39). */
export const anticoagulantPlatelets = defineRule({
  id: 'ANTICOAGULANT-PLATELETS',
  words: 'vte/anticoagulant-platelets',
  topic: 'vte',
  cites: [SAFETY],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['full-dose-ordered', 'full-dose-active', 'prophylaxis-below-25', 'intensity-unknown', 'platelets-unknown'],
  notes: [],
  suggests: [],

  decide(facts, { hook }) {
    if (inMyelomaCare(facts).status === 'not-met') return null;
    const ordered = hook !== 'patient-view';
    const drugs = (ordered ? facts.selectedDrugs : active(facts)).filter(isAnticoagulant);
    return drugs.flatMap((drug) => judge(drug, facts, ordered));
  },
});

const active = ({ activeDrugs }: Facts): readonly Drug[] => (activeDrugs.known ? activeDrugs.value : []);

function judge(drug: Drug, facts: Facts, ordered: boolean): Advice<Key>[] {
  const intensity = intensityOf(drug, facts.weight);
  const below50 = below(facts.platelets, FULL_DOSE_PLATELETS).status;
  if (below50 === 'unknown') {
    const unclear = ordered && (intensity === 'therapeutic' || intensity === 'intermediate');
    return unclear ? [say('platelets-unknown', 'info', drug, facts)] : [];
  }
  if (below50 === 'not-met') return [];
  return tooFew(drug, facts, { intensity, ordered });
}

interface Order {
  readonly intensity: Intensity;
  readonly ordered: boolean;
}

function tooFew(drug: Drug, facts: Facts, { intensity, ordered }: Order): Advice<Key>[] {
  if (intensity === 'therapeutic') {
    return ordered
      ? [say('full-dose-ordered', 'critical', drug, facts)]
      : [say('full-dose-active', 'warning', drug, facts)];
  }
  // Below 25 any dose is excluded, so that it can't be read doesn't matter.
  const below25 = below(facts.platelets, NO_PROPHYLAXIS_PLATELETS).status;
  if (below25 === 'met') return [say('prophylaxis-below-25', ordered ? 'critical' : 'warning', drug, facts)];
  return intensity === 'prophylactic' ? [] : [say('intensity-unknown', 'info', drug, facts)];
}

const imprecision = (count: Interval<'10*3/uL'>): Missing[] =>
  isExact(count) ? [] : [{ concept: 'platelets', because: 'imprecise' }];

function say(advice: Key, indicator: Advice<Key>['indicator'], drug: Drug, facts: Facts): Advice<Key> {
  const { platelets, weight } = facts;
  return {
    advice,
    indicator,
    show: { drug: drug.ingredient, platelets: platelets.known ? shownRange(platelets.value.interval) : '-' },
    evidence: [antithromboticEvidence(drug), ...platelets.evidence, ...weight.evidence],
    missing: [
      ...(platelets.known ? imprecision(platelets.value.interval) : platelets.missing),
      ...(weight.known || intensityOf(drug, weight) !== 'intermediate' ? [] : weight.missing),
      ...(drug.dose.known || drug.ingredient === 'warfarin' ? [] : drug.dose.missing),
    ],
  };
}
