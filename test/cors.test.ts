import request, { type Test } from 'supertest';
import { settingsFrom } from '../src/settings/load.ts';
import { appAt } from './app.ts';
import { evaluation } from './patient.ts';
import { hookCall } from './hooks/calls.ts';

/** X-21, real clients 3.1: preflight on every route, headers on every answer, errors included. */

const ORIGIN = 'https://ehr.example.org';
const OTHER = 'https://evil.example';
const sandbox = appAt('2026-11-20');
const listed = appAt('2026-11-20', settingsFrom(`security: { auth: off, cors: { origins: [${ORIGIN}] } }`, 'test'));
const unset = appAt('2026-11-20', settingsFrom('security: { auth: off }', 'test'));

const ROUTES: readonly (readonly [string, 'GET' | 'POST'])[] = [
  ['/cds-services', 'GET'],
  ['/cds-services/', 'GET'],
  ['/cds-services/myeloma-patient-view', 'POST'],
  ['/cds-services//myeloma-order-sign', 'POST'],
  ['/cds-services/nope', 'POST'],
  ['/cds-services/myeloma-order-sign/feedback', 'POST'],
  ['/api/evaluate', 'POST'],
  ['/api/evaluate/schema', 'GET'],
  ['/health/live', 'GET'],
  ['/health/ready', 'GET'],
  ['/metrics', 'GET'],
  ['/nowhere', 'GET'],
];

const namesIn = (header: unknown): string[] =>
  String(header)
    .toLowerCase()
    .split(/\s*,\s*/);

test.each(ROUTES)('preflight of %s for %s', async (path, method) => {
  const { status, headers, text } = await request(listed).options(path).set({
    Origin: ORIGIN,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'authorization,content-type',
  });
  expect([200, 204]).toContain(status);
  expect(headers['access-control-allow-origin']).toBe(ORIGIN);
  expect(namesIn(headers['access-control-allow-methods'])).toEqual(expect.arrayContaining(['get', 'post', 'options']));
  expect(namesIn(headers['access-control-allow-headers'])).toEqual(
    expect.arrayContaining(['authorization', 'content-type']),
  );
  expect(Number(headers['access-control-max-age'])).toBeGreaterThan(0);
  expect(namesIn(headers['vary'])).toContain('origin');
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(text).toBe('');
});

const json =
  (path: string, body: object | string): ((app: typeof listed) => Test) =>
  (app) =>
    request(app).post(path).set('Content-Type', 'application/json').send(body);

const ANSWERS: readonly (readonly [string, number, (app: typeof listed) => Test])[] = [
  ['discovery', 200, (app) => request(app).get('/cds-services')],
  ['discovery with a token', 200, (app) => request(app).get('/cds-services').set('Authorization', 'Bearer x')],
  ['a service', 200, json('/cds-services/myeloma-order-sign', hookCall('order-sign'))],
  ['the evaluation', 200, json('/api/evaluate', evaluation({}))],
  ['400', 400, json('/cds-services/myeloma-order-sign', {})],
  ['400, broken JSON', 400, json('/cds-services/myeloma-order-sign', '{')],
  ['400, broken path', 400, (app) => request(app).get('/cds-services/%E0%A4%A')],
  ['404, service', 404, json('/cds-services/nope', hookCall('order-sign'))],
  ['404, path', 404, (app) => request(app).get('/nowhere')],
  ['405', 405, (app) => request(app).put('/cds-services')],
  ['412', 412, json('/cds-services/myeloma-order-sign', hookCall('order-sign', { prefetch: {} }))],
  ['413', 413, json('/cds-services/myeloma-order-sign', { junk: 'x'.repeat(11_000_000) })],
  [
    '415',
    415,
    (app) => request(app).post('/cds-services/myeloma-order-sign').set('Content-Type', 'text/plain').send('x'),
  ],
];

test.each(ANSWERS)('headers on %s (%d)', async (_, status, ask) => {
  const answer = await ask(listed).set('Origin', ORIGIN);
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([status, ORIGIN]);
  expect(namesIn(answer.headers['vary'])).toContain('origin');
});

test.each([
  { app: 'listed', origin: ORIGIN, expected: ORIGIN, because: 'on the list' },
  { app: 'listed', origin: OTHER, expected: undefined, because: 'not on the list' },
  {
    app: 'listed',
    origin: 'https://ehr.example.org.evil.example',
    expected: undefined,
    because: 'only begins like it',
  },
  { app: 'listed', origin: 'http://ehr.example.org', expected: undefined, because: 'another scheme' },
  { app: 'listed', origin: 'https://ehr.example.org:8443', expected: undefined, because: 'another port' },
  { app: 'listed', origin: 'null', expected: undefined, because: 'an opaque origin' },
  { app: 'unset', origin: ORIGIN, expected: undefined, because: 'a settings file names none' },
  { app: 'sandbox', origin: OTHER, expected: OTHER, because: 'sandbox mode: any browser' },
])('$app, Origin $origin: $because', async ({ app, origin, expected }) => {
  const target = { listed, unset, sandbox }[app] ?? listed;
  for (const answer of [
    await request(target).get('/cds-services').set('Origin', origin),
    await request(target).options('/cds-services').set({ Origin: origin, 'Access-Control-Request-Method': 'GET' }),
    await request(target).get('/nowhere').set('Origin', origin),
  ]) {
    const allowed = answer.headers['access-control-allow-origin'];
    expect(allowed === '*' ? origin : allowed).toBe(expected);
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test('a call without Origin, from a server, is answered as ever', async () => {
  const { status } = await request(listed).get('/cds-services');
  expect(status).toBe(200);
});
