import request from 'supertest';
import { appAt } from './app.ts';
import { empties } from './hooks/card-rules.ts';
import { fire, hookCall, FURTHER_KEYS, HOOKS, KEYS } from './hooks/calls.ts';
import { settingsFrom } from '../src/settings/load.ts';

/** `GET /cds-services` (checklist 2, contract 2, real clients 3.2). */

interface Entry {
  readonly id: string;
  readonly hook: string;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements?: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

const app = appAt('2026-11-20');
const read = async (
  path = '/cds-services',
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; type: string }> => {
  const { status, text, headers: received } = await request(app).get(path).set(headers);
  return { status, text, type: String(received['content-type']) };
};
const entries = async (): Promise<Entry[]> => (JSON.parse((await read()).text) as { services: Entry[] }).services;

test('an object that holds services, in JSON (D-2, J-6)', async () => {
  const { status, text, type } = await read();
  expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
  expect(Object.keys(JSON.parse(text) as object)).toEqual(['services']);
  expect(empties(JSON.parse(text))).toEqual([]);
});

test('the three services of the contract, each with an id of its own (contract 2, real clients 3.2: unique ids)', async () => {
  const listed = (await entries()).map(({ id, hook }) => [id, hook]);
  expect(listed).toEqual(HOOKS.map((hook) => [`myeloma-${hook}`, hook]));
});

test.each(HOOKS)('%s: hook, id, description, title, usageRequirements are text (D-4, D-5, D-7)', async (hook) => {
  const entry = (await entries()).find((one) => one.hook === hook);
  for (const member of ['hook', 'id', 'description', 'title', 'usageRequirements'] as const) {
    expect([member, typeof entry?.[member], entry?.[member]?.trim() !== '']).toEqual([member, 'string', true]);
  }
  expect(entry?.id).toMatch(/^[a-z0-9-]+$/);
  expect(entry).not.toHaveProperty('hookVersion');
});

test('every listed service answers, with what it lists as prefetch (PR-01)', async () => {
  for (const { id, hook } of await entries()) {
    const answer = await fire(app, hookCall(hook as (typeof HOOKS)[number]), id);
    expect([id, answer.status]).toEqual([id, 200]);
  }
});

describe('prefetch templates', () => {
  const PARAMETERS = [
    'patient',
    'category',
    'status',
    'code',
    'clinical-status',
    'verification-status',
    'date',
    '_sort',
    '_count',
  ];

  test('contract 2: the named keys, `patient` among them and first', async () => {
    for (const { prefetch } of await entries()) {
      expect(Object.keys(prefetch)).toEqual(
        expect.arrayContaining(['patient', 'conditions', 'observations', 'medications', 'procedures']),
      );
      expect(Object.keys(prefetch)[0]).toBe('patient');
      expect(
        Object.keys(prefetch).filter((key) => !([...KEYS, ...FURTHER_KEYS] as readonly string[]).includes(key)),
      ).toEqual([]);
    }
  });

  test('a read or a type-level search, in the portable subset, each parameter once (T-1 to T-13)', async () => {
    for (const { prefetch } of await entries()) {
      for (const [key, template] of Object.entries(prefetch)) {
        const [path = '', query = ''] = template.split('?');
        const names = query === '' ? [] : query.split('&').map((pair) => pair.split('=')[0] ?? '');
        expect([key, /^[A-Z][A-Za-z]+(\/\{\{context\.patientId\}\})?$/.test(path)]).toEqual([key, true]);
        expect([key, names.filter((name) => !PARAMETERS.includes(name.replace(/:in$/, '')))]).toEqual([key, []]);
        expect([key, new Set(names).size]).toEqual([key, names.length]);
        expect([key, template.match(/\{\{[^}]*\}\}/g)]).toEqual([key, ['{{context.patientId}}']]);
        expect([key, /%|\s|_maxresults|_include|_elements|today\(/.test(template)]).toEqual([key, false]);
        expect([key, key.trim()]).toEqual([key, key.replace(/[^a-zA-Z]/g, '')]);
      }
    }
  });

  test('the patient is an instance read, everything else a search for the patient (T-5, A-9)', async () => {
    for (const { prefetch } of await entries()) {
      const { patient, ...searches } = prefetch;
      expect(patient).toBe('Patient/{{context.patientId}}');
      for (const template of Object.values(searches)) expect(template).toContain('?patient={{context.patientId}}');
    }
  });

  test('status is asked for as `active`, sorted newest first where there may be many (T-7)', async () => {
    for (const { prefetch } of await entries()) expect(prefetch['observations']).toContain('_sort=-date');
  });
});

test.each([
  { path: '/cds-services/', because: 'real clients 3.2: observed' },
  { path: '//cds-services', because: 'a base URL with a slash' },
  { path: '/cds-services//', because: 'both' },
  { path: '///cds-services', because: 'more of it' },
  { path: '/cds-services?x=1', because: 'a query is ignored' },
])('GET $path is the same ($because)', async ({ path }) => {
  expect(await read(path)).toEqual(await read());
});

test('the same content every time, from another process too (D-14)', async () => {
  const other = await request(appAt('2031-01-01')).get('/cds-services');
  expect([(await read()).text, (await read()).text]).toEqual([other.text, other.text]);
});

const IGNORED: readonly { readonly headers: Record<string, string>; readonly because: string }[] = [
  { headers: { Authorization: 'Bearer not.a.token' }, because: 'D-13: accept and ignore it' },
  { headers: { Authorization: 'Basic x' }, because: 'D-13' },
  { headers: { Accept: 'application/json' }, because: 'Inferno' },
  { headers: { Accept: 'text/html' }, because: 'a browser' },
  { headers: { 'Accept-Language': 'zh-CN' }, because: 'D-14: stable' },
];

test.each(IGNORED)('headers $headers change nothing ($because)', async ({ headers }) => {
  expect(await read('/cds-services', headers)).toEqual(await read());
});

test('publicUrl is not taken from Host (contract 1)', async () => {
  const { text } = await read('/cds-services', { Host: 'evil.example' });
  expect(text).not.toContain('evil.example');
});

test('HEAD is answered like GET, without a body', async () => {
  const { status, text } = await request(app).head('/cds-services');
  expect([status, text ? text : '']).toEqual([200, '']);
});

test('a settings file with the contract defaults lists the same services', async () => {
  const configured = await request(appAt('2026-11-20', settingsFrom('security: { auth: off }', 'test'))).get(
    '/cds-services',
  );
  expect(configured.text).toBe((await read()).text);
});
