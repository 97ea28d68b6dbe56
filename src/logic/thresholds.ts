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
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  dosingLookBackDays: 30,
  weightLookBackDays: 180,
  surgeryLookBackDays: 90,
  clearanceWeight: 'actual',
  raceInVteScores: true,
  transplantCandidate: 'unknown',
  transplantAgeLimit: null,
};
