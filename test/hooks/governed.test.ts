import request from 'supertest';
import { isEnabled, isInForce, stateFor, stateOf, type Occasion } from '../../src/hooks/rule-states.ts';
import { SANDBOX_SETTINGS, type ClientSettings, type Settings } from '../../src/settings/settings.ts';
import type { CallRecord } from '../../src/store/records.ts';
import { appAt, NO_STORE } from '../app.ts';
import { fire, hookCall, rulesOf, TODAY, type Answer } from './calls.ts';

/** States per client, pilots, the kill switch (PR-30, PR-31). */

const RULE = 'LEN-RENAL-DOSE';
const OTHER = 'VTE-PROPHYLAXIS';
const client = (issuer: string, more: Partial<ClientSettings> = {}): ClientSettings => ({
  issuer,
  audiences: [],
  tenants: [],
  fhirServers: [`${issuer}/fhir`],
  profile: 'generic',
  selectionBehavior: 'any',
  prefetchAliases: {},
  language: 'en',
  ...more,
});
const A = 'https://a.example.org';
const B = 'https://b.example.org';
const settings = (more: Partial<Settings>): Settings => ({ ...SANDBOX_SETTINGS, ...more });
const KILL = SANDBOX_SETTINGS.killSwitch;
const pilot = (users: readonly string[], roles: readonly string[] = []) => ({
  [RULE]: { state: 'pilot', pilot: { users, roles } } as const,
});

test.each<{ of: Partial<Settings>; on: Occasion; state: string; because: string }>([
  { of: {}, on: {}, state: 'on', because: 'the default' },
  { of: { defaultRuleState: 'silent' }, on: {}, state: 'silent', because: 'the default of the site' },
  { of: { rules: { [RULE]: { state: 'off' } } }, on: {}, state: 'off', because: 'the site says so' },
  {
    of: { rules: { [RULE]: { state: 'off' } } },
    on: { client: client(A, { rules: { [RULE]: { state: 'on' } } }) },
    state: 'on',
    because: "the client's own entry stands in place of the site's",
  },
  {
    of: { rules: { [RULE]: { state: 'silent' } } },
    on: { client: client(A, { rules: { [OTHER]: { state: 'on' } } }) },
    state: 'silent',
    because: "what the client does not say is the site's",
  },
  { of: {}, on: { client: client(A, { silent: true }) }, state: 'silent', because: 'a new client watches first' },
  {
    of: { rules: { [RULE]: { state: 'off' } } },
    on: { client: client(A, { silent: true }) },
    state: 'off',
    because: 'silent is not more than off',
  },
  {
    of: {},
    on: { client: client(A, { silent: true, rules: { [RULE]: { state: 'on' } } }) },
    state: 'silent',
    because: 'all of a silent client is silent',
  },
  { of: { rules: pilot(['Practitioner/1']) }, on: {}, state: 'silent', because: 'nobody in particular' },
  { of: { rules: pilot(['Practitioner/1']) }, on: { user: 'Practitioner/1' }, state: 'pilot', because: 'takes part' },
  {
    of: { rules: pilot(['Practitioner/1']) },
    on: { user: 'https://ehr.example.org/fhir/Practitioner/1' },
    state: 'pilot',
    because: 'the same user by a whole URL',
  },
  { of: { rules: pilot(['Practitioner/1']) }, on: { user: 'Practitioner/12' }, state: 'silent', because: 'another' },
  {
    of: { rules: pilot(['Practitioner/1']) },
    on: { user: 'PractitionerRole/1' },
    state: 'silent',
    because: 'other type',
  },
  { of: { rules: pilot(['Practitioner/1']) }, on: { user: '1' }, state: 'silent', because: 'a bare id names nobody' },
  {
    of: { rules: pilot([], ['PractitionerRole']) },
    on: { user: 'PractitionerRole/9' },
    state: 'pilot',
    because: 'a role by the type of user id',
  },
  {
    of: { rules: pilot([], ['pharmacist']), roles: { pharmacist: ['Practitioner/7'] } },
    on: { user: 'Practitioner/7' },
    state: 'pilot',
    because: 'a role by its list',
  },
  {
    of: { rules: pilot([], ['pharmacist']), roles: { pharmacist: ['Practitioner/7'] } },
    on: { user: 'Practitioner/8' },
    state: 'silent',
    because: 'not of that role',
  },
  {
    of: { rules: pilot([], ['pharmacist']), roles: { pharmacist: [] } },
    on: { user: 'constructor/__proto__' },
    state: 'silent',
    because: 'hostile user id',
  },
  {
    of: { rules: pilot(['Practitioner/1']) },
    on: { user: 'Practitioner/1', client: client(A, { silent: true }) },
    state: 'silent',
    because: 'no pilot at a silent client',
  },
  { of: { killSwitch: { ...KILL, all: true } }, on: {}, state: 'off', because: 'all killed' },
  { of: { killSwitch: { ...KILL, rules: [RULE] } }, on: {}, state: 'off', because: 'the rule killed' },
  { of: { killSwitch: { ...KILL, rules: [OTHER] } }, on: {}, state: 'on', because: 'another killed' },
  {
    of: { killSwitch: { ...KILL, services: ['myeloma-order-sign'] } },
    on: { service: 'myeloma-order-sign' },
    state: 'off',
    because: 'the service killed',
  },
  {
    of: { killSwitch: { ...KILL, services: ['myeloma-order-sign'] } },
    on: { service: 'myeloma-patient-view' },
    state: 'on',
    because: 'another service killed',
  },
  { of: { killSwitch: { ...KILL, clients: [A] } }, on: { client: client(A) }, state: 'off', because: 'client killed' },
  { of: { killSwitch: { ...KILL, clients: [A] } }, on: { client: client(B) }, state: 'on', because: 'another client' },
  { of: { killSwitch: { ...KILL, clients: [A] } }, on: {}, state: 'on', because: 'no client of the settings' },
  {
    of: { killSwitch: { ...KILL, rules: [RULE] } },
    on: { client: client(A, { rules: { [RULE]: { state: 'on' } } }) },
    state: 'off',
    because: 'the kill switch is above every state',
  },
])('$state: $because', ({ of, on, state }) => {
  expect(stateFor(RULE, settings(of), on)).toBe(state);
});

test('a pilot is a pilot until a user is asked for', () => {
  expect(stateOf(RULE, settings({ rules: pilot(['Practitioner/1']) }))).toBe('pilot');
});

test.each<{ of: Partial<Settings>; enabled: boolean; inForce: boolean; because: string }>([
  { of: { defaultRuleState: 'off' }, enabled: false, inForce: false, because: 'off for everybody' },
  {
    of: { defaultRuleState: 'off', clients: [client(A, { rules: { [RULE]: { state: 'silent' } } })] },
    enabled: true,
    inForce: true,
    because: 'one client has it',
  },
  { of: { killSwitch: { ...KILL, all: true } }, enabled: true, inForce: false, because: 'killed, still in discovery' },
  { of: { killSwitch: { ...KILL, rules: [RULE] } }, enabled: true, inForce: false, because: 'the rule killed' },
  { of: { killSwitch: { ...KILL, clients: [A] } }, enabled: true, inForce: true, because: 'others may have it' },
])('enabled $enabled, in force $inForce: $because', ({ of, enabled, inForce }) => {
  expect([isEnabled(RULE, settings(of)), isInForce(RULE, settings(of))]).toEqual([enabled, inForce]);
});

describe('over HTTP', () => {
  const answer = async (of: Partial<Settings>, more: object = {}): Promise<Answer & { calls: CallRecord[] }> => {
    const calls: CallRecord[] = [];
    const app = appAt(TODAY, of, { ...NO_STORE, record: (call) => void calls.push(call) });
    return { ...(await fire(app, hookCall('order-sign', more))), calls };
  };
  const statesOf = (calls: readonly CallRecord[]): Record<string, string> =>
    Object.fromEntries(calls.flatMap(({ findings }) => findings.map(({ rule, state }) => [rule, state])));

  test('in pilot, who takes part sees the card; it is recorded as of the pilot', async () => {
    const shown = await answer({ rules: pilot(['Practitioner/example']) });
    expect([rulesOf(shown), statesOf(shown.calls)]).toEqual([[RULE, OTHER], { [RULE]: 'pilot', [OTHER]: 'on' }]);
  });

  test('everybody else does not; it is recorded silent', async () => {
    const hidden = await answer({ rules: pilot(['Practitioner/other']) });
    expect([rulesOf(hidden), statesOf(hidden.calls)]).toEqual([[OTHER], { [RULE]: 'silent', [OTHER]: 'on' }]);
  });

  test("a client has its own states; another has the site's", async () => {
    const clients = [client(A, { rules: { [RULE]: { state: 'off' } } }), client(B, { silent: true })];
    const at = (issuer: string) => answer({ clients }, { more: { fhirServer: `${issuer}/fhir` } });
    expect(rulesOf(await at(A))).toEqual([OTHER]);
    const silent = await at(B);
    expect([silent.cards, statesOf(silent.calls)]).toEqual([[], { [RULE]: 'silent', [OTHER]: 'silent' }]);
    expect(rulesOf(await at('https://c.example.org'))).toEqual([RULE, OTHER]);
  });

  test.each([
    { kill: { all: true }, shown: [], evaluated: 0 },
    { kill: { services: ['myeloma-order-sign'] }, shown: [], evaluated: 0 },
    { kill: { rules: [RULE] }, shown: [OTHER], evaluated: 1 },
    { kill: { services: ['myeloma-order-select'] }, shown: [RULE, OTHER], evaluated: 1 },
  ])('killed $kill: 200, shown $shown', async ({ kill, shown, evaluated }) => {
    const { status, calls, ...rest } = await answer({ killSwitch: { ...KILL, ...kill } });
    expect([status, rulesOf(rest), calls.length]).toEqual([200, shown, evaluated]);
    expect(calls.flatMap((call) => call.evaluated)).toEqual(
      evaluated === 0 ? [] : expect.not.arrayContaining('rules' in kill ? [RULE] : ['none']),
    );
  });

  test('discovery stays as it is under the kill switch: EHRs read it rarely', async () => {
    const [before, after] = await Promise.all(
      [{}, { killSwitch: { ...KILL, all: true } }].map((of) => request(appAt(TODAY, of)).get('/cds-services')),
    );
    expect(after?.body).toEqual(before?.body);
  });
});
