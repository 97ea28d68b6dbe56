import type { Drug } from './facts.ts';

/** Ingredients by class, as the guideline groups them. One ingredient may stand in several classes. */
const CLASSES = {
  imid: ['lenalidomide', 'thalidomide', 'pomalidomide'],
  'proteasome-inhibitor': ['bortezomib', 'carfilzomib', 'ixazomib'],
  'anti-cd38': ['daratumumab', 'isatuximab'],
  'anti-slamf7': ['elotuzumab'],
  bcma: [
    'belantamab-mafodotin',
    'idecabtagene-vicleucel',
    'ciltacabtagene-autoleucel',
    'teclistamab',
    'elranatamab',
    'linvoseltamab',
  ],
  bispecific: ['talquetamab', 'teclistamab', 'elranatamab', 'linvoseltamab'],
  xpo1: ['selinexor'],
  bcl2: ['venetoclax'],
  'hdac-inhibitor': ['panobinostat'],
  alkylator: ['melphalan', 'cyclophosphamide', 'bendamustine', 'carmustine', 'lomustine'],
  anthracycline: ['doxorubicin', 'liposomal-doxorubicin'],
  platinum: ['cisplatin'],
  'other-cytotoxic': ['etoposide', 'vincristine'],
  steroid: ['dexamethasone', 'prednisone', 'prednisolone', 'methylprednisolone'],
  esa: ['epoetin', 'darbepoetin'],
  lmwh: ['enoxaparin', 'dalteparin', 'tinzaparin', 'other-lmwh'],
  heparin: ['heparin'],
  'factor-xa-parenteral': ['fondaparinux'],
  doac: ['rivaroxaban', 'apixaban', 'edoxaban', 'dabigatran'],
  'vitamin-k-antagonist': ['warfarin'],
  antiplatelet: ['aspirin', 'clopidogrel', 'prasugrel', 'ticagrelor'],
  bisphosphonate: ['zoledronic-acid', 'pamidronate', 'ibandronate'],
  'rankl-inhibitor': ['denosumab'],
  'antiviral-herpes': ['acyclovir', 'valacyclovir', 'famciclovir'],
  'pjp-prophylaxis': ['trimethoprim-sulfamethoxazole', 'atovaquone', 'dapsone', 'pentamidine'],
  antifungal: ['fluconazole', 'posaconazole', 'voriconazole', 'itraconazole', 'ketoconazole', 'other-antifungal'],
  fluoroquinolone: ['levofloxacin'],
  immunoglobulin: ['immunoglobulin'],
  calcitonin: ['calcitonin'],
  'urate-lowering': ['allopurinol', 'rasburicase'],
  nsaid: [
    'ibuprofen',
    'naproxen',
    'diclofenac',
    'ketorolac',
    'celecoxib',
    'meloxicam',
    'indomethacin',
    'etodolac',
    'nabumetone',
    'ketoprofen',
  ],
  aminoglycoside: ['gentamicin', 'tobramycin', 'amikacin', 'streptomycin'],
  'iodinated-contrast': ['iohexol', 'iopamidol', 'iodixanol', 'other-iodinated-contrast'],
  'strong-cyp3a4-pgp-inhibitor': [
    'strong-cyp3a4-pgp-inhibitor',
    'posaconazole',
    'voriconazole',
    'itraconazole',
    'ketoconazole',
  ],
  'strong-cyp3a4-pgp-inducer': ['strong-cyp3a4-pgp-inducer'],
} as const;

export type DrugClass = keyof typeof CLASSES;

/** A drug that some page speaks of; the two `strong-cyp3a4-pgp-...` names stand for groups of interacting drugs. */
export type Ingredient = (typeof CLASSES)[DrugClass][number];

/** How a drug is given, where the chart says so. */
export type Route = 'oral' | 'intravenous' | 'subcutaneous' | 'intramuscular';

/** Which of two products of one ingredient: their doses and uses differ. */
export type DrugForm = 'with-hyaluronidase' | 'without-hyaluronidase' | 'osteoporosis' | 'oncology';

const ANTI_MYELOMA: readonly DrugClass[] = [
  'imid',
  'proteasome-inhibitor',
  'anti-cd38',
  'anti-slamf7',
  'bcma',
  'bispecific',
  'xpo1',
  'bcl2',
  'hdac-inhibitor',
  'alkylator',
  'anthracycline',
  'platinum',
  'other-cytotoxic',
  'steroid',
];

/** Drugs given for myeloma and little else: their presence alone puts a patient in scope. */
const MYELOMA_SPECIFIC: readonly DrugClass[] = [
  'imid',
  'proteasome-inhibitor',
  'anti-cd38',
  'anti-slamf7',
  'bcma',
  'bispecific',
  'xpo1',
];

/** Drugs that keep bone: the guideline's bisphosphonates and denosumab (H-1). */
const BONE_AGENTS: readonly DrugClass[] = ['bisphosphonate', 'rankl-inhibitor'];

/** Cytotoxic drugs that make "multi-agent chemotherapy" (errata 28). */
const CYTOTOXIC: readonly DrugClass[] = ['alkylator', 'anthracycline', 'platinum', 'other-cytotoxic'];

/** Every anticoagulant and aspirin-like drug whose intensity I-4 tells from the dose. */
export const ANTICOAGULANTS: readonly DrugClass[] = [
  'lmwh',
  'heparin',
  'factor-xa-parenteral',
  'doac',
  'vitamin-k-antagonist',
];

const CLASSES_BY_INGREDIENT: ReadonlyMap<string, ReadonlySet<DrugClass>> = invert();

function invert(): Map<string, Set<DrugClass>> {
  const byIngredient = new Map<string, Set<DrugClass>>();
  for (const drugClass of Object.keys(CLASSES) as DrugClass[]) {
    for (const ingredient of CLASSES[drugClass]) {
      const classes = byIngredient.get(ingredient) ?? new Set<DrugClass>();
      byIngredient.set(ingredient, classes.add(drugClass));
    }
  }
  return byIngredient;
}

/** Every ingredient of the class table, for checks of the code tables. */
export const INGREDIENTS: ReadonlySet<string> = new Set(CLASSES_BY_INGREDIENT.keys());

/** True when the drug belongs to one of the classes. */
export function isA({ ingredient }: Pick<Drug, 'ingredient'>, ...classes: readonly DrugClass[]): boolean {
  const own = CLASSES_BY_INGREDIENT.get(ingredient);
  return own !== undefined && classes.some((drugClass) => own.has(drugClass));
}

/** The question whether a drug belongs to one of the classes, asked of every drug of a chart by page after page. */
function anyOf(classes: readonly DrugClass[]): (drug: Pick<Drug, 'ingredient'>) => boolean {
  const members: ReadonlySet<string> = new Set(classes.flatMap((drugClass) => CLASSES[drugClass]));
  return ({ ingredient }) => members.has(ingredient);
}

export const isBoneAgent = anyOf(BONE_AGENTS);
export const isAntiMyeloma = anyOf(ANTI_MYELOMA);
export const isMyelomaSpecific = anyOf(MYELOMA_SPECIFIC);
export const isCytotoxic = anyOf(CYTOTOXIC);
export const isAnticoagulant = anyOf(ANTICOAGULANTS);

/** The class by which a drug is listed among a patient's exposures: the first that the guideline groups it under. */
export function classOf({ ingredient }: Pick<Drug, 'ingredient'>): DrugClass | undefined {
  return CLASSES_BY_INGREDIENT.get(ingredient)?.values().next().value;
}
