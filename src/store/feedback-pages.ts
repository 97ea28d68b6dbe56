import { sql, type Kysely } from 'kysely';
import { UNLISTED, type Outcome } from './records.ts';
import type { FeedbackTable, FindingsTable, Tables } from './tables.ts';

/** What is exported: feedback received from `from` until before `to`, milliseconds since 1970. */
export interface FeedbackSpan {
  readonly from: number;
  readonly to: number;
  /** Null: every client. */
  readonly client: string | null;
  /** Whether comments are part of it; they may name a patient. */
  readonly comments: boolean;
}

/** What a card advised. */
export interface Intervention {
  readonly rule: string;
  readonly page: string | null;
  readonly advice: string;
}

/** One entry of feedback: what was advised, what was done, why, by whom, when, where. */
export interface FeedbackEntry {
  readonly id: string;
  readonly card: string;
  readonly service: string;
  /** Empty for a card that the store doesn't know. Of several on a card, those whose suggestion was taken. */
  readonly interventions: readonly Intervention[];
  readonly action: Outcome;
  /** The override reason, a code of ours. */
  readonly feedback: string | null;
  /** Who was shown the card, a keyed hash; null where that isn't known. */
  readonly user: string | null;
  readonly at: number;
  readonly receivedAt: number;
  /** The client by its name, or `unlisted`. */
  readonly location: string;
  readonly comment: string | null;
}

type Row = FeedbackTable & { readonly comment: string | null };

/** A finding on a card; a card of the folded rest has several. */
type Shown = Intervention & Pick<FindingsTable, 'id' | 'card' | 'client' | 'actor'>;

const PAGE = 500;

/** Feedback in the order it was received; a page at a time, so that years of it need no more memory than a day. */
export async function* feedbackPages(
  db: Kysely<Tables>,
  span: FeedbackSpan,
  size = PAGE,
): AsyncGenerator<readonly FeedbackEntry[]> {
  let last: Row | undefined;
  do {
    const rows = await rowsAfter(db, span, last, size);
    last = rows.length < size ? undefined : rows.at(-1);
    if (rows.length > 0) yield await entriesOf(db, rows);
  } while (last);
}

async function rowsAfter(
  db: Kysely<Tables>,
  { from, to, client, comments }: FeedbackSpan,
  last: Row | undefined,
  size: number,
): Promise<readonly Row[]> {
  const comment = comments ? sql`(select c.comment from comments c where c.feedback = f.id)` : sql`null`;
  const ofClient =
    client === null
      ? sql``
      : sql`and (f.client = ${client} or f.client is null and
              exists (select 1 from findings s where s.card = f.card and s.client = ${client}))`;
  const after = last ? sql`and (f.received_at, f.id) > (${last.received_at}, ${last.id})` : sql``;
  const page = sql<Row>`
    select f.*, ${comment} as comment from feedback f
    where f.received_at >= ${from} and f.received_at < ${to} ${ofClient} ${after}
    order by f.received_at, f.id limit ${size}`;
  return (await page.execute(db)).rows;
}

async function entriesOf(db: Kysely<Tables>, rows: readonly Row[]): Promise<readonly FeedbackEntry[]> {
  const cards = [...new Set(rows.map(({ card }) => card))];
  const shown = await db
    .selectFrom('findings')
    .select(['id', 'card', 'client', 'rule', 'page', 'advice', 'actor'])
    .where('card', 'in', cards)
    .orderBy('rule')
    .orderBy('id')
    .execute();
  const taken = await db
    .selectFrom('accepted_suggestions as a')
    .innerJoin('suggestions as o', 'o.id', 'a.suggestion')
    .select(['a.feedback', 'o.finding'])
    .where(
      'a.feedback',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  return rows.map((row) => {
    const onCard = shown.filter((one) => one.card === row.card && (row.client === null || row.client === one.client));
    const followed = new Set(taken.filter(({ feedback }) => feedback === row.id).map(({ finding }) => finding));
    const meant = onCard.filter(({ id }) => followed.has(id));
    return entryOf(row, onCard, meant.length > 0 ? meant : onCard);
  });
}

function entryOf(row: Row, onCard: readonly Shown[], meant: readonly Shown[]): FeedbackEntry {
  return {
    id: row.id,
    card: row.card,
    service: row.service,
    interventions: meant.map(({ rule, page, advice }) => ({ rule, page, advice })),
    action: row.outcome as Outcome,
    feedback: row.reason,
    user: onCard[0]?.actor ?? null,
    at: row.outcome_at,
    receivedAt: row.received_at,
    location: row.client ?? onCard[0]?.client ?? UNLISTED,
    comment: row.comment,
  };
}
