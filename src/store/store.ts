import type { Kysely } from 'kysely';
import { explain, type Explanation } from './explain.ts';
import { feedbackPages, type FeedbackEntry, type FeedbackSpan } from './feedback-pages.ts';
import { isRefusal, openDatabase } from './database.ts';
import { migrate } from './migrations.ts';
import { purge } from './purge.ts';
import { RecordQueue } from './queue.ts';
import { answeredAmong, askInTime, type AskedFinding } from './answered.ts';
import type { CallRecord, FeedbackRecord, StoredRecord } from './records.ts';
import type { Period } from './report-queries.ts';
import { reportOf, type Report } from './report.ts';
import type { Tables } from './tables.ts';
import { writeBatch } from './write.ts';

/** `starting`: not reached yet, and still given time to be. */
export type StoreState = 'starting' | 'reachable' | 'unreachable';

/** Feedback and firing records. Nothing here holds up or fails a hook call. */
export interface Store {
  /** Takes a call to be written later; without room it is counted as lost. */
  record(call: CallRecord): void;
  /** Takes feedback to be written later; false without room, and then none of it is taken. */
  receive(feedback: readonly FeedbackRecord[]): boolean;
  /** The ids of those findings that were answered; none while the store can't say in time. Never rejects. */
  answered(asked: readonly AskedFinding[]): Promise<ReadonlySet<string>>;
  state(): Promise<StoreState>;
  /** What is known so far; what waits is written first, as far as that goes. Rejects while the store is down. */
  report(period: Period): Promise<Report>;
  /** All that is known of a card, of one client or (null) any; null when it isn't known. Rejects while the store is down. */
  explain(card: string, client: string | null): Promise<Explanation | null>;
  /** Feedback received in a span of time, page by page. Rejects while the store is down. */
  feedback(span: FeedbackSpan): AsyncIterable<readonly FeedbackEntry[]>;
  /** Writes what waits, in the time given; the number of records lost. */
  close(withinMs: number): Promise<number>;
}

/** Told of everything that happens to records; counts and the kind of an error, nothing of a record. */
export interface StoreWatch {
  readonly onRecords: (what: 'written' | 'lost' | 'refused', count: number) => void;
  readonly onFailure: (error: unknown, waiting: number) => void;
  readonly onPurgeFailure: (error: unknown) => void;
  /** Findings shown because the store couldn't say in time whether they were answered. */
  readonly onUnjudged?: (findings: number) => void;
  readonly watchQueue: (length: () => number) => void;
}

export interface StoreOptions {
  readonly url: string;
  readonly retentionDays: number;
  readonly now: () => number;
  readonly watch: StoreWatch;
  /** Records that wait in memory while the store is down or slow; defaults are fit for production. */
  readonly capacity?: number;
  readonly lingerMs?: number;
  readonly firstPauseMs?: number;
  /** How long a call waits to be told what was answered. */
  readonly answerWaitsMs?: number;
}

/** About 10 MB in memory, and hours of a busy hospital. */
export const QUEUE_CAPACITY = 10_000;
const BATCH_SIZE = 200;
const LINGER_MS = 200;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
const PURGE_EVERY_MS = 24 * 3_600_000;
/** After this, a server that hasn't reached its store serves without it. */
const STARTING_MS = 30_000;
const PROBE_MS = 2000;
const REPORT_WAITS_MS = 3000;

/** Opens a store. Returns at once: the database is reached, and its tables are made, with the first write or probe. */
export function openStore(options: StoreOptions): Store {
  const { watch, now, capacity = QUEUE_CAPACITY, lingerMs = LINGER_MS, firstPauseMs = FIRST_PAUSE_MS } = options;
  const database = readyDatabase(openDatabase(options.url));
  const queue = new RecordQueue<StoredRecord>({
    capacity,
    batchSize: BATCH_SIZE,
    lingerMs,
    write: async (batch) => writeBatch(await database.ready(), batch, now()),
    isRefusal,
    onWritten: (count) => watch.onRecords('written', count),
    onRefused: (count) => watch.onRecords('refused', count),
    onFailure: watch.onFailure,
    backOffMs: (failures) => pauseAfter(failures, firstPauseMs),
  });
  watch.watchQueue(() => queue.length);
  const purging = setInterval(() => void purgeNow(), PURGE_EVERY_MS).unref();
  const purgeNow = async (): Promise<void> => {
    try {
      await purge(await database.ready(), now(), options.retentionDays);
    } catch (error) {
      watch.onPurgeFailure(error);
    }
  };
  void purgeNow();

  return {
    record: (call) => {
      if (!queue.offer([call])) watch.onRecords('lost', 1);
    },
    receive: (feedback) => queue.offer(feedback),
    answered: askInTime(
      async (asked) => answeredAmong(await database.ready(), asked),
      (findings) => watch.onUnjudged?.(findings),
      options.answerWaitsMs,
    ),
    state: async () => {
      const state = await database.state();
      // Whoever asks is the first to know that the store is back.
      if (state === 'reachable') queue.hurry();
      return state;
    },
    report: async (period) => {
      await queue.flush(REPORT_WAITS_MS);
      return reportOf(await database.ready(), period);
    },
    explain: async (card, client) => {
      await queue.flush(REPORT_WAITS_MS);
      return explain(await database.ready(), card, client);
    },
    feedback: async function* (span) {
      await queue.flush(REPORT_WAITS_MS);
      yield* feedbackPages(await database.ready(), span);
    },
    close: async (withinMs) => {
      clearInterval(purging);
      const lost = await queue.close(withinMs);
      if (lost > 0) watch.onRecords('lost', lost);
      await database.close();
      return lost;
    },
  };
}

/** Doubles with each failure, and differs between replicas so that they don't come back all at once. */
function pauseAfter(failures: number, firstPauseMs: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, firstPauseMs * 2 ** Math.min(failures - 1, 20));
  return pause * (0.75 + Math.random() / 2);
}

interface ReadyDatabase {
  /** The database with its tables up to date; rejects while it can't be reached. */
  readonly ready: () => Promise<Kysely<Tables>>;
  readonly state: () => Promise<StoreState>;
  readonly close: () => Promise<void>;
}

function readyDatabase(db: Kysely<Tables>): ReadyDatabase {
  const started = performance.now();
  let migrated: Promise<void> | undefined;
  let everReached = false;
  let probing: Promise<boolean> | undefined;
  const ready = async (): Promise<Kysely<Tables>> => {
    migrated ??= migrate(db);
    try {
      await migrated;
    } catch (error) {
      migrated = undefined;
      throw error;
    }
    everReached = true;
    return db;
  };
  const reached = async (): Promise<boolean> => {
    try {
      await (await ready()).selectFrom('batches').select('id').limit(1).execute();
      return true;
    } catch {
      return false;
    }
  };
  /** One probe at a time: one that hangs is not joined by others. */
  const probe = (): Promise<boolean> => (probing ??= reached().finally(() => (probing = undefined)));
  return {
    ready,
    state: async () => {
      if (await within(PROBE_MS, probe())) return 'reachable';
      return !everReached && performance.now() - started < STARTING_MS ? 'starting' : 'unreachable';
    },
    close: () => db.destroy(),
  };
}

/** False if the answer takes too long. */
async function within(ms: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), ms).unref()));
  const first = await Promise.race([answer, late]);
  clearTimeout(timer);
  return first;
}
