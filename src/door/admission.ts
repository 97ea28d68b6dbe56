import type { Request, RequestHandler, Response } from 'express';
import { TooManyRequests } from '../errors.ts';
import type { Limits } from '../settings/limits.ts';
import { requesterOf } from './requester.ts';

/** Refuses what one client asks beyond `concurrentRequests` at the same time; others don't notice. */
export function atOnce(limits: () => Limits, onRefused: () => void): RequestHandler {
  const running = new Map<string, number>();
  return (request, response, next) => {
    if (response.closed) return;
    const { concurrentRequests } = limits();
    const key = requesterOf(request);
    if (concurrentRequests > 0 && (running.get(key) ?? 0) >= concurrentRequests) {
      onRefused();
      throw new TooManyRequests('Too many requests at the same time.');
    }
    add(running, key, 1);
    response.once('close', () => add(running, key, -1));
    next();
  };
}

function add(counts: Map<string, number>, key: string, change: 1 | -1): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

/** Bodies up to here are read without asking. */
const LARGE_BYTES = 1_048_576;
/** A large body waits this long for a place; nothing of it is read meanwhile. */
const WAIT_MS = 2000;

interface Waiting {
  readonly key: string;
  readonly enter: () => void;
}

/**
 * Places for large bodies, which bound the memory that bodies take: `largeBodies` in this process, half of them for one
 * client. Who finds none waits, in turn, and is refused after two seconds.
 */
export function largeBodies(limits: () => Limits, onRefused: () => void): RequestHandler {
  const held = new Map<string, number>();
  let taken = 0;
  let queue: Waiting[] = [];
  const isFree = (key: string): boolean => {
    const most = limits().largeBodies;
    return taken < most && (held.get(key) ?? 0) < most / 2;
  };
  const take = (key: string, response: Response): void => {
    taken += 1;
    add(held, key, 1);
    response.once('close', () => {
      taken -= 1;
      add(held, key, -1);
      queue.find((one) => isFree(one.key))?.enter();
    });
  };
  return (request, response, next) => {
    if (response.closed) return;
    const key = requesterOf(request);
    const large = isLarge(request);
    if (!large || isFree(key)) {
      if (large) take(key, response);
      next();
      return;
    }
    const leave = (): void => {
      clearTimeout(timer);
      response.off('close', leave);
      queue = queue.filter((one) => one !== self);
    };
    const timer = setTimeout(() => {
      leave();
      onRefused();
      next(new TooManyRequests('Too many large requests at the same time.'));
    }, WAIT_MS);
    const self: Waiting = {
      key,
      enter: () => {
        leave();
        take(key, response);
        next();
      },
    };
    queue.push(self);
    response.once('close', leave);
  };
}

/** Also a body whose size isn't said, or that is packed. */
function isLarge({ headers }: Request): boolean {
  const bytes = Number(headers['content-length'] ?? Infinity);
  return !(bytes <= LARGE_BYTES) || (headers['content-encoding'] ?? 'identity') !== 'identity';
}
