import type { CodeRow } from './code-row.ts';

/** Panels and tests of the initial work-up (W-1) of which nothing but the day is asked. */
export const WORKUP_CODES = [
  { concept: 'cbc-panel', system: 'loinc', code: '58410-2', display: 'CBC panel - Blood by Automated count' },
  { concept: 'cbc-with-differential', system: 'loinc', code: '57021-8', display: 'CBC W Auto Differential panel - Blood' },
  { concept: 'cbc-with-differential', system: 'loinc', code: '57022-6', display: 'CBC W Reflex Manual Differential panel - Blood' },
  { concept: 'cbc-with-differential', system: 'loinc', code: '57782-5', display: 'CBC W Ordered Manual Differential panel - Blood' },
  { concept: 'neutrophil-fraction', system: 'loinc', code: '770-8', display: 'Neutrophils/100 leukocytes in Blood by Automated count' },
  { concept: 'blood-smear', system: 'loinc', code: '5909-7', display: 'Blood smear finding [Identifier] in Blood by Light microscopy' },
  { concept: 'basic-metabolic-panel', system: 'loinc', code: '24321-2', display: 'Basic metabolic 2000 panel - Serum or Plasma' },
  { concept: 'comprehensive-metabolic-panel', system: 'loinc', code: '24323-8', display: 'Comprehensive metabolic 2000 panel - Serum or Plasma' },
  { concept: 'hepatic-panel', system: 'loinc', code: '24325-3', display: 'Hepatic function 2000 panel - Serum or Plasma' },
  { concept: 'electrolyte-panel', system: 'loinc', code: '24326-1', display: 'Electrolytes 1998 panel - Serum or Plasma' },
  { concept: 'liver-enzyme', system: 'loinc', code: '1742-6', display: 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma' },
  { concept: 'liver-enzyme', system: 'loinc', code: '1920-8', display: 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma' },
] as const satisfies readonly CodeRow[];
