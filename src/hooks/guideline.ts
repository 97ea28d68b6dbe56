/** What every card and every evaluation rests on. */
export const GUIDELINE = {
  name: 'NCCN Multiple Myeloma',
  version: '5.2022',
  date: '2022-03-09',
  software: 'myeloma-cds',
} as const;

/** Kept in step with package.json by a test. */
export const SOFTWARE_VERSION = '0.1.0';
