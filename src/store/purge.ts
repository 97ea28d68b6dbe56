import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import { dayOf } from './write.ts';

const DAY_MS = 86_400_000;
/** A batch is repeated within minutes or not at all. */
const BATCH_DAYS = 7;

/** Deletes what is older than the retention; safe to run on several replicas. */
export async function purge(db: Kysely<Tables>, now: number, retentionDays: number): Promise<void> {
  const before = now - retentionDays * DAY_MS;
  await db.deleteFrom('findings').where('at', '<', before).execute();
  await db.deleteFrom('suggestions').where('at', '<', before).execute();
  await db.deleteFrom('evaluations').where('day', '<', dayOf(before)).execute();
  await db.deleteFrom('comments').where('received_at', '<', before).execute();
  await db.deleteFrom('accepted_suggestions').where('received_at', '<', before).execute();
  await db.deleteFrom('feedback').where('received_at', '<', before).execute();
  await db
    .deleteFrom('batches')
    .where('at', '<', now - BATCH_DAYS * DAY_MS)
    .execute();
}
