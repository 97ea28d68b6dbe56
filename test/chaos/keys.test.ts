import type { IncomingMessage, ServerResponse } from 'node:http';
import { keyServer, type KeyServer } from '../security/key-server.ts';
import { ecSigner } from '../security/tokens.ts';
import { until } from '../store/backends.ts';
import { callWith, counted, guardedServer, tokenOf, type GuardedServer } from './server-with-keys.ts';

/**
 * An EHR's key page fails in every way (PR-57): its callers go on by the keys that are known, those of other EHRs notice
 * nothing, and when it is back or its keys have changed, nothing needs a restart.
 */

const [own, next, inline] = [ecSigner('own'), ecSigner('next'), ecSigner('inline')];
const [EHR, OTHER] = ['urn:ehr', 'urn:other'];
/** A key page is given two seconds; the rest is for a busy machine. */
const IN_TIME_MS = 8000;

let page: KeyServer;
let server: GuardedServer;
const other = (): Promise<{ status: number; took: number }> => callWith(server, tokenOf(inline, OTHER));
const ehr = (signer = own): Promise<{ status: number; took: number }> =>
  callWith(server, tokenOf(signer, EHR, { jku: jku() }));
const jku = (): string => page.url;

beforeEach(async () => {
  page = await keyServer([own.jwk]);
});
afterEach(async () => {
  await server.security.stop();
  await page.close();
});

/** Keys that are due again at once, so that a test needs no waiting. */
const start = (address = page.url, times = 'cacheSeconds: 0, cooldownSeconds: 0'): void => {
  const clients = `  - { issuer: '${EHR}', jku: '${address}', fhirServers: [] }
  - { issuer: '${OTHER}', jwks: { keys: [${JSON.stringify(inline.jwk)}] }, fhirServers: [] }\n`;
  server = guardedServer(clients, `, jwks: { ${times} }`);
};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const body =
  (text: string, status = 200): Handler =>
  (_request, response) =>
    void response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
const whole = JSON.stringify({ keys: [own.jwk] });

const FAILURES: readonly (readonly [string, Handler])[] = [
  ['500', body('{}', 500)],
  ['404', body('', 404)],
  ['a redirect', (_request, response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()],
  ['nothing', body('')],
  ['a web page', body('<html>maintenance</html>')],
  ['no key set', body('{"keys":"none"}')],
  ['null', body('null')],
  [
    'half an answer, then the end',
    (_request, response) =>
      void response.writeHead(200, { 'Content-Length': 9999 }).write(whole, () => response.destroy()),
  ],
  ['half an answer', body(whole.slice(0, -20))],
  ['a connection that is reset', (request) => request.socket.resetAndDestroy()],
  ['no answer', () => undefined],
  [
    'a trickle without end',
    (_request, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'a flood without end',
    (_request, response) => {
      const pour = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    },
  ],
  ['ten thousand keys', body(JSON.stringify({ keys: Array(10_000).fill({ kty: 'EC' }) }))],
];

describe.each(FAILURES.map(([what, handler]) => ({ what, handler })))(
  'a page that answers with $what',
  ({ handler }) => {
    test('later: the known keys count on, in time; then the new ones, and no longer the old', async () => {
      start();
      expect((await ehr()).status).toBe(200);
      page.answer(handler);
      const { status, took } = await ehr();
      expect([status, took < IN_TIME_MS]).toEqual([200, true]);
      expect((await other()).status).toBe(200);
      expect(await counted(server, 'keys-unreachable')).toBe(1);
      page.answer({ keys: [next.jwk] });
      expect([(await ehr(next)).status, (await ehr()).status]).toEqual([200, 401]);
      expect(await counted(server, 'keys-fetched')).toBeGreaterThanOrEqual(1);
    });

    test('from the start: its callers are refused in time, nobody else is; served once it is well', async () => {
      start();
      page.answer(handler);
      const starting = server.security.start();
      expect((await other()).status).toBe(200);
      await starting;
      const { status, took } = await ehr();
      expect([status, took < IN_TIME_MS]).toEqual([401, true]);
      expect((await other()).status).toBe(200);
      page.answer({ keys: [own.jwk] });
      // A look-up that still hangs may have to end first.
      await until(async () => (await ehr()).status === 200);
    });
  },
);

test('nothing emptied: a set without keys is a set, and nobody is let in by it', async () => {
  start();
  expect((await ehr()).status).toBe(200);
  page.answer({ keys: [] });
  expect((await ehr()).status).toBe(401);
  page.answer({ keys: [own.jwk] });
  expect((await ehr()).status).toBe(200);
});

test('rotated: an unknown key is looked up once, a stranger can not make it more', async () => {
  start(page.url, 'cacheSeconds: 600, cooldownSeconds: 600');
  expect((await ehr()).status).toBe(200);
  page.answer({ keys: [own.jwk, next.jwk] });
  expect([(await ehr(next)).status, (await ehr()).status]).toEqual([200, 200]);
  for (let calls = 0; calls < 5; calls += 1) expect((await ehr(ecSigner(`stranger-${calls}`))).status).toBe(401);
  expect(page.requests.length).toBe(2);
});

test('many callers while it hangs: one request to it, everybody answered by the known keys in time', async () => {
  start();
  expect((await ehr()).status).toBe(200);
  page.answer(() => undefined);
  const before = page.requests.length;
  const answers = await Promise.all(Array.from({ length: 20 }, () => ehr()));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(Math.max(...answers.map(({ took }) => took))).toBeLessThan(IN_TIME_MS);
  expect(page.requests.length - before).toBeLessThan(4);
});

test.each(['http://127.0.0.1:1/jwks.json', 'https://nowhere.invalid/jwks.json'])(
  'no such server (%s): refused in time, others served',
  async (address) => {
    start(address);
    const token = tokenOf(own, EHR, { jku: address });
    const { status, took } = await callWith(server, token);
    expect([status, took < IN_TIME_MS]).toEqual([401, true]);
    expect((await other()).status).toBe(200);
  },
);
