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
  /** LDH upper limit of normal in U/L, for results sent without one (S-3). Null: such a result decides nothing. */
  readonly ldhUpperLimit: number | null;
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
  ldhUpperLimit: null,
};
