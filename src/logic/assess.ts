import { assessBoneAgents, type BoneAgentDoses } from './bone/bone-function.ts';
import { assessDiagnosis, type Diagnosis } from './diagnosis.ts';
import { assessExposure, type Exposure } from './exposure.ts';
import type { PatientFacts } from './facts.ts';
import {
  assessLenalidomide,
  assessRenal,
  type LenalidomideAssessment,
  type RenalAssessment,
} from './renal/renal-function.ts';
import { assessStaging, type StagingAssessment } from './staging/stages.ts';
import { assessSmolderingRisk, type SmolderingRisk } from './smoldering/risk-score.ts';
import type { Thresholds } from './thresholds.ts';
import { assessVte, type VteAssessment } from './vte/recommendation.ts';
import { assessWorkup, type Workup } from './workup/checklist.ts';

/** What the guideline's scores and tables say of a patient, apart from who is told. */
export interface Assessment {
  readonly renal: RenalAssessment;
  readonly lenalidomide: LenalidomideAssessment;
  readonly boneAgents: BoneAgentDoses;
  readonly vte: VteAssessment;
  readonly exposure: Exposure;
  readonly staging: StagingAssessment;
  readonly diagnosis: Diagnosis;
  readonly smolderingRisk: SmolderingRisk;
  readonly workup: Workup;
}

export function assess(facts: PatientFacts, thresholds: Thresholds): Assessment {
  return {
    renal: assessRenal(facts, thresholds),
    lenalidomide: assessLenalidomide(facts, thresholds),
    boneAgents: assessBoneAgents(facts, thresholds),
    vte: assessVte(facts, thresholds),
    exposure: assessExposure(facts, thresholds),
    staging: assessStaging(facts, thresholds),
    diagnosis: assessDiagnosis(facts, thresholds),
    smolderingRisk: assessSmolderingRisk(facts),
    workup: assessWorkup(facts, thresholds),
  };
}
