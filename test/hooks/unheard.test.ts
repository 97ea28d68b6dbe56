import { createServer, request, type ClientRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { appAt, NO_STORE } from '../app.ts';
import { until } from '../store/backends.ts';
import { hookCall, TODAY } from './calls.ts';

/** What was advised to a caller that had gone was shown to nobody, and hides nothing at signing (PR-35). */

const suppress = { hours: 1, after: ['order-select'], critical: true } as const;

test.each([
  { leaves: true, states: ['silent'], because: 'the EHR did not wait' },
  { leaves: false, states: ['on'], because: 'it waited' },
])('recorded as $states: $because', async ({ leaves, states }) => {
  const records: CallRecord[] = [];
  const store: Store = {
    ...NO_STORE,
    record: (call) => void records.push(call),
    answered: async () => {
      if (leaves) caller.destroy();
      await new Promise((resolve) => setTimeout(resolve, 100));
      return new Set();
    },
  };
  const server = createServer(appAt(TODAY, { rules: { 'VTE-PROPHYLAXIS': { state: 'on', suppress } } }, store));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'application/json', Connection: 'close' };
  const caller: ClientRequest = request({
    port,
    host: '127.0.0.1',
    path: '/cds-services/myeloma-order-sign',
    method: 'POST',
    headers,
  });
  caller.on('error', () => undefined).on('response', (answer) => answer.resume());
  caller.end(JSON.stringify(hookCall('order-sign')));
  await until(() => records.length > 0);
  const findings = records[0]?.findings ?? [];
  expect([...new Set(findings.map(({ state }) => state))]).toEqual(states);
  expect(findings.every(({ card }) => (card === null) === leaves)).toBe(true);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
