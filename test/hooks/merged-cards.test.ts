import { dealCards } from '../../src/hooks/card-list.ts';
import { profileOf } from '../../src/hooks/profiles.ts';
import type { Rendering } from '../../src/hooks/render.ts';
import { loadWords, type Words } from '../../src/hooks/words.ts';
import type { Finding, Indicator, Rule } from '../../src/logic/rule.ts';
import { PAGES } from '../../src/logic/index.ts';

/** Several things missing for one order make one card, ranked, each with its own suggestion (issue 5; contract 4). */

const [base] = PAGES.filter((page) => page.id === 'VTE-TREATMENT');
if (!base) throw new Error('the page that these tests speak with is gone');

const words: Words = loadWords();
const service = { category: 'laboratory', system: 'loinc', code: '5196-1', display: 'HBsAg' } as const;

/** Findings that use the words of an existing page, so that only the gathering is tested. */
function finding(id: string, indicator: Indicator, group?: string): Finding {
  const rule: Rule = { ...base, id, ...(group === undefined ? {} : { group }) } as Rule;
  return {
    kind: 'advice',
    rule,
    advice: 'date-unknown',
    indicator,
    show: { drug: 'lenalidomide' },
    evidence: [],
    missing: [],
  };
}

const rendering = (mostCards = 6): Rendering => ({
  words,
  locale: 'en',
  patientId: 'p1',
  drafts: new Map([['MedicationRequest/d1', { resourceType: 'MedicationRequest', id: 'd1' }]]),
  profile: profileOf(undefined, false),
  linkHosts: [],
  onUnmapped: () => undefined,
  mostCards,
  stateOf: () => 'on',
});

const GROUP = 'order-prevention';
const idsOf = (extension: unknown): string[] =>
  [extension].flat().map((one) => (one as { readonly ruleId: string }).ruleId);
const shown = (findings: readonly Finding[], mostCards?: number): string[][] =>
  dealCards(findings, rendering(mostCards)).map(({ card: { extension } }) =>
    idsOf(extension['org.myeloma-cds.finding']),
  );

test.each<{ findings: readonly Finding[]; cards: string[][]; because: string }>([
  { findings: [finding('A', 'warning', GROUP)], cards: [['A']], because: 'one alone is an ordinary card' },
  {
    findings: [finding('A', 'warning', GROUP), finding('B', 'warning', GROUP), finding('C', 'info', GROUP)],
    cards: [['A', 'B', 'C']],
    because: 'three of a group share one',
  },
  {
    findings: [
      finding('X', 'critical'),
      finding('A', 'warning', GROUP),
      finding('Y', 'info'),
      finding('B', 'info', GROUP),
    ],
    cards: [['X'], ['A', 'B'], ['Y']],
    because: 'the group stands where its most urgent finding stands',
  },
  {
    findings: [finding('A', 'warning', GROUP), finding('B', 'warning', 'another'), finding('C', 'warning')],
    cards: [['A'], ['B'], ['C']],
    because: 'groups don’t mix',
  },
  { findings: [finding('A', 'warning'), finding('B', 'warning')], cards: [['A'], ['B']], because: 'no group' },
])('$because', ({ findings, cards }) => {
  expect(shown(findings)).toEqual(cards);
});

test('a merged card counts once towards the limit, and what is beyond is folded', () => {
  const findings = [
    finding('A', 'warning', GROUP),
    finding('B', 'warning', GROUP),
    finding('C', 'warning'),
    finding('D', 'info'),
    finding('E', 'info'),
  ];
  expect(shown(findings, 3)).toEqual([['A', 'B'], ['C'], ['D', 'E']]);
});

test('a page that broke is not gathered', () => {
  const broken: Finding = { kind: 'broken', rule: finding('B', 'warning', GROUP).rule, cause: new Error('x') };
  expect(shown([finding('A', 'warning', GROUP), broken, finding('C', 'warning', GROUP)])).toEqual([['A', 'C'], ['B']]);
});

test('the merged card names what is missing and says each ground under its name', () => {
  const [{ card } = { card: undefined }] = dealCards(
    [finding('A', 'warning', GROUP), finding('B', 'info', GROUP)],
    rendering(),
  );
  const name = words.say('en', 'vte/treatment.name');
  expect(card?.summary).toBe(`2 items to settle before this order: ${name}, ${name}`);
  expect(card?.indicator).toBe('warning');
  expect(card?.detail.split(`**${name}**`)).toHaveLength(3);
  expect(card?.source.topic.code).toBe('ORDERPREVENTION');
  expect(card?.overrideReasons?.map(({ code }) => code)).toEqual(
    words.keysBelow('en', 'vte/treatment.overrideReasons'),
  );
  expect(card?.suggestions).toBeUndefined();
});

test('suggestions of a merged card don’t exclude each other', () => {
  const page = PAGES.find((one) => one.id === 'LEN-RENAL-DOSE');
  const offering = (draft: boolean): Finding => ({
    ...(finding('A', 'warning') as Finding & { kind: 'advice' }),
    rule: { ...page, group: GROUP } as Rule,
    advice: 'clearance-unknown',
    suggestions: draft
      ? [{ kind: 'delete', item: 'order-creatinine', draft: 'MedicationRequest/d1' }]
      : [{ kind: 'service', item: 'order-creatinine', service }],
  });
  const [{ card } = { card: undefined }] = dealCards([offering(false), offering(true)], rendering());
  expect(card?.selectionBehavior).toBe('any');
  expect(card?.suggestions?.map(({ actions }) => actions[0])).toMatchObject([
    { type: 'create', resource: { resourceType: 'ServiceRequest', code: { coding: [{ code: '5196-1' }] } } },
    { type: 'delete', resourceId: 'MedicationRequest/d1' },
  ]);
});

test('each finding keeps its own suggestions, on a card of its own, shared or folded', () => {
  const page = PAGES.find((one) => one.id === 'LEN-RENAL-DOSE');
  const offering = (id: string, group?: string): Finding => ({
    ...(finding(id, 'warning') as Finding & { kind: 'advice' }),
    rule: { ...page, id, group } as Rule,
    advice: 'clearance-unknown',
    suggestions: [{ kind: 'service', item: 'order-creatinine', service }],
  });
  const findings = [offering('A', GROUP), offering('B', GROUP), offering('C'), offering('D'), offering('E')];
  const [shared, alone, folded, none] = dealCards(findings, rendering(3));
  expect(none).toBeUndefined();
  expect(shared?.shows.flatMap(({ suggestions }) => suggestions)).toEqual(
    shared?.card.suggestions?.map(({ uuid }) => uuid),
  );
  expect(shared?.shows.map(({ finding: { rule }, suggestions }) => [rule.id, suggestions.length])).toEqual([
    ['A', 1],
    ['B', 1],
  ]);
  expect(alone?.shows.map(({ finding: { rule }, suggestions }) => [rule.id, suggestions.length])).toEqual([['C', 1]]);
  expect(folded?.shows.map(({ finding: { rule }, suggestions }) => [rule.id, suggestions])).toEqual([
    ['D', []],
    ['E', []],
  ]);
  expect(folded?.card.suggestions).toBeUndefined();
});
