import request from 'supertest';
import { PAGES } from '../../src/logic/index.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { appAt } from '../app.ts';
import { evaluation } from '../patient.ts';
import { fire, hookCall, lenalidomide25, post, rulesOf, TODAY } from './calls.ts';

/** Contract 1: every rule can be off, silent (evaluated and recorded, not shown) or on. */

interface Row {
  readonly what: string;
  readonly settings: Partial<Settings>;
  readonly shown: readonly string[];
  readonly evaluated: Readonly<Record<string, string>>;
}

const BOTH = { 'LEN-RENAL-DOSE': 'on', 'VTE-PROPHYLAXIS': 'on' };
const ROWS: readonly Row[] = [
  { what: 'nothing set', settings: {}, shown: ['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS'], evaluated: BOTH },
  {
    what: 'one on',
    settings: { rules: { 'LEN-RENAL-DOSE': { state: 'on' } } },
    shown: ['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS'],
    evaluated: BOTH,
  },
  {
    what: 'one silent',
    settings: { rules: { 'LEN-RENAL-DOSE': { state: 'silent' } } },
    shown: ['VTE-PROPHYLAXIS'],
    evaluated: { ...BOTH, 'LEN-RENAL-DOSE': 'silent' },
  },
  {
    what: 'one off',
    settings: { rules: { 'LEN-RENAL-DOSE': { state: 'off' } } },
    shown: ['VTE-PROPHYLAXIS'],
    evaluated: { 'VTE-PROPHYLAXIS': 'on' },
  },
  {
    what: 'all silent',
    settings: { defaultRuleState: 'silent' },
    shown: [],
    evaluated: { 'LEN-RENAL-DOSE': 'silent', 'VTE-PROPHYLAXIS': 'silent' },
  },
  {
    what: 'all off but one',
    settings: { defaultRuleState: 'off', rules: { 'VTE-PROPHYLAXIS': { state: 'on' } } },
    shown: ['VTE-PROPHYLAXIS'],
    evaluated: { 'VTE-PROPHYLAXIS': 'on' },
  },
  {
    what: 'all silent but one',
    settings: { defaultRuleState: 'silent', rules: { 'LEN-RENAL-DOSE': { state: 'on' } } },
    shown: ['LEN-RENAL-DOSE'],
    evaluated: { 'LEN-RENAL-DOSE': 'on', 'VTE-PROPHYLAXIS': 'silent' },
  },
];

test.each(ROWS)('$what', async ({ settings, shown, evaluated }) => {
  const app = appAt(TODAY, settings);
  const answer = await fire(app, hookCall('order-sign'));
  expect([answer.status, rulesOf(answer)]).toEqual([200, shown]);
  const { text } = await post(app, '/api/evaluate', evaluation({}, [lenalidomide25()]));
  const { findings } = JSON.parse(text) as { findings: { ruleId: string; state: string }[] };
  expect(Object.fromEntries(findings.map(({ ruleId, state }) => [ruleId, state]))).toEqual(evaluated);
});

test('silent is recorded: the metrics count what was not shown (contract 1)', async () => {
  const app = appAt(TODAY, { rules: { 'LEN-RENAL-DOSE': { state: 'silent' } } });
  await fire(app, hookCall('order-sign'));
  const { text } = await request(app).get('/metrics');
  expect(text).toMatch(/findings_total\{[^}]*rule="LEN-RENAL-DOSE"[^}]*\} 1/);
  expect(text).not.toMatch(/p1|draft-len|Practitioner/);
});

const keysListed = async (settings: Partial<Settings>): Promise<Record<string, string[]>> => {
  const { text } = await request(appAt(TODAY, settings)).get('/cds-services');
  const { services } = JSON.parse(text) as { services: { id: string; prefetch: Record<string, string> }[] };
  return Object.fromEntries(services.map(({ id, prefetch }) => [id, Object.keys(prefetch)]));
};

test('discovery asks for what the enabled pages read and no more (design: the union of what they declare)', async () => {
  const only = await keysListed({ defaultRuleState: 'off', rules: { 'LEN-RENAL-DOSE': { state: 'on' } } });
  expect(Object.keys(only)).toEqual(['myeloma-patient-view', 'myeloma-order-select', 'myeloma-order-sign']);
  expect(only['myeloma-order-sign']).toEqual([
    'patient',
    'conditions',
    'observations',
    'medications',
    'procedures',
    'encounters',
    'medicationStatements',
  ]);
  const silent = await keysListed({ defaultRuleState: 'silent' });
  expect(silent['myeloma-order-sign']).toEqual([
    'patient',
    'conditions',
    'observations',
    'medications',
    'procedures',
    'allergies',
    'devices',
    'reports',
    'serviceRequests',
    'encounters',
    'administrations',
    'dispenses',
    'medicationHistory',
    'medicationStatements',
  ]);
});

test('with every rule off no service is listed, and none answers but with 404 (D-3, PR-01)', async () => {
  expect(await keysListed({ defaultRuleState: 'off' })).toEqual({});
  expect((await fire(appAt(TODAY, { defaultRuleState: 'off' }), hookCall('order-sign'))).status).toBe(404);
});

test.each(PAGES.map(({ id, hooks }) => ({ id, hooks })))(
  'with $id alone the services of its hooks are listed',
  async ({ id, hooks }) => {
    const only = await keysListed({ defaultRuleState: 'off', rules: { [id]: { state: 'on' } } });
    expect(Object.keys(only).sort()).toEqual(hooks.map((hook) => `myeloma-${hook}`).sort());
  },
);
