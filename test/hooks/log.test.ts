import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import { createMetrics } from '../../src/metrics.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { NO_STORE, WORDS } from '../app.ts';
import { bundle, condition, creatinine, evaluation, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, post, prefetchOf, TODAY } from './calls.ts';
import { authorization, fhirStub, outcome, send, TOKEN } from './fhir-stub.ts';

/** No log line, metric or error body holds a patient's data, a token or a stack (contract 4, FA-2, X-12, X-24). */

const PATIENT = 'Zyxwvut';
const SECRETS = [PATIENT, TOKEN, 'jwt-secret-42', 'p1-secret'];
const STACK = /\n\s+at |\\n\s+at /;

const lines: string[] = [];
const stream = new Writable({
  write(chunk: Buffer, _encoding, done) {
    lines.push(chunk.toString());
    done();
  },
});
const appWith = (now: () => Date) =>
  createApp({
    settings: {
      ...SANDBOX_SETTINGS,
      fhir: { timeoutMs: 500, maxPages: 3 },
      limits: { ...SANDBOX_SETTINGS.limits, bodyBytes: 200_000 },
    },
    words: WORDS,
    log: pino({ level: 'trace' }, stream),
    metrics: createMetrics(),
    store: NO_STORE,
    pseudonym: createPseudonym(null),
    now,
    isReady: () => true,
  });
const app = appWith(() => new Date(`${TODAY}T12:00:00Z`));
const broken = appWith(() => new Date(Number.NaN));

/** What anything in the process prints past the logger. */
const printed: string[] = [];
const spies = (['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((method) =>
  jest
    .spyOn(console, method)
    .mockImplementation((...parts: unknown[]) => void printed.push(parts.map(String).join(' '))),
);
beforeEach(() => {
  lines.length = 0;
  printed.length = 0;
});
afterAll(() => spies.forEach((spy) => spy.mockRestore()));

const headers = { Authorization: 'Bearer jwt-secret-42', 'Accept-Language': 'en' };
const secretPatient = { ...prefetchOf().patient, id: 'p1-secret', name: [{ family: PATIENT }] };
const secretly = (more: Json = {}): Json => ({
  ...hookCall('order-sign', {
    drafts: [
      lenalidomide25({ note: [{ text: PATIENT }], subject: { reference: 'Patient/p1-secret', display: PATIENT } }),
    ],
    context: { patientId: 'p1-secret', userId: `Practitioner/${PATIENT}`, encounterId: PATIENT },
    prefetch: { ...prefetchOf(), patient: secretPatient },
  }),
  ...more,
});

const clean = (text: string): string[] => [
  ...SECRETS.filter((secret) => text.includes(secret)),
  ...(STACK.test(text) ? ['a stack'] : []),
];

function expectQuiet(errorBody: string | undefined): void {
  expect(lines.length).toBeGreaterThan(0);
  expect(clean(lines.join(''))).toEqual([]);
  expect(clean(printed.join('\n'))).toEqual([]);
  if (errorBody !== undefined) expect(clean(errorBody)).toEqual([]);
}

const CALLS: readonly (readonly [string, number, () => Promise<{ status: number; text: string }>])[] = [
  ['a good call', 200, () => fire(app, secretly(), undefined, headers)],
  ['a wrong hook', 400, () => fire(app, secretly({ hook: PATIENT }), 'myeloma-order-sign', headers)],
  ['a mistyped member', 400, () => fire(app, secretly({ hookInstance: { PATIENT } }), undefined, headers)],
  [
    'a bad patientId',
    400,
    () => fire(app, secretly({ context: { userId: 'x', patientId: `${PATIENT}/${PATIENT}` } }), undefined, headers),
  ],
  [
    'mistyped selections',
    400,
    () =>
      fire(
        app,
        secretly({
          hook: 'order-select',
          context: { userId: 'x', patientId: 'p1-secret', selections: [{ PATIENT }], draftOrders: bundle([]) },
        }),
        undefined,
        headers,
      ),
  ],
  ['no Patient', 412, () => fire(app, secretly({ prefetch: { junk: PATIENT } }), undefined, headers)],
  ['broken JSON', 400, () => fire(app, `{"hook":"${PATIENT}", ${PATIENT}`, 'myeloma-order-sign', headers)],
  [
    'plain text',
    415,
    () => post(app, '/cds-services/myeloma-order-sign', PATIENT, { ...headers, 'Content-Type': 'text/plain' }),
  ],
  ['too large', 413, () => fire(app, secretly({ junk: PATIENT.repeat(50_000) }), undefined, headers)],
  ['no such service', 404, () => fire(app, secretly(), PATIENT, headers)],
  ['no such path', 404, () => request(app).get(`/${PATIENT}/x?token=${TOKEN}`).set(headers)],
  ['another method', 405, () => request(app).put(`/cds-services?patient=${PATIENT}`).set(headers)],
  ['a bug', 500, () => fire(broken, secretly(), undefined, headers)],
  [
    'a bug in /api/evaluate',
    500,
    () =>
      post(
        broken,
        '/api/evaluate',
        evaluation({ patient: { name: [{ family: PATIENT }] } }, [], { asOf: null }),
        headers,
      ),
  ],
  ['two Patients', 400, () => post(app, '/api/evaluate', bundle([secretPatient, secretPatient]), headers)],
  ['a bad asOf', 400, () => post(app, '/api/evaluate', evaluation({}, [], { asOf: PATIENT }), headers)],
  [
    'a chart that cannot be read',
    200,
    () =>
      post(
        app,
        '/api/evaluate',
        evaluation({
          conditions: [condition('C90.00', { code: PATIENT })],
          observations: [creatinine(1, { valueQuantity: { value: PATIENT } })],
        }),
        headers,
      ),
  ],
];

test.each(CALLS)('%s: %d', async (_, status, call) => {
  const answer = await call();
  expect(answer.status).toBe(status);
  expectQuiet(status >= 400 ? answer.text : undefined);
});

test.each([
  {
    where: 'the unit of a result',
    body: evaluation(
      { observations: [creatinine(1.2, { valueQuantity: { value: 1.2, unit: `see ${PATIENT} note` } })] },
      [lenalidomide25()],
    ),
  },
  {
    where: 'the unit of a dose',
    body: evaluation({}, [
      lenalidomide25({
        dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 25, unit: `for ${PATIENT} only` } }] }],
      }),
    ]),
  },
  {
    where: 'the words of a dosage',
    body: evaluation({}, [lenalidomide25({ dosageInstruction: [{ text: `25 mg for ${PATIENT} daily` }] })]),
  },
  {
    where: 'a value as text',
    body: evaluation({ observations: [creatinine(1.2, { valueQuantity: undefined, valueString: `1.2 ${PATIENT}` })] }, [
      lenalidomide25(),
    ]),
  },
])('$where is printed nowhere', async ({ body }) => {
  expect((await post(app, '/api/evaluate', body)).status).toBe(200);
  expectQuiet(undefined);
});

test.each([
  { what: 'an error of the FHIR server', handler: send(outcome('error', 'exception', `${PATIENT} not found`), 500) },
  { what: 'an error page', handler: send(`<pre>${PATIENT}</pre>`, 200) },
])('$what stays out of the log and of the body', async ({ handler }) => {
  const server = await fhirStub(undefined, { patient: handler, observations: handler });
  const answer = await fire(
    app,
    secretly({ prefetch: {}, fhirServer: server.url, fhirAuthorization: authorization() }),
    undefined,
    headers,
  );
  await server.close();
  expect(answer.status).toBe(412);
  expectQuiet(answer.text);
});

test('one line per request: method, route, status, and nothing that names a patient', async () => {
  await fire(app, secretly(), undefined, headers);
  expect(lines.map((line) => JSON.parse(line) as Json)).toMatchObject([
    { method: 'POST', route: '/cds-services/:id', status: 200 },
  ]);
});

test('the metrics hold no patient data (contract 2)', async () => {
  await fire(app, secretly(), PATIENT, headers);
  expect(clean((await request(app).get('/metrics')).text)).toEqual([]);
});

test('a 500 carries a correlation id that the log has too', async () => {
  const answer = await fire(broken, secretly(), undefined, headers);
  const id = /Correlation id (\S+)/.exec(answer.outcome.issue?.[0]?.diagnostics ?? '')?.[1];
  expect(lines.some((line) => line.includes(String(id)))).toBe(true);
});
