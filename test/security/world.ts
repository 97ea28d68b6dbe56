import type { Express } from 'express';
import { settingsFrom } from '../../src/settings/load.ts';
import { appAt } from '../app.ts';
import { fire, hookCall, TODAY, type Answer } from '../hooks/calls.ts';
import type { Json } from '../patient.ts';
import { keyServer, type KeyServer } from './key-server.ts';
import { ecSigner, noon, rsaSigner, signedToken, type Signer } from './tokens.ts';

/** A server that asks for tokens, two EHRs with real key servers on loopback, and somebody who is neither. */

export const PUBLIC = 'https://cds.example.org';
export const AUDIENCE = `${PUBLIC}/cds-services/myeloma-patient-view`;
export const NOW = noon(TODAY);
export const EHR = 'https://ehr.example.org';
export const OTHER = 'https://other.example.org';

export const own = ecSigner('key-1');
export const ownRsa = rsaSigner('key-rsa');
export const epic = rsaSigner('a+b/c==');
export const weak = rsaSigner('key-weak', 'RS384', 1024);
export const sha256 = rsaSigner('key-256', 'RS256');
export const curve256 = ecSigner('key-p256', 'P-256');
export const encrypting = ecSigner('key-enc');
export const wrapping = ecSigner('key-ops');
export const unnamed = ecSigner('');
export const twin = ecSigner('key-twin');
const twin2 = ecSigner('key-twin');
export const foreign = ecSigner('key-1');
export const attacker = ecSigner('key-1');
export const attackerNew = ecSigner('key-new');

/** The key servers and the app of a test file; opened by `openWorld`. */
export let ehr: KeyServer;
export let other: KeyServer;
export let evil: KeyServer;
let app: Express;

export async function openWorld(): Promise<void> {
  ehr = await keyServer([
    own.jwk,
    ownRsa.jwk,
    epic.jwk,
    weak.jwk,
    { ...sha256.jwk, alg: undefined },
    { ...curve256.jwk, alg: undefined },
    { ...encrypting.jwk, use: 'enc' },
    { ...wrapping.jwk, use: undefined, key_ops: ['wrapKey'] },
    { ...unnamed.jwk, kid: undefined },
    twin.jwk,
    twin2.jwk,
    { kty: 'oct', kid: 'shared', k: Buffer.from('known secret').toString('base64url') },
    { kty: 'EC', kid: 'broken', crv: 'P-384', x: 'AA', y: 'AA', alg: 'ES384' },
    { kty: 'EC', kid: 'not-a-point', crv: 'P-384', x: 'A'.repeat(64), y: 'B'.repeat(64), alg: 'ES384' },
    null as unknown as object,
  ]);
  other = await keyServer([foreign.jwk]);
  evil = await keyServer([attacker.jwk, attackerNew.jwk]);
  app = appAt(TODAY, settings());
}

export const closeWorld = async (): Promise<void> => {
  await Promise.all([ehr.close(), other.close(), evil.close()]);
};

const settings = () =>
  settingsFrom(
    `publicUrl: ${PUBLIC}
security: { auth: required, allowInsecureLoopback: true, jwks: { cacheSeconds: 86400, cooldownSeconds: 86400 } }
clients:
  - { issuer: '${EHR}', jku: '${ehr.url}', fhirServers: [] }
  - { issuer: '${OTHER}', jku: '${other.url}', tenants: [north], audiences: ['urn:agreed'], fhirServers: [] }
  - { issuer: 'urn:subject', subject: 'client-4711', jwks: { keys: [${JSON.stringify(ownRsa.jwk)}] }, fhirServers: [] }
  - { issuer: 'urn:inline', jwks: { keys: [${JSON.stringify(ownRsa.jwk)}] }, fhirServers: [] }
`,
    'test',
  );

export const good = (claims: Json = {}): Json => ({ iss: EHR, aud: AUDIENCE, iat: NOW, exp: NOW + 300, ...claims });
export const token = (signer: Signer, header: Json = {}, claims: Json = {}): string =>
  signedToken({ signer, header: { jku: ehr.url, ...header }, claims: good(claims) });

export async function call(authorization: string | undefined, at = app): Promise<Answer> {
  const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization };
  return fire(at, hookCall('patient-view'), undefined, headers);
}
