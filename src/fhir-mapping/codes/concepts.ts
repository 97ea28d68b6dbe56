import { CONDITION_CODES } from './conditions.ts';
import { CONTRAST_CODES } from './contrast.ts';
import { RACE_CODES } from './demographics.ts';
import { GENOMICS_CODES } from './genomics.ts';
import { HISTORY_CODES } from './history.ts';
import { IMAGING_CODES } from './imaging.ts';
import { LABORATORY_CODES } from './laboratory.ts';
import { PATHOLOGY_CODES } from './pathology.ts';
import { PROCEDURE_CODES } from './procedures.ts';
import { STAGING_CODES } from './staging.ts';
import { VACCINE_CODES } from './vaccines.ts';
import { VITAL_CODES } from './vitals.ts';
import { WORKUP_CODES } from './workup.ts';

/** Every code that stands for a concept, drugs apart. */
export const CONCEPT_ROWS = [
  ...LABORATORY_CODES,
  ...VITAL_CODES,
  ...PATHOLOGY_CODES,
  ...GENOMICS_CODES,
  ...IMAGING_CODES,
  ...STAGING_CODES,
  ...CONDITION_CODES,
  ...HISTORY_CODES,
  ...PROCEDURE_CODES,
  ...VACCINE_CODES,
  ...RACE_CODES,
  ...CONTRAST_CODES,
  ...WORKUP_CODES,
] as const;

/** Concepts that no code system names: a site's own codes or the words of the entry tell them. */
export const UNCODED_CONCEPTS = [
  'fanconi-syndrome',
  'imwg-frailty',
  'line-of-therapy',
  'monoclonal-b-cell-lymphocytosis',
  'plasmacytoma-biopsy',
  'plasmacytoma-surgery',
  'refractory-to-drug',
  'sclerotic-bone-lesion',
  'vertebral-augmentation',
] as const;

/** What the readers ask for: a concept without a code, of a terminology or a site, doesn't exist. */
export type Concept = (typeof CONCEPT_ROWS)[number]['concept'] | (typeof UNCODED_CONCEPTS)[number];
