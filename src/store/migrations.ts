import { Migrator, PostgresAdapter, sql, type Kysely, type Migration } from 'kysely';
import type { Tables } from './tables.ts';

/** Add, never change: two versions of this server may write to one database during an update. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-records': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('findings')
        .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .addColumn('day', 'varchar(10)', (column) => column.notNull())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('service', 'text', (column) => column.notNull())
        .addColumn('hook_instance', 'text', (column) => column.notNull())
        .addColumn('patient', 'text', (column) => column.notNull())
        .addColumn('rule', 'text', (column) => column.notNull())
        .addColumn('rule_version', 'text', (column) => column.notNull())
        .addColumn('guideline_version', 'text', (column) => column.notNull())
        .addColumn('advice', 'text', (column) => column.notNull())
        .addColumn('indicator', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('unknown', 'smallint', (column) => column.notNull())
        .addColumn('card', 'text')
        .addColumn('latency_ms', 'integer', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('findings_day').on('findings').columns(['day', 'rule', 'client']).execute();
      await db.schema.createIndex('findings_at').on('findings').column('at').execute();
      await db.schema.createIndex('findings_card').on('findings').column('card').execute();
      await db.schema
        .createTable('suggestions')
        .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
        .addColumn('finding', 'varchar(36)', (column) => column.notNull())
        .addColumn('card', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
      await db.schema.createIndex('suggestions_at').on('suggestions').column('at').execute();
      await db.schema
        .createTable('evaluations')
        .addColumn('day', 'varchar(10)', (column) => column.notNull())
        .addColumn('client', 'text', (column) => column.notNull())
        .addColumn('service', 'text', (column) => column.notNull())
        .addColumn('rule', 'text', (column) => column.notNull())
        .addColumn('evaluated', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('evaluations_key', ['day', 'client', 'service', 'rule'])
        .execute();
      await db.schema
        .createTable('batches')
        .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
        .addColumn('at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0002-feedback': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('feedback')
        .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('received_at', 'bigint', (column) => column.notNull())
        .addColumn('client', 'text')
        .addColumn('service', 'text', (column) => column.notNull())
        .addColumn('card', 'text', (column) => column.notNull())
        .addColumn('outcome', 'text', (column) => column.notNull())
        .addColumn('outcome_at', 'bigint', (column) => column.notNull())
        .addColumn('reason', 'text')
        .execute();
      await db.schema.createIndex('feedback_received').on('feedback').column('received_at').execute();
      await db.schema.createIndex('feedback_card').on('feedback').column('card').execute();
      await db.schema
        .createTable('accepted_suggestions')
        .addColumn('feedback', 'varchar(64)', (column) => column.notNull())
        .addColumn('suggestion', 'text', (column) => column.notNull())
        .addColumn('received_at', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('accepted_suggestions_key', ['feedback', 'suggestion'])
        .execute();
      await db.schema
        .createTable('comments')
        .addColumn('feedback', 'varchar(64)', (column) => column.primaryKey())
        .addColumn('comment', 'text', (column) => column.notNull())
        .addColumn('received_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  },
  '0003-explanations': {
    async up(db: Kysely<unknown>) {
      // One statement each: SQLite adds one column at a time.
      for (const column of ['page', 'actor', 'knowledge_digest', 'config_digest', 'facts'])
        await db.schema.alterTable('findings').addColumn(column, 'text').execute();
    },
  },
  '0004-suppression': {
    async up(db: Kysely<unknown>) {
      for (const column of ['suppression_key', 'material'])
        await db.schema.alterTable('findings').addColumn(column, 'varchar(64)').execute();
      await db.schema.createIndex('findings_suppression').on('findings').column('suppression_key').execute();
    },
  },
};

/** Brings the tables up to date; replicas that start together wait for each other. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) },
    ...(await schemaOf(db)),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed', { cause: error });
}

/** Where PostgreSQL puts new tables; else those of another schema of the same database are taken for ours. */
async function schemaOf(db: Kysely<Tables>): Promise<{ readonly migrationTableSchema?: string }> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return {};
  const { rows } = await sql<{ readonly name: string | null }>`select current_schema() as name`.execute(db);
  const name = rows[0]?.name;
  return name ? { migrationTableSchema: name } : {};
}
