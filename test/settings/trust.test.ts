import { SettingsInvalid } from '../../src/errors.ts';
import { loadSettings, settingsFrom } from '../../src/settings/load.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** PR-45: settings that would trust nobody, or everybody, stop the start and name key and line. */

const HEAD = 'publicUrl: https://cds.example.org\nclients:\n';
const LOCAL = 'publicUrl: http://localhost:3000\nsecurity: { allowInsecureLoopback: true }\nclients:\n';
const client = (members: string): string => `  - { issuer: 'https://ehr.example.org', fhirServers: [], ${members} }\n`;
const PUBLIC_KEY = '{ kty: EC, crv: P-384, x: dw_JGR8nB2I6XveNxUOl2qk699ZPLM2nYI5STSdiEl9avAkrm3CkfYMbrrjr8laB, y: z }';

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['clients.0.issuer', `${HEAD}${client('')}`, 'neither jku nor jwks'],
  ['clients.0.jku', `${HEAD}${client('jku: http://ehr.example.org/jwks')}`, 'no TLS'],
  ['clients.0.jku', `${HEAD}${client('jku: http://localhost:4000/jwks')}`, 'loopback is not allowed'],
  ['clients.0.jku', `${LOCAL}${client('jku: http://127.0.0.1.evil.example/jwks')}`, 'only looks like loopback'],
  ['clients.0.jku', `${HEAD}${client("jku: 'https://user@ehr.example.org/jwks'")}`, 'a user name'],
  ['clients.0.jku', `${HEAD}${client("jku: 'https://:x@ehr.example.org/jwks'")}`, 'a password'],
  ['clients.0.jku', `${HEAD}${client("jku: 'https://ehr.example.org/jwks#a'")}`, 'a fragment'],
  ['clients.0.jku', `${HEAD}${client("jku: 'https://['")}`, 'no URL'],
  ['clients.0.jwks', `${HEAD}${client('jwks: { keys: [{ kty: EC, d: secret }] }')}`, 'a private key'],
  ['clients.0.jwks', `${HEAD}${client('jwks: { keys: [{ kty: oct, k: secret }] }')}`, 'a shared secret'],
  ['clients.1.issuer', `${HEAD}${client('jku: https://a.example/k').repeat(2)}`, 'the same pair twice'],
  [
    'clients.1.issuer',
    `${HEAD}${client('jku: https://a.example/k, tenants: [a, b]')}${client('jku: https://a.example/k, tenants: [b]')}`,
    'a tenant twice',
  ],
  [
    'clients.0.issuer',
    `${HEAD}  - { issuer: 'https://sandbox.cds-hooks.org', fhirServers: [], jku: https://ehr.example.org/k }\n`,
    'the public sandbox by issuer',
  ],
  [
    'clients.0.issuer',
    `${HEAD}${client('jku: https://sandbox.cds-hooks.org/.well-known/jwks.json')}`,
    'the public sandbox by key address',
  ],
  ['clients.0.issuer', `${HEAD}${client('jku: https://SANDBOX.cds-hooks.org./jwks')}`, 'in another spelling'],
  ['clients.0.issuer', `${HEAD}${client(`jwks: { keys: [${PUBLIC_KEY}] }`)}`, 'its key under no name'],
  [
    'clients.0.issuer',
    `${HEAD}${client('jwks: { keys: [{ kty: EC, kid: 44823f3d-0b01-4a6c-a80e-b9d3e8a7226f }] }')}`,
    'the name of its key',
  ],
];

test.each(REFUSED.map(([key, text, because]) => ({ key, text, because })))('$key: $because', ({ key, text }) => {
  expect(() => settingsFrom(text, 'x.yaml')).toThrow(SettingsInvalid);
  expect(() => settingsFrom(text, 'x.yaml')).toThrow(new RegExp(`x\\.yaml:\\d+: ${key.replaceAll('.', '\\.')}`));
  expect(() => settingsFrom(text, 'x.yaml')).not.toThrow(/secret/);
});

const TAKEN: readonly (readonly [string, string])[] = [
  [`${HEAD}${client('jku: https://ehr.example.org/jwks')}`, 'a published key set'],
  [`${HEAD}${client('jwks: { keys: [] }')}`, 'keys out of band'],
  [`${HEAD}${client('jku: https://ehr.example.org/jwks, jwks: { keys: [] }')}`, 'both: the address only binds'],
  [`${LOCAL}${client('jku: http://127.0.0.1:4000/jwks')}`, 'loopback where it is allowed'],
  [
    `${HEAD}${client('jku: https://a.example/k, tenants: [a]')}${client('jku: https://a.example/k, tenants: [b]')}`,
    'one issuer, two tenants',
  ],
  [
    `${HEAD}${client('jku: https://a.example/k, tenants: [a]')}${client('jku: https://a.example/k')}`,
    'a tenant of its own, and the rest',
  ],
  [
    `${LOCAL}  - { issuer: 'https://sandbox.cds-hooks.org', fhirServers: [], jwks: { keys: [${PUBLIC_KEY}] } }\n`,
    'the public sandbox, on this machine',
  ],
  [`security: { auth: off }\nclients:\n${client('')}`, 'nothing is trusted while authentication is off'],
  ['publicUrl: https://cds.example.org', 'no clients yet: nobody can call'],
];

test.each(TAKEN.map(([text, because]) => ({ text, because })))('taken: $because', ({ text }) => {
  expect(() => settingsFrom(text, 'x.yaml')).not.toThrow();
});

describe('with the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'myeloma-cds-trust-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const load = (text: string, environment: Record<string, string>) => {
    const file = join(folder, 'settings.yaml');
    writeFileSync(file, text);
    return loadSettings({ ...environment, MYELOMA_CDS_CONFIG: file });
  };

  test('production does not start with authentication off, with a file or without', () => {
    const production = { NODE_ENV: 'production' };
    expect(() => load('security: { auth: off }', production)).toThrow(/security\.auth/);
    expect(() => loadSettings(production)).toThrow(/security\.auth/);
    expect(load('security: { auth: required }', production).security.auth).toBe('required');
    expect(load('security: { auth: off }', { NODE_ENV: 'development' }).security.auth).toBe('off');
  });

  test('PUBLIC_URL does not smuggle the public sandbox into a public place', () => {
    const local = `${LOCAL}  - { issuer: 'https://sandbox.cds-hooks.org', fhirServers: [], jwks: { keys: [] } }\n`;
    expect(() => load(local, {})).not.toThrow();
    expect(() => load(local, { PUBLIC_URL: 'https://cds.example.org' })).toThrow(/clients\.0\.issuer/);
  });
});
