import type { Kysely } from 'kysely';
import { BASELINE_DAYS, marksOf, RECENT_DAYS, type DayCount, type Mark } from './marks.ts';
import {
  evaluatedByDay,
  evaluatedRows,
  foundByDay,
  foundRows,
  latencyRows,
  outcomeRows,
  unmatchedFeedback,
  type DayRow,
  type OutcomeRow,
  type Period,
  type RuleAtClient,
} from './report-queries.ts';
import type { Tables } from './tables.ts';
import { dayOf } from './write.ts';

/** One rule at one client. */
export interface ReportRow extends RuleAtClient {
  /** Calls in which the rule was run. */
  readonly evaluated: number;
  /** Findings shown on a card. */
  readonly fired: number;
  /** Findings recorded and not shown. */
  readonly silent: number;
  /** Of the fired, those shown in a pilot. */
  readonly pilot: number;
  /** Not shown again, as they were answered. */
  readonly suppressed: number;
  /** Findings, shown or silent, that named missing data. */
  readonly unknown: number;
  /** Their share of all findings, 0 to 1; null without any. */
  readonly unknownRate: number | null;
  readonly accepted: number;
  readonly overridden: number;
  readonly overrideReasons: Readonly<Record<string, number>>;
  /** Shown and neither accepted nor overridden. */
  readonly unanswered: number;
  /** Of the calls in which the rule found something; null without any. */
  readonly latencyMs: { readonly median: number; readonly p95: number } | null;
  readonly marks: readonly Mark[];
}

export interface Report {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly ReportRow[];
  /** Feedback on cards that the store doesn't know. */
  readonly unmatchedFeedback: number;
}

/** Where the client gave no reason for overriding. */
export const NO_REASON = 'none-given';

const DAY_MS = 86_400_000;
const NOTHING_FOUND = { fired: 0, pilot: 0, silent: 0, suppressed: 0, unknown: 0 };

/** The whole report. Rules that ran in the weeks looked at for marks have a row, even if nothing came of them. */
export async function reportOf(db: Kysely<Tables>, period: Period): Promise<Report> {
  const end = Date.parse(period.to) + DAY_MS;
  const recentFrom = dayOf(end - RECENT_DAYS * DAY_MS);
  const watched = { ...period, from: dayOf(end - (RECENT_DAYS + BASELINE_DAYS) * DAY_MS) };
  const [evaluated, found, outcomes, latencies, runs, finds] = [
    byRule(await evaluatedRows(db, period)),
    byRule(await foundRows(db, period)),
    byRule(await outcomeRows(db, period)),
    byRule(await latencyRows(db, period)),
    byRule(await evaluatedByDay(db, watched)),
    byRule(await foundByDay(db, watched)),
  ];
  const keys = new Set([evaluated, found, runs, finds].flatMap((table) => [...table.keys()]));
  const rows = [...keys].sort().map((key): ReportRow => {
    const [rule, client] = JSON.parse(key) as [string, string];
    const { fired, pilot, silent, suppressed, unknown } = found.get(key)?.[0] ?? NOTHING_FOUND;
    const findings = fired + silent + suppressed;
    const { accepted, overridden, overrideReasons } = answersOf(outcomes.get(key) ?? []);
    const latency = latencies.get(key)?.[0];
    return {
      rule,
      client,
      evaluated: evaluated.get(key)?.[0]?.evaluated ?? 0,
      fired,
      silent,
      pilot,
      suppressed,
      unknown,
      unknownRate: findings === 0 ? null : unknown / findings,
      accepted,
      overridden,
      overrideReasons,
      unanswered: fired - accepted - overridden,
      latencyMs: latency ? { median: latency.median, p95: latency.p95 } : null,
      marks: marksOf(daysOf(runs.get(key) ?? [], finds.get(key) ?? []), recentFrom),
    };
  });
  const milliseconds = { from: Date.parse(period.from), to: end };
  return {
    from: period.from,
    to: period.to,
    rows,
    unmatchedFeedback: await unmatchedFeedback(db, milliseconds, period.client),
  };
}

function byRule<R extends RuleAtClient>(rows: readonly R[]): ReadonlyMap<string, readonly R[]> {
  const grouped = new Map<string, R[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.rule, row.client]);
    const group = grouped.get(key);
    if (group) group.push(row);
    else grouped.set(key, [row]);
  }
  return grouped;
}

function answersOf(rows: readonly OutcomeRow[]): Pick<ReportRow, 'accepted' | 'overridden' | 'overrideReasons'> {
  const total = (some: readonly OutcomeRow[]): number => some.reduce((sum, { findings }) => sum + findings, 0);
  const overridden = rows.filter(({ outcome }) => outcome === 'overridden');
  return {
    accepted: total(rows.filter(({ outcome }) => outcome === 'accepted')),
    overridden: total(overridden),
    overrideReasons: Object.fromEntries(
      overridden.map(({ reason, findings }) => [reason ?? NO_REASON, findings] as const).sort(),
    ),
  };
}

function daysOf(runs: readonly DayRow[], finds: readonly DayRow[]): readonly DayCount[] {
  return [
    ...runs.map(({ day, count }) => ({ day, evaluated: count, found: 0 })),
    ...finds.map(({ day, count }) => ({ day, evaluated: 0, found: count })),
  ];
}
