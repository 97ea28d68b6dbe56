import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { ClientSettings } from '../settings/settings.ts';
import type { RefusalReason } from './refusal.ts';

/** Checks of a token that need no key (CDS Hooks, "Trusting CDS Clients"). Each answers with a reason, or null. */

const LONGEST_NAME = 512;
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME;

/** The protected header, before anything is looked up. Embedded keys (`jwk`, `x5u`, `x5c`) are never read. */
export function headerProblem(header: JWTHeaderParameters, algorithms: readonly string[]): RefusalReason | null {
  if (!algorithms.includes(header.alg)) return 'algorithm';
  if (String(header.typ).toLowerCase() !== 'jwt') return 'type';
  if ('crit' in header) return 'critical-header';
  if (!isName(header.kid)) return 'key-id';
  return null;
}

interface Claimed {
  readonly issuer: unknown;
  readonly jku: unknown;
  readonly tenant: unknown;
}

/**
 * The one client that issuer, key address and tenant name together, compared letter by letter. Any other combination
 * would let one trusted tenant sign as another, so it is nobody.
 */
export function clientNamed(
  clients: readonly ClientSettings[],
  { issuer, jku, tenant }: Claimed,
): ClientSettings | null {
  const own = clients.filter((client) => client.issuer === issuer && (jku === undefined || client.jku === jku));
  const listed = own.filter(({ tenants }) => typeof tenant === 'string' && tenants.includes(tenant));
  const [client, ...others] = listed.length > 0 ? listed : own.filter(({ tenants }) => tenants.length === 0);
  return client && others.length === 0 ? client : null;
}

/** What a token has to claim. */
interface Expected {
  readonly audiences: readonly string[];
  /** Undefined: any. Compared letter by letter otherwise (PR-45). */
  readonly subject: string | undefined;
  readonly maxTokenAgeSeconds: number;
}

/** Subject, audiences and life of a verified token; its times against the clock are checked with the signature. */
export function claimsProblem(
  claims: JWTPayload,
  { audiences, subject, maxTokenAgeSeconds }: Expected,
): RefusalReason | null {
  if (!isName(claims.jti)) return 'token-id';
  if (subject !== undefined && claims.sub !== subject) return 'subject';
  const { exp = Infinity, iat = 0 } = claims;
  if (exp <= iat || exp - iat > maxTokenAgeSeconds) return 'time';
  return audienceMatches(claims.aud, audiences) ? null : 'audience';
}

/** One of the audiences is meant; slashes at the end or in a row make no difference (X-8, real clients 3.3). */
function audienceMatches(given: unknown, accepted: readonly string[]): boolean {
  const named: readonly unknown[] = Array.isArray(given) ? given : [given];
  return (
    named.every((one) => typeof one === 'string') &&
    named.map(plainUrl).some((one) => accepted.some((audience) => plainUrl(audience) === one))
  );
}

const plainUrl = (url: string): string => url.replace(/([^:/])\/{2,}/g, '$1/').replace(/\/$/, '');
