import type { Diagnosis } from '../diagnosis.ts';

/**
 * Recorded as smoldering, or by the data where nothing more advanced is recorded; not where the data say active (SM-5),
 * nor with amyloidosis on record (C-2): observation is no option for that.
 */
export function isSmoldering({ recorded, classification, amyloidosis }: Diagnosis): boolean {
  if (classification === 'active-myeloma' || amyloidosis.status === 'met') return false;
  if (recorded === 'smoldering-myeloma') return true;
  return classification === 'smoldering-myeloma' && (recorded === null || recorded === 'mgus');
}
