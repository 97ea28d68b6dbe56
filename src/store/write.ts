import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { CallRecord, FeedbackRecord, StoredRecord } from './records.ts';
import type { EvaluationsTable, Tables } from './tables.ts';

/** Records that are written together, under an id by which a repeat is known. */
export interface Batch<T> {
  readonly id: string;
  readonly items: readonly T[];
}

/** Rows per statement: PostgreSQL and SQLite bound the number of parameters. */
const MOST_ROWS = 500;

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Writes a batch whole or not at all; one that was written before is left as it is. */
export async function writeBatch(db: Kysely<Tables>, { id, items }: Batch<StoredRecord>, now: number): Promise<void> {
  const calls = items.filter((item) => item.kind === 'call');
  const feedback = items.filter((item) => item.kind === 'feedback');
  await db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('batches')
      .values({ id, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    if (inserted.length === 0) return;
    await writeCalls(transaction, calls);
    await writeEvaluations(transaction, calls);
    await writeFeedback(transaction, feedback);
  });
}

async function writeCalls(db: Transaction<Tables>, calls: readonly CallRecord[]): Promise<void> {
  const found = calls.flatMap((call) => call.findings.map((finding) => ({ id: randomUUID(), call, finding })));
  const rows = found.map(({ id, call, finding }) => ({
    id,
    at: call.at,
    day: dayOf(call.at),
    client: call.client,
    service: call.service,
    hook_instance: call.hookInstance,
    patient: call.patient,
    rule: finding.rule,
    rule_version: call.ruleVersion,
    guideline_version: call.guidelineVersion,
    advice: finding.advice,
    indicator: finding.indicator,
    state: finding.state,
    unknown: finding.unknown ? 1 : 0,
    card: finding.card,
    latency_ms: Math.round(call.latencyMs),
    suppression_key: finding.recognition?.key ?? null,
    material: finding.recognition?.material ?? null,
    page: finding.page,
    actor: call.user,
    knowledge_digest: call.knowledgeDigest,
    config_digest: call.configDigest,
    facts: JSON.stringify(finding.facts),
  }));
  for (const some of chunks(rows)) await db.insertInto('findings').values(some).execute();
  const suggestions = found.flatMap(({ id, call, finding }) =>
    finding.suggestions.map((suggestion) => ({
      id: suggestion,
      finding: id,
      card: finding.card ?? '',
      at: call.at,
    })),
  );
  for (const some of chunks(suggestions)) await db.insertInto('suggestions').values(some).execute();
}

/** In the order of their keys: two replicas that add to the same rows then wait for each other instead of locking up. */
async function writeEvaluations(db: Transaction<Tables>, calls: readonly CallRecord[]): Promise<void> {
  const rows = new Map<string, EvaluationsTable>();
  for (const { at, client, service, evaluated } of calls) {
    const day = dayOf(at);
    for (const rule of evaluated) {
      const key = JSON.stringify([day, client, service, rule]);
      const row = rows.get(key);
      if (row) row.evaluated += 1;
      else rows.set(key, { day, client, service, rule, evaluated: 1 });
    }
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  for (const some of chunks(sorted)) {
    await db
      .insertInto('evaluations')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['day', 'client', 'service', 'rule']).doUpdateSet((update) => ({
          evaluated: update('evaluations.evaluated', '+', update.ref('excluded.evaluated')),
        })),
      )
      .execute();
  }
}

/** A repeat has the same id and changes nothing. */
async function writeFeedback(db: Transaction<Tables>, feedback: readonly FeedbackRecord[]): Promise<void> {
  const rows = feedback.map(({ id, receivedAt, client, service, card, outcome, outcomeAt, reason }) => ({
    id,
    received_at: receivedAt,
    client,
    service,
    card,
    outcome,
    outcome_at: outcomeAt,
    reason,
  }));
  const accepted = feedback.flatMap(({ id, receivedAt, acceptedSuggestions }) =>
    acceptedSuggestions.map((suggestion) => ({ feedback: id, suggestion, received_at: receivedAt })),
  );
  const comments = feedback.flatMap(({ id, receivedAt, comment }) =>
    comment === null ? [] : [{ feedback: id, comment, received_at: receivedAt }],
  );
  for (const some of chunks(rows)) {
    await db
      .insertInto('feedback')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const some of chunks(accepted)) {
    await db
      .insertInto('accepted_suggestions')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  for (const some of chunks(comments)) {
    await db
      .insertInto('comments')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

function chunks<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, at) =>
    rows.slice(at * MOST_ROWS, (at + 1) * MOST_ROWS),
  );
}
