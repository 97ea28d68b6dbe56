import { daysBetween, lastDayOf } from '../calendar.ts';
import { all, any, not, test, type Criterion } from '../criterion.ts';
import { isA, isAntiMyeloma } from '../drugs.ts';
import type { Fact, PatientFacts } from '../facts.ts';

/** Whose work-up MYEL-1 is about: a plasma-cell disorder that is suspected, newly diagnosed, or not treated yet. */

export type ScopeFacts = Pick<
  PatientFacts,
  | 'asOf'
  | 'recordedDiagnosis'
  | 'diagnosisDate'
  | 'courses'
  | 'activeDrugs'
  | 'multipleMyeloma'
  | 'smolderingMyeloma'
  | 'mgus'
  | 'solitaryPlasmacytoma'
>;

const NEW_DAYS = 90;

/** A disorder is on record, or suspected: recorded and unconfirmed. */
export function disorder(facts: ScopeFacts): Criterion {
  const recorded = test(facts.recordedDiagnosis, (diagnosis) => diagnosis !== null);
  if (recorded.status === 'met') return recorded;
  const suspected = [facts.multipleMyeloma, facts.smolderingMyeloma, facts.mgus, facts.solitaryPlasmacytoma].find(
    isUnconfirmed,
  );
  return suspected ? { status: 'met', evidence: suspected.evidence, missing: [] } : recorded;
}

export const isUnconfirmed = (fact: Fact<unknown>): boolean =>
  !fact.known && fact.missing.some(({ because }) => because === 'unconfirmed');

/** Diagnosed within 90 days; unknown while the date is missing or may be older. */
function newlyDiagnosed({ diagnosisDate, asOf }: ScopeFacts): Criterion {
  return test(diagnosisDate, ({ date }) => {
    if (daysBetween(date, asOf) <= NEW_DAYS) return true;
    return daysBetween(lastDayOf(date), asOf) <= NEW_DAYS ? undefined : false;
  });
}

/** Any drug against myeloma so far, steroids apart: those are given for much else. */
function treated({ courses, activeDrugs }: ScopeFacts): Criterion {
  const given = (drugs: readonly Parameters<typeof isAntiMyeloma>[0][]): boolean =>
    drugs.some((drug) => isAntiMyeloma(drug) && !isA(drug, 'steroid'));
  const everGiven = test(courses, (list) =>
    given(list) ? true : courses.known && courses.missing ? undefined : false,
  );
  return any(test(activeDrugs, given), everGiven);
}

/** Untreated for years is how MGUS, smoldering myeloma and a plasmacytoma are followed: no reason to begin again. */
const isToBeTreated = ({ recordedDiagnosis }: ScopeFacts): Criterion =>
  test(recordedDiagnosis, (diagnosis) => diagnosis === null || diagnosis === 'active-myeloma');

/** W: work-up applies. Not to a patient treated for long; open where neither date nor therapy is known. */
export function workupApplies(facts: ScopeFacts): Criterion {
  const recorded = disorder(facts);
  if (recorded.status !== 'met') return recorded;
  const fresh = newlyDiagnosed(facts);
  const untreated = all(isToBeTreated(facts), not(treated(facts)));
  const either = any(fresh, untreated);
  // An old diagnosis whose therapy can't be read is most likely a treated one, and a treated one without a date an old
  // one: nothing is said.
  if (either.status === 'unknown' && [fresh, untreated].some(({ status }) => status === 'not-met'))
    return { ...either, status: 'not-met' };
  return { ...either, evidence: [...recorded.evidence, ...either.evidence] };
}
