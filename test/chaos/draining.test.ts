import { createServer, type AddressInfo } from 'node:net';
import { hookCall } from '../hooks/calls.ts';
import { childServer } from './child-server.ts';

/** Told to stop while collector and store are both out of reach: what is lost is said, within the time to drain. */

test('a collector that hangs does not keep from the log that records are lost', async () => {
  const silent = createServer((socket) => void socket.resume());
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const server = await childServer({
    DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: '100',
  });
  // The exporter is loaded beside the start.
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const answer = await fetch(`http://127.0.0.1:${server.port}/cds-services/myeloma-order-sign`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(hookCall('order-sign')),
  });
  expect(answer.status).toBe(200);
  await answer.text();
  server.process.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(server.output()).toMatch(/"lost":1,"msg":"records lost/);
  await server.remove();
  await new Promise((resolve) => silent.close(resolve));
}, 60_000);
