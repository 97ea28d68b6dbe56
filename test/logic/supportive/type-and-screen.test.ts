import { known, unknown, type Drug, type Missing } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import type { Course } from '../../../src/logic/therapy-facts.ts';
import { typeAndScreen } from '../../../src/logic/supportive/type-and-screen.ts';
import { adviceOf, context, drug, inBrief, ordering, taking, TODAY, unknownFact, type Stated } from '../facts.ts';

/** F-10: type and screen before the first dose of daratumumab or isatuximab. Today is 2026-11-20. */

const daratumumab = drug('daratumumab', { from: TODAY });
const ordered = ordering(daratumumab);
const UNANSWERED: Missing = { concept: 'medicationHistory', because: 'unanswered' };

function course(stated: Partial<Course>): Course {
  return {
    ...{ ingredient: 'daratumumab', from: '2025-01-01', to: null, lastSeen: null, status: 'active', stoppedFor: null },
    ...{
      dose: unknownFact('daratumumab-dose'),
      route: null,
      form: null,
      given: [],
      references: ['MedicationRequest/c'],
    },
    ...{ sources: ['order'], ...stated },
  };
}

const had = (courses: readonly Course[], missing: readonly Missing[] = []): Stated => ({
  courses: known(
    courses,
    courses.map(({ ingredient, references }) => ({
      ...{ concept: ingredient, value: ingredient, stale: false },
      reference: references[0] ?? '',
    })),
    missing,
  ),
});

const screened: Stated = {
  typeAndScreen: known(
    [{ label: 'type and screen', date: '2026-11-01', current: true, reference: 'Observation/ts' }],
    [{ concept: 'type-and-screen', value: 'done', reference: 'Observation/ts', stale: false }],
  ),
};

const requested = (
  inHand: boolean,
  test: 'type-and-screen' | 'hepatitis-b-surface-antigen' = 'type-and-screen',
): Stated => ({
  orderedTests: known(
    [{ test, inHand, date: null, reference: 'ServiceRequest/ts' }],
    [{ concept: 'ordered-test', value: 'x', reference: 'ServiceRequest/ts', stale: false }],
  ),
});

const judge = (stated: Stated, hook: Hook = 'order-sign') => adviceOf(typeAndScreen, stated, context(hook));
const since = (from: string | null, reference = 'MedicationRequest/c'): Drug =>
  drug('daratumumab', { from, reference });

test.each<{ stated: Stated; hook?: Hook; expected: readonly string[]; note?: string; because: string }>([
  { stated: ordered, expected: ['warning before-first-dose'], because: 'daratumumab, nothing on record' },
  { stated: ordering(drug('isatuximab')), expected: ['warning before-first-dose'], because: 'isatuximab' },
  { stated: ordering(drug('elotuzumab'), drug('bortezomib')), expected: [], because: 'others don’t interfere' },
  { stated: { ...ordered, ...screened }, expected: [], because: 'on record' },
  { stated: { ...ordered, ...requested(true) }, expected: [], because: 'ordered in the same session' },
  { stated: { ...ordered, ...requested(false) }, expected: ['info pending'], because: 'ordered before, no result' },
  {
    stated: { ...ordered, ...requested(true, 'hepatitis-b-surface-antigen') },
    expected: ['warning before-first-dose'],
    because: 'another test ordered',
  },
  {
    stated: { ...ordered, orderedTests: unknown([UNANSWERED]) },
    expected: ['warning before-first-dose'],
    because: 'orders not received',
  },
  {
    stated: { ...ordered, typeAndScreen: unknownFact('type-and-screen', 'unanswered') },
    expected: ['info results-unread'],
    because: 'results not received',
  },
  {
    stated: { ...ordered, ...had([course({ status: 'completed', to: '2025-06-01' })]) },
    expected: ['info interference'],
    because: 'a course years ago',
  },
  {
    stated: { ...ordered, ...had([course({ ingredient: 'isatuximab', status: 'stopped' })]) },
    expected: ['info interference'],
    because: 'isatuximab before',
  },
  {
    stated: { ...ordered, ...had([course({ ingredient: 'bortezomib' })]) },
    expected: ['warning before-first-dose'],
    because: 'another drug before',
  },
  {
    stated: { ...ordered, ...had([course({ from: TODAY })]) },
    expected: ['warning before-first-dose'],
    because: 'an order of today, not given yet',
  },
  {
    stated: { ...ordered, ...had([course({ from: null })]) },
    expected: ['warning before-first-dose'],
    because: 'an undated order, not given yet',
  },
  {
    stated: { ...ordered, ...had([course({ from: TODAY, given: [TODAY] })]) },
    expected: ['info interference'],
    because: 'given today',
  },
  {
    stated: { ...ordered, ...had([course({ references: [daratumumab.reference] })]) },
    expected: ['warning before-first-dose'],
    because: 'the draft re-signs that very order',
  },
  {
    stated: { ...ordered, ...taking(since('2026-11-19')) },
    expected: ['info interference'],
    because: 'active since yesterday',
  },
  {
    stated: { ...ordered, ...taking(since(TODAY)) },
    expected: ['warning before-first-dose'],
    because: 'active since today',
  },
  {
    stated: { ...ordered, ...taking(since(null)) },
    expected: ['warning before-first-dose'],
    because: 'active, start not known',
  },
  {
    stated: { ...ordered, ...taking(since('2026-11-01', daratumumab.reference)) },
    expected: ['warning before-first-dose'],
    because: 'the chart’s order is the draft',
  },
  {
    stated: { ...ordered, ...taking(drug('bortezomib')) },
    expected: ['warning before-first-dose'],
    because: 'another drug active',
  },
  {
    stated: { ...ordered, courses: unknown([UNANSWERED]) },
    expected: ['warning before-first-dose'],
    note: 'first-dose-unknown',
    because: 'therapy history not received',
  },
  {
    stated: { ...ordered, ...had([], [UNANSWERED]) },
    expected: ['warning before-first-dose'],
    note: 'first-dose-unknown',
    because: 'therapy history in part',
  },
  {
    stated: { ...ordered, activeDrugs: unknownFact('medications', 'unanswered') },
    expected: ['warning before-first-dose'],
    because: 'medication list not received',
  },
  {
    stated: taking(since('2026-10-01')),
    hook: 'patient-view',
    expected: ['info interference'],
    because: 'chart opened during therapy',
  },
  {
    stated: taking(since(TODAY)),
    hook: 'patient-view',
    expected: ['warning before-first-dose'],
    because: 'chart opened on the day of the order',
  },
  {
    stated: { ...taking(since('2026-10-01')), ...screened },
    hook: 'patient-view',
    expected: [],
    because: 'during therapy, on record',
  },
  { stated: taking(drug('lenalidomide')), hook: 'patient-view', expected: [], because: 'chart opened, another drug' },
])('$because: $expected', ({ stated, hook, expected, note }) => {
  const advice = judge(stated, hook);
  expect(inBrief(advice)).toEqual(expected);
  expect(advice.flatMap(({ notes = [] }) => notes.map(({ key }) => key))).toEqual(note === undefined ? [] : [note]);
  const offers = advice.flatMap(({ suggestions = [] }) => suggestions.map(({ item }) => item));
  expect(offers).toEqual(expected.includes('warning before-first-dose') ? ['order-type-and-screen'] : []);
});

test('a course and its active order are shown once', () => {
  const [advice] = judge({ ...ordered, ...taking(since('2026-10-01')), ...had([course({})]) });
  expect(advice?.evidence.filter(({ reference }) => reference === 'MedicationRequest/c')).toHaveLength(1);
});
