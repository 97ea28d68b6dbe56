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
}

export const DEFAULT_THRESHOLDS: Thresholds = {
  dosingLookBackDays: 30,
  weightLookBackDays: 180,
  surgeryLookBackDays: 90,
  clearanceWeight: 'actual',
  raceInVteScores: true,
};
