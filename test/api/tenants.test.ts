import request from 'supertest';
import type { CallRecord } from '../../src/store/records.ts';
import { clientName } from '../../src/settings/client-name.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { Store } from '../../src/store/store.ts';
import { fire, hookCall, post, TODAY, type Answer } from '../hooks/calls.ts';
import { ecSigner, noon, signedToken } from '../security/tokens.ts';
import { BACKENDS, storeAt, type Place } from '../store/backends.ts';
import { appAt, NO_STORE } from '../app.ts';

/** Hospitals that share an issuer, and perhaps ids of patients, see nothing of each other (PR-50). */

const PUBLIC = 'https://cds.example.org';
const signer = ecSigner('k');
const entry = (tenants: string): string =>
  `  - { issuer: 'urn:shared', tenants: [${tenants}], jwks: { keys: [${JSON.stringify(signer.jwk)}] }, fhirServers: [] }`;
const settings = settingsFrom(
  `publicUrl: ${PUBLIC}\nsecurity: { auth: required }\nclients:\n${entry('north')}\n${entry('south, east')}\n${entry('')}\n`,
  'test',
);
const NOW = noon(TODAY);
const bearer = (tenant: string | undefined, path: string): Record<string, string> => ({
  Authorization: `Bearer ${signedToken({
    signer,
    claims: { iss: 'urn:shared', tenant, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300 },
  })}`,
});

test.each([
  { tenants: [], name: 'i' },
  { tenants: ['a'], name: 'i#a' },
  { tenants: ['b', 'a'], name: 'i#a,b' },
])('$tenants of i are $name', ({ tenants, name }) => {
  expect(clientName({ issuer: 'i', tenants })).toBe(name);
});

describe.each(BACKENDS)('on $name', (backend) => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await backend.fresh();
    ({ store } = storeAt(place.url));
  });
  afterEach(async () => {
    await store.close(1000);
    await place.remove();
  });

  test('cards, figures and feedback of one tenant are not there for another', async () => {
    const app = appAt(TODAY, settings, store);
    const SIGN = '/cds-services/myeloma-order-sign';
    const ask = async (tenant: string | undefined, path: string) =>
      request(app)
        .get(path)
        .set(bearer(tenant, path.split('?')[0] ?? ''));
    const answer: Answer = await fire(app, hookCall('order-sign'), undefined, bearer('north', SIGN));
    const uuid = String(answer.cards[0]?.uuid);
    const feedback = [{ card: uuid, outcome: 'overridden', outcomeTimestamp: `${TODAY}T11:59:00Z` }];
    for (const tenant of ['north', 'south'])
      expect((await post(app, `${SIGN}/feedback`, { feedback }, bearer(tenant, SIGN))).status).toBe(200);
    const seen = [];
    for (const tenant of ['north', 'south', 'east', undefined]) {
      const card = await ask(tenant, `/api/governance/cards/${uuid}`);
      const { body } = await ask(tenant, '/api/governance/report');
      const exported = await ask(tenant, '/api/governance/feedback?format=ndjson');
      const rows = (body as { rows: { fired: number; overridden?: unknown }[] }).rows.length > 0;
      const ofCard = (card.body as { feedback?: unknown[] }).feedback?.length;
      seen.push({ tenant, card: card.status, ofCard, rows, advised: exported.text.includes('LEN-RENAL-DOSE') });
    }
    expect(seen).toEqual([
      { tenant: 'north', card: 200, ofCard: 1, rows: true, advised: true },
      { tenant: 'south', card: 404, ofCard: undefined, rows: false, advised: false },
      { tenant: 'east', card: 404, ofCard: undefined, rows: false, advised: false },
      { tenant: undefined, card: 404, ofCard: undefined, rows: false, advised: false },
    ]);
  });
});

test('a patient id of one tenant and the same of another are two pseudonyms', async () => {
  const records: CallRecord[] = [];
  const store: Store = { ...NO_STORE, record: (call) => void records.push(call) };
  const app = appAt(TODAY, settings, store, createPseudonym('k'.repeat(32)));
  const SIGN = '/cds-services/myeloma-order-sign';
  for (const tenant of ['north', 'south', 'north'])
    await fire(app, hookCall('order-sign'), undefined, bearer(tenant, SIGN));
  const [north, south, again] = records;
  expect(north?.patient).toBe(again?.patient);
  for (const member of ['client', 'patient', 'user'] as const) expect(north?.[member]).not.toBe(south?.[member]);
});
