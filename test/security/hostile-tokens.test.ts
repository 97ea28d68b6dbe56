import { hmacOf, signatureOf, signedToken, tokenOf, type Signer } from './tokens.ts';
import type { Json } from '../patient.ts';
import * as world from './world.ts';
import {
  attacker,
  attackerNew,
  AUDIENCE,
  call,
  curve256,
  EHR,
  encrypting,
  foreign,
  good,
  NOW,
  OTHER,
  own,
  ownRsa,
  PUBLIC,
  sha256,
  token,
  twin,
  unnamed,
  weak,
  wrapping,
} from './world.ts';

/** CDS Hooks 6.1, PR-45: the real app, real key servers on loopback, and every way in but the right one. */

beforeAll(world.openWorld);
afterAll(world.closeWorld);

const withSignature = (make: (text: string) => string, header: Json = {}): string =>
  tokenOf({ alg: 'ES384', kid: 'key-1', typ: 'JWT', jku: world.ehr.url, ...header }, { jti: 'x', ...good() }, make);
const pem = (signer: Signer): string => JSON.stringify(signer.jwk);
const parts = (whole: string): readonly [string, string, string] => whole.split('.') as [string, string, string];

const HEADERS: readonly (readonly [string, () => string | undefined])[] = [
  ['no header', () => undefined],
  ['an empty header', () => ''],
  ['another scheme', () => `Basic ${token(own)}`],
  ['no scheme', () => token(own)],
  ['a scheme and nothing', () => 'Bearer '],
  ['two tokens', () => `Bearer ${token(own)} ${token(own)}`],
  ['two tokens with a comma', () => `Bearer ${token(own)}, Bearer ${token(own)}`],
  ['quotes', () => `Bearer "${token(own)}"`],
  ['a hundred thousand letters', () => `Bearer ${'a'.repeat(9000)}`],
  ['a token of more than 8192 characters', () => `Bearer ${token(own, { pad: 'x'.repeat(8000) })}`],
];

const TOKENS: readonly (readonly [string, () => string])[] = [
  ['not a token', () => 'abc'],
  ['two parts', () => parts(token(own)).slice(0, 2).join('.')],
  ['four parts', () => `${token(own)}.AA`],
  ['five parts, encrypted', () => 'eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA'],
  ['dots', () => '..'],
  ['a header that is a list', () => tokenOf([], good(), (text) => signatureOf(text, own))],
  ['a header that is null', () => tokenOf(null, good(), (text) => signatureOf(text, own))],
  [
    'claims that are a list',
    () => tokenOf({ alg: 'ES384', kid: 'key-1', typ: 'JWT' }, [], (text) => signatureOf(text, own)),
  ],
  [
    'claims that are text',
    () => tokenOf({ alg: 'ES384', kid: 'key-1', typ: 'JWT' }, 'x', (text) => signatureOf(text, own)),
  ],
  [
    'claims that are no JSON',
    () => tokenOf({ alg: 'ES384', kid: 'key-1', typ: 'JWT' }, '{', (text) => signatureOf(text, own)),
  ],
  [
    'members of every object',
    () => tokenOf('{"__proto__":{"alg":"ES384","kid":"key-1","typ":"JWT"}}', good(), (text) => signatureOf(text, own)),
  ],
  // algorithm
  ['alg none, no signature', () => withSignature(() => '', { alg: 'none' })],
  ['alg NoNe', () => withSignature(() => '', { alg: 'NoNe' })],
  ['alg none with a signature', () => withSignature((text) => signatureOf(text, own), { alg: 'none' })],
  ['no alg', () => token(own, { alg: undefined })],
  ['alg of a wrong type', () => token(own, { alg: ['ES384'] })],
  ['alg in small letters', () => token(own, { alg: 'es384' })],
  ['HS384 with the public key as secret', () => withSignature((text) => hmacOf(text, pem(own)), { alg: 'HS384' })],
  [
    'HS384 with a shared key of the set',
    () => withSignature((text) => hmacOf(text, 'known secret'), { alg: 'HS384', kid: 'shared' }),
  ],
  ['RS256, which is not in the settings', () => token(sha256)],
  ['ES256, which is not in the settings', () => token(curve256)],
  ['RS384 said of an EC key', () => token(own, { alg: 'RS384' })],
  ['ES384 said of an RSA key', () => token(ownRsa, { alg: 'ES384' })],
  ['PS384 said of an RS384 key', () => token(ownRsa, { alg: 'PS384' })],
  ['a P-256 key under ES384', () => token(curve256, { alg: 'ES384' })],
  ['an RSA key of 1024 bits', () => token(weak)],
  // header
  ['no typ', () => token(own, { typ: undefined })],
  ['typ at+jwt: an access token', () => token(own, { typ: 'at+jwt' })],
  ['crit with something unknown', () => token(own, { crit: ['x'], x: 1 })],
  ['crit, empty', () => token(own, { crit: [] })],
  ['crit b64', () => token(own, { crit: ['b64'], b64: true })],
  ['an unencoded payload', () => token(own, { crit: ['b64'], b64: false })],
  ['no kid', () => token(own, { kid: undefined })],
  ['no kid, where the set has a key without one', () => token(unnamed, { kid: undefined })],
  ['an empty kid', () => token(unnamed)],
  ['kid of a wrong type', () => token(own, { kid: { toString: 'key-1' } })],
  ['kid as a path', () => token(attacker, { kid: '../../../../dev/null' })],
  ['kid as SQL', () => token(attacker, { kid: "' UNION SELECT 'x" })],
  ['kid __proto__', () => token(attacker, { kid: '__proto__' })],
  ['a very long kid', () => token(attacker, { kid: 'k'.repeat(5000) })],
  ['an unknown kid', () => token(own, { kid: 'key-2' })],
  ['a kid in other letters', () => token(own, { kid: 'KEY-1' })],
  ['a kid that two keys have', () => token(twin)],
  ['a key for encryption', () => token(encrypting)],
  ['a key for wrapping', () => token(wrapping)],
  ['a key that is broken', () => token(attacker, { kid: 'broken' })],
  ['a key that is no point of the curve', () => token(attacker, { kid: 'not-a-point' })],
  // whose key
  ["an attacker's key under a known kid", () => token(attacker)],
  ["an attacker's key, embedded", () => token(attacker, { jwk: attacker.jwk })],
  ["an attacker's key, embedded, kid of its own", () => token(attackerNew, { jwk: attackerNew.jwk })],
  ["an attacker's jku", () => token(attacker, { jku: world.evil.url })],
  ["an attacker's jku and kid", () => token(attackerNew, { jku: world.evil.url })],
  ["an attacker's x5u", () => token(attacker, { x5u: world.evil.url })],
  ["an attacker's certificate", () => token(attacker, { x5c: ['MIIB'] })],
  ['a jku that begins like the right one', () => token(attacker, { jku: `${world.ehr.url}.evil.example` })],
  ['a jku with a user name', () => token(attacker, { jku: world.ehr.url.replace('http://', 'http://x@') })],
  ['a jku with a query', () => token(own, { jku: `${world.ehr.url}?` })],
  ['a jku with another path to the same', () => token(own, { jku: world.ehr.url.replace('/jwks', '/./jwks') })],
  ['a jku of a wrong type', () => token(own, { jku: [world.ehr.url] })],
  ['a jku that is null', () => token(own, { jku: null })],
  ['a jku to this machine', () => token(attacker, { jku: 'http://169.254.169.254/latest' })],
  ["another client's key and jku under this issuer", () => token(foreign, { jku: world.other.url })],
  ["another client's key under this issuer and jku", () => token(foreign)],
  ["this client's key and jku under another issuer", () => token(own, {}, { iss: OTHER, tenant: 'north' })],
  [
    'a jku where keys came out of band',
    () => signedToken({ signer: ownRsa, header: { jku: world.ehr.url }, claims: good({ iss: 'urn:inline' }) }),
  ],
  // issuer, tenant
  ['no iss', () => token(own, {}, { iss: undefined })],
  ['an unknown iss', () => token(own, {}, { iss: 'https://nobody.example.org' })],
  ['iss with a slash more', () => token(own, {}, { iss: `${EHR}/` })],
  ['iss as a list', () => token(own, {}, { iss: [EHR] })],
  [
    'no tenant where one is due',
    () => signedToken({ signer: foreign, header: { jku: world.other.url }, claims: good({ iss: OTHER }) }),
  ],
  [
    'another tenant',
    () =>
      signedToken({ signer: foreign, header: { jku: world.other.url }, claims: good({ iss: OTHER, tenant: 'south' }) }),
  ],
  [
    'tenants in a list',
    () =>
      signedToken({
        signer: foreign,
        header: { jku: world.other.url },
        claims: good({ iss: OTHER, tenant: ['north'] }),
      }),
  ],
  // audience
  ['no aud', () => token(own, {}, { aud: undefined })],
  ['an empty aud', () => token(own, {}, { aud: '' })],
  ['no audience in the list', () => token(own, {}, { aud: [] })],
  ['aud of a wrong type in the list', () => token(own, {}, { aud: [AUDIENCE, 5] })],
  ['aud as an object', () => token(own, {}, { aud: { 0: AUDIENCE } })],
  ['aud: the server', () => token(own, {}, { aud: PUBLIC })],
  ['aud: discovery', () => token(own, {}, { aud: `${PUBLIC}/cds-services` })],
  ['aud: another service', () => token(own, {}, { aud: `${PUBLIC}/cds-services/myeloma-order-sign` })],
  ['aud: the feedback address', () => token(own, {}, { aud: `${AUDIENCE}/feedback` })],
  ['aud: the evaluation', () => token(own, {}, { aud: `${PUBLIC}/api/evaluate` })],
  ['aud: by http', () => token(own, {}, { aud: AUDIENCE.replace('https', 'http') })],
  ['aud: another host', () => token(own, {}, { aud: AUDIENCE.replace('cds.', 'cds2.') })],
  ['aud: a host that begins like it', () => token(own, {}, { aud: AUDIENCE.replace('.org', '.org.evil.example') })],
  ['aud: other letters', () => token(own, {}, { aud: AUDIENCE.toUpperCase() })],
  ['aud: a query', () => token(own, {}, { aud: `${AUDIENCE}?x` })],
  ["aud: another client's agreed one", () => token(own, {}, { aud: 'urn:agreed' })],
  // time
  ['expired', () => token(own, {}, { iat: NOW - 400, exp: NOW - 60 })],
  ['expired long ago', () => token(own, {}, { iat: NOW - 90_000, exp: NOW - 89_000 })],
  ['no exp', () => token(own, {}, { exp: undefined })],
  ['exp as text', () => token(own, {}, { exp: String(NOW + 300) })],
  ['exp without end', () => token(own, {}, { exp: 1e300 })],
  ['a life of more than an hour', () => token(own, {}, { exp: NOW + 3601 })],
  ['a life of a day', () => token(own, {}, { exp: NOW + 86_400 })],
  ['milliseconds', () => token(own, {}, { iat: NOW * 1000, exp: (NOW + 300) * 1000 })],
  ['exp before iat', () => token(own, {}, { iat: NOW + 30, exp: NOW + 10 })],
  ['no iat', () => token(own, {}, { iat: undefined })],
  ['iat as text', () => token(own, {}, { iat: String(NOW) })],
  ['issued in the future', () => token(own, {}, { iat: NOW + 61, exp: NOW + 300 })],
  ['issued long ago, still running', () => token(own, {}, { iat: NOW - 3700, exp: NOW + 300 })],
  ['not valid yet', () => token(own, {}, { nbf: NOW + 61 })],
  ['nbf as text', () => token(own, {}, { nbf: 'now' })],
  // jti
  ['no jti', () => token(own, {}, { jti: undefined })],
  ['an empty jti', () => token(own, {}, { jti: '' })],
  ['jti as a number', () => token(own, {}, { jti: 5 })],
  ['a very long jti', () => token(own, {}, { jti: 'j'.repeat(513) })],
  // the subject that the settings expect (PR-45)
  ['no sub where one is expected', () => subjectIs(undefined)],
  ["another client's sub", () => subjectIs('client-4712')],
  ['sub in other letters', () => subjectIs('CLIENT-4711')],
  ['sub with a blank', () => subjectIs('client-4711 ')],
  ['sub as a list', () => subjectIs(['client-4711'])],
  // signature
  ['no signature', () => withSignature(() => '')],
  ['a signature of noughts', () => withSignature(() => Buffer.alloc(96).toString('base64url'))],
  ['half a signature', () => withSignature((text) => signatureOf(text, own).slice(0, 64))],
  ['a signature with a tail', () => withSignature((text) => `${signatureOf(text, own)}AAAA`)],
  ['the signature of another token', () => withSignature((text) => signatureOf(`${text}x`, own))],
  [
    'claims changed after signing',
    () => {
      const [header, , signature] = parts(token(own));
      return [header, parts(token(own, {}, { exp: NOW + 301 }))[1], signature].join('.');
    },
  ],
  [
    'header changed after signing',
    () => {
      const [, claims, signature] = parts(token(own));
      return [parts(token(own, { x: 1 }))[0], claims, signature].join('.');
    },
  ],
  ['the access token for FHIR', () => 'secret-fhir-token-7391'],
];

function subjectIs(sub: unknown): string {
  return signedToken({ signer: world.ownRsa, claims: good({ iss: 'urn:subject', sub }) });
}

const HOSTILE = [...HEADERS, ...TOKENS.map(([what, make]) => [what, () => `Bearer ${make()}`] as const)];

test('there are at least 40 of them', () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(40);
  expect(new Set(HOSTILE.map(([what]) => what)).size).toBe(HOSTILE.length);
});

test.each(HOSTILE)('refused: %s', async (_, make) => {
  const answer = await call(make());
  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe('Bearer');
  const { diagnostics, ...issue } = answer.outcome.issue?.[0] ?? { diagnostics: '' };
  expect(diagnostics).toMatch(/^Correlation id \S+$/);
  // The same words, whatever was wrong.
  expect({ ...answer.outcome, issue: [issue] }).toEqual({
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: 'login',
        details: {
          coding: [{ system: 'urn:myeloma-cds:error', code: 'unauthenticated' }],
          text: 'A valid token of a registered client is required.',
        },
      },
    ],
  });
  expect(world.evil.requests).toEqual([]);
});

test('after all of them the keys were fetched once, and once more for the unknown names', async () => {
  expect(world.ehr.requests.length).toBe(2);
  expect((await call(`Bearer ${token(own)}`)).status).toBe(200);
});
