import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { parse } from 'yaml';
import { INGREDIENTS, isAnticoagulant, isBoneAgent, type Ingredient } from '../../src/logic/drugs.ts';
import { PROBE_CONCEPTS } from '../../src/fhir-mapping/disease/cytogenetics.ts';
import { ITEMS } from '../../src/logic/workup/items.ts';
import { WORKUP_TESTS } from '../../src/logic/workup-facts.ts';
import { appAt, WORDS } from '../app.ts';
import { evaluation, TODAY, type Json } from '../patient.ts';
import { lenalidomide25, post } from './calls.ts';
import { nodesOf, sourcesIn, unionOf } from './source-tree.ts';

/** `cards/shared.*.yaml`: a name for everything that the code can emit, and no name that nothing emits. */

type Lists = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const SHARED = parse(readFileSync('cards/shared.en.yaml', 'utf8')) as Lists & Readonly<Record<string, unknown>>;
const named = (list: string): string[] => Object.keys(SHARED[list] ?? {});

const LOGIC = sourcesIn('src/logic');
const EMITTING = [...LOGIC, ...sourcesIn('src/fhir-mapping').filter(({ path }) => !path.includes('/codes/'))];

/** Calls that take the name of a concept as a plain string. */
const EMITTERS = new Set([
  ...['derived', 'evidenceOf', 'entryEvidence', 'searchedEvidence', 'newestAnswer', 'noDocument', 'evidence'],
]);

/** The concepts that evidence and missing facts are written under, as they stand in the source. */
function conceptsInSource(): string[] {
  const found = EMITTING.flatMap(({ tree }) => nodesOf(tree)).flatMap((node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'concept') return literals(node.initializer);
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'concept')
      return node.initializer && ts.isStringLiteral(node.initializer) ? [node.initializer.text] : [];
    if (ts.isCallExpression(node) && EMITTERS.has(node.expression.getText()))
      return node.arguments.slice(0, 2).flatMap(literals);
    return [];
  });
  return [...new Set(found)].filter((name) => /^[a-z][a-z0-9-]*$/.test(name)).sort();
}

const literals = (node: ts.Node): string[] =>
  nodesOf(node).flatMap((one) => (ts.isStringLiteral(one) ? [one.text] : []));

/** Drugs whose dose some page asks for and may not be able to read. */
const DOSED = [...INGREDIENTS].filter(
  (drug) =>
    ['lenalidomide', 'dexamethasone', 'aspirin'].includes(drug) ||
    isAnticoagulant({ ingredient: drug as Ingredient }) ||
    isBoneAgent({ ingredient: drug as Ingredient }),
);

test('control: the concepts are found in the source', () => {
  expect(conceptsInSource()).toEqual(
    expect.arrayContaining(['serum-creatinine', 'creatinine-clearance', 'multiple-myeloma', 'surgery']),
  );
});

/** The items of the work-up checklist, and the tests behind them that have no other name. */
const WORKUP = [...ITEMS.map(({ item }) => item), ...WORKUP_TESTS];

const EMITTED: readonly (readonly [string, readonly string[]])[] = [
  [
    'concepts',
    [
      ...conceptsInSource(),
      ...Object.values(PROBE_CONCEPTS),
      'extramedullary-disease',
      'new-lesion',
      ...unionOf(LOGIC, 'ChartKind'),
      ...WORKUP,
      ...DOSED.map((drug) => `${drug}-dose`),
    ],
  ],
  ['drugs', [...INGREDIENTS]],
  ['reasons', unionOf(LOGIC, 'Reason')],
  ['kinds', unionOf(LOGIC, 'ChartKind')],
  [
    'values',
    [
      ...['Sex', 'Result', 'ClinicalStatus', 'DiseaseTrend', 'Frailty', 'Cause', 'Route', 'Modality'].flatMap((name) =>
        unionOf(LOGIC, name),
      ),
      'not-detected',
      'done',
      'yes',
      'no',
    ],
  ],
  [
    'methods',
    [
      'cockcroft-gault',
      'measured',
      'ckd-epi-2021',
      'computed',
      'highest-of-day',
      'text',
      'onset',
      'recorded',
      'setting',
      'age',
    ],
  ],
  ['schedules', ['no-adjustment', 'moderate', 'severe', 'dialysis']],
  ['shortSchedules', ['no-adjustment', 'moderate', 'severe', 'dialysis']],
  ['scores', ['impede', 'saved']],
  ['headings', ['evidence', 'missing', 'byHand']],
  ['actions', ['because', 'oneOf', 'removeFirst', 'orderInstead']],
];

describe.each(EMITTED)('%s', (list, emitted) => {
  test('everything that the code can emit has a name, in both languages', () => {
    for (const locale of ['en', 'zh-CN'] as const) {
      const unnamed = emitted.filter(
        (name) => !WORDS.has(locale, `shared.${list}.${name}`) && !(list === 'concepts' && INGREDIENTS.has(name)),
      );
      expect([locale, unnamed]).toEqual([locale, []]);
    }
  });

  test('nothing has a name that the code never emits', () => {
    expect(named(list).filter((name) => !emitted.includes(name))).toEqual([]);
  });
});

test('score items are the ones of the scores', async () => {
  const { text } = await post(appAt(TODAY), '/api/evaluate', evaluation({}, [lenalidomide25()]));
  const { results } = JSON.parse(text) as {
    results: { vte: Record<'impede' | 'saved', { items: { item: string }[] }> };
  };
  const { impede, saved } = results.vte;
  const items = SHARED['items'] as Record<'impede' | 'saved', Json>;
  expect(Object.keys(items.impede).sort()).toEqual(impede.items.map(({ item }) => item).sort());
  expect(Object.keys(items.saved).sort()).toEqual(saved.items.map(({ item }) => item).sort());
});

test('every other shared text is said somewhere in src/hooks', () => {
  const source = sourcesIn('src/hooks')
    .map(({ text }) => text)
    .join('\n');
  const single = Object.entries(SHARED).flatMap(([key, value]) => (typeof value === 'string' ? [key] : []));
  expect(single.filter((key) => !new RegExp(`['"\`.]${key}['"\`]`).test(source))).toEqual([]);
});
