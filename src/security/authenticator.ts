import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTHeaderParameters, type JWTPayload } from 'jose';
import type { ClientSettings, Settings } from '../settings/settings.ts';
import { claimsProblem, clientNamed, headerProblem } from './claims.ts';
import type { KeySet } from './key-set.ts';
import { TokenRefused, type RefusalReason } from './refusal.ts';
import type { ReplayGuard } from './replay.ts';

/** What a check needs besides the token. */
export interface AuthenticatorParts {
  readonly settings: Settings;
  readonly keySetOf: (client: ClientSettings) => KeySet;
  readonly replay: ReplayGuard;
  readonly now: () => Date;
}

/**
 * The client whose token an Authorization header holds, for a call of one of `paths` below `publicUrl`.
 * Throws `TokenRefused`.
 */
export type Authenticate = (authorization: string | undefined, paths: readonly string[]) => Promise<ClientSettings>;

/** Real tokens have 600 to 1500 characters; one with a certificate chain may be longer. */
const LONGEST_TOKEN = 8192;
const BEARER = /^bearer ([\w.-]+)$/i;

/** From cheap to dear: form, header, client, key, signature and times, claims, first use. At most one signature is checked. */
export function createAuthenticator(parts: AuthenticatorParts): Authenticate {
  const { settings, replay } = parts;
  const { security, publicUrl, clients } = settings;
  return async (authorization, paths) => {
    const { token, header, claimed } = read(authorization);
    const problem = headerProblem(header, security.algorithms);
    if (problem) throw new TokenRefused(problem);
    const client = clientNamed(clients, { issuer: claimed.iss, jku: header['jku'], tenant: claimed['tenant'] });
    if (!client) throw new TokenRefused('client-unknown');

    const now = Math.floor(parts.now().getTime() / 1000);
    const claims = await verified(token, client, parts);
    const audiences = [...paths.map((path) => `${publicUrl}${path}`), ...client.audiences];
    const context = { issuer: client.issuer, tenant: nameOf(claims['tenant']), tokenId: nameOf(claims.jti) ?? '' };
    const { maxTokenAgeSeconds } = security;
    const wrong = claimsProblem(claims, { audiences, subject: client.subject, maxTokenAgeSeconds });
    if (wrong) throw new TokenRefused(wrong, context);

    const until = (claims.exp ?? now) + security.clockSkewSeconds;
    const use = { issuer: client.issuer, tokenId: context.tokenId, now, until };
    if (!(await replay.isFirstUse(use))) throw new TokenRefused('replayed', context);
    return client;
  };
}

/** Shown in a log: bounded, and text. */
const nameOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.slice(0, 200) : undefined);

interface Unverified {
  readonly token: string;
  readonly header: JWTHeaderParameters;
  readonly claimed: JWTPayload;
}

/** Splits a token without believing it. */
function read(authorization: string | undefined): Unverified {
  if (authorization === undefined) throw new TokenRefused('no-token');
  const token = authorization.length > LONGEST_TOKEN ? undefined : BEARER.exec(authorization)?.[1];
  if (token === undefined) throw new TokenRefused('malformed');
  try {
    return { token, header: decodeProtectedHeader(token) as JWTHeaderParameters, claimed: decodeJwt(token) };
  } catch {
    throw new TokenRefused('malformed');
  }
}

/** The claims, once signature and times hold. */
async function verified(token: string, client: ClientSettings, parts: AuthenticatorParts): Promise<JWTPayload> {
  const { security } = parts.settings;
  try {
    const { payload } = await jwtVerify(token, (header) => parts.keySetOf(client).keyFor(header), {
      algorithms: [...security.algorithms],
      issuer: client.issuer,
      typ: 'JWT',
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'jti'],
      maxTokenAge: security.maxTokenAgeSeconds,
      clockTolerance: security.clockSkewSeconds,
      currentDate: parts.now(),
    });
    return payload;
  } catch (error) {
    throw new TokenRefused(reasonOf(error), { issuer: client.issuer });
  }
}

function reasonOf(error: unknown): RefusalReason {
  if (error instanceof TokenRefused) return error.reason;
  if (error instanceof errors.JWTExpired) return 'time';
  if (error instanceof errors.JWTClaimValidationFailed)
    return ['exp', 'iat', 'nbf'].includes(error.claim) ? 'time' : 'claims';
  return 'signature';
}
