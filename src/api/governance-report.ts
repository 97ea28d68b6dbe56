import { RequestInvalid, StoreUnavailable } from '../errors.ts';
import type { Period } from '../store/report-queries.ts';
import type { Store } from '../store/store.ts';
import { reportCsv, reportNdjson } from './report-text.ts';

export const REPORT_FORMATS = ['json', 'csv', 'ndjson'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportRequest {
  readonly period: Period;
  readonly format: ReportFormat;
}

const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * `from` and `to` (days, both inclusive; the last 30 by default), `client` (a name: issuer, or issuer#tenants), `format`. A caller that is a
 * client itself sees its own figures only. Throws `RequestInvalid` naming the parameter.
 */
export function reportRequest(query: Query, now: Date, caller: string | null = null): ReportRequest {
  return { period: periodIn(query, now, caller), format: choiceIn(query, 'format', REPORT_FORMATS) };
}

export type Query = Readonly<Record<string, unknown>>;

/** The days and the client that a query is about; see `reportRequest`. */
export function periodIn(query: Query, now: Date, caller: string | null): Period {
  const to = dayIn(query, 'to') ?? now.toISOString().slice(0, 10);
  const from =
    dayIn(query, 'from') ?? new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
  if (from > to) throw new RequestInvalid('from is after to.', { member: 'from' });
  return { from, to, client: caller ?? textIn(query, 'client') };
}

/** One of a few words, the first by default; throws `RequestInvalid`. */
export function choiceIn<C extends string>(query: Query, member: string, choices: readonly [C, ...C[]]): C {
  const text = textIn(query, member) ?? choices[0];
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new RequestInvalid(`${member} is none of ${choices.join(', ')}.`, { member });
  return choice;
}

function textIn(query: Query, member: string): string | null {
  const value = query[member];
  if (value === undefined || value === '') return null;
  if (typeof value !== 'string') throw new RequestInvalid(`${member} is given more than once.`, { member });
  return value;
}

function dayIn(query: Query, member: string): string | null {
  const text = textIn(query, member);
  if (text === null) return null;
  const at = /^[12]\d{3}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text)
    throw new RequestInvalid(`${member} must be a day, YYYY-MM-DD.`, { member });
  return text;
}

/** A report ready to be sent. */
export interface ReportAnswer {
  readonly type: string;
  readonly text: string;
}

/** `GET /api/governance/report`. Throws `StoreUnavailable` while the store is down. */
export async function governanceReport(
  query: Query,
  caller: string | null,
  { store, now }: { readonly store: Store; readonly now: () => Date },
): Promise<ReportAnswer> {
  const { period, format } = reportRequest(query, now(), caller);
  const report = await store.report(period).catch((cause: unknown) => {
    throw new StoreUnavailable('The store can not be reached now.', { cause });
  });
  if (format === 'csv') return { type: 'text/csv', text: reportCsv(report) };
  if (format === 'ndjson') return { type: 'application/x-ndjson', text: reportNdjson(report) };
  return { type: 'application/json', text: JSON.stringify(report) };
}
