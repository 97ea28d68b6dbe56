import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { READERS } from '../src/fhir-mapping/patient-facts.ts';
import { keysFor } from '../src/fhir-mapping/queries.ts';
import { PAGES } from '../src/logic/index.ts';
import type { Rule } from '../src/logic/rule.ts';
import { nodesOf, sourcesIn } from './hooks/source-tree.ts';

/** The registry checks itself: page, test, words and ids go together (design, "Adding a page"; contract 3 and 4). */

const AREAS = sourcesIn('src/logic').filter(({ path }) => path.split('/').length === 4);
const pages = PAGES.map((rule) => ({ id: rule.id, rule }));

/** Contract 3: ids that others rely on. */
const CONTRACT_IDS =
  `VTE-PROPHYLAXIS VTE-TREATMENT ANTICOAGULANT-PLATELETS LEN-RENAL-DOSE BONE-AGENT-MISSING BONE-AGENT-RENAL
BONE-AGENT-DENTAL HBV-SCREEN TYPE-AND-SCREEN ZOSTER-PROPHYLAXIS HIGH-DOSE-DEX-PROPHYLAXIS STEM-CELL-TOXIC STEM-CELL-HARVEST BORTEZOMIB-ROUTE
BORTEZOMIB-FREQUENCY CARFILZOMIB-CARDIAC DARATUMUMAB-ROUTE-DOSE REGIMEN-RECOGNISED REGIMEN-RESTRICTION REGIMEN-NOT-LISTED TWO-DRUG-REGIMEN
REGIMEN-REPEAT NEUROPATHY-CAUTION RELAPSE-OPTIONS NEPHROTOXIC-DRUG CONTRAST-RENAL SKELETAL-SURVEY DIAGNOSIS-CLASSIFICATION
DIAGNOSIS-DISCREPANCY STAGING SMOLDERING-RISK SMOLDERING-THERAPY WORKUP-GAPS MONITORING-DUE RESPONSE-STATUS PROGRESSION HYPERCALCEMIA
INFECTION-PREVENTION ANEMIA-ESA RENAL-DISEASE RENAL-RECOVERY PLASMACYTOMA-CARE FRAILTY MGRS-BIOPSY MGNS-SUSPICION POEMS-CRITERIA`.split(
    /\s+/,
  );
/** Ours, besides. */
const OWN_IDS = ['CHART-INCOMPLETE'];

/** Frozen: acknowledgements and lock-outs at the client hang on these (R-20, PR-16). Add, never rename. */
const TOPIC_CODES = [
  ...['LENRENALDOSE', 'ANTICOAGULANTPLATELETS', 'VTETREATMENT', 'VTEPROPHYLAXIS', 'CHARTINCOMPLETE'],
  ...['HBVSCREEN', 'TYPEANDSCREEN', 'ZOSTERPROPHYLAXIS', 'HIGHDOSEDEXPROPHYLAXIS', 'INFECTIONPREVENTION', 'ANEMIAESA'],
  ...['BONEAGENTRENAL', 'BONEAGENTMISSING', 'BONEAGENTDENTAL', 'HYPERCALCEMIA'],
  ...['RENALDISEASE', 'RENALRECOVERY', 'NEPHROTOXICDRUG'],
  ...['STEMCELLTOXIC', 'STEMCELLHARVEST', 'BORTEZOMIBROUTE', 'BORTEZOMIBFREQUENCY'],
  ...['CARFILZOMIBCARDIAC', 'DARATUMUMABROUTEDOSE'],
  ...['PLASMACYTOMACARE', 'STAGING', 'FRAILTY'],
  ...['DIAGNOSISCLASSIFICATION', 'DIAGNOSISDISCREPANCY', 'SMOLDERINGRISK', 'SMOLDERINGTHERAPY'],
  ...['CONTRASTRENAL', 'SKELETALSURVEY', 'WORKUPGAPS'],
];

test('the topic codes are the frozen ones', () => {
  expect(PAGES.map(({ id }) => id.replaceAll('-', '')).sort()).toEqual([...TOPIC_CODES].sort());
  expect(TOPIC_CODES.filter((code) => !/^[A-Za-z0-9]{1,100}$/.test(code))).toEqual([]);
});

test('every page of the source is in the registry, and ids and words are given once', () => {
  const defined = AREAS.filter(({ text }) => /\bdefineRule\(/.test(text)).map(({ path }) =>
    path.slice('src/logic/'.length, -'.ts'.length),
  );
  expect(PAGES.map(({ words }) => words).sort()).toEqual(defined.sort());
  expect(new Set(PAGES.map(({ id }) => id)).size).toBe(PAGES.length);
  expect(new Set(PAGES.map(({ id }) => id.replaceAll('-', ''))).size).toBe(PAGES.length);
});

describe.each(pages)('$id', ({ id, rule }) => {
  test('has an id of upper-case words with hyphens that the contract or this list knows', () => {
    expect(id).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)*$/);
    expect([...CONTRACT_IDS, ...OWN_IDS]).toContain(id);
  });

  test('has its page, its test and both card files under one name', () => {
    const files = [
      `src/logic/${rule.words}.ts`,
      `test/logic/${rule.words}.test.ts`,
      `cards/${rule.words}.en.yaml`,
      `cards/${rule.words}.zh-CN.yaml`,
    ];
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(readFileSync(`src/logic/${rule.words}.ts`, 'utf8')).toContain(`id: '${id}'`);
  });

  test('cites pages of the guideline and ids of the specification', () => {
    expect(rule.cites.length).toBeGreaterThan(0);
    for (const { page, specIds, label } of rule.cites) {
      // What is about the chart rather than about the guideline has no page.
      expect(page).toMatch(OWN_IDS.includes(id) ? /^(none|MYEL-[A-Z0-9]+)$/ : /^(MYEL|MGRS|MGNS|POEMS)-[A-Z0-9]+$/);
      expect(specIds.length).toBeGreaterThan(0);
      for (const specId of specIds) expect(specId).toMatch(/^[A-Z]+-\d+[a-z]?$/);
      expect(label.trim()).not.toBe('');
    }
  });

  test('fires on hooks that there are, and advises something', () => {
    expect(rule.hooks.length).toBeGreaterThan(0);
    expect(rule.hooks.filter((hook) => !['patient-view', 'order-select', 'order-sign'].includes(hook))).toEqual([]);
    expect(rule.advises.length).toBeGreaterThan(0);
    expect(rule.topic).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('declares nothing twice, and only facts that have a reader', () => {
    for (const list of [
      rule.reads,
      rule.advises,
      rule.notes,
      rule.suggests,
      rule.hooks,
    ] as readonly (readonly string[])[]) {
      expect(list.filter((one, at) => list.indexOf(one) !== at)).toEqual([]);
    }
    expect(rule.reads.filter((name) => name !== 'asOf' && !Object.hasOwn(READERS, name))).toEqual([]);
    expect(keysFor(rule.reads)).toContain('patient');
  });

  test('says every advice, note and suggestion that it declares', () => {
    const said = literalsSaid(rule);
    const isSaid = (key: string): boolean =>
      said.has(key) || (key.endsWith('-unknown') && said.has(key.slice(0, -'-unknown'.length)));
    expect([...rule.advises, ...rule.notes, ...rule.suggests].filter((key) => !isSaid(key))).toEqual([]);
  });
});

/** String literals of a page's area, but for its own declarations and types. */
function literalsSaid({ words }: Rule): ReadonlySet<string> {
  const area = words.split('/')[0] ?? '';
  const declares = (node: ts.Node): boolean =>
    (ts.isPropertyAssignment(node) &&
      ['advises', 'notes', 'suggests', 'reads'].includes(node.name.getText()) &&
      ts.isArrayLiteralExpression(node.initializer)) ||
    ts.isTypeNode(node);
  const collect = (node: ts.Node): string[] => {
    if (declares(node) && isDeclaration(node)) return [];
    const own = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? [node.text] : [];
    const children: string[] = [];
    node.forEachChild((child) => {
      children.push(...collect(child));
    });
    return [...own, ...children];
  };
  return new Set(
    AREAS.filter(({ path }) => path.startsWith(`src/logic/${area}/`)).flatMap(({ tree }) => collect(tree)),
  );
}

/** `notes: [...]` in the page's head is a declaration; the same name in an advice is use. */
function isDeclaration(node: ts.Node): boolean {
  if (ts.isTypeNode(node)) return true;
  const { parent } = node.parent;
  return ts.isCallExpression(parent) && parent.expression.getText() === 'defineRule';
}

test('control: a declared key that nobody says would be noticed', () => {
  const [page] = PAGES;
  expect(page && literalsSaid(page).has('no-such-key')).toBe(false);
  expect(page && literalsSaid(page).has(page.advises[0] ?? '')).toBe(true);
  expect(nodesOf(AREAS[0]?.tree ?? ts.createSourceFile('x', '', ts.ScriptTarget.ES2023)).length).toBeGreaterThan(10);
});
