import type { OrderedTest, PreparatoryTest } from '../logic/diagnosis-facts.ts';
import { known, unknown, type Fact } from '../logic/facts.ts';
import { conceptsIn, referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { saidOf, type Named } from './entry-text.ts';
import { requestStanding } from './history-entries.ts';
import { PROCEDURE_LINES } from './history-procedures.ts';
import { textAt, type AnyResource } from './json.ts';
import { dateOf, entryEvidence, labelOf, searchedEvidence } from './presence.ts';

/** Orders for the tests that a therapy asks for (F-5, F-10): by code, or, without a known one, by their words (DEC-3). */

interface Line extends Named {
  readonly codes: readonly Concept[];
}

/** "乙肝五项", "两对半": the panel of five, in which both stand. */
const PANEL = '乙肝(五项|两对半|二对半)|乙(型)?肝(炎)?(病毒)?(血清|标志物)[^，,]{0,6}(五项|检测|检查)?';

const LINES: Readonly<Record<PreparatoryTest, Line>> = {
  'hepatitis-b-surface-antigen': {
    codes: ['hepatitis-b-surface-antigen'],
    named: new RegExp(
      `\\bhbs ?ag\\b|\\bhepatitis b (virus )?surface (ag|antigen)\\b|乙(型)?肝(炎)?(病毒)?表面抗原|${PANEL}`,
    ),
    apart: /antibod|抗体/i,
  },
  'hepatitis-b-core-antibody': {
    codes: ['hepatitis-b-core-antibody'],
    named: new RegExp(
      `\\b(anti-?hbc|hbc ?ab)\\b|\\bhepatitis b (virus )?core (total )?(ab|antibody|antibodies)\\b|乙(型)?肝(炎)?(病毒)?核心抗体|${PANEL}`,
    ),
    apart: /\bigm\b/i,
  },
  'type-and-screen': PROCEDURE_LINES.typeAndScreen,
};
const TESTS = Object.keys(LINES) as readonly PreparatoryTest[];

/** The orders for these tests that stand, of the session and of the chart. */
export function readOrderedTests(index: ChartIndex): Fact<readonly OrderedTest[]> {
  const inHand = index.drafts.filter(isDraftOfATest);
  const placed = (index.byType.get('ServiceRequest') ?? []).filter((request) => testsOf(index, request).length > 0);
  const standing = placed.filter((request) => requestStanding(index, request) === 'planned');
  const found = [...inHand, ...standing].flatMap((request) =>
    testsOf(index, request).map((test) => ({ test, request, inHand: inHand.includes(request) })),
  );
  const answered = index.chart.answers.serviceRequests === 'answered';
  const missing = answered ? [] : [{ concept: 'ordered-test', because: 'unanswered' as const }];
  if (found.length === 0 && !answered) return unknown(missing);
  if (found.length === 0) return known([], searchedEvidence(index, 'ordered-test', ['serviceRequests']));
  return known(
    found.map(({ test, request, inHand: inSession }) => ({
      test,
      inHand: inSession,
      date: dateOf(request),
      reference: referenceOf(request),
    })),
    [...new Set(found.map(({ request }) => request))].map((request) => entryEvidence('ordered-test', request)),
    missing,
  );
}

const isDraftOfATest = (draft: AnyResource): boolean =>
  draft.resourceType === 'ServiceRequest' &&
  ['draft', 'active'].includes(textAt(draft, 'status') ?? '') &&
  draft['doNotPerform'] !== true;

function testsOf(index: ChartIndex, request: AnyResource): readonly PreparatoryTest[] {
  const concepts = conceptsIn([request['code']], index.chart);
  return TESTS.filter((test) => {
    const { codes, ...named } = LINES[test];
    return concepts.size > 0 ? codes.some((code) => concepts.has(code)) : saidOf(labelOf(request), named) === 'stated';
  });
}
