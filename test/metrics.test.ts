import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import { createMetrics } from '../src/metrics.ts';
import { settingsFrom } from '../src/settings/load.ts';
import { partsAt } from './app.ts';
import { fire, hookCall, post, TODAY } from './hooks/calls.ts';
import { evaluation } from './patient.ts';
import { openWorld, closeWorld, ehr, own, token } from './security/world.ts';
import { until } from './store/backends.ts';

/** Prometheus: rate, errors and time by route, service and stage, and labels of which there are few whatever is called. */

beforeAll(openWorld);
afterAll(closeWorld);

const metrics = createMetrics();
const app = createApp({ ...partsAt(TODAY), metrics });
const scraped = async (from = metrics): Promise<string> => from.registry.metrics();
const value = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  );

test('stages of a service, an evaluation and feedback', async () => {
  await fire(app, hookCall('order-sign'));
  await post(app, '/api/evaluate', evaluation({}));
  await post(app, '/cds-services/myeloma-order-sign/feedback', { feedback: [] });
  const text = await scraped();
  const count = (service: string, stage: string) =>
    value(text, `myeloma_cds_stage_seconds_count{service="${service}",stage="${stage}"}`);
  for (const stage of ['parse', 'fetch', 'map', 'evaluate', 'render'])
    expect([stage, count('myeloma-order-sign', stage)]).toEqual([stage, 1]);
  for (const stage of ['parse', 'map', 'evaluate']) expect([stage, count('evaluate', stage)]).toEqual([stage, 1]);
  expect(count('feedback', 'parse')).toBe(1);
  expect(
    value(text, 'myeloma_cds_findings_total{service="myeloma-order-sign",rule="LEN-RENAL-DOSE",indicator="critical"}'),
  ).toBe(1);
});

test('errors by route and code; unknown paths, services and methods are one each', async () => {
  for (let at = 0; at < 30; at += 1) {
    await request(app).get(`/patient-${at}/x?name=Doe`);
    await fire(app, hookCall('order-sign'), `service-${at}`);
    await request(app).put(`/cds-services/x-${at}`);
  }
  const text = await scraped();
  expect(value(text, 'myeloma_cds_errors_total{route="other",code="not-found"}')).toBe(30);
  expect(value(text, 'myeloma_cds_errors_total{route="/cds-services/:id",code="service-unknown"}')).toBe(30);
  expect(value(text, 'myeloma_cds_errors_total{route="other",code="method-not-allowed"}')).toBe(30);
  expect(value(text, 'myeloma_cds_stage_seconds_count{service="other",stage="parse"}')).toBe(30);
  expect(value(text, 'myeloma_cds_request_seconds_count{route="/cds-services/:id",status="404"}')).toBe(30);
  expect(text).not.toMatch(/patient-\d|service-\d|x-\d|Doe/);
});

test('a caller that goes away counts as aborted, and nothing stays in flight', async () => {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
    socket.write(
      'POST /cds-services/myeloma-order-sign HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    setTimeout(() => socket.destroy(), 100);
  });
  await until(async () => (await scraped()).includes('route="/cds-services/:id",status="aborted"'));
  expect(value(await scraped(), 'myeloma_cds_requests_in_flight')).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});

test('the time of authentication, and the age of the keys of each client that publishes some', async () => {
  const settings = settingsFrom(
    `publicUrl: https://cds.example.org
security: { auth: required, allowInsecureLoopback: true }
clients:
  - { issuer: 'https://ehr.example.org', jku: '${ehr.url}', fhirServers: [] }
  - { issuer: 'urn:inline', jwks: { keys: [${JSON.stringify(own.jwk)}] }, fhirServers: [] }`,
    'test',
  );
  const guarded = createMetrics();
  const at = createApp({ ...partsAt(TODAY, settings), metrics: guarded });
  expect(value(await scraped(guarded), 'myeloma_cds_jwks_age_seconds{issuer="https://ehr.example.org"}')).toBe(-1);
  const good = await fire(at, hookCall('patient-view'), undefined, { Authorization: `Bearer ${token(own)}` });
  const bad = await fire(at, hookCall('patient-view'), undefined, { Authorization: 'Bearer x' });
  expect([good.status, bad.status]).toEqual([200, 401]);
  const text = await scraped(guarded);
  const age = value(text, 'myeloma_cds_jwks_age_seconds{issuer="https://ehr.example.org"}');
  expect(age).toBeGreaterThanOrEqual(0);
  expect(age).toBeLessThan(60);
  expect(text).not.toContain('issuer="urn:inline"');
  expect(value(text, 'myeloma_cds_stage_seconds_count{service="myeloma-patient-view",stage="authenticate"}')).toBe(2);
});

test.each([
  'myeloma_cds_request_seconds',
  'myeloma_cds_stage_seconds',
  'myeloma_cds_errors_total',
  'myeloma_cds_throttled_total',
  'myeloma_cds_unevaluated_total',
  'myeloma_cds_findings_total',
  'myeloma_cds_security_total',
  'myeloma_cds_requests_in_flight',
  'myeloma_cds_jwks_age_seconds',
  'myeloma_cds_store_records_total',
  'myeloma_cds_store_failures_total',
  'nodejs_eventloop_lag_p99_seconds',
  'process_resident_memory_bytes',
])('%s is there, with words on what it is', async (name) => {
  expect(await scraped()).toMatch(new RegExp(`# HELP ${name} \\S`));
});

test('a scrape is text, its labels short', async () => {
  const { text, headers } = await request(app).get('/metrics');
  expect(headers['content-type']).toContain('text/plain');
  expect((text.match(/\{[^}]*\}/g) ?? []).every((labels) => labels.length < 200)).toBe(true);
});
