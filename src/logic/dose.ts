import type { Interval } from './interval.ts';

/** Mass, or units of activity where the product is dosed so. Intensities compare like with like. */
export type DoseUnit = 'mg' | 'units';

/** What an order or a chart entry says about amount and rhythm. Ranges become intervals. */
export interface Dose {
  readonly unit: DoseUnit;
  /** One administration. */
  readonly perDose: Interval<'mg'>;
  /** Administrations on a dosing day; below one for a rhythm slower than daily (0.5: every 48 h). */
  readonly dosesPerDay: number;
  /** Mean over the dosing interval, pauses between courses not counted (errata 33). */
  readonly meanDaily: Interval<'mg/d'>;
  /** All scheduled doses of one cycle (D-6). */
  readonly perCycle: Interval<'mg/{cycle}'>;
  /** 28 unless the order states another length. */
  readonly cycleDays: number;
  /** The longest row of consecutive days with a dose; left out where it can't be told. */
  readonly daysInARow?: number;
  readonly asNeeded: boolean;
}

/** A dose per body surface or weight, as ordered; what it comes to in mg rests on a measurement. */
export interface ScaledDose {
  readonly unit: 'mg/m2' | 'mg/kg';
  /** One administration, low to high. */
  readonly perDose: Interval<'mg/m2' | 'mg/kg'>;
  /** Administrations on a dosing day, and in one cycle; null when the rhythm can't be told. */
  readonly dosesPerDay: number | null;
  readonly dosesPerCycle: number | null;
}
