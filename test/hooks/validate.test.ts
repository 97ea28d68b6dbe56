import { appAt } from '../app.ts';
import { bundle, type Json } from '../patient.ts';
import { errorCode, fire, hookCall, HOOKS, lenalidomide25, memberOf, TODAY, type Answer } from './calls.ts';

/** What a hook call must hold (checklist 3.1 and 7): otherwise 400, an OperationOutcome, naming the member. */

const app = appAt(TODAY);

/** Sets a member by its dotted path; `undefined` leaves it out. */
function withMember(body: Json, path: string, value: unknown): Json {
  const [first = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withMember((body[first] ?? {}) as Json, rest.join('.'), value);
  const { [first]: _, ...others } = body;
  return inner === undefined ? others : { ...others, [first]: inner };
}

const TEXT_MISTYPED: readonly unknown[] = [undefined, null, 5, true, '', '  ', [], ['x'], {}];
const OBJECT_MISTYPED: readonly unknown[] = [null, 5, 'x', [], true];

const REQUIRED: readonly (readonly [string, readonly unknown[], string])[] = [
  ['hook', TEXT_MISTYPED, 'Q-1'],
  ['hookInstance', TEXT_MISTYPED, 'Q-2'],
  ['context', [undefined, ...OBJECT_MISTYPED], 'Q-5'],
  ['context.userId', TEXT_MISTYPED, 'section 7: required by all three hooks'],
  ['context.patientId', TEXT_MISTYPED, 'section 7: required by all three hooks'],
  ['prefetch', OBJECT_MISTYPED, 'Q-6: an object'],
];

const ROWS = HOOKS.flatMap((hook) =>
  REQUIRED.flatMap(([member, values, because]) =>
    values.map((value) => ({
      hook,
      member,
      value,
      shown: value === undefined ? 'missing' : JSON.stringify(value),
      because,
    })),
  ),
);

function refused(answer: Answer, member: string): void {
  expect(answer.status).toBe(400);
  expect(answer.outcome.resourceType).toBe('OperationOutcome');
  expect(errorCode(answer)).toBe('request-invalid');
  expect(memberOf(answer)).toMatch(new RegExp(`^${member.replaceAll('.', '\\.')}\\b`));
}

test.each(ROWS)('$hook: $member $shown ($because)', async ({ hook, member, value }) => {
  refused(await fire(app, withMember(hookCall(hook), member, value), `myeloma-${hook}`), member);
});

const SERVER = 'http://127.0.0.1:9/fhir';
const AUTHORIZED: readonly (readonly [string, Json, string, string])[] = [
  ['fhirServer a number', { fhirServer: 5 }, 'fhirServer', 'Q-3: a URL'],
  ['fhirServer an object', { fhirServer: {} }, 'fhirServer', 'Q-3: a URL'],
  ['no fhirServer', { fhirAuthorization: { access_token: 't' } }, 'fhirServer', 'Q-3: required with fhirAuthorization'],
  [
    'authorization as text',
    { fhirServer: SERVER, fhirAuthorization: 'Bearer t' },
    'fhirAuthorization',
    'Q-4: an object',
  ],
  ['authorization as a list', { fhirServer: SERVER, fhirAuthorization: [] }, 'fhirAuthorization', 'Q-4: an object'],
  [
    'no token',
    { fhirServer: SERVER, fhirAuthorization: { scope: 'x' } },
    'fhirAuthorization.access_token',
    '3.3: required',
  ],
  [
    'token a number',
    { fhirServer: SERVER, fhirAuthorization: { access_token: 5 } },
    'fhirAuthorization.access_token',
    '3.3: string',
  ],
  [
    'token null',
    { fhirServer: SERVER, fhirAuthorization: { access_token: null } },
    'fhirAuthorization.access_token',
    '3.3: string',
  ],
  [
    'patient a number',
    { fhirServer: SERVER, fhirAuthorization: { access_token: 't', patient: 5 } },
    'fhirAuthorization.patient',
    '3.3: string',
  ],
];

test.each(AUTHORIZED.map(([what, more, member, because]) => ({ what, more, member, because })))(
  '$what: $because',
  async ({ more, member }) => refused(await fire(app, hookCall('patient-view', { more })), member),
);

describe('order hooks', () => {
  const NOT_A_BUNDLE: readonly unknown[] = [
    null,
    5,
    'x',
    [],
    [bundle([])],
    {},
    { resourceType: 'MedicationRequest' },
    { entry: [] },
  ];

  test.each(
    ['order-select', 'order-sign'].flatMap((hook) =>
      NOT_A_BUNDLE.map((value) => ({ hook, value, shown: JSON.stringify(value) })),
    ),
  )('$hook: draftOrders $shown is no Bundle (contract, section 2: 400)', async ({ hook, value }) => {
    const body = withMember(
      hookCall(hook === 'order-sign' ? 'order-sign' : 'order-select'),
      'context.draftOrders',
      value,
    );
    refused(await fire(app, body), 'context.draftOrders');
  });

  test.each(
    [undefined, null, 'MedicationRequest/draft-len', 5, {}, [5], [null], [{}]].map((value) => ({
      value,
      shown: value === undefined ? 'missing' : JSON.stringify(value),
    })),
  )('order-select: selections $shown with drafts (section 7: required, array of string)', async ({ value }) =>
    refused(await fire(app, withMember(hookCall('order-select'), 'context.selections', value)), 'context.selections'),
  );
});

test.each([
  { what: 'an array', body: '[]' },
  { what: 'text', body: '"patient-view"' },
  { what: 'a number', body: '1' },
  { what: 'null', body: 'null' },
  { what: 'true', body: 'true' },
  { what: 'an empty object', body: '{}' },
])('the body is $what: 400, not an object with the members', async ({ body }) => {
  const answer = await fire(app, body);
  expect([answer.status, errorCode(answer)]).toEqual([400, 'request-invalid']);
});

test.each([
  {
    what: 'user and patient at the top',
    change: { user: 'Practitioner/1', patient: 'p1', context: {} },
    because: 'mistake 19: pre-1.0 shape',
  },
  { what: 'context as a list', change: { context: [{ patientId: 'p1' }] }, because: 'mistake 19: pre-1.0 shape' },
])('$what ($because)', async ({ change }) => {
  const answer = await fire(app, { ...hookCall('patient-view'), ...change });
  expect([answer.status, errorCode(answer)]).toEqual([400, 'request-invalid']);
});

test.each([
  { value: 'D26AE746-1EC0-40BD-84C5-28D90A7FC1CD', because: 'Q-2: any case' },
  { value: 'd26ae746-1ec0-10bd-84c5-28d90a7fc1cd', because: 'Q-2: no demand for version 4' },
])('hookInstance $value is taken ($because), and again: it is no de-duplication key (A-2)', async ({ value }) => {
  const body = { ...hookCall('order-sign'), hookInstance: value };
  const [first, second] = [await fire(app, body), await fire(app, body)];
  expect(second.cards.map(({ summary }) => summary)).toEqual(first.cards.map(({ summary }) => summary));
  expect(first.cards.length).toBe(2);
  expect(first.cards.map(({ uuid }) => uuid)).not.toEqual(second.cards.map(({ uuid }) => uuid));
});

test.each<{ resourceType: unknown }>([
  { resourceType: { toString: 1, valueOf: [] } },
  { resourceType: { constructor: null } },
  { resourceType: [[]] },
  { resourceType: 5 },
  { resourceType: null },
])('a draft of type $resourceType is no old order, and no accident', async ({ resourceType }) => {
  const odd = bundle([{ resourceType, id: 'x' }, lenalidomide25()]);
  const body = hookCall('order-sign', { context: { draftOrders: odd } });
  expect((await fire(app, body)).status).toBe(200);
});
