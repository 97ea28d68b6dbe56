import type { Criterion } from '../criterion.ts';
import type { Clearance } from '../derive.ts';
import type { Fact } from '../facts.ts';
import { compareAbove, compareAtLeast, exactly, type Interval } from '../interval.ts';
import { milligrams, mlPerMin, type Quantity } from '../units.ts';

/** Zoledronic acid by creatinine clearance (J-3, MYEL-J; bands of errata 36). */
export interface Band {
  readonly key: 'full' | 'from-50' | 'from-40' | 'from-30' | 'excluded';
  /** One dose, every 3 to 4 weeks; null: not recommended. */
  readonly dose: Quantity<'mg'> | null;
}

const FULL: Band = { key: 'full', dose: milligrams(4) };
const EXCLUDED: Band = { key: 'excluded', dose: null };

/** Where each band begins, from above: exactly 60 is 3.5 mg, exactly 30 is 3.0 mg; below the last, none. */
const CUTS = [
  { band: FULL, reached: (clearance: Interval<'mL/min'>) => compareAbove(clearance, mlPerMin(60)) },
  { band: { key: 'from-50', dose: milligrams(3.5) }, reached: from(50) },
  { band: { key: 'from-40', dose: milligrams(3.3) }, reached: from(40) },
  { band: { key: 'from-30', dose: milligrams(3) }, reached: from(30) },
] as const satisfies readonly { band: Band; reached: (clearance: Interval<'mL/min'>) => boolean | undefined }[];

function from(limit: number): (clearance: Interval<'mL/min'>) => boolean | undefined {
  return (clearance) => compareAtLeast(clearance, mlPerMin(limit));
}

/** Where one band ends and the next begins, mL/min. */
export const BAND_LIMITS: readonly number[] = [60, 50, 40, 30];

/** The bands that the patient may be in: one when everything that decides is known, none when clearance isn't. */
export function possibleBands(clearance: Fact<Clearance>, dialysis: Criterion): readonly Band[] {
  if (dialysis.status === 'met') return [EXCLUDED];
  if (!clearance.known) return [];
  const open: Band[] = [];
  for (const { band, reached } of CUTS) {
    const answer = reached(clearance.value.interval);
    if (answer !== false) open.push(band);
    if (answer === true) return open;
  }
  return [...open, EXCLUDED];
}

/** Whether one dose is above what a band allows; the higher end of an ordered range counts. */
export function exceeds({ dose }: Band, ordered: Interval<'mg'>): boolean {
  return dose === null || compareAbove(exactly(ordered.high), dose) === true;
}
