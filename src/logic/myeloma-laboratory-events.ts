import { anemia } from './anemia.ts';
import { correctedCalcium } from './calcium.ts';
import { aboveAsReported, all, any, atLeast, below, test, type Criterion } from './criterion.ts';
import { daysBetween } from './calendar.ts';
import { creatinineClearance, type ClearanceWeight } from './derive.ts';
import { known, unknown, type Fact, type Measured, type PatientFacts } from './facts.ts';
import { compareAbove, compareAtLeast, exactly } from './interval.ts';
import { flcAssessments, involvedFlc, involvedRatio, isNormalRatio, type FlcAssessment } from './light-chains.ts';
import type { Point, Series } from './series.ts';
import type { Thresholds } from './thresholds.ts';
import { mgPerDl, mgPerL, mlPerMin, ratio, type Quantity } from './units.ts';
import { isBefore, judged, judgedValues, LABORATORY_DAYS, newestSettles, type Untreated } from './untreated.ts';

/** Myeloma-defining events of the laboratory (MYEL-C; C-1a, C-1b, C-1c, C-1f). */

export const LABORATORY_EVENT_READS = [
  'calcium',
  'albuminCorrectedCalcium',
  'albumin',
  'creatinineSeries',
  'measuredClearance',
  'weight',
  'height',
  'birthDate',
  'sex',
  'hemoglobin',
  'freeKappa',
  'freeLambda',
  'flcRatio',
  'mProteinType',
] as const;

export type LaboratoryEventFacts = Pick<PatientFacts, (typeof LABORATORY_EVENT_READS)[number] | 'asOf'>;

/** Undoes binary rounding of a limit: 2.55 + 0.25 must be 2.8. */
const tidy = (value: number): number => Number(value.toPrecision(12));

/** Above the upper limit of normal by more than 1 mg/dL or 0.25 mmol/L, each in its own unit (errata 2, 20). */
const ABOVE_NORMAL: Readonly<Record<string, number>> = { 'mg/dL': 1, 'mmol/L': 0.25 };

/**
 * C-1a: total calcium, corrected calcium where albumin is there, and one that the laboratory corrected; more than
 * 11 mg/dL (2.75 mmol/L), or more than 1 mg/dL (0.25 mmol/L) above the limit sent with the total calcium. Where none
 * was sent the fixed limits decide alone: upper limits in use begin at 10 mg/dL (2.5 mmol/L), and 1 above is 11.
 */
export function hypercalcemia(facts: LaboratoryEventFacts, period: Untreated): Criterion {
  const totals = judgedValues(facts.calcium, period, LABORATORY_DAYS);
  const reported = judgedValues(facts.albuminCorrectedCalcium, period, LABORATORY_DAYS).filter(({ known }) => known);
  const judgedTotals = reported.length > 0 ? totals.filter(({ known }) => known) : totals;
  const computed = totals.flatMap((total) => {
    const corrected = correctedCalcium(total, facts.albumin);
    // It has no range of its own: the limit is that of the total calcium.
    return total.known && corrected.known ? [highCalcium(corrected, total.value)] : [];
  });
  return any(...computed, ...[...reported, ...judgedTotals].map((value) => highCalcium(value)));
}

function highCalcium(calcium: Fact<Measured<'mg/dL'>>, ranged = calcium.known ? calcium.value : undefined): Criterion {
  const fixed = aboveAsReported(calcium, mgPerDl(11), { 'mg/dL': 11, 'mmol/L': 2.75 });
  const high = ranged?.reported.range?.high;
  const margin = ABOVE_NORMAL[ranged?.reported.unit ?? ''];
  if (high === undefined || margin === undefined) return fixed;
  const limit = tidy(high + margin) as Quantity<string>;
  return any(
    fixed,
    test(calcium, ({ reported }) => compareAbove(reported.interval, limit)),
  );
}

/** A weight, or a measured clearance, may be so far from the creatinine, days (conventions, "Facts"). */
const WEIGHT_DAYS = 180;
const CLEARANCE_DAYS = 30;

/** C-1b: creatinine > 2 mg/dL (177 umol/L), or clearance < 40 mL/min; an eGFR is no substitute (errata 38). */
export function renalInsufficiency(
  facts: LaboratoryEventFacts,
  period: Untreated,
  clearanceWeight: ClearanceWeight,
): Criterion {
  return judged(judgedValues(facts.creatinineSeries, period, LABORATORY_DAYS), (creatinine) => {
    const { birthDate, sex, height, asOf } = facts;
    const own = { birthDate, sex, height, asOf, creatinine, weight: weightAt(facts, creatinine) };
    const measuredClearance = clearanceAt(facts, period, creatinine);
    return any(
      aboveAsReported(creatinine, mgPerDl(2), { 'mg/dL': 2, 'umol/L': 177 }),
      below(creatinineClearance({ ...own, measuredClearance }, clearanceWeight), mlPerMin(40)),
    );
  });
}

type Creatinine = Fact<Point<'mg/dL'>>;

function weightAt({ weight }: LaboratoryEventFacts, creatinine: Creatinine): LaboratoryEventFacts['weight'] {
  if (!weight.known || !creatinine.known) return weight;
  const { date } = weight.value;
  const near = Math.abs(daysBetween(date, creatinine.value.date)) <= WEIGHT_DAYS;
  return near ? weight : unknown([{ concept: 'body-weight', because: 'stale', date }], weight.evidence);
}

/** The measured clearance, which is preferred to the formula (D-1), where it is of the same time. */
function clearanceAt(
  { measuredClearance }: LaboratoryEventFacts,
  period: Untreated,
  creatinine: Creatinine,
): LaboratoryEventFacts['measuredClearance'] {
  const absent = unknown([{ concept: 'measured-creatinine-clearance', because: 'absent' }]);
  if (!measuredClearance.known || !isBefore(period, measuredClearance.value.date)) return absent;
  const near = creatinine.known
    ? Math.abs(daysBetween(measuredClearance.value.date, creatinine.value.date)) <= CLEARANCE_DAYS
    : period.judgesPresent;
  return near ? measuredClearance : absent;
}

/** C-1c, judged on the values of the untreated disease. */
export function anemic(facts: LaboratoryEventFacts, period: Untreated, thresholds: Thresholds): Criterion {
  return judged(judgedValues(facts.hemoglobin, period, LABORATORY_DAYS), (value) =>
    anemia(value, facts.sex, thresholds),
  );
}

/** C-1f: involved to uninvolved free light chains >= 100, and the involved chain >= 100 mg/L. */
export function lightChainRatio100(facts: LaboratoryEventFacts, period: Untreated): Criterion {
  return judgeFlc(facts, period, (flc) =>
    all(
      involvedRatioAbove(facts, flc, (value) => compareAtLeast(value, ratio(100))),
      involved100(facts, flc),
    ),
  );
}

const involved100 = ({ mProteinType }: LaboratoryEventFacts, flc: FlcAssessment): Criterion =>
  atLeast(involvedFlc(mProteinType, flc), mgPerL(100));

type FlcFacts = Pick<PatientFacts, 'freeKappa' | 'freeLambda' | 'flcRatio' | 'mProteinType'>;

/** A question about the ratio involved to uninvolved. A normal ratio, which names no chain, is beyond no limit. */
export function involvedRatioAbove(
  { mProteinType }: FlcFacts,
  flc: FlcAssessment,
  question: (ratio: Measured<'{ratio}'>['interval']) => boolean | undefined,
): Criterion {
  if (flc.ratio.known && isNormalRatio(flc.ratio.value.interval) === true) return test(flc.ratio, () => false);
  return test(involvedRatio(mProteinType, flc), ({ interval }) => question(interval));
}

/** Asks of the free light chains of each judged day. */
export function judgeFlc(facts: FlcFacts, period: Untreated, question: (flc: FlcAssessment) => Criterion): Criterion {
  const assessments = flcAssessments(facts.freeKappa, facts.freeLambda, facts.flcRatio);
  const days = judgedValues(daysOf(assessments, facts.flcRatio), period, LABORATORY_DAYS);
  return newestSettles(
    days.map((day) =>
      day.known
        ? any(...assessments.filter(({ date }) => date === day.value.date).map(question))
        : test(day, () => undefined),
    ),
  );
}

/** The days as a series, so that they are chosen as any other result is. */
function daysOf(assessments: readonly FlcAssessment[], ratios: Series<'{ratio}'>): Series<'{ratio}'> {
  if (assessments.length === 0) return ratios;
  const interval = exactly(ratio(0));
  const evidence = [{ concept: 'flc-ratio', value: 'assessed', stale: false }];
  const value = assessments.map(({ date }) => ({ interval, date, reported: { unit: '{ratio}', interval }, evidence }));
  return known(value, evidence);
}
