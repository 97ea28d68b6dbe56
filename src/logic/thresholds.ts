import type { ClearanceWeight } from './derive.ts';

/** The values that the clinical specification lets a site choose, with its defaults. */
export interface Thresholds {
  /** Renal function and blood counts for dosing, days. */
  readonly dosingLookBackDays: number;
  readonly weightLookBackDays: number;
  readonly surgeryLookBackDays: number;
  readonly clearanceWeight: ClearanceWeight;
  /** Whether race counts in IMPEDE and SAVED (I-3: disclosed, switchable). */
  readonly raceInVteScores: boolean;
  /** Whether patients without a recorded decision are transplant candidates (F-3). */
  readonly transplantCandidate: boolean | 'unknown';
  /** Years: below it a patient without a recorded decision is a candidate (F-3). Null: age alone never decides. */
  readonly transplantAgeLimit: number | null;
  /** Entries of one drug no further apart than this are one course; every bone agent has its own interval besides. */
  readonly courseGapDays: number;
  /** Days without any drug of the line after which a new drug begins a new one (GX-6). */
  readonly lineGapDays: number;
  /** How long after its start a line may still be completed by a further drug (F-1: the third drug comes later). */
  readonly lineAdditionDays: number;
  /** How long after a transplant its planned maintenance may begin. */
  readonly maintenanceDays: number;
  /** High-dose dexamethasone (F-6, errata 41): more than so many mg per cycle ... */
  readonly highDoseDexamethasoneMgPerCycle: number;
  /** ... or at least so many mg a day ... */
  readonly highDoseDexamethasoneMgPerDay: number;
  /** ... on so many consecutive days. */
  readonly highDoseDexamethasoneDays: number;
  /** So many serious infections within the look-back are recurrent (H-8). */
  readonly recurrentInfections: number;
  readonly infectionLookBackDays: number;
  /** Laboratory values in monitoring, days (conventions, "Facts"). */
  readonly monitoringLookBackDays: number;
  /** A bone-modifying agent given within so many months is in place (H-1). */
  readonly boneAgentMonths: number;
  /** Months of bone-modifying therapy after which it is complete, and going on is a judgement (H-1, H-2). */
  readonly boneTherapyMonths: number;
  /** Months of lenalidomide or daratumumab after which a harvest is due: about four cycles (F-4). */
  readonly harvestMonths: number;
  /** LDH upper limit of normal in U/L, for results sent without one (S-3). Null: such a result decides nothing. */
  readonly ldhUpperLimit: number | null;
  /** Hemoglobin lower limits of normal in g/dL, for results sent without one (C-1c). */
  readonly hemoglobinLowerLimitFemale: number | null;
  readonly hemoglobinLowerLimitMale: number | null;
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  dosingLookBackDays: 30,
  weightLookBackDays: 180,
  surgeryLookBackDays: 90,
  clearanceWeight: 'actual',
  raceInVteScores: true,
  transplantCandidate: 'unknown',
  transplantAgeLimit: null,
  courseGapDays: 60,
  lineGapDays: 60,
  lineAdditionDays: 60,
  maintenanceDays: 180,
  highDoseDexamethasoneMgPerCycle: 160,
  highDoseDexamethasoneMgPerDay: 40,
  highDoseDexamethasoneDays: 4,
  recurrentInfections: 2,
  infectionLookBackDays: 365,
  monitoringLookBackDays: 90,
  boneAgentMonths: 3,
  boneTherapyMonths: 24,
  harvestMonths: 4,
  ldhUpperLimit: null,
  hemoglobinLowerLimitFemale: null,
  hemoglobinLowerLimitMale: null,
};
