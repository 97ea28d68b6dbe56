import { randomUUID } from 'node:crypto';
import { redisStore } from '../../src/security/redis-store.ts';
import { memoryReplayGuard, sharedReplayGuard, type ReplayGuard, type TokenUse } from '../../src/security/replay.ts';
import { respServer, type RespServer } from './resp-server.ts';

/** X-10, PR-51, PR-57: a token counts once, in one process and across replicas, and Redis may go away. */

const use = (tokenId: string, more: Partial<TokenUse> = {}): TokenUse => ({
  issuer: 'https://ehr.example.org',
  tokenId,
  now: 1000,
  until: 1360,
  ...more,
});

describe('in memory', () => {
  test.each([
    { what: 'again', second: {}, first: false },
    { what: 'just before it is forgotten', second: { now: 1359 }, first: false },
    { what: 'when it has long expired', second: { now: 1360 }, first: true },
    { what: 'by another issuer', second: { issuer: 'https://other.example.org' }, first: true },
    { what: 'with another number', second: { tokenId: 'b' }, first: true },
  ])('$what: first is $first', async ({ second, first }) => {
    const guard = memoryReplayGuard();
    expect(await guard.isFirstUse(use('a'))).toBe(true);
    expect(await guard.isFirstUse(use('a', second))).toBe(first);
    await guard.close();
  });

  test('bounded per issuer: full refuses, and makes room by what has expired', async () => {
    const guard = memoryReplayGuard(3);
    for (const id of ['a', 'b', 'c']) expect(await guard.isFirstUse(use(id))).toBe(true);
    expect(await guard.isFirstUse(use('d'))).toBe(false);
    expect(await guard.isFirstUse(use('d', { issuer: 'another' }))).toBe(true);
    expect(await guard.isFirstUse(use('d', { now: 1360, until: 1700 }))).toBe(true);
    expect(await guard.isFirstUse(use('d', { now: 1361, until: 1700 }))).toBe(false);
  });
});

describe('shared through Redis (a stand-in on loopback)', () => {
  let redis: RespServer;
  const open: ReplayGuard[] = [];
  let unknown = 0;
  beforeEach(async () => {
    redis = await respServer();
    unknown = 0;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((guard) => guard.close()));
    await redis.close();
  });

  async function replica(whenDown: 'memory' | 'refuse' = 'memory'): Promise<ReplayGuard> {
    const up = await new Promise<ReplayGuard>((resolve) => {
      const store = redisStore(redis.url, (isUp) => {
        if (isUp) resolve(sharedReplayGuard({ store, whenDown, onUnknown: () => (unknown += 1) }));
      });
    });
    open.push(up);
    return up;
  }

  test('of two replicas one is the first; the key is a digest that expires with the token', async () => {
    const [one, other] = [await replica(), await replica()];
    const answers = await Promise.all([one.isFirstUse(use('jti-1')), other.isFirstUse(use('jti-1'))]);
    expect(answers.sort()).toEqual([false, true]);
    const [[key, seconds] = ['', 0]] = [...redis.keys];
    expect(key).toMatch(/^myeloma-cds:jti:[\w-]{43}$/);
    expect(seconds).toBe(360);
  });

  test.each(['silent', 'error'] as const)(
    'Redis %s: answered from memory in time, replays in the same process still refused',
    async (mode) => {
      const guard = await replica();
      redis.mode(mode);
      const started = performance.now();
      expect(await guard.isFirstUse(use('a'))).toBe(true);
      expect(performance.now() - started).toBeLessThan(2000);
      expect(await guard.isFirstUse(use('a'))).toBe(false);
      expect(unknown).toBe(1);
    },
  );

  test.each(['silent', 'error'] as const)('Redis %s, where the settings say refuse: nobody is let in', async (mode) => {
    const guard = await replica('refuse');
    redis.mode(mode);
    expect(await guard.isFirstUse(use('a'))).toBe(false);
    expect(unknown).toBe(1);
  });

  test('Redis gone, and never there: at once, not after a wait', async () => {
    const guard = await replica();
    await redis.close();
    const never = sharedReplayGuard({
      store: redisStore('redis://127.0.0.1:1', () => undefined),
      whenDown: 'memory',
      onUnknown: () => (unknown += 1),
    });
    open.push(never);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await guard.isFirstUse(use('a')), await never.isFirstUse(use('a'))]).toEqual([true, true]);
    expect(unknown).toBe(2);
    redis = await respServer();
  });
});

const real = process.env['TEST_REDIS_URL'] ?? process.env['REDIS_URL'];
(real ? describe : describe.skip)('with a real Redis (TEST_REDIS_URL or REDIS_URL)', () => {
  test('one of thirty simultaneous uses in three replicas is the first, and it is forgotten in time', async () => {
    const stores = await Promise.all(
      [1, 2, 3].map(
        () =>
          new Promise<ReturnType<typeof redisStore>>((resolve) => {
            const store = redisStore(String(real), (up) => (up ? resolve(store) : undefined));
          }),
      ),
    );
    const tokenId = randomUUID();
    const guards = stores.map((store) => sharedReplayGuard({ store, whenDown: 'refuse', onUnknown: () => undefined }));
    const uses = guards.flatMap((guard) => Array.from({ length: 10 }, () => guard.isFirstUse(use(tokenId))));
    expect((await Promise.all(uses)).filter(Boolean)).toEqual([true]);
    const key = `test:${randomUUID()}`;
    expect([await stores[0]?.setIfAbsent(key, 1), await stores[1]?.setIfAbsent(key, 1)]).toEqual([true, false]);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await stores[2]?.setIfAbsent(key, 1)).toBe(true);
    await Promise.all(guards.map((guard) => guard.close()));
  });
});
