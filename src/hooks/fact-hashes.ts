import type { Evidence } from '../logic/facts.ts';
import type { FactHash } from '../store/records.ts';
import type { Pseudonym } from '../store/pseudonym.ts';

/** Half of a SHA-256: still nobody finds another fact of the same hash. */
const HASH_LENGTH = 32;

/** Which client's patient the facts are of. */
export interface FactOwner {
  /** By its name. */
  readonly client: string;
  readonly patient: string;
}

/**
 * Stands for evidence that must not be kept: per item its concept, a keyed hash of the resource it came from and one of
 * all it said. Who still has the request can tell from them whether these were the facts; nobody else can tell anything.
 * Several findings of a call rest on the same facts, each of which is hashed once.
 */
export function factHasher(
  { client, patient }: FactOwner,
  pseudonym: Pseudonym,
): (evidence: readonly Evidence[]) => readonly FactHash[] {
  const hash = (kind: string, text: string): string => pseudonym(kind, client, patient, text).slice(0, HASH_LENGTH);
  const hashes = new Map<Evidence, FactHash>();
  const hashed = (fact: Evidence): FactHash => {
    const { concept, value, comparator, unit, date, reference } = fact;
    const made = hashes.get(fact) ?? {
      concept,
      reference: reference === undefined ? null : hash('reference', reference),
      content: hash('fact', JSON.stringify([concept, value, comparator, unit, date, reference])),
    };
    hashes.set(fact, made);
    return made;
  };
  return (evidence) => evidence.map(hashed);
}
