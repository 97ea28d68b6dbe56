import { RequestInvalid, StoreUnavailable } from '../errors.ts';
import type { FeedbackEntry, FeedbackSpan } from '../store/feedback-pages.ts';
import type { Store } from '../store/store.ts';
import { feedbackAsCsv, feedbackAsNdjson, type TextForm } from './feedback-text.ts';
import { feedbackAsFhir } from './feedback-fhir.ts';
import { choiceIn, periodIn, type Query } from './governance-report.ts';

/** The formats by name; the first is the default. */
const FORMS: Readonly<Record<string, TextForm>> = {
  ndjson: feedbackAsNdjson,
  csv: feedbackAsCsv,
  fhir: feedbackAsFhir,
};
const FORMATS = ['ndjson', 'csv', 'fhir'] as const;
const DAY_MS = 86_400_000;

/** What an export is made with. */
export interface ExportParts {
  readonly store: Store;
  readonly now: () => Date;
  /** Whether the site keeps comments at all. */
  readonly keepsComments: boolean;
}

/** An export: its media type, and its text piece by piece. */
export interface FeedbackExport {
  readonly type: string;
  readonly pieces: AsyncIterable<string>;
}

/**
 * `GET /api/governance/feedback` (PR-37): feedback received on the days `from` to `to`, as `ndjson`, `csv` or `fhir`,
 * one entry each. Comments only with `comments=true`. A caller that is a client gets its own. Throws `RequestInvalid`,
 * and `StoreUnavailable` if the store is down at the beginning; later the pieces reject.
 */
export async function feedbackExport(
  query: Query,
  caller: string | null,
  { store, now, keepsComments }: ExportParts,
): Promise<FeedbackExport> {
  const { from, to, client } = periodIn(query, now(), caller);
  const comments = choiceIn(query, 'comments', ['false', 'true']) === 'true';
  if (comments && !keepsComments)
    throw new RequestInvalid('comments are not kept: feedback.comments is off.', { member: 'comments' });
  const form = FORMS[choiceIn(query, 'format', FORMATS)] ?? feedbackAsNdjson;
  const pages = await begun(
    store.feedback({ from: Date.parse(from), to: Date.parse(to) + DAY_MS, client, comments } satisfies FeedbackSpan),
  );
  return { type: form.type, pieces: form.write(pages, { comments, at: now() }) };
}

/** The same pages, once the first was read: a store that is down is noticed before anything is sent. */
async function begun(pages: AsyncIterable<readonly FeedbackEntry[]>): Promise<AsyncIterable<readonly FeedbackEntry[]>> {
  const iterator = pages[Symbol.asyncIterator]();
  const first = await iterator.next().catch((cause: unknown) => {
    throw new StoreUnavailable('The store can not be reached now.', { cause });
  });
  return (async function* () {
    if (first.done === true) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}
