import request from 'supertest';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Store } from '../../src/store/store.ts';
import type { FeedbackRecord } from '../../src/store/records.ts';
import { appAt, NO_STORE } from '../app.ts';
import { ecSigner, noon, signedToken } from '../security/tokens.ts';
import { errorCode, fire, hookCall, HOOKS, post, TODAY } from './calls.ts';

/** Whose profile holds is what the token proves; override codes are each client's own. */

const PUBLIC = 'https://cds.example.org';
const signer = ecSigner('k');
const keys = `jwks: { keys: [${JSON.stringify(signer.jwk)}] }`;
const settings = settingsFrom(
  `publicUrl: ${PUBLIC}
security: { auth: required, protectDiscovery: true }
feedback: { reasons: { "45": patient-refuses, "46": patient-refuses } }
clients:
  - { issuer: 'urn:epic', ${keys}, fhirServers: ['https://epic.example.org/r4'], profile: epic, reasons: { "45": cds-not-applicable } }
  - { issuer: 'urn:oracle', ${keys}, fhirServers: ['https://oracle.example.org/r4'], profile: oracle }
  - { issuer: 'urn:generic', ${keys}, fhirServers: [] }
`,
  'test',
);
const taken: FeedbackRecord[] = [];
const store: Store = {
  ...NO_STORE,
  receive: (records) => {
    taken.push(...records);
    return true;
  },
};
const app = appAt(TODAY, settings, store);
const NOW = noon(TODAY);
const bearer = (issuer: string, path: string): Record<string, string> => ({
  Authorization: `Bearer ${signedToken({
    signer,
    claims: { iss: `urn:${issuer}`, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300 },
  })}`,
});
const serviceOf = (hook: string): string => `/cds-services/myeloma-${hook}`;

test.each([
  { issuer: 'epic', hooks: HOOKS },
  { issuer: 'oracle', hooks: ['patient-view'] },
  { issuer: 'generic', hooks: HOOKS },
])('protected discovery lists for $issuer what it may call (PR-01)', async ({ issuer, hooks }) => {
  const { body } = await request(app).get('/cds-services').set(bearer(issuer, '/cds-services'));
  expect((body as { services: { hook: string }[] }).services.map(({ hook }) => hook)).toEqual(hooks);
});

test('the token decides on the profile, not the FHIR server of the request', async () => {
  const body = hookCall('order-sign', { more: { fhirServer: 'https://epic.example.org/r4' } });
  const oracle = await fire(app, body, undefined, bearer('oracle', serviceOf('order-sign')));
  expect([oracle.status, errorCode(oracle)]).toEqual([404, 'hook-not-served']);
  const generic = await fire(app, body, undefined, bearer('generic', serviceOf('order-sign')));
  expect(generic.cards[0]?.suggestions?.[0]?.actions[0]?.type).toBe('update');
  const epic = await fire(app, body, undefined, bearer('epic', serviceOf('order-sign')));
  expect(epic.cards[0]?.suggestions).toBeUndefined();
});

test.each([
  { issuer: 'epic', code: '45', reason: 'cds-not-applicable', because: 'its own map first' },
  { issuer: 'epic', code: '46', reason: 'patient-refuses', because: 'then that for all' },
  { issuer: 'generic', code: '45', reason: 'patient-refuses', because: "never another client's" },
  { issuer: 'generic', code: 'patient-refuses', reason: 'patient-refuses', because: 'a reason of ours' },
])('override code $code of $issuer is $reason ($because)', async ({ issuer, code, reason }) => {
  taken.length = 0;
  const path = `${serviceOf('order-sign')}/feedback`;
  const entry = {
    card: 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd',
    outcome: 'overridden',
    outcomeTimestamp: '2026-11-20T11:00:00Z',
    overrideReasons: { reason: { code } },
  };
  const { status } = await post(app, path, { feedback: [entry] }, bearer(issuer, path));
  expect([status, taken.map((record) => record.reason)]).toEqual([200, [reason]]);
});
