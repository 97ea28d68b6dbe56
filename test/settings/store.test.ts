import { loadSettings, settingsFrom } from '../../src/settings/load.ts';
import { SettingsInvalid } from '../../src/errors.ts';

/** Settings of feedback and store: the file holds what may be read, the environment what must not. */

const OFF = 'security: { auth: off }';
const KEY = 'k'.repeat(32);

test.each([
  { environment: {}, store: { url: 'file:data/myeloma-cds.db', pseudonymKey: null } },
  { environment: { DATABASE_URL: '' }, store: { url: 'file:data/myeloma-cds.db' } },
  { environment: { DATABASE_URL: 'postgres://u:p@h/d' }, store: { url: 'postgres://u:p@h/d' } },
  { environment: { DATABASE_URL: 'postgresql://h/d' }, store: { url: 'postgresql://h/d' } },
  { environment: { DATABASE_URL: 'file:/data/records.db' }, store: { url: 'file:/data/records.db' } },
  { environment: { PSEUDONYM_KEY: KEY }, store: { pseudonymKey: KEY } },
  { environment: { PSEUDONYM_KEY: '' }, store: { pseudonymKey: null } },
])('$environment', ({ environment, store }) => {
  expect(loadSettings(environment).store).toMatchObject(store);
});

test.each([
  { environment: { DATABASE_URL: 'mysql://root:hunter2@h/d' }, names: 'DATABASE_URL' },
  { environment: { DATABASE_URL: '/data/hunter2.db' }, names: 'DATABASE_URL' },
  { environment: { DATABASE_URL: 'file:' }, names: 'DATABASE_URL' },
  { environment: { PSEUDONYM_KEY: 'hunter2'.padEnd(31, 'x') }, names: 'PSEUDONYM_KEY' },
])('$names: refused, and its value not shown', ({ environment, names }) => {
  expect(() => loadSettings(environment)).toThrow(SettingsInvalid);
  expect(() => loadSettings(environment)).toThrow(names);
  expect(() => loadSettings(environment)).not.toThrow(/hunter2/);
});

test.each([
  { yaml: '', feedback: { retentionDays: 730, comments: false, reasons: {} } },
  { yaml: 'feedback: { retentionDays: 30 }', feedback: { retentionDays: 30, comments: false } },
  { yaml: 'feedback: { comments: true }', feedback: { retentionDays: 730, comments: true } },
  {
    yaml: 'feedback: { reasons: { "45": cds-not-applicable } }',
    feedback: { reasons: { '45': 'cds-not-applicable' } },
  },
])('$yaml', ({ yaml, feedback }) => {
  expect(settingsFrom(`${OFF}\n${yaml}`, 'x.yaml').feedback).toMatchObject(feedback);
});

test.each([
  'feedback: { comments: "yes" }',
  'feedback: { reasons: { "45": "not a code" } }',
  'feedback: { reasons: { "45": 7 } }',
  'feedback: { retentionDays: -1 }',
  'feedback: { url: x }',
  'store: { url: "file:x" }',
])('%s stops the start, with its line', (yaml) => {
  expect(() => settingsFrom(`${OFF}\n${yaml}`, 'x.yaml')).toThrow(/x\.yaml:2/);
});
