/** The tables. Times are milliseconds since 1970, days are UTC, truth is 0 or 1: the same on SQLite and PostgreSQL. */

export interface FindingsTable {
  id: string;
  at: number;
  day: string;
  client: string;
  service: string;
  hook_instance: string;
  patient: string;
  rule: string;
  rule_version: string;
  guideline_version: string;
  advice: string;
  indicator: string;
  state: string;
  unknown: number;
  card: string | null;
  latency_ms: number;
  /** From here on null in rows of versions that didn't keep it yet. */
  page: string | null;
  actor: string | null;
  knowledge_digest: string | null;
  config_digest: string | null;
  /** JSON, `FactHash[]`. */
  facts: string | null;
  suppression_key: string | null;
  material: string | null;
}

/** Suggestions as they were offered, to tell which finding of a shared card was followed. */
export interface SuggestionsTable {
  id: string;
  finding: string;
  card: string;
  at: number;
}

/** How often a rule was run, by day: most runs find nothing, and need no row each. */
export interface EvaluationsTable {
  day: string;
  client: string;
  service: string;
  rule: string;
  evaluated: number;
}

export interface FeedbackTable {
  id: string;
  received_at: number;
  client: string | null;
  service: string;
  card: string;
  outcome: string;
  outcome_at: number;
  reason: string | null;
}

export interface AcceptedSuggestionsTable {
  feedback: string;
  suggestion: string;
  received_at: number;
}

/** Free text stays apart: it may name a patient, has rights of its own, and is in no report. */
export interface CommentsTable {
  feedback: string;
  comment: string;
  received_at: number;
}

/** Batches already written, so that one sent twice after a broken connection counts once. */
export interface BatchesTable {
  id: string;
  at: number;
}

export interface Tables {
  findings: FindingsTable;
  suggestions: SuggestionsTable;
  evaluations: EvaluationsTable;
  feedback: FeedbackTable;
  accepted_suggestions: AcceptedSuggestionsTable;
  comments: CommentsTable;
  batches: BatchesTable;
}
