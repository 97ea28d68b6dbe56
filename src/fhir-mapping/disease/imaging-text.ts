import { between, exactly, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { narrative } from './narrative.ts';
import { readSentence } from './sentence.ts';
import { lexicon, tokensOf, type Statement, type Topic } from './statements.ts';

/** What a report of an imaging study says of the bones and of masses. */

export type ImagingTopic = 'lytic' | 'boneDisease' | 'focal' | 'extramedullary' | 'newLesion' | 'otherLesion';

const QUALIFIED =
  '(?:fdg[- ]?avid|hypermetabolic|metabolically active|pet[- ]?positive|active|sclerotic|blastic|osteoblastic|benign|degenerative|large|larger|further|additional|other)';
const LESION = '(?:lesions?|foci|focus|defects?|areas?|destructions?|changes?|disease|process(?:es)?)';
const OSSEOUS = '(?:osseous|bony|bone|skeletal|musculoskeletal|osteo)';

const TOPICS: readonly Topic<ImagingTopic>[] = [
  {
    topic: 'newLesion',
    words: `(?<![a-z])new(?:ly appeared)? (?:[a-z-]{1,20} ){0,3}?(?:lesions?|foci|focus|plasmacytomas?)(?![a-z])|新(?:发|增|出现)(?:的)?(?:骨|溶骨性|病灶|病变|局灶性|软组织){0,2}(?:病灶|病变|破坏)?`,
    bare: 'met',
  },
  // An avid focus without lysis is none (errata 44), and its absence leaves lesions that take up nothing.
  {
    topic: 'otherLesion',
    words: `(?<![a-z])${QUALIFIED} (?:(?:and|or|/) )?(?:[a-z-]{1,20} ){0,2}?(?:lytic |bone |osseous |marrow )?${LESION}(?![a-z])|(?:成骨性|硬化性)(?:病变|病灶|改变|转移)|(?:高|异常)(?:代谢|摄取)(?:病)?灶?`,
  },
  {
    topic: 'lytic',
    words: `(?<![a-z])(?:osteo)?lytic(?: (?:or|and|/) (?:[a-z]{1,12}(?:blastic|sclerotic)|blastic|sclerotic))?(?: (?:bone|bony|osseous|skeletal|skull|destructive))?(?: ${LESION})?(?![a-z])|(?<![a-z])(?:osteo)?lysis(?![a-z])|osteolyses|punched[- ]out (?:lesions?|areas?)|(?:blastic|sclerotic) or lytic ${LESION}|lytic/(?:blastic|sclerotic) ${LESION}|溶骨性?(?:骨质)?(?:破坏|病变|病灶|改变|损害)?(?:灶|区)?|穿凿样(?:骨质)?(?:破坏|缺损|改变)?|虫蚀样骨质破坏`,
    bare: 'met',
  },
  {
    topic: 'boneDisease',
    words: `(?<![a-z])(?:suspicious |focal |significant |aggressive |destructive |myelomatous |acute ){0,2}${OSSEOUS} (?:abnormalit(?:y|ies)|lesions?|involvement|disease|destruction|findings?)(?![a-z])|(?<![a-z])myeloma(?:tous)? (?:bone )?(?:lesions?|bone disease|involvement)|骨质?(?:破坏|异常|病变|受累)(?:征象)?|骨骼(?:异常|病变|受累)|骨病灶`,
  },
  {
    topic: 'focal',
    words: '(?<![a-z])focal (?:marrow |bone marrow |bone |myeloma )?lesions?(?![a-z])|局灶性(?:骨髓)?(?:病变|病灶)',
  },
  {
    topic: 'extramedullary',
    words:
      '(?<![a-z])extra-?(?:medullary|osseous)(?: (?:disease|plasmacytomas?|lesions?|mass(?:es)?|involvement|myeloma|soft tissue mass))?(?![a-z])|髓外(?:病变|病灶|浆细胞瘤|受累|侵犯|肿块)?',
    bare: 'met',
  },
];

const QUICK = /lytic|lysis|lyses|punched|osseous|bon[ey]|skelet|focal|foci|extra|lesion|骨|髓外|病灶|病变/;

export const IMAGING_LEXICON = lexicon(TOPICS, QUICK);

export interface Focal {
  readonly count: Interval<'{#}'>;
  readonly size: Interval<'mm'> | null;
}

export interface ImagingWords {
  readonly statements: readonly Statement<ImagingTopic>[];
  readonly focal: Focal | undefined;
  readonly cut: boolean;
}

export function imagingInText(written: string): ImagingWords {
  const { text, cut } = narrative(written);
  if (!IMAGING_LEXICON.quick.test(text)) return { statements: [], focal: undefined, cut };
  const statements = tokensOf(text, IMAGING_LEXICON).flatMap((sentence) => readSentence(sentence));
  return { statements, focal: focalOf(text, statements), cut };
}

const COUNTS: Readonly<Record<string, readonly [number, number]>> = {
  a: [1, 1],
  one: [1, 1],
  single: [1, 1],
  solitary: [1, 1],
  isolated: [1, 1],
  two: [2, 2],
  three: [3, 3],
  four: [4, 4],
  five: [5, 5],
  six: [6, 6],
  multiple: [2, Infinity],
  several: [2, Infinity],
  numerous: [2, Infinity],
  innumerable: [2, Infinity],
  few: [2, Infinity],
  多发: [2, Infinity],
  多个: [2, Infinity],
  多处: [2, Infinity],
  单发: [1, 1],
  单个: [1, 1],
  两个: [2, 2],
  三个: [3, 3],
};

const COUNTED =
  /(?<![\w.-])((?:at least |more than |> ?|>= ?|≥ ?)?(?:\d{1,3}|a|one|single|solitary|isolated|two|three|four|five|six|multiple|several|numerous|innumerable|few)|多发|多个|多处|单发|单个|两个|三个|\d{1,2}个) ?(?:(?:small|large|discrete|enhancing|t1|t2|hypointense|hyperintense|mri|unequivocal|definite|new|stable|residual|的) ?){0,3}(?:focal (?:marrow |bone marrow |bone |myeloma )?lesions?|局灶性(?:骨髓)?(?:病变|病灶))/;

/** Sizes of the lesions themselves: "> 5 mm", "up to 12 mm", "6 and 8 mm", "each 5-9 mm", "1.2 cm". */
const SIZED =
  /^[^.;。\n\d<>≥≤]{0,40}?(up to|largest|maxim\w{2,5}|smaller than|less than|greater than|larger than|more than|at least|>=|<=|>|<|≥|≤|最大|大于|小于|至少)?[^.;。\n\d<>≥≤]{0,20}(\d{1,3}(?:\.\d{1,2})?)(?: ?(?:-|to|and|至|和|~) ?(\d{1,3}(?:\.\d{1,2})?))? ?(mm|cm|毫米|厘米)/;

/** Focal lesions with their number and size; none where the report says that there are none. */
function focalOf(text: string, statements: readonly Statement<ImagingTopic>[]): Focal | undefined {
  const about = statements.filter(({ topic, answer }) => topic === 'focal' && answer !== 'open');
  if (about.length === 0) return undefined;
  if (about.every(({ answer }) => answer === 'not-met')) return { count: count(0, 0), size: null };
  if (about.some(({ answer }) => answer === 'not-met')) return undefined;
  const found = COUNTED.exec(text);
  if (!found || !about.some(({ answer, words }) => answer === 'met' || words.length > 0)) return undefined;
  if (about.some(({ answer, words }) => answer === 'unclear' && words.includes(':'))) return undefined;
  const number = (found[1] ?? '').replace(/个$/, '').trim();
  const digits = Number(/\d{1,3}/.exec(number)?.[0] ?? NaN);
  const [low, high] = Number.isNaN(digits)
    ? (COUNTS[number.replace(/^(?:at least|more than|>=?|≥) ?/, '')] ?? COUNTS[found[1] ?? ''] ?? [0, Infinity])
    : [digits, digits];
  const over = /^(?:more than|> ?(?!=))/.test(number);
  const open = over || /^(?:at least|>=|≥)/.test(number);
  const counted = count(over ? low + 1 : low, open ? Infinity : high);
  return { count: counted, size: sizeOf(text.slice(found.index + found[0].length, found.index + found[0].length + 160)) };
}

const count = (low: number, high: number): Interval<'{#}'> => ({
  low: low as Quantity<'{#}'>,
  high: high as Quantity<'{#}'>,
  lowOpen: false,
  highOpen: high === Infinity,
});

function sizeOf(after: string): Interval<'mm'> | null {
  const found = SIZED.exec(after);
  if (!found) return null;
  const [, word = '', first = '', second, unit = ''] = found;
  const factor = unit === 'cm' || unit === '厘米' ? 10 : 1;
  const value = (Number(first) * factor) as Quantity<'mm'>;
  if (second !== undefined) return between(value, (Number(second) * factor) as Quantity<'mm'>);
  if (/^(?:greater|larger|more|>$|大于)/.test(word)) return open(value, true);
  if (/^(?:at least|>=|≥|至少)/.test(word)) return open(value, false);
  if (/^(?:up to|largest|maxim|smaller|less|<|≤|最大|小于)/.test(word))
    return { low: 0 as Quantity<'mm'>, high: value, lowOpen: false, highOpen: /^(?:smaller|less|<$|小于)/.test(word) };
  return exactly(value);
}

const open = (low: Quantity<'mm'>, lowOpen: boolean): Interval<'mm'> => ({
  low,
  high: Infinity as Quantity<'mm'>,
  lowOpen,
  highOpen: true,
});
