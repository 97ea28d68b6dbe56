import { readFeedback, reasonCodesOf } from '../../src/hooks/feedback.ts';
import { SANDBOX_SETTINGS, type Settings } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { FeedbackRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { appAt, NO_STORE, WORDS } from '../app.ts';
import { type Json } from '../patient.ts';
import { errorCode, memberOf, post, TODAY } from './calls.ts';

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

const app = appAt(TODAY);
const SERVICE = '/cds-services/myeloma-order-sign';

test.each<{ what: string; body: Json | string; member: string | undefined }>([
  { what: 'a list', body: '[]', member: undefined },
  { what: 'null', body: 'null', member: undefined },
  { what: 'a text', body: '"x"', member: undefined },
  { what: 'no feedback', body: {}, member: 'feedback' },
  { what: 'feedback that is an entry', body: { feedback: overriding() }, member: 'feedback' },
  { what: 'feedback of null', body: { feedback: null }, member: 'feedback' },
  { what: 'too many', body: { feedback: Array.from({ length: 2001 }, () => ({})) }, member: 'feedback' },
  { what: 'an entry that is a text', body: { feedback: ['x'] }, member: 'feedback.0' },
  { what: 'an entry that is null', body: { feedback: [null] }, member: 'feedback.0' },
  { what: 'an entry that is a list', body: { feedback: [[]] }, member: 'feedback.0' },
  { what: 'no card', body: { feedback: [overriding({ card: undefined })] }, member: 'feedback.0.card' },
  { what: 'a card that is a number', body: { feedback: [overriding({ card: 7 })] }, member: 'feedback.0.card' },
  { what: 'a blank card', body: { feedback: [overriding({ card: ' ' })] }, member: 'feedback.0.card' },
  { what: 'an endless card', body: { feedback: [overriding({ card: 'x'.repeat(257) })] }, member: 'feedback.0.card' },
  { what: 'no outcome', body: { feedback: [overriding({ outcome: undefined })] }, member: 'feedback.0.outcome' },
  { what: 'another outcome', body: { feedback: [overriding({ outcome: 'ignored' })] }, member: 'feedback.0.outcome' },
  {
    what: 'outcome in capitals',
    body: { feedback: [overriding({ outcome: 'Accepted' })] },
    member: 'feedback.0.outcome',
  },
  {
    what: 'no time',
    body: { feedback: [overriding({ outcomeTimestamp: undefined })] },
    member: 'feedback.0.outcomeTimestamp',
  },
  ...[
    '2026-11-20',
    '2026-11-20T11:00:00',
    '20.11.2026 11:00',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-20T25:00:00Z',
    ' ',
    'x'.repeat(65),
  ].map((outcomeTimestamp) => ({
    what: `the time ${outcomeTimestamp.slice(0, 20)}`,
    body: { feedback: [overriding({ outcomeTimestamp })] },
    member: 'feedback.0.outcomeTimestamp',
  })),
  {
    what: 'a time that is a number',
    body: { feedback: [overriding({ outcomeTimestamp: 1 })] },
    member: 'feedback.0.outcomeTimestamp',
  },
  {
    what: 'accepted, but what?',
    body: { feedback: [accepting({ acceptedSuggestions: undefined })] },
    member: 'feedback.0.acceptedSuggestions',
  },
  {
    what: 'accepted nothing',
    body: { feedback: [accepting({ acceptedSuggestions: [] })] },
    member: 'feedback.0.acceptedSuggestions',
  },
  {
    what: 'accepted by text',
    body: { feedback: [accepting({ acceptedSuggestions: [SUGGESTION] })] },
    member: 'feedback.0.acceptedSuggestions.0',
  },
  {
    what: 'a suggestion without id',
    body: { feedback: [accepting({ acceptedSuggestions: [{}] })] },
    member: 'feedback.0.acceptedSuggestions.0.id',
  },
  {
    what: 'a reason that is a text',
    body: { feedback: [overriding({ overrideReason: 'no' })] },
    member: 'feedback.0.overrideReason',
  },
  {
    what: 'a reason without code',
    body: { feedback: [overriding({ overrideReason: { reason: {} } })] },
    member: 'feedback.0.overrideReason.reason.code',
  },
  {
    what: "Epic's, without code",
    body: { feedback: [overriding({ overrideReasons: { reason: {} } })] },
    member: 'feedback.0.overrideReasons.reason.code',
  },
  {
    what: 'a comment that is an object',
    body: { feedback: [overriding({ overrideReason: { userComment: {} } })] },
    member: 'feedback.0.overrideReason.userComment',
  },
  {
    what: 'two bad ones: the first is named',
    body: { feedback: [overriding({ card: 7 }), {}] },
    member: 'feedback.0.card',
  },
])('$what: 400 at $member', async ({ body, member }) => {
  const answer = await post(app, `${SERVICE}/feedback`, body);
  expect([answer.status, errorCode(answer), memberOf(answer)]).toEqual([400, 'request-invalid', member]);
});

test.each([
  { path: `${SERVICE}/feedback`, body: { feedback: [overriding()] }, status: 200, because: 'as it should be' },
  { path: `${SERVICE}/feedback/`, body: { feedback: [overriding()] }, status: 200, because: 'a slash at the end' },
  { path: `${SERVICE}/feedback`, body: { feedback: [] }, status: 200, because: 'nothing to report' },
  {
    path: '/cds-services/nobody/feedback',
    body: { feedback: [overriding()] },
    status: 404,
    because: 'no such service',
  },
  { path: `${SERVICE}/feedback`, body: '{"feedback":', status: 400, because: 'no JSON' },
])('$path: $status ($because)', async ({ path, body, status }) => {
  expect((await post(app, path, body)).status).toBe(status);
});

test('feedback is not JSON: 415', async () => {
  expect((await post(app, `${SERVICE}/feedback`, 'x', { 'Content-Type': 'text/plain' })).status).toBe(415);
});

test('late feedback is taken although the rules are off by now, and the service is not listed', async () => {
  const answer = await post(appAt(TODAY, { defaultRuleState: 'off' }), `${SERVICE}/feedback`, {
    feedback: [overriding()],
  });
  expect(answer.status).toBe(200);
});

test('one bad entry does not cost its neighbours, and the client is told which it was (PR-06)', async () => {
  const taken: FeedbackRecord[] = [];
  const store: Store = { ...NO_STORE, receive: (records) => taken.push(...records) > 0 };
  const answer = await post(appAt(TODAY, {}, store), `${SERVICE}/feedback`, {
    feedback: [overriding(), overriding({ outcome: 'x' }), accepting()],
  });
  expect([answer.status, taken.map(({ outcome }) => outcome)]).toEqual([200, ['overridden', 'accepted']]);
  expect(JSON.parse(answer.text)).toMatchObject({ taken: 2, refused: [{ member: 'feedback.1.outcome' }] });
});

test('no room: 503, so that the client keeps it and tries again', async () => {
  const answer = await post(appAt(TODAY, {}, { ...NO_STORE, receive: () => false }), `${SERVICE}/feedback`, {
    feedback: [overriding()],
  });
  expect([answer.status, errorCode(answer)]).toEqual([503, 'store-unavailable']);
});
