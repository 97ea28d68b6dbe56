import { createLocalJWKSet, type CryptoKey, type JWTHeaderParameters } from 'jose';
import { isPublicKey } from './public-sandbox.ts';
import { TokenRefused } from './refusal.ts';

/** The public keys of one client. */
export interface KeySet {
  /** The key that a header names by `kid` and `alg`; throws `TokenRefused`. */
  readonly keyFor: (header: JWTHeaderParameters) => Promise<CryptoKey>;
  /** Fetches the keys if that is how they come; never throws. */
  readonly refresh: () => Promise<void>;
  /** Seconds since they were last fetched; null before the first time. Undefined for keys that aren't fetched. */
  readonly age?: () => number | null;
}

type Keys = ReturnType<typeof createLocalJWKSet>;

export interface KeyRules {
  /** The public sandbox's key counts (on loopback only). */
  readonly trustPublicKey: boolean;
}

const MOST_KEYS = 200;

/** Keys from a JWK Set that somebody else wrote. Throws when it isn't one; what can't be a public key is left out. */
function keysOf(body: unknown, { trustPublicKey }: KeyRules): Keys {
  const { keys } = Object(body) as { keys?: unknown };
  if (!Array.isArray(keys) || keys.length > MOST_KEYS) throw new Error('not a JWK Set');
  const usable = keys.filter(
    (key: unknown): key is object =>
      typeof key === 'object' && key !== null && isAsymmetricPublic(key) && (trustPublicKey || !isPublicKey(key)),
  );
  return createLocalJWKSet({ keys: usable });
}

const isAsymmetricPublic = (key: { readonly kty?: unknown; readonly d?: unknown }): boolean =>
  (key.kty === 'RSA' || key.kty === 'EC') && key.d === undefined;

/** The key of a header, or undefined when the set has none that fits, several, or a broken one. */
async function find(keys: Keys, header: JWTHeaderParameters): Promise<CryptoKey | undefined> {
  try {
    return await keys(header);
  } catch {
    return undefined;
  }
}

/** Keys exchanged out of band. */
export function inlineKeySet(jwks: unknown, rules: KeyRules): KeySet {
  const keys = keysOf(jwks, rules);
  return {
    keyFor: async (header) => (await find(keys, header)) ?? refuse('key-unknown'),
    refresh: () => Promise.resolve(),
  };
}

export interface RemoteKeyOptions extends KeyRules {
  /** Reads the JWK Set; rejects when it can't be had. */
  readonly read: () => Promise<unknown>;
  readonly cacheSeconds: number;
  readonly cooldownSeconds: number;
  /** Monotonic time in seconds. */
  readonly elapsed: () => number;
  /** Told when a fetch fails, and when the next one succeeds. */
  readonly onFetched: (worked: boolean) => void;
}

/** A set that can't be fetched again is used this long after its time: an outage of the EHR's key page isn't ours. */
const STALE_SECONDS = 24 * 60 * 60;
/** Wait after a failure while there are no keys at all. */
const RETRY_SECONDS = 1;

/**
 * Keys behind a `jku`: fetched when older than `cacheSeconds`, and once more for a `kid` that they lack, at most once per
 * cool-down. Callers that wait at the same time share one fetch.
 */
export function remoteKeySet(options: RemoteKeyOptions): KeySet {
  const { read, cacheSeconds, cooldownSeconds, elapsed, onFetched } = options;
  let keys: Keys | undefined;
  let fetchedAt = -Infinity;
  let failedAt = -Infinity;
  let forcedAt = -Infinity;
  let pending: Promise<void> | undefined;

  const fetchKeys = async (): Promise<void> => {
    try {
      keys = keysOf(await read(), options);
      fetchedAt = elapsed();
      failedAt = -Infinity;
      onFetched(true);
    } catch {
      failedAt = elapsed();
      onFetched(false);
    }
  };
  const refresh = (): Promise<void> => {
    pending ??= fetchKeys().finally(() => (pending = undefined));
    return pending;
  };
  const isDue = (): boolean => {
    const pause = keys ? cooldownSeconds : Math.min(cooldownSeconds, RETRY_SECONDS);
    return elapsed() - fetchedAt >= cacheSeconds && elapsed() - failedAt >= pause;
  };

  return {
    refresh,
    age: () => (keys ? elapsed() - fetchedAt : null),
    keyFor: async (header) => {
      if (isDue()) await refresh();
      if (!keys || elapsed() - fetchedAt > cacheSeconds + STALE_SECONDS) return refuse('keys-unavailable');
      const key = await find(keys, header);
      if (key || elapsed() - forcedAt < cooldownSeconds) return key ?? refuse('key-unknown');
      forcedAt = elapsed();
      await refresh();
      return (await find(keys, header)) ?? refuse('key-unknown');
    },
  };
}

function refuse(reason: 'key-unknown' | 'keys-unavailable'): never {
  throw new TokenRefused(reason);
}
