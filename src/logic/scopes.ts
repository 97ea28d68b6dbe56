import { any, holds, test, type Criterion } from './criterion.ts';
import { isAntiMyeloma, isMyelomaSpecific, isA, isCytotoxic } from './drugs.ts';
import { known, type Drug, type Evidence, type Fact, type PatientFacts } from './facts.ts';
import { perPatient } from './per-patient.ts';

/** Named populations. `planned` drugs are the order session's, `active` ones the chart's. */

type DrugFacts = Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs'>;

/**
 * The chart's active drugs together with the order session's. A draft that re-signs a chart order stands once. Asked for
 * by nearly every line of every score.
 */
export const allDrugs = perPatient(({ activeDrugs, plannedDrugs }: DrugFacts): Fact<readonly Drug[]> => {
  if (!activeDrugs.known || plannedDrugs.length === 0) return activeDrugs;
  const planned = new Set(plannedDrugs.map((drug) => drug.reference));
  const drugs = [...plannedDrugs, ...activeDrugs.value.filter((drug) => !planned.has(drug.reference))];
  return known(drugs, activeDrugs.evidence);
});

/** Some drug of the kind is planned or active; the session's drafts answer even when the chart doesn't. */
export function takes(facts: DrugFacts, kind: (drug: Drug) => boolean): Criterion {
  const planned = facts.plannedDrugs.filter(kind);
  if (planned.length > 0) return { status: 'met', evidence: planned.map(drugEvidence), missing: [] };
  return has(facts.activeDrugs, kind);
}

/** Some drug of a list is of the kind; the evidence is those drugs, or the list that was searched. */
export function has(drugs: Fact<readonly Drug[]>, kind: (drug: Drug) => boolean): Criterion {
  const criterion = test(drugs, (list) => list.some(kind));
  if (!drugs.known || criterion.status !== 'met') return criterion;
  return { ...criterion, evidence: drugs.value.filter(kind).map(drugEvidence) };
}

/** How a drug is shown as evidence: its name in the chart, its mean daily dose and when it began. */
export function drugEvidence(drug: Pick<Drug, 'ingredient' | 'label' | 'reference' | 'from'>): Evidence {
  return {
    concept: drug.ingredient,
    value: drug.label,
    ...(drug.from === null ? {} : { date: drug.from }),
    reference: drug.reference,
    stale: false,
  };
}

const isImid = (drug: Drug): boolean => isA(drug, 'imid');

export const onImid = (facts: DrugFacts): Criterion => takes(facts, isImid);
export const onAntiMyelomaTherapy = (facts: DrugFacts): Criterion => takes(facts, isAntiMyeloma);

/** Errata 28: doxorubicin, or at least two cytotoxic drugs in the regimen. */
export function onDoxorubicinOrMultiAgent(facts: DrugFacts): Criterion {
  const doxorubicin = takes(facts, (drug) => isA(drug, 'anthracycline'));
  const drugs = allDrugs(facts);
  const cytotoxic = (list: readonly Drug[]): Drug[] => list.filter(isCytotoxic);
  const several = test(drugs, (list) => new Set(cytotoxic(list).map((drug) => drug.ingredient)).size >= 2);
  const evidence =
    drugs.known && several.status === 'met' ? cytotoxic(drugs.value).map(drugEvidence) : several.evidence;
  const plannedSeveral = new Set(cytotoxic(facts.plannedDrugs).map((drug) => drug.ingredient)).size >= 2;
  const planned: Criterion = { status: 'met', evidence: cytotoxic(facts.plannedDrugs).map(drugEvidence), missing: [] };
  return any(doxorubicin, plannedSeveral ? planned : { ...several, evidence });
}

/** Patients this guideline speaks about: a recorded plasma-cell disorder, or a drug given for myeloma and little else. */
export function inMyelomaCare(facts: DrugFacts & Pick<PatientFacts, 'myeloma'>): Criterion {
  return any(takes(facts, isMyelomaSpecific), holds(facts.myeloma));
}

/** Active myeloma on record, or a drug given for myeloma and little else: patients whom supportive care is about (H). */
export function inActiveMyelomaCare(facts: DrugFacts & Pick<PatientFacts, 'recordedDiagnosis'>): Criterion {
  const recorded = test(facts.recordedDiagnosis, (diagnosis) => diagnosis === 'active-myeloma');
  return any(takes(facts, isMyelomaSpecific), recorded);
}
