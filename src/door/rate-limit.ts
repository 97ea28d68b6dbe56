import type { Request, RequestHandler, Response } from 'express';
import { rateLimit, type Store } from 'express-rate-limit';
import { TooManyRequests } from '../errors.ts';
import type { Limits } from '../settings/limits.ts';
import { requesterOf } from './requester.ts';

const WINDOW_MS = 60_000;
/** Without tokens everybody is an address, and there are many; beyond this they share one count. */
const MOST_KEYS = 100_000;

/** Adds one to a count that all replicas share and that ends after some seconds. Rejects when the store can't tell. */
export type SharedCount = (key: string, seconds: number) => Promise<number>;

export interface RateLimitParts {
  readonly limits: () => Limits;
  readonly now: () => Date;
  readonly sharedCount?: SharedCount | undefined;
  readonly onRefused: () => void;
}

/** Refuses what is beyond `requestsPerMinute` of one client with 429 and `Retry-After`; 0 means no limit. */
export function rateLimited({ limits, now, sharedCount, onRefused }: RateLimitParts): RequestHandler {
  return rateLimit({
    windowMs: WINDOW_MS,
    limit: () => limits().requestsPerMinute,
    skip: () => limits().requestsPerMinute === 0,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: requesterOf,
    store: countsPerWindow(now, sharedCount),
    handler: (_request: Request, _response: Response, next) => {
      onRefused();
      next(new TooManyRequests('Too many requests; try again in a minute.'));
    },
  });
}

/** Counts per minute of the clock: in this process, and across replicas as far as the shared store answers. */
export function countsPerWindow(now: () => Date, sharedCount: SharedCount | undefined): Store {
  let window = -1;
  let counts = new Map<string, number>();
  const countHere = (key: string): number => {
    const slot = counts.has(key) || counts.size < MOST_KEYS ? key : 'others';
    const count = (counts.get(slot) ?? 0) + 1;
    counts.set(slot, count);
    return count;
  };
  return {
    localKeys: sharedCount === undefined,
    increment: async (key) => {
      const current = Math.floor(now().getTime() / WINDOW_MS);
      if (current !== window) counts = new Map();
      window = current;
      const here = countHere(key);
      const everywhere = await askedOf(sharedCount, `myeloma-cds:rate:${current}:${key}`);
      return { totalHits: Math.max(here, everywhere), resetTime: new Date((current + 1) * WINDOW_MS) };
    },
    decrement: () => undefined,
    resetKey: () => undefined,
  };
}

/** A store that is down counts nothing: advice doesn't depend on it, and each process keeps its own limit. */
async function askedOf(sharedCount: SharedCount | undefined, key: string): Promise<number> {
  try {
    return (await sharedCount?.(key, (2 * WINDOW_MS) / 1000)) ?? 0;
  } catch {
    return 0;
  }
}
