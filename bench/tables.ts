/** What the patients of the benchmark are measured for, have and take: real codes, so that look-ups hit and miss as in life. */

/** LOINC code, display, UCUM unit, usual low and high value, category. */
export type ObservedKind = readonly [
  code: string,
  display: string,
  unit: string,
  low: number,
  high: number,
  category: Category,
];
type Category = 'laboratory' | 'vital-signs';

const LABORATORY: readonly (readonly [string, string, string, number, number])[] = [
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 0.9, 1.9],
  ['777-3', 'Platelets [#/volume] in Blood by Automated count', '10*3/uL', 90, 380],
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 8.2, 13.9],
  ['6690-2', 'Leukocytes [#/volume] in Blood by Automated count', '10*3/uL', 2.1, 9.8],
  ['751-8', 'Neutrophils [#/volume] in Blood by Automated count', '10*3/uL', 0.9, 6.4],
  ['731-0', 'Lymphocytes [#/volume] in Blood by Automated count', '10*3/uL', 0.5, 3.6],
  ['742-7', 'Monocytes [#/volume] in Blood by Automated count', '10*3/uL', 0.2, 0.9],
  ['4544-3', 'Hematocrit [Volume Fraction] of Blood by Automated count', '%', 26, 42],
  ['787-2', 'MCV [Entitic volume] by Automated count', 'fL', 82, 104],
  ['17861-6', 'Calcium [Mass/volume] in Serum or Plasma', 'mg/dL', 8.4, 11.2],
  ['2951-2', 'Sodium [Moles/volume] in Serum or Plasma', 'mmol/L', 132, 145],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 3.4, 5.2],
  ['2075-0', 'Chloride [Moles/volume] in Serum or Plasma', 'mmol/L', 97, 108],
  ['2028-9', 'Carbon dioxide, total [Moles/volume] in Serum or Plasma', 'mmol/L', 20, 29],
  ['3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma', 'mg/dL', 9, 38],
  ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 78, 190],
  ['1751-7', 'Albumin [Mass/volume] in Serum or Plasma', 'g/dL', 2.9, 4.6],
  ['2885-2', 'Protein [Mass/volume] in Serum or Plasma', 'g/dL', 6.1, 9.8],
  ['1975-2', 'Bilirubin.total [Mass/volume] in Serum or Plasma', 'mg/dL', 0.2, 1.4],
  ['1742-6', 'Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 8, 62],
  ['1920-8', 'Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 10, 58],
  ['6768-6', 'Alkaline phosphatase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 38, 140],
  ['14804-9', 'Lactate dehydrogenase [Enzymatic activity/volume] in Serum or Plasma', 'U/L', 120, 320],
  ['1952-1', 'Beta-2-Microglobulin [Mass/volume] in Serum or Plasma', 'mg/L', 1.8, 7.2],
  ['33358-3', 'Protein.monoclonal [Mass/volume] in Serum or Plasma by Electrophoresis', 'g/dL', 0.1, 4.1],
  ['36916-5', 'Kappa light chains.free [Mass/volume] in Serum', 'mg/L', 4, 900],
  ['33944-0', 'Lambda light chains.free [Mass/volume] in Serum', 'mg/L', 4, 120],
  ['2465-3', 'IgG [Mass/volume] in Serum or Plasma', 'mg/dL', 400, 3900],
  ['2458-8', 'IgA [Mass/volume] in Serum or Plasma', 'mg/dL', 20, 420],
  ['2472-9', 'IgM [Mass/volume] in Serum or Plasma', 'mg/dL', 15, 210],
  ['6301-6', 'INR in Platelet poor plasma by Coagulation assay', '{INR}', 0.9, 1.3],
  ['98979-8', 'Glomerular filtration rate/1.73 sq M.predicted (CKD-EPI 2021)', 'mL/min/{1.73_m2}', 38, 84],
  ['3084-1', 'Urate [Mass/volume] in Serum or Plasma', 'mg/dL', 3.2, 8.8],
  ['2777-1', 'Phosphate [Mass/volume] in Serum or Plasma', 'mg/dL', 2.4, 4.8],
];

const VITALS: readonly (readonly [string, string, string, number, number])[] = [
  ['29463-7', 'Body Weight', 'kg', 58, 71],
  ['8302-2', 'Body height', 'cm', 160, 161],
  ['39156-5', 'Body mass index (BMI) [Ratio]', 'kg/m2', 22, 27],
  ['8867-4', 'Heart rate', '/min', 58, 102],
  ['8310-5', 'Body temperature', 'Cel', 36.1, 38.2],
  ['9279-1', 'Respiratory rate', '/min', 12, 20],
  ['59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry', '%', 92, 99],
];

const lab = LABORATORY.map((row): ObservedKind => [...row, 'laboratory']);
const vital = VITALS.map((row): ObservedKind => [...row, 'vital-signs']);

/** 41 kinds; the four that every dose depends on come first, so that the smallest chart holds them. */
export const OBSERVED: readonly ObservedKind[] = [
  ...lab.slice(0, 2),
  ...vital.slice(0, 2),
  ...lab.slice(2),
  ...vital.slice(2),
];

/** ICD-10-CM, SNOMED CT, display. The first is what the guideline is about. */
export const CONDITIONS: readonly (readonly [icd: string, snomed: string, display: string])[] = [
  ['C90.00', '109989006', 'Multiple myeloma not having achieved remission'],
  ['I10', '59621000', 'Essential hypertension'],
  ['E11.9', '44054006', 'Type 2 diabetes mellitus'],
  ['E78.5', '55822004', 'Hyperlipidemia'],
  ['N18.30', '433144002', 'Chronic kidney disease stage 3'],
  ['K21.9', '235595009', 'Gastroesophageal reflux disease'],
  ['M54.50', '279039007', 'Low back pain'],
  ['G62.9', '42658009', 'Peripheral neuropathy'],
  ['D64.9', '271737000', 'Anemia'],
  ['J45.909', '195967001', 'Asthma'],
  ['H26.9', '193570009', 'Cataract'],
];

/** RxNorm code, display, mg per dose. The first two are the therapy in question; the others no page asks about. */
export const MEDICATIONS: readonly (readonly [rxnorm: string, display: string, milligrams: number])[] = [
  ['643720', 'lenalidomide 25 MG Oral Capsule', 25],
  ['3264', 'dexamethasone', 40],
  ['6809', 'metformin', 500],
  ['29046', 'lisinopril', 10],
  ['83367', 'atorvastatin', 20],
  ['17767', 'amlodipine', 5],
  ['7646', 'omeprazole', 20],
  ['10582', 'levothyroxine', 0.05],
  ['281', 'acyclovir', 400],
  ['519', 'allopurinol', 300],
  ['26225', 'ondansetron', 8],
  ['25480', 'gabapentin', 300],
  ['161', 'acetaminophen', 500],
];
