import { Redis } from 'ioredis';
import type { SharedStore } from './replay.ts';

/** A hook call waits this long for Redis, then goes on without it. */
const ANSWER_MS = 250;
const MOST_RECONNECT_MS = 5000;

/** Redis behind `REDIS_URL`; `onState` hears when it comes and goes, once each. Neither the URL nor its errors are logged. */
export function redisStore(url: string, onState: (up: boolean) => void): SharedStore {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    commandTimeout: ANSWER_MS,
    disconnectTimeout: ANSWER_MS,
    retryStrategy: (attempt) => Math.min(attempt * 200, MOST_RECONNECT_MS),
  });
  let isUp: boolean | undefined;
  const tell = (up: boolean): void => {
    if (up !== isUp) onState(up);
    isUp = up;
  };
  redis.on('ready', () => tell(true));
  redis.on('close', () => tell(false));
  // Without a listener, ioredis prints the error, with the address of the server.
  redis.on('error', () => undefined);
  return {
    increment: async (key, seconds) => {
      const [counted] = (await redis.pipeline().incr(key).expire(key, seconds).exec()) ?? [];
      const [failure, count] = counted ?? [new Error('no answer')];
      if (failure) throw failure;
      return Number(count);
    },
    setIfAbsent: async (key, seconds) => (await redis.set(key, '1', 'EX', seconds, 'NX')) === 'OK',
    close: () => {
      isUp = false;
      redis.disconnect();
      return Promise.resolve();
    },
  };
}
