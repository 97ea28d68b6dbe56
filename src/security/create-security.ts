import type { ClientSettings, Settings } from '../settings/settings.ts';
import { createAuthenticator, type Authenticate } from './authenticator.ts';
import { inlineKeySet, remoteKeySet, type KeySet } from './key-set.ts';
import { isLoopback } from './loopback.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import { redisStore } from './redis-store.ts';
import { memoryReplayGuard, sharedReplayGuard, type ReplayGuard, type SharedStore } from './replay.ts';

/** What happened that somebody should hear of; no token, no URL, no patient data. */
export type SecurityEvent =
  | { readonly kind: 'outbound-refused' | 'outbound-failed'; readonly reason: string; readonly origin: string }
  | { readonly kind: 'keys-unreachable' | 'keys-fetched'; readonly issuer: string }
  | { readonly kind: 'replay-store-down' | 'replay-store-up' | 'replay-unjudged' };

/** Who may call, and what may be called. */
export interface Security {
  readonly authenticate: Authenticate;
  readonly outbound: Outbound;
  /** Counts across replicas; undefined without a store that they share. */
  readonly sharedCount: SharedStore['increment'] | undefined;
  /** How old each client's fetched keys are, seconds; null before they were first fetched. */
  readonly keyAges: () => readonly { readonly client: ClientSettings; readonly seconds: number | null }[];
  /** Fetches every client's keys, and keeps them fresh in the background from then on. Never throws. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The same for other settings, in its place: keys that are still of use and the memory of used tokens stay. */
  readonly renewed: (settings: Settings) => Security;
}

export interface SecurityParts {
  readonly settings: Settings;
  readonly now: () => Date;
  readonly onEvent: (event: SecurityEvent) => void;
}

const KEYS_TIMEOUT_MS = 2000;
const MOST_KEY_BYTES = 512 * 1024;

/** What outlives a change of the settings. */
interface Lasting {
  readonly auth: Settings['security']['auth'];
  readonly keySets: ReadonlyMap<string, KeySet>;
  /** What replicas share, if anything. */
  readonly shared: SharedStore | undefined;
  readonly replay: ReplayGuard;
}

export const createSecurity = (parts: SecurityParts): Security => securityFor(parts, undefined);

function securityFor(parts: SecurityParts, earlier: Lasting | undefined): Security {
  const { settings, now, onEvent } = parts;
  const { allowInsecureLoopback, privateHosts, jwks } = settings.security;
  const outbound = createOutbound({
    allowLoopback: allowInsecureLoopback,
    privateHosts,
    onRefused: (reason, origin) => onEvent({ kind: 'outbound-refused', reason, origin }),
    onFailed: (reason, origin) => onEvent({ kind: 'outbound-failed', reason, origin }),
  });
  const uses = settings.clients.map((client) => ({ client, use: keyUse(client, settings) }));
  const byUse = new Map(
    uses.map(({ client, use }) => [use, earlier?.keySets.get(use) ?? keySetFor(client, outbound, parts)]),
  );
  const keySets = new Map(uses.map(({ client, use }) => [client, byUse.get(use)]));
  const { auth } = settings.security;
  const lasting = earlier?.auth === auth ? earlier : undefined;
  const shared = lasting ? lasting.shared : sharedStoreFor(parts);
  const replay = lasting?.replay ?? replayGuardFor(shared, parts);
  let timer: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    if (settings.security.auth === 'required') await Promise.all([...byUse.values()].map((keys) => keys.refresh()));
  };
  return {
    authenticate: createAuthenticator({ settings, keySetOf: (client) => keySetIn(keySets, client), replay, now }),
    outbound,
    sharedCount: shared?.increment,
    keyAges: () => [...keySets].flatMap(([client, keys]) => (keys?.age ? [{ client, seconds: keys.age() }] : [])),
    start: async () => {
      // At half their life, so that no caller waits for keys.
      timer = setInterval(() => void refresh(), Math.max(1, jwks.cacheSeconds / 2) * 1000).unref();
      await refresh();
    },
    stop: async () => {
      clearInterval(timer);
      await replay.close();
    },
    renewed: (next) => {
      // First, as it may throw: then everything stays as it is.
      const security = securityFor({ ...parts, settings: next }, { auth, keySets: byUse, shared, replay });
      clearInterval(timer);
      if (timer !== undefined) void security.start();
      return security;
    },
  };
}

/** All that a client's keys depend on: while it is the same, so are they. */
const keyUse = ({ issuer, tenants, jku, jwks }: ClientSettings, { security, publicUrl }: Settings): string =>
  JSON.stringify([
    [issuer, tenants, jku, jwks],
    [security.jwks, security.allowInsecureLoopback, security.privateHosts, publicUrl],
  ]);

function keySetIn(keySets: ReadonlyMap<ClientSettings, KeySet | undefined>, client: ClientSettings): KeySet {
  const keys = keySets.get(client);
  if (!keys) throw new Error('a client without key set');
  return keys;
}

function keySetFor(client: ClientSettings, outbound: Outbound, { settings, onEvent }: SecurityParts): KeySet {
  const trustPublicKey = isLoopback(new URL(settings.publicUrl));
  const { issuer, jku } = client;
  if (client.jwks || jku === undefined) return inlineKeySet(client.jwks ?? { keys: [] }, { trustPublicKey });
  let reachable = true;
  return remoteKeySet({
    ...settings.security.jwks,
    trustPublicKey,
    read: () =>
      outbound({
        url: jku,
        within: jku,
        accept: 'application/jwk-set+json, application/json',
        mostBytes: MOST_KEY_BYTES,
        signal: AbortSignal.timeout(KEYS_TIMEOUT_MS),
      }),
    elapsed: () => performance.now() / 1000,
    onFetched: (worked) => {
      if (worked !== reachable) onEvent({ kind: worked ? 'keys-fetched' : 'keys-unreachable', issuer });
      reachable = worked;
    },
  });
}

function sharedStoreFor({ settings, onEvent }: SecurityParts): SharedStore | undefined {
  if (settings.redisUrl === null || settings.security.auth === 'off') return undefined;
  return redisStore(settings.redisUrl, (up) => onEvent({ kind: up ? 'replay-store-up' : 'replay-store-down' }));
}

function replayGuardFor(store: SharedStore | undefined, { settings, onEvent }: SecurityParts): ReplayGuard {
  if (!store) return memoryReplayGuard();
  return sharedReplayGuard({
    store,
    whenDown: settings.security.replayStoreDown,
    onUnknown: () => onEvent({ kind: 'replay-unjudged' }),
  });
}
