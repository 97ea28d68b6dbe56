import { sql } from 'kysely';
import { isRefusal, openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { FeedbackRecord } from '../../src/store/records.ts';
import { writeBatch } from '../../src/store/write.ts';
import { aCall, aFinding, anAnswer, BACKENDS, NOON, storeAt, type Place } from './backends.ts';

/** The store on real databases: what is written is what is reported, on SQLite and PostgreSQL alike. */

const DAY = 86_400_000;
const EHR = 'https://ehr.example.org';
const ALL = { from: '2026-11-01', to: '2026-11-20', client: null };
const C1 = '11111111-1111-4111-8111-111111111111';
const C2 = '22222222-2222-4222-8222-222222222222';
const S1 = 'aaaaaaaa-1111-4111-8111-111111111111';
const S2 = 'aaaaaaaa-2222-4222-8222-222222222222';
const S3 = 'aaaaaaaa-3333-4333-8333-333333333333';

describe.each(BACKENDS)('$name', (backend) => {
  let place: Place;
  beforeEach(async () => {
    place = await backend.fresh();
  });
  afterEach(() => place.remove());

  async function reportAfter(
    calls: readonly ReturnType<typeof aCall>[],
    feedback: readonly FeedbackRecord[] = [],
    period: Parameters<ReturnType<typeof storeAt>['store']['report']>[0] = ALL,
  ) {
    const { store, told } = storeAt(place.url);
    calls.forEach((call) => store.record(call));
    if (feedback.length > 0) expect(store.receive(feedback)).toBe(true);
    const report = await store.report(period);
    expect(await store.close(5000)).toBe(0);
    expect([told.lost, told.refused]).toEqual([0, 0]);
    return report;
  }

  test('state: reachable, and still so when asked again', async () => {
    const { store } = storeAt(place.url);
    expect(await Promise.all([store.state(), store.state()])).toEqual(['reachable', 'reachable']);
    await store.close(1000);
  });

  test('evaluated, fired, silent, unknown, latency by rule and client', async () => {
    const { rows } = await reportAfter([
      aCall([aFinding({ card: C1 }), aFinding({ rule: 'RULE-B', state: 'silent', unknown: true })], {
        latencyMs: 10.4,
      }),
      aCall([aFinding({ card: C2, unknown: true })], { latencyMs: 30 }),
      aCall([aFinding({ card: S1 })], { latencyMs: 20, at: NOON - DAY }),
      aCall([]),
      aCall([aFinding({ card: S2 })], { client: 'unlisted', evaluated: ['RULE-A'] }),
      aCall([aFinding({ card: S3 })], { at: NOON - 30 * DAY }),
    ]);
    expect(rows).toMatchObject([
      {
        rule: 'RULE-A',
        client: EHR,
        evaluated: 4,
        fired: 3,
        silent: 0,
        unknown: 1,
        unknownRate: 1 / 3,
        unanswered: 3,
        latencyMs: { median: 20, p95: 30 },
      },
      { rule: 'RULE-A', client: 'unlisted', evaluated: 1, fired: 1 },
      { rule: 'RULE-B', client: EHR, evaluated: 4, fired: 0, silent: 1, unknownRate: 1, unanswered: 0 },
    ]);
  });

  test.each([
    { count: 1, median: 1, p95: 1 },
    { count: 2, median: 1, p95: 2 },
    { count: 19, median: 10, p95: 19 },
    { count: 20, median: 10, p95: 19 },
    { count: 21, median: 11, p95: 20 },
    { count: 100, median: 50, p95: 95 },
  ])('latencies 1 to $count: median $median, 95 % within $p95', async ({ count, median, p95 }) => {
    const calls = Array.from({ length: count }, (_, at) => aCall([aFinding()], { latencyMs: count - at }));
    expect((await reportAfter(calls)).rows[0]?.latencyMs).toEqual({ median, p95 });
  });

  const OFFERED = [
    aFinding({ card: C1, suggestions: [S1, S2] }),
    aFinding({ rule: 'RULE-B', card: C1, suggestions: [S3] }),
  ];
  const accepting = (suggestions: readonly string[], more: Partial<FeedbackRecord> = {}): FeedbackRecord =>
    anAnswer(C1, { outcome: 'accepted', acceptedSuggestions: suggestions, ...more });
  const later = { outcomeAt: NOON + 1000 };

  /** Rule A and rule B on one card: accepted, overridden, unanswered. */
  test.each<{ because: string; feedback: FeedbackRecord[]; a: number[]; b: number[]; reasons?: object }>([
    { because: 'no feedback', feedback: [], a: [0, 0, 1], b: [0, 0, 1] },
    { because: "A's suggestion", feedback: [accepting([S2])], a: [1, 0, 0], b: [0, 0, 1] },
    { because: "B's suggestion", feedback: [accepting([S3])], a: [0, 0, 1], b: [1, 0, 0] },
    { because: 'both', feedback: [accepting([S1, S3])], a: [1, 0, 0], b: [1, 0, 0] },
    { because: "both of A's count once", feedback: [accepting([S1, S2])], a: [1, 0, 0], b: [0, 0, 1] },
    { because: 'a suggestion nobody knows', feedback: [accepting(['x-9'])], a: [1, 0, 0], b: [1, 0, 0] },
    {
      because: 'overridden without reason',
      feedback: [anAnswer(C1)],
      a: [0, 1, 0],
      b: [0, 1, 0],
      reasons: { 'none-given': 1 },
    },
    {
      because: 'overridden with one',
      feedback: [anAnswer(C1, { reason: 'patient-refuses' })],
      a: [0, 1, 0],
      b: [0, 1, 0],
      reasons: { 'patient-refuses': 1 },
    },
    {
      because: 'first overridden, then accepted',
      feedback: [accepting([S1], later), anAnswer(C1)],
      a: [1, 0, 0],
      b: [0, 0, 1],
    },
    {
      because: 'first accepted, then overridden',
      feedback: [anAnswer(C1, later), accepting([S1])],
      a: [0, 1, 0],
      b: [0, 1, 0],
      reasons: { 'none-given': 1 },
    },
    {
      because: 'the same twice',
      feedback: [accepting([S1], { id: 'same' }), accepting([S1], { id: 'same' })],
      a: [1, 0, 0],
      b: [0, 0, 1],
    },
    { because: 'of this client', feedback: [accepting([S1], { client: EHR })], a: [1, 0, 0], b: [0, 0, 1] },
    {
      because: 'of another client',
      feedback: [accepting([S1], { client: 'https://other.example.org' })],
      a: [0, 0, 1],
      b: [0, 0, 1],
    },
    {
      because: 'of another client, later than ours',
      feedback: [accepting([S1]), anAnswer(C1, { ...later, client: 'https://other.example.org' })],
      a: [1, 0, 0],
      b: [0, 0, 1],
    },
    { because: 'on another card', feedback: [anAnswer(C2)], a: [0, 0, 1], b: [0, 0, 1] },
  ])('$because: A $a, B $b', async ({ feedback, a, b, reasons = {} }) => {
    const { rows, unmatchedFeedback } = await reportAfter([aCall(OFFERED)], feedback);
    expect(rows.map((row) => [row.accepted, row.overridden, row.unanswered])).toEqual([a, b]);
    expect(rows[0]?.overrideReasons).toEqual(reasons);
    const strange = feedback.filter(({ card, client }) => card !== C1 || (client !== null && client !== EHR));
    expect(unmatchedFeedback).toBe(strange.length);
  });

  test('feedback before its card, and in a batch of its own, is matched all the same', async () => {
    const { store } = storeAt(place.url);
    store.receive([accepting([S1])]);
    expect((await store.report(ALL)).unmatchedFeedback).toBe(1);
    store.record(aCall(OFFERED));
    expect(await store.report(ALL)).toMatchObject({ rows: [{ accepted: 1 }, { accepted: 0 }], unmatchedFeedback: 0 });
    await store.close(1000);
  });

  test('by client: the others are not in it', async () => {
    const { rows } = await reportAfter([aCall(), aCall([], { client: 'unlisted' })], [], {
      ...ALL,
      client: 'unlisted',
    });
    expect(rows.map(({ client }) => client)).toEqual(['unlisted', 'unlisted']);
  });

  test('a rule that fell silent and one that spikes are marked, from the days before the period', async () => {
    const before = (day: number, count: number, rule: string) =>
      Array.from({ length: count }, () => aCall([aFinding({ rule })], { at: NOON - day * DAY, evaluated: [rule] }));
    const { rows } = await reportAfter(
      [
        ...before(10, 30, 'FELL'),
        ...before(10, 4, 'ROSE'),
        ...before(1, 12, 'ROSE'),
        ...before(10, 4, 'CALM'),
        ...before(1, 1, 'CALM'),
      ].concat(Array.from({ length: 30 }, () => aCall([], { at: NOON - 10 * DAY, evaluated: ['ROSE'] }))),
      [],
      { from: '2026-11-19', to: '2026-11-20', client: null },
    );
    expect(rows.map(({ rule, marks, evaluated }) => [rule, marks, evaluated])).toEqual([
      ['CALM', [], 1],
      ['FELL', ['drop-to-zero'], 0],
      ['ROSE', ['spike'], 12],
    ]);
  });

  test('more findings than one statement takes', async () => {
    const findings = Array.from({ length: 30 }, (_, at) => aFinding({ rule: `R${at}`, suggestions: [`s-${at}`] }));
    const calls = Array.from({ length: 100 }, (_, at) =>
      aCall(findings.map((finding) => ({ ...finding, suggestions: [`${finding.rule}-${at}`] }))),
    );
    const { rows } = await reportAfter(calls);
    expect(rows.filter(({ fired }) => fired === 100).length).toBe(30);
  });

  test('a batch written twice counts once', async () => {
    const db = openDatabase(place.url);
    await migrate(db);
    const batch = { id: 'b1', items: [aCall(OFFERED), anAnswer(C1)] };
    await writeBatch(db, batch, NOON);
    await writeBatch(db, batch, NOON);
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from findings union all select cast(sum(evaluated) as bigint) from evaluations`.execute(db);
    expect(rows.map(({ n }) => n).sort()).toEqual([2, 2]);
    await db.destroy();
  });

  test('half a batch is never seen', async () => {
    const db = openDatabase(place.url);
    await migrate(db);
    const broken = { ...aCall(OFFERED), findings: [aFinding({ suggestions: [S1] }), aFinding({ suggestions: [S1] })] };
    const failed: unknown = await writeBatch(db, { id: 'b1', items: [aCall(), broken] }, NOON).catch(
      (error: unknown) => error,
    );
    expect(isRefusal(failed)).toBe(true);
    const { rows } = await sql<{
      n: number;
    }>`select (select count(*) from findings) + (select count(*) from evaluations) + (select count(*) from batches) as n`.execute(
      db,
    );
    expect(rows[0]?.n).toBe(0);
    await writeBatch(db, { id: 'b1', items: [aCall(OFFERED)] }, NOON);
    await db.destroy();
  });

  test('a record that the database refuses does not keep the others out', async () => {
    const { store, told } = storeAt(place.url);
    store.record(aCall([aFinding({ card: C1, suggestions: [S1] })]));
    store.record(aCall([aFinding({ card: C2, suggestions: [S1] })]));
    store.record(aCall([aFinding({ card: C2, suggestions: [S2] })]));
    expect((await store.report(ALL)).rows[0]?.fired).toBe(2);
    expect(told).toMatchObject({ written: 2, refused: 1, lost: 0 });
    await store.close(1000);
  });

  test('two servers that start and write at once: both sets of tables are one, every count is right', async () => {
    const servers = [storeAt(place.url), storeAt(place.url)];
    for (let at = 0; at < 300; at += 1) servers[at % 2]?.store.record(aCall([aFinding()]));
    await Promise.all(servers.map(({ store }) => store.close(20_000)));
    expect(servers.map(({ told }) => told.written)).toEqual([150, 150]);
    expect((await reportAfter([])).rows[0]).toMatchObject({ evaluated: 300, fired: 300 });
  });
});

test.each([
  { code: '23505', refusal: true },
  { code: '22P05', refusal: true },
  { code: '57P01', refusal: false },
  { code: '53100', refusal: false },
  { code: '40P01', refusal: false },
  { code: 'ECONNREFUSED', refusal: false },
  { code: 'SQLITE_CONSTRAINT_PRIMARYKEY', refusal: true },
  { code: 'SQLITE_FULL', refusal: false },
  { code: 'SQLITE_BUSY', refusal: false },
  { code: undefined, refusal: false },
  { code: 23505, refusal: false },
])('error $code: for good? $refusal', ({ code, refusal }) => {
  expect(isRefusal({ code })).toBe(refusal);
  expect(isRefusal(null)).toBe(false);
});
