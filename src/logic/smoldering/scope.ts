import type { Diagnosis } from '../diagnosis.ts';

/** Recorded as smoldering, or by the data where nothing more advanced is recorded; not where the data say active (SM-5). */
export function isSmoldering({ recorded, classification }: Diagnosis): boolean {
  if (classification === 'active-myeloma') return false;
  if (recorded === 'smoldering-myeloma') return true;
  return classification === 'smoldering-myeloma' && (recorded === null || recorded === 'mgus');
}
