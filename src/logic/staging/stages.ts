import { baselineDates, baselineValue, distinctMissing } from '../baseline.ts';
import { daysBetween } from '../calendar.ts';
import { above, all, any, atLeast, below, holds, not, test, type Criterion } from '../criterion.ts';
import type { Cytogenetics, Probe } from '../disease-facts.ts';
import type { Evidence, Fact, Measured, Missing, PatientFacts } from '../facts.ts';
import { compareAbove, exactly } from '../interval.ts';
import type { BaselineDates } from '../series.ts';
import type { Thresholds } from '../thresholds.ts';
import { gramsPerDl, mgPerL, unitsPerL } from '../units.ts';

/** ISS, R-ISS and high-risk FISH (MYEL-A; S-1 to S-5), from baseline values only. */

export type Stage = 'I' | 'II' | 'III';

/** A stage, or the ones that the missing data leave open, in order. */
export interface Staged {
  readonly stage: Stage | null;
  readonly possible: readonly Stage[];
  /** What would decide it; nothing once it is decided. */
  readonly missing: readonly Missing[];
}

export type FishRisk = 'high' | 'standard' | 'unknown';

export interface StagingAssessment {
  readonly iss: Staged;
  readonly riss: Staged;
  readonly highRiskFish: FishRisk;
  /** Of the three high-risk changes the ones that were found. */
  readonly positive: readonly HighRiskProbe[];
  readonly dates: BaselineDates;
  /** Beta-2 microglobulin, albumin and LDH that were used. */
  readonly laboratory: readonly Evidence[];
  readonly fish: readonly Evidence[];
  /** Some result exists that isn't of the time of the diagnosis. */
  readonly outside: boolean;
  /** Some result that was used was taken after the first drug; only without a date of diagnosis. */
  readonly underTherapy: boolean;
  /** Some FISH result is later than the baseline: a change may have been acquired. */
  readonly lateFish: boolean;
  /** LDH was compared with the limit that the site has configured. */
  readonly siteLimit: boolean;
}

export type StagingFacts = Pick<
  PatientFacts,
  'beta2Microglobulin' | 'albumin' | 'ldh' | 'cytogenetics' | 'diagnosisDate' | 'courses'
>;

/** S-1. */
const BETA2 = { low: mgPerL(3.5), high: mgPerL(5.5) };
const ALBUMIN = gramsPerDl(3.5);
/** S-2. */
export const HIGH_RISK_PROBES = ['del17p', 't414', 't1416'] as const satisfies readonly Probe[];
export type HighRiskProbe = (typeof HIGH_RISK_PROBES)[number];

export function assessStaging(facts: StagingFacts, { ldhUpperLimit }: Thresholds): StagingAssessment {
  const dates = baselineDates(facts);
  const beta2 = baselineValue(facts.beta2Microglobulin, dates);
  const albumin = baselineValue(facts.albumin, dates);
  const ldh = baselineValue(facts.ldh, dates);
  const first = all(below(beta2.value, BETA2.low), atLeast(albumin.value, ALBUMIN));
  const third = atLeast(beta2.value, BETA2.high);
  const fish = highRiskFish(facts.cytogenetics);
  const raised = ldhAboveNormal(ldh.value, ldhUpperLimit);
  const laboratory = [beta2, albumin, ldh].flatMap(({ value }) => value.evidence);
  const tested = HIGH_RISK_PROBES.flatMap((probe) => facts.cytogenetics[probe].evidence);
  return {
    iss: staged(first, third),
    riss: staged(all(first, not(fish), not(raised)), all(third, any(fish, raised))),
    highRiskFish: FISH_RISK[fish.status],
    positive: HIGH_RISK_PROBES.filter((probe) => holds(facts.cytogenetics[probe]).status === 'met'),
    dates,
    laboratory,
    fish: tested,
    underTherapy: laboratory.some((one) => isUnderTherapy(one, dates)),
    lateFish: tested.some((one) => isUnderTherapy(one, dates) || isLate(one, dates)),
    outside: [beta2, albumin, ldh].some(({ outside }) => outside),
    siteLimit: ldh.value.known && upperLimitOf(ldh.value.value) === undefined && ldhUpperLimit !== null,
  };
}

const isUnderTherapy = ({ date }: Evidence, { treated }: BaselineDates): boolean =>
  treated !== null && date !== undefined && date >= treated;

const LATE_DAYS = 30;

const isLate = ({ date }: Evidence, { diagnosed }: BaselineDates): boolean =>
  date !== undefined && diagnosed !== null && daysBetween(diagnosed, date) > LATE_DAYS;

const FISH_RISK = { met: 'high', 'not-met': 'standard', unknown: 'unknown' } as const;

/** S-2. One change is enough, whatever wasn't tested; standard needs all three probes. */
const highRiskFish = (cytogenetics: Cytogenetics): Criterion =>
  any(...HIGH_RISK_PROBES.map((probe) => holds(cytogenetics[probe])));

/** Stage II is what is neither I nor III (S-1, S-3). */
function staged(first: Criterion, third: Criterion): Staged {
  const rows = [
    ['I', first],
    ['II', all(not(first), not(third))],
    ['III', third],
  ] as const satisfies readonly (readonly [Stage, Criterion])[];
  const stage = rows.find(([, { status }]) => status === 'met')?.[0] ?? null;
  const possible = rows.flatMap(([name, { status }]) => (status === 'not-met' ? [] : [name]));
  const missing = stage === null ? distinctMissing([...first.missing, ...third.missing]) : [];
  return { stage, possible, missing };
}

type Ldh = Measured<'U/L'>;

/** Above the upper limit sent with the very result, else above the site's, U/L (conventions, "Facts"). */
function ldhAboveNormal(ldh: Fact<Ldh>, siteLimit: number | null): Criterion {
  if (ldh.known && upperLimitOf(ldh.value) === undefined) {
    if (siteLimit !== null) return above(ldh, unitsPerL(siteLimit));
    const missing: Missing[] = [{ concept: 'ldh-upper-limit', because: 'absent' }];
    return { status: 'unknown', evidence: ldh.evidence, missing };
  }
  return test(ldh, (measured) => upperLimitOf(measured)?.exceeded);
}

/** The limit as sent, compared in the unit of the report; one that isn't above zero is none. */
function upperLimitOf({ reported: { interval, range } }: Ldh): { readonly exceeded: boolean | undefined } | undefined {
  if (range?.high === undefined || compareAbove(exactly(range.high), unitsPerL(0)) !== true) return undefined;
  return { exceeded: compareAbove(interval, range.high) };
}
