import type { Service } from '../rule.ts';
import type { WorkupTest } from '../workup-facts.ts';

/** The checklist of MYEL-1: which tests make an item, and what may be ordered for those that are missing. */

export interface WorkupItem {
  readonly item: string;
  /** All of them make the item done. */
  readonly tests: readonly WorkupTest[];
  /** Needed for R-ISS. */
  readonly forStaging?: true;
}

/** W-1, for every patient. Creatinine clearance is derived, and cytogenetics have their own reader: see `checklist.ts`. */
export const ITEMS = [
  { item: 'history-and-physical', tests: ['history-and-physical'] },
  { item: 'complete-blood-count', tests: ['hemoglobin', 'leukocytes', 'platelets', 'differential'] },
  { item: 'blood-smear', tests: ['blood-smear'] },
  { item: 'bun', tests: ['bun'] },
  { item: 'serum-creatinine', tests: ['serum-creatinine'] },
  { item: 'electrolytes', tests: ['sodium', 'potassium'] },
  { item: 'liver-function', tests: ['liver-function'] },
  { item: 'albumin', tests: ['albumin'], forStaging: true },
  { item: 'calcium', tests: ['calcium'] },
  { item: 'uric-acid', tests: ['uric-acid'] },
  { item: 'ldh', tests: ['ldh'], forStaging: true },
  { item: 'beta2-microglobulin', tests: ['beta2-microglobulin'], forStaging: true },
  { item: 'creatinine-clearance', tests: ['measured-creatinine-clearance'] },
  { item: 'quantitative-immunoglobulins', tests: ['igg', 'iga', 'igm'] },
  { item: 'serum-protein-electrophoresis', tests: ['serum-protein-electrophoresis'] },
  { item: 'serum-immunofixation', tests: ['serum-immunofixation'] },
  { item: 'urine-protein-24h', tests: ['urine-protein-24h'] },
  { item: 'urine-protein-electrophoresis', tests: ['urine-protein-electrophoresis'] },
  { item: 'urine-immunofixation', tests: ['urine-immunofixation'] },
  { item: 'serum-free-light-chains', tests: ['free-kappa', 'free-lambda'] },
  { item: 'whole-body-ct-or-pet', tests: ['whole-body-ct-or-pet'] },
  { item: 'marrow-examination', tests: ['marrow-examination'] },
  { item: 'plasma-cell-fish', tests: ['plasma-cell-fish'], forStaging: true },
] as const satisfies readonly WorkupItem[];

const laboratory = (code: string, display: string, text?: string): Service => ({
  category: 'laboratory',
  system: 'loinc',
  code,
  display,
  ...(text === undefined ? {} : { text }),
});

interface Order {
  readonly item: string;
  readonly service: Service;
}

const order = (item: string, service: Service): Order => ({ item, service });

const BLOOD_COUNT = order('order-blood-count', laboratory('57021-8', 'CBC W Auto Differential panel - Blood'));
const ELECTROLYTES = order('order-electrolytes', laboratory('24326-1', 'Electrolytes 1998 panel - Serum or Plasma'));
const LIGHT_CHAINS = order(
  'order-light-chains',
  laboratory('57778-3', 'Immunoglobulin LC free Pnl Ser', 'Free kappa and lambda light chains, serum'),
);

/** What to order for a test that is missing; null: nothing that an order could bring. */
export const ORDERS: Readonly<Record<WorkupTest, Order | null>> = {
  hemoglobin: BLOOD_COUNT,
  leukocytes: BLOOD_COUNT,
  platelets: BLOOD_COUNT,
  differential: BLOOD_COUNT,
  'blood-smear': order(
    'order-blood-smear',
    laboratory('5909-7', 'Blood smear finding [Identifier] in Blood by Light microscopy'),
  ),
  bun: order('order-bun', laboratory('3094-0', 'Urea nitrogen [Mass/volume] in Serum or Plasma')),
  'serum-creatinine': order('order-creatinine', laboratory('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma')),
  sodium: ELECTROLYTES,
  potassium: ELECTROLYTES,
  'liver-function': order('order-liver', laboratory('24325-3', 'Hepatic function 2000 panel - Serum or Plasma')),
  albumin: order('order-albumin', laboratory('1751-7', 'Albumin [Mass/volume] in Serum or Plasma')),
  calcium: order('order-calcium', laboratory('17861-6', 'Calcium [Mass/volume] in Serum or Plasma')),
  'uric-acid': order('order-uric-acid', laboratory('3084-1', 'Urate [Mass/volume] in Serum or Plasma')),
  ldh: order('order-ldh', laboratory('2532-0', 'Lactate dehydrogenase [Enzymatic activity/volume] in Serum or Plasma')),
  'beta2-microglobulin': order(
    'order-beta2-microglobulin',
    laboratory('1952-1', 'Beta-2-Microglobulin [Mass/volume] in Serum or Plasma'),
  ),
  'measured-creatinine-clearance': null,
  igg: order('order-igg', laboratory('2465-3', 'IgG [Mass/volume] in Serum or Plasma')),
  iga: order('order-iga', laboratory('2458-8', 'IgA [Mass/volume] in Serum or Plasma')),
  igm: order('order-igm', laboratory('2472-9', 'IgM [Mass/volume] in Serum or Plasma')),
  'serum-protein-electrophoresis': order(
    'order-spep',
    laboratory('24351-9', 'Protein electrophoresis panel - Serum or Plasma'),
  ),
  'serum-immunofixation': order('order-sife', laboratory('25700-6', 'Immunofixation for Serum or Plasma')),
  'urine-protein-24h': order('order-urine-protein', laboratory('2889-4', 'Protein [Mass/time] in 24 hour Urine')),
  'urine-protein-electrophoresis': order(
    'order-upep',
    laboratory('13438-7', 'Protein Fractions [Interpretation] in Urine by Electrophoresis'),
  ),
  'urine-immunofixation': order('order-uife', laboratory('13440-3', 'Immunofixation for Urine')),
  'free-kappa': LIGHT_CHAINS,
  'free-lambda': LIGHT_CHAINS,
  'whole-body-ct-or-pet': order('order-low-dose-ct', {
    category: 'imaging',
    system: 'loinc',
    code: '46305-9',
    display: 'CT Whole body',
    text: 'CT whole body, low dose, without contrast',
  }),
  'whole-body-mri': order('order-whole-body-mri', {
    category: 'imaging',
    system: 'loinc',
    code: '46358-8',
    display: 'MR Whole body',
    text: 'MRI whole body, without contrast',
  }),
  'marrow-examination': order('order-marrow', {
    category: 'procedure',
    system: 'snomed',
    code: '234326005',
    display: 'Bone marrow sampling (procedure)',
    text: 'Bone marrow aspiration and biopsy, unilateral, with immunohistochemistry and/or flow cytometry',
  }),
  'plasma-cell-fish': order(
    'order-fish',
    laboratory(
      '62367-8',
      'Chromosome analysis panel by FISH',
      'Plasma-cell FISH on marrow (CD138-selected): del(13), del(17p13), t(4;14), t(11;14), t(14;16), t(14;20), 1q21, del(1p)',
    ),
  ),
  'plasmacytoma-biopsy': null,
  'serum-viscosity': order('order-viscosity', laboratory('3128-6', 'Viscosity of Serum')),
  'hla-typing': null,
  'frailty-assessment': null,
  'history-and-physical': null,
};
