import { createHmac, createSign, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import type { Json } from '../patient.ts';

/** Tokens as clients make them, and as attackers do: written by hand, so that nothing keeps them from being wrong. */

export interface Signer {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  /** As a JWK Set has it. */
  readonly jwk: Json;
}

export function ecSigner(kid: string, curve: 'P-384' | 'P-256' = 'P-384'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const alg = curve === 'P-384' ? 'ES384' : 'ES256';
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg } };
}

export function rsaSigner(kid: string, alg = 'RS384', modulusLength = 2048): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { kid, alg, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg } };
}

const base64 = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** A signature as the algorithm of the signer makes it, over any text. */
export function signatureOf(text: string, { alg, privateKey }: Signer): string {
  if (alg.startsWith('ES')) {
    const hash = alg === 'ES384' ? 'sha384' : 'sha256';
    return sign(hash, Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  }
  return createSign(`RSA-SHA${alg.slice(2)}`)
    .update(text)
    .sign(privateKey)
    .toString('base64url');
}

export const hmacOf = (text: string, secret: string): string =>
  createHmac('sha384', secret).update(text).digest('base64url');

/** A whole token; `header` and `claims` may hold anything, text too. */
export function tokenOf(header: unknown, claims: unknown, signature: (text: string) => string): string {
  const text = `${base64(header)}.${base64(claims)}`;
  return `${text}.${signature(text)}`;
}

export interface TokenParts {
  readonly signer: Signer;
  readonly header?: Json;
  readonly claims?: Json;
}

/** Seconds since 1970 at noon of a day. */
export const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;

/** A good token, but for what is said otherwise; `undefined` takes a member away. */
export function signedToken({ signer, header = {}, claims = {} }: TokenParts): string {
  const all = { alg: signer.alg, kid: signer.kid, typ: 'JWT', ...header };
  return tokenOf(all, { jti: randomUUID(), ...claims }, (text) => signatureOf(text, signer));
}
