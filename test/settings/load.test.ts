import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsInvalid } from '../../src/errors.ts';
import { loadSettings, settingsFrom, type Environment } from '../../src/settings/load.ts';

/** Contract 1: one YAML file, defaults without it, and the environment over both. */

const OFF = 'security: { auth: off }';
const folder = mkdtempSync(join(tmpdir(), 'myeloma-cds-'));
afterAll(() => rmSync(folder, { recursive: true }));

function withFile(text: string, environment: Environment = {}) {
  const file = join(folder, `settings-${Math.abs(hash(text))}.yaml`);
  writeFileSync(file, text);
  return loadSettings({ ...environment, MYELOMA_CDS_CONFIG: file });
}
const hash = (text: string): number =>
  Array.from(text).reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) | 0, 7);

describe('without a file', () => {
  test.each([{ environment: {} }, { environment: { MYELOMA_CDS_CONFIG: '' } }])(
    'sandbox mode with the defaults of the contract: $environment',
    ({ environment }) => {
      expect(loadSettings(environment)).toMatchObject({
        publicUrl: 'http://localhost:3000',
        port: 3000,
        security: { auth: 'off' },
        limits: { bodyBytes: 10_485_760, requestsPerMinute: 0, cards: 6 },
        clients: [],
        openFhirServers: [],
        fhir: { timeoutMs: 3000, maxPages: 20 },
        defaultRuleState: 'on',
        rules: {},
        sandbox: true,
      });
    },
  );
});

const CONTRACT = `publicUrl: https://cds.example.org/      # a slash is trimmed
security:
  auth: off
  algorithms: [RS384, ES384]
  protectDiscovery: false
  jwks: { cacheSeconds: 600, cooldownSeconds: 30 }
  allowInsecureLoopback: false
  cors: { origins: [https://ehr.example.org] }
limits: { bodyBytes: 10485760, requestsPerMinute: 0, cards: 6 }
links: { hosts: [] }
clients:
  - issuer: https://ehr.example.org
    jku: https://ehr.example.org/jwks.json
    audiences: []
    tenants: []
    fhirServers: [https://ehr.example.org/fhir/R4]
    profile: generic
    selectionBehavior: any
    prefetchAliases: {}
    language: en
openFhirServers: []
fhir: { timeoutMs: 3000, maxPages: 20 }
defaultRuleState: on
rules:
  VTE-PROPHYLAXIS: { state: on }
thresholds: {}
codes: {}
feedback: { retentionDays: 730 }
`;

describe('a file', () => {
  test('the file of the contract is taken, with authentication off', () => {
    expect(withFile(CONTRACT)).toMatchObject({
      publicUrl: 'https://cds.example.org',
      sandbox: false,
      security: { auth: 'off', allowInsecureLoopback: false, corsOrigins: ['https://ehr.example.org'] },
      clients: [
        {
          issuer: 'https://ehr.example.org',
          fhirServers: ['https://ehr.example.org/fhir/R4'],
          profile: 'generic',
          selectionBehavior: 'any',
          language: 'en',
        },
      ],
      defaultRuleState: 'on',
      rules: { 'VTE-PROPHYLAXIS': { state: 'on' } },
    });
  });

  test('what a client may state beside its profile, and the hosts of links', () => {
    const yaml = `${OFF}
links: { hosts: [help.example.org] }
clients:
  - { issuer: x, fhirServers: [], profile: epic, detail: plain, orderables: { "loinc 2160-0": LAB66 }, reasons: { "45": action-completed } }
  - { issuer: y, fhirServers: [] }`;
    const { clients, links } = settingsFrom(yaml, 'x');
    expect(links).toEqual({ hosts: ['help.example.org'] });
    expect(clients[0]).toMatchObject({
      profile: 'epic',
      detail: 'plain',
      orderables: { 'loinc 2160-0': 'LAB66' },
      reasons: { '45': 'action-completed' },
    });
    expect(clients[1]).toMatchObject({ profile: 'generic', selectionBehavior: 'any' });
    expect(settingsFrom(OFF, 'x').links).toEqual({ hosts: [] });
  });

  test('keys out of band instead of a jku (contract 1: or jwks)', () => {
    expect(() => withFile(`${OFF}\nclients: [{ issuer: x, fhirServers: [], jwks: { keys: [] } }]`)).not.toThrow();
  });

  test.each([
    { yaml: 'defaultRuleState: on', expected: { defaultRuleState: 'on' } },
    { yaml: 'defaultRuleState: off', expected: { defaultRuleState: 'off' } },
    { yaml: 'defaultRuleState: "on"', expected: { defaultRuleState: 'on' } },
    { yaml: 'defaultRuleState: silent', expected: { defaultRuleState: 'silent' } },
    {
      yaml: 'rules: { VTE-PROPHYLAXIS: { state: off } }',
      expected: { rules: { 'VTE-PROPHYLAXIS': { state: 'off' } } },
    },
    { yaml: 'rules:\n  LEN-RENAL-DOSE:\n    state: on', expected: { rules: { 'LEN-RENAL-DOSE': { state: 'on' } } } },
  ])('on and off are words (YAML 1.2): $yaml', ({ yaml, expected }) => {
    expect(settingsFrom(`${OFF}\n${yaml}`, 'x')).toMatchObject(expected);
  });

  test.each([
    '',
    '# nothing\n',
    '---\n',
    '{}',
    'publicUrl: https://x.example.org',
    'security: {}',
    'security: { auth: required }',
  ])('authentication is required by default (off only without a file, contract 1): %j', (text) => {
    expect(withFile(text)).toMatchObject({
      sandbox: false,
      security: {
        auth: 'required',
        algorithms: ['RS384', 'ES384'],
        protectDiscovery: false,
        jwks: { cacheSeconds: 600, cooldownSeconds: 30 },
        maxTokenAgeSeconds: 3600,
        clockSkewSeconds: 60,
        replayStoreDown: 'memory',
        allowInsecureLoopback: false,
        privateHosts: [],
        corsOrigins: [],
      },
    });
  });

  test('two problems are both named', () => {
    const text = `${OFF}\nlimits:\n  cards: six\nfhir:\n  pages: 5`;
    expect(() => settingsFrom(text, 'x.yaml')).toThrow(/x\.yaml:3: limits\.cards[^]*x\.yaml:5: fhir\.pages/);
  });

  test.each([
    { what: 'a list', text: '- a' },
    { what: 'text', text: 'hello' },
    { what: 'a number', text: '42' },
  ])('$what is no settings file', ({ text }) => {
    expect(() => settingsFrom(text, 'x.yaml')).toThrow(SettingsInvalid);
  });

  test.each([
    { what: 'a key twice', text: `${OFF}\nlimits: { cards: 1 }\nlimits: { cards: 2 }`, line: 3 },
    { what: 'a tab', text: `${OFF}\nlimits:\n\tcards: 1`, line: 3 },
    { what: 'an open bracket', text: `${OFF}\nclients: [`, line: 2 },
    { what: 'an unknown anchor', text: `${OFF}\nlimits: *x`, line: 2 },
  ])('broken YAML stops the start with the line: $what', ({ text, line }) => {
    expect(() => settingsFrom(text, 'x.yaml')).toThrow(SettingsInvalid);
    expect(() => settingsFrom(text, 'x.yaml')).toThrow(new RegExp(`line ${line}|x\\.yaml:${line}`));
  });

  test('anchors that multiply stop the start, not the machine', () => {
    const levels = Array.from(
      { length: 12 },
      (_, at) =>
        `${String.fromCharCode(98 + at)}: &${String.fromCharCode(98 + at)} [${`*${String.fromCharCode(97 + at)},`.repeat(9)}]`,
    );
    expect(() => settingsFrom(`a: &a [x]\n${levels.join('\n')}`, 'x.yaml')).toThrow(SettingsInvalid);
  });

  test.each(['/nowhere/settings.yaml', folder])('a file that cannot be read stops the start: %s', (file) => {
    expect(() => loadSettings({ MYELOMA_CDS_CONFIG: file })).toThrow(SettingsInvalid);
    expect(() => loadSettings({ MYELOMA_CDS_CONFIG: file })).toThrow(file);
  });
});

describe('the environment overrides', () => {
  const file = `${OFF}\npublicUrl: https://file.example.org`;

  test.each([
    { environment: { PORT: '8080' }, expected: { port: 8080, publicUrl: 'https://file.example.org' } },
    { environment: { PORT: '0' }, expected: { port: 0 } },
    { environment: { PORT: '' }, expected: { port: 3000 } },
    { environment: { HOST: '127.0.0.1' }, expected: { host: '127.0.0.1' } },
    { environment: { PUBLIC_URL: 'https://env.example.org/' }, expected: { publicUrl: 'https://env.example.org' } },
    {
      environment: { REDIS_URL: 'rediss://:secret@cache:6380/1' },
      expected: { redisUrl: 'rediss://:secret@cache:6380/1' },
    },
    { environment: { REDIS_URL: '' }, expected: { redisUrl: null } },
    { environment: { PUBLIC_URL: '' }, expected: { publicUrl: 'https://file.example.org' } },
    { environment: { LOG_LEVEL: 'debug' }, expected: { logLevel: 'debug' } },
    {
      environment: { DATABASE_URL: 'postgres://u:p@h/d', REDIS_URL: 'redis://h', HOME: '/root', AUTH: 'off' },
      expected: { port: 3000 },
    },
  ])('$environment', ({ environment, expected }) => {
    expect(withFile(file, environment as Environment)).toMatchObject(expected);
  });

  test.each(['cache:6379', 'http://secret@cache', 'redis://', 'rediss:// secret'])(
    'REDIS_URL %s stops the start and is not quoted',
    (REDIS_URL) => {
      expect(() => loadSettings({ REDIS_URL })).toThrow(/REDIS_URL/);
      expect(() => loadSettings({ REDIS_URL })).not.toThrow(/secret|cache/);
    },
  );

  test('sandbox mode follows PORT in the URL it prints', () => {
    expect(loadSettings({ PORT: '8080' })).toMatchObject({
      port: 8080,
      publicUrl: 'http://localhost:8080',
      sandbox: true,
    });
  });

  test.each(['abc', '-1', '65536', '3000.5', 'NaN', 'Infinity', '80 80', '3000;'])(
    'PORT %s stops the start',
    (PORT) => {
      expect(() => loadSettings({ PORT })).toThrow(SettingsInvalid);
      expect(() => loadSettings({ PORT })).toThrow(/PORT/);
    },
  );

  test.each(['not a url', 'ftp://x', 'cds.example.org'])(
    'PUBLIC_URL %s stops the start, as in the file',
    (PUBLIC_URL) => {
      expect(() => loadSettings({ PUBLIC_URL })).toThrow(/PUBLIC_URL/);
    },
  );
});
