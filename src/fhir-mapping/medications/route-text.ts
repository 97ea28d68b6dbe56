import type { Route } from '../../logic/drugs.ts';

/** The route in the words of an order, where they name one and no other. */

const LONGEST_TEXT = 400;

/** "IV" that is no route: a stage, a class, a line, fluids beside the drug. */
const OTHER_MEANINGS =
  /\b(stage|grade|class|type|phase|cycle|factor|nyha) ?iv\b|\biv (fluids?|access|line|catheter|hydration|pre-?medication|flush|site|saline)\b|\bnot (for |to be given )?(iv|intravenous\w*|sc|subcut\w*)\b|静脉(通路|置管|血栓|补液)|不(可|得|能|宜)(静脉|皮下)\S{0,4}|(静脉|皮下)\S{0,4}禁用/gi;

const WORDS: readonly (readonly [Route, RegExp])[] = [
  ['oral', /\b(p\.?o\b\.?|oral(ly)?|by mouth|per os)(?![a-z])|口服/gi],
  [
    'intravenous',
    /\bi\.?v\b\.?( (push|bolus|piggyback|infusion))?|\biv(p|pb|inf)\b|\bintravenous(ly)?( (push|bolus|infusion|injection|piggyback))?|静脉(注射|滴注|输注|推注|注入|点滴)?|静滴|静注|静推/gi,
  ],
  [
    'subcutaneous',
    /\bs\.?c\b\.?|\bs\.?q\b\.?|\bsub-?q\b|\bsub-?cut\b\.?|\bsubcutaneous(ly)?( injection)?|皮下(注射)?/gi,
  ],
  ['intramuscular', /\bi\.?m\b\.?|\bintramuscular(ly)?( injection)?|肌(肉)?注(射)?/gi],
];

/** Undefined when no route is named, or more than one. */
export function routeInText(text: string | undefined): Route | undefined {
  if (text === undefined || text.length > LONGEST_TEXT) return undefined;
  const plain = text.replace(OTHER_MEANINGS, ' ');
  const named = WORDS.filter(([, pattern]) => plain.search(pattern) !== -1);
  const [only, other] = named;
  return other === undefined ? only?.[0] : undefined;
}

/** A text without its words for a route. */
export function withoutRoutes(text: string): string {
  return WORDS.reduce((rest, [, pattern]) => rest.replace(pattern, ' '), text);
}
