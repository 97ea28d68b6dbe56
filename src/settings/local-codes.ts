import { conceptsOf, CONCEPT_NAMES, drugOf } from '../fhir-mapping/codes/lookup.ts';
import { normaliseSystem } from '../fhir-mapping/codes/systems.ts';
import { INGREDIENTS } from '../logic/drugs.ts';

const WRITTEN = /^([^|]+)\|(.+)$/;
const NO_LOCAL_CODES = new Map<string, string>();

type Entry = readonly [key: string, concept: string];

/**
 * What is wrong with an entry of `codes`, or null. A map that contradicts itself or the code tables would leave it to
 * chance what a result means, so the start is refused.
 */
export function problemOf([key, concept]: Entry, earlier: readonly Entry[]): string | null {
  const [, system, code] = WRITTEN.exec(key) ?? [];
  if (system === undefined || code === undefined) return 'must be written system|code';
  if (!CONCEPT_NAMES.has(concept) && !INGREDIENTS.has(concept)) return `maps to ${concept}, which is no concept`;
  const coding = { system, code };
  const meanings = [...conceptsOf(coding, NO_LOCAL_CODES), drugOf(coding, NO_LOCAL_CODES)?.ingredient];
  const meant = meanings.filter((meaning) => meaning !== undefined);
  if (meant.length > 0 && !meant.includes(concept as (typeof meant)[number]))
    return `maps to ${concept}, but the code tables say ${meant.join(', ')}`;
  const twin = earlier.find(([other, its]) => its !== concept && localKey(other) === localKey(key));
  return twin ? `maps to ${concept}, but ${twin[0]} is the same code and maps to ${twin[1]}` : null;
}

/** A key as it is looked up: two spellings of one system are one system. */
export function localKey(key: string): string {
  const at = key.indexOf('|');
  return `${normaliseSystem(key.slice(0, at))}${key.slice(at)}`;
}
