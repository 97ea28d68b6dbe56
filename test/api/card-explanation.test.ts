import request from 'supertest';
import { explainCard, type CardExplanation } from '../../src/api/card-explanation.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { Card } from '../../src/hooks/types.ts';
import { appAt, NO_STORE } from '../app.ts';
import { errorCode, fire, hookCall, post, TODAY } from '../hooks/calls.ts';
import type { Json } from '../patient.ts';
import { ecSigner, noon, signedToken } from '../security/tokens.ts';
import { textOf } from './text.ts';
import { BACKENDS, storeAt, type Place } from '../store/backends.ts';

/** `GET /api/governance/cards/{uuid}` (PR-33), through the real app; and whose cards and feedback a client sees (PR-50). */

const [sqlite] = BACKENDS;
let place: Place;
let store: ReturnType<typeof storeAt>['store'];
beforeEach(async () => {
  if (!sqlite) throw new Error('no SQLite');
  place = await sqlite.fresh();
  ({ store } = storeAt(place.url));
});
afterEach(async () => {
  await store.close(1000);
  await place.remove();
});

const explained = async (app: ReturnType<typeof appAt>, card: string): Promise<CardExplanation> =>
  (await request(app).get(`/api/governance/cards/${card}`)).body as CardExplanation;

test('a card as it was shown: rule, page, versions, digests, hashes; no value, no reference', async () => {
  const app = appAt(TODAY, {}, store);
  const [card] = (await fire(app, hookCall('order-sign'))).cards;
  const { status, body, text, headers } = await request(app).get(`/api/governance/cards/${card?.uuid ?? ''}`);
  expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
  expect(body).toMatchObject({
    card: card?.uuid,
    at: `${TODAY}T12:00:00.000Z`,
    service: 'myeloma-order-sign',
    client: 'unlisted',
    software: { name: 'myeloma-cds', version: '0.1.0' },
    guideline: { name: 'NCCN Multiple Myeloma', version: '5.2022' },
    findings: [{ rule: 'LEN-RENAL-DOSE', page: 'MYEL-J', indicator: 'critical' }],
    feedback: [],
  });
  const { knowledgeDigest, configDigest, user, patient, findings } = body as CardExplanation;
  for (const digest of [knowledgeDigest, configDigest, user, patient]) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  const facts = findings[0]?.facts ?? [];
  expect(facts.map(({ concept }) => concept)).toContain('serum-creatinine');
  for (const { content, reference } of facts) expect([content, reference ?? content].join()).toMatch(/^[0-9a-f,]{65}$/);
  expect(text).not.toMatch(/Observation\/|"value"|mg\/dL|Practitioner/);
});

test('feedback on it is there as soon as it was taken', async () => {
  const app = appAt(TODAY, {}, store);
  const [card] = (await fire(app, hookCall('order-sign'))).cards;
  const feedback = [{ card: card?.uuid, outcome: 'overridden', outcomeTimestamp: `${TODAY}T11:00:00Z` }];
  expect((await post(app, '/cds-services/myeloma-order-sign/feedback', { feedback })).status).toBe(200);
  expect((await explained(app, card?.uuid ?? '')).feedback).toMatchObject([
    { outcome: 'overridden', at: `${TODAY}T11:00:00.000Z`, receivedAt: `${TODAY}T12:00:00.000Z`, reason: null },
  ]);
});

describe('replay: the request that the site kept', () => {
  const KEPT = hookCall('order-sign');
  const facts = (one: CardExplanation) => one.findings.map((finding) => finding.facts);
  const run = async (thresholds: object = {}) => {
    const yaml = `security: { auth: off }\nthresholds: ${JSON.stringify(thresholds)}`;
    const app = appAt(TODAY, settingsFrom(yaml, 'test'), store);
    const { cards } = await fire(app, KEPT);
    return { cards, explanation: await explained(app, cards[0]?.uuid ?? '') };
  };

  test('gives the same cards under the same digests', async () => {
    const [one, other] = [await run(), await run()];
    expect(withoutIds(other.cards)).toEqual(withoutIds(one.cards));
    expect(other.explanation).toMatchObject({
      knowledgeDigest: one.explanation.knowledgeDigest,
      configDigest: one.explanation.configDigest,
    });
  });

  test('other settings have another digest', async () => {
    const one = await run();
    const other = await run({ dosingLookBackDays: 31 });
    expect(other.explanation.configDigest).not.toBe(one.explanation.configDigest);
    expect(other.explanation.knowledgeDigest).toBe(one.explanation.knowledgeDigest);
  });

  test('under the same key the facts have the same hashes; one that was amended since shows', async () => {
    const pseudonymous = appAt(TODAY, {}, store, createPseudonym('k'.repeat(32)));
    const explain = async (body: Json) =>
      explained(pseudonymous, (await fire(pseudonymous, body)).cards[0]?.uuid ?? '');
    const amendment = JSON.parse(JSON.stringify(KEPT).replace('"value":1.2,', '"value":1.3,')) as Json;
    const [one, same, amended] = [await explain(KEPT), await explain(KEPT), await explain(amendment)];
    expect(facts(same)).toEqual(facts(one));
    const of = (from: CardExplanation) =>
      from.findings[0]?.facts?.find(({ concept }) => concept === 'serum-creatinine');
    expect(of(amended)?.reference).toBe(of(one)?.reference);
    expect(of(amended)?.content).not.toBe(of(one)?.content);
  });
});

/** Cards without the ids that are made anew each time. */
function withoutIds(cards: readonly Card[]): unknown {
  return JSON.parse(JSON.stringify(cards).replaceAll(/"(uuid|id)":"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"$1":"-"'));
}

test.each([
  'nobody-knows-me',
  '5f1a0000-0000-4000-8000-000000000000',
  '..%2Freport',
  '%27%20or%201=1',
  'x'.repeat(4000),
])('no such card: 404 (%s)', async (id) => {
  const answer = await request(appAt(TODAY, {}, store)).get(`/api/governance/cards/${id}`);
  expect([answer.status, (answer.body as Json)['resourceType']]).toEqual([404, 'OperationOutcome']);
});

describe('two EHRs', () => {
  const PUBLIC = 'https://cds.example.org';
  const [ours, theirs] = [ecSigner('a'), ecSigner('b')];
  const settings = settingsFrom(
    `publicUrl: ${PUBLIC}
feedback: { comments: true }
clients:
  - { issuer: 'https://ours.example.org', jwks: { keys: [${JSON.stringify(ours.jwk)}] }, fhirServers: [] }
  - { issuer: 'https://theirs.example.org', jwks: { keys: [${JSON.stringify(theirs.jwk)}] }, fhirServers: [] }`,
    'test',
  );
  const NOW = noon(TODAY);
  const bearer = (who: 'ours' | 'theirs', path: string) => ({
    Authorization: `Bearer ${signedToken({
      signer: who === 'ours' ? ours : theirs,
      claims: { iss: `https://${who}.example.org`, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300 },
    })}`,
  });

  test('each sees its own cards and its own feedback, and none of the other (PR-50)', async () => {
    const app = appAt(TODAY, settings, store);
    const service = '/cds-services/myeloma-order-sign';
    const { cards } = await fire(app, hookCall('order-sign'), undefined, bearer('ours', service));
    const path = `/api/governance/cards/${cards[0]?.uuid ?? ''}`;
    const feedback = [{ card: cards[0]?.uuid, outcome: 'overridden', outcomeTimestamp: `${TODAY}T11:00:00Z` }];
    await post(app, `${service}/feedback`, { feedback }, bearer('ours', service));
    expect((await request(app).get(path).set(bearer('ours', path))).status).toBe(200);
    expect((await request(app).get(path).set(bearer('theirs', path))).status).toBe(404);
    expect((await request(app).get(path)).status).toBe(401);
    const list = '/api/governance/feedback';
    const lines = async (who: 'ours' | 'theirs', query = '') =>
      (await textOf(request(app).get(`${list}?${query}`).set(bearer(who, list)))).split('\n').length - 1;
    expect([
      await lines('ours'),
      await lines('theirs'),
      await lines('theirs', 'client=https://ours.example.org'),
    ]).toEqual([1, 0, 0]);
    expect((await request(app).get(list)).status).toBe(401);
  });
});

describe('the store is down', () => {
  const gone = () => Promise.reject(new Error('gone'));
  test('a card: 503', async () => {
    const answer = await request(appAt(TODAY, {}, { ...NO_STORE, explain: gone })).get('/api/governance/cards/x');
    expect([answer.status, answer.text.includes('store-unavailable')]).toEqual([503, true]);
    await expect(
      explainCard('x', null, { store: { ...NO_STORE, explain: gone }, pseudonym: createPseudonym(null) }),
    ).rejects.toMatchObject({ code: 'store-unavailable' });
  });
});

test('errors name no card: the answer to a wrong method', async () => {
  const answer = await post(appAt(TODAY), '/api/governance/cards/some-card', {});
  expect([answer.status, errorCode(answer), answer.text.includes('some-card')]).toEqual([
    405,
    'method-not-allowed',
    false,
  ]);
});
