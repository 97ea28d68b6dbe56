import type { Result } from '../logic/outcome.ts';
import type { HeavyChain, LightChain, MProteinType } from '../logic/light-chains.ts';
import { wordsOf } from './result-words.ts';

/** What the words of an electrophoresis or immunofixation say about a monoclonal protein, in English and Chinese. */

/** A report is longer than an answer, and the sender must not set the price of reading it. */
const LONGEST = 2000;
const SENTENCES = /[.;!?\n。；！？]+/;

const ISOTYPE = /\big ?([gamde])[-\s/(（型]{0,3}(kappa|lambda|κ|λ|k\b|l\b)|\b(kappa|lambda)\b|[κλ]/;
const ISOTYPES = new RegExp(ISOTYPE, 'g');
const HEAVY_CHAIN = /\big ?[gamde]/g;
const MOST_NAMED = 2;
const MENTION =
  /monoclonal|paraprotein|\bm[- ]?(?:protein|spike|band|component|peak)|bence[- ]jones|abnormal (?:protein )?band|(?:restricted|discrete) band|单克隆|m ?蛋白|m ?带|m ?峰|m ?成分|本周氏?蛋白|本-周|异常(?:蛋白)?条带/;
const NEGATION =
  /\bno\b|\bnot\b|\bnone\b|\bwithout\b|\bnegative\b|\babsen(?:t|ce)\b|\bnever\b|\bundetect(?:ed|able)\b|\(-\)|（-）|阴性|未|无|没有/;
const AFFIRMATION =
  /\bpositive\b|\bpresent\b|\bdetected\b|\bidentified\b|\bseen\b|\bconfirmed\b|\(\+\)|（\+）|阳性|可见|检出|存在/;
const DOUBT =
  /\bpossibl[ey]|\bprobabl[ey]|\bsuspicious|\bsuspected|\bsuggest|\bquestionable|\bequivocal|\binconclusive|\bcannot\b|\bcan't\b|\bmay\b|\bmight\b|\brule out\b|\bexclude|\bindeterminate|\bunclear|可疑|可能|不除外|不能排除|疑似|待排/;
const CONTRAST = /\bbut\b|\bhowever\b|\bexcept\b|\bother than\b|\bchange|\bnew\b|\badditional\b|但|除/;
const PAST = /\bprevious|\bprior\b|\bhistor|\bformer|\bearlier\b|\bsince\b|\bcompared\b|既往|此前|以前|曾|较前/;
const NORMAL = /^\s*(?:\w+ ){0,4}normal (?:serum |urine )?(?:protein )?(?:electrophore\w+ |pattern)(?:pattern)?\s*$/;

/** Reads whether a monoclonal protein was seen; undefined when the words don't say. */
export function mProteinSeen(text: string): Result | undefined {
  if (text.length > LONGEST) return undefined;
  const sentences = sentencesOf(text);
  const told = sentences.flatMap((sentence) => verdictOf(sentence) ?? []);
  if (told.length === 0) return sentences.some((sentence) => PAST.test(sentence)) ? undefined : wordsOf(text);
  return new Set(told).size > 1 ? 'indeterminate' : told[0];
}

const sentencesOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .split(SENTENCES)
    .filter((sentence) => sentence.trim() !== '');

/**
 * One sentence. What came first decides: a denial with nothing said before it denies; a finding that a denial follows,
 * or one with a contrast in it, is left open.
 */
function verdictOf(sentence: string): Result | undefined {
  if (PAST.test(sentence)) return undefined;
  if (NORMAL.test(sentence)) return 'negative';
  const isotype = ISOTYPE.exec(sentence);
  if (!MENTION.test(sentence) && !isotype) return undefined;
  if (DOUBT.test(sentence)) return 'indeterminate';
  const denied = sentence.search(NEGATION);
  const affirmed = sentence.search(AFFIRMATION);
  if (denied >= 0) {
    const open = CONTRAST.test(sentence) || (affirmed >= 0 && affirmed < denied);
    return open ? 'indeterminate' : 'negative';
  }
  // A heavy and a light chain together name a monoclonal protein; a list of them all names the reagents.
  const named = isotype?.[2] !== undefined && new Set(sentence.match(HEAVY_CHAIN)).size <= MOST_NAMED;
  return affirmed >= 0 || named ? 'positive' : undefined;
}

const HEAVY: Readonly<Record<string, HeavyChain>> = { g: 'igg', a: 'iga', m: 'igm', d: 'igd', e: 'ige' };
const LIGHT: Readonly<Record<string, LightChain>> = {
  kappa: 'kappa',
  κ: 'kappa',
  k: 'kappa',
  lambda: 'lambda',
  λ: 'lambda',
  l: 'lambda',
};

/** The types that the words name, sentence by sentence, where they say that it is there. */
export function mProteinTypesIn(text: string): readonly MProteinType[] {
  if (text.length > LONGEST) return [];
  return sentencesOf(text).flatMap((sentence) => {
    if (!ISOTYPE.test(sentence)) return [];
    const verdict = verdictOf(sentence);
    if (verdict === 'negative' || verdict === 'indeterminate' || PAST.test(sentence)) return [];
    return [...sentence.matchAll(ISOTYPES)].flatMap(([word, heavy, light, alone]) => {
      const chain = light ?? alone ?? word;
      const type = { heavy: HEAVY[heavy ?? ''] ?? null, light: LIGHT[chain] ?? null };
      return type.heavy === null && verdict !== 'positive' ? [] : [type];
    });
  });
}
