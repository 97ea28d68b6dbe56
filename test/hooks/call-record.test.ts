import { callRecord } from '../../src/hooks/call-record.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { PAGES } from '../../src/logic/index.ts';
import type { Finding } from '../../src/logic/rule.ts';
import type { Card } from '../../src/hooks/types.ts';

/** What is recorded of an answer: rules, versions, ids; nothing that a card says. */

const [page] = PAGES;
if (!page) throw new Error('no page');
const advice: Finding = {
  kind: 'advice',
  rule: page,
  advice: 'some-advice',
  indicator: 'critical',
  show: { drug: 'Zyxwvut' },
  evidence: [
    {
      concept: 'platelets',
      value: 81,
      unit: '10*9/L',
      date: '2026-11-01',
      reference: 'Observation/Zyxwvut',
      stale: false,
    },
  ],
  missing: [],
};
const lacking: Finding = { ...advice, missing: [{ concept: 'platelets', because: 'absent' }] };
const broken: Finding = { kind: 'broken', rule: page, cause: new Error('Zyxwvut') };
const card = { uuid: 'c1', summary: 'Zyxwvut' } as Card;

const recordOf = (findings: readonly Finding[], shown: readonly Finding[]) =>
  callRecord(
    'myeloma-order-sign',
    findings,
    {
      client: undefined,
      hookInstance: 'h',
      patient: 'p',
      user: 'u',
      pages: [page],
      dealt: [{ card, shows: shown.map((finding) => ({ finding, suggestions: ['s1'] })) }],
      visibility: { inPilot: () => false, recognised: new Map() },
    },
    { at: 1, latencyMs: 2, knowledgeDigest: 'k', configDigest: 'c', pseudonym: createPseudonym('x'.repeat(32)) },
  );

test.each([
  {
    what: 'shown',
    finding: advice,
    shown: true,
    record: {
      advice: 'some-advice',
      indicator: 'critical',
      state: 'on',
      unknown: false,
      card: 'c1',
      suggestions: ['s1'],
    },
  },
  { what: 'silent', finding: advice, shown: false, record: { state: 'silent', card: null, suggestions: [] } },
  { what: 'lacking data', finding: lacking, shown: true, record: { unknown: true } },
  {
    what: 'a broken page',
    finding: broken,
    shown: true,
    record: { advice: 'broken', indicator: 'warning', unknown: true, state: 'on' },
  },
])('$what', ({ finding, shown, record }) => {
  const call = recordOf([finding], shown ? [finding] : []);
  expect(call.findings).toMatchObject([{ rule: page.id, ...record }]);
  expect(call).toMatchObject({
    client: 'unlisted',
    evaluated: [page.id],
    guidelineVersion: '5.2022',
    at: 1,
    latencyMs: 2,
  });
  expect(JSON.stringify(call)).not.toContain('Zyxwvut');
});
