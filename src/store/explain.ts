import type { Kysely } from 'kysely';
import type { FactHash, Outcome } from './records.ts';
import type { Tables } from './tables.ts';

/** One finding on a card that was shown. */
export interface ExplainedFinding {
  readonly rule: string;
  /** Null in records of versions that didn't keep it. */
  readonly page: string | null;
  readonly advice: string;
  readonly indicator: string;
  /** It named data that was missing. */
  readonly unknown: boolean;
  readonly facts: readonly FactHash[] | null;
  readonly suggestions: readonly string[];
}

/** What a client reported of the card. Times are milliseconds since 1970. */
export interface ExplainedAnswer {
  readonly outcome: Outcome;
  readonly at: number;
  readonly receivedAt: number;
  readonly reason: string | null;
  readonly acceptedSuggestions: readonly string[];
}

/** All that is known of a card that was shown. */
export interface Explanation {
  readonly card: string;
  readonly at: number;
  readonly service: string;
  readonly client: string;
  readonly hookInstance: string;
  /** Keyed hashes. */
  readonly patient: string;
  readonly user: string | null;
  readonly softwareVersion: string;
  readonly guidelineVersion: string;
  readonly knowledgeDigest: string | null;
  readonly configDigest: string | null;
  readonly latencyMs: number;
  readonly findings: readonly ExplainedFinding[];
  /** In the order they were given; the last word counts in the report. */
  readonly feedback: readonly ExplainedAnswer[];
}

/** Explains a card by its id; null when it isn't known, or isn't the client's. A client of null may see every card. */
export async function explain(db: Kysely<Tables>, card: string, client: string | null): Promise<Explanation | null> {
  const rows = await db
    .selectFrom('findings')
    .selectAll()
    .where('card', '=', card)
    .$if(client !== null, (query) => query.where('client', '=', client ?? ''))
    .orderBy('rule')
    .orderBy('id')
    .execute();
  const [first] = rows;
  if (!first) return null;
  const suggestions = await db.selectFrom('suggestions').select(['id', 'finding']).where('card', '=', card).execute();
  return {
    card,
    at: first.at,
    service: first.service,
    client: first.client,
    hookInstance: first.hook_instance,
    patient: first.patient,
    user: first.actor,
    softwareVersion: first.rule_version,
    guidelineVersion: first.guideline_version,
    knowledgeDigest: first.knowledge_digest,
    configDigest: first.config_digest,
    latencyMs: first.latency_ms,
    findings: rows.map((row) => ({
      rule: row.rule,
      page: row.page,
      advice: row.advice,
      indicator: row.indicator,
      unknown: row.unknown === 1,
      facts: row.facts === null ? null : (JSON.parse(row.facts) as readonly FactHash[]),
      suggestions: suggestions.filter(({ finding }) => finding === row.id).map(({ id }) => id),
    })),
    feedback: await answersTo(db, card, first.client),
  };
}

/** Feedback of another client than the card's is none. */
async function answersTo(db: Kysely<Tables>, card: string, client: string): Promise<readonly ExplainedAnswer[]> {
  const rows = await db
    .selectFrom('feedback')
    .selectAll()
    .where('card', '=', card)
    .where((is) => is.or([is('client', 'is', null), is('client', '=', client)]))
    .orderBy('outcome_at')
    .orderBy('received_at')
    .orderBy('id')
    .execute();
  const accepted = await db
    .selectFrom('accepted_suggestions')
    .selectAll()
    .where('feedback', 'in', db.selectFrom('feedback').select('id').where('card', '=', card))
    .orderBy('suggestion')
    .execute();
  return rows.map((row) => ({
    outcome: row.outcome as Outcome,
    at: row.outcome_at,
    receivedAt: row.received_at,
    reason: row.reason,
    acceptedSuggestions: accepted.filter(({ feedback }) => feedback === row.id).map(({ suggestion }) => suggestion),
  }));
}
