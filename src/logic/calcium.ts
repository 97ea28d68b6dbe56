import { daysBetween } from './calendar.ts';
import { known, unknown, type Fact, type Measured, type PatientFacts } from './facts.ts';
import { derived } from './derived-evidence.ts';
import type { Interval } from './interval.ts';
import { newestWithin, type Point, type Series } from './series.ts';
import type { Quantity } from './units.ts';

/** D-3: calcium corrected for albumin, by the slope of the unit system in which the calcium was reported (DEC-16). */

const ALBUMIN_DAYS = 7;

interface Slope {
  /** Added per g/dL (or g/L) of albumin below normal. */
  readonly perAlbumin: number;
  readonly normalAlbumin: number;
  /** Albumin in this unit, from g/dL. */
  readonly times: number;
}

const CONVENTIONAL: Slope = { perAlbumin: 0.8, normalAlbumin: 4, times: 1 };
const SI: Slope = { perAlbumin: 0.02, normalAlbumin: 40, times: 10 };

/** g/mol over the litres in which the units differ: mmol/L to mg/dL (terminology, units.csv). */
const MG_DL_PER_MMOL_L = 4.008;

/**
 * Total calcium + 0.8 x (4.0 - albumin g/dL) in mg/dL, or + 0.02 x (40 - albumin g/L) in mmol/L where the calcium was
 * reported so; `reported` holds the value to compare with the limit printed in that unit (errata 20). The albumin is
 * the nearest within 7 days, of two as near the newer. The point is given; pages choose it (newest, baseline).
 */
export function correctedCalcium(calcium: Fact<Point<'mg/dL'>>, albumin: Series<'g/dL'>): Fact<Measured<'mg/dL'>> {
  if (!calcium.known) return calcium;
  if (!albumin.known) return albumin;
  const point = calcium.value;
  const near = nearest(albumin.value, point.date);
  if (!near) return unknown([{ concept: 'albumin', because: 'stale' }], calcium.evidence);
  const isSi = point.reported.unit === 'mmol/L';
  const own = isSi
    ? corrected(point.reported.interval, near.interval, SI)
    : corrected(point.interval, near.interval, CONVENTIONAL);
  const unit = isSi ? 'mmol/L' : 'mg/dL';
  const interval = (isSi ? scaled(own, MG_DL_PER_MMOL_L) : own) as Interval<'mg/dL'>;
  return known({ interval, date: point.date, reported: { unit, interval: own } }, [
    derived('corrected-calcium', own, { unit, date: point.date, method: 'computed' }),
    ...calcium.evidence,
    ...near.evidence,
  ]);
}

type CalciumFacts = Pick<PatientFacts, 'asOf' | 'calcium' | 'albumin' | 'albuminCorrectedCalcium'>;

/**
 * The calcium values of the newest day within a look-back, in mg/dL: total, and corrected for albumin by the laboratory
 * or else here. An older value is overtaken. Each is unknown where it isn't there or is stale.
 */
export function newestCalcium(facts: CalciumFacts, lookBackDays: number): readonly Fact<Measured<'mg/dL'>>[] {
  const total = newestWithin(facts.calcium, facts.asOf, lookBackDays);
  const reported = newestWithin(facts.albuminCorrectedCalcium, facts.asOf, lookBackDays);
  if (!total.known) return [reported];
  if (!reported.known || reported.value.date < total.value.date) return [total, correctedCalcium(total, facts.albumin)];
  return reported.value.date === total.value.date ? [total, reported] : [reported];
}

function nearest(albumin: readonly Point<'g/dL'>[], date: string): Point<'g/dL'> | undefined {
  const distance = (point: Point<'g/dL'>): number => Math.abs(daysBetween(date, point.date));
  const [first, ...others] = albumin.filter((point) => distance(point) <= ALBUMIN_DAYS);
  return first && others.reduce((best, point) => (distance(point) <= distance(best) ? point : best), first);
}

/** Rises with calcium and falls with albumin: each end from the ends that make it extreme. */
function corrected(calcium: Interval<string>, albumin: Interval<'g/dL'>, slope: Slope): Interval<string> {
  const at = (value: number, gramsPerDl: number): Quantity<string> =>
    tidy(value + slope.perAlbumin * (slope.normalAlbumin - gramsPerDl * slope.times)) as Quantity<string>;
  return {
    low: at(calcium.low, albumin.high),
    high: at(calcium.high, albumin.low),
    lowOpen: calcium.lowOpen || albumin.highOpen,
    highOpen: calcium.highOpen || albumin.lowOpen,
  };
}

const scaled = (interval: Interval<string>, factor: number): Interval<string> => ({
  ...interval,
  low: tidy(interval.low * factor) as Quantity<string>,
  high: tidy(interval.high * factor) as Quantity<string>,
});

/** Undoes binary rounding: 10.2 + 0.8 must be 11, not 11.000000000000002, which is above the limit. */
function tidy(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Math.abs(value - rounded) < 1e-9 ? rounded : value;
}
