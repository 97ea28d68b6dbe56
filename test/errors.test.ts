import { gzipSync } from 'node:zlib';
import request, { type Response, type Test } from 'supertest';
import { pino } from 'pino';
import { createApp } from '../src/app.ts';
import { createMetrics } from '../src/metrics.ts';
import { SANDBOX_SETTINGS } from '../src/settings/settings.ts';
import { createPseudonym } from '../src/store/pseudonym.ts';
import { appAt, NO_STORE, WORDS } from './app.ts';
import { hookCall, type Outcome } from './hooks/calls.ts';

/** Checklist 4.1 and contract 4: every non-2xx body is an OperationOutcome with a stable code and no inner life. */

const LIMITS = { ...SANDBOX_SETTINGS.limits, bodyBytes: 100_000 };
const app = appAt('2026-11-20', { limits: LIMITS });
const SERVICE = '/cds-services/myeloma-order-sign';

/** Bytes go out as they are: superagent would write a Buffer as JSON. */
const asIs = (body: string): string => body;
const posting =
  (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  (): Test => {
    const call = request(app)
      .post(path)
      .set({ 'Content-Type': 'application/json', ...headers });
    return typeof body === 'string' ? call.send(body) : call.serialize(asIs).send(body);
  };
const bare = (method: 'get' | 'put' | 'delete' | 'patch' | 'post', path: string) => (): Test =>
  request(app)[method](path);

const good = JSON.stringify(hookCall('order-sign'));
const large = JSON.stringify({ junk: 'x'.repeat(200_000) });

interface Row {
  readonly what: string;
  readonly call: () => Test;
  readonly status: number | readonly number[];
  readonly code?: string;
}

const ROWS: readonly Row[] = [
  { what: 'unknown service', call: posting('/cds-services/nope', good), status: 404, code: 'service-unknown' },
  { what: 'unknown path', call: bare('get', '/nowhere'), status: 404, code: 'not-found' },
  { what: 'unknown path, POST', call: posting('/nowhere', good), status: 404, code: 'not-found' },
  {
    what: 'unknown path below a known one',
    call: bare('get', '/api/evaluate/nowhere'),
    status: 404,
    code: 'not-found',
  },
  { what: 'unknown path below health', call: bare('get', '/health/nowhere'), status: 404, code: 'not-found' },
  { what: 'path that leads out', call: bare('get', '/../../etc/passwd'), status: 404, code: 'not-found' },
  { what: 'broken path', call: bare('get', '/cds-services/%E0%A4%A'), status: 400 },
  { what: 'GET of a service', call: bare('get', SERVICE), status: 405, code: 'method-not-allowed' },
  { what: 'PUT of a service', call: bare('put', SERVICE), status: 405, code: 'method-not-allowed' },
  { what: 'DELETE of discovery', call: bare('delete', '/cds-services'), status: 405, code: 'method-not-allowed' },
  { what: 'POST of discovery', call: posting('/cds-services', good), status: 405, code: 'method-not-allowed' },
  { what: 'GET of the evaluation', call: bare('get', '/api/evaluate'), status: 405, code: 'method-not-allowed' },
  { what: 'too large', call: posting(SERVICE, large), status: 413, code: 'body-too-large' },
  {
    what: 'too large once unpacked',
    call: posting(SERVICE, gzipSync(large), { 'Content-Encoding': 'gzip' }),
    status: 413,
    code: 'body-too-large',
  },
  { what: 'too large, evaluation', call: posting('/api/evaluate', large), status: 413, code: 'body-too-large' },
  {
    what: 'plain text',
    call: posting(SERVICE, good, { 'Content-Type': 'text/plain' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  {
    what: 'a form',
    call: posting(SERVICE, 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  {
    what: 'XML',
    call: posting(SERVICE, '<a/>', { 'Content-Type': 'application/fhir+xml' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  {
    what: 'multipart',
    call: posting(SERVICE, good, { 'Content-Type': 'multipart/form-data; boundary=x' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  {
    what: 'another charset',
    call: posting(SERVICE, good, { 'Content-Type': 'application/json; charset=iso-8859-1' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  {
    what: 'an unknown packing',
    call: posting(SERVICE, good, { 'Content-Encoding': 'zip' }),
    status: 415,
    code: 'media-type-unsupported',
  },
  { what: 'broken packing', call: posting(SERVICE, good, { 'Content-Encoding': 'gzip' }), status: 400 },
  { what: 'no body, no type', call: bare('post', SERVICE), status: [400, 415] },
  { what: 'an empty body', call: posting(SERVICE, ''), status: 400, code: 'request-invalid' },
  { what: 'blanks', call: posting(SERVICE, '  '), status: 400 },
  { what: 'half a body', call: posting(SERVICE, good.slice(0, -5)), status: 400, code: 'json-malformed' },
  { what: 'two bodies', call: posting(SERVICE, `${good}${good}`), status: 400, code: 'json-malformed' },
  { what: 'a comment', call: posting(SERVICE, `/* */${good}`), status: 400, code: 'json-malformed' },
  { what: 'a trailing comma', call: posting(SERVICE, '{"hook":"order-sign",}'), status: 400, code: 'json-malformed' },
  { what: 'HTML', call: posting(SERVICE, '<html></html>'), status: 400, code: 'json-malformed' },
  { what: 'a missing member', call: posting(SERVICE, '{}'), status: 400, code: 'request-invalid' },
  {
    what: 'missing data',
    call: posting(SERVICE, JSON.stringify(hookCall('order-sign', { prefetch: {} }))),
    status: 412,
    code: 'data-unavailable',
  },
];

function expectOutcome({ body, text, headers }: Response, code: string | undefined): void {
  const { resourceType, issue } = body as Outcome;
  expect(resourceType).toBe('OperationOutcome');
  expect(String(headers['content-type'])).toMatch(/^application\/(fhir\+)?json\b/);
  expect(issue?.[0]).toMatchObject({ severity: 'error', details: { text: expect.any(String) as string } });
  // FHIR IssueType, as far as errors go.
  expect([
    'invalid',
    'structure',
    'required',
    'value',
    'not-supported',
    'not-found',
    'incomplete',
    'too-long',
    'exception',
    'processing',
    'throttled',
    'transient',
  ]).toContain(issue?.[0]?.code);
  if (code !== undefined) expect(issue?.[0]?.details.coding[0]?.code).toBe(code);
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d|node_modules|Error:|SyntaxError|Unexpected token/);
  expect(headers['x-powered-by']).toBeUndefined();
}

test.each(ROWS)('$what: $status $code', async ({ call, status, code }) => {
  const answer = await call();
  expect([status].flat()).toContain(answer.status);
  expectOutcome(answer, code);
});

test.each([
  { type: 'application/json' },
  { type: 'application/json; charset=utf-8' },
  { type: 'application/fhir+json' },
  { type: 'application/json+fhir' },
  { type: 'Application/JSON' },
])('$type is JSON', async ({ type }) => {
  expect((await posting(SERVICE, good, { 'Content-Type': type })()).status).toBe(200);
});

test('a packed body is unpacked', async () => {
  expect((await posting(SERVICE, gzipSync(good), { 'Content-Encoding': 'gzip' })()).status).toBe(200);
});

test('a body of 5 MB passes by default (Q-11: at least 5-10 MB)', async () => {
  const body = { ...hookCall('order-sign'), extension: { 'x.y': 'x'.repeat(5_000_000) } };
  expect((await request(appAt('2026-11-20')).post(SERVICE).send(body)).status).toBe(200);
});

test.each([
  { path: '/cds-services', allow: 'GET' },
  { path: '/cds-services/', allow: 'GET' },
  { path: '//cds-services', allow: 'GET' },
  { path: SERVICE, allow: 'POST' },
  { path: `${SERVICE}/`, allow: 'POST' },
  { path: `${SERVICE}/feedback`, allow: 'POST' },
  { path: '/api/governance/report', allow: 'GET' },
  { path: '/api/evaluate', allow: 'POST' },
  { path: '/api/evaluate/', allow: 'POST' },
  { path: '/api/evaluate/schema', allow: 'GET' },
  { path: '/health/live', allow: 'GET' },
  { path: '/health/ready', allow: 'GET' },
  { path: '/metrics', allow: 'GET' },
])('PATCH $path: 405, Allow names $allow and not the other (4.1)', async ({ path, allow }) => {
  const answer = await bare('patch', path)();
  expect(answer.status).toBe(405);
  const named = String(answer.headers['allow']).split(/\s*,\s*/);
  expect(named).toContain(allow);
  expect(named).not.toContain(allow === 'GET' ? 'POST' : 'GET');
});

test.each([
  { path: '/health/live', ready: false, status: 200 },
  { path: '/health/ready', ready: true, status: 200 },
  { path: '/health/ready', ready: false, status: 503 },
])('$path while ready is $ready: $status', async ({ path, ready, status }) => {
  const parts = {
    settings: SANDBOX_SETTINGS,
    words: WORDS,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    store: NO_STORE,
    pseudonym: createPseudonym(null),
  };
  const answer = await request(createApp({ ...parts, now: () => new Date(), isReady: () => ready })).get(path);
  expect(answer.status).toBe(status);
  if (status !== 200) expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome' });
});

test('after every one of these the next call is answered', async () => {
  for (const { call } of ROWS) await call();
  expect((await posting(SERVICE, good)()).status).toBe(200);
});
