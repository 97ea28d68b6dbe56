import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../src/app.ts';
import { PAGES } from '../src/logic/index.ts';
import type { Rule } from '../src/logic/rule.ts';
import { createMetrics } from '../src/metrics.ts';
import { settingsFrom } from '../src/settings/load.ts';
import { openTracing } from '../src/tracing/tracing.ts';
import { partsAt } from './app.ts';
import { otlpCollector } from './door/collector.ts';
import { fire, hookCall, HOOKS, lenalidomide25, onLenalidomide, post, prefetchOf, TODAY } from './hooks/calls.ts';
import { fhirStub, outcome, send } from './hooks/fhir-stub.ts';
import { bundle, condition, creatinine, medication, procedure, resources, RX, type Json } from './patient.ts';
import { ecSigner, noon, signedToken } from './security/tokens.ts';
import { BACKENDS, HAS_POSTGRESQL, storeAt, until, type Place } from './store/backends.ts';

/**
 * PR-47: a patient of whom every text is a canary, in every call that there is, good and bad, tokens and headers
 * included. None of the canaries is in the log at its most talkative, on the console, in the metrics, in the body of an
 * error, in a span, or in the bytes of the database.
 */

const SAID = new Set<string>();
/** A text that is nowhere else. */
const canary = (name: string): string => {
  const text = `Kanary${name}Qzxwvj`;
  SAID.add(text);
  return text;
};
const found = (text: string): readonly string[] =>
  [...SAID].filter((one) => text.toLowerCase().includes(one.toLowerCase()));

const ID = 'kanary-patient-0815';
SAID.add(ID);
const EHR = 'https://ehr.example.org';
const PUBLIC = 'https://cds.example.org';
const NOW = noon(TODAY);
const own = ecSigner('k');

const subject = { reference: `Patient/${ID}`, display: canary('Subject') };
const notes = (name: string): Json => ({
  id: canary(`${name}Id`),
  subject,
  note: [{ text: canary(`${name}Note`), authorString: canary(`${name}Author`) }],
  text: { status: 'generated', div: `<div>${canary(`${name}Narrative`)}</div>` },
  identifier: [{ system: 'urn:x', value: canary(`${name}Number`) }],
});
const patient: Json = {
  ...prefetchOf().patient,
  id: ID,
  identifier: [{ system: canary('System'), value: canary('Mrn') }],
  name: [{ family: canary('Family'), given: [canary('Given')], text: canary('FullName') }],
  address: [{ line: [canary('Street')], city: canary('City'), postalCode: canary('Zip') }],
  telecom: [{ value: canary('Phone') }],
  contact: [{ name: { text: canary('Contact') } }],
};

/** A chart of which some is read, some is odd, and some can't be read. */
const parts = {
  ...onLenalidomide({
    conditions: [
      condition('C90.00', notes('Myeloma')),
      condition('Z1', { ...notes('Text'), code: { text: canary('Problem') } }),
    ],
    observations: [
      creatinine(1.9, notes('Creatinine')),
      creatinine(2, { ...notes('Unit'), valueQuantity: { value: 2, unit: canary('UnitText') } }),
      creatinine(2, { ...notes('Said'), valueQuantity: undefined, valueString: canary('ResultText') }),
      creatinine(2, { ...notes('Dated'), effectiveDateTime: canary('Date') }),
      creatinine(2, { ...notes('Other'), subject: { reference: `Patient/${canary('AnotherPatient')}` } }),
    ],
    procedures: [procedure('14766002', notes('Procedure'))],
    medications: [
      medication(RX.lenalidomide10, { value: 10, text: canary('Sig') }, notes('Drug')),
      medication('0', null, { ...notes('Unknown'), medicationCodeableConcept: { text: canary('DrugText') } }),
    ],
  }),
};
const prefetch = { ...prefetchOf(parts), patient };
const drafts = [
  lenalidomide25({ ...notes('Order'), id: canary('Draft'), dosageInstruction: [{ text: canary('OrderSig') }] }),
  lenalidomide25({ ...notes('Order2'), id: canary('Draft2') }),
];
const authorization = (more: Json = {}): Json => ({
  fhirAuthorization: {
    access_token: canary('FhirToken'),
    token_type: 'Bearer',
    expires_in: 300,
    scope: canary('Scope'),
    subject: canary('Client'),
    patient: ID,
    ...more,
  },
});
const call = (hook: (typeof HOOKS)[number], more: Json = {}, sent: Json = prefetch): Json =>
  hookCall(hook, {
    drafts,
    context: { patientId: ID, userId: `Practitioner/${canary('User')}`, encounterId: canary('Encounter') },
    prefetch: sent,
    more: { hookInstance: canary('Instance'), extension: { 'com.example': canary('Extension') }, ...more },
  });

const token = (path: string, claims: Json = {}): string => {
  const whole = signedToken({
    signer: own,
    claims: { iss: EHR, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300, sub: canary('Sub'), ...claims },
  });
  SAID.add(whole);
  // Its parts alone would say as much.
  for (const part of whole.split('.').slice(1)) SAID.add(part);
  return whole;
};
const headers = (path: string, bearer = token(path)): Record<string, string> => ({
  Authorization: `Bearer ${bearer}`,
  'Accept-Language': 'en',
  'X-Request-Id': canary('RequestId'),
  traceparent: `00-${canary('TraceId')}-1-01`,
  tracestate: `vendor=${canary('TraceState')}`,
  baggage: `patient=${canary('Baggage')}`,
  Cookie: `session=${canary('Cookie')}`,
  'User-Agent': canary('Agent'),
  Referer: `https://ehr.example.org/chart?name=${canary('Referer')}`,
  'X-Forwarded-For': canary('Forwarded'),
});

interface Said {
  readonly status: number;
  readonly text: string;
}
interface Row {
  readonly what: string;
  readonly status: number;
  readonly ask: (app: Express) => Promise<Said>;
}

const service = (hook: string): string => `/cds-services/myeloma-${hook}`;
const posted = (what: string, status: number, path: string, body: Json | string): Row => ({
  what,
  status,
  ask: (app) => post(app, path, body, headers(path)),
});

const feedback = (): Json => ({
  feedback: [
    {
      card: canary('Card'),
      outcome: 'overridden',
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
      overrideReason: {
        reason: { code: canary('Code'), system: canary('CodeSystem'), display: canary('Display') },
        userComment: canary('Comment'),
      },
    },
    {
      card: canary('Card2'),
      outcome: 'accepted',
      acceptedSuggestions: [{ id: canary('Suggestion') }],
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
    },
    { card: canary('BadCard'), outcome: canary('Outcome'), outcomeTimestamp: canary('Time') },
  ],
});

const evaluation = (more: Json = {}): Json => ({
  bundle: bundle([patient, ...resources(parts).slice(1)]),
  draftOrders: bundle(drafts),
  asOf: TODAY,
  ...more,
});
const sign = service('order-sign');

/** Every address, good and bad. */
const rows = (fhirServer: string): readonly Row[] => [
  ...HOOKS.map((hook) => posted(hook, 200, service(hook), call(hook, { fhirServer, ...authorization() }))),
  posted('data from a FHIR server that fails', 412, sign, call('order-sign', { fhirServer, ...authorization() }, {})),
  posted(
    'some of it from a FHIR server that fails',
    200,
    sign,
    call('order-sign', { fhirServer, ...authorization() }, { patient }),
  ),
  posted(
    'a FHIR server that is nobody’s',
    200,
    sign,
    call('order-sign', { fhirServer: `https://${canary('Server')}.example.org`, ...authorization() }, { patient }),
  ),
  posted('feedback', 200, `${sign}/feedback`, feedback()),
  posted('feedback of which nothing can be read', 400, `${sign}/feedback`, { feedback: [{ card: canary('Lost') }] }),
  posted('the evaluation', 200, '/api/evaluate', evaluation()),
  posted('a bad day', 400, '/api/evaluate', evaluation({ asOf: canary('AsOf') })),
  posted('two Patients', 400, '/api/evaluate', { bundle: bundle([patient, patient]) }),
  posted('another hook', 400, sign, { ...call('order-sign'), hook: canary('Hook') }),
  posted('a mistyped member', 400, sign, { ...call('order-sign'), hookInstance: { x: canary('Mistyped') } }),
  posted('drafts too deep', 400, sign, call('order-sign', { deep: nested(canary('Deep')) })),
  posted('broken JSON', 400, sign, `{"hook": "${canary('Broken')}", ${canary('Syntax')}`),
  posted('too large', 413, sign, call('order-sign', { junk: canary('Large').repeat(20_000) })),
  posted(
    'too many entries',
    413,
    sign,
    call('order-sign', { entry: Array.from({ length: 600 }, () => canary('Many')) }),
  ),
  posted('no such service', 404, '/cds-services/nope', call('order-sign')),
  {
    what: 'plain text',
    status: 415,
    ask: (app) => post(app, sign, canary('Plain'), { ...headers(sign), 'Content-Type': 'text/plain' }),
  },
  { what: 'no token', status: 401, ask: (app) => fire(app, call('order-sign')) },
  {
    what: 'a token of another audience',
    status: 401,
    ask: (app) => post(app, sign, call('order-sign'), headers(sign, token('/elsewhere'))),
  },
  {
    what: 'a token that is none',
    status: 401,
    ask: (app) => post(app, sign, call('order-sign'), headers(sign, canary('NoToken'))),
  },
  {
    what: 'no such address',
    status: 404,
    ask: (app) =>
      request(app)
        .get(`/${canary('Path')}?patient=${canary('Query')}`)
        .set(headers('/')),
  },
  {
    what: 'another method',
    status: 405,
    ask: (app) =>
      request(app)
        .put(`/cds-services?patient=${canary('Query2')}`)
        .set(headers('/')),
  },
  {
    what: 'a path that is none',
    status: 400,
    ask: (app) =>
      request(app)
        .post(`/cds-services/%E0%A4%A${canary('Escape')}`)
        .set(headers('/')),
  },
  { what: 'probes', status: 200, ask: (app) => request(app).get(`/health/live?x=${canary('Probe')}`) },
];

const nested = (inner: unknown): unknown =>
  Array.from({ length: 200 }).reduce<unknown>((value) => ({ extension: [value] }), inner);

const settings = () => {
  const { security, ...others } = settingsFrom(
    `publicUrl: ${PUBLIC}
security: { auth: required, allowInsecureLoopback: true }
limits: { bodyBytes: 300000, entries: 500 }
fhir: { timeoutMs: 1000, maxPages: 3 }
clients:
  - { issuer: '${EHR}', jwks: { keys: [${JSON.stringify(own.jwk)}] }, fhirServers: [FHIR] }
`.replace('FHIR', `'${fhirUrl}'`),
    'test',
  );
  return { ...others, security };
};
let fhirUrl = 'http://127.0.0.1:1/fhir';

/** What anything in the process writes past the logger. */
const printed: string[] = [];
const spies = [
  ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((method) =>
    jest
      .spyOn(console, method)
      .mockImplementation((...said: unknown[]) => void printed.push(said.map(String).join(' '))),
  ),
];
afterAll(() => spies.forEach((spy) => spy.mockRestore()));

describe.each(BACKENDS)('$name', (backend) => {
  let place: Place;
  beforeAll(async () => {
    place = await backend.fresh();
  });
  afterAll(() => place.remove());

  test('every call, and the canary is nowhere', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString());
        done();
      },
    });
    const failing = send(outcome('error', canary('FhirCode'), canary('FhirSays')), 500);
    const server = await fhirStub(undefined, {
      patient: failing,
      conditions: failing,
      observations: send(canary('Page')),
    });
    fhirUrl = server.url;
    const collector = await otlpCollector();
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.url;
    const tracing = openTracing(process.env, () => printed.push('no traces'));
    await import('../src/tracing/otlp.ts');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { store } = storeAt(place.url);
    const metrics = createMetrics();
    const built = { ...partsAt(TODAY, settings(), store), metrics, tracing, log: pino({ level: 'trace' }, stream) };
    const app = createApp(built);
    const bug = createApp({
      ...built,
      now: () => new Date(NaN),
      settings: { ...built.settings, security: { ...built.settings.security, auth: 'off' } },
    });

    const errors: string[] = [];
    const wrong: string[] = [];
    const check = async ({ what, status, ask }: Row, at: Express): Promise<void> => {
      const answer = await ask(at);
      if (answer.status !== status) wrong.push(`${what}: ${answer.status} ${answer.text}`);
      if (answer.status >= 400) errors.push(answer.text);
    };
    for (const row of rows(server.url)) await check(row, app);
    await check({ what: 'a bug', status: 500, ask: (at) => fire(at, call('order-sign')) }, bug);
    const accident = jest.spyOn(PAGES[0] as Rule, 'decide').mockImplementation(() => {
      throw new Error(canary('Thrown'));
    });
    await check(posted('a page that breaks', 200, sign, call('order-sign')), app);
    accident.mockRestore();
    await check(posted('time used up', 200, sign, call('order-sign')), createApp({ ...built, elapsed: ticking() }));

    const scraped = await request(app).get('/metrics');
    expect(await store.close(5000)).toBe(0);
    await tracing.stop();
    await until(() => collector.spans().length > 20);
    await server.close();
    await collector.close();
    const database = await everythingIn(place);

    expect(wrong).toEqual([]);
    expect({
      log: found(lines.join('')),
      console: found(printed.join('')),
      metrics: found(scraped.text),
      errors: found(errors.join('')),
      spans: found(collector.bodies.join('')),
      database: found(database),
    }).toEqual({ log: [], console: [], metrics: [], errors: [], spans: [], database: [] });
    expect(SAID.size).toBeGreaterThan(100);

    // Each of them says what it is for.
    expect(lines.join('')).toMatch(/token refused.*a page broke.*not all pages were reached/s);
    expect(scraped.text).toMatch(/myeloma_cds_errors_total\{route="\/cds-services\/:id",code="unauthenticated"\} 3/);
    expect(errors.join('')).toContain('Correlation id');
    expect(collector.bodies.join('')).toContain('POST /cds-services/:id');
    expect(database).toContain('LEN-RENAL-DOSE');
  });
});

/** A clock that stands until the pages begin, and then leaves time for two of them. */
function ticking(): () => number {
  let asked = 0;
  return () => (asked++ < 3 ? 0 : 1e9);
}

/** SQLite: the bytes of every file. PostgreSQL: every row of every table. */
async function everythingIn({ url, folder }: Place): Promise<string> {
  if (folder !== '')
    return readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('\n');
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'",
  );
  const kept: unknown[] = [];
  for (const { name } of tables) kept.push((await client.query(`select * from "${name}"`)).rows);
  await client.end();
  return JSON.stringify(kept);
}

test('control: the canary hears itself', () => {
  expect(found(`a ${ID.toUpperCase()} b`)).toEqual([ID]);
  expect(BACKENDS.length).toBe(HAS_POSTGRESQL ? 2 : 1);
});
