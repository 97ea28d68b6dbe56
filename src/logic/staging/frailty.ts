import { test } from '../criterion.ts';
import { ageAt } from '../derive.ts';
import type { Fact } from '../facts.ts';
import { compareAbove, compareAtLeast, type Interval } from '../interval.ts';
import { isPlanned } from '../presence.ts';
import { defineRule, type Service } from '../rule.ts';
import { years } from '../units.ts';
import { FRAILTY_AT_WORKUP, FRAILTY_IN_THERAPY } from './citations.ts';

/** W-3: from this age on. */
const ELDERLY = years(65);
/** IMWG frailty score: above 75 one point, above 80 two (Blood 2015;125:2068). */
const OLD = years(75);
const VERY_OLD = years(80);

const ASSESSMENT: Service = {
  category: 'procedure',
  system: 'snomed',
  code: '134427001',
  display: 'Frail elderly assessment (procedure)',
};

const READS = ['recordedDiagnosis', 'birthDate', 'frailty', 'frailtyAssessments', 'plannedProcedures'] as const;

/** Myeloma at 65 or older without a frailty assessment on record (MYEL-1, MYEL-F; W-3, F-2). */
export const frailty = defineRule({
  id: 'FRAILTY',
  words: 'staging/frailty',
  topic: 'staging',
  cites: [FRAILTY_AT_WORKUP, FRAILTY_IN_THERAPY],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['assess'],
  notes: [],
  suggests: ['order-assessment'],

  decide(facts) {
    const { recordedDiagnosis } = facts;
    if (!recordedDiagnosis.known || recordedDiagnosis.value !== 'active-myeloma') return null;
    const age = ageAt(facts.birthDate, facts.asOf);
    const elderly = test(age, (interval) => compareAtLeast(interval, ELDERLY));
    if (elderly.status !== 'met' || !age.known) return null;
    const { frailty: score, frailtyAssessments } = facts;
    // What can't be read may well be an assessment.
    if (!isNotFound(score) || !isNotFound(frailtyAssessments)) return null;
    if (isPlanned(facts.plannedProcedures, 'frailtyAssessments')) return null;
    return {
      advice: 'assess',
      indicator: 'info',
      show: { age: age.value.low, points: pointsFor(age.value) },
      evidence: [...age.evidence, ...recordedDiagnosis.evidence, ...frailtyAssessments.evidence],
      missing: [score, frailtyAssessments].flatMap(({ missing }) => missing ?? []),
      suggestions: [{ kind: 'service', item: 'order-assessment', service: ASSESSMENT }],
    };
  },
});

/** Nothing received says that it was done; where it wasn't asked for, `missing` says so. */
const isNotFound = (fact: Fact<unknown>): boolean =>
  fact.known
    ? Array.isArray(fact.value) && fact.value.length === 0
    : fact.missing.every(({ because }) => because === 'absent' || because === 'unanswered');

/** Points for age; a partial date of birth may leave two. */
function pointsFor(age: Interval<'a'>): string {
  const of = (point: typeof age.low): number =>
    [OLD, VERY_OLD].filter((limit) => compareAbove({ ...age, low: point, high: point }, limit) === true).length;
  const [least, most] = [of(age.low), of(age.high)];
  return least === most ? `${least}` : `${least}–${most}`;
}
