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

/** By code first: most codes of a chart are in no table, which tells without a look at their systems. */
const CONCEPTS = new Map<string, Map<CodeSystem, Concepts>>();
const PREFIXES: Map<string, Concepts> = new Map();
/** The first three characters of every ICD-10-CM code that says something. */
const ICD10_CATEGORIES = new Set<string>();
const DRUGS: Table<DrugRow> = new Map();

const SHORTEST_ICD10 = 3;
const categoryOf = (code: string): string => code.slice(0, SHORTEST_ICD10);

for (const { system, code, concept, prefix } of CONCEPT_ROWS as readonly (CodeRow & { concept: Concept })[]) {
  const systems = CONCEPTS.get(code) ?? new Map<CodeSystem, Concepts>();
  CONCEPTS.set(code, systems.set(system, [...(systems.get(system) ?? []), concept]));
  if (system === 'icd10cm') ICD10_CATEGORIES.add(categoryOf(code));
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
  const systems = CONCEPTS.get(code);
  if (systems === undefined && !ICD10_CATEGORIES.has(categoryOf(code))) return localConcept(coding, local);
  const known = codeSystemOf(system);
  const listed = known === 'icd10cm' ? icd10Concepts(code) : known && systems?.get(known);
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
const LONGEST_ICD10 = 10;

/** A code's own concepts and those of every parent: end-stage renal disease is a chronic kidney disease too. */
function icd10Concepts(code: string): Concepts | undefined {
  if (code.length > LONGEST_ICD10) return undefined;
  // Some sites leave the dot out.
  const dotted = code.length > SHORTEST_ICD10 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  if (SEQUELA.test(dotted)) return undefined;
  let found = CONCEPTS.get(dotted)?.get('icd10cm');
  for (let end = dotted.length - 1; end >= SHORTEST_ICD10; end -= 1) {
    const parent = PREFIXES.get(dotted.slice(0, end));
    if (parent) found = found ? [...new Set([...found, ...parent])] : parent;
  }
  return found;
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
