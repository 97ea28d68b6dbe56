import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import { createMetrics } from '../../src/metrics.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { WORDS } from '../app.ts';
import { fire, hookCall, HOOKS, lenalidomide25, onLenalidomide, post, prefetchOf, TODAY } from '../hooks/calls.ts';
import { condition, creatinine, type Json } from '../patient.ts';
import { BACKENDS, storeAt, type Place } from './backends.ts';

/** A canary patient: none of its strings, no token and no free text is in the database, the report, the log, the metrics. */

const SAID = new Set<string>();
/** A string that is nowhere else. */
const canary = (name: string): string => {
  const text = `Canary${name}Zyxwvut`;
  SAID.add(text);
  return text;
};

const NAME = canary('Name');
const ID = 'canary-patient-4711';
const patient: Json = {
  ...prefetchOf().patient,
  id: ID,
  identifier: [{ system: canary('System'), value: canary('Mrn') }],
  name: [{ family: NAME, given: [canary('Given')], text: canary('Full') }],
  address: [{ line: [canary('Street')], city: canary('City') }],
  telecom: [{ value: canary('Phone') }],
};
SAID.add(ID);

const call = (hook: (typeof HOOKS)[number]): Json => {
  const own = { subject: { reference: `Patient/${ID}`, display: canary('Subject') } };
  const parts = onLenalidomide({
    conditions: [condition('C90.00', { ...own, note: [{ text: canary('ConditionNote') }] })],
    observations: [creatinine(1.9, { ...own, id: canary('ResultId'), note: [{ text: canary('ResultNote') }] })],
  });
  const request = hookCall(hook, {
    drafts: [lenalidomide25({ ...own, note: [{ text: canary('OrderNote') }] })],
    context: { patientId: ID, userId: `Practitioner/${canary('User')}`, encounterId: canary('Encounter') },
    prefetch: { ...prefetchOf(parts), patient },
    more: {
      hookInstance: canary('Instance'),
      fhirServer: `https://${canary('Server')}.example.org/fhir`,
      fhirAuthorization: {
        access_token: canary('Token'),
        token_type: 'Bearer',
        expires_in: 300,
        scope: canary('Scope'),
      },
      extension: { 'com.example': canary('Extension') },
    },
  });
  // The rest of the chart is of the same patient.
  return JSON.parse(JSON.stringify(request).replaceAll('"Patient/p1"', `"Patient/${ID}"`)) as Json;
};

const feedback = (cards: readonly string[]): Json => ({
  feedback: [
    ...cards.map((card) => ({
      card,
      outcome: 'overridden',
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
      overrideReasons: {
        reason: { code: canary('Code'), system: canary('ReasonSystem'), display: canary('Display') },
        userComment: canary('Comment'),
        extension: { 'com.epic.cdshooks.feedback.overrideReason.reasonCategory': canary('Category') },
      },
      extension: { note: canary('FeedbackNote') },
    })),
    {
      card: canary('Card'),
      outcome: 'accepted',
      acceptedSuggestions: [{ id: canary('Suggestion') }],
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
    },
    { card: canary('BadCard'), outcome: canary('Outcome'), outcomeTimestamp: canary('Time') },
  ],
});

const found = (text: string): readonly string[] =>
  [...SAID].filter((one) => text.toLowerCase().includes(one.toLowerCase()));

describe.each(BACKENDS)('$name', (backend) => {
  let place: Place;
  beforeAll(async () => {
    place = await backend.fresh();
  });
  afterAll(() => place.remove());

  test('is silent about the canary', async () => {
    const lines: string[] = [];
    const { store, told } = storeAt(place.url);
    const metrics = createMetrics();
    const app = createApp({
      settings: SANDBOX_SETTINGS,
      words: WORDS,
      log: pino(
        { level: 'trace' },
        new Writable({
          write: (chunk: Buffer, _encoding, done) => {
            lines.push(chunk.toString());
            done();
          },
        }),
      ),
      metrics,
      store,
      pseudonym: createPseudonym('k'.repeat(32)),
      now: () => new Date(`${TODAY}T12:00:00Z`),
      isReady: () => true,
    });
    let lastCard = '';
    for (const hook of HOOKS) {
      const { status, cards } = await fire(app, call(hook), undefined, { Authorization: `Bearer ${canary('Jwt')}` });
      expect([status, cards.length > 0]).toEqual([200, true]);
      const answer = await post(app, `/cds-services/myeloma-${hook}/feedback`, feedback(cards.map(({ uuid }) => uuid)));
      expect(answer.status).toBe(200);
      expect(found(answer.text)).toEqual([]);
      lastCard = cards[0]?.uuid ?? '';
    }
    const answers = await Promise.all(
      ['json', 'csv', 'ndjson'].map((format) => request(app).get(`/api/governance/report?format=${format}`)),
    );
    answers.push(
      ...(await Promise.all(
        ['ndjson', 'csv', 'fhir'].map((format) =>
          request(app).get(`/api/governance/feedback?format=${format}`).buffer(true).parse(asText),
        ),
      )),
      await request(app).get(`/api/governance/cards/${lastCard}`),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(found(answers.map(({ text, body }) => `${text} ${JSON.stringify(body)}`).join())).toEqual([]);
    expect(await store.close(5000)).toBe(0);
    expect(told.written).toBeGreaterThan(5);
    expect(found(lines.join(''))).toEqual([]);
    expect(found(await metrics.registry.metrics())).toEqual([]);
    expect(found(await everythingIn(place))).toEqual([]);
  });

  test('control: what should be there is', async () => {
    const text = await everythingIn(place);
    for (const kept of ['LEN-RENAL-DOSE', 'myeloma-order-sign', 'unlisted', '5.2022']) expect(text).toContain(kept);
  });
});

/** A body as it came, whatever its type. */
function asText(response: request.Response, done: (error: Error | null, body: unknown) => void): void {
  let all = '';
  const stream = response as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => (all += chunk.toString()));
  stream.on('end', () => done(null, all));
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
  const tables = ['findings', 'suggestions', 'evaluations', 'feedback', 'accepted_suggestions', 'comments', 'batches'];
  const rows: unknown[] = [];
  for (const table of tables) rows.push((await client.query(`select * from ${table}`)).rows);
  await client.end();
  return JSON.stringify(rows);
}

test('control: the canary says a lot, and hears itself', () => {
  expect(SAID.size).toBeGreaterThan(25);
  expect(found(`a ${NAME.toUpperCase()} b`)).toEqual([NAME]);
});
