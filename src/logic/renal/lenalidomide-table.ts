import type { Product } from '../rule.ts';
import { mgPerDay, mlPerMin } from '../units.ts';
import { compareAbove, compareAtLeast, exactly, type Interval } from '../interval.ts';
import type { Criterion } from '../criterion.ts';
import type { Clearance } from '../derive.ts';
import type { Fact } from '../facts.ts';

/** One row of the dose table (J-2, MYEL-J): the most that may be given on dosing days, as a mean per day. */
export interface DoseRow {
  readonly key: 'no-adjustment' | 'moderate' | 'severe' | 'dialysis';
  readonly maxDaily: ReturnType<typeof mgPerDay> | null;
  readonly schedule: string;
  readonly product: Product | null;
}

const capsule = { ingredient: 'lenalidomide', route: 'oral', frequency: 1 } as const;

const NO_ADJUSTMENT: DoseRow = { key: 'no-adjustment', maxDaily: null, schedule: 'no renal adjustment', product: null };

/** CrCl 30 to below 60 mL/min. */
const MODERATE: DoseRow = {
  key: 'moderate',
  maxDaily: mgPerDay(10),
  schedule: '10 mg every 24 h',
  product: {
    ...capsule,
    rxnorm: '602910',
    display: 'Lenalidomide 10 MG Oral Capsule',
    perDose: { value: 10, unit: 'mg' },
    period: 1,
    periodUnit: 'd',
    instruction: 'Lenalidomide 10 mg (one 10 mg capsule) by mouth every 24 hours on the dosing days of the cycle',
  },
};

/** Below 30 mL/min without dialysis: 15 mg every 48 h, a mean of 7.5 mg a day (errata 33). */
const SEVERE: DoseRow = {
  key: 'severe',
  maxDaily: mgPerDay(7.5),
  schedule: '15 mg every 48 h',
  product: {
    ...capsule,
    rxnorm: '643712',
    display: 'Lenalidomide 15 MG Oral Capsule',
    perDose: { value: 15, unit: 'mg' },
    period: 48,
    periodUnit: 'h',
    instruction: 'Lenalidomide 15 mg (one 15 mg capsule) by mouth every 48 hours on the dosing days of the cycle',
  },
};

/** On dialysis, whatever the computed clearance (errata 34). */
const DIALYSIS: DoseRow = {
  key: 'dialysis',
  maxDaily: mgPerDay(5),
  schedule: '5 mg daily, after dialysis on dialysis days',
  product: {
    ...capsule,
    rxnorm: '602912',
    display: 'Lenalidomide 5 MG Oral Capsule',
    perDose: { value: 5, unit: 'mg' },
    period: 1,
    periodUnit: 'd',
    instruction:
      'Lenalidomide 5 mg (one 5 mg capsule) by mouth once daily, after dialysis on dialysis days, on the dosing days of the cycle',
  },
};

/** Cut points, so that no clearance falls between two rows: 60.0 needs no reduction, 30.0 is the 10 mg row (errata 32). */
const FULL_DOSE_FROM = mlPerMin(60);
const MODERATE_FROM = mlPerMin(30);

/** Where one row ends and the next begins, mL/min. */
export const ROW_LIMITS: readonly number[] = [FULL_DOSE_FROM, MODERATE_FROM];

/** The rows that the patient may be in: one when everything that decides is known, none when clearance isn't. */
export function possibleRows(clearance: Fact<Clearance>, dialysis: Criterion): readonly DoseRow[] {
  if (dialysis.status === 'met') return [DIALYSIS];
  if (!clearance.known) return [];
  const fullDose = compareAtLeast(clearance.value.interval, FULL_DOSE_FROM);
  const moderate = compareAtLeast(clearance.value.interval, MODERATE_FROM);
  return [
    ...(fullDose === false ? [] : [NO_ADJUSTMENT]),
    ...(fullDose === true || moderate === false ? [] : [MODERATE]),
    ...(moderate === true ? [] : [SEVERE]),
    // J-2 asks for dialysis below 30 mL/min: an unknown answer there leaves both rows open.
    ...(moderate === true || dialysis.status === 'not-met' ? [] : [DIALYSIS]),
  ];
}

/** Whether an order is above `factor` times what a row allows; the higher end of an ordered range counts (J-2). */
export function exceeds(row: DoseRow, ordered: Interval<'mg/d'>, factor = 1): boolean {
  if (row.maxDaily === null) return false;
  return compareAbove(exactly(ordered.high), mgPerDay(row.maxDaily * factor)) === true;
}
