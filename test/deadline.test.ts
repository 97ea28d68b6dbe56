import { Writable } from 'node:stream';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { timeLimit } from '../src/evaluate-chart.ts';
import { createMetrics } from '../src/metrics.ts';
import { DEFAULT_LIMITS } from '../src/settings/limits.ts';
import type { Settings } from '../src/settings/settings.ts';
import type { CallRecord } from '../src/store/records.ts';
import { NO_STORE, partsAt } from './app.ts';
import { schemaProblems } from './api/schema.ts';
import { findingsOf, fire, hookCall, lenalidomide25, post, rulesOf, TODAY } from './hooks/calls.ts';
import { problemsOf } from './hooks/card-rules.ts';
import { evaluation, type Json } from './patient.ts';
import { client } from './profile-answers.ts';

/** PR-54: when the time is used up, the cards decided so far, and one that names what was not checked. Never silence. */

const lines: string[] = [];
const records: CallRecord[] = [];
const metrics = createMetrics();

/** An app whose clock leaves time for so many pages, at ten milliseconds each. */
function appFor(pages: number, limits: Partial<typeof DEFAULT_LIMITS> = {}, more: Partial<Settings> = {}) {
  let asked = 0;
  // Asked once for the start, and then before each page.
  const elapsed = (): number => 10 * asked++;
  const log = pino(
    { level: 'warn' },
    new Writable({ write: (chunk: Buffer, _encoding, done) => done(void lines.push(chunk.toString())) }),
  );
  const settings = { ...more, limits: { ...DEFAULT_LIMITS, ...limits, evaluationMs: 10 * (pages + 1) } };
  const store = { ...NO_STORE, record: (call: CallRecord) => void records.push(call) };
  return createApp({ ...partsAt(TODAY, settings, store), elapsed, log, metrics });
}
const isNote = ({ source }: { source: { topic: { code: string } } }): boolean => source.topic.code === 'NOTEVALUATED';
const sent = { drafts: [lenalidomide25()], patientId: 'p1' };

test.each([
  { pages: 0, locale: 'en', named: /not made for lack of time/ },
  { pages: 0, locale: 'zh-CN', named: /未能执行/ },
  { pages: 1, locale: 'en', named: /not made for lack of time/ },
  { pages: 1, locale: 'zh-CN', named: /未能执行/ },
])('time for $pages pages, in $locale: cards valid, the rest named', async ({ pages, locale, named }) => {
  records.length = 0;
  lines.length = 0;
  const answer = await fire(appFor(pages), hookCall('order-sign'), undefined, { 'Accept-Language': locale });
  expect(answer.status).toBe(200);
  expect(problemsOf(answer.text, sent)).toEqual([]);
  const [note] = answer.cards.filter(isNote);
  expect([note?.indicator, note?.summary]).toEqual(['warning', expect.stringMatching(named)]);
  const left = findingsOf({ cards: answer.cards.filter(isNote) }).map(({ ruleId }) => String(ruleId));
  const evaluated = records[0]?.evaluated ?? [];
  // The first page in the order of the registry is the dose of lenalidomide.
  expect(evaluated).toEqual(pages === 0 ? [] : ['LEN-RENAL-DOSE']);
  expect(left.filter((id) => evaluated.includes(id))).toEqual([]);
  expect(left.length).toBeGreaterThan(10);
  expect(rulesOf({ cards: answer.cards.filter((card) => !isNote(card)) })).toEqual(evaluated);
  expect(note?.detail.match(/^- /gm)?.length).toBe(left.length);
  expect(lines.map((line) => JSON.parse(line) as Json)).toMatchObject([{ service: 'myeloma-order-sign', rules: left }]);
});

test('enough time: the answer is as ever, and nothing is said of time', async () => {
  lines.length = 0;
  const answer = await fire(appFor(500), hookCall('order-sign'));
  expect(answer.cards.some(isNote)).toBe(false);
  expect(rulesOf(answer)).toContain('LEN-RENAL-DOSE');
  expect(lines).toEqual([]);
});

test('counted by service and rule', async () => {
  expect(await metrics.registry.metrics()).toMatch(
    /myeloma_cds_unevaluated_total\{service="myeloma-order-sign",rule="VTE-PROPHYLAXIS"\} 4/,
  );
});

test.each([
  { cards: 6, most: 6 },
  { cards: 2, most: 2 },
  { cards: 1, most: 2 },
])('limits.cards $cards: at most $most, the note among them', async ({ cards, most }) => {
  const answer = await fire(appFor(12, { cards }), hookCall('order-sign'));
  expect(answer.cards.length).toBeLessThanOrEqual(most);
  expect(answer.cards.filter(isNote).length).toBe(1);
});

const AT = 'https://ehr.example.org/r4';
const SHOWN = ['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS'];
test.each<{ more: Partial<Settings>; named: readonly string[]; because: string }>([
  { more: { defaultRuleState: 'silent' }, named: [], because: 'all rules are silent' },
  {
    more: { clients: [client('generic', { fhirServers: [AT], silent: true })] },
    named: [],
    because: 'a silent client',
  },
  {
    more: {
      defaultRuleState: 'silent',
      rules: {
        [SHOWN[0] ?? '']: { state: 'on' },
        [SHOWN[1] ?? '']: { state: 'pilot', pilot: { users: ['Practitioner/9'] } },
      },
    },
    named: ['LEN-RENAL-DOSE'],
    because: 'a pilot of others',
  },
])('$because: not reached in time, it is named to nobody it would not have been shown to', async ({ more, named }) => {
  records.length = 0;
  const answer = await fire(appFor(0, {}, more), hookCall('order-sign', { more: { fhirServer: AT } }));
  expect(findingsOf(answer).map(({ ruleId }) => ruleId)).toEqual(named);
  expect(records[0]?.evaluated).toEqual([]);
});

test.each([
  { more: {}, type: 'text/markdown' },
  { more: { detail: 'plain' }, type: 'text/plain' },
] as const)('the note is made to fit its client like any card: $type', async ({ more, type }) => {
  const settings = { clients: [client('epic', { fhirServers: [AT], ...more })] };
  const answer = await fire(appFor(0, {}, settings), hookCall('order-sign', { more: { fhirServer: AT } }));
  const [note] = answer.cards.filter(isNote);
  expect(note?.extension['com.epic.cdshooks.card.detail.content-type']).toBe(type);
});

test('/api/evaluate: results as ever, findings so far, and a note per page that was not reached', async () => {
  const body = evaluation({}, [lenalidomide25()]);
  const { text, status } = await post(appFor(2), '/api/evaluate', body);
  const cut = JSON.parse(text) as { results: Json; findings: Json[]; dataQuality: Json[] };
  expect([status, schemaProblems(cut)]).toEqual([200, []]);
  const whole = JSON.parse((await post(appFor(500), '/api/evaluate', body)).text) as typeof cut;
  expect(cut.results['vte']).toEqual(whole.results['vte']);
  expect(cut.findings.length).toBeLessThan(whole.findings.length);
  const left = cut.dataQuality.filter(({ issue }) => issue === 'not-evaluated').map(({ reference }) => reference);
  expect(left).toContain('Rule/VTE-PROPHYLAXIS');
  expect(left).not.toContain('Rule/LEN-RENAL-DOSE');
  expect(whole.dataQuality.some(({ issue }) => issue === 'not-evaluated')).toBe(false);
});

test.each([
  { at: 1499, expected: true },
  { at: 1500, expected: false },
  { at: 1501, expected: false },
])('a limit of 1500 ms after $at ms: $expected', ({ at, expected }) => {
  let now = 70;
  const hasTime = timeLimit(() => now, 1500);
  now += at;
  expect(hasTime()).toBe(expected);
});
