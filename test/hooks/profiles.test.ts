import { readFileSync } from 'node:fs';
import { HookNotServed } from '../../src/errors.ts';
import { ORDERABLES } from '../../src/hooks/orderables.ts';
import { PROFILES, profileOf, type Profile } from '../../src/hooks/profiles.ts';
import { offerOf } from '../../src/hooks/suggestions.ts';
import type { Action, Card } from '../../src/hooks/types.ts';
import { PAGES } from '../../src/logic/index.ts';
import type { Finding, Rule } from '../../src/logic/rule.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { ClientSettings } from '../../src/settings/settings.ts';
import { samplePatients } from '../../scripts/samples.ts';
import { appAt, sample, WORDS } from '../app.ts';
import { draft, RX, type Json } from '../patient.ts';
import { answerTo, client, MAPPED, profileAnswers } from '../profile-answers.ts';
import { errorCode, fire, hookCall, HOOKS, memberOf, prefetchOf, TODAY } from './calls.ts';
import { problemsOf } from './card-rules.ts';

/** Each kind of EHR gets what it can take (PR-12, PR-15, PR-18, PR-41). */

type Name = ClientSettings['profile'];
const NAMES = Object.keys(PROFILES) as readonly Name[];
const ALL_MAPPED = Object.fromEntries(Object.keys(ORDERABLES).map((key, at) => [key, `ITEM${at}`]));
const PREFERENCE_LIST = 'urn:com.epic.cdshooks.action.code.system.preference-list-item';
const at = { day: TODAY };

const actionsOf = (cards: readonly Card[]): Action[] =>
  cards.flatMap(({ suggestions = [] }) => suggestions.flatMap(({ actions }) => actions));
const kindOf = ({ resource, resourceId = '' }: Action): string =>
  (resource?.['resourceType'] as string | undefined) ?? resourceId.replace(/\/.*/, '');
const codingsOf = ({ resource = {} }: Action): readonly Json[] =>
  ((resource['medicationCodeableConcept'] ?? resource['code'] ?? {}) as { coding?: Json[] }).coding ?? [];

test('the answers for each kind of EHR are the golden ones, word for word', async () => {
  for (const { file, answer } of await profileAnswers())
    expect({ file, answer }).toEqual({ file, answer: JSON.parse(readFileSync(file, 'utf8')) as unknown });
});

/** Every sample patient at every hook that the profile serves. */
const calls = samplePatients().flatMap(({ name, asOf, request }) =>
  HOOKS.map((hook) => {
    const context = request['context'] as Json;
    const orders = { draftOrders: { resourceType: 'Bundle', entry: [] }, selections: [], ...context };
    const { draftOrders: _drafts, selections: _selections, ...chart } = context;
    return { name, asOf, body: { ...request, hook, context: hook === 'patient-view' ? chart : orders } };
  }),
);
const draftsIn = (body: Json): Json[] => {
  const { draftOrders } = body['context'] as { draftOrders?: { entry?: { resource: Json }[] } };
  return (draftOrders?.entry ?? []).map(({ resource }) => resource);
};

describe.each(NAMES)('%s: every card of every sample patient', (name) => {
  const profile = PROFILES[name];
  const site = client(name, { orderables: ALL_MAPPED });
  test.each(calls.filter(({ body }) => profile.hooks.includes(body.hook)))(
    '$name at $body.hook',
    async ({ asOf, body }) => {
      const { cards, gaps } = await answerTo(site, body, { day: asOf });
      const { patientId } = (body as unknown as { context: { patientId: string } }).context;
      expect(problemsOf(JSON.stringify({ cards }), { drafts: draftsIn(body), patientId })).toEqual([]);
      expect(gaps).toEqual([]);
      for (const card of cards) {
        const behavior = card.selectionBehavior ?? profile.selectionBehaviors[0];
        expect(profile.selectionBehaviors).toContain(behavior);
        expect(card.links).toBeUndefined();
        expect(/\*\*|\\/.test(card.detail)).toBe(profile.detail === 'markdown' && /\*\*|\\/.test(card.detail));
        expect(Object.keys(card.extension).some((key) => key.startsWith('com.epic.'))).toBe(name === 'epic');
        if (profile.widestSummary !== null) expect(card.summary.length).toBeLessThanOrEqual(profile.widestSummary);
      }
      for (const action of actionsOf(cards)) {
        expect(profile.actions[kindOf(action) as 'ServiceRequest']).toContain(action.type);
        if (name !== 'epic' || action.type !== 'create') continue;
        expect(codingsOf(action)).toEqual([{ system: PREFERENCE_LIST, code: expect.stringMatching(/^ITEM\d+$/) }]);
        expect(action.resource).not.toHaveProperty('dosageInstruction');
      }
    },
  );
});

describe('hooks', () => {
  test.each(
    NAMES.flatMap((name) => HOOKS.map((hook) => ({ name, hook, served: PROFILES[name].hooks.includes(hook) }))),
  )('$name, $hook: served $served', async ({ name, hook, served }) => {
    const answer = answerTo(client(name, { orderables: MAPPED }), hookCall(hook), at);
    if (served) expect((await answer).cards.length).toBeGreaterThan(0);
    else await expect(answer).rejects.toBeInstanceOf(HookNotServed);
  });

  test('what a profile does not serve is an error with a code of its own, never an empty answer', async () => {
    const url = 'https://oracle.example.org/r4';
    const settings = settingsFrom(
      `security: { auth: off }\nclients: [{ issuer: o, fhirServers: ['${url}'], profile: oracle }]`,
      'x',
    );
    const answer = await fire(appAt(TODAY, settings), hookCall('order-sign', { more: { fhirServer: url } }));
    expect([answer.status, errorCode(answer), memberOf(answer)]).toEqual([404, 'hook-not-served', 'hook']);
  });
});

describe('who is no client', () => {
  test.each([
    { sandbox: true, expected: 'sandbox', because: 'a browser on this machine' },
    { sandbox: false, expected: 'generic', because: 'the safest' },
  ] as const)('gets $expected ($because)', ({ sandbox, expected }) => {
    expect(profileOf(undefined, sandbox)).toEqual({
      ...PROFILES[expected],
      selectionBehavior: 'at-most-one',
      orderables: {},
    });
  });

  test('generic: no app links, no dialect, reasons told, every action a draft or an order in hand', () => {
    expect(PROFILES.generic).toMatchObject({ links: ['absolute'], appContext: false, dialect: 'standard' });
  });
});

test.each([
  { name: 'epic', wanted: 'at-most-one', expected: 'any', because: 'the only one it takes' },
  { name: 'epic', wanted: 'any', expected: 'any', because: 'as wanted' },
  { name: 'oracle', wanted: 'any', expected: 'at-most-one', because: '1.0 knows no other' },
  { name: 'generic', wanted: 'any', expected: 'any', because: 'as wanted' },
  { name: 'generic', wanted: 'at-most-one', expected: 'at-most-one', because: 'as wanted' },
  { name: 'athena', wanted: 'any', expected: 'any', because: 'as wanted' },
] as const)('selectionBehavior: $name, $wanted -> $expected ($because)', ({ name, wanted, expected }) => {
  expect(profileOf(client(name, { selectionBehavior: wanted }), false).selectionBehavior).toBe(expected);
});

describe('Epic: orders that the site has no item for', () => {
  test('no suggestion, drug and dose in the text, and counted by rule and client', async () => {
    const { cards, gaps } = await answerTo(client('epic'), hookCall('order-sign'), at);
    expect(actionsOf(cards)).toEqual([]);
    expect(cards.map(({ selectionBehavior }) => selectionBehavior)).toEqual([undefined, undefined]);
    expect(cards[0]?.detail).toContain(
      '**Suggested, to be entered by hand**\n- Change to lenalidomide 10 mg every 24 h',
    );
    expect(cards[1]?.detail).toContain('- Enoxaparin 40 mg SC once daily\n- Apixaban 2.5 mg by mouth twice daily');
    const issuer = 'https://epic.example.org';
    expect(gaps.slice(0, 2)).toEqual([
      { kind: 'unmapped', client: issuer, rule: 'LEN-RENAL-DOSE' },
      { kind: 'unmapped', client: issuer, rule: 'VTE-PROPHYLAXIS' },
    ]);
    expect(new Set(gaps.map((gap) => Object.keys(gap).sort().join()))).toEqual(new Set(['client,kind,rule']));
  });

  test('the same in Chinese', async () => {
    const { cards } = await answerTo(client('epic'), hookCall('order-sign'), { ...at, locale: 'zh-CN' });
    expect(cards[0]?.detail).toContain('**建议（请手工开立或修改医嘱）**\n- 改为来那度胺 10 mg 每 24 小时 1 次');
  });

  test('some mapped: those are offered, the others told', async () => {
    const { cards } = await answerTo(client('epic', { orderables: MAPPED }), hookCall('order-sign'), at);
    expect(actionsOf(cards).map((action) => codingsOf(action)[0]?.['code'])).toEqual([
      undefined,
      'LEN10',
      'ENOX40',
      'APIX25',
    ]);
    expect(cards[1]?.detail).toContain('- Rivaroxaban 10 mg by mouth once daily');
    expect(cards[1]?.detail).not.toContain('- Enoxaparin 40 mg');
  });

  test('another dose: the order in hand is removed and the item ordered, each by itself, drug, dose and reason told', async () => {
    const { cards } = await answerTo(client('epic', { orderables: MAPPED }), hookCall('order-sign'), at);
    const [removal, order] = actionsOf(cards.slice(0, 1));
    expect([removal?.type, removal?.resourceId]).toEqual(['delete', 'MedicationRequest/draft-len']);
    expect(order?.type).toBe('create');
    for (const action of [removal, order])
      expect(action?.description).toMatch(
        /Step [12] of 2: .*lenalidomide 10 mg every 24 h\. Why: .*25 mg\/day ordered/,
      );
  });

  test.each([
    { id: undefined, because: 'nothing to remove by its id' },
    { id: 5, because: 'an id is text' },
  ])('a draft with the id $id is changed by hand ($because)', async ({ id }) => {
    const body = hookCall('order-sign', { drafts: [draft(RX.lenalidomide25, { value: 25 }, { id })] });
    const { cards } = await answerTo(client('epic', { orderables: MAPPED }), body, at);
    expect(cards[0]?.suggestions).toBeUndefined();
    expect(cards[0]?.detail).toContain('- Change to lenalidomide 10 mg every 24 h');
  });

  test('a route is changed by hand: the dose is the patient’s own, and no item could have it', async () => {
    const { request, asOf } = sample('us-core-man-drug-safety');
    const { cards, gaps } = await answerTo(client('epic', { orderables: ALL_MAPPED }), request, { day: asOf });
    const route = cards.find(({ source }) => source.topic.code === 'BORTEZOMIBROUTE');
    expect(route?.suggestions).toBeUndefined();
    expect(route?.detail).toContain('- Change to subcutaneous bortezomib');
    expect(gaps).toEqual([]);
  });

  test('names that every object has are no codes', async () => {
    const { cards } = await answerTo(
      client('epic', { orderables: Object.create(MAPPED) as Record<string, string> }),
      hookCall('order-sign'),
      at,
    );
    expect(actionsOf(cards)).toEqual([]);
  });
});

test.each(NAMES)('%s: an order without an id is changed by hand, one of the chart is left alone', (name) => {
  const [rule] = PAGES.filter(({ id }) => id === 'BORTEZOMIB-ROUTE');
  const dosage = { route: 'subcutaneous', instruction: 'x' } as const;
  const finding = (draft: string): Finding => ({
    ...{ kind: 'advice', rule: rule as Rule, advice: 'x', indicator: 'info', show: {}, evidence: [], missing: [] },
    suggestions: [{ kind: 'change-dosage', item: 'subcutaneous', draft, dosage }],
  });
  const ordering = {
    words: WORDS,
    locale: 'en',
    patientId: 'p1',
    onUnmapped: () => undefined,
    drafts: new Map([['MedicationRequest/', { resourceType: 'MedicationRequest' }]]),
    profile: profileOf(client(name), false),
  } as const;
  const offered = (draft: string) => offerOf(finding(draft), 'x', {}, ordering);
  expect(offered('MedicationRequest/')).toEqual({ suggestions: [], byHand: ['Change to subcutaneous bortezomib'] });
  expect(offered('MedicationRequest/of-the-chart')).toEqual({ suggestions: [], byHand: [] });
});

test('alternatives are told to exclude each other, for EHRs where several may be taken', async () => {
  const { cards } = await answerTo(client('generic'), hookCall('order-sign'), at);
  const [dose, ...agents] = actionsOf(cards).map(({ description }) => description);
  expect(dose).not.toContain('take one only');
  expect(agents.length).toBeGreaterThan(1);
  expect(agents.filter((text) => !text.includes('take one only'))).toEqual([]);
});

test('detail: a setting of the client goes before its profile, and Epic is told which it is', async () => {
  const plain = await answerTo(client('epic', { detail: 'plain' }), hookCall('order-sign'), at);
  expect(plain.cards.map(({ extension }) => extension['com.epic.cdshooks.card.detail.content-type'])).toEqual([
    'text/plain',
    'text/plain',
  ]);
  expect(plain.cards.map(({ detail }) => detail).join('')).not.toContain('**');
  const marked = await answerTo(
    client('oracle', { detail: 'markdown' }),
    hookCall('patient-view', {
      prefetch: prefetchOf({ medications: [draft(RX.lenalidomide10, { value: 10 }, { status: 'active' })] }),
    }),
    at,
  );
  expect(marked.cards.map(({ detail }) => detail).join('')).toContain('**Data reviewed**');
});

describe('docs/clients.md says what the table says', () => {
  const documented = readFileSync('docs/clients.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '));
  test.each([
    { row: 'MedicationRequest', of: ({ actions }: Profile) => actions.MedicationRequest.join(', ') },
    { row: 'ServiceRequest', of: ({ actions }: Profile) => actions.ServiceRequest.join(', ') },
    { row: 'links', of: ({ links }: Profile) => links.join(', ') },
    { row: '`appContext`', of: ({ appContext }: Profile) => (appContext ? 'yes' : 'no') },
    { row: 'hooks', of: ({ hooks }: Profile) => (hooks.length === HOOKS.length ? 'all' : hooks.join(', ')) },
    {
      row: "`selectionBehavior` (first: where the setting can't be taken)",
      of: ({ selectionBehaviors }: Profile) => selectionBehaviors.join(', '),
    },
  ])('$row', ({ row, of }) => {
    expect(documented.find(([head]) => head === row)?.slice(1)).toEqual(NAMES.map((name) => of(PROFILES[name])));
  });
});
