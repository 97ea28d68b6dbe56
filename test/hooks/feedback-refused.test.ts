import type { FeedbackRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { appAt, NO_STORE } from '../app.ts';
import { type Json } from '../patient.ts';
import { errorCode, memberOf, post, TODAY } from './calls.ts';

/** `POST /cds-services/{id}/feedback`: what is taken, what is refused, and by which name (F-8, PR-06). */

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
