import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import request from 'supertest';
import { createMetrics } from '../../src/metrics.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import { RecordQueue } from '../../src/store/queue.ts';
import type { StoredRecord } from '../../src/store/records.ts';
import { writeBatch } from '../../src/store/write.ts';
import { appAt } from '../app.ts';
import { errorCode, fire, hookCall, post, TODAY } from '../hooks/calls.ts';
import {
  aCall,
  aFinding,
  BACKENDS,
  HAS_POSTGRESQL,
  NOON,
  storeAt,
  until,
  watching,
  type Place,
} from '../store/backends.ts';
import { wireTo, type Wire } from './wire.ts';

/** A store that is slow, down, full: advice goes on, nothing is lost up to the stated size, and loss is counted (PR-57). */

const ALL = { from: '2026-11-01', to: '2026-11-20', client: null };
const [sqlite] = BACKENDS;
let place: Place;
beforeEach(async () => {
  if (!sqlite) throw new Error('no SQLite');
  place = await sqlite.fresh();
});
afterEach(() => place.remove());

/** A file where the folder of the database should be. */
const blocked = (): { url: string; unblock: () => void } => {
  const folder = join(place.folder, 'later');
  writeFileSync(folder, '');
  return {
    url: `file:${join(folder, 'records.db')}`,
    unblock: () => {
      rmSync(folder);
      mkdirSync(folder);
    },
  };
};

test('down at start: cards come, not ready yet; once it is there, all of them are in the report', async () => {
  const { url, unblock } = blocked();
  const { store, told } = storeAt(url);
  const app = appAt(TODAY, {}, store);
  for (let calls = 0; calls < 5; calls += 1) expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
  const early = await request(app).get('/health/ready');
  expect([early.status, (early.body as { resourceType?: string }).resourceType]).toEqual([503, 'OperationOutcome']);
  expect((await request(app).get('/health/live')).status).toBe(200);
  const refused = await request(app).get('/api/governance/report');
  expect([refused.status, refused.text.includes('store-unavailable')]).toEqual([503, true]);
  unblock();
  expect((await request(app).get('/health/ready')).body).toEqual({ status: 'ready', store: 'reachable' });
  // The probe found the store: nothing waits for the end of a pause, which by now is long.
  await until(() => told.written === 5);
  const report = await store.report(ALL);
  expect(report.rows.find(({ rule }) => rule === 'LEN-RENAL-DOSE')).toMatchObject({ evaluated: 5, fired: 5 });
  expect([told.lost, told.failures > 0]).toEqual([0, true]);
  await store.close(1000);
});

test.each([
  { what: 'a file system that is read-only', url: () => 'file:/sys/records/records.db' },
  {
    what: 'a file that is no database',
    url: () => {
      writeFileSync(join(place.folder, 'junk.db'), 'x'.repeat(8192));
      return `file:${join(place.folder, 'junk.db')}`;
    },
  },
  { what: 'a folder in its place', url: () => `file:${place.folder}` },
  { what: 'a database server that is not there', url: () => 'postgres://nobody:secret-7391@127.0.0.1:1/none' },
  { what: 'a host that nobody knows', url: () => 'postgres://nobody:secret-7391@nowhere.invalid/none' },
])('$what: cards come, 503 from readiness and report, nothing of the address is told', async ({ url }) => {
  const { store, told } = storeAt(url());
  const app = appAt(TODAY, {}, store);
  for (let calls = 0; calls < 3; calls += 1) {
    const started = performance.now();
    expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
    expect(performance.now() - started).toBeLessThan(4000);
  }
  const paths = ['/health/ready', '/api/governance/report', '/api/governance/feedback', '/api/governance/cards/x'];
  const answers = await Promise.all(paths.map((path) => request(app).get(path)));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 503));
  const told503 = answers.map(({ text }) => text).join();
  expect(told503).not.toMatch(/secret|127\.0|nowhere|records\.db|junk|SQLITE|ECONN|ENOENT/);
  expect((await request(app).get('/health/live')).status).toBe(200);
  expect([told.lost, told.waiting()]).toEqual([0, 3]);
  expect(await store.close(100)).toBe(3);
});

test('still down when the time to start is over: ready without it, and saying so', async () => {
  const clock = jest.spyOn(performance, 'now');
  const { url } = blocked();
  const { store } = storeAt(url);
  expect(await store.state()).toBe('starting');
  const now = performance.now();
  clock.mockReturnValue(now + 31_000);
  const ready = await request(appAt(TODAY, {}, store)).get('/health/ready');
  clock.mockRestore();
  expect([ready.status, ready.body]).toEqual([200, { status: 'ready', store: 'unreachable' }]);
  await store.close(0);
});

test('locked for longer than a write waits (SQLite): calls are answered meanwhile, and written after', async () => {
  const { store, told } = storeAt(place.url);
  await store.state();
  const other = openDatabase(place.url);
  const holder = other.transaction().execute(async (transaction) => {
    await sql`delete from batches`.execute(transaction);
    const app = appAt(TODAY, {}, store);
    for (let calls = 0; calls < 3; calls += 1) {
      const started = performance.now();
      expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
      expect(performance.now() - started).toBeLessThan(4000);
    }
    await until(() => told.failures > 0);
    expect(told.written).toBe(0);
  });
  await holder;
  await until(() => told.written === 3);
  expect(told.lost).toBe(0);
  await store.close(1000);
  await other.destroy();
});

test('several that start together on one new file: the tables are made once, and every record is kept', async () => {
  const stores = Array.from({ length: 4 }, () => storeAt(place.url));
  for (const { store } of stores) store.record(aCall([aFinding()]));
  await until(() => stores.every(({ told }) => told.written === 1), 30_000);
  const report = await stores[0]?.store.report(ALL);
  expect(report?.rows.find(({ rule }) => rule === 'RULE-A')?.fired).toBe(4);
  for (const { store } of stores) expect(await store.close(1000)).toBe(0);
});

test('a write that never ends: callers notice nothing', async () => {
  const queue = new RecordQueue<StoredRecord>({
    capacity: 3,
    batchSize: 1,
    lingerMs: 0,
    write: () => new Promise(() => undefined),
    isRefusal: () => false,
    onWritten: () => undefined,
    onRefused: () => undefined,
    onFailure: () => undefined,
    backOffMs: () => 1,
  });
  const took = [1, 2, 3, 4].map(() => queue.offer([aCall()]));
  expect(took).toEqual([true, true, true, false]);
  expect(await queue.close(50)).toBe(3);
});

test('disk full: nothing half-written; with room again, all of it is there', async () => {
  const db = openDatabase(place.url);
  await migrate(db);
  const { told } = watching();
  let failures: unknown[] = [];
  const queue = new RecordQueue<StoredRecord>({
    capacity: 10_000,
    batchSize: 200,
    lingerMs: 1,
    write: (batch) => writeBatch(db, batch, NOON),
    isRefusal: () => false,
    onWritten: () => undefined,
    onRefused: () => undefined,
    onFailure: (error) => failures.push((error as { code?: unknown }).code),
    backOffMs: () => 10,
  });
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.raw(String((rows[0]?.page_count ?? 0) + 5))}`.execute(db);
  for (let calls = 0; calls < 1000; calls += 1) queue.offer([aCall([aFinding({ card: `c${calls}` })])]);
  await until(() => failures.length > 2);
  expect([...new Set(failures)]).toEqual(['SQLITE_FULL']);
  expect((await db.selectFrom('findings').select('id').execute()).length % 200).toBe(0);
  await sql`pragma max_page_count = 1000000`.execute(db);
  failures = [];
  expect(await queue.close(10_000)).toBe(0);
  expect((await db.selectFrom('findings').select('id').execute()).length).toBe(1000);
  expect(told.lost).toBe(0);
  await db.destroy();
});

test('more than there is room for: cards come as ever, the loss is counted, feedback is sent back', async () => {
  const { url, unblock } = blocked();
  const metrics = createMetrics();
  const { watch } = watching();
  const { store } = storeAt(url, {
    capacity: 4,
    watch: {
      ...watch,
      onRecords: metrics.countRecords,
      onFailure: metrics.countStoreFailure,
      watchQueue: metrics.watchQueue,
    },
  });
  const app = appAt(TODAY, {}, store);
  for (let calls = 0; calls < 6; calls += 1) expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
  const feedback = { feedback: [{ card: 'c', outcome: 'overridden', outcomeTimestamp: '2026-11-20T11:00:00Z' }] };
  const answer = await post(app, '/cds-services/myeloma-order-sign/feedback', feedback);
  expect([answer.status, errorCode(answer)]).toEqual([503, 'store-unavailable']);
  const text = await metrics.registry.metrics();
  expect(text).toContain('myeloma_cds_store_records_total{result="lost"} 2');
  expect(text).toContain('myeloma_cds_store_queue_records 4');
  expect(text).toMatch(/myeloma_cds_store_failures_total [1-9]/);
  unblock();
  const report = await store.report(ALL);
  expect(report.rows.find(({ rule }) => rule === 'LEN-RENAL-DOSE')?.evaluated).toBe(4);
  await store.close(1000);
});

test('closed while it is down: what is lost is counted', async () => {
  const { store, told } = storeAt(blocked().url);
  store.record(aCall());
  store.record(aCall());
  expect(await store.close(100)).toBe(2);
  expect(told.lost).toBe(2);
});

test('closed in good order: everything waiting is written', async () => {
  const { store, told } = storeAt(place.url, { lingerMs: 60_000 });
  for (let calls = 0; calls < 500; calls += 1) store.record(aCall([aFinding()]));
  expect(await store.close(10_000)).toBe(0);
  expect(told.written).toBe(500);
});

test.each(BACKENDS)('closed, $name answers no more, and nothing hangs', async (backend) => {
  const own = await backend.fresh();
  const { store, told } = storeAt(own.url);
  await store.state();
  await store.close(1000);
  store.record(aCall());
  expect([told.lost, store.receive([])]).toEqual([1, false]);
  await expect(store.report(ALL)).rejects.toThrow();
  expect(await store.state()).toBe('unreachable');
  await own.remove();
});

/** PostgreSQL behind a wire that can be cut, or left hanging. */
(HAS_POSTGRESQL ? describe : describe.skip)('PostgreSQL that goes away', () => {
  const postgresql = BACKENDS.find(({ name }) => name === 'PostgreSQL');
  let far: Place;
  let wire: Wire;
  beforeEach(async () => {
    if (!postgresql) throw new Error('no PostgreSQL');
    far = await postgresql.fresh();
    wire = await wireTo(new URL(far.url));
  });
  afterEach(async () => {
    await wire.cut();
    await far.remove();
  });

  test('cut in between, again and again: every call is answered, every record counted once', async () => {
    const { store, told } = storeAt(wire.url);
    const app = appAt(TODAY, {}, store);
    expect(await store.state()).toBe('reachable');
    for (let round = 0; round < 5; round += 1) {
      await wire.cut();
      expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
      if (round === 2) {
        await until(() => told.failures > 0);
        expect((await request(app).get('/health/ready')).body).toEqual({ status: 'ready', store: 'unreachable' });
      }
      await wire.mend();
      expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
    }
    await until(() => told.written === 10);
    expect((await store.report(ALL)).rows.find(({ rule }) => rule === 'LEN-RENAL-DOSE')).toMatchObject({
      evaluated: 10,
      fired: 10,
    });
    expect([told.lost, told.refused]).toEqual([0, 0]);
    await store.close(1000);
  });

  test('hanging: the probe gives up, calls are answered at once', async () => {
    const { store } = storeAt(wire.url);
    const app = appAt(TODAY, {}, store);
    expect(await store.state()).toBe('reachable');
    wire.hang();
    const started = performance.now();
    expect((await fire(app, hookCall('order-sign'))).cards.length).toBe(2);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await store.state()).toBe('unreachable');
    await wire.cut();
    await wire.mend();
    expect(await store.close(20_000)).toBe(0);
  });
});
