import type { CodeRow } from './code-row.ts';

/** Body measurements and performance scores. */
export const VITAL_CODES = [
  { concept: 'body-height', system: 'loinc', code: '3137-7', display: 'Body height Measured' },
  { concept: 'body-height', system: 'loinc', code: '3138-5', display: 'Bdy height Stated' },
  { concept: 'body-height', system: 'loinc', code: '8301-4', display: 'Bdy height Est' },
  { concept: 'body-height', system: 'loinc', code: '8302-2', display: 'Body height' },
  { concept: 'body-mass-index', system: 'loinc', code: '39156-5', display: 'Body mass index (BMI) [Ratio]' },
  { concept: 'body-surface-area', system: 'loinc', code: '3139-3', display: 'BSA Measured' },
  { concept: 'body-surface-area', system: 'loinc', code: '3140-1', display: 'BSA Derived' },
  { concept: 'body-surface-area', system: 'loinc', code: '8277-6', display: 'Body surface area' },
  { concept: 'body-weight', system: 'loinc', code: '29463-7', display: 'Body Weight' },
  { concept: 'body-weight', system: 'loinc', code: '3141-9', display: 'Body weight Measured' },
  { concept: 'body-weight', system: 'loinc', code: '3142-7', display: 'Body weight Stated' },
  { concept: 'body-weight', system: 'loinc', code: '8335-2', display: 'Weight Est' },
  { concept: 'body-weight', system: 'loinc', code: '8350-1', display: 'Body weight Measured --with clothes' },
  { concept: 'ecog', system: 'loinc', code: '42800-3', display: 'ECOG perf status grade Observ' },
  { concept: 'ecog', system: 'loinc', code: '89247-1', display: 'ECOG Performance Status score' },
  { concept: 'ecog', system: 'loinc', code: '89262-0', display: 'ecog performance status' },
  { concept: 'karnofsky', system: 'loinc', code: '89243-0', display: 'Karnofsky Performance Status score' },
] as const satisfies readonly CodeRow[];
