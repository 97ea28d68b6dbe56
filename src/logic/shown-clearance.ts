import type { Clearance } from './derive.ts';
import { compareAbove, exactly, isExact, shownRange } from './interval.ts';
import { mlPerMin } from './units.ts';

/** Whole mL/min, but never rounded up to a limit that the value is below: 59.6 is not 60. */
const shownRate =
  (limits: readonly number[]) =>
  (value: number): number => {
    const whole = Math.round(value);
    const roundedUp = compareAbove(exactly(mlPerMin(whole)), mlPerMin(value)) === true;
    return roundedUp && limits.includes(whole) ? Math.floor(value * 10) / 10 : whole;
  };

/** Creatinine clearance in whole mL/min for a card whose table has these limits; both values where only sex is unknown. */
export function shownClearance({ possible, interval }: Clearance, limits: readonly number[]): string {
  const open = interval.low === 0 || interval.high === Infinity;
  const bySex = possible.length === 2 && !open && !isExact(interval);
  const rate = shownRate(limits);
  return bySex ? possible.map(rate).join(' / ') : `${shownRange(interval, rate)}`;
}
