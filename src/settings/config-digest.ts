import { createHash } from 'node:crypto';
import type { Settings } from './settings.ts';

/** Secrets, and what differs between replicas that answer alike. */
const LEFT_OUT: ReadonlySet<string> = new Set(['host', 'port', 'logLevel', 'redisUrl', 'store']);

const digests = new WeakMap<Settings, string>();

/**
 * SHA-256 (hex) of the settings in force, defaults included, without secrets: equal on two replicas that are configured
 * alike, however their files are written (PR-33, PR-58).
 */
export function configDigest(settings: Settings): string {
  const known = digests.get(settings);
  if (known !== undefined) return known;
  const kept = Object.entries(settings).filter(([name]) => !LEFT_OUT.has(name));
  const digest = createHash('sha256')
    .update(canonicalJson(Object.fromEntries(kept)))
    .digest('hex');
  digests.set(settings, digest);
  return digest;
}

/** JSON with sorted keys; a Map is an object. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    const members: unknown = part instanceof Map ? Object.fromEntries(part) : part;
    if (typeof members !== 'object' || members === null || Array.isArray(members)) return members;
    return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
