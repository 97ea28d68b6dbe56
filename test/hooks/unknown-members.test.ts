import { appAt } from '../app.ts';
import { bundle, type Json } from '../patient.ts';
import { fire, hookCall, HOOKS, lenalidomide25, prefetchOf, TODAY, type Answer } from './calls.ts';
import { authorization, fhirStub } from './fhir-stub.ts';

/** Q-8, J-6, PR-07: what a client sends beyond the hook's members never changes an answer. */

const app = appAt(TODAY);
const summaries = ({ cards }: Answer): string[] => cards.map(({ summary }) => summary);

const EXTRAS: readonly (readonly [string, (body: Json) => Json, string])[] = [
  ['at the top', (body) => ({ ...body, version: '3.0', 'x-y': { z: [null] } }), 'Q-8'],
  [
    'Epic extension',
    (body) => ({ ...body, extension: { 'com.epic.cdshooks.request.bpa-trigger-action': '23' } }),
    'Q-7',
  ],
  [
    'CRD configuration',
    (body) => ({ ...body, extension: { 'davinci-crd.configuration': { 'alt-drug': true } } }),
    'real clients 5.1',
  ],
  ['extension of any type', (body) => ({ ...body, extension: 5 }), 'Q-7: ignore what is not understood'],
  ['extension null', (body) => ({ ...body, extension: null }), 'Q-7'],
  [
    'in the context',
    (body) => within(body, { unknownMember: { a: 1 }, fulfillmentTasks: [5] }),
    '10.1: unknown context member',
  ],
  [
    'in the prefetch',
    (body) => ({ ...body, prefetch: { ...(body['prefetch'] as Json), coverageBundle: bundle([]), junk: 'x' } }),
    'real clients 5.1',
  ],
  ['systemActions', (body) => ({ ...body, systemActions: [] }), 'Q-8'],
];

function within(body: Json, more: Json): Json {
  return { ...body, context: { ...(body['context'] as Json), ...more } };
}

test.each(HOOKS.flatMap((hook) => EXTRAS.map(([where, change, because]) => ({ hook, where, change, because }))))(
  '$hook, unknown members $where ($because)',
  async ({ hook, change }) => {
    const plain = await fire(app, hookCall(hook));
    const changed = await fire(app, change(hookCall(hook)), `myeloma-${hook}`);
    expect(changed.status).toBe(200);
    expect(summaries(changed)).toEqual(summaries(plain));
  },
);

/** Members of one hook are unknown members of another (section 7). */
const FOREIGN: readonly (readonly ['patient-view' | 'order-sign', string, unknown])[] = [
  ['patient-view', 'draftOrders', bundle([lenalidomide25()])],
  ['patient-view', 'draftOrders', 'none'],
  ['patient-view', 'draftOrders', null],
  ['patient-view', 'selections', ['MedicationRequest/draft-len']],
  ['patient-view', 'selections', 'none'],
  ['order-sign', 'selections', ['MedicationRequest/nothing']],
  ['order-sign', 'selections', []],
  ['order-sign', 'selections', 'none'],
  ['order-sign', 'selections', null],
];

test.each(FOREIGN.map(([hook, member, value]) => ({ hook, member, value, shown: JSON.stringify(value).slice(0, 40) })))(
  '$hook has no $member: $shown is ignored (section 7, Q-8)',
  async ({ hook, member, value }) => {
    const plain = await fire(app, hookCall(hook));
    const changed = await fire(app, within(hookCall(hook), { [member]: value }));
    expect([changed.status, summaries(changed)]).toEqual([200, summaries(plain)]);
  },
);

test('in fhirAuthorization', async () => {
  const server = await fhirStub();
  const more = { fhirServer: server.url, fhirAuthorization: authorization({ id_token: 'x', extension: { a: null } }) };
  const answer = await fire(app, hookCall('patient-view', { prefetch: {}, more }));
  await server.close();
  expect([answer.status, answer.cards.length]).toEqual([200, 4]);
});

test('in the drafts Bundle, its entries and its resources', async () => {
  const entry = {
    fullUrl: 5,
    junk: [null],
    search: { mode: 'x' },
    resource: lenalidomide25({ junk: { a: [] }, _status: null }),
  };
  const draftOrders = { resourceType: 'Bundle', type: 'nonsense', total: 'x', junk: 1, entry: [entry] };
  const answer = await fire(app, within(hookCall('order-sign'), { draftOrders }));
  expect([answer.status, answer.cards.length]).toEqual([200, 2]);
});

test.each([
  'Patient',
  'Condition',
  'Observation',
  'MedicationRequest',
  'Procedure',
  'AllergyIntolerance',
  'Device',
  'NoSuchType',
])('resources of type %s holding nothing but nonsense are survived', async (resourceType) => {
  const junk = [
    { resourceType },
    { resourceType, id: 5, status: [], code: 'x', subject: 'y' },
    { resourceType, subject: [], code: [{ coding: 'x' }] },
  ];
  const chart = prefetchOf();
  const prefetch = Object.fromEntries(
    Object.entries(chart).map(([key, value]) => {
      if (key === 'patient') return [key, value];
      return [key, bundle([...junk, ...(value['entry'] as { resource: Json }[]).map(({ resource }) => resource)])];
    }),
  );
  const answer = await fire(app, hookCall('order-sign', { prefetch }));
  expect([answer.status, answer.cards[0]?.indicator]).toEqual([200, 'critical']);
});
