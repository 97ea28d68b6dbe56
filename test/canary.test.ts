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
import {
  authorization,
  call,
  canary,
  EHR,
  evaluation,
  feedback,
  found,
  headers,
  ID,
  nested,
  own,
  patient,
  PUBLIC,
  SAID,
  token,
} from './canary-patient.ts';
import { otlpCollector } from './door/collector.ts';
import { fire, HOOKS, post, TODAY } from './hooks/calls.ts';
import { fhirStub, outcome, send } from './hooks/fhir-stub.ts';
import { bundle, type Json } from './patient.ts';
import { BACKENDS, HAS_POSTGRESQL, storeAt, until, type Place } from './store/backends.ts';

/**
 * PR-47: a patient of whom every text is a canary, in every call that there is, good and bad, tokens and headers
 * included. None of the canaries is in the log at its most talkative, on the console, in the metrics, in the body of an
 * error, in a span, or in the bytes of the database.
 */

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
