import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { libsqlDialect } from './libsql-dialect.ts';
import type { Tables } from './tables.ts';

/** A store that hangs must fail, so that the queue can count on an answer. */
const TIMEOUTS = { connectionTimeoutMillis: 3000, query_timeout: 15_000, statement_timeout: 15_000 };
const INT8 = 20;

/**
 * The database of a URL: `postgres://…`, or `file:…` for an SQLite file (relative to where the server runs). Nothing is
 * opened before the first query; a failed start is tried again with the next.
 */
export function openDatabase(url: string): Kysely<Tables> {
  if (/^postgres(ql)?:/.test(url)) return new Kysely({ dialect: new PostgresDialect({ pool: poolFor(url) }) });
  return new Kysely({ dialect: libsqlDialect(pathOf(url)) });
}

const pathOf = (url: string): string => (url.startsWith('file:/') ? fileURLToPath(url) : url.replace(/^file:/, ''));

function poolFor(connectionString: string): pg.Pool {
  const types = new pg.TypeOverrides();
  // Counts and milliseconds are far below 2^53.
  types.setTypeParser(INT8, Number);
  const pool = new pg.Pool({
    connectionString,
    max: 4,
    ...TIMEOUTS,
    types,
  });
  // A connection that breaks is replaced when one is next needed, and a query on it fails; but the event that tells of
  // it would end the process if nobody heard it: the pool's while the connection is idle, its own while it is lent.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * Whether an error says that these very rows can't be stored, now or ever, as opposed to a store that is down, full or
 * busy: SQLSTATE classes 22 and 23 (data, constraints) and SQLite's likes of them.
 */
export function isRefusal(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^(22|23)\w{3}$|^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}
