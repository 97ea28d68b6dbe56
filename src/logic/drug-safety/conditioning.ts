import type { Drug } from '../facts.ts';
import { compareAtLeast, type Interval } from '../interval.ts';
import type { Quantity } from '../units.ts';

/**
 * Melphalan from this dose on is conditioning for the transplant itself, given with the cells in store, and no therapy
 * before it. Oral courses have about 9 mg/m2 a day, tandem conditioning 100 mg/m2. The guideline gives no number.
 */
const CONDITIONING_FROM: Readonly<Record<string, number>> = { 'mg/m2': 100, mg: 100 };

/** Whether an order is high-dose melphalan; undefined where its dose can't be read. */
export function isConditioning({ ingredient, route, administration }: Drug): boolean | undefined {
  if (ingredient !== 'melphalan' || route === 'oral') return false;
  const answers = (administration?.amounts ?? []).map(({ unit, perDose }) => reaches(perDose, CONDITIONING_FROM[unit]));
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : undefined;
}

function reaches(perDose: Interval<string>, limit: number | undefined): boolean | undefined {
  return limit === undefined ? undefined : compareAtLeast(perDose, limit as Quantity<string>);
}
