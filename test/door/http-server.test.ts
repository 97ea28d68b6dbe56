import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { httpServer } from '../../src/door/http-server.ts';
import type { CdsError } from '../../src/errors.ts';
import { DEFAULT_LIMITS } from '../../src/settings/limits.ts';
import { appAt } from '../app.ts';
import { hookCall, TODAY } from '../hooks/calls.ts';

/** PR-48: what isn't a request, and what doesn't arrive, on a real socket: an OperationOutcome, and the next is served. */

const limits = { ...DEFAULT_LIMITS, headerBytes: 8192, requestSeconds: 1 };
const refused: string[] = [];
let server: Server;
beforeAll(async () => {
  server = httpServer(appAt(TODAY, { limits }), { limits, onRefused: ({ code }: CdsError) => void refused.push(code) });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Sends bytes as they are, and reads until the server ends the connection or has answered. */
function raw(text: string, isWhole: (answer: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (isWhole(answer)) socket.end();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => resolve(answer));
  });
}

const POST = 'POST /cds-services/myeloma-order-sign HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const body = JSON.stringify(hookCall('order-sign'));
const whole = `${POST}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test.each([
  {
    what: 'headers too large',
    text: `GET / HTTP/1.1\r\nX: ${'x'.repeat(10_000)}\r\n\r\n`,
    status: 431,
    code: 'headers-too-large',
  },
  {
    what: 'too many headers',
    text: `GET / HTTP/1.1\r\n${'X: xxxxxxx\r\n'.repeat(2000)}\r\n`,
    status: 431,
    code: 'headers-too-large',
  },
  { what: 'no HTTP', text: 'hello\r\n\r\n', status: 400, code: 'request-invalid' },
  {
    what: 'two lengths',
    text: `${POST}Content-Length: 5\r\nContent-Length: 6\r\n\r\n`,
    status: 400,
    code: 'request-invalid',
  },
  {
    what: 'a length and chunks',
    text: `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n`,
    status: 400,
    code: 'request-invalid',
  },
  { what: 'headers that never end', text: 'GET / HTTP/1.1\r\nHost: x\r\n', status: 408, code: 'request-timeout' },
  {
    what: 'a body that never ends',
    text: `${POST}Content-Length: 1000\r\n\r\n{"hook`,
    status: 408,
    code: 'request-timeout',
  },
  {
    what: 'chunks that never end',
    text: `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\n{"hoo\r\n`,
    status: 408,
    code: 'request-timeout',
  },
])('$what: $status', async ({ text, status, code }) => {
  const started = performance.now();
  const answer = await raw(text);
  expect(performance.now() - started).toBeLessThan(10_000);
  const [head = '', said = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/connection: close/i);
  const id = /x-request-id: (\S+)/i.exec(head)?.[1];
  expect(JSON.parse(said)).toMatchObject({
    resourceType: 'OperationOutcome',
    issue: [{ details: { coding: [{ code }] }, diagnostics: `Correlation id ${String(id)}` }],
  });
  expect(await raw(whole, (text) => text.includes('"cards"'))).toMatch(/^HTTP\/1.1 200 /);
});

test('told of what was refused before there was a request', () => {
  expect([...new Set(refused)].sort()).toEqual(['headers-too-large', 'request-invalid', 'request-timeout']);
});

test('a caller that goes away is not answered', async () => {
  const before = refused.length;
  await new Promise<void>((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      socket.write(`${POST}Content-Length: 1000\r\n\r\n{"hook`);
      setTimeout(() => socket.resetAndDestroy(), 50);
    });
    socket.on('close', () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(refused.length).toBe(before);
  expect(await raw(whole, (text) => text.includes('"cards"'))).toMatch(/^HTTP\/1.1 200 /);
});
