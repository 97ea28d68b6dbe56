import request from 'supertest';
import { isStripped, pagesFor } from '../../src/hooks/epic-requests.ts';
import type { HookRequest } from '../../src/hooks/types.ts';
import { PAGES } from '../../src/logic/index.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { appAt } from '../app.ts';
import { bundle, type Json } from '../patient.ts';
import { answerTo, client, MAPPED } from '../profile-answers.ts';
import { errorCode, fire, hookCall, onLenalidomide, prefetchOf, rulesOf, TODAY } from './calls.ts';

/** What Epic says beside the standard: stripped requests (PR-13), native triggers (PR-19). */

const URL = 'https://epic.example.org/api/FHIR/R4';
const settings = (profile: string) =>
  settingsFrom(
    `security: { auth: off }\nclients: [{ issuer: 'https://epic.example.org', fhirServers: ['${URL}'], profile: ${profile} }]`,
    'x',
  );
const withoutDrafts = { draftOrders: undefined, selections: undefined };
const token = { access_token: 't', token_type: 'Bearer', expires_in: 300, scope: 'Patient.Read (R4)', subject: 'x' };

interface Stripped {
  readonly hook: 'patient-view' | 'order-select' | 'order-sign';
  readonly prefetch?: Json;
  readonly context?: Json;
  readonly more?: Json;
  readonly stripped: boolean;
  readonly because: string;
}

const CALLS: readonly Stripped[] = [
  { hook: 'patient-view', stripped: true, because: 'no data and no way to them' },
  { hook: 'patient-view', prefetch: {}, stripped: true, because: 'an empty prefetch holds nothing' },
  { hook: 'order-select', context: withoutDrafts, stripped: true, because: 'no orders either' },
  { hook: 'order-sign', context: withoutDrafts, stripped: true, because: 'no orders either' },
  { hook: 'patient-view', prefetch: { patient: null }, stripped: false, because: 'it was asked, and there is none' },
  { hook: 'patient-view', more: { fhirAuthorization: token }, stripped: false, because: 'a token came' },
  { hook: 'order-sign', context: { draftOrders: bundle([]) }, stripped: false, because: 'orders came, if none' },
  { hook: 'order-sign', stripped: false, because: 'orders came' },
  { hook: 'order-sign', context: withoutDrafts, prefetch: prefetchOf(), stripped: false, because: 'data came' },
];

const bodyOf = ({ hook, prefetch, context = {}, more = {} }: Stripped): Json => {
  const body = hookCall(hook, { context, more: { fhirServer: URL, ...more } });
  return JSON.parse(JSON.stringify({ ...body, prefetch })) as Json;
};

describe('stripped requests', () => {
  test.each(CALLS)('$hook is stripped: $stripped ($because)', (call) => {
    expect(isStripped(bodyOf(call) as unknown as HookRequest)).toBe(call.stripped);
  });

  test.each(CALLS.filter(({ stripped }) => stripped))(
    '$hook: 412 with a code of its own, counted by service and client ($because)',
    async (call) => {
      const app = appAt(TODAY, settings('epic'));
      const answer = await fire(app, bodyOf(call));
      expect([answer.status, errorCode(answer)]).toEqual([412, 'request-stripped']);
      expect(answer.outcome.issue?.[0]?.details.text).toContain('endpoint registered');
      const { text } = await request(app).get('/metrics');
      expect(text).toContain(
        `myeloma_cds_stripped_requests_total{service="myeloma-${call.hook}",client="https://epic.example.org"} 1`,
      );
    },
  );

  test.each(['generic', 'athena', 'sandbox'])('%s: an order hook without orders is no fault', async (profile) => {
    const app = appAt(TODAY, settings(profile));
    const answer = await fire(
      app,
      bodyOf({ hook: 'order-sign', context: withoutDrafts, stripped: true, because: 'a tab clicked again' }),
    );
    expect([answer.status, answer.cards]).toEqual([200, []]);
  });
});

test('orders without an item are counted by rule and client, and by nothing else', async () => {
  const app = appAt(TODAY, settings('epic'));
  await fire(app, hookCall('order-sign', { more: { fhirServer: URL } }));
  const { text } = await request(app).get('/metrics');
  expect(text.match(/^myeloma_cds_mapping_gaps_total.*$/gm)).toEqual([
    'myeloma_cds_mapping_gaps_total{rule="LEN-RENAL-DOSE",client="https://epic.example.org"} 1',
    'myeloma_cds_mapping_gaps_total{rule="VTE-PROPHYLAXIS",client="https://epic.example.org"} 6',
  ]);
});

describe('FHIR version of the client id', () => {
  const VERSION = 'com.epic.cdshooks.request.fhir-version';
  test.each([
    { profile: 'epic', version: 'R4', status: 200, because: 'ours' },
    { profile: 'epic', version: 'STU3', status: 400, because: 'older' },
    { profile: 'epic', version: 'DSTU2', status: 400, because: 'older' },
    { profile: 'epic', version: 5, status: 200, because: 'not readable: the resources decide' },
    { profile: 'generic', version: 'STU3', status: 200, because: 'no extension of this client' },
  ])('$profile $version: $status ($because)', async ({ profile, version, status }) => {
    const more = { fhirServer: URL, extension: { [VERSION]: version } };
    const answer = await fire(appAt(TODAY, settings(profile)), hookCall('order-sign', { more }));
    expect(answer.status).toBe(status);
    if (status === 400) expect(errorCode(answer)).toBe('fhir-version-unsupported');
  });
});

describe('native triggers of a patient-view', () => {
  const TRIGGER = 'com.epic.cdshooks.request.bpa-trigger-action';
  const VIEWED = PAGES.filter(({ hooks }) => hooks.includes('patient-view'));
  const idsOf = (extension: unknown, hook = 'patient-view'): string[] =>
    pagesFor({ hook, extension } as unknown as HookRequest, VIEWED).map(({ id }) => id);
  const ALL = VIEWED.map(({ id }) => id);
  const ORDERS = VIEWED.filter(({ hooks }) => hooks.includes('order-sign')).map(({ id }) => id);
  const DIAGNOSES = [
    ...['DIAGNOSIS-DISCREPANCY', 'DIAGNOSIS-CLASSIFICATION', 'STAGING', 'SMOLDERING-RISK', 'PLASMACYTOMA-CARE'],
    ...['WORKUP-GAPS', 'FRAILTY', 'CHART-INCOMPLETE'],
  ];

  test.each([
    { trigger: '60', expected: ALL, because: 'chart opened' },
    { trigger: 60, expected: ALL, because: 'numbers are sent too' },
    { trigger: '5', expected: ALL, because: 'general section' },
    { trigger: '6', expected: DIAGNOSES, because: 'problem entered' },
    { trigger: 7, expected: DIAGNOSES, because: 'diagnosis entered' },
    { trigger: '18', expected: ORDERS, because: 'order entered' },
    { trigger: 23, expected: ORDERS, because: 'orders signed' },
    { trigger: '26', expected: ALL, because: 'admission' },
    { trigger: '27', expected: ALL, because: 'discharge' },
    { trigger: '29', expected: ALL, because: 'transfer' },
    { trigger: '999', expected: ALL, because: 'unknown: silence is the worse mistake' },
    { trigger: 'constructor', expected: ALL, because: 'no number' },
    { trigger: null, expected: ALL, because: 'nothing' },
    { trigger: { value: 6 }, expected: ALL, because: 'no number' },
    { trigger: ['6'], expected: ALL, because: 'no number' },
  ])('$trigger: $because', ({ trigger, expected }) => {
    expect(idsOf({ [TRIGGER]: trigger }).sort()).toEqual([...expected].sort());
  });

  test.each([{ extension: undefined }, { extension: null }, { extension: 'x' }, { extension: 5 }, { extension: [] }])(
    'an extension that is $extension narrows nothing',
    ({ extension }) => {
      expect(idsOf(extension)).toEqual(ALL);
    },
  );

  test('an order hook is never narrowed: it has orders in hand', () => {
    expect(idsOf({ [TRIGGER]: '6' }, 'order-sign')).toEqual(ALL);
  });

  const view = (trigger: unknown) =>
    hookCall('patient-view', { prefetch: prefetchOf(onLenalidomide()), more: { extension: { [TRIGGER]: trigger } } });

  test('the same patient hears the subset of the trigger, from a client of this kind only', async () => {
    const epic = client('epic', { orderables: MAPPED });
    const day = TODAY;
    const opened = rulesOf(await answerTo(epic, view('60'), { day }));
    const ordered = rulesOf(await answerTo(epic, view('23'), { day }));
    const diagnosed = rulesOf(await answerTo(epic, view('6'), { day }));
    expect(ordered).toContain('VTE-PROPHYLAXIS');
    expect(diagnosed).not.toContain('VTE-PROPHYLAXIS');
    expect([...new Set([...ordered, ...diagnosed])].filter((rule) => !opened.includes(rule))).toEqual([]);
    expect(rulesOf(await answerTo(client('generic'), view('6'), { day }))).toEqual(opened);
  });
});
