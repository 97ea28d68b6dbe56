import { createHash } from 'node:crypto';
import { Ajv } from 'ajv';
import { RequestInvalid } from '../errors.ts';
import { isObject, type JsonObject } from '../fhir-mapping/json.ts';
import { PAGES } from '../logic/index.ts';
import { safeIdentifier, type Pseudonym } from '../store/pseudonym.ts';
import type { FeedbackRecord, Outcome } from '../store/records.ts';
import type { Settings } from '../settings/settings.ts';
import { invalidMember } from './validate.ts';
import type { Words } from './words.ts';

/** `POST /cds-services/{id}/feedback` (checklist F-1 to F-12): what clients report of cards, in their dialects. */

const identifier = { type: 'string', pattern: '\\S', maxLength: 256 } as const;
const reason = {
  type: 'object',
  properties: {
    reason: { type: 'object', required: ['code'], properties: { code: { type: 'string', maxLength: 256 } } },
    userComment: { type: 'string' },
    extension: { type: 'object' },
  },
} as const;
const acceptance = {
  if: { required: ['outcome'], properties: { outcome: { const: 'accepted' } } },
  then: {
    required: ['acceptedSuggestions'],
    properties: {
      acceptedSuggestions: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: { type: 'object', required: ['id'], properties: { id: identifier } },
      },
    },
  },
} as const;

const isEntry = new Ajv({ strict: true, strictRequired: false, strictTypes: false }).compile<Entry>({
  type: 'object',
  required: ['card', 'outcome', 'outcomeTimestamp'],
  properties: {
    card: identifier,
    outcome: { enum: ['accepted', 'overridden'] },
    outcomeTimestamp: { type: 'string', maxLength: 64 },
    overrideReason: reason,
    overrideReasons: reason,
  },
  ...acceptance,
});

interface Entry {
  readonly card: string;
  readonly outcome: Outcome;
  readonly outcomeTimestamp: string;
  readonly acceptedSuggestions?: readonly { readonly id: string }[];
  readonly overrideReason?: Reason;
  /** So written by Epic. */
  readonly overrideReasons?: Reason;
}
interface Reason {
  readonly reason?: { readonly code: string };
  readonly userComment?: string;
  readonly extension?: JsonObject;
}

/** What feedback is read with. */
export interface FeedbackContext {
  readonly settings: Pick<Settings, 'feedback'>;
  readonly reasonCodes: ReadonlySet<string>;
  readonly pseudonym: Pseudonym;
  readonly now: () => Date;
  readonly service: string;
  /** Who sent it, where tokens are checked. */
  readonly client: string | null;
}

export interface FeedbackRead {
  readonly records: readonly FeedbackRecord[];
  readonly refused: readonly RequestInvalid[];
}

const MOST_ENTRIES = 2000;

/**
 * The entries of a feedback message. One that can't be read doesn't cost the others; where none can, or the message is
 * no message, `RequestInvalid` names the first member at fault.
 */
export function readFeedback(body: unknown, context: FeedbackContext): FeedbackRead {
  if (!isObject(body)) throw new RequestInvalid('The body must be an object.');
  const { feedback } = body;
  if (!Array.isArray(feedback)) throw new RequestInvalid('feedback must be an array.', { member: 'feedback' });
  if (feedback.length > MOST_ENTRIES)
    throw new RequestInvalid(`feedback holds more than ${MOST_ENTRIES} entries.`, { member: 'feedback' });
  const read = feedback.map((entry: unknown, at) => readEntry(entry, `feedback.${at}`, context));
  const refused = read.filter((one): one is RequestInvalid => one instanceof RequestInvalid);
  const records = read.filter((one): one is FeedbackRecord => !(one instanceof RequestInvalid));
  const [first] = refused;
  if (first && records.length === 0) throw first;
  return { records, refused };
}

function readEntry(entry: unknown, path: string, context: FeedbackContext): FeedbackRecord | RequestInvalid {
  if (!isEntry(entry)) return below(path, invalidMember(isEntry.errors));
  const outcomeAt = instant(entry.outcomeTimestamp);
  if (outcomeAt === null) {
    const member = 'outcomeTimestamp';
    return below(path, new RequestInvalid(`${member} must be a date-time with a time zone.`, { member }));
  }
  const { pseudonym, client, service, settings } = context;
  const card = safeIdentifier(entry.card, pseudonym);
  const said = entry.overrideReason ?? entry.overrideReasons;
  const acceptedSuggestions =
    entry.outcome === 'accepted'
      ? [...new Set((entry.acceptedSuggestions ?? []).map(({ id }) => safeIdentifier(id, pseudonym)))].sort()
      : [];
  const key = [client, service, card, entry.outcome, outcomeAt, acceptedSuggestions];
  return {
    kind: 'feedback',
    id: createHash('sha256').update(JSON.stringify(key)).digest('hex'),
    receivedAt: context.now().getTime(),
    client,
    service,
    card,
    outcome: entry.outcome,
    outcomeAt,
    reason: entry.outcome === 'overridden' ? reasonOf(said, context) : null,
    acceptedSuggestions,
    comment: settings.feedback.comments ? commentOf(said?.userComment) : null,
  };
}

const below = (path: string, error: RequestInvalid): RequestInvalid => {
  const member = error.member ? `${path}.${error.member}` : path;
  return new RequestInvalid(error.message.replace(error.member || 'The body', member), { member });
};

/** RFC 3339 with seconds and zone, as milliseconds; null for anything else, or a date that there isn't. */
function instant(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d(?:\.\d{1,9})?)([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  if (!match) return null;
  const [, day = '', time = '', zone = ''] = match;
  const at = Date.parse(`${day}T${time}${zone.toUpperCase()}`);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  return Number.isNaN(at) || !exists ? null : at;
}

const EPIC_CATEGORY = 'com.epic.cdshooks.feedback.overrideReason.reasonCategory';
const UNLISTED_REASON = 'unlisted';

/** A reason of ours, by its code or by the site's map. Any other code could be anything, and is only counted. */
function reasonOf(said: Reason | undefined, { settings, reasonCodes }: FeedbackContext): string | null {
  const code = said?.reason?.code ?? said?.extension?.[EPIC_CATEGORY];
  if (code === undefined || code === '') return null;
  if (typeof code !== 'string') return UNLISTED_REASON;
  const { reasons } = settings.feedback;
  if (Object.hasOwn(reasons, code)) return reasons[code] ?? UNLISTED_REASON;
  return reasonCodes.has(code) ? code : UNLISTED_REASON;
}

const LONGEST_COMMENT = 4000;

/** Control characters out: PostgreSQL stores no NUL. */
function commentOf(text: string | undefined): string | null {
  const comment = text
    ?.slice(0, LONGEST_COMMENT)
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    .trim();
  return comment ? comment : null;
}

/** The override reasons that the cards offer. */
export const reasonCodesOf = (words: Words): ReadonlySet<string> =>
  new Set(PAGES.flatMap((page) => words.keysBelow('en', `${page.words}.overrideReasons`)));
