import { inlineKeySet, remoteKeySet, type RemoteKeyOptions } from '../../src/security/key-set.ts';
import { TokenRefused } from '../../src/security/refusal.ts';
import { ecSigner } from './tokens.ts';

/** cached, refetched once for an unknown kid with a cool-down, kept over an outage, shared by callers that wait. */

const [first, second, third] = [ecSigner('1'), ecSigner('2'), ecSigner('3')];
const CACHE = 600;
const COOLDOWN = 30;
const DAY = 86_400;

/** A key page that a test changes, and a clock that it moves. */
function world(given: Partial<RemoteKeyOptions> = {}) {
  const page = { keys: [first.jwk] as unknown, down: false, slow: false, reads: 0 };
  const clock = { now: 1000 };
  const fetched: boolean[] = [];
  const keys = remoteKeySet({
    read: async () => {
      page.reads += 1;
      await Promise.resolve();
      if (page.down) throw new Error('down');
      return { keys: page.keys };
    },
    cacheSeconds: CACHE,
    cooldownSeconds: COOLDOWN,
    elapsed: () => clock.now,
    trustPublicKey: false,
    onFetched: (worked) => void fetched.push(worked),
    ...given,
  });
  const ask = async (kid: string): Promise<string> => {
    try {
      return (await keys.keyFor({ alg: 'ES384', kid })).type;
    } catch (error) {
      return error instanceof TokenRefused ? error.reason : 'another error';
    }
  };
  return { page, clock, fetched, keys, ask };
}

test('fetched when first needed, then from memory until its time is over', async () => {
  const { page, clock, ask } = world();
  expect([await ask('1'), await ask('1'), page.reads]).toEqual(['public', 'public', 1]);
  clock.now += CACHE - 1;
  expect([await ask('1'), page.reads]).toEqual(['public', 1]);
  clock.now += 1;
  expect([await ask('1'), page.reads]).toEqual(['public', 2]);
});

test('callers that wait at the same time share one fetch', async () => {
  const { page, ask } = world();
  expect(await Promise.all(Array.from({ length: 20 }, () => ask('1')))).toEqual(
    Array.from({ length: 20 }, () => 'public'),
  );
  expect(page.reads).toBe(1);
});

test('a new key is found at once, though the keys are fresh (rotation)', async () => {
  const { page, ask } = world();
  await ask('1');
  page.keys = [first.jwk, second.jwk];
  expect([await ask('2'), page.reads]).toEqual(['public', 2]);
});

test('unknown kids refetch once per cool-down, however many there are', async () => {
  const { page, clock, ask } = world();
  await ask('1');
  for (let at = 0; at < 50; at += 1) expect(await ask(`unknown-${at}`)).toBe('key-unknown');
  expect(page.reads).toBe(2);
  clock.now += COOLDOWN - 1;
  page.keys = [third.jwk];
  expect([await ask('3'), page.reads]).toEqual(['key-unknown', 2]);
  clock.now += 1;
  expect([await ask('3'), page.reads]).toEqual(['public', 3]);
});

test('known keys go on during the cool-down of unknown ones', async () => {
  const { ask } = world();
  await ask('1');
  await ask('x');
  expect(await ask('1')).toBe('public');
});

test('a key that was taken away is refused once the set is fetched again', async () => {
  const { page, clock, ask } = world();
  await ask('1');
  page.keys = [second.jwk];
  clock.now += CACHE;
  expect(await ask('1')).toBe('key-unknown');
});

test('an outage: old keys for a day more, one attempt per cool-down, and it is told', async () => {
  const { page, clock, fetched, ask } = world();
  await ask('1');
  page.down = true;
  clock.now += CACHE;
  expect([await ask('1'), await ask('1'), page.reads]).toEqual(['public', 'public', 2]);
  clock.now += COOLDOWN;
  expect([await ask('1'), page.reads]).toEqual(['public', 3]);
  clock.now += DAY;
  expect(await ask('1')).toBe('keys-unavailable');
  page.down = false;
  clock.now += COOLDOWN;
  expect(await ask('1')).toBe('public');
  expect(fetched).toEqual([true, false, false, false, true]);
});

test('never reached: refused, tried again after a second', async () => {
  const { page, clock, ask } = world();
  page.down = true;
  expect([await ask('1'), await ask('1'), page.reads]).toEqual(['keys-unavailable', 'keys-unavailable', 1]);
  page.down = false;
  clock.now += 1;
  expect(await ask('1')).toBe('public');
});

test('refreshed in the background: callers never wait', async () => {
  const { page, clock, keys, ask } = world();
  await keys.refresh();
  clock.now += CACHE / 2;
  await keys.refresh();
  clock.now += CACHE / 2;
  expect([await ask('1'), page.reads]).toEqual(['public', 2]);
});

test.each([
  { what: 'text', body: 'x' },
  { what: 'nothing', body: null },
  { what: 'a list of keys', body: [first.jwk] },
  { what: 'a list in another shape (a known test client)', body: [{ id: '1', pem: JSON.stringify(first.jwk) }] },
  { what: 'keys of a wrong type', body: { keys: first.jwk } },
  { what: 'more keys than anybody has', body: { keys: Array.from({ length: 201 }, () => first.jwk) } },
])('$what is no key set: the one before stays', async ({ body }) => {
  let next: unknown = { keys: [first.jwk] };
  const { clock, fetched, ask } = world({ read: () => Promise.resolve(next) });
  await ask('1');
  next = body;
  clock.now += CACHE;
  expect(await ask('1')).toBe('public');
  expect(fetched).toEqual([true, false]);
});

test.each([
  { what: 'null', key: null },
  { what: 'text', key: 'x' },
  { what: 'a private key', key: { ...first.jwk, d: 'AA' } },
  { what: 'a shared secret', key: { kty: 'oct', kid: '1', k: 'AA' } },
  { what: 'the key of the public sandbox', key: { ...first.jwk, kid: '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f' } },
  {
    what: 'its x under another name',
    key: { ...first.jwk, x: 'dw_JGR8nB2I6XveNxUOl2qk699ZPLM2nYI5STSdiEl9avAkrm3CkfYMbrrjr8laB' },
  },
])('$what in a set is passed over, the keys beside it count', async ({ key }) => {
  const { ask } = world({ read: () => Promise.resolve({ keys: [key, second.jwk] }) });
  expect([await ask('1'), await ask('44823f3d-0b01-4a6c-a80e-b9d3e8a7226f'), await ask('2')]).toEqual([
    'key-unknown',
    'key-unknown',
    'public',
  ]);
});

test('the key of the public sandbox counts where it is trusted', async () => {
  const kid = '44823f3d-0b01-4a6c-a80e-b9d3e8a7226f';
  const keys = inlineKeySet({ keys: [{ ...first.jwk, kid }] }, { trustPublicKey: true });
  await keys.refresh();
  expect((await keys.keyFor({ alg: 'ES384', kid })).type).toBe('public');
  await expect(keys.keyFor({ alg: 'ES384', kid: 'x' })).rejects.toMatchObject({ reason: 'key-unknown' });
});
