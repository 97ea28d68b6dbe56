import { appAt } from '../app.ts';
import { errorCode, fire, hookCall, HOOKS, memberOf, post, rulesOf, TODAY } from './calls.ts';

/** PR-02: three services, three hooks; each service takes its own hook only. */

const app = appAt(TODAY);
const EXPECTED = {
  'patient-view': ['VTE-PROPHYLAXIS', 'BONE-AGENT-MISSING', 'RENAL-DISEASE', 'FRAILTY'],
  'order-select': ['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS'],
  'order-sign': ['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS'],
} as const;

test.each(HOOKS.flatMap((service) => HOOKS.map((hook) => ({ service, hook }))))(
  'service myeloma-$service, hook $hook',
  async ({ service, hook }) => {
    const answer = await fire(app, hookCall(hook), `myeloma-${service}`);
    if (service === hook) {
      expect([answer.status, rulesOf(answer)]).toEqual([200, EXPECTED[hook]]);
    } else {
      expect([answer.status, errorCode(answer), memberOf(answer)]).toEqual([400, 'request-invalid', 'hook']);
      expect(answer.outcome.resourceType).toBe('OperationOutcome');
    }
  },
);

test.each([
  { hook: 'encounter-start', because: 'a hook of the library that is not served' },
  { hook: 'order-review', because: 'deprecated' },
  { hook: 'medication-prescribe', because: 'deprecated' },
  { hook: 'Order-Sign', because: 'hook names are exact' },
  { hook: 'patient-view ', because: 'hook names are exact' },
])('hook $hook at order-sign: 400 ($because)', async ({ hook }) => {
  const answer = await fire(app, { ...hookCall('order-sign'), hook }, 'myeloma-order-sign');
  expect([answer.status, memberOf(answer)]).toEqual([400, 'hook']);
});

test.each([
  'nope',
  'myeloma',
  'MYELOMA-ORDER-SIGN',
  'constructor',
  '__proto__',
  'toString',
  '..',
  '%2e%2e',
  '%00',
  '%E0%A4%A',
  'a'.repeat(2000),
])('no service %s: 404 or 400, OperationOutcome', async (id) => {
  const answer = await fire(app, hookCall('order-sign'), id);
  expect([400, 404]).toContain(answer.status);
  expect(answer.outcome.resourceType).toBe('OperationOutcome');
});

test('a service that is not there answers 404 with its own code', async () => {
  const answer = await fire(app, hookCall('order-sign'), 'nope');
  expect([answer.status, errorCode(answer)]).toEqual([404, 'service-unknown']);
});

test.each([
  { path: '/cds-services//myeloma-order-sign', because: 'real clients 3.2: a discovery URL typed with a slash' },
  { path: '//cds-services/myeloma-order-sign', because: 'a base URL with a slash' },
  { path: '/cds-services/myeloma-order-sign/', because: 'tolerant of one trailing slash' },
  { path: '/cds-services/myeloma-order-sign?x=//y', because: 'a query is not looked at' },
])('$path ($because)', async ({ path }) => {
  const answer = await post(app, path, hookCall('order-sign'));
  expect(answer.status).toBe(200);
});
