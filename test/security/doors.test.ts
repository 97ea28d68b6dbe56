import { pino } from 'pino';
import request, { type Test } from 'supertest';
import { createApp } from '../../src/app.ts';
import { createMetrics } from '../../src/metrics.ts';
import { audiencesOf } from '../../src/security/audiences.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { NO_STORE, appAt, WORDS } from '../app.ts';
import { fire, hookCall, prefetchOf, TODAY } from '../hooks/calls.ts';
import { authorization, fhirStub, TOKEN, type FhirStub } from '../hooks/fhir-stub.ts';
import { evaluation, type Json } from '../patient.ts';
import { ecSigner, noon, signedToken } from './tokens.ts';

/** Which doors ask for a token, which audience each wants, whose FHIR server a caller may name, and what is said of it all. */

const PUBLIC = 'https://cds.example.org/site';
const EHR = 'https://ehr.example.org';
const ORIGIN = 'https://browser.example.org';
const own = ecSigner('k');
const NOW = noon(TODAY);

const yaml = (security = '', clients = ''): string => `publicUrl: ${PUBLIC}
security: { auth: required, cors: { origins: ['${ORIGIN}'] }, allowInsecureLoopback: true ${security} }
clients:
  - { issuer: '${EHR}', jwks: { keys: [${JSON.stringify(own.jwk)}] }, fhirServers: [], language: zh-CN }
${clients}`;
const app = appAt(TODAY, settingsFrom(yaml(), 'test'));
const closed = appAt(TODAY, settingsFrom(yaml(', protectDiscovery: true'), 'test'));

const token = (path: string, claims: Json = {}): string =>
  signedToken({ signer: own, claims: { iss: EHR, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300, ...claims } });
const bearer = (path: string, claims: Json = {}): Record<string, string> => ({
  Authorization: `Bearer ${token(path, claims)}`,
});

const SERVICE = '/cds-services/myeloma-patient-view';
const posting =
  (path: string, body: object | string): ((at: typeof app) => Test) =>
  (at) =>
    request(at).post(path).set('Content-Type', 'application/json').send(body);
const getting =
  (path: string): ((at: typeof app) => Test) =>
  (at) =>
    request(at).get(path);

interface Door {
  readonly what: string;
  readonly ask: (at: typeof app) => Test;
  /** Without a token, and with one for `audience`. */
  readonly without: number;
  readonly audience: string;
  readonly with_: number;
  readonly at?: typeof app;
}

const DOORS: readonly Door[] = [
  { what: 'a service', ask: posting(SERVICE, hookCall('patient-view')), without: 401, audience: SERVICE, with_: 200 },
  {
    what: 'the evaluation',
    ask: posting('/api/evaluate', evaluation({})),
    without: 401,
    audience: '/api/evaluate',
    with_: 200,
  },
  {
    what: 'a service that is not there',
    ask: posting('/cds-services/nope', {}),
    without: 401,
    audience: '/cds-services/nope',
    with_: 404,
  },
  { what: 'a body that is no JSON', ask: posting(SERVICE, '{'), without: 401, audience: SERVICE, with_: 400 },
  {
    what: 'a service, another slash',
    ask: posting('/cds-services//myeloma-patient-view/', hookCall('patient-view')),
    without: 401,
    audience: SERVICE,
    with_: 200,
  },
  {
    what: 'a service, in capitals',
    ask: posting('/CDS-Services/myeloma-patient-view', hookCall('patient-view')),
    without: 401,
    audience: SERVICE,
    with_: 200,
  },
  {
    what: 'a way around in the id',
    ask: posting('/cds-services/myeloma-order-sign%2F..%2Fmyeloma-patient-view', {}),
    without: 401,
    audience: SERVICE,
    with_: 401,
  },
  { what: 'discovery', ask: getting('/cds-services'), without: 200, audience: '/cds-services', with_: 200 },
  {
    what: 'protected discovery',
    ask: getting('/cds-services'),
    without: 401,
    audience: '/cds-services',
    with_: 200,
    at: closed,
  },
  {
    what: 'protected discovery, HEAD',
    ask: (at) => request(at).head('/cds-services'),
    without: 401,
    audience: '/cds-services',
    with_: 200,
    at: closed,
  },
  {
    what: "protected discovery with a service's token",
    ask: getting('/cds-services'),
    without: 401,
    audience: SERVICE,
    with_: 401,
    at: closed,
  },
  { what: 'the schema', ask: getting('/api/evaluate/schema'), without: 200, audience: '/x', with_: 200 },
  { what: 'liveness', ask: getting('/health/live'), without: 200, audience: '/x', with_: 200 },
  { what: 'preflight', ask: (at) => request(at).options(SERVICE), without: 204, audience: '/x', with_: 204 },
  { what: 'another method', ask: getting(SERVICE), without: 405, audience: SERVICE, with_: 405 },
  { what: 'nowhere', ask: getting('/nowhere'), without: 404, audience: '/nowhere', with_: 404 },
];

test.each(DOORS)('$what: $without without token, $with_ with one for $audience', async (door) => {
  const { ask, without, audience, with_, at = app } = door;
  const refused = await ask(at).set('Origin', ORIGIN);
  expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([without, ORIGIN]);
  expect(refused.headers['x-content-type-options']).toBe('nosniff');
  expect((await ask(at).set(bearer(audience))).status).toBe(with_);
});

test('the host that a request names makes no audience', async () => {
  const forged = signedToken({
    signer: own,
    claims: { iss: EHR, aud: `https://evil.example${SERVICE}`, iat: NOW, exp: NOW + 300 },
  });
  const headers = {
    Authorization: `Bearer ${forged}`,
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-Proto': 'https',
    Forwarded: 'host=evil.example',
  };
  expect((await fire(app, hookCall('patient-view'), undefined, headers)).status).toBe(401);
});

test('a token works once, on one door', async () => {
  const headers = bearer(SERVICE);
  const once = await Promise.all(
    Array.from({ length: 8 }, () => fire(app, hookCall('patient-view'), undefined, headers)),
  );
  expect(once.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
});

test('a token that was refused was not used up: its number is remembered only once it is verified (X-10)', async () => {
  const claims = { jti: 'number-1' };
  expect((await fire(app, hookCall('patient-view'), undefined, bearer('/elsewhere', claims))).status).toBe(401);
  expect((await fire(app, hookCall('patient-view'), undefined, bearer(SERVICE, claims))).status).toBe(200);
  expect((await fire(app, hookCall('patient-view'), undefined, bearer(SERVICE, claims))).status).toBe(401);
});

test.each([
  { route: '/cds-services', params: {}, paths: ['/cds-services'] },
  { route: '/api/evaluate', params: {}, paths: ['/api/evaluate'] },
  { route: '/cds-services/:id', params: { id: 'x' }, paths: ['/cds-services/x'] },
  { route: '/cds-services/:id/feedback', params: { id: 'x' }, paths: ['/cds-services/x/feedback', '/cds-services/x'] },
  { route: '/cds-services/:id', params: { id: 'x/feedback' }, paths: ['/cds-services/x/feedback'] },
  { route: '/cds-services/:id', params: { id: '$&:id' }, paths: ['/cds-services/$&:id'] },
])('$route with $params: $paths (F-9)', ({ route, params, paths }) => {
  expect(audiencesOf(route, params)).toEqual(paths);
});

test("the caller's own settings apply, not those of whose FHIR server it names", async () => {
  const answer = await fire(app, hookCall('order-sign'), undefined, bearer('/cds-services/myeloma-order-sign'));
  expect(answer.cards[0]?.summary).toMatch(/\p{Script=Han}/u);
});

describe('FHIR servers', () => {
  let mine: FhirStub;
  let theirs: FhirStub;
  let open: FhirStub;
  beforeAll(async () => {
    [mine, theirs, open] = [await fhirStub(), await fhirStub(), await fhirStub()];
  });
  afterAll(() => Promise.all([mine.close(), theirs.close(), open.close()]));

  test.each([
    { whose: 'its own', of: () => mine, status: 200 },
    { whose: "another client's", of: () => theirs, status: 412 },
    { whose: 'an open one', of: () => open, status: 200 },
  ])('$whose: $status (PR-46: per client)', async ({ of, status }) => {
    const settings = settingsFrom(
      yaml(
        '',
        `  - { issuer: 'urn:x', jwks: { keys: [] }, fhirServers: ['${theirs.url}'] }\nopenFhirServers: ['${open.url}']`,
      ).replace('fhirServers: [], language', `fhirServers: ['${mine.url}'], language`),
      'test',
    );
    const more = { fhirServer: of().url, fhirAuthorization: authorization() };
    const answer = await fire(
      appAt(TODAY, settings),
      hookCall('patient-view', { prefetch: {}, more }),
      undefined,
      bearer(SERVICE),
    );
    expect([answer.status, of().calls.length > 0]).toEqual([status, status === 200]);
  });

  test('loopback that nobody listed stays unread while authentication is on', async () => {
    const stub = await fhirStub();
    const answer = await fire(
      app,
      hookCall('patient-view', { prefetch: {}, more: { fhirServer: stub.url } }),
      undefined,
      bearer(SERVICE),
    );
    expect([answer.status, stub.calls.length]).toEqual([412, 0]);
    await stub.close();
  });
});

describe('what is said', () => {
  const lines: string[] = [];
  const metrics = createMetrics();
  const told = createApp({
    settings: settingsFrom(yaml(), 'test'),
    words: WORDS,
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    metrics,
    now: () => new Date(`${TODAY}T12:00:00Z`),
    store: NO_STORE,
    pseudonym: createPseudonym(null),
    isReady: () => true,
  });

  test.each([
    { what: 'no token', headers: {}, reason: 'no-token', issuer: undefined },
    {
      what: 'another issuer',
      headers: bearer(SERVICE, { iss: 'https://canary.example' }),
      reason: 'client-unknown',
      issuer: undefined,
    },
    { what: 'an expired token', headers: bearer(SERVICE, { iat: 1, exp: 2 }), reason: 'time', issuer: EHR },
    { what: 'another audience', headers: bearer('/canary'), reason: 'audience', issuer: EHR },
  ])(
    '$what: the reason in log and metrics, nothing of the token in either (X-12)',
    async ({ headers, reason, issuer }) => {
      lines.length = 0;
      const answer = await fire(told, hookCall('patient-view', { prefetch: prefetchOf() }), undefined, headers);
      expect(answer.status).toBe(401);
      const line = lines.map((text) => JSON.parse(text) as Json).find(({ msg }) => msg === 'token refused');
      expect(line).toMatchObject({ reason, id: expect.any(String) });
      expect(line?.['issuer']).toBe(issuer);
      expect(answer.text).toContain(String(line?.['id']));
      const said = `${lines.join('')}${await metrics.registry.metrics()}${answer.text}`;
      for (const secret of ['canary', 'eyJ', TOKEN, ...String(headers.Authorization).split('.').slice(1)])
        expect(said.includes(secret)).toBe(false);
      expect(await metrics.registry.metrics()).toContain(
        `myeloma_cds_security_total{event="token-refused",reason="${reason}"} 1`,
      );
    },
  );

  test('a refusal takes its time, whatever it was for', async () => {
    const started = performance.now();
    await fire(told, hookCall('patient-view'));
    expect(performance.now() - started).toBeGreaterThanOrEqual(19);
  });
});
