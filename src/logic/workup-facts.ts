import type { Modality } from './disease-facts.ts';
import type { Fact } from './facts.ts';

/** Which tests of the initial work-up are on record (W-1, W-2), and the imaging orders of the session (IM-5). */

/** One name per test that can be done by itself; a panel stands as its members. */
export const WORKUP_TESTS = [
  'hemoglobin',
  'leukocytes',
  'platelets',
  'differential',
  'blood-smear',
  'bun',
  'serum-creatinine',
  'sodium',
  'potassium',
  'liver-function',
  'albumin',
  'calcium',
  'uric-acid',
  'ldh',
  'beta2-microglobulin',
  'measured-creatinine-clearance',
  'igg',
  'iga',
  'igm',
  'serum-protein-electrophoresis',
  'serum-immunofixation',
  'urine-protein-24h',
  'urine-protein-electrophoresis',
  'urine-immunofixation',
  'free-kappa',
  'free-lambda',
  'whole-body-ct-or-pet',
  'whole-body-mri',
  'marrow-examination',
  'plasma-cell-fish',
  'plasmacytoma-biopsy',
  'serum-viscosity',
  'hla-typing',
  'frailty-assessment',
  'history-and-physical',
] as const;

export type WorkupTest = (typeof WORKUP_TESTS)[number];

/** The newest time that a test was done, whatever its result. */
export interface TestRecord {
  /** A day, or a month or year where no more is recorded. */
  readonly date: string;
  readonly reference: string;
}

/** Known: done at least once. Unknown: not in the chart, or its part of the chart wasn't answered. */
export type WorkupTests = { readonly [T in WorkupTest]: Fact<TestRecord> };

/** `not-stated`: the order doesn't say whether contrast is given. */
export type Contrast = 'iodinated' | 'gadolinium' | 'none' | 'not-stated';

/** An imaging order in hand. */
export interface PlannedImaging {
  readonly modality: Modality | 'angiography';
  readonly contrast: Contrast;
  readonly label: string;
  readonly reference: string;
  /** Of the drafts that this call is about. */
  readonly selected: boolean;
}

export interface WorkupFacts {
  readonly workupTests: WorkupTests;
  /** Imaging orders of the session; empty outside the order hooks. */
  readonly plannedImaging: readonly PlannedImaging[];
}

export type WorkupName = keyof WorkupFacts;
