import type { DrugForm, Ingredient, Route } from '../../logic/drugs.ts';
import { listAt, objectAt, textAt, type JsonObject } from '../json.ts';
import { routeInText } from './route-text.ts';

/** Dose forms by which these ingredients act on an eye, a skin or a line, and not on the patient's myeloma or clotting. */
const LOCAL_FORMS =
  /\b(ophthalm\w*|otic|ear drops?|eye drops?|eye ointment|topical|cream|ointment|lotion|gel|foam|patch(es)?|transdermal|buccal|vaginal|inhal\w*|nebuli\w*|nasal|intravitreal|intraocular|intracameral|implant|lock flush|flush|mouthwash|shampoo|dexycu|dextenza|ozurdex|maxidex|nizoral)\b|滴眼|滴耳|眼膏|乳膏|软膏|凝胶|喷雾|雾化|吸入|贴剂|贴膏|封管|洗剂|搽剂|漱口/i;

/** Pentamidine keeps Pneumocystis off by inhalation, not in spite of it. */
const MEANT_LOCALLY: ReadonlySet<Ingredient> = new Set(['pentamidine']);

const LONGEST_TEXT = 300;

/** Whether the words for a product or its route say that it acts where it is put. */
export function actsLocally(ingredient: Ingredient, texts: readonly string[]): boolean {
  return !MEANT_LOCALLY.has(ingredient) && texts.some((text) => LOCAL_FORMS.test(text));
}

/**
 * One ingredient, two products: what the name or strength tells them by (terminology, trap 14). 1,800 mg is no sign of
 * the subcutaneous daratumumab: it is also what 16 mg/kg comes to at 112 kg.
 */
const FORMS: readonly (readonly [Ingredient, DrugForm, RegExp])[] = [
  ['daratumumab', 'with-hyaluronidase', /hyaluronidase|faspro|fihj|透明质酸酶|皮下/i],
  ['daratumumab', 'without-hyaluronidase', /darzalex(?! ?faspro)|\b20 ?mg\/ml|\b[14]00 ?mg\/(5|20) ?ml|静脉/i],
  ['denosumab', 'osteoporosis', /prolia|普罗力|(?<![\d.])60 ?mg/i],
  ['denosumab', 'oncology', /xgeva|安加维|(?<![\d.])120 ?mg|(?<![\d.])70 ?mg\/ml/i],
  ['zoledronic-acid', 'osteoporosis', /reclast|aclasta|密固达|(?<![\d.])5 ?mg(?!\/5 ?ml)/i],
  ['zoledronic-acid', 'oncology', /zometa|择泰|(?<![\d.])4 ?mg/i],
];

/** The product among those of one ingredient; null when its words tell none, or two. */
export function formOf(ingredient: Ingredient, texts: readonly string[]): DrugForm | null {
  const short = texts.filter((text) => text.length <= LONGEST_TEXT);
  const found = FORMS.filter(([of, , pattern]) => of === ingredient && short.some((text) => pattern.test(text)));
  // The subcutaneous product is coded with the plain antibody too: the narrower is meant.
  const [first, other] = found;
  return first === undefined || (other !== undefined && first[1] !== 'with-hyaluronidase') ? null : first[1];
}

/** SNOMED CT route codes. */
const ROUTE_CODES: Readonly<Record<string, Route>> = {
  '26643006': 'oral',
  '47625008': 'intravenous',
  '34206005': 'subcutaneous',
  '78421000': 'intramuscular',
};

const ROUTE_WORDS: readonly (readonly [Route, RegExp])[] = [
  ['oral', /^(oral(ly)?|p\.?o\.?|by mouth|per os|oral route|口服)$/i],
  [
    'intravenous',
    /^(i\.?v\.?( push| piggyback| infusion| bolus)?|iv(p|pb|inj|push)|intravenous(ly)?( (central|peripheral))?( route| use| infusion| injection| push| piggyback| bolus)?|injection, intravenous|静脉(注射|滴注|输注|推注)?|静滴|静注)$/i,
  ],
  [
    'subcutaneous',
    /^(s\.?c\.?|s\.?q\.?|sub-?q|sub-?cut(aneous(ly)?)?|subcutaneous (route|use|injection)|injection, subcutaneous|皮下(注射)?)$/i,
  ],
  ['intramuscular', /^(i\.?m\.?|intramuscular(ly)?( route| use)?|肌(肉)?注(射)?)$/i],
];

/**
 * The route that all dosages agree on, by code, by its plain name, or in their words; where none of them says any, the
 * one in the product's name. Null when it isn't told, `conflicting` when two are.
 */
export function routeOf(dosages: readonly JsonObject[], names: readonly string[]): Route | 'conflicting' | null {
  const told = new Set(
    dosages.flatMap((dosage) => [oneRoute(objectAt(dosage, 'route')), routeInText(textAt(dosage, 'text'))]),
  );
  told.delete(undefined);
  const [route, other] = told.size > 0 ? told : new Set(names.map(routeInText).filter((named) => named !== undefined));
  return other === undefined ? (route ?? null) : 'conflicting';
}

function oneRoute(route: JsonObject): Route | undefined {
  const codings = listAt(route, 'coding');
  for (const coding of codings) {
    const code = textAt(coding, 'code');
    if (code !== undefined && Object.hasOwn(ROUTE_CODES, code)) return ROUTE_CODES[code];
  }
  const words = [
    textAt(route, 'text'),
    ...codings.flatMap((coding) => [textAt(coding, 'display'), textAt(coding, 'code')]),
  ];
  for (const word of words) {
    const found =
      word !== undefined && word.length <= 40 && ROUTE_WORDS.find(([, pattern]) => pattern.test(word.trim()));
    if (found) return found[0];
  }
  return undefined;
}
