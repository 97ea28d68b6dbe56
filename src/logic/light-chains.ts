import { derived } from './derived-evidence.ts';
import { known, unknown, type Evidence, type Fact, type Measured } from './facts.ts';
import { compareAbove, compareAtLeast, type Interval } from './interval.ts';
import type { Point, Series } from './series.ts';
import type { Quantity } from './units.ts';

/** D-4: the involved light chain, the ratio involved to uninvolved, and their difference. */

export type HeavyChain = 'igg' | 'iga' | 'igm' | 'igd' | 'ige';
export type LightChain = 'kappa' | 'lambda';

/** Heavy and light chain; `none`: light chains only. Null: not stated. */
export interface MProteinType {
  readonly heavy: HeavyChain | 'none' | null;
  readonly light: LightChain | null;
}

/** Normal kappa/lambda, both ends included. */
const NORMAL = { low: 0.26 as Quantity<'{ratio}'>, high: 1.65 as Quantity<'{ratio}'> };

/** The free light chains of one day; a part that wasn't sent is left out. */
export interface FlcAssessment {
  readonly date: string;
  /** Kappa to lambda: computed from both chains of that day, else as reported. */
  readonly ratio: Fact<Measured<'{ratio}'>>;
  readonly kappa?: Point<'mg/L'>;
  readonly lambda?: Point<'mg/L'>;
}

/** Assessments by day, oldest first; of several results of a chain on one day the last. */
export function flcAssessments(
  kappa: Series<'mg/L'>,
  lambda: Series<'mg/L'>,
  ratio: Series<'{ratio}'>,
): readonly FlcAssessment[] {
  const [kappas, lambdas, ratios] = [byDay(kappa), byDay(lambda), byDay(ratio)];
  const days = [...new Set([...kappas.keys(), ...lambdas.keys(), ...ratios.keys()])].sort();
  return days.map((date) => {
    const [k, l, reported] = [kappas.get(date), lambdas.get(date), ratios.get(date)];
    return { date, ratio: ratioOf(date, k, l, reported), ...(k ? { kappa: k } : {}), ...(l ? { lambda: l } : {}) };
  });
}

const byDay = <U extends string>(series: Series<U>): ReadonlyMap<string, Point<U>> =>
  new Map(series.known ? series.value.map((point) => [point.date, point]) : []);

function ratioOf(
  date: string,
  kappa: Point<'mg/L'> | undefined,
  lambda: Point<'mg/L'> | undefined,
  reported: Point<'{ratio}'> | undefined,
): Fact<Measured<'{ratio}'>> {
  if (kappa && lambda) {
    const interval = quotient<'{ratio}'>(kappa.interval, lambda.interval);
    const evidence = derived('flc-ratio', interval, { date, method: 'computed' });
    return known({ interval, date, reported: { unit: '{ratio}', interval } }, [
      evidence,
      ...kappa.evidence,
      ...lambda.evidence,
    ]);
  }
  if (reported) return known(reported, reported.evidence);
  return unknown(
    [{ concept: 'flc-ratio', because: 'absent' }],
    [...(kappa?.evidence ?? []), ...(lambda?.evidence ?? [])],
  );
}

/** Nothing below the line may be zero: the quotient is then open upwards. */
function quotient<U extends string>(above: Interval<string>, below: Interval<string>): Interval<U> {
  const high = below.low === 0 ? Infinity : tidy(above.high / below.low);
  const low = below.high === Infinity || below.high === 0 ? 0 : tidy(above.low / below.high);
  return {
    low: low as Quantity<U>,
    high: high as Quantity<U>,
    lowOpen: above.lowOpen || below.highOpen,
    highOpen: high === Infinity || above.highOpen || below.lowOpen,
  };
}

/** Undoes binary rounding: 16.5 / 10 must not come out above 1.65. */
const tidy = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);

/** Whether the ratio is within normal, outside, or can't be told (R-1: 0.26 to 1.65, both included). */
export function isNormalRatio(ratio: Interval<'{ratio}'>): boolean | undefined {
  const [above, reaches] = [compareAbove(ratio, NORMAL.high), compareAtLeast(ratio, NORMAL.low)];
  if (above === true || reaches === false) return false;
  return above === false && reaches === true ? true : undefined;
}

/** The chain of the recorded M-protein type, else the one in excess by ratio; a normal ratio names none. */
export function involvedChain(type: Fact<MProteinType>, { ratio }: FlcAssessment): Fact<LightChain> {
  if (type.known && type.value.light !== null) return known(type.value.light, type.evidence);
  if (!ratio.known) return ratio;
  const { interval } = ratio.value;
  if (compareAbove(interval, NORMAL.high) === true) return known('kappa', ratio.evidence);
  if (compareAtLeast(interval, NORMAL.low) === false) return known('lambda', ratio.evidence);
  const because = isNormalRatio(interval) === true ? 'absent' : 'imprecise';
  return unknown([{ concept: 'involved-light-chain', because }], ratio.evidence);
}

/** Involved to uninvolved. */
export function involvedRatio(type: Fact<MProteinType>, flc: FlcAssessment): Fact<Measured<'{ratio}'>> {
  const chain = involvedChain(type, flc);
  if (!chain.known) return chain;
  if (!flc.ratio.known) return flc.ratio;
  const { interval } = flc.ratio.value;
  const one = 1 as Quantity<string>;
  const own =
    chain.value === 'kappa'
      ? interval
      : quotient<'{ratio}'>({ low: one, high: one, lowOpen: false, highOpen: false }, interval);
  const how = { date: flc.date, method: 'computed' };
  return known({ interval: own, date: flc.date, reported: { unit: '{ratio}', interval: own } }, [
    derived('involved-flc-ratio', own, how),
    ...withChain(chain.evidence, flc.ratio.evidence),
  ]);
}

/** The involved chain itself, in mg/L and in the unit reported (errata 20). */
export function involvedFlc(type: Fact<MProteinType>, flc: FlcAssessment): Fact<Measured<'mg/L'>> {
  const chain = involvedChain(type, flc);
  if (!chain.known) return chain;
  const point = flc[chain.value];
  return point
    ? known(point, withChain(point.evidence, chain.evidence))
    : unknown([{ concept: `free-${chain.value}`, because: 'absent' }], chain.evidence);
}

/** dFLC, involved less uninvolved, mg/L; below zero where the recorded chain is the lower one. */
export function flcDifference(type: Fact<MProteinType>, flc: FlcAssessment): Fact<Measured<'mg/L'>> {
  const chain = involvedChain(type, flc);
  if (!chain.known) return chain;
  const { kappa, lambda } = flc;
  const lacking = [...(kappa ? [] : ['free-kappa']), ...(lambda ? [] : ['free-lambda'])];
  if (!kappa || !lambda)
    return unknown(
      lacking.map((concept) => ({ concept, because: 'absent' })),
      chain.evidence,
    );
  const [involved, other] = chain.value === 'kappa' ? [kappa, lambda] : [lambda, kappa];
  const interval = difference(involved.interval, other.interval);
  const how = { unit: 'mg/L', date: flc.date, method: 'computed' };
  return known({ interval, date: flc.date, reported: { unit: 'mg/L', interval } }, [
    derived('flc-difference', interval, how),
    ...withChain([...kappa.evidence, ...lambda.evidence], chain.evidence),
  ]);
}

const difference = (a: Interval<'mg/L'>, b: Interval<'mg/L'>): Interval<'mg/L'> => ({
  low: tidy(a.low - b.high) as Quantity<'mg/L'>,
  high: tidy(a.high - b.low) as Quantity<'mg/L'>,
  lowOpen: a.lowOpen || b.highOpen,
  highOpen: a.highOpen || b.lowOpen,
});

/** Both lists, each line once: the ratio that named the chain rests on the chains themselves. */
const withChain = (own: readonly Evidence[], chain: readonly Evidence[]): readonly Evidence[] => [
  ...new Set([...own, ...chain]),
];
