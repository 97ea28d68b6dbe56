import { isFree, type Diagnosis, type DiagnosisInput } from '../diagnosis.ts';

/** Whether the data may say so: something points to a disorder, and nothing more advanced is on record. */
export function mayBeSmoldering(facts: DiagnosisInput): boolean {
  const { recordedDiagnosis: recorded } = facts;
  if (recorded.known && (recorded.value === 'active-myeloma' || recorded.value === 'solitary-plasmacytoma'))
    return false;
  return !isFree(facts);
}

/**
 * Recorded as smoldering, or by the data where it may be; not where the data say active (SM-5), nor with amyloidosis on
 * record (C-2): observation is no option for that.
 */
export function isSmoldering({ recorded, classification, amyloidosis }: Diagnosis): boolean {
  if (classification === 'active-myeloma' || amyloidosis.status === 'met') return false;
  return recorded === 'smoldering-myeloma' || classification === 'smoldering-myeloma';
}
