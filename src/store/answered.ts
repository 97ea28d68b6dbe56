import { sql, type Kysely } from 'kysely';
import type { Outcome } from './records.ts';
import type { Tables } from './tables.ts';

/** A finding about to be shown, and what would make it one that was answered. Key and material are keyed hashes. */
export interface AskedFinding {
  readonly id: string;
  /** Of client, tenant, patient, user, encounter, rule, and whether a chart is viewed or an order written. */
  readonly key: string;
  /** Of what it tells. */
  readonly material: string;
  /** Milliseconds since 1970: earlier answers don't count. */
  readonly since: number;
  readonly outcomes: readonly Outcome[];
  /** The service whose showing it counts as an answer, if any. */
  readonly shownBy: string | null;
}

interface ShownRow {
  readonly key: string;
  readonly material: string;
  readonly service: string;
  readonly at: number;
  readonly outcome: Outcome | null;
  readonly outcomeAt: number | null;
  readonly receivedAt: number | null;
}

const MOST_ROWS = 1000;

/**
 * The ids of those that were answered. Overriding a card answers all that it shows; of an accepted card only the finding
 * whose suggestion was taken. An answer counts by both clocks, the client's and ours: neither can stretch it.
 */
export async function answeredAmong(db: Kysely<Tables>, asked: readonly AskedFinding[]): Promise<ReadonlySet<string>> {
  const keys = sql.join([...new Set(asked.map(({ key }) => key))]);
  const { rows } = await sql<ShownRow>`
    select s.suppression_key as ${sql.ref('key')}, s.material, s.service, s.at,
      f.outcome, f.outcome_at as ${sql.ref('outcomeAt')}, f.received_at as ${sql.ref('receivedAt')}
    from findings s left join feedback f
      on f.card = s.card and (f.client is null or f.client = s.client)
      and (f.outcome = 'overridden'
        or exists (select 1 from accepted_suggestions a join suggestions o on o.id = a.suggestion
                   where a.feedback = f.id and o.finding = s.id))
    where s.card is not null and s.suppression_key in (${keys})
    order by s.at desc limit ${MOST_ROWS}`.execute(db);
  return new Set(asked.filter((one) => rows.some((row) => answers(row, one))).map(({ id }) => id));
}

function answers(row: ShownRow, { key, material, since, outcomes, shownBy }: AskedFinding): boolean {
  if (row.key !== key || row.material !== material) return false;
  if (row.service === shownBy && row.at >= since) return true;
  const { outcome, outcomeAt, receivedAt } = row;
  if (outcome === null || !outcomes.includes(outcome)) return false;
  return (outcomeAt ?? 0) >= since && (receivedAt ?? 0) >= since;
}

/** How long a call may wait to be told, and how long nobody asks again after a failure. */
const ANSWER_WAITS_MS = 150;
const PAUSE_MS = 5000;

/**
 * Asks for a hook call: nothing counts as answered when the store doesn't say in time, and after that nobody waits for
 * it for some seconds. Never rejects.
 */
export function askInTime(
  ask: (asked: readonly AskedFinding[]) => Promise<ReadonlySet<string>>,
  onUnjudged: (findings: number) => void,
  waitsMs = ANSWER_WAITS_MS,
): (asked: readonly AskedFinding[]) => Promise<ReadonlySet<string>> {
  let askAgainAt = -Infinity;
  return async (asked) => {
    if (performance.now() >= askAgainAt) {
      const answer = await inTime(ask(asked), waitsMs);
      if (answer) return answer;
      askAgainAt = performance.now() + PAUSE_MS;
    }
    onUnjudged(asked.length);
    return new Set<string>();
  };
}

/** Null for an answer that fails or takes too long. */
async function inTime<T>(answer: Promise<T>, waitsMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), waitsMs).unref()));
  const first = await Promise.race([answer.catch(() => null), late]);
  clearTimeout(timer);
  return first;
}
