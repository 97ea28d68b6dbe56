import type { RequestHandler } from 'express';
import type { Metrics } from '../metrics.ts';
import type { Limits } from '../settings/limits.ts';
import { atOnce, largeBodies } from './admission.ts';
import { rateLimited, type SharedCount } from './rate-limit.ts';

/** What counts the calls of each client. Made once per process: a change of the settings must not forget the counts. */
export interface Limiters {
  readonly calls: readonly RequestHandler[];
  readonly largeBodies: RequestHandler;
}

export interface LimiterParts {
  readonly limits: () => Limits;
  readonly metrics: Metrics;
  readonly now: () => Date;
  readonly sharedCount?: SharedCount | undefined;
}

export function createLimiters({ limits, metrics, now, sharedCount }: LimiterParts): Limiters {
  const rate = { limits, now, sharedCount, onRefused: () => metrics.countThrottled('requests-per-minute') };
  return {
    calls: [rateLimited(rate), atOnce(limits, () => metrics.countThrottled('concurrent-requests'))],
    largeBodies: largeBodies(limits, () => metrics.countThrottled('large-bodies')),
  };
}
