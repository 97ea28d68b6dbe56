import { known, type Drug, type Evidence, type Fact, type Missing, type PatientFacts } from './facts.ts';
import { any, test, type Criterion } from './criterion.ts';
import { compareAbove, compareAtLeast, exactly, mapRising, type Interval } from './interval.ts';
import { allDrugs, drugEvidence } from './scopes.ts';
import type { Thresholds } from './thresholds.ts';
import { mgPerCycle, milligrams } from './units.ts';

/**
 * D-6. Dexamethasone per cycle in mg, orders and chart together; zero when there is none. Several entries may be the
 * same course written twice or courses that add up: the exposure lies between the largest and the sum.
 */
export function dexamethasonePerCycle(
  facts: Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs'>,
): Fact<Interval<'mg/{cycle}'>> {
  const drugs = allDrugs(facts);
  const planned = exposureOf(facts.plannedDrugs.filter(isDexamethasone), []);
  if (drugs.known) return exposureOf(drugs.value.filter(isDexamethasone), drugs.evidence);
  if (!planned.known || planned.value.high === 0) return drugs;
  // The chart may add to what is planned, and can't take from it.
  return known({ ...planned.value, high: mgPerCycle(Infinity), highOpen: true }, planned.evidence, [
    ...(planned.missing ?? []),
    ...drugs.missing,
  ]);
}

/**
 * High-dose dexamethasone (F-6, errata 41): more than so many mg per cycle, orders and chart together, or one course
 * with at least so many mg a day on so many consecutive days.
 */
export function highDoseDexamethasone(
  facts: Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs'>,
  thresholds: Thresholds,
): Criterion {
  const perCycle = test(dexamethasonePerCycle(facts), (amount) =>
    compareAbove(amount, mgPerCycle(thresholds.highDoseDexamethasoneMgPerCycle)),
  );
  const drugs = allDrugs(facts);
  const courses = (drugs.known ? drugs.value : facts.plannedDrugs).filter(isDexamethasone);
  return any(perCycle, ...courses.map((drug) => pulse(drug, thresholds)));
}

/** So many mg a day on so many consecutive days; a dose that can't be read has been told by the amount per cycle. */
function pulse(drug: Drug, thresholds: Thresholds): Criterion {
  const evidence = [exposureEvidence(drug)];
  const { dose } = drug;
  if (!dose.known) return { status: 'not-met', evidence, missing: [] };
  const { perDose, dosesPerDay, daysInARow } = dose.value;
  const perDay = mapRising(perDose, (mg) => milligrams(mg * Math.max(1, dosesPerDay)));
  const large = compareAtLeast(perDay, milligrams(thresholds.highDoseDexamethasoneMgPerDay));
  const long = daysInARow !== undefined && daysInARow >= thresholds.highDoseDexamethasoneDays;
  return { status: large === true && long ? 'met' : 'not-met', evidence, missing: [] };
}

const isDexamethasone = (drug: Drug): boolean => drug.ingredient === 'dexamethasone';

function exposureOf(drugs: readonly Drug[], searched: readonly Evidence[]): Fact<Interval<'mg/{cycle}'>> {
  if (drugs.length === 0) return known(exactly(mgPerCycle(0)), searched);
  const courses = drugs.map(({ dose }) => (dose.known ? dose.value.perCycle : SOME));
  const low = courses.reduce((most, course) => Math.max(most, course.low), 0);
  const high = courses.reduce((sum, course) => sum + course.high, 0);
  const interval = {
    low: mgPerCycle(low),
    high: mgPerCycle(high),
    lowOpen: low === 0 && high === Infinity,
    highOpen: high === Infinity,
  };
  return known(interval, drugs.map(exposureEvidence), drugs.flatMap(unreadDose));
}

/** A dose that can't be read is still a dose: more than nothing. */
const SOME = { low: 0, high: Infinity };

const unreadDose = ({ dose, from }: Drug): Missing[] =>
  dose.known
    ? []
    : [{ concept: 'dexamethasone-dose', because: 'unreadable', ...(from === null ? {} : { date: from }) }];

function exposureEvidence(drug: Drug): Evidence {
  if (!drug.dose.known) return drugEvidence(drug);
  const { low, high } = drug.dose.value.perCycle;
  return {
    ...drugEvidence(drug),
    concept: 'dexamethasone-per-cycle',
    value: low === high ? low : `${low}..${high}`,
    unit: 'mg',
  };
}
