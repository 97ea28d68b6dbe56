import type { Ingredient } from '../../logic/drugs.ts';
import { MEDICATION_CODES } from '../codes/medications.ts';
import { DRUG_NAMES } from './name-table.ts';

/** Drugs that are known by a class only: their names are those of the code table. */
const GROUPS: ReadonlySet<string> = new Set(['strong-cyp3a4-pgp-inhibitor', 'strong-cyp3a4-pgp-inducer']);
const GROUP_NAMES: readonly (readonly [Ingredient, readonly string[]])[] = MEDICATION_CODES.filter(
  ({ ingredient, system, display }) =>
    GROUPS.has(ingredient) && system !== 'hcpcs' && /^[a-z' -]{4,40}$/i.test(display),
).map(({ ingredient, display }) => [ingredient, [display.toLowerCase()]]);

/** Every name, in lower case, and its ingredient. */
const NAMES: ReadonlyMap<string, Ingredient> = new Map(
  [...DRUG_NAMES, ...GROUP_NAMES].flatMap(([ingredient, names]) => names.map((name) => [name, ingredient] as const)),
);
const LONGEST_FIRST = [...NAMES.keys()].sort((a, b) => b.length - a.length);

const isLatin = (name: string): boolean => /^[\x20-\x7e]+$/.test(name);
const oneOf = (names: readonly string[]): string =>
  `(?:${names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`;

/** Any of the names, as whole words in Latin letters; the longest first, so that methylprednisolone isn't prednisolone. */
const NAME = new RegExp(
  `(?<![a-z])${oneOf(LONGEST_FIRST.filter(isLatin))}(?![a-z])|${oneOf(LONGEST_FIRST.filter((name) => !isLatin(name)))}`,
  'gi',
);

/** Words that say that the drug named is not taken, or that another one is meant. */
const NEGATED = /\b(allerg|avoid|hold|discontinu|do not|not taking|stop(ped)?|instead of|placebo)|过敏|停用|禁用|避免/i;
const LONGEST_TEXT = 300;

/** Another drug under the same name: atovaquone with proguanil is a malaria drug. */
const OTHER_DRUG = /proguanil|氯胍/i;

/** The ingredients named in a text, those with longer names first. */
export function ingredientsIn(text: string): readonly Ingredient[] {
  if (text.length > LONGEST_TEXT) return [];
  const names = text.match(NAME);
  if (!names || NEGATED.test(text) || OTHER_DRUG.test(text)) return [];
  // "doxorubicin hydrochloride liposome": the form stands apart from the name.
  const liposomal = /liposom|脂质体/i.test(text);
  const found = names
    .sort((a, b) => b.length - a.length)
    .flatMap((name) => NAMES.get(name.toLowerCase()) ?? [])
    .map((ingredient) => (ingredient === 'doxorubicin' && liposomal ? 'liposomal-doxorubicin' : ingredient));
  return [...new Set(found)];
}
