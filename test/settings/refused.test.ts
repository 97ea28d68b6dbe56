import { settingsFrom } from '../../src/settings/load.ts';
import { SettingsInvalid } from '../../src/errors.ts';

/** Contract 1: an unknown or ill-typed key stops the start with a message naming the key and the line. */

const OFF = 'security: { auth: off }';

function refusal(text: string): string {
  try {
    settingsFrom(text, 'settings.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsInvalid);
    return (error as Error).message;
  }
  return '';
}

/** Every key of the contract's file, with values of a wrong type or outside what it allows. */
const ILL_TYPED: Readonly<Record<string, readonly string[]>> = {
  publicUrl: ['5', 'on', '[]', '{}', '""', 'cds.example.org', 'ftp://cds.example.org', 'null'],
  security: ['5', 'off', '[]', 'null'],
  'security.auth': ['true', 'no', 'optional', '5', 'null', '[off]'],
  'security.algorithms': ['RS384', '[none]', '[HS256]', '[RS384, none]', '[]', '[5]'],
  'security.protectDiscovery': ['on', 'yes', '"true"', '1', 'off'],
  'security.jwks': ['5', '[]'],
  'security.jwks.cacheSeconds': ['-1', '1.5', '"600"', 'ten', 'true'],
  'security.jwks.cooldownSeconds': ['-1', '1.5', '"30"'],
  'security.maxTokenAgeSeconds': ['0', '-1', '1.5', '"3600"', '86401'],
  'security.clockSkewSeconds': ['-1', '1.5', '61', '"60"'],
  'security.replayStoreDown': ['ignore', 'true', '[]'],
  'security.privateHosts': ['ehr', '[5]', '[""]'],
  'security.allowInsecureLoopback': ['on', '"true"', '0'],
  'security.cors': ['"*"', '[https://ehr.example.org]'],
  'security.cors.origins': ['https://ehr.example.org', '[5]', '[""]', '{}'],
  limits: ['5', '[]'],
  'limits.bodyBytes': ['0', '-1', '10mb', '1.5', '"10485760"'],
  'limits.requestsPerMinute': ['-1', '0.5', 'off'],
  'limits.cards': ['0', '-1', '1.5', 'six', 'null'],
  'limits.concurrentRequests': ['-1', '0.5', 'all'],
  'limits.largeBodies': ['0', '1', '1.5', 'null'],
  'limits.entries': ['0', '-1', '1.5', 'many'],
  'limits.depth': ['19', '1001', '1.5', '"100"'],
  'limits.stringLength': ['999', '-1', '1e3.5', '"5000"'],
  'limits.headerBytes': ['8191', '1048577', '16kb'],
  'limits.requestSeconds': ['0', '-1', '0.5', '60s'],
  'limits.evaluationMs': ['0', '-1', '0.5', '1.5s', 'null'],
  links: ['5', '[example.org]'],
  'links.hosts': ['example.org', '[5]', '[""]'],
  clients: ['5', '{}', '[5]', '[x]', '[{}]'],
  openFhirServers: ['https://open.example.org', '[5]', '[open.example.org]', '["file:///etc"]', '[""]'],
  fhir: ['5', '[]'],
  'fhir.timeoutMs': ['0', '-1', '3s', '1.5', '"3000"'],
  'fhir.maxPages': ['0', '-1', 'all', '1.5'],
  defaultRuleState: ['true', 'false', 'On', 'enabled', '1', '[]', 'null'],
  rules: ['5', '[]', '[VTE-PROPHYLAXIS]'],
  'rules.VTE-PROPHYLAXIS': ['on', 'off', '{}', '[]', 'null'],
  'rules.VTE-PROPHYLAXIS.state': ['true', 'yes', 'OFF', '1', 'null'],
  thresholds: ['5', '[]'],
  codes: ['5', '[]', 'x'],
  'codes.urn:x|A': ['5', '[]', '""', 'null'],
  feedback: ['730', '[]'],
  'feedback.retentionDays': ['-1', '1.5', 'forever'],
};

/** Writes one dotted key as nested YAML from the third line on; the key itself stands on the last line. */
function yamlOf(path: string, value: string): { readonly text: string; readonly line: number } {
  const [top = '', ...inner] = path.split('.');
  const names = [top, ...(inner.length > 0 && top === 'codes' ? [inner.join('.')] : inner)];
  const quoted = (name: string): string => (/[|:]/.test(name) ? JSON.stringify(name) : name);
  const lines = names.map(
    (name, depth) => `${'  '.repeat(depth)}${quoted(name)}:${depth === names.length - 1 ? ` ${value}` : ''}`,
  );
  const intro = ['# settings', path.startsWith('security') ? '# of a test' : OFF];
  return { text: [...intro, ...lines, ''].join('\n'), line: intro.length + lines.length };
}

test.each(Object.entries(ILL_TYPED).flatMap(([key, values]) => values.map((value) => ({ key, value }))))(
  '$key: $value',
  ({ key, value }) => {
    const { text, line } = yamlOf(key, value);
    const message = refusal(text);
    expect(message).toContain(key);
    expect(message).toContain(`settings.yaml:${line}:`);
  },
);

/** Unknown keys on every level, each on its own line. */
const UNKNOWN: readonly (readonly [string, string, number, string])[] = [
  ['publicURL', `${OFF}\npublicURL: https://x.example.org`, 2, 'another case'],
  ['port', `${OFF}\n\nport: 3000`, 3, 'the environment sets it'],
  ['databaseUrl', `${OFF}\ndatabaseUrl: postgres://u:p@h/d`, 2, 'secrets never live in the YAML'],
  ['security.audience', 'security:\n  auth: off\n  audience: x', 3, 'unknown'],
  ['security.jwks.ttl', 'security:\n  auth: off\n  jwks:\n    cacheSeconds: 1\n    ttl: 5', 5, 'unknown'],
  ['security.cors.origin', 'security:\n  auth: off\n  cors:\n    origin: x', 4, 'singular'],
  ['limits.card', `${OFF}\nlimits:\n  card: 6`, 3, 'singular'],
  ['links.host', `${OFF}\nlinks: { host: [] }`, 2, 'singular'],
  [
    'clients.1.jwk',
    `${OFF}\nclients:\n  - { issuer: a, fhirServers: [] }\n  - issuer: b\n    fhirServers: []\n    jwk: {}`,
    6,
    'in the second client',
  ],
  ['fhir.timeout', `${OFF}\nfhir:\n  timeout: 3000`, 3, 'unknown'],
  ['rules.VTE-PROPHYLAXIS.mode', `${OFF}\nrules:\n  VTE-PROPHYLAXIS:\n    state: on\n    mode: x`, 5, 'unknown'],
  [
    'rules.VTE-PROPHYLAXYS',
    `${OFF}\nrules:\n  LEN-RENAL-DOSE: { state: on }\n  VTE-PROPHYLAXYS: { state: on }`,
    4,
    'no such rule',
  ],
  ['rules.vte-prophylaxis', `${OFF}\nrules:\n  vte-prophylaxis: { state: on }`, 3, 'ids are upper case'],
  ['thresholds.lookBack', `${OFF}\nthresholds:\n  lookBack: 5`, 3, 'unknown'],
  ['feedback.days', `${OFF}\nfeedback: { days: 1 }`, 2, 'unknown'],
  ['constructor', `${OFF}\nconstructor: x`, 2, 'a name that every object has'],
  ['toString', `${OFF}\nlimits:\n  toString: x`, 3, 'a name that every object has'],
];

test.each(UNKNOWN.map(([key, text, line, because]) => ({ key, text, line, because })))(
  '$key is no setting ($because)',
  ({ key, text, line }) => {
    const message = refusal(text);
    expect(message).toContain(key);
    expect(message).toContain(`settings.yaml:${line}:`);
  },
);

const CLIENT: readonly (readonly [string, string, string])[] = [
  ['issuer', '{ fhirServers: [] }', 'required'],
  ['fhirServers', '{ issuer: x }', 'required'],
  ['clients.0.issuer', '{ issuer: 5, fhirServers: [] }', 'text'],
  ['clients.0.issuer', '{ issuer: "", fhirServers: [] }', 'text'],
  ['clients.0.jku', '{ issuer: x, fhirServers: [], jku: x }', 'a URL'],
  ['clients.0.jwks', '{ issuer: x, fhirServers: [], jwks: [] }', 'an object with keys'],
  ['clients.0.audiences', '{ issuer: x, fhirServers: [], audiences: x }', 'a list'],
  ['clients.0.tenants', '{ issuer: x, fhirServers: [], tenants: [5] }', 'a list of text'],
  ['clients.0.fhirServers', '{ issuer: x, fhirServers: https://ehr.example.org }', 'a list'],
  ['clients.0.fhirServers', '{ issuer: x, fhirServers: [ehr.example.org] }', 'URLs'],
  ['clients.0.profile', '{ issuer: x, fhirServers: [], profile: meditech }', 'one of five'],
  ['clients.0.selectionBehavior', '{ issuer: x, fhirServers: [], selectionBehavior: all }', 'one of two'],
  ['clients.0.prefetchAliases', '{ issuer: x, fhirServers: [], prefetchAliases: [] }', 'a map'],
  ['clients.0.prefetchAliases.labs', '{ issuer: x, fhirServers: [], prefetchAliases: { labs: 5 } }', 'text'],
  [
    'clients.0.prefetchAliases.labs',
    '{ issuer: x, fhirServers: [], prefetchAliases: { labs: laboratory } }',
    "EHR's key -> our key: there is no such key",
  ],
  ['clients.0.detail', '{ issuer: x, fhirServers: [], detail: html }', 'one of two'],
  ['clients.0.orderables', '{ issuer: x, fhirServers: [], orderables: [] }', 'a map'],
  ['clients.0.orderables', '{ issuer: x, fhirServers: [], orderables: { "loinc 2160-0": 5 } }', 'text'],
  ['clients.0.orderables', '{ issuer: x, fhirServers: [], orderables: { "loinc 2160-0": "" } }', 'a code'],
  ['clients.0.orderables', '{ issuer: x, fhirServers: [], orderables: { "loinc 2160-0": " " } }', 'a code'],
  [
    'clients.0.orderables.lenalidomide 12 mg 1/d',
    '{ issuer: x, fhirServers: [], orderables: { "lenalidomide 12 mg 1/d": A } }',
    'no card offers it',
  ],
  ['clients.0.orderables.toString', '{ issuer: x, fhirServers: [], orderables: { toString: A } }', 'no card offers it'],
  ['clients.0.reasons', '{ issuer: x, fhirServers: [], reasons: [] }', 'a map'],
  ['clients.0.reasons', '{ issuer: x, fhirServers: [], reasons: { "45": "Not Applicable" } }', 'a reason of the cards'],
  ['clients.0.language', '{ issuer: x, fhirServers: [], language: de }', 'one of two'],
  ['clients.0.language', '{ issuer: x, fhirServers: [], language: zh }', 'one of two'],
];

test.each(CLIENT.map(([key, client, because]) => ({ key, client, because })))(
  'a client: $key in $client ($because)',
  ({ key, client }) => {
    const message = refusal(`${OFF}\nclients:\n  - ${client}`);
    expect(message).toContain(key);
    expect(message).toMatch(/settings\.yaml:[23]:/);
  },
);

describe('codes', () => {
  test.each([
    { text: '"urn:oid:1.2.3|X": no-such-concept', key: 'urn:oid:1.2.3|X', because: 'no concept of ours' },
    { text: '"urn:oid:1.2.3|X": constructor', key: 'urn:oid:1.2.3|X', because: 'no concept of ours' },
    { text: '"urn:oid:1.2.3|X": Serum-Creatinine', key: 'urn:oid:1.2.3|X', because: 'names are exact' },
    { text: 'X: serum-creatinine', key: 'X', because: 'contract 1: system|code' },
    { text: '"|X": serum-creatinine', key: '|X', because: 'no system' },
    { text: '"urn:x|": serum-creatinine', key: 'urn:x|', because: 'no code' },
    { text: '"http://loinc.org|2160-0": platelets', key: 'serum-creatinine', because: 'the table says otherwise' },
    { text: '"https://loinc.org/|2160-0": platelets', key: 'serum-creatinine', because: 'in any spelling' },
    { text: '"http://hl7.org/fhir/sid/icd-10-cm|C9000": mgus', key: 'multiple-myeloma', because: 'without the dot' },
    {
      text: '"http://www.nlm.nih.gov/research/umls/rxnorm|342369": thalidomide',
      key: 'lenalidomide',
      because: 'a drug of the tables',
    },
    { text: '"http://ok.example.org/|1": hemoglobin', key: 'platelets', because: 'the same code, written otherwise' },
    { text: '"https://ok.example.org|1": hemoglobin', key: 'platelets', because: 'https is the same system' },
  ])('$text: $because', ({ text, key }) => {
    const message = refusal(`${OFF}\ncodes:\n  "http://ok.example.org|1": platelets\n  ${text}`);
    expect(message).toContain(key);
    expect(message).toContain('settings.yaml:4:');
  });

  test.each([
    { codes: '  "http://loinc.org|2160-0": serum-creatinine', because: 'says what the tables say' },
    { codes: '  "urn:a|1": platelets\n  "urn:b|1": hemoglobin', because: 'two systems may use one code' },
    { codes: '  "urn:a|1": platelets\n  "urn:a|2": platelets', because: 'two codes may mean one thing' },
  ])('taken: $because', ({ codes }) => {
    expect(settingsFrom(`${OFF}\ncodes:\n${codes}`, 'x').codes.size).toBeGreaterThan(0);
  });

  test.each([
    'serum-creatinine',
    'platelets',
    'body-weight',
    'surgery',
    'multiple-myeloma',
    'lenalidomide',
    'apixaban',
    'dexamethasone',
  ])('to %s is taken', (concept) => {
    expect(settingsFrom(`${OFF}\ncodes: { "urn:x|1": ${concept} }`, 'x').codes.get('urn:x|1')).toBe(concept);
  });
});
