import { gzipSync } from 'node:zlib';
import type { Json } from '../patient.ts';

/** Requests spoilt in ways that clients, proxies and attackers spoil them; the same seed spoils the same way. */

/** A generator of numbers below one (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: () => number, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

/** Written into the text at the end: no object literal holds the one as a member, and the other is quicker so. */
const PROTO = '@@proto@@';
const DEEP = '@@deep@@';
const MANY_LEVELS = 2000;
const HUGE = 50_000;

const nested = (levels: number, within: (inner: unknown) => unknown): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level += 1) value = within(value);
  return value;
};

const JUNK: readonly ((random: () => number) => unknown)[] = [
  () => null,
  () => true,
  () => '',
  () => ' ',
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => 0,
  () => -1,
  () => 1e308,
  () => 5e-324,
  () => 9_007_199_254_740_993,
  () => '1e999',
  () => '2026-13-45T99:99:99Z',
  () => '0000-00-00',
  () => '99999-01-01',
  () => 'Patient/p1',
  () => 'Patient/another',
  () => '#',
  () => '__proto__',
  () => 'constructor',
  () => '\u0000\uffff\ud800',
  () => '<img src=x onerror=alert(1)>',
  () => "$(sleep 9); -- ' OR 1=1",
  () => 'https://169.254.169.254/latest',
  () => 'x'.repeat(HUGE),
  () => '1 '.repeat(HUGE / 2),
  () => '((((('.repeat(HUGE / 10),
  () => 'mg '.repeat(HUGE / 5),
  () => nested(60, (inner) => ({ extension: [inner] })),
  () => nested(90, (inner) => [inner]),
  () => DEEP,
  () => ({ [PROTO]: { polluted: true, resourceType: 'Patient' } }),
  () => ({ constructor: { prototype: { polluted: true } }, toString: 1, valueOf: [], hasOwnProperty: null }),
  () => ({ resourceType: 'Bundle', entry: { resource: null } }),
  () => ({ resourceType: 'OperationOutcome', issue: 'x' }),
  () => ({ resourceType: { resourceType: 'Patient' } }),
  (random) => Array.from({ length: 300 }, () => random()),
  (random) => random() * 1000 - 500,
];

interface Place {
  readonly holder: Json;
  readonly name: string;
}

/** Every member and list item below a value. */
function placesIn(value: unknown, places: Place[] = []): readonly Place[] {
  if (typeof value !== 'object' || value === null) return places;
  for (const [name, member] of Object.entries(value)) {
    places.push({ holder: value as Json, name });
    placesIn(member, places);
  }
  return places;
}

type Change = (place: Place, random: () => number) => void;

const CHANGES: readonly Change[] = [
  ({ holder, name }) => {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else Reflect.deleteProperty(holder, name);
  },
  ({ holder, name }) => (holder[name] = null),
  ({ holder, name }, random) => (holder[name] = pick(random, JUNK)(random)),
  ({ holder, name }, random) => (holder[name] = pick(random, JUNK)(random)),
  ({ holder, name }, random) => (holder[name] = pick(random, JUNK)(random)),
  // Lists where there was one, one where there was a list, text where there was a number, and the other way round.
  ({ holder, name }) => {
    const value = holder[name];
    if (Array.isArray(value)) holder[name] = value[0] as unknown;
    else if (typeof value === 'number') holder[name] = String(value);
    else if (typeof value === 'string') holder[name] = Number.parseFloat(value) || [value];
    else holder[name] = [value];
  },
  ({ holder }, random) =>
    (holder[pick(random, [PROTO, 'constructor', 'prototype', 'toString', 'x-unknown', ''])] = pick(
      random,
      JUNK,
    )(random)),
  ({ holder, name }) => {
    if (Array.isArray(holder)) holder.push(...Array.from({ length: 3 }, () => holder[Number(name)] as unknown));
    else holder[`${name}2`] = holder[name];
  },
];

/** A copy with some places changed, as text. */
export function mutated(body: Json, random: () => number): string {
  const copy = structuredClone(body);
  const places = placesIn(copy);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change += 1) pick(random, CHANGES)(pick(random, places), random);
  return JSON.stringify(copy)
    .replaceAll(PROTO, '__proto__')
    .replaceAll(`"${DEEP}"`, '['.repeat(MANY_LEVELS) + ']'.repeat(MANY_LEVELS));
}

/** What goes over the wire. */
export interface Wire {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Ways in which text reaches a server; most of them the usual one. */
const WIRES: readonly ((text: string, random: () => number) => Wire)[] = [
  (text, random) => ({ body: Buffer.from(text).subarray(0, Math.floor(random() * text.length)), headers: JSON_TYPE }),
  (text) => ({ body: Buffer.from(`\ufeff${text}`), headers: JSON_TYPE }),
  (text) => ({ body: Buffer.from(text, 'utf16le'), headers: { 'content-type': 'application/json; charset=utf-16le' } }),
  (text) => ({ body: Buffer.from(text, 'utf16le'), headers: JSON_TYPE }),
  (text) => ({ body: Buffer.from(text, 'latin1'), headers: JSON_TYPE }),
  (text) => ({ body: Buffer.from(text, 'latin1'), headers: { 'content-type': 'application/json; charset=latin1' } }),
  (text) => ({ body: gzipSync(text), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }),
  (text) => ({ body: gzipSync(text).subarray(0, 200), headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } }),
  (text) => ({ body: Buffer.from(text), headers: { ...JSON_TYPE, 'content-encoding': 'deflate' } }),
  (text) => ({ body: Buffer.from(text), headers: { 'content-type': 'text/plain' } }),
  (text) => ({ body: Buffer.from(text), headers: { 'content-type': 'application/fhir+json; fhirVersion=4.0' } }),
  (text, random) => {
    const body = Buffer.from(text);
    for (let at = 0; at < 5; at += 1) body[Math.floor(random() * body.length)] = Math.floor(random() * 256);
    return { body, headers: JSON_TYPE };
  },
  (text) => ({ body: Buffer.from(text.replaceAll('"', "'")), headers: JSON_TYPE }),
  (text) => ({ body: Buffer.from(text + text), headers: JSON_TYPE }),
  () => ({ body: Buffer.alloc(0), headers: JSON_TYPE }),
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  { 'accept-language': 'zh;q=x, *' },
  { 'accept-language': 'a'.repeat(4000) },
  { 'x-request-id': 'Zyxwvut <script>' },
  { traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  { traceparent: '00-zz-1' },
  { authorization: `Bearer ${'a.'.repeat(2000)}` },
  { origin: 'null' },
  { 'x-forwarded-for': '::1, a b' },
];

/** A body on its way, now and then with odd packing or an odd header. */
export function wireOf(text: string, random: () => number): Wire {
  const wire = random() < 0.15 ? pick(random, WIRES)(text, random) : { body: Buffer.from(text), headers: JSON_TYPE };
  return random() < 0.1 ? { ...wire, headers: { ...wire.headers, ...pick(random, HEADERS) } } : wire;
}
