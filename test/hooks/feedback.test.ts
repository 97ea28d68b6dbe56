import { readFeedback, reasonCodesOf } from '../../src/hooks/feedback.ts';
import { SANDBOX_SETTINGS, type Settings } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { FeedbackRecord } from '../../src/store/records.ts';
import { WORDS } from '../app.ts';
import { type Json } from '../patient.ts';
import { TODAY } from './calls.ts';

/** `POST /cds-services/{id}/feedback` (checklist F-1 to F-12, PR-06). */

const CARD = 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd';
const SUGGESTION = 'aaaaaaaa-1111-4111-8111-111111111111';
const AT = '2026-11-20T11:00:00Z';
const overriding = (more: Json = {}): Json => ({ card: CARD, outcome: 'overridden', outcomeTimestamp: AT, ...more });
const accepting = (more: Json = {}): Json => ({
  card: CARD,
  outcome: 'accepted',
  acceptedSuggestions: [{ id: SUGGESTION }],
  outcomeTimestamp: AT,
  ...more,
});

const settings = (feedback: Partial<Settings['feedback']> = {}): Pick<Settings, 'feedback'> => ({
  feedback: { ...SANDBOX_SETTINGS.feedback, reasons: { '45': 'cds-not-applicable' }, ...feedback },
});
const context = {
  settings: settings(),
  reasonCodes: reasonCodesOf(WORDS),
  pseudonym: createPseudonym('k'.repeat(32)),
  now: () => new Date(`${TODAY}T12:00:00Z`),
  service: 'myeloma-order-sign',
  client: null,
};
const recordOf = (entry: Json, more: Partial<typeof context> = {}): FeedbackRecord | undefined =>
  readFeedback({ feedback: [entry] }, { ...context, ...more }).records[0];

const EPIC = 'com.epic.cdshooks.feedback.overrideReason';

/** What is understood, of each dialect. */
test.each<{ what: string; entry: Json; read: Partial<FeedbackRecord> }>([
  { what: 'overridden, no reason', entry: overriding(), read: { outcome: 'overridden', reason: null, card: CARD } },
  {
    what: 'a reason of ours',
    entry: overriding({
      overrideReason: {
        reason: { code: 'patient-refuses', system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes' },
      },
    }),
    read: { reason: 'patient-refuses' },
  },
  {
    what: 'as the sandbox: reason without system and display',
    entry: overriding({ overrideReason: { reason: { code: 'patient-refuses' }, userComment: 'x' } }),
    read: { reason: 'patient-refuses', comment: null },
  },
  {
    what: 'as Epic: plural, free text beside it',
    entry: overriding({
      card: '123456',
      overrideReasons: { reason: { code: 'patient-refuses', display: 'bad' }, userComment: 'User Entered Free Text' },
    }),
    read: { reason: 'patient-refuses', comment: null, card: expect.stringMatching(/^x-[0-9a-f]{64}$/) as string },
  },
  {
    what: "as Epic: its own category, mapped by the site's settings",
    entry: overriding({
      overrideReasons: {
        extension: {
          [`${EPIC}.reasonCategory`]: '45',
          [`${EPIC}.reasonDisplay`]: 'Does not meet criteria',
          [`${EPIC}.reasonTitle`]: 'Does not meet criteria',
        },
        userComment: 'x',
      },
    }),
    read: { reason: 'cds-not-applicable' },
  },
  {
    what: 'a category that nobody mapped',
    entry: overriding({ overrideReasons: { extension: { [`${EPIC}.reasonCategory`]: '46' } } }),
    read: { reason: 'unlisted' },
  },
  {
    what: 'a category that is no text',
    entry: overriding({ overrideReasons: { extension: { [`${EPIC}.reasonCategory`]: 45 } } }),
    read: { reason: 'unlisted' },
  },
  {
    what: 'a code that could be a name',
    entry: overriding({ overrideReason: { reason: { code: 'Smith^John' } } }),
    read: { reason: 'unlisted' },
  },
  {
    what: 'a code that every object has',
    entry: overriding({ overrideReason: { reason: { code: '__proto__' } } }),
    read: { reason: 'unlisted' },
  },
  {
    what: 'a code with nothing in it',
    entry: overriding({ overrideReason: { reason: { code: '' } } }),
    read: { reason: null },
  },
  { what: 'a comment alone', entry: overriding({ overrideReason: { userComment: 'x' } }), read: { reason: null } },
  { what: 'a reason of nothing', entry: overriding({ overrideReason: {} }), read: { reason: null } },
  {
    what: 'accepted',
    entry: accepting(),
    read: { outcome: 'accepted', acceptedSuggestions: [SUGGESTION], reason: null },
  },
  {
    what: 'accepted twice in one, in capitals',
    entry: accepting({ acceptedSuggestions: [{ id: SUGGESTION.toUpperCase() }, { id: SUGGESTION, extension: {} }] }),
    read: { acceptedSuggestions: [SUGGESTION] },
  },
  {
    what: 'overridden with suggestions beside it: none was taken',
    entry: overriding({ acceptedSuggestions: [{ id: SUGGESTION }] }),
    read: { outcome: 'overridden', acceptedSuggestions: [] },
  },
  { what: 'a card in capitals', entry: overriding({ card: CARD.toUpperCase() }), read: { card: CARD } },
  {
    what: 'a time with zone',
    entry: overriding({ outcomeTimestamp: '2026-11-20T12:00:00+01:00' }),
    read: { outcomeAt: Date.parse(AT) },
  },
  {
    what: 'a time with fractions',
    entry: overriding({ outcomeTimestamp: '2026-11-20T11:00:00.123456Z' }),
    read: { outcomeAt: Date.parse(AT) + 123 },
  },
  {
    what: 'years late',
    entry: overriding({ outcomeTimestamp: '2019-01-01T00:00:00Z' }),
    read: { outcomeAt: Date.parse('2019-01-01') },
  },
  {
    what: 'with members nobody knows',
    entry: overriding({ hookInstance: 'x', extension: { a: 1 } }),
    read: { card: CARD },
  },
])('$what', ({ entry, read }) => {
  expect(recordOf(entry)).toMatchObject(read);
});

test.each([
  { kept: false, userComment: 'told the ward', comment: null },
  { kept: true, userComment: 'told the ward', comment: 'told the ward' },
  { kept: true, userComment: '  ', comment: null },
  { kept: true, userComment: undefined, comment: null },
  { kept: true, userComment: 'a\u0000b\u0007c\nd', comment: 'abc\nd' },
  { kept: true, userComment: 'x'.repeat(100_000), comment: 'x'.repeat(4000) },
])('comments kept: $kept', ({ kept, userComment, comment }) => {
  const record = recordOf(overriding({ overrideReason: { userComment } }), { settings: settings({ comments: kept }) });
  expect(record?.comment).toBe(comment);
});

/** The key of F-7. */
test.each([
  { what: 'the same again', entry: accepting(), same: true },
  {
    what: 'suggestions in another order',
    entry: accepting({ acceptedSuggestions: [{ id: CARD }, { id: SUGGESTION }] }),
    base: accepting({ acceptedSuggestions: [{ id: SUGGESTION }, { id: CARD }] }),
    same: true,
  },
  {
    what: 'the same moment in another zone',
    entry: accepting({ outcomeTimestamp: '2026-11-20T12:00:00+01:00' }),
    same: true,
  },
  { what: 'a moment later', entry: accepting({ outcomeTimestamp: '2026-11-20T11:00:01Z' }), same: false },
  { what: 'another suggestion', entry: accepting({ acceptedSuggestions: [{ id: CARD }] }), same: false },
  { what: 'another card', entry: accepting({ card: SUGGESTION }), same: false },
  { what: 'the other outcome', entry: overriding(), same: false },
])('$what: the same entry? $same', ({ entry, base = accepting(), same }) => {
  expect(recordOf(entry)?.id === recordOf(base)?.id).toBe(same);
});
