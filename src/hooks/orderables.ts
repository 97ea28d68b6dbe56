import type { Product, SuggestedOrder } from '../logic/rule.ts';

/**
 * Every order that a card may offer, under the name by which a site maps it to an item of its own: drug, dose and rhythm,
 * because that item must have them all, or code system and code. What the item is to be is said for who builds it.
 */
export const ORDERABLES: Readonly<Record<string, string>> = {
  'lenalidomide 10 mg 1/d': 'Lenalidomide 10 mg capsule by mouth every 24 h on the dosing days of the cycle',
  'lenalidomide 15 mg 1/48h': 'Lenalidomide 15 mg capsule by mouth every 48 h on the dosing days of the cycle',
  'lenalidomide 5 mg 1/d': 'Lenalidomide 5 mg capsule by mouth once daily, after dialysis on dialysis days',
  'zoledronic-acid 4 mg 1/4wk': 'Zoledronic acid 4 mg IV over at least 15 minutes every 3 to 4 weeks',
  'zoledronic-acid 3.5 mg 1/4wk': 'Zoledronic acid 3.5 mg IV over at least 15 minutes every 3 to 4 weeks',
  'zoledronic-acid 3.3 mg 1/4wk': 'Zoledronic acid 3.3 mg IV over at least 15 minutes every 3 to 4 weeks',
  'zoledronic-acid 3 mg 1/4wk': 'Zoledronic acid 3 mg IV over at least 15 minutes every 3 to 4 weeks',
  'denosumab 120 mg 1/4wk': 'Denosumab 120 mg SC every 4 weeks',
  'pamidronate 90 mg 1/4wk': 'Pamidronate 90 mg IV over at least 2 hours every 3 to 4 weeks',
  'pamidronate 60 mg 1/4wk': 'Pamidronate 60 mg IV over 4 to 6 hours every 3 to 4 weeks',
  'enoxaparin 40 mg 1/d': 'Enoxaparin 40 mg SC once daily',
  'apixaban 2.5 mg 2/d': 'Apixaban 2.5 mg by mouth twice daily',
  'rivaroxaban 10 mg 1/d': 'Rivaroxaban 10 mg by mouth once daily',
  'fondaparinux 2.5 mg 1/d': 'Fondaparinux 2.5 mg SC once daily',
  'warfarin 1/d': 'Warfarin by mouth once daily, dose adjusted to INR 2 to 3',
  'dalteparin 5000 IU 1/d': 'Dalteparin 5,000 units SC once daily',
  'aspirin 81 mg 1/d': 'Aspirin 81 mg by mouth once daily',
  'acyclovir 400 mg 2/d': 'Acyclovir 400 mg by mouth twice daily',
  'acyclovir 200 mg 2/d': 'Acyclovir 200 mg by mouth twice daily, on dialysis days after dialysis',
  'valacyclovir 500 mg 1/d': 'Valacyclovir 500 mg by mouth once daily',
  'trimethoprim-sulfamethoxazole 1 tbl 3/wk':
    'Sulfamethoxazole 800 mg / trimethoprim 160 mg, one tablet by mouth three times a week',
  'atovaquone 1500 mg 1/d': 'Atovaquone 1,500 mg by mouth once daily with food',
  'loinc 2160-0': 'Creatinine, serum',
  'loinc 17861-6': 'Calcium, serum',
  'loinc 5196-1': 'Hepatitis B surface antigen',
  'loinc 13952-7': 'Hepatitis B core antibody',
  'loinc 34532-2': 'Blood type and antibody screen',
  'loinc 57021-8': 'Blood count with automated differential',
  'loinc 58410-2': 'Blood count',
  'loinc 24323-8': 'Comprehensive metabolic panel',
  'loinc 24326-1': 'Electrolytes',
  'loinc 24325-3': 'Liver function panel',
  'loinc 2823-3': 'Potassium, serum',
  'loinc 3094-0': 'Urea nitrogen, serum',
  'loinc 1751-7': 'Albumin, serum',
  'loinc 3084-1': 'Uric acid, serum',
  'loinc 2532-0': 'LDH, serum',
  'loinc 1952-1': 'Beta-2 microglobulin, serum',
  'loinc 2465-3': 'IgG, serum',
  'loinc 2458-8': 'IgA, serum',
  'loinc 2472-9': 'IgM, serum',
  'loinc 24351-9': 'Protein electrophoresis, serum',
  'loinc 25700-6': 'Immunofixation, serum',
  'loinc 2889-4': 'Protein, 24-hour urine',
  'loinc 13438-7': 'Protein electrophoresis, urine',
  'loinc 13440-3': 'Immunofixation, urine',
  'loinc 57778-3': 'Free kappa and lambda light chains, serum',
  'loinc 36916-5': 'Free kappa light chains, serum',
  'loinc 33944-0': 'Free lambda light chains, serum',
  'loinc 3128-6': 'Viscosity, serum',
  'loinc 5909-7': 'Blood smear by microscopy',
  'loinc 62367-8': 'Plasma-cell FISH on marrow (CD138-selected), myeloma probes',
  'loinc 46305-9': 'CT whole body, low dose, without contrast',
  'loinc 46358-8': 'MRI whole body, without contrast',
  'loinc 81555-5': 'FDG PET/CT, whole body',
  'loinc 82805-3': 'FDG PET/CT whole body, without contrast',
  'snomed 234326005': 'Bone marrow aspiration and biopsy',
  'snomed 418576007': 'Stem-cell harvest',
  'snomed 34043003': 'Dental examination',
  'snomed 134427001': 'Frailty assessment',
};

/** A new order; the others only change or remove one in hand. */
export type NewOrder = Exclude<SuggestedOrder, { kind: 'delete' | 'change-dosage' }>;

/** The name by which a site maps an order. */
export const orderableKey = (order: NewOrder): string =>
  order.kind === 'service' ? `${order.service.system} ${order.service.code}` : productKey(order.product);

function productKey({ ingredient, perDose, frequency, period, periodUnit }: Product): string {
  const dose = perDose === null ? [] : [`${perDose.value}`, perDose.unit.replace(/[^A-Za-z%/]/g, '')];
  return [ingredient, ...dose, `${frequency}/${period === 1 ? '' : period}${periodUnit}`].join(' ');
}
