import type { Result } from '../logic/outcome.ts';

/** What a short answer in words says, in English and Chinese: only words that can't mean anything else. */

const WHOLE: Readonly<Record<string, Result>> = {
  neg: 'negative',
  nd: 'negative',
  none: 'negative',
  '(-)': 'negative',
  '（-）': 'negative',
  无: 'negative',
  pos: 'positive',
  '+': 'positive',
  '++': 'positive',
  '+++': 'positive',
  '(+)': 'positive',
  '（+）': 'positive',
};

const LONGEST = 120;

const NEGATIVE =
  /\bnot[ -](?:detected|reactive|seen|present|found|identified)\b|\bnone (?:seen|detected|present|identified|found)\b|\bnon[ -]?(?:reactive|detected)\b|\bundetect(?:ed|able)\b|\bnegative\b|\babsent\b|阴性|未检出|未检测到|未见|未发现|无反应性|非反应性/g;
const POSITIVE = /\bpositive\b|\bdetected\b|\breactive\b|\bpresent\b|阳性|检出|有反应性/g;
const OPEN = /\bindeterminate\b|\bequivocal\b|\binconclusive\b|\bborderline\b|\bgr[ae]y ?zone\b|可疑|临界|灰区|不确定/;
/** Words with which a sentence speaks of something else than this result. */
const ELSEWHERE =
  /\bno\b|\bnot\b|\bnever\b|\bwithout\b|\bif\b|\bprevious|\bprior\b|\bhistory\b|\bcontrol\b|\bpending\b|既往|此前|待|若|如/;

/** Reads a short answer; undefined when it says neither, or says more than an answer. */
export function wordsOf(text: string): Result | undefined {
  if (text.length > LONGEST) return undefined;
  const folded = text
    .trim()
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.。!]$/, '');
  const whole = Object.hasOwn(WHOLE, folded) ? WHOLE[folded] : undefined;
  if (whole) return whole;
  const rest = folded.replace(NEGATIVE, ' ');
  if (ELSEWHERE.test(rest)) return undefined;
  const [negative, positive] = [rest !== folded, rest.search(POSITIVE) >= 0];
  if (OPEN.test(rest) || (negative && positive)) return 'indeterminate';
  if (negative) return 'negative';
  return positive ? 'positive' : undefined;
}
