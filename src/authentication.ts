import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import { Unauthenticated } from './errors.ts';
import { stagesOf } from './door/request-watch.ts';
import type { Metrics } from './metrics.ts';
import { routeOf } from './request-log.ts';
import { audiencesOf } from './security/audiences.ts';
import type { Security } from './security/create-security.ts';
import { TokenRefused } from './security/refusal.ts';
import type { ClientSettings, Settings } from './settings/settings.ts';

declare module 'express-serve-static-core' {
  interface Request {
    /** Who made the call, as its token proves. */
    caller?: ClientSettings;
  }
}

/** The authenticated client of a request; undefined while authentication is off. */
export const callerOf = ({ caller }: Request): ClientSettings | undefined => caller;

/** A refusal takes at least this long, so that its time doesn't say how far a token came. */
const REFUSAL_MS = 20;

/**
 * A handler for any route: lets pass who holds a token for it, and everybody while authentication is off.
 * Every refusal is the same 401; the reason is in the log and the metrics, the token nowhere.
 */
export function authenticated(
  { settings, metrics }: { readonly settings: Settings; readonly metrics: Metrics },
  security: Security,
): RequestHandler {
  return async (request, _response, next) => {
    if (settings.security.auth === 'required') {
      const earliest = wait(REFUSAL_MS);
      try {
        const audiences = audiencesOf(routeOf(request), request.params);
        const client = await stagesOf(request)('authenticate', () =>
          security.authenticate(request.headers.authorization, audiences),
        );
        request.caller = client;
      } catch (error) {
        if (!(error instanceof TokenRefused)) throw error;
        request.log.warn({ id: request.id, reason: error.reason, ...error.context }, 'token refused');
        metrics.countSecurity('token-refused', error.reason);
        await earliest;
        throw new Unauthenticated('A valid token of a registered client is required.');
      }
    }
    next();
  };
}
