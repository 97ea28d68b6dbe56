import type { Fact } from './facts.ts';
import type { Interval } from './interval.ts';
import type { Series } from './series.ts';

/** What pathology and imaging tell of the disease: chromosomes of the plasma cells, bones, plasmacytomas, marrow. */

/**
 * Chromosome changes of the plasma cells (MYEL-1, MYEL-A), each by interphase FISH or a stronger method.
 * `gain1q`: at least three copies of 1q21, `amp1q` included. `amp1q`: at least four.
 */
export const PROBES = [
  'del17p',
  't414',
  't1416',
  't1420',
  't1114',
  't614',
  'gain1q',
  'amp1q',
  'del1p',
  'del13q',
  'mycRearranged',
  'hyperdiploidy',
  'tp53Mutation',
] as const;

export type Probe = (typeof PROBES)[number];

/**
 * Each probe by its newest result, whatever its age: present, absent, or unknown (never tested, failed, unreadable,
 * conflicting). A normal karyotype is no answer: it misses what FISH finds.
 */
export type Cytogenetics = { readonly [P in Probe]: Fact<boolean> };

export type Modality =
  | 'whole-body-ct'
  | 'pet-ct'
  | 'whole-body-pet'
  | 'whole-body-mri'
  | 'spine-mri'
  | 'pelvis-mri'
  | 'skeletal-survey'
  | 'bone-scan'
  /** Of one region: counts for what it shows, and excludes nothing. */
  | 'ct'
  | 'mri'
  | 'radiograph';

/** Focal lesions of the marrow on MRI: how many, and how large the smallest that was counted is. */
export interface FocalLesions {
  readonly count: Interval<'{#}'>;
  /** Longest diameter; null where the study doesn't say. */
  readonly size: Interval<'mm'> | null;
}

/** An imaging study that was done; plans and cancelled orders aren't here. Each finding answers for itself. */
export interface ImagingStudy {
  readonly modality: Modality;
  readonly date: string | null;
  readonly reference: string;
  /** C-1d: an osteolytic lesion. An FDG-avid focus or an MRI lesion without lysis is none (errata 44). */
  readonly lyticLesions: Fact<boolean>;
  /** The whole examined skeleton is free of myeloma bone disease (DEC-10). */
  readonly cleanSkeleton: Fact<boolean>;
  /** C-1g; zero lesions when the study says that there are none. */
  readonly focalLesions: Fact<FocalLesions>;
  readonly extramedullary: Fact<boolean>;
  readonly newLesion: Fact<boolean>;
}

/** A measured or recorded plasmacytoma. */
export interface Plasmacytoma {
  readonly date: string | null;
  readonly reference: string;
  /** Longest diameter. */
  readonly size: Interval<'mm'> | null;
  /** Sum of the products of the perpendicular diameters. */
  readonly spd: Interval<'cm2'> | null;
}

export interface Marrow {
  /**
   * The series that pages use for marrow plasma cells (C-1, C-1e, SM-1, response): the laboratory series
   * `marrowPlasmaCells` united with pathology reports; of aspirate and biopsy on one day the higher counts.
   */
  readonly plasmaCells: Series<'%'>;
  /** Light-chain restriction of the plasma cells by immunohistochemistry or flow. */
  readonly clonal: Fact<boolean>;
  /** Residual disease in the marrow by flow or sequencing, newest result: true is positive. */
  readonly residualDisease: Fact<boolean>;
}

export interface DiseaseFacts {
  readonly cytogenetics: Cytogenetics;
  /** Studies that were done, oldest first. Known means that there is at least one. */
  readonly imaging: Fact<readonly ImagingStudy[]>;
  /** A lytic lesion in the problem list, or in any study. */
  readonly lyticLesions: Fact<boolean>;
  /** Oldest first; known means that there is at least one. */
  readonly plasmacytomas: Fact<readonly Plasmacytoma[]>;
  /** C-1, C-4: a plasmacytoma with a pathology report or a biopsy that shows it. */
  readonly plasmacytomaProven: Fact<boolean>;
  readonly marrow: Marrow;
}

export type DiseaseName = keyof DiseaseFacts;
