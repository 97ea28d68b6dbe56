import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { callerOf } from '../authentication.ts';
import type { ClientSettings } from '../settings/settings.ts';

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const keys = new WeakMap<ClientSettings, string>();

/** The same client has the same key on every replica, and after its settings were read anew. */
function keyOf(client: ClientSettings): string {
  const known = keys.get(client);
  if (known !== undefined) return known;
  const key = digest(JSON.stringify([client.issuer, client.jku, client.tenants]));
  keys.set(client, key);
  return key;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Whose share it uses: asked by each limit. */
    requester?: string;
  }
}

/** Whose share of this server a request uses: the client's that its token proves, or without tokens the address's. */
export function requesterOf(request: Request): string {
  const caller = callerOf(request);
  return (request.requester ??= caller ? keyOf(caller) : digest(ipKeyGenerator(request.ip ?? '')));
}
