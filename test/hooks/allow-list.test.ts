import nock from 'nock';
import type { Settings } from '../../src/settings/settings.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { appAt } from '../app.ts';
import { errorCode, fire, hookCall, prefetchOf, TODAY } from './calls.ts';
import { authorization, fhirStub } from './fhir-stub.ts';

/** Contract, section 2: with `auth: off` a FHIR server is read only when it is listed, or loopback where allowed (FA-4). */

const OPEN = 'https://open.example.org/fhir/R4';
const CLIENT = 'https://ehr.example.org/fhir/R4';
const SETTINGS = settingsFrom(
  `security: { auth: off }\nopenFhirServers: [${OPEN}]\nclients: [{ issuer: x, fhirServers: [${CLIENT}/] }]\n`,
  'test',
);

/** Every attempt to reach a host that no row serves; the test's own calls to the app come by 127.0.0.1. */
let attempts: string[] = [];
const onMiss = ({ host = 'somewhere' }: { readonly host?: string }): void => {
  if (!host.startsWith('127.0.0.1')) attempts.push(host);
};

beforeAll(() => {
  nock.disableNetConnect();
  nock.enableNetConnect(/^127\.0\.0\.1/);
  nock.emitter.on('no match', onMiss);
});
beforeEach(() => {
  attempts = [];
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.emitter.off('no match', onMiss);
  nock.enableNetConnect();
  nock.restore();
});

/** Answers a Patient wherever it is asked for one on a host that some row names. */
function serve(origin: string): string[] {
  const reached: string[] = [];
  nock(origin)
    .persist()
    .get(/.*/)
    .reply((uri) => {
      reached.push(`${origin}${uri}`);
      return [200, uri.includes('/Patient/') ? prefetchOf().patient : { resourceType: 'Bundle', type: 'searchset' }];
    });
  return reached;
}

interface Row {
  readonly fhirServer: string;
  readonly read: boolean;
  readonly because: string;
  readonly settings?: Partial<Settings>;
}

const ROWS: readonly Row[] = [
  { fhirServer: OPEN, read: true, because: 'in openFhirServers' },
  { fhirServer: `${OPEN}/`, read: true, because: 'Q-3: a trailing slash is normalised' },
  { fhirServer: CLIENT, read: true, because: "in some client's fhirServers" },
  { fhirServer: 'https://nobody.example.org/fhir/R4', read: false, because: 'not listed' },
  { fhirServer: 'https://ehr.example.org/fhir/R5', read: false, because: 'another path on a listed host' },
  { fhirServer: 'https://ehr.example.org', read: false, because: 'the host alone' },
  { fhirServer: `${CLIENT}/../../admin`, read: false, because: 'a way out of the path' },
  { fhirServer: `${CLIENT}/sub`, read: false, because: 'a longer path' },
  { fhirServer: 'https://ehr.example.org.evil.example/fhir/R4', read: false, because: 'a longer host' },
  {
    fhirServer: 'https://ehr.example.org@evil.example/fhir/R4',
    read: false,
    because: 'a user name that looks like a host',
  },
  { fhirServer: 'https://evil@ehr.example.org/fhir/R4', read: false, because: 'a user name' },
  { fhirServer: `${CLIENT}?x=`, read: false, because: 'a query' },
  { fhirServer: `${CLIENT}#`, read: false, because: 'a fragment' },
  { fhirServer: 'http://ehr.example.org/fhir/R4', read: false, because: 'no TLS' },
  { fhirServer: 'https://ehr.example.org:8443/fhir/R4', read: false, because: 'another port' },
  { fhirServer: 'file:///etc/passwd', read: false, because: 'not HTTP' },
  { fhirServer: 'ftp://ehr.example.org/fhir/R4', read: false, because: 'not HTTP' },
  { fhirServer: 'javascript:alert(1)', read: false, because: 'not HTTP' },
  { fhirServer: 'http://169.254.169.254/latest', read: false, because: 'cloud metadata' },
  { fhirServer: 'http://10.0.0.1/fhir', read: false, because: 'a private network' },
  { fhirServer: 'http://localhost/fhir', read: false, because: 'loopback without allowInsecureLoopback' },
  { fhirServer: 'http://[::1]/fhir', read: false, because: 'loopback without allowInsecureLoopback' },
  { fhirServer: 'not a URL', read: false, because: 'nothing to read from' },
  { fhirServer: '//ehr.example.org/fhir/R4', read: false, because: 'no scheme' },
];

const HOSTS = [
  'open.example.org',
  'ehr.example.org',
  'nobody.example.org',
  'evil.example',
  'ehr.example.org.evil.example',
];
const ORIGINS = [...HOSTS.map((host) => `https://${host}`), 'http://ehr.example.org', 'https://ehr.example.org:8443'];

test.each(ROWS)('$fhirServer: $because', async ({ fhirServer, read }) => {
  const reached = ORIGINS.map(serve);
  const more = { fhirServer, fhirAuthorization: authorization() };
  const answer = await fire(appAt(TODAY, SETTINGS), hookCall('order-sign', { prefetch: {}, more }));
  expect(reached.flat().length > 0).toBe(read);
  expect(attempts).toEqual([]);
  if (read) expect(answer.status).toBe(200);
  else expect([400, 412]).toContain(answer.status);
});

test('control: an attempt that no row serves is noticed', async () => {
  const settings = settingsFrom('security: { auth: off }\nopenFhirServers: [https://unserved.example/fhir]', 'test');
  const more = { fhirServer: 'https://unserved.example/fhir' };
  await fire(appAt(TODAY, settings), hookCall('order-sign', { prefetch: {}, more }));
  expect(attempts.join()).toContain('unserved.example');
});

const SANDBOX: readonly Omit<Row, 'settings'>[] = [
  { fhirServer: 'https://ehr.example.org/fhir/R4', read: false, because: 'not listed, not loopback' },
  { fhirServer: 'http://ehr.example.org/fhir/R4', read: false, because: 'not loopback' },
  { fhirServer: 'http://localhost.evil.example/fhir', read: false, because: 'only looks like loopback' },
  { fhirServer: 'http://127.0.0.1.evil.example/fhir', read: false, because: 'only looks like loopback' },
  { fhirServer: 'http://0.0.0.0/fhir', read: false, because: 'not one of the two names' },
  { fhirServer: 'http://127.0.0.1@evil.example/fhir', read: false, because: 'a user name' },
];

test.each(SANDBOX)('sandbox mode, $fhirServer: $because', async ({ fhirServer }) => {
  const answer = await fire(appAt(TODAY), hookCall('order-sign', { prefetch: {}, more: { fhirServer } }));
  expect(attempts).toEqual([]);
  expect(answer.status).toBe(412);
  expect(errorCode(answer)).toBe('data-unavailable');
});

test('a real server on loopback is read where that is allowed, and not touched where it is not', async () => {
  const stub = await fhirStub();
  const body = hookCall('patient-view', {
    prefetch: {},
    more: { fhirServer: stub.url, fhirAuthorization: authorization() },
  });
  const refused = await fire(appAt(TODAY, SETTINGS), body);
  expect([refused.status, stub.calls.length]).toEqual([412, 0]);
  const allowed = settingsFrom('security: { auth: off, allowInsecureLoopback: true }', 'test');
  expect((await fire(appAt(TODAY, allowed), body)).status).toBe(200);
  expect(stub.calls.length).toBeGreaterThan(0);
  await stub.close();
});

test('a server that may not be read does not keep a complete prefetch from being judged', async () => {
  const more = { fhirServer: 'https://nobody.example.org/fhir', fhirAuthorization: authorization() };
  const answer = await fire(appAt(TODAY, SETTINGS), hookCall('order-sign', { more }));
  expect([answer.status, answer.cards.length]).toEqual([200, 2]);
  expect(attempts).toEqual([]);
});
