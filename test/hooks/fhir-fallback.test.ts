import { appAt } from '../app.ts';
import type { Json } from '../patient.ts';
import { fire, FURTHER_KEYS, hookCall, KEYS, memberOf, missingOf, prefetchOf, rulesOf, TODAY } from './calls.ts';
import { after, authorization, epicEmpty, fhirStub, page, send, TOKEN, type FhirStub } from './fhir-stub.ts';

/** Reading from the FHIR server what the prefetch lacks (PF-1, FA-1 to FA-5). */

let server: FhirStub;
afterEach(() => server.close());

const bare = (hook: 'patient-view' | 'order-select' | 'order-sign', more: Json = {}): Json =>
  hookCall(hook, { prefetch: {}, more: { fhirServer: server.url, ...more } });

/** The further kinds, as paths: what is no key of the stub is answered by its path. */
const FURTHER_TYPES = [
  ...['DiagnosticReport', 'ServiceRequest', 'Immunization', 'Encounter'],
  ...['MedicationAdministration', 'MedicationDispense'],
].map((type) => `/fhir/${type}`);

describe('what is read', () => {
  test('every key once, in parallel: all are under way at once (PR-04)', async () => {
    const slow = Object.fromEntries(
      [...KEYS, ...FURTHER_TYPES].map((key) => [
        key,
        after(250, send(key === 'patient' ? prefetchOf().patient : page([]))),
      ]),
    );
    server = await fhirStub(undefined, slow);
    const app = appAt(TODAY);
    await fire(app, hookCall('patient-view'));
    const { status } = await fire(app, bare('patient-view'));
    expect(status).toBe(200);
    expect(KEYS.map((key) => server.called(key))).toEqual(KEYS.map(() => 1));
    expect(server.mostAtOnce).toBe(KEYS.length + FURTHER_KEYS.length);
  });

  test.each([
    { context: { patientId: 'p1' }, because: 'a bare id (spec 7)' },
    { context: { patientId: 'Patient/p1' }, because: 'C-5: stripped, never Patient/Patient/p1' },
  ])('the template is expanded for $context.patientId: $because', async ({ context }) => {
    server = await fhirStub();
    const { status } = await fire(
      appAt(TODAY),
      hookCall('patient-view', { prefetch: {}, context, more: { fhirServer: server.url } }),
    );
    expect(status).toBe(200);
    expect(server.calls.map(({ path }) => path)).toContain('/fhir/Patient/p1');
    const searches = server.calls
      .filter(({ path }) => path !== '/fhir/Patient/p1')
      .map(({ query }) => new URLSearchParams(query));
    expect(searches.map((query) => query.get('patient'))).toEqual(searches.map(() => 'p1'));
    expect(searches.filter((query) => [...query.keys()].length !== new Set(query.keys()).size)).toEqual([]);
  });

  test('a trailing slash of fhirServer makes no double slash (Q-3)', async () => {
    server = await fhirStub();
    await fire(appAt(TODAY), bare('patient-view', { fhirServer: `${server.url}/` }));
    expect(server.calls.filter(({ path }) => path.includes('//'))).toEqual([]);
    expect(server.called('patient')).toBe(1);
  });

  test('an encounter is never read: the CRD generator names one that does not exist (real clients 5.1)', async () => {
    server = await fhirStub();
    const body = hookCall('patient-view', {
      prefetch: {},
      context: { encounterId: 'enc89284' },
      more: { fhirServer: server.url },
    });
    expect((await fire(appAt(TODAY), body)).status).toBe(200);
    expect(server.calls.filter(({ path }) => path.includes('Encounter/'))).toEqual([]);
    expect(server.calls.filter(({ path, query }) => `${path}${query}`.includes('enc89284'))).toEqual([]);
  });

  test('the same chart by fallback and by prefetch gives the same rules', async () => {
    server = await fhirStub();
    const fallback = await fire(appAt(TODAY), bare('patient-view'));
    const prefetched = await fire(appAt(TODAY), hookCall('patient-view'));
    expect(fallback.cards.map(({ summary }) => summary)).toEqual(prefetched.cards.map(({ summary }) => summary));
    expect(rulesOf(fallback)).toEqual(['VTE-PROPHYLAXIS', 'BONE-AGENT-MISSING', 'RENAL-DISEASE', 'FRAILTY']);
  });

  test.each([
    { what: 'without entry', answer: send(page([])), because: 'real clients 6' },
    { what: 'with entry []', answer: send({ ...page([]), entry: [] }), because: 'real clients 6: parser takes both' },
    { what: 'Epic, outcome warning', answer: send(epicEmpty()), because: 'PF-7: known empty' },
  ])('an empty search $what is an answer ($because)', async ({ answer }) => {
    server = await fhirStub(undefined, { procedures: answer });
    expect(missingOf(await fire(appAt(TODAY), bare('patient-view')), 'unanswered')).toEqual([]);
  });
});

describe('the token', () => {
  test.each([
    { what: 'a token', fhirAuthorization: authorization(), expected: `Bearer ${TOKEN}`, because: 'FA-1' },
    {
      what: 'no patient member',
      fhirAuthorization: authorization({ patient: undefined }),
      expected: `Bearer ${TOKEN}`,
      because: 'real clients 3.4',
    },
    {
      what: 'the same patient',
      fhirAuthorization: authorization({ patient: 'p1' }),
      expected: `Bearer ${TOKEN}`,
      because: '3.3',
    },
    {
      what: 'proprietary scope text',
      fhirAuthorization: authorization({ scope: 'EPIC!' }),
      expected: `Bearer ${TOKEN}`,
      because: '3.3: never parsed',
    },
    {
      what: 'an empty token',
      fhirAuthorization: authorization({ access_token: '' }),
      expected: undefined,
      because: 'real clients 5.1: no header',
    },
    {
      what: 'no authorization',
      fhirAuthorization: undefined,
      expected: undefined,
      because: 'Q-3: server alone, open sandbox',
    },
  ])('$what: $because', async ({ fhirAuthorization, expected }) => {
    server = await fhirStub();
    const { status } = await fire(appAt(TODAY), bare('patient-view', { fhirAuthorization }));
    expect(status).toBe(200);
    expect(server.calls.length).toBe(KEYS.length + FURTHER_KEYS.length);
    expect(server.calls.map(({ authorization: header }) => header)).toEqual(server.calls.map(() => expected));
  });

  test.each([
    { patient: 'p2', patientId: 'p1', used: false, because: '3.3: it differs, do not use the token' },
    { patient: 'Patient/p1', patientId: 'Patient/p1', used: true, because: 'C-5 and 3.3: both say the same' },
    { patient: 'p1', patientId: 'Patient/p1', used: true, because: 'C-5: the prefix is stripped before comparing' },
  ])('patient $patient of the token, $patientId of the context: $because', async ({ patient, patientId, used }) => {
    server = await fhirStub();
    const more = { fhirServer: server.url, fhirAuthorization: authorization({ patient }) };
    const { status } = await fire(
      appAt(TODAY),
      hookCall('patient-view', { prefetch: {}, context: { patientId }, more }),
    );
    expect(server.calls.some((call) => call.authorization !== undefined)).toBe(used);
    if (used) expect(status).toBe(200);
  });
});

describe('the Patient', () => {
  const stranger = { ...prefetchOf().patient, id: 'somebody-else' };

  test.each([
    {
      what: 'another Patient prefetched, no server',
      prefetch: { ...prefetchOf(), patient: stranger },
      own: undefined,
      because: 'PF-5',
    },
    {
      what: 'another Patient prefetched and served',
      prefetch: { ...prefetchOf(), patient: stranger },
      own: send(stranger),
      because: 'PF-5',
    },
    { what: 'another Patient served', prefetch: {}, own: send(stranger), because: 'PF-5' },
    {
      what: 'an error served',
      prefetch: {},
      own: send({ resourceType: 'OperationOutcome', issue: [] }, 404),
      because: 'PF-2',
    },
    { what: 'nothing at all', prefetch: {}, own: undefined, because: 'PF-2' },
  ])('$what: 412 naming the key ($because)', async ({ prefetch, own }) => {
    server = await fhirStub(undefined, own ? { patient: own } : {});
    const more = own ? { fhirServer: server.url } : {};
    const answer = await fire(appAt(TODAY), hookCall('order-sign', { prefetch, more }));
    expect(answer.status).toBe(412);
    expect(memberOf(answer)).toContain('patient');
  });

  test('another Patient prefetched while the server holds the right one: 412 or fetched, never used (PF-5)', async () => {
    server = await fhirStub();
    const prefetch = { ...prefetchOf(), patient: { ...stranger, birthDate: '1930-01-01' } };
    const answer = await fire(appAt(TODAY), hookCall('order-sign', { prefetch, more: { fhirServer: server.url } }));
    if (answer.status !== 412) expect(server.called('patient')).toBe(1);
    expect([200, 412]).toContain(answer.status);
    expect(answer.text).not.toContain('1930');
  });
});
