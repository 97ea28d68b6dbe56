import { createServer } from 'node:http';
import request from 'supertest';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createSecurity, type Security, type SecurityEvent } from '../../src/security/create-security.ts';
import { securityLog } from '../../src/security-log.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { NO_STORE, WORDS } from '../app.ts';
import { fire, hookCall } from '../hooks/calls.ts';
import { keyServer, type KeyServer } from './key-server.ts';
import { respServer } from './resp-server.ts';
import { ecSigner, signedToken } from './tokens.ts';

/** The parts together: keys preloaded and refreshed, key pages and Redis that go down, alarms, and replicas. */

const own = ecSigner('k');
const PUBLIC = 'https://cds.example.org';
let ehr: KeyServer;
let events: SecurityEvent[];
const started: Security[] = [];
beforeEach(async () => {
  ehr = await keyServer([own.jwk]);
  events = [];
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((security) => security.stop()));
  await ehr.close();
});

const settings = (jwks = '', more: Partial<Settings> = {}): Settings => ({
  ...settingsFrom(
    `publicUrl: ${PUBLIC}
security: { allowInsecureLoopback: true, jwks: { ${jwks} } }
clients: [{ issuer: 'urn:ehr', jku: '${ehr.url}', fhirServers: [] }]`,
    'test',
  ),
  ...more,
});

function security(of: Settings): Security {
  const made = createSecurity({ settings: of, now: () => new Date(), onEvent: (event) => void events.push(event) });
  started.push(made);
  return made;
}

const appWith = (of: Settings, made = security(of)) =>
  createApp({
    settings: of,
    words: WORDS,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    security: made,
    now: () => new Date(),
    store: NO_STORE,
    pseudonym: createPseudonym(null),
    isReady: () => true,
  });

function token(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'urn:ehr', aud: `${PUBLIC}/cds-services/myeloma-patient-view`, iat: now, exp: now + 300 };
  return signedToken({ signer: own, header: { jku: ehr.url }, claims });
}
const call = async (app: ReturnType<typeof appWith>, text = token()): Promise<number> =>
  (await fire(app, hookCall('patient-view'), undefined, { Authorization: `Bearer ${text}` })).status;
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('keys are there before the first caller, and fetched again at half their life', async () => {
  const of = settings('cacheSeconds: 4');
  const made = security(of);
  await made.start();
  expect(ehr.requests.length).toBe(1);
  expect(await call(appWith(of, made))).toBe(200);
  for (let waited = 0; ehr.requests.length < 2 && waited < 10_000; waited += 50) await wait(50);
  expect(ehr.requests.length).toBeGreaterThanOrEqual(2);
});

test('an authentication that is off fetches nothing', async () => {
  await security({ ...settings(), security: { ...settings().security, auth: 'off' } }).start();
  expect(ehr.requests).toEqual([]);
});

test('the key page goes down: callers are served on, the alarm is one, and so is its end', async () => {
  const of = settings('cacheSeconds: 1, cooldownSeconds: 0');
  const made = security(of);
  const app = appWith(of, made);
  await made.start();
  ehr.answer((_, response) => void response.writeHead(503).end());
  await wait(1100);
  expect([await call(app), await call(app)]).toEqual([200, 200]);
  // Each read that failed is counted besides.
  expect(events.filter(({ kind }) => kind !== 'outbound-failed')).toEqual([
    { kind: 'keys-unreachable', issuer: 'urn:ehr' },
  ]);
  expect(events.filter(({ kind }) => kind === 'outbound-failed').length).toBeGreaterThan(0);
  ehr.answer({ keys: [own.jwk] });
  expect(await call(app)).toBe(200);
  expect(events.at(-1)).toEqual({ kind: 'keys-fetched', issuer: 'urn:ehr' });
});

test.each([
  { what: 'is silent', answer: () => undefined },
  {
    what: 'redirects',
    answer: (_: unknown, response: { writeHead: (status: number, headers: object) => { end: () => void } }) =>
      response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
  },
  {
    what: 'sends a megabyte',
    answer: (_: unknown, response: { end: (text: string) => unknown }) => void response.end(' '.repeat(1_000_000)),
  },
  {
    what: 'sends a page',
    answer: (_: unknown, response: { end: (text: string) => unknown }) => void response.end('<html></html>'),
  },
])('a key page that $what: 401 in time, and the next caller does not wait', async ({ answer }) => {
  ehr.answer(answer);
  const app = appWith(settings());
  const from = performance.now();
  expect(await call(app)).toBe(401);
  const first = performance.now();
  expect(await call(app)).toBe(401);
  expect(first - from).toBeLessThan(6000);
  expect(ehr.requests.length).toBeLessThanOrEqual(2);
});

test('the same token at two replicas that share Redis: once', async () => {
  const redis = await respServer();
  const of = settings('', { redisUrl: redis.url });
  const made = [security(of), security(of)];
  while (events.length < 2) await wait(10);
  const text = token();
  const answers = await Promise.all(made.map((one) => call(appWith(of, one), text)));
  expect(answers.sort()).toEqual([200, 401]);
  expect(events).toEqual([{ kind: 'replay-store-up' }, { kind: 'replay-store-up' }]);
  redis.mode('silent');
  expect(await call(appWith(of, made[0]))).toBe(200);
  expect(events.at(-1)).toEqual({ kind: 'replay-unjudged' });
  await redis.close();
  await wait(100);
  expect(events.filter(({ kind }) => kind === 'replay-store-down').length).toBe(2);
  expect(await call(appWith(of, made[1]))).toBe(200);
});

test('alarms are in the log and counted', async () => {
  const lines: string[] = [];
  const metrics = createMetrics();
  const tell = securityLog({ log: pino({}, { write: (line: string) => void lines.push(line) }), metrics });
  tell({ kind: 'keys-unreachable', issuer: 'urn:ehr' });
  tell({ kind: 'outbound-refused', reason: 'insecure', origin: 'http://x.example' });
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { level: 50, kind: 'keys-unreachable', issuer: 'urn:ehr' },
    { level: 40, kind: 'outbound-refused', origin: 'http://x.example' },
  ]);
  const said = await metrics.registry.metrics();
  expect(said).toContain('myeloma_cds_security_total{event="keys-unreachable",reason="none"} 1');
  expect(said).toContain('myeloma_cds_security_total{event="outbound-refused",reason="insecure"} 1');
});

test('headers of every answer, and no word of what serves it', async () => {
  const server = createServer(appWith(settings()));
  for (const path of ['/cds-services', '/nowhere', '/api/evaluate']) {
    const { headers, text } = await request(server).get(path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'referrer-policy': 'no-referrer',
    });
    expect(headers['x-powered-by']).toBeUndefined();
    expect(text).not.toMatch(/node_modules|\bat .*:\d+:\d+/);
  }
});
