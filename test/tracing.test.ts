import request from 'supertest';
import { createApp } from '../src/app.ts';
import { isTracingWanted, NO_TRACING, openTracing, type Tracing } from '../src/tracing/tracing.ts';
import { partsAt } from './app.ts';
import { otlpCollector, type CollectedSpan, type Collector } from './door/collector.ts';
import { fire, hookCall, TODAY } from './hooks/calls.ts';
import { until } from './store/backends.ts';

/** Traces: off and unloaded by default; on, a span per request and stage, in the caller's trace. */

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

let collector: Collector;
beforeAll(async () => {
  collector = await otlpCollector();
});
afterAll(() => collector.close());

async function traced(environment: Readonly<Record<string, string>>, work: (tracing: Tracing) => Promise<void>) {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  let failed = 0;
  const tracing = openTracing(process.env, () => (failed += 1));
  // It loads beside the start.
  await import('../src/tracing/otlp.ts');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await work(tracing);
  await tracing.stop();
  process.env = before;
  expect(failed).toBe(0);
}

test.each([
  { environment: {}, wanted: false },
  { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, wanted: false },
  { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, wanted: true },
  { environment: { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/v1/traces' }, wanted: true },
  { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' }, wanted: false },
  { environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_TRACES_EXPORTER: 'none' }, wanted: false },
  { environment: { OTEL_TRACES_EXPORTER: 'otlp' }, wanted: false },
])('$environment: wanted is $wanted', ({ environment, wanted }) => {
  expect(isTracingWanted(environment)).toBe(wanted);
  if (!wanted) expect(openTracing(environment, () => undefined)).toBe(NO_TRACING);
});

test('a call in the trace of its caller: one span of the request, one per stage below it, no more than names', async () => {
  await traced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'cds-of-a-site' }, async (tracing) => {
    const app = createApp({ ...partsAt(TODAY), tracing });
    const headers = { traceparent: `00-${TRACE}-${SPAN}-01`, tracestate: 'vendor=Zyxwvut' };
    const answer = await fire(app, hookCall('order-sign'), undefined, headers);
    expect([answer.status, answer.headers['x-request-id']]).toEqual([200, TRACE]);
    await request(app).get('/health/live');
    await request(app).get('/metrics');
    await fire(app, hookCall('patient-view', { prefetch: {} }));
  });
  await until(() => collector.spans().length > 5);
  const spans = collector.spans();
  const root = spans.find(({ parentSpanId }) => parentSpanId === SPAN);
  expect(root).toMatchObject({ name: 'POST /cds-services/:id', traceId: TRACE, kind: 2 });
  expect(values(root)).toEqual({
    'http.request.method': 'POST',
    'http.route': '/cds-services/:id',
    'http.response.status_code': 200,
    'myeloma_cds.service': 'myeloma-order-sign',
  });
  const stages = spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId);
  expect(stages.map(({ name }) => name)).toEqual(['parse', 'fetch', 'map', 'evaluate', 'render']);
  expect(
    stages.every(({ traceId, attributes, events }) => traceId === TRACE && attributes.length + events.length === 0),
  ).toBe(true);

  const refused = spans.find((span) => values(span)['http.response.status_code'] === 412);
  expect(refused?.traceId).not.toBe(TRACE);
  const fetch = spans.find(({ name, parentSpanId }) => name === 'fetch' && parentSpanId === refused?.spanId);
  expect(fetch?.status).toEqual({ code: 2 });
  expect(spans.some(({ name }) => /health|metrics/.test(name))).toBe(false);
  expect(collector.bodies.join()).toContain('cds-of-a-site');
  expect(collector.bodies.join()).not.toMatch(/Zyxwvut|d26ae746|Practitioner|hostname|127\.0\.0\.1/);
});

test('a caller that does not sample is not sampled', async () => {
  const before = collector.bodies.length;
  await traced({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, async (tracing) => {
    const app = createApp({ ...partsAt(TODAY), tracing });
    await fire(app, hookCall('order-sign'), undefined, { traceparent: `00-${TRACE}-${SPAN}-00` });
  });
  expect(collector.bodies.length).toBe(before);
});

test('a collector out of reach costs no answer, and the stop ends', async () => {
  const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_EXPORTER_OTLP_TIMEOUT: '300' };
  await traced(environment, async (tracing) => {
    const answer = await fire(createApp({ ...partsAt(TODAY), tracing }), hookCall('order-sign'));
    expect(answer.status).toBe(200);
  });
});

const values = (span: CollectedSpan | undefined): Record<string, unknown> =>
  Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]));
