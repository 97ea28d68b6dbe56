import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import request from 'supertest';
import { createApp } from '../../src/app.ts';
import { countsPerWindow } from '../../src/door/rate-limit.ts';
import { createMetrics } from '../../src/metrics.ts';
import { redisStore } from '../../src/security/redis-store.ts';
import type { Limits } from '../../src/settings/limits.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { partsAt } from '../app.ts';
import { errorCode, fire, hookCall, TODAY, type Answer } from '../hooks/calls.ts';
import type { Json } from '../patient.ts';
import { respServer } from '../security/resp-server.ts';
import { ecSigner, noon, signedToken } from '../security/tokens.ts';
import { until } from '../store/backends.ts';

/** PR-48, PR-60: what one client may use of this server, and that another doesn't notice. */

const PUBLIC = 'https://cds.example.org';
const SIGN = '/cds-services/myeloma-order-sign';
const NOW = noon(TODAY);
const one = ecSigner('one');
const other = ecSigner('other');
const ONE = 'https://one.example.org';
const OTHER = 'https://other.example.org';

function settings(limits: Partial<Limits>): Settings {
  const listed: readonly (readonly [string, Json])[] = [
    [ONE, one.jwk],
    [OTHER, other.jwk],
  ];
  const clients = listed.map(
    ([issuer, jwk]) => `  - { issuer: '${issuer}', jwks: { keys: [${JSON.stringify(jwk)}] }, fhirServers: [] }`,
  );
  const yaml = `publicUrl: ${PUBLIC}
security: { auth: required }
limits: ${JSON.stringify(limits)}
clients:
${clients.join('\n')}`;
  return settingsFrom(yaml, 'test');
}

const metrics = createMetrics();
const appWith = (limits: Partial<Limits>, now = () => new Date(NOW * 1000), more: Partial<Settings> = {}): Express =>
  createApp({ ...partsAt(TODAY, { ...settings(limits), ...more }), metrics, now });
const bearer = (signer: typeof one, at = NOW): Record<string, string> => ({
  Authorization: `Bearer ${signedToken({ signer, claims: { iss: signer === one ? ONE : OTHER, aud: `${PUBLIC}${SIGN}`, iat: at, exp: at + 300 } })}`,
});
const call = (app: Express, signer: typeof one, at = NOW): Promise<Answer> =>
  fire(app, hookCall('order-sign'), undefined, bearer(signer, at));
const throttled = async (limit: string): Promise<number> =>
  Number(new RegExp(`throttled_total\\{limit="${limit}"\\} (\\d+)`).exec(await metrics.registry.metrics())?.[1] ?? 0);

describe('requests per minute', () => {
  test('at the limit, beyond it, another client, and the next minute', async () => {
    let now = NOW;
    const app = appWith({ requestsPerMinute: 2 }, () => new Date(now * 1000));
    const statuses = [await call(app, one), await call(app, one), await call(app, one)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    const refused = statuses[2];
    expect(refused && errorCode(refused)).toBe('too-many-requests');
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(0);
    expect(refused?.outcome.resourceType).toBe('OperationOutcome');
    expect((await call(app, other)).status).toBe(200);
    now += 60;
    expect((await call(app, one, now)).status).toBe(200);
    expect(await throttled('requests-per-minute')).toBe(1);
  });

  test('a refused token uses nobody’s share; discovery, health and metrics are never limited', async () => {
    const app = appWith({ requestsPerMinute: 1 });
    for (let time = 0; time < 3; time += 1)
      expect((await fire(app, hookCall('order-sign'), undefined, { Authorization: 'Bearer x' })).status).toBe(401);
    expect((await call(app, one)).status).toBe(200);
    for (const path of ['/cds-services', '/health/live', '/metrics', '/cds-services'])
      expect((await request(app).get(path)).status).toBe(200);
  });

  test('0 means no limit', async () => {
    const app = appWith({ requestsPerMinute: 0 });
    for (let time = 0; time < 5; time += 1) expect((await call(app, one)).status).toBe(200);
  });

  test('without tokens, an address has a share', async () => {
    const { security } = settings({});
    const app = appWith({ requestsPerMinute: 1 }, undefined, { security: { ...security, auth: 'off' } });
    expect((await fire(app, hookCall('order-sign'))).status).toBe(200);
    expect((await fire(app, hookCall('order-sign'))).status).toBe(429);
  });

  test('replicas count together through Redis, and each by itself while it is silent or down', async () => {
    const redis = await respServer();
    let isUp = false;
    const store = redisStore(redis.url, (up) => (isUp = up));
    await until(() => isUp);
    const clock = () => new Date(NOW * 1000);
    const [first, second] = [countsPerWindow(clock, store.increment), countsPerWindow(clock, store.increment)];
    const hits = async (counts: typeof first) => (await counts.increment('a')).totalHits;
    expect([await hits(first), await hits(second), await hits(first)]).toEqual([1, 2, 3]);
    for (const mode of ['error', 'silent'] as const) {
      redis.mode(mode);
      expect(await hits(second)).toBeLessThan(4);
    }
    await redis.close();
    expect(await hits(first)).toBe(3);
    expect([...redis.keys.keys()].every((key) => key.startsWith('myeloma-cds:rate:'))).toBe(true);
    await store.close();
  });
});

describe('at the same time', () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  });

  async function listening(app: Express): Promise<number> {
    server = createServer(app);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A request of which only the beginning is sent; `finish` sends the rest, `status` is the answer's. */
  function begun(port: number, headers: Record<string, string>, body: string) {
    const outgoing = ask({
      host: '127.0.0.1',
      port,
      path: SIGN,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    });
    const status = new Promise<number>((resolve) => {
      outgoing.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      outgoing.on('error', () => resolve(-1));
    });
    outgoing.write(body.slice(0, 10));
    return { status, finish: () => outgoing.end(body.slice(10)), abort: () => outgoing.destroy() };
  }

  const small = JSON.stringify(hookCall('order-sign'));
  const large = JSON.stringify({ ...hookCall('order-sign'), extension: { 'x.y': 'x'.repeat(1_100_000) } });
  const pause = (ms = 100) => new Promise((resolve) => setTimeout(resolve, ms));

  test('concurrentRequests: the one beyond is refused, others of another client are answered, an end makes room', async () => {
    const app = appWith({ concurrentRequests: 2 });
    const port = await listening(app);
    const slow = [begun(port, bearer(one), small), begun(port, bearer(one), small)];
    await pause();
    const beyond = begun(port, bearer(one), small);
    expect(await beyond.status).toBe(429);
    const neighbour = begun(port, bearer(other), small);
    neighbour.finish();
    expect(await neighbour.status).toBe(200);
    slow[0]?.finish();
    expect(await slow[0]?.status).toBe(200);
    slow[1]?.abort();
    await pause();
    const again = [begun(port, bearer(one), small), begun(port, bearer(one), small)];
    for (const { finish } of again) finish();
    expect(await Promise.all(again.map(({ status }) => status))).toEqual([200, 200]);
    expect(await throttled('concurrent-requests')).toBe(1);
  });

  test('largeBodies: half for one client; who finds no place waits, and is refused when none comes', async () => {
    const app = appWith({ largeBodies: 4 });
    const port = await listening(app);
    const slow = [begun(port, bearer(one), large), begun(port, bearer(one), large)];
    await pause();
    const waits = begun(port, bearer(one), large);
    const gaveUp = begun(port, bearer(one), large);
    await pause();
    gaveUp.abort();
    const [neighbour, quick] = [begun(port, bearer(other), large), begun(port, bearer(one), small)];
    neighbour.finish();
    quick.finish();
    expect(await Promise.all([neighbour.status, quick.status])).toEqual([200, 200]);
    slow[0]?.finish();
    waits.finish();
    expect([await slow[0]?.status, await waits.status]).toEqual([200, 200]);

    const third = begun(port, bearer(one), large);
    await pause();
    const refused = begun(port, bearer(one), large);
    expect(await refused.status).toBe(429);
    for (const { abort } of [...slow, third]) abort();
    expect(await throttled('large-bodies')).toBe(1);
  });
});

test('a noisy neighbour: hundreds of calls beyond a limit, and every answer of the other is as ever', async () => {
  const app = appWith({ requestsPerMinute: 20, concurrentRequests: 5 });
  const quiet = (await call(app, other)).cards.map(({ summary }) => summary);
  const noise = Array.from({ length: 200 }, () => call(app, one));
  const answers = await Promise.all(Array.from({ length: 5 }, () => call(app, other)));
  expect(answers.map(({ status, cards }) => [status, cards.map(({ summary }) => summary)])).toEqual(
    answers.map(() => [200, quiet]),
  );
  const refused = (await Promise.all(noise)).filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(180);
});
