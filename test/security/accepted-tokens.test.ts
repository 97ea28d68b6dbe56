import { errorCode } from '../hooks/calls.ts';
import { signedToken } from './tokens.ts';
import * as world from './world.ts';
import { attacker, AUDIENCE, call, epic, foreign, good, NOW, OTHER, own, ownRsa, token } from './world.ts';

/** CDS Hooks 6.1: what real clients send is let in. */

beforeAll(world.openWorld);
afterAll(world.closeWorld);

const ACCEPTED: readonly (readonly [string, () => string])[] = [
  ['ES384', () => token(own)],
  ['RS384', () => token(ownRsa)],
  ['no jku: the one that is registered counts (X-5)', () => token(own, { jku: undefined })],
  ['a kid with + / = (Epic)', () => token(epic)],
  ['typ in small letters', () => token(own, { typ: 'jwt' })],
  [
    'a quarter of an hour, nbf five minutes before, a sub (Epic)',
    () => token(epic, {}, { exp: NOW + 900, nbf: NOW - 300, sub: 'client-id' }),
  ],
  ['an hour exactly', () => token(own, {}, { exp: NOW + 3600 })],
  ['expired within the skew', () => token(own, {}, { iat: NOW - 300, exp: NOW - 59 })],
  ['issued within the skew', () => token(own, {}, { iat: NOW + 60, exp: NOW + 300 })],
  ['valid from within the skew', () => token(own, {}, { nbf: NOW + 60 })],
  ['two audiences, one of them this', () => token(own, {}, { aud: ['https://x.example.org', AUDIENCE] })],
  [
    'a slash too many in the audience, as a client makes it whose discovery URL ends in one',
    () => token(own, {}, { aud: AUDIENCE.replace('/myeloma', '//myeloma') }),
  ],
  ['a slash at the end of the audience', () => token(own, {}, { aud: `${AUDIENCE}/` })],
  ['fractions of seconds', () => token(own, {}, { iat: NOW - 0.5, exp: NOW + 299.5 })],
  ['members that nobody knows', () => token(own, { 'x-y': 1 }, { azp: 'x', 'https://x': {} })],
  [
    'an embedded key of a stranger, which is not read',
    () => token(own, { jwk: attacker.jwk, x5c: ['AA'], x5u: world.evil.url }),
  ],
  [
    'its own tenant',
    () =>
      signedToken({ signer: foreign, header: { jku: world.other.url }, claims: good({ iss: OTHER, tenant: 'north' }) }),
  ],
  [
    'an agreed audience',
    () =>
      signedToken({
        signer: foreign,
        header: { jku: world.other.url },
        claims: good({ iss: OTHER, tenant: 'north', aud: 'urn:agreed' }),
      }),
  ],
  ['its own subject', () => signedToken({ signer: ownRsa, claims: good({ iss: 'urn:subject', sub: 'client-4711' }) })],
  ['keys out of band', () => signedToken({ signer: ownRsa, claims: good({ iss: 'urn:inline' }) })],
];

test.each(ACCEPTED)('accepted: %s', async (_, make) => {
  const answer = await call(`Bearer ${make()}`);
  expect([answer.status, errorCode(answer)]).toEqual([200, undefined]);
});

test.each(['bearer', 'BEARER'])('accepted: the scheme as %s (RFC 7235)', async (scheme) => {
  expect((await call(`${scheme} ${token(own)}`)).status).toBe(200);
});
