import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { parse } from 'yaml';
import { buildSheet, DIAGNOSES, GATHERING_TOPICS } from '../scripts/build-sheet-text.ts';
import { CONCEPT_ROWS } from '../src/fhir-mapping/codes/concepts.ts';
import { ORDERABLES } from '../src/hooks/orderables.ts';
import { PAGES } from '../src/logic/index.ts';
import { settingsFrom } from '../src/settings/load.ts';
import type { Settings } from '../src/settings/settings.ts';
import { appAt, WORDS } from './app.ts';
import { TODAY } from './patient.ts';

/** The build sheet says what discovery says (PR-17). */

const YAML = `publicUrl: https://cds.example.org/base
security: { auth: off }
limits: { cards: 3 }
links: { hosts: [help.example.org] }
rules: { STAGING: { state: silent }, FRAILTY: { state: off } }
feedback: { reasons: { "9": patient-refuses } }
clients:
  - issuer: https://epic.example.org/api/FHIR/R4
    jku: https://epic.example.org/jwks
    audiences: ['urn:agreed']
    fhirServers: [https://epic.example.org/api/FHIR/R4]
    profile: epic
    prefetchAliases: { labs: observations }
    orderables: { "lenalidomide 10 mg 1/d": LEN10, "loinc 2160-0": "A|B" }
    reasons: { "45": cds-not-applicable }
  - issuer: https://cds-hooks.cerner.com
    jku: https://authorization.cerner.com/jwk
    tenants: [north]
    fhirServers: [https://oracle.example.org/r4/north]
    profile: oracle
  - { issuer: urn:plain, jwks: { keys: [] }, fhirServers: [] }
`;
const settings = settingsFrom(YAML, 'test');
const sheetOf = (at: number, more: Partial<Settings> = {}): string => {
  const client = settings.clients[at];
  if (!client) throw new Error('no such client');
  return buildSheet(client, { ...settings, ...more }, WORDS);
};
const [epic, oracle, generic] = [sheetOf(0), sheetOf(1), sheetOf(2)];

/** The rows of the tables under a heading, as cells. */
function rows(sheet: string, heading: string): string[][] {
  const section = sheet.split(/\n(?=##+ )/).find((part) => part.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.slice(2, -2).split(' | '));
}
const plain = (cell = ''): string => cell.replaceAll('`', '').replaceAll('\\|', '|');

interface Discovered {
  readonly id: string;
  readonly hook: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

describe('prefetch', () => {
  test.each(['patient-view', 'order-select', 'order-sign'])(
    '%s: the lines of discovery, under the names of the site',
    async (hook) => {
      const { body } = await request(appAt(TODAY, settings)).get('/cds-services');
      const { prefetch } = (body as { services: Discovered[] }).services.find((one) => one.hook === hook) ?? {
        prefetch: {},
      };
      const lines = rows(epic, `### ${hook}`)
        .slice(1)
        .map(([key, query]) => [plain(key), plain(query)]);
      const expected = Object.entries(prefetch).map(([key, query]) => [key === 'observations' ? 'labs' : key, query]);
      expect(lines).toEqual(expected);
      expect(lines.length).toBeGreaterThan(5);
    },
  );

  test('only what the profile serves', () => {
    expect(oracle).toContain('### patient-view');
    expect(oracle).not.toContain('### order-s');
    expect(rows(oracle, '## Endpoints').length).toBe(2);
    expect(rows(generic, '## Endpoints').length).toBe(4);
  });
});

test('endpoints and audiences are those of the public address', () => {
  const base = 'https://cds.example.org/base/cds-services/myeloma-patient-view';
  expect(rows(epic, '## Endpoints')[1]?.map(plain)).toEqual(['patient-view', base, `${base}/feedback`]);
  const token = new Map(rows(epic, '## Token').map(([field = '', expected]) => [plain(field), plain(expected)]));
  expect(token.get('aud')).toContain(`${base},`);
  expect(token.get('aud')).toContain('urn:agreed');
  expect(token.get('iss')).toBe('https://epic.example.org/api/FHIR/R4');
  expect(token.get('jku')).toBe('https://epic.example.org/jwks');
  expect(token.get('alg')).toBe('RS384, ES384');
  const shared = new Map(rows(oracle, '## Token').map(([field = '', expected]) => [plain(field), plain(expected)]));
  expect(shared.get('tenant')).toBe('one of north');
  expect(generic).toContain('keys were exchanged out of band');
});

test('scopes follow the templates; unsigned orders the action matrix', () => {
  expect(epic).toContain('- Observation.Search (R4)');
  expect(epic).toContain('- Medication.Read (R4)');
  expect(epic).not.toContain('Medication.Search');
  expect(epic).toContain(
    '- MedicationRequest.Read (Unsigned Order) (R4)\n- MedicationRequest.Create (Unsigned Order) (R4)',
  );
  expect(epic).not.toContain('MedicationRequest.Update');
  expect(oracle).toContain('- `patient/Observation.read`');
});

test('every order that can be mapped, with the code that it has', () => {
  const mapped = rows(epic, '## Preference list items').slice(1);
  expect(mapped.map(([key]) => plain(key))).toEqual(Object.keys(ORDERABLES));
  expect(mapped.find(([key]) => plain(key) === 'lenalidomide 10 mg 1/d')?.[2]).toBe('`LEN10`');
  expect(mapped.find(([key]) => plain(key) === 'loinc 2160-0')?.[2]).toBe('`A\\|B`');
  expect(oracle).not.toContain('## Preference list items');
});

test('override reasons: every code of the cards, with the codes of the site that mean it', () => {
  const reasons = new Map(
    rows(epic, '## Override reasons')
      .slice(1)
      .map(([code, , theirs]) => [plain(code), plain(theirs)]),
  );
  expect(reasons.get('cds-not-applicable')).toBe('45');
  expect(reasons.get('patient-refuses')).toBe('9');
  const codes = PAGES.flatMap(({ words }) => WORDS.keysBelow('en', `${words}.overrideReasons`));
  expect([...reasons.keys()].sort()).toEqual([...new Set(codes)].sort());
});

test('topics: the rules that are not off, and the cards that gather several', () => {
  const topics = rows(epic, '## Topics').map(([code]) => plain(code));
  expect(topics).toEqual(expect.arrayContaining(['LENRENALDOSE', 'STAGING']));
  expect(topics).not.toContain('FRAILTY');
  // Frozen, as the topics of the rules are: acknowledgements hang on them.
  expect(GATHERING_TOPICS).toEqual(['ORDERPREVENTION', 'THERAPYPREVENTION', 'FURTHERFINDINGS']);
  const { groups } = parse(readFileSync('cards/shared.en.yaml', 'utf8')) as { groups: Record<string, unknown> };
  expect(Object.keys(groups).map((group) => group.replaceAll('-', '').toUpperCase())).toEqual(
    GATHERING_TOPICS.slice(0, -1),
  );
});

test('the pre-filter has every diagnosis of the family, and every drug that puts a patient in scope', () => {
  const family = CONCEPT_ROWS.map(({ concept }) => concept).filter((name) =>
    /^(history-of-)?(multiple-|smoldering-)?myeloma|plasmacytoma$|plasma-cell-leukemia|^mgus$/.test(name),
  );
  const diagnosed = new Set(
    family.filter((name) =>
      CONCEPT_ROWS.some((row) => row.concept === name && ['icd10cm', 'snomed'].includes(row.system)),
    ),
  );
  expect([...diagnosed].filter((name) => !DIAGNOSES.includes(name))).toEqual([]);
  expect(epic).toMatch(/\| multiple-myeloma \| C90\.0 and below \|/);
  expect(epic).toMatch(/\| mgus \| D47\.2 \|/);
  expect(epic).toMatch(/\| lenalidomide \| [^|]*342369/);
  expect(epic).toContain('**Order** (order-select, order-sign)');
  expect(oracle).not.toContain('**Order**');
});

test('what comes back, and where links may lead', () => {
  expect(epic).toContain('At most 3 cards, `detail` in Markdown, `selectionBehavior` `any`');
  expect(oracle).toContain('`detail` in plain text, `selectionBehavior` `at-most-one`');
  expect(oracle).toContain('`critical` only for what is ordered or given.');
  expect(epic).toContain('`cds.example.org`, `help.example.org`');
});

describe('npm run build-sheet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'myeloma-cds-'));
  const file = join(folder, 'settings.yaml');
  writeFileSync(file, YAML.replace('auth: off', 'auth: off'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (name: string): string => {
    const options = { encoding: 'utf8', env: { ...process.env, MYELOMA_CDS_CONFIG: file }, stdio: 'pipe' } as const;
    return execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-sheet.ts', name], options);
  };

  test.each(['epic', 'epic.example.org', 'https://epic.example.org/api/FHIR/R4'])('prints the sheet of %s', (name) => {
    expect(run(name)).toBe(`${epic}\n`);
  });

  test('a tenant is a name too, and who is nobody is told who there is', () => {
    expect(run('north')).toContain('# Build sheet: https://cds-hooks.cerner.com');
    expect(() => run('nobody')).toThrow(/No client is "nobody"[\s\S]*epic\.example\.org[\s\S]*urn:plain/);
  });
});
