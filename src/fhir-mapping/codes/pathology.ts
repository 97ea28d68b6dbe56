import type { CodeRow } from './code-row.ts';

/** Pathology reports. */
export const PATHOLOGY_CODES = [
  { concept: 'marrow-report', system: 'loinc', code: '33721-2', display: 'Mar Path Bx report' },
  { concept: 'marrow-report', system: 'loinc', code: '48807-2', display: 'Bone marrow aspiration report' },
] as const satisfies readonly CodeRow[];
