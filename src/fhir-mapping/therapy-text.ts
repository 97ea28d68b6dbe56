import { lookUp } from './json.ts';
import type { Ingredient } from '../logic/drugs.ts';
import { ingredientsIn } from './medications/names.ts';

/** Conservative recognisers of a chart's words: what could be meant otherwise is not read. Texts are cut before any pattern. */

const LONGEST_TEXT = 1000;
const LONGEST_PART = 200;

const DENIED =
  /\b(no|not|non|never|without|sensitive|unless|if|possibl\w*|suspect\w*|rule out|versus|vs)\b|非|不|无|未|否|可能|疑/i;
const REFRACTORY_TO = /\b(?:refractory|resistant) (?:to|against) /i;
const DRUG_REFRACTORY = /([a-z]{5,30})[- ](?:refractory|resistant)\b/gi;
const REFRACTORY_ZH = /难治|耐药/;

/** Drugs that a text calls refractory: "refractory to lenalidomide and bortezomib", "lenalidomide-refractory", "来那度胺耐药". */
export function refractoryIn(text: string): readonly Ingredient[] {
  const parts = text.slice(0, LONGEST_TEXT).split(/[.;\n。；]/);
  return parts.flatMap((part) => (part.length > LONGEST_PART || DENIED.test(part) ? [] : inPart(part)));
}

function inPart(part: string): readonly Ingredient[] {
  const after = part.split(REFRACTORY_TO)[1];
  if (after !== undefined) return ingredientsIn(after);
  const before = [...part.matchAll(DRUG_REFRACTORY)].flatMap(([, word = '']) => ingredientsIn(word));
  const chinese = REFRACTORY_ZH.exec(part);
  return chinese ? [...before, ...ingredientsIn(part.slice(0, chinese.index))] : before;
}

const ORDINALS: Readonly<Record<string, number>> = {
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8 },
  ...{ 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8 },
};
const ORDINAL_LINE = /\b(first|second|third|fourth|fifth|sixth|seventh|eighth|1st|2nd|3rd|[4-9]th|1\dth)[- ]line\b/gi;
const LINE_NUMBER = /\b(?:line of therapy|therapy line|treatment line|lot)[ :#]{0,3}(\d{1,2})\b/gi;
const CHINESE_LINE = /(?:第)?([一二三四五六七八]|\d{1,2})线/g;

/** The line of therapy that texts name; null when they name none, or two. */
export function lineIn(texts: readonly string[]): number | null {
  const lines = new Set(
    texts.flatMap((text) => {
      const cut = text.slice(0, LONGEST_PART);
      return [ORDINAL_LINE, LINE_NUMBER, CHINESE_LINE].flatMap((pattern) =>
        [...cut.matchAll(pattern)].map(([, word = '']) => lookUp(ORDINALS, word.toLowerCase()) ?? parseInt(word, 10)),
      );
    }),
  );
  const [only] = lines;
  return lines.size === 1 && only !== undefined && only > 0 && only <= 20 ? only : null;
}
