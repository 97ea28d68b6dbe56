import type { Ingredient } from '../../logic/drugs.ts';

/** Code systems by short name; `systems.ts` knows the many ways in which EHRs write them. */
export type CodeSystem = 'loinc' | 'snomed' | 'icd10cm' | 'rxnorm' | 'atc' | 'hcpcs' | 'cpt' | 'race' | 'cvx' | 'ncit' | 'icdo3';

/** One code of one system; `prefix` rows match their children too (ICD-10-CM). */
export interface CodeRow {
  readonly concept: string;
  readonly system: CodeSystem;
  readonly code: string;
  readonly display: string;
  readonly prefix?: boolean;
}

export interface MedicationRow {
  readonly ingredient: Ingredient;
  readonly system: CodeSystem;
  readonly code: string;
  readonly display: string;
}

/** An RxNorm clinical or branded drug; its display carries the strength. */
export interface ProductRow {
  readonly ingredient: Ingredient;
  readonly code: string;
  readonly display: string;
}
