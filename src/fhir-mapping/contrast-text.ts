/** What the words of an imaging order say of contrast medium into a vein. Each name is read by itself; the text is short and capped. */

const LONGEST = 400;

/** The names of an order as one short text, in one way of writing. */
export function plainText(names: readonly string[]): string {
  const joined = [...new Set(names)].map((name) => name.slice(0, LONGEST)).join(' | ');
  return joined
    .slice(0, LONGEST)
    .normalize('NFKC')
    .slice(0, LONGEST)
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
}

const MEDIUM = '(?:iv |intravenous |i\\.v\\. |iodinated )?(?:contrast|dye)';

/** First without and then with. */
const BOTH = new RegExp(
  '\\bw/?o? ?(?:and|&|\\+|or|/) ?w/?o?\\b(?! ?radio)|\\bwith(?:out)? ?(?:and|&|\\+|/|then|followed by) ?with(?:out)?\\b|\\bw ?/? ?wo\\b|平扫 ?[+＋及和加、] ?增强',
);
const WITHOUT = new RegExp(
  `\\b(?:wo|w/o|without|no|non|w out) ?-? ?${MEDIUM}|non-?contrast|non-?enhanced|unenhanced|(?:不|非|无需|勿)增强|平扫|(?:无|不用|不使用|避免)(?:造影剂|对比剂)`,
  'g',
);
/** By mouth or into a cavity: the kidneys don't see it. */
const ELSEWHERE =
  /\b(?:oral|rectal|po|enteric|barium|intrathecal|it|intra-?articular)(?: and rectal)?(?: positive| neutral)? contrast(?: only)?|\bcontrast (?:po|pr|it|oral)\b|口服(?:造影剂|对比剂)/g;
/** Left to others. */
const OPEN =
  /\b(?:with or without|w or wo|\+\/-|w\/ or w\/o)|contrast (?:as|if|when) (?:needed|necessary|indicated)|per (?:radiolog|protocol)|必要时/;
const WITH = /contrast|\bdye\b|\bcta\b|angiogra|\bce-?ct\b|enhanced|增强|造影|对比剂/;

/** Whether contrast is given into a vein. */
export function contrastNamed(text: string): 'with' | 'without' | 'not-stated' {
  if (OPEN.test(text)) return 'not-stated';
  if (BOTH.test(text)) return 'with';
  const rest = text.replace(WITHOUT, ' ');
  if (WITH.test(rest.replace(ELSEWHERE, ' '))) return 'with';
  return rest === text ? 'not-stated' : 'without';
}

/** Angiography, venography or urography by X-ray: not by magnet, ultrasound, radionuclide, or of the eye. */
export const isAngiography = (text: string): boolean =>
  /\bcta\b|angiogra|venogra|aortogra|pyelogra|urogra|\bivp\b|血管造影|静脉肾盂造影|冠脉造影|冠状动脉造影/.test(text) &&
  !/\bmr|magnet|ultraso|\bus\b|fluoresc|fundus|retin|icg|radionuclide|\bnm\b|co2|carbon dioxide|磁共振|超声|荧光|眼底|核素/.test(
    text,
  );
