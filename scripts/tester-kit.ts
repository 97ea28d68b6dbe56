import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import axios from 'axios';
import { exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import type { HookResponse } from '../src/hooks/types.ts';
import { startServer } from './built-server.ts';
import { asOfToday, samplePatients } from './samples.ts';
import { whyOf } from './why.ts';

/**
 * What an integrator tries a server with before the EHR is connected: signs tokens as a client does, sends the sample
 * patients in the shapes of several EHRs, and says of each rule why it spoke or didn't.
 *
 *   npm run tester -- [name ...] [--profile epic] [--lang zh-CN] [--why]      its own server, authentication on
 *   npm run tester -- --url https://cds-test.example.org --issuer https://ehr.example.org --key private.jwk.json
 *   npm run tester -- --new-key private.jwk.json                               prints the public key for `clients:`
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    issuer: { type: 'string', default: 'https://tester.invalid' },
    key: { type: 'string' },
    'new-key': { type: 'string' },
    profile: { type: 'string', default: 'generic' },
    lang: { type: 'string', default: 'en' },
    why: { type: 'boolean', default: false },
  },
});

const ALGORITHM = 'ES384';

async function newKey(): Promise<{ secret: JWK; shared: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const named = { kid: randomUUID(), alg: ALGORITHM, use: 'sig' };
  return {
    secret: { ...(await exportJWK(privateKey)), ...named },
    shared: { ...(await exportJWK(publicKey)), ...named },
  };
}

/** A token for one call, as CDS Hooks asks: five minutes, never twice. */
async function token(secret: JWK, issuer: string, audience: string): Promise<string> {
  const key = await importJWK(secret, secret.alg ?? ALGORITHM);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: secret.alg ?? ALGORITHM, kid: secret.kid ?? '', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(key);
}

/** A server of our own that trusts the key just made, and demands a token for every call. */
async function ownServer(shared: JWK): Promise<{ url: string; publicUrl: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'myeloma-cds-'));
  const file = join(folder, 'settings.yaml');
  const publicUrl = 'https://cds.tester.invalid';
  const client = { issuer: values.issuer, jwks: { keys: [shared] }, fhirServers: [], profile: values.profile };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ publicUrl, security: { auth: 'required' }, clients: [client] }));
  const server = await startServer({ MYELOMA_CDS_CONFIG: file, DATABASE_URL: `file:${join(folder, 'records.db')}` });
  const stop = (): void => {
    server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, publicUrl, stop };
}

interface Target {
  readonly url: string;
  /** What `aud` begins with. */
  readonly publicUrl: string;
  readonly secret: JWK;
}

async function call({ url, publicUrl, secret }: Target, path: string, body: unknown, signed = true) {
  const bearer = await token(secret, values.issuer, `${publicUrl}${path}`);
  return axios.post<HookResponse>(`${url}${path}`, body, {
    headers: { 'Accept-Language': values.lang, ...(signed ? { Authorization: `Bearer ${bearer}` } : {}) },
    validateStatus: () => true,
  });
}

async function tryAll(target: Target): Promise<boolean> {
  const known = samplePatients();
  const missing = positionals.filter((name) => !known.some((sample) => sample.name === name));
  if (missing.length > 0) throw new Error(`no sample patient ${missing.join(', ')}`);
  const unsigned = await call(target, '/cds-services/myeloma-patient-view', {}, false);
  console.log(`without a token: ${unsigned.status}${unsigned.status === 401 ? '' : ', EXPECTED 401'}`);
  let good = unsigned.status === 401;
  for (const sample of known.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    const request = asOfToday(sample, new Date());
    const path = `/cds-services/myeloma-${request.hook}`;
    const { status, data } = await call(target, path, request);
    good &&= status === 200;
    console.log(
      `\n${sample.name} · ${sample.shape} · ${request.hook} · ${status}${status === 200 ? '' : ', EXPECTED 200'}`,
    );
    for (const { indicator, summary, suggestions = [] } of status === 200 ? data.cards : [])
      console.log(
        `  [${indicator}] ${summary}${suggestions.length > 0 ? `  (${suggestions.length} suggestions)` : ''}`,
      );
    if (values.why) for (const line of await whyOf(request)) console.log(`  ${line}`);
  }
  return good;
}

async function main(): Promise<void> {
  if (values['new-key'] !== undefined) {
    const { secret, shared } = await newKey();
    writeFileSync(values['new-key'], JSON.stringify(secret), { mode: 0o600, flag: 'wx' });
    console.log(JSON.stringify({ keys: [shared] }, null, 2));
    return;
  }
  if (values.url !== undefined) {
    if (values.key === undefined)
      throw new Error('--url needs --key, a file with the private key as a JWK (--new-key makes one)');
    const secret = JSON.parse(readFileSync(values.key, 'utf8')) as JWK;
    const url = values.url.replace(/\/+$/, '');
    process.exitCode = (await tryAll({ url, publicUrl: url, secret })) ? 0 : 1;
    return;
  }
  const { secret, shared } = await newKey();
  const server = await ownServer(shared);
  try {
    process.exitCode = (await tryAll({ ...server, secret })) ? 0 : 1;
  } finally {
    server.stop();
  }
}

await main();
