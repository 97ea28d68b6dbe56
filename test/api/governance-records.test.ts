import type { AuditEvent, Bundle } from 'fhir/r4';
import request from 'supertest';
import { explainCard, type CardExplanation } from '../../src/api/card-explanation.ts';
import { feedbackExport } from '../../src/api/feedback-export.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { FeedbackEntry } from '../../src/store/feedback-pages.ts';
import type { Card } from '../../src/hooks/types.ts';
import { appAt, NO_STORE } from '../app.ts';
import { errorCode, fire, hookCall, post, TODAY } from '../hooks/calls.ts';
import type { Json } from '../patient.ts';
import { ecSigner, noon, signedToken } from '../security/tokens.ts';
import { BACKENDS, storeAt, type Place } from '../store/backends.ts';

/** `GET /api/governance/cards/{uuid}` (PR-33) and `GET /api/governance/feedback` (PR-37), through the real app. */

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
      (await text(request(app).get(`${list}?${query}`).set(bearer(who, list)))).split('\n').length - 1;
    expect([
      await lines('ours'),
      await lines('theirs'),
      await lines('theirs', 'client=https://ours.example.org'),
    ]).toEqual([1, 0, 0]);
    expect((await request(app).get(list)).status).toBe(401);
  });
});

const text = async (asked: request.Test): Promise<string> => {
  const answer = await asked.buffer(true).parse((response, done) => {
    let all = '';
    response.on('data', (chunk: Buffer) => (all += chunk.toString()));
    response.on('end', () => done(null, all));
  });
  return answer.body as string;
};

const entry = (at: number, more: Partial<FeedbackEntry> = {}): FeedbackEntry => ({
  id: `${at}`.padStart(64, '0'),
  card: 'c1',
  service: 'myeloma-order-sign',
  interventions: [{ rule: 'LEN-RENAL-DOSE', page: 'MYEL-J', advice: 'reduce' }],
  action: 'overridden',
  feedback: 'patient-refuses',
  user: 'u'.repeat(64),
  at: Date.parse(`${TODAY}T11:00:00Z`),
  receivedAt: Date.parse(`${TODAY}T11:00:05Z`) + at,
  location: 'https://ehr.example.org',
  comment: 'a comment',
  ...more,
});

/** A store with so many entries, in pages of three. */
const holding = (entries: readonly FeedbackEntry[], failAfter = Infinity) => ({
  ...NO_STORE,
  feedback: async function* () {
    for (let from = 0; from < entries.length; from += 3) {
      if (from >= failAfter) throw new Error('gone');
      yield await Promise.resolve(entries.slice(from, from + 3));
    }
  },
});
const exported = async (format: string, count: number, query = ''): Promise<string> => {
  const settings = { feedback: { retentionDays: 1, comments: true, reasons: {} } };
  const entries = Array.from({ length: count }, (_, at) => entry(at));
  const app = appAt(TODAY, settings, holding(entries));
  return text(request(app).get(`/api/governance/feedback?format=${format}${query}`));
};

describe.each([0, 1, 3, 7])('%i entries', (count) => {
  test('are as many lines of CSV', async () => {
    const lines = (await exported('csv', count)).split('\r\n');
    expect(lines[0]).toBe('id,date,received,location,service,card,intervention,page,advice,action,feedback,user');
    expect(lines.length).toBe(count + 2);
  });
  test('are as many lines of NDJSON', async () => {
    const lines = (await exported('ndjson', count)).split('\n').slice(0, -1);
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id).length).toBe(count);
  });
  test('are as many AuditEvents', async () => {
    const bundle = JSON.parse(await exported('fhir', count)) as Bundle<AuditEvent>;
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection', timestamp: `${TODAY}T12:00:00.000Z` });
    // FHIR knows no empty array.
    expect(count === 0 ? bundle : bundle.entry?.length).toEqual(
      count === 0 ? expect.not.objectContaining({ entry: [] }) : count,
    );
  });
});

test('an entry in each form says intervention, action, feedback, user, date, location', async () => {
  const [, line] = (await exported('csv', 1)).split('\r\n');
  const said = [
    'https://ehr.example.org',
    'myeloma-order-sign',
    'c1',
    'LEN-RENAL-DOSE',
    'MYEL-J',
    'reduce',
    'overridden',
  ];
  expect(line).toBe(
    [entry(0).id, `${TODAY}T11:00:00.000Z`, `${TODAY}T11:00:05.000Z`, ...said, 'patient-refuses', 'u'.repeat(64)].join(
      ',',
    ),
  );
  expect(JSON.parse(await exported('ndjson', 1))).toMatchObject({
    interventions: [{ rule: 'LEN-RENAL-DOSE', page: 'MYEL-J', advice: 'reduce' }],
    action: 'overridden',
    feedback: 'patient-refuses',
    user: 'u'.repeat(64),
    date: `${TODAY}T11:00:00.000Z`,
    location: 'https://ehr.example.org',
  });
  const bundle = JSON.parse(await exported('fhir', 1)) as Bundle<AuditEvent>;
  const event = bundle.entry?.[0]?.resource;
  expect(event).toMatchObject({
    resourceType: 'AuditEvent',
    id: expect.stringMatching(/^[A-Za-z0-9.-]{1,64}$/) as string,
    recorded: `${TODAY}T11:00:05.000Z`,
    subtype: [{ code: 'overridden' }],
    agent: [{ who: { identifier: { value: 'u'.repeat(64) } }, requestor: true }],
    source: { site: 'https://ehr.example.org', observer: { display: 'myeloma-cds' } },
  });
  expect(event?.entity?.[0]?.detail).toEqual(
    [
      ['service', 'myeloma-order-sign'],
      ['intervention', 'LEN-RENAL-DOSE'],
      ['page', 'MYEL-J'],
      ['advice', 'reduce'],
      ['feedback', 'patient-refuses'],
    ].map(([type, valueString]) => ({ type, valueString })),
  );
});

test.each(['csv', 'ndjson', 'fhir'])('%s holds comments only where they are asked for', async (format) => {
  expect(await exported(format, 2)).not.toContain('comment');
  expect((await exported(format, 2, '&comments=true')).split('a comment').length).toBe(3);
});

test('an entry of which little is known', async () => {
  const bare = entry(0, { user: null, interventions: [], feedback: null, comment: null, location: 'unlisted' });
  const app = appAt(TODAY, {}, holding([bare]));
  const csv = await text(request(app).get('/api/governance/feedback?format=csv'));
  expect(csv.split('\r\n')[1]).toMatch(/,unlisted,myeloma-order-sign,c1,,,,overridden,,$/);
  const bundle = JSON.parse(await text(request(app).get('/api/governance/feedback?format=fhir'))) as Bundle<AuditEvent>;
  expect(bundle.entry?.[0]?.resource?.agent).toEqual([{ name: 'unknown', requestor: true }]);
});

test.each([
  { query: 'format=xml', member: 'format' },
  { query: 'format=__proto__', member: 'format' },
  { query: 'from=yesterday', member: 'from' },
  { query: 'comments=maybe', member: 'comments' },
  { query: 'comments=true', member: 'comments' },
])('$query: 400 at $member', async ({ query, member }) => {
  const { status, body } = await request(appAt(TODAY)).get(`/api/governance/feedback?${query}`);
  expect([status, (body as { issue: { expression: string[] }[] }).issue[0]?.expression]).toEqual([400, [member]]);
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
  test('at the beginning of an export: 503', async () => {
    const app = appAt(TODAY, {}, holding([entry(0)], 0));
    const answer = await request(app).get('/api/governance/feedback');
    expect([answer.status, answer.text.includes('store-unavailable')]).toEqual([503, true]);
  });
  test('in the middle of one: it breaks off, and does not look whole', async () => {
    const parts = {
      store: holding(
        [0, 1, 2, 3, 4].map((at) => entry(at)),
        3,
      ),
      now: () => new Date(),
      keepsComments: false,
    };
    const { pieces } = await feedbackExport({}, null, parts);
    const got: string[] = [];
    await expect(
      (async () => {
        for await (const piece of pieces) got.push(piece);
      })(),
    ).rejects.toThrow('gone');
    expect(got.join('').split('\n').length).toBe(4);
    await expect(request(appAt(TODAY, {}, parts.store)).get('/api/governance/feedback')).rejects.toThrow(
      /aborted|hang up/,
    );
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
