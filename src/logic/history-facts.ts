import type { ChartEvent, Fact } from './facts.ts';

/** Diseases, findings and complications that the problem list tells. */
export type ConditionName =
  | 'multipleMyeloma'
  | 'smolderingMyeloma'
  | 'mgus'
  | 'solitaryPlasmacytoma'
  | 'extramedullaryPlasmacytoma'
  | 'plasmaCellLeukemia'
  | 'amyloidosis'
  | 'alAmyloidosis'
  | 'otherAmyloidosis'
  | 'poemsSyndrome'
  | 'waldenstrom'
  | 'castlemanDisease'
  | 'immunoglobulinDeposition'
  | 'bCellLymphoma'
  | 'chronicLymphocyticLeukemia'
  | 'monoclonalBCellLymphocytosis'
  | 'hyperviscosity'
  | 'cryoglobulinemia'
  | 'peripheralNeuropathy'
  | 'heartFailure'
  | 'hypertension'
  | 'arrhythmia'
  | 'hepatitisB'
  | 'hivInfection'
  | 'lymeDisease'
  | 'syphilis'
  | 'autoimmuneDisease'
  | 'cobalaminDeficiency'
  | 'osteonecrosisOfJaw'
  | 'spinalCordCompression'
  | 'unstableSpine'
  | 'longBoneFracture'
  | 'vertebralCompressionFracture'
  | 'pathologicFracture'
  | 'lyticLesionDiagnosis'
  | 'scleroticBoneLesion'
  | 'hypercalcemia'
  | 'acuteKidneyInjury'
  | 'chronicKidneyDisease'
  | 'endStageRenalDisease'
  | 'fanconiSyndrome'
  | 'nephroticSyndrome'
  | 'diabetes'
  | 'thyroidDisease'
  | 'endocrinopathy'
  | 'organomegaly'
  | 'poemsSkinChange'
  | 'papilledema'
  | 'volumeOverload'
  | 'thrombocytosisOrPolycythemia';

/** Procedures that were done, by whatever kind of entry tells them (DEC-3). */
export type ProcedureName =
  | 'autologousTransplants'
  | 'allogeneicTransplants'
  | 'unspecifiedTransplants'
  | 'stemCellCollections'
  | 'radiotherapy'
  | 'dentalExaminations'
  | 'typeAndScreen'
  | 'plasmapheresis'
  | 'marrowExaminations'
  | 'plasmacytomaBiopsies'
  | 'plasmacytomaSurgery'
  | 'spineSurgery'
  | 'vertebralAugmentations'
  | 'echocardiograms'
  | 'frailtyAssessments';

/**
 * What the chart tells, by name: entries past and present, none when the chart was asked and has none. A line here asks
 * for one in `fhir-mapping/history-conditions.ts` or `fhir-mapping/history-procedures.ts`.
 */
export type HistoryName = ConditionName | ProcedureName;

/** The course of a disease as recorded, by clinical status or by a code that says it (ICD-10-CM C90.01). */
export type ClinicalStatus = 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';

export type NeuropathyKind = 'sensory' | 'motor' | 'demyelinating' | 'painful' | 'length-dependent';

export type Severity = 'mild' | 'moderate' | 'severe';

/** An entry of the history. What isn't recorded is left out. */
export interface HistoryEvent extends ChartEvent {
  /** Told by the entry's words, as none of its codings is known. */
  readonly fromText?: true;
  readonly clinicalStatus?: ClinicalStatus;
  readonly severity?: Severity;
  /** CTCAE grade of a neuropathy (mild, moderate, severe are 1, 2, 3); KDIGO stage of a kidney injury or disease. */
  readonly grade?: number;
  readonly neuropathy?: readonly NeuropathyKind[];
}

export type HistoryFacts = { readonly [N in HistoryName]: Fact<readonly HistoryEvent[]> } & {
  /** Infections recorded as severe, or that led to hospital, one per episode (H-8, DEC-3). */
  readonly seriousInfections: Fact<readonly HistoryEvent[]>;
};
