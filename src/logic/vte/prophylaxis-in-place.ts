import { test, type Criterion } from '../criterion.ts';
import { isA, isAnticoagulant } from '../drugs.ts';
import type { Drug, Evidence, PatientFacts } from '../facts.ts';
import { allDrugs, drugEvidence } from '../scopes.ts';
import { intensityOf, type Intensity } from './intensity.ts';

type Facts = Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs' | 'weight'>;

/** Whether a drug counts: undefined when its dose doesn't tell. */
type Judgement = (drug: Drug, intensity: Intensity) => boolean | undefined;

/** IMPEDE's credit for prophylaxis already taken: LMWH, warfarin and aspirin only (errata 30). */
export function creditedProphylaxis(facts: Facts): { full: Criterion; prophylactic: Criterion } {
  const credited = (drug: Drug): boolean => isA(drug, 'lmwh', 'vitamin-k-antagonist') || drug.ingredient === 'aspirin';
  const full: Judgement = (drug, intensity) =>
    drug.ingredient === 'aspirin' ? false : judged(intensity, 'therapeutic');
  const prophylactic: Judgement = (_, intensity) => judged(intensity, 'prophylactic');
  const taken = { activeDrugs: facts.activeDrugs, plannedDrugs: [], weight: facts.weight };
  return { full: some(taken, credited, full), prophylactic: some(taken, credited, prophylactic) };
}

/** On full-dose anticoagulation for any reason, planned or active. */
export function onTherapeuticAnticoagulant(facts: Facts): Criterion {
  return some(facts, isAnticoagulant, (_, intensity) => judged(intensity, 'therapeutic'));
}

/** On an anticoagulant in a prophylactic dose, planned or active. */
export function onProphylacticAnticoagulant(facts: Facts): Criterion {
  return some(facts, isAnticoagulant, (_, intensity) => judged(intensity, 'prophylactic'));
}

/** On any anticoagulant, whatever its dose. */
export function onAnticoagulant(facts: Facts): Criterion {
  return some(facts, isAnticoagulant, () => true);
}

/** On aspirin, planned or active; an unreadable dose leaves it unknown. */
export function onAspirin(facts: Facts): Criterion {
  const isAspirin = (drug: Drug): boolean => drug.ingredient === 'aspirin';
  return some(facts, isAspirin, (_, intensity) => judged(intensity, 'prophylactic'));
}

function judged(intensity: Intensity, wanted: Intensity): boolean | undefined {
  if (intensity === 'unknown' || intensity === 'intermediate') return undefined;
  return intensity === wanted;
}

/** Whether one of the planned or active drugs of a kind is judged so; a draft answers even when the chart doesn't. */
function some(facts: Facts, kind: (drug: Drug) => boolean, judge: Judgement): Criterion {
  const drugs = allDrugs(facts);
  const answers = (list: readonly Drug[]): (boolean | undefined)[] =>
    list.filter(kind).map((drug) => judge(drug, intensityOf(drug, facts.weight)));
  const planned = facts.plannedDrugs.filter(kind);
  if (!drugs.known && answers(planned).includes(true)) return met(planned);
  const criterion = test(drugs, (list) => {
    const found = answers(list);
    return found.includes(true) ? true : found.includes(undefined) ? undefined : false;
  });
  if (!drugs.known || drugs.value.every((drug) => !kind(drug))) return criterion;
  const shown = drugs.value.filter(kind);
  const missing = criterion.status === 'unknown' ? shown.map(unreadable) : [];
  return { status: criterion.status, evidence: shown.map(antithromboticEvidence), missing };
}

const met = (drugs: readonly Drug[]): Criterion => ({
  status: 'met',
  evidence: drugs.map(antithromboticEvidence),
  missing: [],
});

const unreadable = (drug: Drug) => ({ concept: `${drug.ingredient}-dose`, because: 'unreadable' as const });

/** An antithrombotic as evidence, with its mean daily amount where the dose can be read. */
export function antithromboticEvidence(drug: Drug): Evidence {
  const dose = drug.dose.known ? drug.dose.value : null;
  const amount = dose && dose.meanDaily.low === dose.meanDaily.high ? `, ${dose.meanDaily.low} ${dose.unit}/d` : '';
  return { ...drugEvidence(drug), value: `${drug.label}${amount}` };
}
