import type { Ingredient } from '../../logic/drugs.ts';
import { MEDICATION_CODES } from '../codes/medications.ts';
import { DRUG_NAMES } from './name-table.ts';

/** Drugs that are known by a class only: their names are those of the code table. */
const GROUPS: ReadonlySet<string> = new Set(['strong-cyp3a4-pgp-inhibitor', 'strong-cyp3a4-pgp-inducer']);
const GROUP_NAMES: readonly (readonly [Ingredient, readonly string[]])[] = MEDICATION_CODES.filter(
  ({ ingredient, system, display }) =>
    GROUPS.has(ingredient) && system !== 'hcpcs' && /^[a-z' -]{4,40}$/i.test(display),
).map(({ ingredient, display }) => [ingredient, [display.toLowerCase()]]);

interface Name {
  readonly ingredient: Ingredient;
  readonly text: string;
  readonly pattern: RegExp;
}

const isLatin = (name: string): boolean => /^[\x20-\x7e]+$/.test(name);
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const PATTERNS: readonly Name[] = [...DRUG_NAMES, ...GROUP_NAMES]
  .flatMap(([ingredient, names]) =>
    names.map((text) => ({
      ingredient,
      text,
      pattern: new RegExp(isLatin(text) ? `(?<![a-z])${escaped(text)}(?![a-z])` : escaped(text), 'i'),
    })),
  )
  .sort((a, b) => b.text.length - a.text.length);

/** The first word of every Latin name: most drugs of a chart have none of them, and a look at their words must tell. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  PATTERNS.filter(({ text }) => isLatin(text)).flatMap(({ text }) => /[a-z]{3,}/.exec(text) ?? []),
);
const WORD = /[a-z]{3,}|[\u0080-\uffff]/g;

/** Whether a text may hold a name: one of its words begins one, or it isn't written in Latin letters only. */
function mayName(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (FIRST_WORDS.has(word) || word.length === 1) return true;
  }
  return false;
}

/** Words that say that the drug named is not taken, or that another one is meant. */
const NEGATED = /\b(allerg|avoid|hold|discontinu|do not|not taking|stop(ped)?|instead of|placebo)|过敏|停用|禁用|避免/i;
const LONGEST_TEXT = 300;

/** Another drug under the same name: atovaquone with proguanil is a malaria drug. */
const OTHER_DRUG = /proguanil|氯胍/i;

/** The ingredients named in a text, the longest names first so that methylprednisolone isn't prednisolone. */
export function ingredientsIn(text: string): readonly Ingredient[] {
  if (text.length > LONGEST_TEXT || !mayName(text) || NEGATED.test(text) || OTHER_DRUG.test(text)) return [];
  let rest = text;
  const found = new Set<Ingredient>();
  for (const { ingredient, pattern } of PATTERNS) {
    if (!pattern.test(rest)) continue;
    found.add(ingredient);
    rest = rest.replace(new RegExp(pattern, 'gi'), ' ');
  }
  // "doxorubicin hydrochloride liposome": the form stands apart from the name.
  const liposomal = /liposom|脂质体/i.test(text);
  return [...new Set([...found].map((name) => (name === 'doxorubicin' && liposomal ? 'liposomal-doxorubicin' : name)))];
}
