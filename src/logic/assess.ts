import { assessExposure, type Exposure } from './exposure.ts';
import type { PatientFacts } from './facts.ts';
import {
  assessLenalidomide,
  assessRenal,
  type LenalidomideAssessment,
  type RenalAssessment,
} from './renal/renal-function.ts';
import type { Thresholds } from './thresholds.ts';
import { assessVte, type VteAssessment } from './vte/recommendation.ts';
import { assessWorkup, type Workup } from './workup/checklist.ts';

/** What the guideline's scores and tables say of a patient, apart from who is told. */
export interface Assessment {
  readonly renal: RenalAssessment;
  readonly lenalidomide: LenalidomideAssessment;
  readonly vte: VteAssessment;
  readonly exposure: Exposure;
  readonly workup: Workup;
}

export function assess(facts: PatientFacts, thresholds: Thresholds): Assessment {
  return {
    renal: assessRenal(facts, thresholds),
    lenalidomide: assessLenalidomide(facts, thresholds),
    vte: assessVte(facts, thresholds),
    exposure: assessExposure(facts, thresholds),
    workup: assessWorkup(facts, thresholds),
  };
}
