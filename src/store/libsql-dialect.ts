import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import Libsql from 'libsql/promise';

/**
 * SQLite for Kysely through libsql's promises: statements run on libsql's own threads, so that neither a slow disk nor
 * a long report holds up a hook call. (Kysely's own SQLite dialect expects statements that block.)
 */
export function libsqlDialect(file: string): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new LibsqlDriver(file),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Migrations are one transaction: one that is killed half-way, or two at a time, leave no half of a schema. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** What is used of libsql, whose own types say `any`. */
interface LibsqlDatabase {
  prepare(sql: string): Promise<LibsqlStatement>;
  readonly inTransaction: boolean;
  close(): void;
}
interface LibsqlStatement {
  all(parameters: readonly unknown[]): Promise<unknown[]>;
}

/** The time to wait for a lock comes first: the others may need one. */
const PRAGMAS = ['busy_timeout = 1000', 'journal_mode = WAL', 'synchronous = NORMAL'];

/** One connection, held by one at a time. */
class LibsqlDriver implements Driver {
  readonly #file: string;
  #connection: LibsqlConnection | undefined;
  #last: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async init(): Promise<void> {
    mkdirSync(dirname(this.#file), { recursive: true });
    // Made by us and not by SQLite: for nobody else on this machine to read.
    closeSync(openSync(this.#file, 'a', 0o600));
    this.#connection = await this.#open();
  }

  async #open(): Promise<LibsqlConnection> {
    const connection = new LibsqlConnection(new Libsql(this.#file, {}) as unknown as LibsqlDatabase);
    try {
      for (const pragma of PRAGMAS) await connection.executeQuery(CompiledQuery.raw(`PRAGMA ${pragma}`));
    } catch (error) {
      connection.close();
      throw error;
    }
    return connection;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#last;
    let release = (): void => undefined;
    this.#last = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    try {
      return await this.#usable();
    } catch (error) {
      release();
      throw error;
    }
  }

  async #usable(): Promise<LibsqlConnection> {
    const connection = this.#connection;
    if (!connection) throw new Error('the database is closed');
    if (!connection.isStuck) return connection;
    this.#connection = await this.#open();
    connection.close();
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** SQLite itself rolls back when the disk is full; a second time would be an error that hides the first. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection?.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  destroy(): Promise<void> {
    this.#connection?.close();
    this.#connection = undefined;
    return Promise.resolve();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #database: LibsqlDatabase;
  /**
   * A statement that gave up waiting for a lock stays in progress until its garbage is collected, and until then no
   * transaction of this connection can be committed: it takes a new one.
   */
  isStuck = false;

  constructor(database: LibsqlDatabase) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    try {
      const statement = await this.#database.prepare(sql);
      // `run` would count the rows changed, but blocks the whole process while it waits for a lock or the disk.
      return { rows: (await statement.all(parameters)) as R[] };
    } catch (error) {
      this.isStuck ||= (error as { code?: unknown } | null)?.code === 'SQLITE_BUSY';
      throw error;
    }
  }

  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('streaming is not supported'));
  }

  close(): void {
    this.#database.close();
  }
}
