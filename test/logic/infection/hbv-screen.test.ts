import type { OrderedTest } from '../../../src/logic/diagnosis-facts.ts';
import { known, unknown, type Evidence } from '../../../src/logic/facts.ts';
import type { Outcomes, Result } from '../../../src/logic/outcome.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { hbvScreen } from '../../../src/logic/infection/hbv-screen.ts';
import { adviceOf, context, drug, inBrief, ordering, taking, unknownFact, type Stated } from '../facts.ts';

/** F-5: hepatitis B before daratumumab or carfilzomib. */

const SURFACE = 'hepatitis-b-surface-antigen';
const CORE = 'hepatitis-b-core-antibody';

const answer = (concept: string, result: Result, date: string): Evidence => ({
  concept,
  value: result,
  date,
  reference: `Observation/${concept}-${date}`,
  stale: false,
});

/** Answers of one test, oldest first. */
function tested(concept: string, ...results: readonly Result[]): Outcomes {
  const outcomes = results.map((result, at) => {
    const date = `201${at}-03-01`;
    return { result, date, evidence: [answer(concept, result, date)] };
  });
  return known(
    outcomes,
    outcomes.flatMap(({ evidence }) => evidence),
  );
}

const surface = (...results: readonly Result[]): Stated => ({ hepatitisBSurfaceAntigen: tested(SURFACE, ...results) });
const core = (...results: readonly Result[]): Stated => ({ hepatitisBCoreAntibody: tested(CORE, ...results) });
const dna = (...results: readonly Result[]): Stated => ({ hepatitisBDna: tested('hepatitis-b-dna', ...results) });
const UNREAD: Stated = {
  hepatitisBSurfaceAntigen: unknownFact(SURFACE, 'unanswered'),
  hepatitisBCoreAntibody: unknownFact(CORE, 'unanswered'),
};
const RECORDED: Stated = {
  hepatitisB: known(
    [{ label: 'HBV', date: null, current: true, reference: 'Condition/b' }],
    [{ concept: 'hepatitis-b', value: 'HBV', reference: 'Condition/b', stale: false }],
  ),
};

function requested(inHand: boolean, ...tests: readonly OrderedTest['test'][]): Stated {
  const orders = tests.map((test) => ({ test, inHand, date: null, reference: `ServiceRequest/${test}` }));
  const evidence = orders.map(({ reference }) => ({ concept: 'ordered-test', value: 'x', reference, stale: false }));
  return { orderedTests: known(orders, evidence) };
}

const daratumumab = drug('daratumumab');
const ordered = ordering(daratumumab);
const judge = (stated: Stated, hook: Hook = 'order-sign') => adviceOf(hbvScreen, stated, context(hook));

describe('which therapies ask for it', () => {
  test.each<{ stated: Stated; hook: Hook; expected: readonly string[]; because: string }>([
    { stated: ordered, hook: 'order-select', expected: ['warning none-on-record'], because: 'daratumumab' },
    {
      stated: ordering(drug('carfilzomib')),
      hook: 'order-sign',
      expected: ['warning none-on-record'],
      because: 'carfilzomib',
    },
    {
      stated: ordering(drug('isatuximab'), drug('bortezomib')),
      hook: 'order-sign',
      expected: [],
      because: 'others don’t',
    },
    { stated: taking(daratumumab), hook: 'patient-view', expected: ['warning none-on-record'], because: 'active' },
    { stated: taking(drug('lenalidomide')), hook: 'patient-view', expected: [], because: 'active, another drug' },
    {
      stated: { ...taking(daratumumab), ...ordering(drug('aspirin')) },
      hook: 'order-sign',
      expected: [],
      because: 'an order beside the active drug',
    },
    {
      stated: { activeDrugs: unknownFact('medications', 'unanswered') },
      hook: 'patient-view',
      expected: [],
      because: 'drugs not received',
    },
    {
      stated: { plannedDrugs: [daratumumab], selectedDrugs: [] },
      hook: 'order-select',
      expected: [],
      because: 'a draft that isn’t selected',
    },
  ])('$because ($hook): $expected', ({ stated, hook, expected }) => {
    expect(inBrief(judge(stated, hook))).toEqual(expected);
  });
});

describe('what is on record', () => {
  test.each<{ stated: Stated; expected: readonly string[]; offers: readonly string[]; because: string }>([
    {
      stated: {},
      expected: ['warning none-on-record'],
      offers: ['order-surface-antigen', 'order-core-antibody'],
      because: 'nothing',
    },
    {
      stated: { ...surface('negative'), ...core('negative') },
      expected: [],
      offers: [],
      because: 'both negative, however old',
    },
    {
      stated: surface('negative'),
      expected: ['warning one-missing'],
      offers: ['order-core-antibody'],
      because: 'surface antigen only',
    },
    {
      stated: core('negative'),
      expected: ['warning one-missing'],
      offers: ['order-surface-antigen'],
      because: 'core antibody only',
    },
    {
      stated: { ...surface('positive'), ...core('negative') },
      expected: ['warning positive'],
      offers: [],
      because: 'surface antigen positive',
    },
    {
      stated: surface('positive'),
      expected: ['warning positive'],
      offers: [],
      because: 'positive, and the other missing: no test',
    },
    {
      stated: { ...surface('positive', 'negative'), ...core('negative') },
      expected: ['warning positive'],
      offers: [],
      because: 'positive once',
    },
    {
      stated: { ...surface('negative'), ...core('negative'), ...dna('positive') },
      expected: ['warning positive'],
      offers: [],
      because: 'DNA found',
    },
    {
      stated: { ...surface('negative'), ...core('negative'), ...dna('negative') },
      expected: [],
      offers: [],
      because: 'no DNA',
    },
    {
      stated: { ...surface('negative'), ...core('positive') },
      expected: ['info core-positive'],
      offers: [],
      because: 'core antibody positive',
    },
    {
      stated: core('positive'),
      expected: ['warning core-positive'],
      offers: ['order-surface-antigen'],
      because: 'core antibody positive, surface antigen not known',
    },
    { stated: RECORDED, expected: ['warning recorded'], offers: [], because: 'hepatitis B on the problem list' },
    {
      stated: { ...RECORDED, ...UNREAD },
      expected: ['warning recorded'],
      offers: [],
      because: 'recorded, results not received',
    },
    {
      stated: { hepatitisB: unknownFact('hepatitis-b', 'unanswered') },
      expected: ['warning none-on-record'],
      offers: ['order-surface-antigen', 'order-core-antibody'],
      because: 'problem list not received',
    },
    {
      stated: { ...surface('indeterminate'), ...core('negative') },
      expected: ['info unclear'],
      offers: [],
      because: 'indeterminate is no negative',
    },
    {
      stated: { ...surface('indeterminate', 'negative'), ...core('negative') },
      expected: [],
      offers: [],
      because: 'repeated, negative',
    },
    {
      stated: { hepatitisBSurfaceAntigen: unknownFact(SURFACE, 'unreadable'), ...core('negative') },
      expected: ['info unclear'],
      offers: [],
      because: 'there, and can’t be read',
    },
    {
      stated: surface('indeterminate'),
      expected: ['warning one-missing'],
      offers: ['order-core-antibody'],
      because: 'one unclear, one missing',
    },
    { stated: UNREAD, expected: ['info results-unread'], offers: [], because: 'results not received' },
    { stated: requested(true, SURFACE, CORE), expected: [], offers: [], because: 'both ordered in the same session' },
    {
      stated: requested(true, SURFACE),
      expected: ['warning one-missing'],
      offers: ['order-core-antibody'],
      because: 'one ordered in the same session',
    },
    { stated: requested(false, SURFACE, CORE), expected: ['info pending'], offers: [], because: 'both ordered before' },
    {
      stated: requested(false, 'type-and-screen'),
      expected: ['warning none-on-record'],
      offers: ['order-surface-antigen', 'order-core-antibody'],
      because: 'another test ordered',
    },
    {
      stated: { orderedTests: unknown([{ concept: 'ordered-test', because: 'unanswered' }]) },
      expected: ['warning none-on-record'],
      offers: ['order-surface-antigen', 'order-core-antibody'],
      because: 'orders not received',
    },
  ])('$because: $expected, offers $offers', ({ stated, expected, offers }) => {
    const advice = judge({ ...ordered, ...stated });
    expect(inBrief(advice)).toEqual(expected);
    expect(advice.flatMap(({ suggestions = [] }) => suggestions.map(({ item }) => item))).toEqual(offers);
  });
});

test.each<{ stated: Stated; measure: string | undefined; because: string }>([
  { stated: surface('negative'), measure: CORE, because: 'the missing one' },
  { stated: {}, measure: `${SURFACE}|${CORE}`, because: 'both' },
  { stated: { ...surface('indeterminate'), ...core('negative') }, measure: SURFACE, because: 'the unclear one' },
  { stated: { ...surface('negative'), ...requested(false, CORE) }, measure: CORE, because: 'the one without a result' },
  { stated: surface('positive'), measure: CORE, because: 'positive: the other still lacks' },
])('names $because', ({ stated, measure }) => {
  expect(judge({ ...ordered, ...stated })[0]?.show['measure']).toBe(measure);
});

test('shows the order, the results that decide, and names what is missing', () => {
  const [advice] = judge({ ...ordered, ...surface('positive', 'negative') });
  expect(advice?.evidence.map(({ concept, value }) => `${concept} ${value}`)).toEqual([
    'daratumumab daratumumab',
    `${SURFACE} positive`,
  ]);
  expect(judge(ordered)[0]?.missing.map(({ concept, because }) => `${concept} ${because}`)).toHaveLength(2);
  expect(judge({ ...ordered, ...requested(false, SURFACE, CORE) })[0]?.evidence).toHaveLength(3);
});

test('shares a card with what else is open: before an order, or during the therapy', () => {
  expect(judge(ordered)[0]?.group).toBe('order-prevention');
  expect(judge(taking(daratumumab), 'patient-view')[0]?.group).toBe('therapy-prevention');
});
