import { appAt } from '../app.ts';
import { fire, hookCall, KEYS, missingOf, prefetchOf, rulesOf, TODAY, type Answer } from './calls.ts';
import {
  after,
  authorization,
  fhirStub,
  outcome,
  page,
  send,
  TOKEN,
  type FhirStub,
  type Handler,
} from './fhir-stub.ts';

/** FHIR servers that misbehave: each gap becomes an unknown, only the Patient is required, and no token leaks. */

const TIMEOUT = 600;
let server: FhirStub;
let elsewhere: FhirStub;
beforeEach(async () => {
  elsewhere = await fhirStub();
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
});

const text =
  (status: number, type: string, body: string): Handler =>
  (_request, response) =>
    void response.status(status).type(type).send(body);

const redirect =
  (status: number, to: () => string): Handler =>
  (_request, response) =>
    response.redirect(status, to());

const trickle: Handler = (_request, response) => {
  response.type('application/fhir+json').write('{"resourceType":');
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
};

const huge: Handler = (_request, response) => {
  response.type('application/fhir+json').write('{"resourceType":"Bundle","x":"');
  for (let sent = 0; sent < 24; sent += 1) response.write('x'.repeat(1024 * 1024));
  response.end('"}');
};

const FAILURES: readonly (readonly [string, Handler, string])[] = [
  ['401 in plain text', text(401, 'text/plain', 'Unauthorized'), 'real clients 5.3: survives a non-JSON 401'],
  ['403 OperationOutcome', send(outcome('error', 'forbidden'), 403), 'the token lacks a scope'],
  ['404', send(outcome('error', 'not-found'), 404), 'not there'],
  ['500 in HTML', text(500, 'html', '<h1>Internal</h1>'), 'a proxy page'],
  ['200 in HTML', text(200, 'html', '<html>Log in</html>'), 'a login page'],
  ['200 with an OperationOutcome error', send(outcome('error')), 'PF-7: severity error'],
  ['200 with an OperationOutcome warning', send(outcome('warning')), '3.2 row 4: not a search result at all'],
  [
    '200 with an OperationOutcome entry of severity error',
    send({ ...page([]), entry: [{ resource: outcome('error'), search: { mode: 'outcome' } }] }),
    'PF-7',
  ],
  ['200 with an array', send([]), 'not a resource'],
  ['200 with null', send(null), 'not a resource'],
  ['200 with {}', send({}), 'not a resource'],
  ['200 with broken JSON', text(200, 'application/fhir+json', '{"resourceType":"Bun'), 'cut short'],
  ['200 with nothing', text(200, 'application/fhir+json', ''), 'empty body'],
  ['204', (_request, response) => void response.status(204).end(), 'no content'],
  [
    'a redirect to another origin',
    redirect(302, () => `${elsewhere.url}/Observation`),
    'FA-4: no cross-origin redirect',
  ],
  ['a permanent redirect to another origin', redirect(308, () => `${elsewhere.url}/Observation`), 'FA-4'],
  ['a closed connection', (request) => void request.socket.destroy(), 'network'],
  ['no answer', () => undefined, 'time box'],
  ['an answer after the time box', after(TIMEOUT + 400, send(page([]))), 'time box'],
  ['a body that never ends', trickle, 'time box'],
  ['24 MB', huge, 'FA-4: cap size'],
];

async function ask(
  hook: 'patient-view' | 'order-sign' = 'patient-view',
): Promise<Answer & { readonly elapsed: number }> {
  const started = Date.now();
  const settings = { fhir: { timeoutMs: TIMEOUT, maxPages: 20 } };
  const more = { fhirServer: server.url, fhirAuthorization: authorization() };
  const answer = await fire(appAt(TODAY, settings), hookCall(hook, { prefetch: {}, more }));
  return { ...answer, elapsed: Date.now() - started };
}

describe.each(FAILURES.map(([what, handler, because]) => ({ what, handler, because })))(
  '$what ($because)',
  ({ handler }) => {
    test('for the results: unknown, said so, the rest used, in time', async () => {
      server = await fhirStub(undefined, { observations: handler });
      const { elapsed, ...answer } = await ask();
      expect(answer.status).toBe(200);
      expect(missingOf(answer, 'unanswered')).toEqual(expect.arrayContaining(['observations']));
      expect(rulesOf(answer)).toEqual(expect.arrayContaining(['VTE-PROPHYLAXIS', 'CHART-INCOMPLETE']));
      expect(elapsed).toBeLessThan(TIMEOUT + 20_000);
      expect(elsewhere.calls).toEqual([]);
      expect(answer.text).not.toContain(TOKEN);
    });

    test('for the Patient: 412, in time, nothing of it in the body (PF-2)', async () => {
      server = await fhirStub(undefined, { patient: handler });
      const { elapsed, ...answer } = await ask();
      expect(answer.status).toBe(412);
      expect(elapsed).toBeLessThan(TIMEOUT + 20_000);
      expect(answer.text).not.toMatch(/127\.0\.0\.1|secret|Unauthorized|<h/);
      expect(elsewhere.calls).toEqual([]);
    });
  },
);

test('all keys slow: one time box for all of them, and 412 for the Patient', async () => {
  server = await fhirStub(undefined, Object.fromEntries(KEYS.map((key) => [key, () => undefined])));
  const { status, elapsed } = await ask();
  expect(status).toBe(412);
  expect(elapsed).toBeLessThan(TIMEOUT + 20_000);
});

test('no server listens at all: 412, and without Patient trouble a card instead of silence (PF-3)', async () => {
  server = await fhirStub();
  const { url } = server;
  await server.close();
  server = await fhirStub();
  const prefetch = { patient: prefetchOf().patient };
  const answer = await fire(appAt(TODAY), hookCall('order-sign', { prefetch, more: { fhirServer: url } }));
  expect(answer.status).toBe(200);
  expect(rulesOf(answer)).toEqual(expect.arrayContaining(['LEN-RENAL-DOSE', 'VTE-PROPHYLAXIS']));
});
