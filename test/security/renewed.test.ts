import { createSecurity, type Security } from '../../src/security/create-security.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { keyServer, type KeyServer } from './key-server.ts';
import { ecSigner, signedToken } from './tokens.ts';

/** Settings that change under a server in use: what is known of keys and used tokens lasts (PR-31, PR-51). */

const own = ecSigner('k');
const PUBLIC = 'https://cds.example.org';
const PATH = '/cds-services/myeloma-patient-view';
let ehr: KeyServer;
let made: Security;
beforeEach(async () => {
  ehr = await keyServer([own.jwk]);
});
afterEach(async () => {
  await made.stop();
  await ehr.close();
});

const settings = (more = '', client = '', auth = 'required'): Settings =>
  settingsFrom(
    `publicUrl: ${PUBLIC}
security: { auth: ${auth}, allowInsecureLoopback: true }
clients: [{ issuer: 'urn:ehr', jku: '${ehr.url}', fhirServers: [] ${client} }]
${more}`,
    'test',
  );
const opened = (of: Settings): Security =>
  createSecurity({ settings: of, now: () => new Date(), onEvent: () => undefined });

function token(more: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: 'urn:ehr', aud: `${PUBLIC}${PATH}`, iat: now, exp: now + 300, ...more };
  return `Bearer ${signedToken({ signer: own, header: { jku: ehr.url }, claims })}`;
}

test('a rule is switched: the keys stay, with nothing fetched, also while the key page is down', async () => {
  made = opened(settings());
  await made.authenticate(token(), [PATH]);
  ehr.answer((_request, response) => void response.writeHead(503).end());
  const next = settings('defaultRuleState: silent');
  made = made.renewed(next);
  expect(await made.authenticate(token(), [PATH])).toBe(next.clients[0]);
  expect(ehr.requests.length).toBe(1);
});

test('a token used before the change is used', async () => {
  made = opened(settings());
  const used = token();
  await made.authenticate(used, [PATH]);
  made = made.renewed(settings('defaultRuleState: silent'));
  await expect(made.authenticate(used, [PATH])).rejects.toMatchObject({ reason: 'replayed' });
});

test('the client is that of the new settings', async () => {
  made = opened(settings());
  await made.authenticate(token(), [PATH]);
  made = made.renewed(settings('', ', language: zh-CN'));
  expect((await made.authenticate(token(), [PATH])).language).toBe('zh-CN');
});

test('what a client is trusted for changes at once: other tenants, and no key of before', async () => {
  made = opened(settings());
  await made.authenticate(token(), [PATH]);
  made = made.renewed(settings('', ', tenants: [t1]'));
  await expect(made.authenticate(token(), [PATH])).rejects.toMatchObject({ reason: 'client-unknown' });
  await made.authenticate(token({ tenant: 't1' }), [PATH]);
  expect(ehr.requests.length).toBe(2);
});

test('a client that is gone is refused', async () => {
  made = opened(settings());
  await made.authenticate(token(), [PATH]);
  made = made.renewed({ ...settings(), clients: [] });
  await expect(made.authenticate(token(), [PATH])).rejects.toMatchObject({ reason: 'client-unknown' });
});

test('keys are kept fresh after the change, if they were before', async () => {
  made = opened(settings());
  await made.start();
  made = made.renewed(settings('defaultRuleState: silent'));
  for (let waited = 0; ehr.requests.length < 2 && waited < 200; waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ehr.requests.length).toBe(2);
});

test('tokens are asked for from the change on', async () => {
  made = opened(settings('', '', 'off'));
  made = made.renewed(settings());
  const used = token();
  await made.authenticate(used, [PATH]);
  await expect(made.authenticate(used, [PATH])).rejects.toMatchObject({ reason: 'replayed' });
});
