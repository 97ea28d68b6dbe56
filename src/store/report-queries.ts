import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Days are inclusive, `YYYY-MM-DD` in UTC; null: every client. */
export interface Period {
  readonly from: string;
  readonly to: string;
  readonly client: string | null;
}

/** A rule at a client: what every row of the report is about. */
export interface RuleAtClient {
  readonly rule: string;
  readonly client: string;
}

export interface FoundRow extends RuleAtClient {
  readonly fired: number;
  readonly pilot: number;
  readonly silent: number;
  readonly suppressed: number;
  readonly unknown: number;
}
export interface EvaluatedRow extends RuleAtClient {
  readonly evaluated: number;
}
export interface OutcomeRow extends RuleAtClient {
  readonly outcome: string;
  readonly reason: string | null;
  readonly findings: number;
}
export interface LatencyRow extends RuleAtClient {
  readonly median: number;
  readonly p95: number;
}
export interface DayRow extends RuleAtClient {
  readonly day: string;
  readonly count: number;
}

type Database = Kysely<Tables>;

const inPeriod = ({ from, to, client }: Period) => sql`day between ${from} and ${to} ${ofClient(client)}`;
const ofClient = (client: string | null) => (client === null ? sql`` : sql`and client = ${client}`);

const rowsOf = async <R>(query: ReturnType<typeof sql<R>>, db: Database): Promise<readonly R[]> =>
  (await query.execute(db)).rows;

/** How often each rule was run. */
export const evaluatedRows = (db: Database, period: Period): Promise<readonly EvaluatedRow[]> =>
  rowsOf(
    sql<EvaluatedRow>`
      select rule, client, cast(sum(evaluated) as bigint) as evaluated
      from evaluations where ${inPeriod(period)} group by rule, client`,
    db,
  );

/** How often each rule found something, shown or silent, and how often data was missing to it. */
export const foundRows = (db: Database, period: Period): Promise<readonly FoundRow[]> =>
  rowsOf(
    sql<FoundRow>`
      select rule, client,
        sum(case when state in ('on', 'pilot') then 1 else 0 end) as fired,
        sum(case when state = 'pilot' then 1 else 0 end) as pilot,
        sum(case when state = 'silent' then 1 else 0 end) as silent,
        sum(case when state = 'suppressed' then 1 else 0 end) as suppressed,
        cast(sum(${sql.ref('unknown')}) as bigint) as ${sql.ref('unknown')}
      from findings where ${inPeriod(period)} group by rule, client`,
    db,
  );

/**
 * What became of the findings shown: the last word on a card counts. Where one of a card's suggestions was taken, only
 * the finding that offered it was accepted. Feedback of another client than the card's is none.
 */
export const outcomeRows = (db: Database, period: Period): Promise<readonly OutcomeRow[]> =>
  rowsOf(
    sql<OutcomeRow>`
      with shown as (select id, rule, client, card from findings where card is not null and ${inPeriod(period)}),
      ranked as (
        select f.id, f.card, f.outcome, f.reason, c.client,
          row_number() over (partition by f.card, c.client order by f.outcome_at desc, f.received_at desc, f.id) as place
        from feedback f join (select distinct card, client from shown) c
          on c.card = f.card and (f.client is null or f.client = c.client)),
      last as (select * from ranked where place = 1)
      select s.rule, s.client, l.outcome, l.reason, count(*) as findings
      from shown s join last l on l.card = s.card and l.client = s.client
      where l.outcome = 'overridden'
        or exists (select 1 from accepted_suggestions a join suggestions o on o.id = a.suggestion
                   where a.feedback = l.id and o.finding = s.id)
        or not exists (select 1 from accepted_suggestions a join suggestions o on o.id = a.suggestion
                       where a.feedback = l.id and o.card = l.card)
      group by s.rule, s.client, l.outcome, l.reason`,
    db,
  );

/** Median and 95th percentile of the calls in which the rule found something, milliseconds. */
export const latencyRows = (db: Database, period: Period): Promise<readonly LatencyRow[]> =>
  rowsOf(
    sql<LatencyRow>`
      select rule, client,
        min(case when place * 2 >= total then latency_ms end) as median,
        min(case when place * 20 >= total * 19 then latency_ms end) as p95
      from (select rule, client, latency_ms,
              row_number() over (partition by rule, client order by latency_ms) as place,
              count(*) over (partition by rule, client) as total
            from findings where ${inPeriod(period)}) as ranked
      group by rule, client`,
    db,
  );

export const evaluatedByDay = (db: Database, period: Period): Promise<readonly DayRow[]> =>
  rowsOf(
    sql<DayRow>`
      select rule, client, day, cast(sum(evaluated) as bigint) as count
      from evaluations where ${inPeriod(period)} group by rule, client, day`,
    db,
  );

export const foundByDay = (db: Database, period: Period): Promise<readonly DayRow[]> =>
  rowsOf(
    sql<DayRow>`
      select rule, client, day, count(*) as count
      from findings where ${inPeriod(period)} group by rule, client, day`,
    db,
  );

/** Feedback, given in these days, on cards that this store doesn't know. Both ends in milliseconds. */
export async function unmatchedFeedback(
  db: Database,
  { from, to }: { readonly from: number; readonly to: number },
  client: string | null,
): Promise<number> {
  const [row] = await rowsOf(
    sql<{ readonly count: number }>`
      select count(*) as count from feedback f
      where f.outcome_at >= ${from} and f.outcome_at < ${to} ${client === null ? sql`` : sql`and f.client = ${client}`}
        and not exists (select 1 from findings g where g.card = f.card and (f.client is null or f.client = g.client))`,
    db,
  );
  return row?.count ?? 0;
}
