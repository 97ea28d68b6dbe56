import { known, type Drug, type Evidence, type Fact, type Missing, type PatientFacts } from './facts.ts';
import { exactly, type Interval } from './interval.ts';
import { allDrugs, drugEvidence } from './scopes.ts';
import { mgPerCycle } from './units.ts';

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
