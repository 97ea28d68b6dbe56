import type { Ingredient } from '../../logic/drugs.ts';

/** Code systems by short name; `systems.ts` knows the many ways in which EHRs write them. */
export type CodeSystem = 'loinc' | 'snomed' | 'icd10cm' | 'rxnorm' | 'atc' | 'hcpcs' | 'cpt' | 'race';

/** What the readers ask for. */
export type Concept =
  | 'serum-creatinine'
  | 'measured-creatinine-clearance'
  | 'egfr'
  | 'platelets'
  | 'body-weight'
  | 'body-height'
  | 'body-mass-index'
  | 'multiple-myeloma'
  | 'smoldering-myeloma'
  | 'plasma-cell-leukemia'
  | 'solitary-plasmacytoma'
  | 'plasmacytoma'
  | 'extramedullary-plasmacytoma'
  | 'mgus'
  | 'venous-thromboembolism'
  | 'chronic-venous-thromboembolism'
  | 'history-of-venous-thromboembolism'
  | 'pelvic-hip-femur-fracture'
  | 'heparin-induced-thrombocytopenia'
  | 'active-bleeding'
  | 'dialysis-status'
  | 'dialysis-procedure'
  | 'central-venous-catheter'
  | 'surgery'
  | 'asian'
  | 'native-hawaiian-pacific-islander'
  | 'other';

/** One code of one system; `prefix` rows match their children too (ICD-10-CM). */
export interface CodeRow {
  readonly concept: Concept;
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
