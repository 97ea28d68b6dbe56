import { between, span, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { narrative } from './narrative.ts';
import { readSentence } from './sentence.ts';
import { lexicon, tokensOf, type Statement, type Topic } from './statements.ts';

/** What a report of an imaging study says of the bones and of masses. */

export type ImagingTopic =
  'lytic' | 'boneDisease' | 'bones' | 'focal' | 'extramedullary' | 'newLesion' | 'otherLesion' | 'region' | 'benign';

/** `qualifiedLytic`: present it is lysis; absent it leaves the lesions that aren't of that kind. */
type ReadTopic = ImagingTopic | 'qualifiedLytic';

const QUALIFIED =
  '(?:fdg[- ]?avid|hypermetabolic|metabolically active|pet[- ]?positive|active|sclerotic|blastic|osteoblastic|large|larger|further|additional|other)';
const LESION = '(?:lesions?|foci|focus|defects?|areas?|destructions?|changes?|disease|process(?:es)?)';
const HOW =
  '(?:(?:suspicious|concerning|discrete|focal|definite|aggressive|destructive|frank|convincing|significant|obvious|acute|multifocal) ){0,3}';
const OSSEOUS = '(?:osseous|bony|bone|skeletal|musculoskeletal|osteo)';

const TOPICS: readonly Topic<ReadTopic>[] = [
  {
    topic: 'newLesion',
    words: `(?<![a-z])new(?:ly appeared)? (?:[a-z-]{1,20} ){0,3}?(?:lesions?|foci|focus|plasmacytomas?)(?![a-z])|新(?:发|增|出现)(?:的)?(?:骨|溶骨性|病灶|病变|局灶性|软组织){0,2}(?:病灶|病变|破坏)?`,
    bare: 'met',
  },
  {
    topic: 'benign',
    words: `(?<![a-z])(?:benign|degenerative|arthritic|traumatic) (?:[a-z-]{1,20} ){0,2}?${LESION}(?![a-z])|退行性(?:改变|变)|骨质(?:增生|疏松)|骨岛`,
    bare: 'open',
  },
  {
    topic: 'benign',
    words: `(?<![a-z])(?:liver|hepatic|renal|kidney|spleen|splenic|pancrea\\w{1,4}|thyroid|lung|pulmonary|brain|breast|肝|肾|脾|肺|脑)[^.;。\\n]{0,40}?(?:focal|局灶性) ?(?:lesions?|病变|病灶)`,
    bare: 'open',
  },
  {
    topic: 'qualifiedLytic',
    words: `(?<![a-z])(?:(?:suspicious|concerning) )?(?:fdg[- ]?avid|hypermetabolic|metabolically active|pet[- ]?positive|active|large|larger|further|additional|other) (?:osteo)?lytic (?:(?:bone|bony|osseous|skeletal|marrow|destructive) )?${LESION}(?![a-z])`,
    bare: 'met',
  },
  // An avid focus without lysis is none (errata 44), and its absence leaves lesions that take up nothing.
  {
    topic: 'otherLesion',
    words: `(?<![a-z])${QUALIFIED} (?:(?:and|or|/) )?(?:[a-z-]{1,20} ){0,2}?(?:lytic |bone |osseous |marrow )?${LESION}(?![a-z])|(?:成骨性|硬化性)(?:病变|病灶|改变|转移)|(?:高|异常)(?:代谢|摄取)(?:病)?灶?`,
  },
  {
    topic: 'lytic',
    words: `(?<![a-z])${HOW}(?:osteo)?lytic(?: (?:or|and|/) (?:[a-z]{1,12}(?:blastic|sclerotic)|blastic|sclerotic))?(?: (?:bone|bony|osseous|skeletal|skull|destructive))?(?: ${LESION})?(?![a-z])|(?<![a-z])(?:osteo)?lysis(?![a-z])|osteolyses|punched[- ]out (?:lesions?|areas?)|(?:blastic|sclerotic) or lytic ${LESION}|lytic/(?:blastic|sclerotic) ${LESION}|溶骨性?(?:骨质)?(?:破坏|病变|病灶|改变|损害)?(?:灶|区)?|穿凿样(?:骨质)?(?:破坏|缺损|改变)?|虫蚀样骨质破坏`,
    bare: 'met',
  },
  {
    topic: 'boneDisease',
    words: `(?<![a-z])${HOW}(?:myelomatous )?${OSSEOUS} (?:abnormalit(?:y|ies)|lesions?|involvement|disease|destruction|findings?)(?![a-z])|(?<![a-z])myeloma(?:tous)? (?:bone )?(?:lesions?|bone disease|involvement)|骨质?(?:破坏|异常|病变|受累)(?:征象)?|骨骼(?:异常|病变|受累)|骨病灶`,
  },
  {
    topic: 'focal',
    words: '(?<![a-z])focal (?:marrow |bone marrow |bone |myeloma )?lesions?(?![a-z])|局灶性(?:骨髓)?(?:病变|病灶)',
    bare: 'met',
  },
  {
    topic: 'extramedullary',
    words:
      '(?<![a-z])extra-?(?:medullary|osseous)(?: (?:disease|plasmacytomas?|lesions?|mass(?:es)?|involvement|myeloma|soft tissue mass))?(?![a-z])|髓外(?:病变|病灶|浆细胞瘤|受累|侵犯|肿块)?',
    bare: 'met',
  },
  {
    topic: 'region',
    words:
      '(?<![a-z])(?:skull|calvari\\w{1,3}|spine|cervical|thoracic|lumbar|sacrum|sacral|pelvis|pelvic|ribs?|sternum|clavicles?|scapulae?|femurs?|femora|humer\\w{1,2}|tibiae?|extremit\\w{1,3}|long bones|hips?|mandible|vertebra\\w{0,4}|[ctl]\\d{1,2})(?![a-z])|颅骨?|脊柱|[颈胸腰骶]椎|骨盆|肋骨?|胸骨|股骨|肱骨|四肢',
    bare: 'open',
  },
  {
    topic: 'bones',
    words:
      '(?<![a-z])(?:(?:osseous|bony) structures|bones|(?:visuali[sz]ed |imaged )?skeleton|skeletal survey|bone scan|bone survey)(?![a-z])|骨质|骨骼',
    bare: 'open',
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
  const statements = tokensOf(text, IMAGING_LEXICON).flatMap((sentence) =>
    regional(readSentence(sentence).flatMap(plain)),
  );
  return { statements, focal: focalOf(text, statements), cut };
}

/** A new lytic lesion, or one that takes up the tracer, is a lytic lesion; without new or avid ones others may be there. */
function plain({ topic, ...said }: Statement<ReadTopic>): readonly Statement<ImagingTopic>[] {
  if (topic === 'qualifiedLytic') return [{ ...said, topic: said.answer === 'not-met' ? 'otherLesion' : 'lytic' }];
  const isNewLysis = topic === 'newLesion' && said.answer === 'met' && /lytic|溶骨/.test(said.words);
  return isNewLysis
    ? [
        { ...said, topic },
        { ...said, topic: 'lytic' },
      ]
    : [{ ...said, topic }];
}

/** Nothing found in one region leaves the others; what is only suspected isn't found. */
function regional(statements: readonly Statement<ImagingTopic>[]): readonly Statement<ImagingTopic>[] {
  const inRegion = statements.some(({ topic }) => topic === 'region');
  return statements.map((one) => {
    const limited = inRegion && one.answer === 'not-met' && WHOLE_SKELETON.has(one.topic);
    const suspected = one.answer === 'met' && /^(?:suspicious|concerning)/.test(one.words);
    return limited || suspected ? { ...one, answer: 'unclear' } : one;
  });
}

const WHOLE_SKELETON: ReadonlySet<ImagingTopic> = new Set(['lytic', 'boneDisease', 'bones', 'focal']);

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
  /^([^.;。\n\d<>≥≤]{0,60})(>=|<=|>|<|≥|≤)? ?(\d{1,3}(?:\.\d{1,2})?)(?: ?(?:-|to|and|至|和|~) ?(\d{1,3}(?:\.\d{1,2})?))? ?(mm|cm|毫米|厘米)/;
const BOUNDS: readonly { readonly pattern: RegExp; readonly end: 'low' | 'high'; readonly open: boolean }[] = [
  { pattern: /greater than|larger than|more than|exceed|大于|超过|>$/, end: 'low', open: true },
  { pattern: /at least|至少|>=$|≥$/, end: 'low', open: false },
  { pattern: /smaller than|less than|小于|<$/, end: 'high', open: true },
  { pattern: /up to|largest|maxim|最大|<=$|≤$/, end: 'high', open: false },
];

/** Focal lesions with their number and size; none where the report says that there are none. */
function focalOf(text: string, statements: readonly Statement<ImagingTopic>[]): Focal | undefined {
  const about = statements.filter(
    ({ topic, answer, words }) =>
      (topic === 'focal' && answer !== 'open') ||
      // Without new ones there may be old ones.
      (topic === 'newLesion' && answer === 'met' && /focal|局灶/.test(words)),
  );
  if (about.length === 0) return undefined;
  if (about.every(({ answer }) => answer === 'not-met')) return { count: count(0, 0), size: null };
  // One region without, another with: what was found counts, unless it is only suspected.
  if (!about.some(({ answer }) => answer === 'met')) return undefined;
  const found = COUNTED.exec(text);
  if (!found) return undefined;
  const counted = countOf((found[1] ?? '').replace(/个$/, '').trim());
  return {
    count: counted,
    size: sizeOf(text.slice(found.index + found[0].length, found.index + found[0].length + 160)),
  };
}

function countOf(number: string): Interval<'{#}'> {
  const over = /^(?:more than|> ?(?!=))/.test(number);
  const atLeast = /^(?:at least|>=|≥)/.test(number);
  const word = number.replace(/^(?:at least|more than|>=?|≥) ?/, '');
  const [low, high] = /^\d/.test(word) ? [Number(word), Number(word)] : (COUNTS[word] ?? [0, Infinity]);
  return count(over ? low + 1 : low, over || atLeast ? Infinity : high);
}

const count = (low: number, high: number): Interval<'{#}'> => ({
  low: low as Quantity<'{#}'>,
  high: high as Quantity<'{#}'>,
  lowOpen: false,
  highOpen: high === Infinity,
});

/** Levels of the spine, whose numbers are no sizes. */
const LEVEL = /(?<![a-z\d])[ctls]\d{1,2}(?![\da-z])/g;
const MOST_SIZES = 6;

/** From the smallest to the largest size that the sentence names: "T11 9 mm and left iliac bone 12 mm". */
function sizeOf(after: string): Interval<'mm'> | null {
  let rest = after.replace(LEVEL, '');
  let size: Interval<'mm'> | null = null;
  for (let read = 0; read < MOST_SIZES; read += 1) {
    const found = SIZED.exec(rest);
    if (!found) return size;
    const one = sizeFrom(found);
    size = size === null ? one : span(size, one);
    rest = rest.slice(found[0].length);
  }
  return size;
}

function sizeFrom(found: RegExpExecArray): Interval<'mm'> {
  const [, words = '', sign, first = '', second, unit = ''] = found;
  const factor = unit === 'cm' || unit === '厘米' ? 10 : 1;
  const value = (Number(first) * factor) as Quantity<'mm'>;
  const bound = BOUNDS.find(({ pattern }) => pattern.test(`${words} ${sign ?? ''}`));
  if (bound?.end === 'low') return open(value, bound.open);
  const most = second === undefined ? value : ((Number(second) * factor) as Quantity<'mm'>);
  if (bound) return { low: 0 as Quantity<'mm'>, high: most, lowOpen: false, highOpen: bound.open };
  return between(value, most);
}

const open = (low: Quantity<'mm'>, lowOpen: boolean): Interval<'mm'> => ({
  low,
  high: Infinity as Quantity<'mm'>,
  lowOpen,
  highOpen: true,
});
