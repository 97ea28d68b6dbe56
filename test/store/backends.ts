import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { CallRecord, FeedbackRecord, FindingRecord } from '../../src/store/records.ts';
import { openStore, type Store, type StoreOptions, type StoreWatch } from '../../src/store/store.ts';

/** The databases that the tests run on: SQLite always, PostgreSQL where DATABASE_URL names one. */

export interface Backend {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** A database of its own for one test, empty. */
  fresh(): Promise<Place>;
}
export interface Place {
  readonly url: string;
  /** The folder of the file, for SQLite. */
  readonly folder: string;
  remove(): Promise<void>;
}

const SQLITE: Backend = {
  name: 'SQLite',
  fresh: () => {
    const folder = mkdtempSync(join(tmpdir(), 'store-'));
    return Promise.resolve({
      url: `file:${join(folder, 'records.db')}`,
      folder,
      remove: () => {
        rmSync(folder, { recursive: true, force: true });
        return Promise.resolve();
      },
    });
  },
};

const server = process.env['DATABASE_URL'] ?? '';

const POSTGRESQL: Backend = {
  name: 'PostgreSQL',
  fresh: async () => {
    const schema = `test_${randomUUID().replaceAll('-', '')}`;
    await ask(`create schema ${schema}`);
    const url = new URL(server);
    url.searchParams.set('options', `-c search_path=${schema}`);
    return { url: url.href, folder: '', remove: () => ask(`drop schema ${schema} cascade`) };
  },
};

async function ask(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}

export const HAS_POSTGRESQL = /^postgres/.test(server);
export const BACKENDS: readonly Backend[] = HAS_POSTGRESQL ? [SQLITE, POSTGRESQL] : [SQLITE];

/** What a store told of itself. */
export interface Told {
  readonly written: number;
  readonly lost: number;
  readonly refused: number;
  readonly failures: number;
  readonly waiting: () => number;
}

export function watching(): { readonly watch: StoreWatch; readonly told: Told } {
  const told = { written: 0, lost: 0, refused: 0, failures: 0, waiting: (): number => -1 };
  const watch: StoreWatch = {
    onRecords: (what, count) => (told[what] += count),
    onFailure: () => (told.failures += 1),
    onPurgeFailure: () => undefined,
    watchQueue: (length) => (told.waiting = length),
  };
  return { watch, told };
}

export const NOON = Date.parse('2026-11-20T12:00:00Z');

export function storeAt(
  url: string,
  options: Partial<StoreOptions> = {},
): { readonly store: Store; readonly told: Told } {
  const { watch, told } = watching();
  const store = openStore({
    url,
    retentionDays: 730,
    now: () => NOON,
    watch,
    lingerMs: 5,
    firstPauseMs: 20,
    ...options,
  });
  return { store, told };
}

export const aFinding = (more: Partial<FindingRecord> = {}): FindingRecord => ({
  rule: 'RULE-A',
  page: 'MYEL-A',
  advice: 'give-it',
  indicator: 'warning',
  state: 'on',
  unknown: false,
  card: null,
  suggestions: [],
  recognition: null,
  facts: [],
  ...more,
});

export const aCall = (findings: readonly FindingRecord[] = [], more: Partial<CallRecord> = {}): CallRecord => ({
  kind: 'call',
  at: NOON,
  service: 'myeloma-order-sign',
  client: 'https://ehr.example.org',
  hookInstance: randomUUID(),
  patient: 'hash',
  user: 'hash of a user',
  ruleVersion: '0.1.0',
  guidelineVersion: '5.2022',
  knowledgeDigest: 'k'.repeat(64),
  configDigest: 'c'.repeat(64),
  latencyMs: 20,
  evaluated: ['RULE-A', 'RULE-B'],
  findings,
  ...more,
});

export const anAnswer = (card: string, more: Partial<FeedbackRecord> = {}): FeedbackRecord => ({
  kind: 'feedback',
  id: randomUUID(),
  receivedAt: NOON,
  client: null,
  service: 'myeloma-order-sign',
  card,
  outcome: 'overridden',
  outcomeAt: NOON,
  reason: null,
  acceptedSuggestions: [],
  comment: null,
  ...more,
});

/** Waits until something holds; for what happens beside the caller. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
