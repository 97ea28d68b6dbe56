import { ageOn } from './calendar.ts';
import { derived } from './derived-evidence.ts';
import {
  unknown,
  known,
  type Evidence,
  type Fact,
  type Known,
  type Measured,
  type Missing,
  type PatientFacts,
  type Sex,
} from './facts.ts';
import { between, isExact, mapFalling, span, type Interval } from './interval.ts';
import { perPatient } from './per-patient.ts';
import { centimetres, kgPerM2, kilograms, mlPerMin, mlPerMinPer173, years, type Quantity } from './units.ts';

/** Facts computed from facts (D-1, D-2, D-5): known only when all parts are; their evidence is their parts'. */

/** Creatinine clearance in mL/min; `possible` lists the value per sex where sex is unknown. */
export interface Clearance extends Measured<'mL/min'> {
  readonly method: 'cockcroft-gault' | 'measured';
  readonly possible: readonly number[];
}

export interface Egfr extends Measured<'mL/min/{1.73_m2}'> {
  readonly method: 'reported' | 'ckd-epi-2021';
}

/** Which weight goes into Cockcroft-Gault; the site chooses, actual by default. */
export type ClearanceWeight = 'actual' | 'ideal' | 'adjusted';

type SexFacts = Pick<PatientFacts, 'sex' | 'birthDate' | 'creatinine'>;

/** What a clearance is computed from (D-1), or measured. */
export const CLEARANCE_READS = ['measuredClearance', 'creatinine', 'weight', 'height', 'birthDate', 'sex'] as const;

export type ClearanceFacts = Pick<PatientFacts, (typeof CLEARANCE_READS)[number] | 'asOf'>;

/** Age in completed years on a date; an interval when the birth date is partial. */
export function ageAt(birthDate: Fact<string>, date: string): Fact<Interval<'a'>> {
  if (!birthDate.known) return birthDate;
  const { youngest, oldest } = ageOn(birthDate.value, date);
  const evidence: Evidence = { concept: 'age', value: oldest, unit: 'a', date, reference: 'Patient', stale: false };
  return known(between(years(youngest), years(oldest)), [{ ...evidence, ...referenceOf(birthDate.evidence) }]);
}

const referenceOf = (evidence: readonly Evidence[]): Partial<Evidence> => {
  const reference = evidence[0]?.reference;
  return reference === undefined ? {} : { reference };
};

/**
 * D-1. Measured clearance where there is one, else Cockcroft-Gault:
 * (140 - age) x weight kg / (72 x creatinine mg/dL), x 0.85 if female; age on the day of the creatinine.
 */
export const creatinineClearance = perPatient(clearanceOf);

function clearanceOf(facts: ClearanceFacts, weightBasis: ClearanceWeight): Fact<Clearance> {
  const { measuredClearance } = facts;
  if (measuredClearance.known) {
    const { interval } = measuredClearance.value;
    const exact = isExact(interval);
    return known(
      {
        ...measuredClearance.value,
        method: 'measured',
        possible: exact ? [interval.low] : [interval.low, interval.high],
      },
      measuredClearance.evidence,
      exact ? [] : [{ concept: 'measured-creatinine-clearance', because: 'imprecise' }],
    );
  }
  return cockcroftGault(facts, weightBasis);
}

function cockcroftGault(facts: ClearanceFacts, weightBasis: ClearanceWeight): Fact<Clearance> {
  const { creatinine, weight, sex } = facts;
  const age = ageAt(facts.birthDate, creatinine.known ? creatinine.value.date : facts.asOf);
  if (!creatinine.known || !weight.known || !age.known) return lackingFact([creatinine, weight, age]);
  const height = weightBasis === 'actual' ? null : facts.height;
  if (height?.known === false) return height;
  const perSex = sexesOf(sex).map((candidate) => {
    const kg = clearanceWeight(weight.value.interval, height, candidate, weightBasis);
    return clearanceFor(candidate, age.value, kg, creatinine.value.interval);
  });
  const interval = perSex.reduce((a, b) => span(a, b));
  const possible = [...new Set(perSex.flatMap(({ low, high }) => [low, high]))].sort((a, b) => a - b);
  const { date } = creatinine.value;
  const parts = [
    ...creatinine.evidence,
    ...weight.evidence,
    ...(height?.evidence ?? []),
    ...age.evidence,
    ...(sex.known ? sex.evidence : []),
  ];
  const clearance: Clearance = {
    interval,
    date,
    reported: { unit: 'mL/min', interval },
    method: 'cockcroft-gault',
    possible,
  };
  const summary = derived('creatinine-clearance', interval, { unit: 'mL/min', date, method: 'cockcroft-gault' });
  const imprecise = [
    ...imprecision('serum-creatinine', creatinine.value.interval),
    ...imprecision('body-weight', weight.value.interval),
    ...imprecision('birth-date', age.value),
  ];
  return known(clearance, [summary, ...parts], [...imprecise, ...(sex.known ? [] : sex.missing)]);
}

const imprecision = (concept: string, interval: Interval<string>): readonly Missing[] =>
  isExact(interval) ? [] : [{ concept, because: 'imprecise' }];

/** Undoes binary rounding, and nothing else: 60 must not come out as 59.99999999999999 and miss its limit. */
function tidy(value: number): number {
  const thousandths = Math.round(value * 1000) / 1000;
  return Math.abs(value - thousandths) < 1e-9 ? thousandths : value;
}

const sexesOf = (sex: Fact<Sex>): readonly Sex[] => (sex.known ? [sex.value] : ['female', 'male']);

function clearanceFor(
  sex: Sex,
  age: Interval<'a'>,
  weight: Interval<'kg'>,
  creatinine: Interval<'mg/dL'>,
): Interval<'mL/min'> {
  const factor = sex === 'female' ? 0.85 : 1;
  const value = (years: number, kg: number) => (mgDl: number) =>
    mlPerMin(tidy(((140 - years) * kg * factor) / (72 * mgDl)));
  const least = mapFalling(creatinine, value(age.high, weight.low));
  const most = mapFalling(creatinine, value(age.low, weight.high));
  return span(least, most);
}

/** Actual weight, or ideal (Devine) or adjusted (ideal + 40 % of the excess) where the site has chosen so. */
function clearanceWeight(
  actual: Interval<'kg'>,
  height: Known<Measured<'cm'>> | null,
  sex: Sex,
  basis: ClearanceWeight,
): Interval<'kg'> {
  if (height === null) return actual;
  const inches = height.value.interval.low / 2.54;
  const ideal = (sex === 'female' ? 45.5 : 50) + 2.3 * (inches - 60);
  const of = (kg: number): Quantity<'kg'> => kilograms(basis === 'ideal' ? ideal : ideal + 0.4 * (kg - ideal));
  return { ...actual, low: of(actual.low), high: of(actual.high) };
}

/** D-2. The reported eGFR, else CKD-EPI 2021 (race-free) in mL/min/1.73 m2. */
export function estimatedGfr(facts: SexFacts & Pick<PatientFacts, 'reportedEgfr' | 'asOf'>): Fact<Egfr> {
  const { reportedEgfr, creatinine, sex } = facts;
  if (reportedEgfr.known) return known({ ...reportedEgfr.value, method: 'reported' }, reportedEgfr.evidence);
  const age = ageAt(facts.birthDate, creatinine.known ? creatinine.value.date : facts.asOf);
  if (!creatinine.known || !age.known) return lackingFact([creatinine, age]);
  const { interval: mgDl, date } = creatinine.value;
  const interval = sexesOf(sex)
    .map((candidate) =>
      span(mapFalling(mgDl, ckdEpi(candidate, age.value.high)), mapFalling(mgDl, ckdEpi(candidate, age.value.low))),
    )
    .reduce((a, b) => span(a, b));
  return known({ interval, date, reported: { unit: 'mL/min/{1.73_m2}', interval }, method: 'ckd-epi-2021' }, [
    derived('egfr', interval, { unit: 'mL/min/{1.73_m2}', date, method: 'ckd-epi-2021' }),
    ...creatinine.evidence,
    ...age.evidence,
    ...(sex.known ? sex.evidence : []),
  ]);
}

/** CKD-EPI 2021 creatinine equation (Inker, N Engl J Med 2021;385:1737). */
function ckdEpi(sex: Sex, age: number): (mgDl: number) => Quantity<'mL/min/{1.73_m2}'> {
  const [kappa, alpha, factor] = sex === 'female' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  return (mgDl) => {
    const ratio = mgDl / kappa;
    const shape = Math.min(ratio, 1) ** alpha * Math.max(ratio, 1) ** -1.2;
    return mlPerMinPer173(142 * shape * 0.9938 ** age * factor);
  };
}

/** D-5. The reported BMI when it is at least as new as the weight, else kg / m2. */
export function bodyMassIndex(facts: Pick<PatientFacts, 'weight' | 'height' | 'reportedBmi'>): Fact<Measured<'kg/m2'>> {
  const { weight, height, reportedBmi } = facts;
  if (reportedBmi.known && (!weight.known || !height.known || reportedBmi.value.date > weight.value.date))
    return reportedBmi;
  if (!weight.known || !height.known) return lackingFact([weight, height]);
  const of = (kg: number, cm: Quantity<'cm'>): Quantity<'kg/m2'> => kgPerM2(tidy(kg / (cm / 100) ** 2));
  const [kg, cm] = [weight.value.interval, height.value.interval];
  const interval = { ...kg, low: of(kg.low, centimetres(cm.high)), high: of(kg.high, centimetres(cm.low)) };
  return known({ interval, date: weight.value.date, reported: { unit: 'kg/m2', interval } }, [
    derived('body-mass-index', interval, { unit: 'kg/m2', date: weight.value.date, method: 'computed' }),
    ...weight.evidence,
    ...height.evidence,
  ]);
}

function lackingFact(facts: readonly Fact<unknown>[]): Fact<never> {
  const lacking = facts.flatMap((fact) => (fact.known ? [] : [fact]));
  return unknown(
    lacking.flatMap((fact) => fact.missing),
    lacking.flatMap((fact) => fact.evidence),
  );
}
