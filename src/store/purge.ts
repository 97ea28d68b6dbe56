import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import { dayOf } from './write.ts';

const DAY_MS = 86_400_000;
/** A batch is repeated within minutes or not at all. */
const BATCH_DAYS = 7;
/** Rows per statement: what a shorter retention leaves to delete may be years, and no statement may take long. */
const PIECE = 5000;

/** What is deleted by its age: table, its rows' id, their time. */
const AGED = [
  ['findings', 'id', 'at'],
  ['suggestions', 'id', 'at'],
  ['comments', 'feedback', 'received_at'],
  ['accepted_suggestions', 'feedback', 'received_at'],
  ['feedback', 'id', 'received_at'],
] as const satisfies readonly (readonly [keyof Tables, string, string])[];

/** Deletes what is older than the retention; safe to run on several replicas. */
export async function purge(db: Kysely<Tables>, now: number, retentionDays: number, piece = PIECE): Promise<void> {
  const before = now - retentionDays * DAY_MS;
  for (const [table, id, time] of AGED) {
    const pieceOf = sql`
      delete from ${sql.table(table)} where ${sql.ref(id)} in
        (select ${sql.ref(id)} from ${sql.table(table)} where ${sql.ref(time)} < ${before} limit ${piece})
      returning ${sql.ref(id)}`;
    while ((await pieceOf.execute(db)).rows.length > 0);
  }
  await db.deleteFrom('evaluations').where('day', '<', dayOf(before)).execute();
  await db
    .deleteFrom('batches')
    .where('at', '<', now - BATCH_DAYS * DAY_MS)
    .execute();
}
