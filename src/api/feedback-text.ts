import type { FeedbackEntry } from '../store/feedback-pages.ts';
import { csvField } from './report-text.ts';

/** How feedback is written out: pages of entries in, pieces of text out. */
export interface TextForm {
  readonly type: string;
  readonly write: (
    pages: AsyncIterable<readonly FeedbackEntry[]>,
    options: { readonly comments: boolean; readonly at: Date },
  ) => AsyncIterable<string>;
}

type Column = readonly [name: string, value: (entry: FeedbackEntry) => string];

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
const each = (values: readonly (string | null)[]): string => [...new Set(values)].join(' ').trim();

const COLUMNS: readonly Column[] = [
  ['id', ({ id }) => id],
  ['date', ({ at }) => instant(at)],
  ['received', ({ receivedAt }) => instant(receivedAt)],
  ['location', ({ location }) => location],
  ['service', ({ service }) => service],
  ['card', ({ card }) => card],
  ['intervention', ({ interventions }) => each(interventions.map(({ rule }) => rule))],
  ['page', ({ interventions }) => each(interventions.map(({ page }) => page))],
  ['advice', ({ interventions }) => each(interventions.map(({ advice }) => advice))],
  ['action', ({ action }) => action],
  ['feedback', ({ feedback }) => feedback ?? ''],
  ['user', ({ user }) => user ?? ''],
];
const COMMENT: Column = ['comment', ({ comment }) => comment ?? ''];

/** RFC 4180, a header line first. */
export const feedbackAsCsv: TextForm = {
  type: 'text/csv',
  async *write(pages, { comments }) {
    const columns = comments ? [...COLUMNS, COMMENT] : COLUMNS;
    const line = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`;
    yield line(columns.map(([name]) => name));
    for await (const page of pages) yield page.map((entry) => line(columns.map(([, value]) => value(entry)))).join('');
  },
};

/** One entry per line. */
export const feedbackAsNdjson: TextForm = {
  type: 'application/x-ndjson',
  async *write(pages, { comments }) {
    for await (const page of pages) {
      const lines = page.map(({ at, receivedAt, comment, ...entry }) => ({
        ...entry,
        date: instant(at),
        received: instant(receivedAt),
        ...(comments ? { comment } : {}),
      }));
      yield lines.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    }
  },
};
