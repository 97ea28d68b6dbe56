import { known, unknown, type Drug, type Evidence, type Fact, type PatientFacts } from './facts.ts';
import { exactly, type Interval } from './interval.ts';
import { allDrugs } from './scopes.ts';
import { mgPerCycle, type Quantity } from './units.ts';

/**
 * D-6. Dexamethasone per cycle in mg, orders and chart together; zero when there is none. Several entries may be the
 * same course written twice or courses that add up: the exposure lies between the largest and the sum.
 */
export function dexamethasonePerCycle(facts: Pick<PatientFacts, 'activeDrugs' | 'plannedDrugs'>): Fact<Interval<'mg/{cycle}'>> {
  const drugs = allDrugs(facts);
  const planned = exposureOf(facts.plannedDrugs.filter(isDexamethasone), []);
  if (drugs.known) return exposureOf(drugs.value.filter(isDexamethasone), drugs.evidence);
  if (!planned.known || planned.value.low === 0) return drugs;
  // The chart may add to what is planned, and can't take from it.
  return known({ ...planned.value, high: mgPerCycle(Infinity) }, planned.evidence);
}

const isDexamethasone = (drug: Drug): boolean => drug.ingredient === 'dexamethasone';

function exposureOf(drugs: readonly Drug[], searched: readonly Evidence[]): Fact<Interval<'mg/{cycle}'>> {
  if (drugs.length === 0) return known(exactly(mgPerCycle(0)), searched);
  const courses = new Map<string, Interval<'mg/{cycle}'>>();
  for (const { dose, reference, from } of drugs) {
    if (!dose.known) return unknown([{ concept: 'dexamethasone-dose', because: 'unreadable', ...(from ? { date: from } : {}) }], [
      { concept: 'dexamethasone', value: drugs[0]?.label ?? '', reference, stale: false },
    ]);
    courses.set(`${dose.value.perCycle.low}..${dose.value.perCycle.high}`, dose.value.perCycle);
  }
  return known(together([...courses.values()]), drugs.map(exposureEvidence));
}

function together(courses: readonly Interval<'mg/{cycle}'>[]): Interval<'mg/{cycle}'> {
  const low = Math.max(...courses.map((course) => course.low)) as Quantity<'mg/{cycle}'>;
  const high = courses.reduce((sum, course) => sum + course.high, 0) as Quantity<'mg/{cycle}'>;
  return { low, high, lowOpen: false, highOpen: false };
}

function exposureEvidence(drug: Drug): Evidence {
  const perCycle = drug.dose.known ? drug.dose.value.perCycle : null;
  return {
    concept: 'dexamethasone-per-cycle',
    value: perCycle ? (perCycle.low === perCycle.high ? perCycle.low : `${perCycle.low}..${perCycle.high}`) : drug.label,
    unit: 'mg',
    ...(drug.from === null ? {} : { date: drug.from }),
    reference: drug.reference,
    stale: false,
  };
}
