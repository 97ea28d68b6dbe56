import type { Diagnosis } from '../diagnosis.ts';
import type { PatientFacts } from '../facts.ts';

/** Nothing more advanced is on record: the data may say that it is smoldering. */
export const mayBeSmoldering = ({ recordedDiagnosis: recorded }: Pick<PatientFacts, 'recordedDiagnosis'>): boolean =>
  !recorded.known || (recorded.value !== 'active-myeloma' && recorded.value !== 'solitary-plasmacytoma');

/**
 * Recorded as smoldering, or by the data where it may be; not where the data say active (SM-5), nor with amyloidosis on
 * record (C-2): observation is no option for that.
 */
export function isSmoldering({ recorded, classification, amyloidosis }: Diagnosis): boolean {
  if (classification === 'active-myeloma' || amyloidosis.status === 'met') return false;
  return recorded === 'smoldering-myeloma' || classification === 'smoldering-myeloma';
}
