import { daysBetween } from '../calendar.ts';
import { above, type Criterion } from '../criterion.ts';
import type { Evidence, PatientFacts } from '../facts.ts';
import { compareAbove, compareAtLeast } from '../interval.ts';
import { involvedRatioAbove, judgeFlc } from '../myeloma-laboratory-events.ts';
import type { Point } from '../series.ts';
import { gramsPerDl, percent, ratio, type Quantity } from '../units.ts';
import {
  isBefore,
  judged,
  judgedValues,
  LABORATORY_DAYS,
  MARROW_DAYS,
  PERIOD_READS,
  untreatedPeriod,
  type Untreated,
} from '../untreated.ts';

/** SM-1: the 20/2/20 factors, each strictly greater (errata 22), and a rising M-protein beside them (DEC-19). */

export const RISK_READS = [
  ...PERIOD_READS,
  'smolderingDate',
  'marrow',
  'serumMProtein',
  'freeKappa',
  'freeLambda',
  'flcRatio',
  'mProteinType',
] as const;

export type RiskFacts = Pick<PatientFacts, (typeof RISK_READS)[number] | 'asOf'>;

export const FACTORS = ['marrow20', 'mProtein2', 'flcRatio20'] as const;
export type Factor = (typeof FACTORS)[number];

export interface SmolderingRisk {
  /** For management: one factor is low (errata 23). Unknown also where another diagnosis is on record. */
  readonly level: 'high' | 'low' | 'unknown';
  readonly factors: Readonly<Record<Factor, Criterion>>;
  readonly met: readonly Factor[];
  readonly open: readonly Factor[];
  /** The results that show the rise, earliest first; empty: none shown. */
  readonly rise: readonly Evidence[];
  readonly period: Untreated;
}

/** Marrow plasma cells > 20 %, M-protein > 2 g/dL, free light chains involved to uninvolved > 20. */
export function assessSmolderingRisk(facts: RiskFacts): SmolderingRisk {
  const { smolderingDate, diagnosisDate, recordedDiagnosis: recorded } = facts;
  // The day of MGUS isn't that of the smoldering myeloma that it has become.
  const isPrecursor = recorded.known && recorded.value === 'mgus';
  const period = untreatedPeriod(facts, smolderingDate.known || isPrecursor ? smolderingDate : diagnosisDate);
  const factors = {
    marrow20: atDiagnosis(period, (during) =>
      judged(judgedValues(facts.marrow.plasmaCells, during, MARROW_DAYS), (value) => above(value, percent(20))),
    ),
    mProtein2: atDiagnosis(period, (during) =>
      judged(judgedValues(facts.serumMProtein, during, LABORATORY_DAYS), (value) => above(value, gramsPerDl(2))),
    ),
    flcRatio20: atDiagnosis(period, (during) =>
      judgeFlc(facts, during, (flc) => involvedRatioAbove(facts, flc, (value) => compareAbove(value, ratio(20)))),
    ),
  };
  const met = FACTORS.filter((factor) => factors[factor].status === 'met');
  const open = FACTORS.filter((factor) => factors[factor].status === 'unknown');
  const other = recorded.known && (recorded.value === 'active-myeloma' || recorded.value === 'solitary-plasmacytoma');
  const level = other ? 'unknown' : levelOf(met.length, open.length);
  return { level, factors, met, open, period, rise: riseOf(facts, period) };
}

function levelOf(met: number, open: number): SmolderingRisk['level'] {
  if (met >= 2) return 'high';
  return met + open < 2 ? 'low' : 'unknown';
}

/** The baseline; where the chart has none, the newest value before treatment, as the card shows by its date. */
function atDiagnosis(period: Untreated, ask: (period: Untreated) => Criterion): Criterion {
  const baseline = ask({ ...period, judgesPresent: false });
  return baseline.status === 'unknown' ? ask({ ...period, judgesPresent: !period.undated }) : baseline;
}

const SIX_MONTHS = 183;

/** DEC-19: the two newest days at least 10 % above a day of the six months before them. */
function riseOf({ serumMProtein }: RiskFacts, period: Untreated): readonly Evidence[] {
  const points = serumMProtein.known ? serumMProtein.value.filter(({ date }) => isBefore(period, date)) : [];
  const days = [...new Map(points.map((point) => [point.date, point])).values()];
  const [confirming, first] = [days.at(-1), days.at(-2)];
  if (!confirming || !first || daysBetween(confirming.date, period.until) > LABORATORY_DAYS) return [];
  const risen = (from: Point<'g/dL'>): boolean =>
    daysBetween(from.date, first.date) <= SIX_MONTHS &&
    [first, confirming].every(({ interval }) => compareAtLeast(interval, tenPercentAbove(from)) === true) &&
    compareAbove(from.interval, gramsPerDl(0)) === true;
  const from = days.slice(0, -2).find(risen);
  return from ? [from, first, confirming].flatMap(({ evidence }) => evidence) : [];
}

const tenPercentAbove = ({ interval }: Point<'g/dL'>): Quantity<'g/dL'> =>
  gramsPerDl(Number((interval.high * 1.1).toPrecision(12)));
