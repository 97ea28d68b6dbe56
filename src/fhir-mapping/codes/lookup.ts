import type { Ingredient } from '../../logic/drugs.ts';
import type { CodeRow, CodeSystem, Concept } from './code-row.ts';
import { CONDITION_CODES } from './conditions.ts';
import { RACE_CODES } from './demographics.ts';
import { LABORATORY_CODES } from './laboratory.ts';
import { MEDICATION_CODES } from './medications.ts';
import { MEDICATION_PRODUCTS } from './medication-products.ts';
import { PROCEDURE_CODES } from './procedures.ts';
import { codeSystemOf } from './systems.ts';
import { VITAL_CODES } from './vitals.ts';

/** A coding as FHIR sends it; any member may be missing or of the wrong type. */
export interface Coding {
  readonly system?: unknown;
  readonly code?: unknown;
  readonly display?: unknown;
}

/** Site codes: `system|code` to a concept or an ingredient (setting `codes`). */
export type LocalCodes = ReadonlyMap<string, string>;

type Table<T> = Map<CodeSystem, Map<string, T>>;

const CONCEPTS: Table<Concept> = new Map();
const PREFIXES: Map<string, Concept> = new Map();
const DRUGS: Table<{ ingredient: Ingredient; display: string }> = new Map();

const ROWS: readonly CodeRow[] = [
  ...LABORATORY_CODES,
  ...VITAL_CODES,
  ...CONDITION_CODES,
  ...PROCEDURE_CODES,
  ...RACE_CODES,
];

for (const row of ROWS) {
  put(CONCEPTS, row.system, row.code, row.concept);
  if (row.prefix) PREFIXES.set(row.code, row.concept);
}
for (const { system, code, ingredient, display } of MEDICATION_CODES) put(DRUGS, system, code, { ingredient, display });
for (const { code, ingredient, display } of MEDICATION_PRODUCTS) put(DRUGS, 'rxnorm', code, { ingredient, display });

function put<T>(table: Table<T>, system: CodeSystem, code: string, value: T): void {
  const codes = table.get(system) ?? new Map<string, T>();
  table.set(system, codes.set(code, value));
}

/** Every concept that some code stands for: what a local code may be mapped to. */
export const CONCEPT_NAMES: ReadonlySet<string> = new Set(ROWS.map((row) => row.concept));

/** The concept of a coding, from the tables or the site's own codes; undefined when no page asks for it. */
export function conceptOf(coding: Coding, local: LocalCodes): Concept | undefined {
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const known = codeSystemOf(system);
  if (known === undefined) return localConcept(coding, local);
  return CONCEPTS.get(known)?.get(code) ?? (known === 'icd10cm' ? icd10Concept(code) : undefined) ?? localConcept(coding, local);
}

const localConcept = ({ system, code }: Coding, local: LocalCodes): Concept | undefined =>
  local.size === 0 ? undefined : (local.get(`${String(system)}|${String(code)}`) as Concept | undefined);

/** Seventh character S: the sequela of a healed injury, not the injury. */
const SEQUELA = /^[ST].{6}S$|^M.{6}S$/;
const SHORTEST_ICD10 = 3;

const LONGEST_ICD10 = 10;

function icd10Concept(code: string): Concept | undefined {
  if (code.length > LONGEST_ICD10) return undefined;
  // Some sites leave the dot out.
  const dotted = code.length > SHORTEST_ICD10 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
  if (SEQUELA.test(dotted)) return undefined;
  const exact = CONCEPTS.get('icd10cm')?.get(dotted);
  if (exact) return exact;
  for (let end = dotted.length - 1; end >= SHORTEST_ICD10; end -= 1) {
    const concept = PREFIXES.get(dotted.slice(0, end));
    if (concept) return concept;
  }
  return undefined;
}

/** The ingredient of a drug coding and the table's display, which carries the strength of products. */
export function drugOf(coding: Coding, local: LocalCodes): { ingredient: Ingredient; display: string } | undefined {
  const { system, code } = coding;
  if (typeof system !== 'string' || typeof code !== 'string') return undefined;
  const known = codeSystemOf(system);
  const row = known === undefined ? undefined : DRUGS.get(known)?.get(code);
  if (row) return row;
  const ingredient = local.size === 0 ? undefined : local.get(`${system}|${code}`);
  return ingredient === undefined ? undefined : { ingredient: ingredient as Ingredient, display: '' };
}
