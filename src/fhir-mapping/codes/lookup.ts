import type { Ingredient } from '../../logic/drugs.ts';
import type { CodeRow, CodeSystem } from './code-row.ts';
import { CONCEPT_ROWS, UNCODED_CONCEPTS, type Concept } from './concepts.ts';
import { MEDICATION_CODES } from './medications.ts';
import { MEDICATION_PRODUCTS } from './medication-products.ts';
import { codeSystemOf, normaliseSystem } from './systems.ts';

/** A coding as FHIR sends it; any member may be missing or of the wrong type. */
export interface Coding {
  readonly system?: unknown;
  readonly code?: unknown;
  readonly display?: unknown;
}

/** Site codes: `system|code` to a concept or an ingredient (setting `codes`); the system is normalised. */
export type LocalCodes = ReadonlyMap<string, string>;

type Table<T> = Map<CodeSystem, Map<string, T>>;

/** What a table knows of a drug's code: its ingredient, and a display that carries the strength of products. */
export interface DrugRow {
  readonly ingredient: Ingredient;
  readonly display: string;
}

/** A code may stand for two concepts: amyloidosis due to myeloma is a complication of it and an amyloidosis. */
type Concepts = readonly Concept[];

const CONCEPTS: Table<Concepts> = new Map();
const PREFIXES: Map<string, Concepts> = new Map();
const DRUGS: Table<DrugRow> = new Map();

for (const { system, code, concept, prefix } of CONCEPT_ROWS as readonly (CodeRow & { concept: Concept })[]) {
  put(CONCEPTS, system, code, [...(CONCEPTS.get(system)?.get(code) ?? []), concept]);
  if (prefix) PREFIXES.set(code, [...(PREFIXES.get(code) ?? []), concept]);
}
for (const { system, code, ingredient, display } of MEDICATION_CODES) put(DRUGS, system, code, { ingredient, display });
for (const { code, ingredient, display } of MEDICATION_PRODUCTS) put(DRUGS, 'rxnorm', code, { ingredient, display });

function put<T>(table: Table<T>, system: CodeSystem, code: string, value: T): void {
  const codes = table.get(system) ?? new Map<string, T>();
  table.set(system, codes.set(code, value));
}

/** Every concept that a local code may be mapped to. */
export const CONCEPT_NAMES: ReadonlySet<string> = new Set([
  ...CONCEPT_ROWS.map((row) => row.concept),
  ...UNCODED_CONCEPTS,
]);

const NONE: Concepts = [];

/** The concepts of a coding, from the tables or the site's own codes; nearly always none or one. */
export function conceptsOf(coding: Coding, local: LocalCodes): Concepts {
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return NONE;
  const known = codeSystemOf(system);
  if (known === undefined) return localConcept(coding, local);
  const listed = known === 'icd10cm' ? icd10Concepts(code) : CONCEPTS.get(known)?.get(code);
  return listed ?? localConcept(coding, local);
}

const localMeaning = (local: LocalCodes, system: string, code: string): string | undefined =>
  local.size === 0 ? undefined : local.get(`${normaliseSystem(system)}|${code}`);

function localConcept({ system, code }: Coding, local: LocalCodes): Concepts {
  const concept = localMeaning(local, String(system), String(code));
  return concept === undefined ? NONE : [concept as Concept];
}

/** Seventh character S: the sequela of a healed injury, not the injury. */
const SEQUELA = /^[ST].{6}S$|^M.{6}S$/;
const SHORTEST_ICD10 = 3;

const LONGEST_ICD10 = 10;

/** A code's own concepts and those of every parent: end-stage renal disease is a chronic kidney disease too. */
function icd10Concepts(code: string): Concepts | undefined {
  if (code.length > LONGEST_ICD10) return undefined;
  // Some sites leave the dot out.
  const dotted = code.length > SHORTEST_ICD10 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  if (SEQUELA.test(dotted)) return undefined;
  const found = new Set<Concept>(CONCEPTS.get('icd10cm')?.get(dotted) ?? NONE);
  for (let end = dotted.length - 1; end >= SHORTEST_ICD10; end -= 1) {
    for (const concept of PREFIXES.get(dotted.slice(0, end)) ?? NONE) found.add(concept);
  }
  return found.size === 0 ? undefined : [...found];
}

/** The drug of a coding. */
export function drugOf(coding: Coding, local: LocalCodes): DrugRow | undefined {
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const known = codeSystemOf(system);
  const row = known === undefined ? undefined : DRUGS.get(known)?.get(code);
  if (row) return row;
  const ingredient = localMeaning(local, system, code);
  return ingredient === undefined ? undefined : { ingredient: ingredient as Ingredient, display: '' };
}
