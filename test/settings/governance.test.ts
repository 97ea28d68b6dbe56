import { SettingsInvalid } from '../../src/errors.ts';
import { checkChange, changeOf, isKillSwitchPulled, refusalOf } from '../../src/settings/change.ts';
import { configDigest } from '../../src/settings/config-digest.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';

/** Rule states, pilots, suppression and the kill switch in the settings file (PR-30 to PR-35). */

const OFF = 'security: { auth: off }';
const CLIENT = 'clients:\n  - { issuer: "https://a", fhirServers: [], rules: ';
const of = (text: string) => settingsFrom(`${OFF}\n${text}`, 's.yaml');

test('a file with all of it', () => {
  expect(
    of(`rules:
  LEN-RENAL-DOSE: { state: pilot, pilot: { users: [Practitioner/1], roles: [pharmacist, PractitionerRole] } }
  VTE-PROPHYLAXIS: { state: on, suppress: { hours: 24 } }
  HBV-SCREEN: { state: on, suppress: { hours: 0.5, after: [order-select], critical: true } }
roles: { pharmacist: [Practitioner/7] }
killSwitch: { rules: [STAGING], services: [myeloma-order-sign] }
sentinels: { everyMinutes: 5 }
clients:
  - issuer: https://a
    fhirServers: []
    silent: true
    rules: { VTE-PROPHYLAXIS: { state: off, suppress: { hours: 1 } } }`),
  ).toMatchObject({
    rules: {
      'LEN-RENAL-DOSE': {
        state: 'pilot',
        pilot: { users: ['Practitioner/1'], roles: ['pharmacist', 'PractitionerRole'] },
      },
      'VTE-PROPHYLAXIS': { state: 'on', suppress: { hours: 24, after: ['accepted', 'overridden'], critical: false } },
      'HBV-SCREEN': { suppress: { hours: 0.5, after: ['order-select'], critical: true } },
    },
    roles: { pharmacist: ['Practitioner/7'] },
    killSwitch: { all: false, rules: ['STAGING'], services: ['myeloma-order-sign'], clients: [] },
    sentinels: { everyMinutes: 5 },
    clients: [
      { silent: true, rules: { 'VTE-PROPHYLAXIS': { state: 'off', suppress: { hours: 1, critical: false } } } },
    ],
  });
});

test.each([
  { text: 'rules: { NOPE: { state: on } }', message: 's.yaml:2: rules.NOPE is not a rule' },
  { text: 'rules: { __proto__: { state: on } }', message: 's.yaml:2: rules.__proto__ is not a rule' },
  {
    text: `${CLIENT}{ NOPE: { state: on } } }`,
    message: 's.yaml:3: clients.0.rules.NOPE is not a rule',
  },
  { text: 'rules:\n  STAGING:\n    state: paused', message: 's.yaml:4: rules.STAGING.state must be equal to one of' },
  {
    text: 'rules:\n  STAGING:\n    state: pilot',
    message: 's.yaml:3: rules.STAGING.pilot names nobody who takes part',
  },
  {
    text: 'rules:\n  STAGING:\n    state: pilot\n    pilot: { users: [], roles: [] }',
    message: 's.yaml:5: rules.STAGING.pilot names nobody who takes part',
  },
  {
    text: 'rules:\n  STAGING:\n    state: pilot\n    pilot: { roles: [pharmacist] }',
    message: 's.yaml:5: rules.STAGING.pilot names the role pharmacist, which is none of roles',
  },
  {
    text: 'rules:\n  STAGING:\n    state: on\n    pilot: { roles: [toString] }',
    message: 'names the role toString, which is none of roles',
  },
  { text: 'rules: { STAGING: { state: pilot, pilot: { users: [smith] } } }', message: 'rules.STAGING.pilot.users.0' },
  { text: 'defaultRuleState: pilot', message: 's.yaml:2: defaultRuleState must be equal to one of' },
  { text: 'rules: { STAGING: { state: on, suppress: {} } }', message: 'rules.STAGING.suppress' },
  { text: 'rules: { STAGING: { state: on, suppress: { hours: 0 } } }', message: 'rules.STAGING.suppress.hours' },
  { text: 'rules: { STAGING: { state: on, suppress: { hours: 169 } } }', message: 'rules.STAGING.suppress.hours' },
  { text: 'rules: { STAGING: { state: on, suppress: { hours: 1, after: [] } } }', message: 'suppress.after' },
  { text: 'rules: { STAGING: { state: on, suppress: { hours: 1, after: [seen] } } }', message: 'suppress.after.0' },
  { text: 'killSwitch: { everything: true }', message: 'killSwitch.everything is not a setting' },
  { text: 'killSwitch: { all: on }', message: 's.yaml:2: killSwitch.all must be boolean' },
  { text: 'killSwitch: { rules: [NOPE] }', message: 's.yaml:2: killSwitch.rules names NOPE, which is no rule' },
  { text: 'killSwitch: { services: [x] }', message: 's.yaml:2: killSwitch.services names x, which is no service' },
  { text: 'killSwitch: { clients: ["https://a"] }', message: 'killSwitch.clients names https://a, which is no client' },
  { text: 'sentinels: { everyMinutes: -1 }', message: 's.yaml:2: sentinels.everyMinutes must be >= 0' },
  { text: 'roles: { pharmacist: [smith] }', message: 'roles.pharmacist.0' },
])('refused: $text', ({ text, message }) => {
  expect(() => of(text)).toThrow(SettingsInvalid);
  expect(() => of(text)).toThrow(message);
});

const base = of('');
test.each([
  { other: of('# a comment'), same: true, because: 'the same settings, written otherwise' },
  { other: of('limits: { cards: 6 }'), same: true, because: 'a default, written out' },
  { other: { ...base, port: 4000 }, same: true, because: 'replicas differ in their ports' },
  { other: { ...base, redisUrl: 'redis://u:secret@h' }, same: true, because: 'no secret goes in' },
  { other: of('limits: { cards: 5 }'), same: false, because: 'a limit' },
  { other: of('rules: { STAGING: { state: off } }'), same: false, because: 'a state' },
  { other: of('codes: { "urn:oid:1.2.3|CREA": serum-creatinine }'), same: false, because: 'a local code' },
  { other: of('killSwitch: { all: true }'), same: false, because: 'the kill switch' },
])('same version $same: $because', ({ other, same }) => {
  expect(configDigest(other) === configDigest(base)).toBe(same);
  expect(configDigest(other)).toMatch(/^[0-9a-f]{64}$/);
});

test('rolled back, the version is the one before (PR-32)', () => {
  expect(configDigest(of('limits: { cards: 5 }'))).toBe(configDigest(of('limits: { cards: 5 }')));
});

test('an audit line names what changed and what waits for a restart, and no value but the kill switch', () => {
  const next = of(
    'killSwitch: { all: true }\nfeedback: { retentionDays: 9 }\ncodes: { "urn:oid:1.2.3|Zyx": serum-creatinine }',
  );
  const line = changeOf(base, next);
  expect(line).toMatchObject({
    from: configDigest(base),
    to: configDigest(next),
    changed: ['killSwitch', 'codes', 'feedback'],
    killSwitch: { all: true },
    atRestart: ['feedback.retentionDays'],
  });
  expect(JSON.stringify(line)).not.toContain('Zyx');
  expect(changeOf(base, { ...base, defaultRuleState: 'silent' })).not.toHaveProperty('atRestart');
});

test('authentication is not turned off under a server in use; on it may be turned', () => {
  const required = { ...base, security: { ...base.security, auth: 'required' as const } };
  expect(() => checkChange(required, base)).toThrow(SettingsInvalid);
  expect(() => checkChange(base, required)).not.toThrow();
});

test.each([
  { error: new SettingsInvalid('s.yaml:2: x'), said: 's.yaml:2: x' },
  { error: new TypeError('holds anything'), said: 'TypeError' },
  { error: 'anything', said: 'string' },
])('a refusal is told as $said', ({ error, said }) => expect(refusalOf(error)).toBe(said));

test.each([
  { kill: {}, pulled: false },
  { kill: { all: true }, pulled: true },
  { kill: { rules: ['STAGING'] }, pulled: true },
  { kill: { services: ['s'] }, pulled: true },
  { kill: { clients: ['c'] }, pulled: true },
])('$kill: pulled $pulled', ({ kill, pulled }) => {
  const killSwitch = { ...SANDBOX_SETTINGS.killSwitch, ...kill };
  expect(isKillSwitchPulled({ ...SANDBOX_SETTINGS, killSwitch })).toBe(pulled);
});
