import { condition, observation, weight, type Json } from './patient.ts';

/** Untreated plasma-cell disease with nothing wrong, as resources, and its diagnosis on record. */

const SUBJECT = { reference: 'Patient/p1' };
const LOINC = 'http://loinc.org';

let serial = 0;
export function report(loinc: string, conclusion: string): Json {
  return {
    resourceType: 'DiagnosticReport',
    id: `report-${(serial += 1)}`,
    status: 'final',
    subject: SUBJECT,
    code: { coding: [{ system: LOINC, code: loinc }] },
    effectiveDateTime: '2026-11-05',
    conclusion,
  };
}

/** Everything was looked at and is normal, but for 15 % of clonal cells in the marrow: smoldering myeloma. */
const QUIET = {
  calcium: observation('17861-6', 9.4, 'mg/dL'),
  albumin: observation('1751-7', 4, 'g/dL'),
  creatinine: observation('2160-0', 0.8, 'mg/dL'),
  weight: weight(62),
  hemoglobin: observation('718-7', 13, 'g/dL'),
  kappa: observation('36916-5', 30, 'mg/L'),
  lambda: observation('33944-0', 10, 'mg/L'),
  mProtein: observation('33358-3', 1.5, 'g/dL'),
  marrow: observation('11118-7', 15, '%'),
  pathology: report('33721-2', 'Plasma cells, kappa restricted.'),
  ct: report('46305-9', 'No lytic lesions.'),
  mri: report('46358-8', 'No focal lesions.'),
} as const satisfies Readonly<Record<string, Json>>;
export type Chart = Readonly<Partial<Record<keyof typeof QUIET, Json | null>>>;

export const DIAGNOSES = {
  smoldering: condition('413587002', { onsetDateTime: '2026-11-05' }),
  mgus: condition('D47.2', { onsetDateTime: '2026-11-05' }),
  active: condition('C90.00', { onsetDateTime: '2026-11-05' }),
  plasmacytoma: condition('C90.30', { onsetDateTime: '2026-11-05' }),
} as const;
export type Recorded = keyof typeof DIAGNOSES;

/** The quiet chart with some of its results changed, or gone. */
export const chart = (changed: Chart): readonly Json[] =>
  Object.values({ ...QUIET, ...changed }).filter((one) => one !== null);
