import type { CodeRow } from './code-row.ts';

/** Recorded stages and disease status (mCODE). */
export const STAGING_CODES = [
  { concept: 'disease-status', system: 'loinc', code: '97509-4', display: 'Cancer Disease Progression' },
  { concept: 'full-remission', system: 'snomed', code: '103338009', display: 'In full remission (qualifier value)' },
  { concept: 'full-remission', system: 'snomed', code: '550991000124107', display: 'Malignant neoplasm in full remission (disorder)' },
  { concept: 'improved', system: 'snomed', code: '268910001', display: "Patient's condition improved (finding)" },
  { concept: 'iss-i', system: 'ncit', code: 'C70658', display: 'ISS Stage I Plasma Cell Myeloma' },
  { concept: 'iss-ii', system: 'ncit', code: 'C70659', display: 'ISS Stage II Plasma Cell Myeloma' },
  { concept: 'iss-iii', system: 'ncit', code: 'C70660', display: 'ISS Stage III Plasma Cell Myeloma' },
  { concept: 'iss-stage', system: 'ncit', code: 'C139007', display: 'International Staging System Stage (Observation.code of mcode-myeloma-iss-stage)' },
  { concept: 'iss-stage', system: 'snomed', code: '1149162008', display: 'International Staging System for multiple myeloma (staging scale)' },
  { concept: 'partial-remission', system: 'snomed', code: '103337004', display: 'In partial remission (qualifier value)' },
  { concept: 'partial-remission', system: 'snomed', code: '551001000124108', display: 'Malignant neoplasm in partial remission (disorder)' },
  { concept: 'riss-i', system: 'ncit', code: 'C141394', display: 'RISS Stage I Plasma Cell Myeloma' },
  { concept: 'riss-ii', system: 'ncit', code: 'C141395', display: 'RISS Stage II Plasma Cell Myeloma' },
  { concept: 'riss-iii', system: 'ncit', code: 'C141396', display: 'RISS Stage III Plasma Cell Myeloma' },
  { concept: 'riss-stage', system: 'ncit', code: 'C141392', display: 'Revised International Staging System Stage (Observation.code of mcode-myeloma-riss-stage)' },
  { concept: 'riss-stage', system: 'snomed', code: '1149163003', display: 'Revised International Staging System for multiple myeloma (staging scale)' },
  { concept: 'stable', system: 'snomed', code: '359746009', display: "Patient's condition stable (finding)" },
  { concept: 'undetermined', system: 'snomed', code: '709137006', display: 'Patient condition undetermined (finding)' },
  { concept: 'worsened', system: 'snomed', code: '271299001', display: "Patient's condition worsened (finding)" },
] as const satisfies readonly CodeRow[];
