import { createHash } from 'node:crypto';

/** A use of a token: who issued it, its `jti`, and how long a second use must be noticed. */
export interface TokenUse {
  readonly issuer: string;
  readonly tokenId: string;
  /** Seconds of wall-clock time since 1970. */
  readonly now: number;
  readonly until: number;
}

/** Remembers tokens until they expire. */
export interface ReplayGuard {
  /** True for the first use. Atomic: of two simultaneous uses one is the first. */
  readonly isFirstUse: (use: TokenUse) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

/** Per issuer, so that one client can't crowd out another's. Over 100 calls a second with tokens of a quarter of an hour. */
const MOST_TOKENS = 100_000;

/** Remembers in this process. An issuer's memory that is full refuses, as forgetting would let tokens through again. */
export function memoryReplayGuard(most = MOST_TOKENS): ReplayGuard {
  const issuers = new Map<string, Map<string, number>>();
  return {
    isFirstUse: ({ issuer, tokenId, now, until }) => {
      const seen = issuers.get(issuer) ?? new Map<string, number>();
      issuers.set(issuer, seen);
      const key = digest(tokenId);
      if ((seen.get(key) ?? -Infinity) > now) return Promise.resolve(false);
      if (seen.size >= most) forgetExpired(seen, now);
      if (seen.size >= most) return Promise.resolve(false);
      seen.set(key, until);
      return Promise.resolve(true);
    },
    close: () => Promise.resolve(),
  };
}

function forgetExpired(seen: Map<string, number>, now: number): void {
  for (const [key, until] of seen) if (until <= now) seen.delete(key);
}

/** An identifier of a client's own length and making, as 43 characters. */
const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** A store that all replicas share. */
export interface SharedStore {
  /** Sets a key that isn't there, for some seconds; false when it was there. Rejects when the store can't tell. */
  readonly setIfAbsent: (key: string, seconds: number) => Promise<boolean>;
  /** Adds one to a count that ends after some seconds. Rejects when the store can't tell. */
  readonly increment: (key: string, seconds: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface SharedReplayOptions {
  readonly store: Pick<SharedStore, 'setIfAbsent' | 'close'>;
  /** The store can't tell: `memory` trusts this process's own memory, `refuse` refuses the token. */
  readonly whenDown: 'memory' | 'refuse';
  /** Told for each use that the store couldn't judge. */
  readonly onUnknown: () => void;
}

/** Remembers in this process and in a store shared by replicas. */
export function sharedReplayGuard({ store, whenDown, onUnknown }: SharedReplayOptions): ReplayGuard {
  const own = memoryReplayGuard();
  return {
    isFirstUse: async (use) => {
      if (!(await own.isFirstUse(use))) return false;
      const key = `myeloma-cds:jti:${digest(`${digest(use.issuer)}${digest(use.tokenId)}`)}`;
      try {
        return await store.setIfAbsent(key, Math.max(1, Math.ceil(use.until - use.now)));
      } catch {
        onUnknown();
        return whenDown === 'memory';
      }
    },
    close: () => store.close(),
  };
}
