import { createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** Stands for a text that must not be kept: the same for the same parts, of no use without the key. */
export type Pseudonym = (...parts: readonly string[]) => string;

/**
 * HMAC-SHA256 under the installation's secret (environment variable PSEUDONYM_KEY). Without one the key is made at
 * start and forgotten at the end: records of one run belong together, those of two runs can't be linked.
 */
export function createPseudonym(key: string | null): Pseudonym {
  const secret = createSecretKey(key === null ? randomBytes(32) : Buffer.from(key));
  return (...parts) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
}

const UUID = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * An identifier that a client sent. A UUID is kept, in lower case; anything else could be a name, so that only a
 * pseudonym of it is.
 */
export function safeIdentifier(text: string, pseudonym: Pseudonym): string {
  const uuid = UUID.exec(text)?.[1];
  return uuid === undefined ? `x-${pseudonym('identifier', text)}` : uuid.toLowerCase();
}
