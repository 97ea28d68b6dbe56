import type { FactName, PatientFacts } from '../facts.ts';

/** What the two scores and the recommendation read. */
export const VTE_READS = [
  'birthDate',
  'race',
  'weight',
  'height',
  'reportedBmi',
  'platelets',
  'myeloma',
  'vteEvents',
  'fracture',
  'centralLine',
  'recentSurgery',
  'activeBleeding',
  'activeDrugs',
  'plannedDrugs',
] as const satisfies readonly FactName[];

export type VteFacts = Pick<PatientFacts, (typeof VTE_READS)[number] | 'asOf'>;
