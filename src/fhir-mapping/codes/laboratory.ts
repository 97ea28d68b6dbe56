import type { CodeRow } from './code-row.ts';

/** Serum and blood tests. Indexed clearances (per 1.73 m2) and race-specific eGFR values are left out on purpose: renal dosing reads mL/min. */
export const LABORATORY_CODES = [
  { concept: 'egfr', system: 'loinc', code: '33914-3', display: 'Glomerular filtration rate [Volume Rate/Area] in Serum or Plasma by Creatinine-based formula (MDRD)/1.73 sq M' },
  { concept: 'egfr', system: 'loinc', code: '48642-3', display: 'Glomerular filtration rate/1.73 sq M.predicted among non-blacks [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (MDRD)' },
  { concept: 'egfr', system: 'loinc', code: '50044-7', display: 'Glomerular filtration rate/1.73 sq M.predicted among females [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (MDRD)' },
  { concept: 'egfr', system: 'loinc', code: '62238-1', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI)' },
  { concept: 'egfr', system: 'loinc', code: '69405-9', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood' },
  { concept: 'egfr', system: 'loinc', code: '70969-1', display: 'Glomerular filtration rate/1.73 sq M.predicted among males [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (MDRD)' },
  { concept: 'egfr', system: 'loinc', code: '77147-7', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (MDRD)' },
  { concept: 'egfr', system: 'loinc', code: '88294-4', display: 'Glomerular filtration rate/1.73 sq M.predicted among non-blacks [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI)' },
  { concept: 'egfr', system: 'loinc', code: '94677-2', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine and Cystatin C-based formula (CKD-EPI)' },
  { concept: 'egfr', system: 'loinc', code: '98979-8', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine-based formula (CKD-EPI 2021)' },
  { concept: 'egfr', system: 'loinc', code: '98980-6', display: 'Glomerular filtration rate/1.73 sq M.predicted [Volume Rate/Area] in Serum, Plasma or Blood by Creatinine and Cystatin C-based formula (CKD-EPI 2021)' },
  { concept: 'measured-creatinine-clearance', system: 'loinc', code: '2163-4', display: 'Creat Cl 12H Ur+SerPl-vRate' },
  { concept: 'measured-creatinine-clearance', system: 'loinc', code: '2164-2', display: 'Creatinine renal clearance in 24 hour Urine and Serum or Plasma' },
  { concept: 'measured-creatinine-clearance', system: 'loinc', code: '33558-8', display: 'Creat Cl ?Tm Ur+SerPl-vRate' },
  { concept: 'platelets', system: 'loinc', code: '26515-7', display: 'Platelets [#/volume] in Blood' },
  { concept: 'platelets', system: 'loinc', code: '49497-1', display: 'Platelets [#/volume] in Blood by Estimate' },
  { concept: 'platelets', system: 'loinc', code: '777-3', display: 'Platelets [#/volume] in Blood by Automated count' },
  { concept: 'platelets', system: 'loinc', code: '778-1', display: 'Platelets [#/volume] in Blood by Manual count' },
  { concept: 'platelets', system: 'loinc', code: '97995-5', display: 'Platelets [#/volume] in Blood by Automated count.optical' },
  { concept: 'serum-creatinine', system: 'loinc', code: '14682-9', display: 'Creatinine [Moles/volume] in Serum or Plasma' },
  { concept: 'serum-creatinine', system: 'loinc', code: '21232-4', display: 'Creatinine [Mass/volume] in Arterial blood' },
  { concept: 'serum-creatinine', system: 'loinc', code: '2160-0', display: 'Creatinine [Mass/volume] in Serum or Plasma' },
  { concept: 'serum-creatinine', system: 'loinc', code: '38483-4', display: 'Creatinine [Mass/volume] in Blood' },
  { concept: 'serum-creatinine', system: 'loinc', code: '59826-8', display: 'Creatinine [Moles/volume] in Blood' },
] as const satisfies readonly CodeRow[];
