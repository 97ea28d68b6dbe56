import { lexicon, type Topic } from './statements.ts';
import type { Probe } from '../../logic/disease-facts.ts';

/** How reports name the chromosome changes of myeloma. `gain-or-amp1q`: names that don't tell three copies from four. */
export type ProbeTopic = Exclude<Probe, 'gain1q' | 'amp1q'> | 'gain1q' | 'amp1q' | 'gainOrAmp1q';

/** Normal cells show losses and gains in up to a fifth of nuclei, fusions in fewer (European Myeloma Network: 20 and 10 %). */
const NUMERICAL = { percentFrom: 20 } as const;
const FUSION = { percentFrom: 10 } as const;

const NOT_WORD = '(?![a-z0-9])';
const LOSS = '(?:deletions?|deleted|deletion/monosomy|losses|loss|del)';
const OF = '(?: (?:of|in|at|involving|for|the|chromosome|arm|gene|locus|region|long|short)){0,4} ';
const BANDS = '(?:\\d{1,2}(?:\\.\\d{1,2})?)?(?:-?[pq]?\\d{1,2}(?:\\.\\d)?)?';

/** Every spelling of the loss of an arm: "del(17p13)", "del(17)(p13)", "17p13.1 (TP53) deletion", "loss of TP53", "17p-", "17p缺失". */
function lossOf(chromosome: string, arm: string, genes: string): string {
  const band = `${arm}${BANDS}`;
  const locus = `(?:${chromosome} ?${band}|(?:${genes}))`;
  const extra = `(?: ?[/(] ?(?:${genes}|${chromosome}${band}|d17z1|lamp1|cen\\w{0,4})(?: gene)?\\)?){0,2}(?: (?:gene|locus|region))?`;
  return [
    `(?<![a-z0-9])del(?:etion)? ?\\(? ?${chromosome} ?\\)? ?\\(? ?${band} ?\\)?(?: ?[/(] ?(?:${genes})\\)?)?(?: ?(?:deletion|缺失))?${NOT_WORD}`,
    `(?<![a-z0-9])${LOSS}${OF}(?:the )?${locus}${extra}${NOT_WORD}`,
    `(?<![a-z0-9])${locus}${extra}(?:基因)? ?-?(?:${LOSS}${NOT_WORD}|缺失)`,
    `(?<![a-z0-9])${chromosome}${arm}-${NOT_WORD}(?! ?\\d)`,
    `${chromosome}号染色体(?:${arm === 'p' ? '短' : '长'}臂)?(?:部分)?缺失`,
  ].join('|');
}

const locusOf = (chromosome: string, arm: string, genes: string): string =>
  `(?<![a-z0-9.])(?:${chromosome}${arm}${BANDS}(?: ?[/(] ?(?:${genes})\\)?)?|(?:${genes}))(?: ?[/(] ?(?:${chromosome}${arm}${BANDS}|d17z1|lamp1)\\)?)?(?:基因)?${NOT_WORD}(?!-\\d)`;

/** A translocation by its chromosomes or by its genes, with or without break points. */
function translocation(chromosomes: readonly [string, string], genes: string): string {
  const [a, b] = chromosomes;
  const joint = '(?: ?/ ?|::|-)';
  const breaks =
    '(?: ?\\( ?[pq]\\d{1,2}(?:\\.\\d{1,2})?(?:-?[pq]?\\d{1,2})? ?[;:,] ?[pq]\\d{1,2}(?:\\.\\d{1,2})? ?\\))?';
  return [
    `(?<![a-z0-9])t ?\\( ?${a} ?[;:,/] ?${b} ?\\)${breaks}(?: ?[(/]? ?(?:igh${joint}(?:${genes})|(?:${genes})${joint}igh)\\)?)?(?: translocation| fusion|易位)?`,
    `(?<![a-z0-9])t${a}[;:,]${b}${NOT_WORD}`,
    `(?<![a-z0-9])(?:igh[a-z]?${joint}(?:${genes})|(?:${genes})${joint}igh[a-z]?)(?: ?\\(? ?t\\(${a}[;:,]${b}\\)${breaks} ?\\)?)?(?: fusion| translocation| rearrangement|融合|重排)?${NOT_WORD}`,
  ].join('|');
}

const monosomy = (chromosome: string): string =>
  `monosomy (?:of )?(?:chromosome )?${chromosome}${NOT_WORD}|(?<![\\w.:/-]|\\d )-${chromosome}(?![\\w.%/:-]| ?%)|${chromosome}号染色体单体`;

const Q21 = '1q(?:21|2\\d|3\\d)?(?:\\.\\d)?(?:-?q?\\d{2})?(?: ?[/(] ?cks1b\\)?)?';
const CKS1B = '(?:cks1b(?: ?[/(] ?1q21(?:\\.\\d)?\\)?)?)';
const ONE_Q = `(?:${Q21}|${CKS1B})`;
const GAIN = '(?:gains?|gained|acquisition|duplications?|dup|trisomy)';
const AMP = '(?:amplifications?|amplified|amp)';

const ONE_Q_TOPICS: readonly Topic<ProbeTopic>[] = [
  {
    topic: 'gainOrAmp1q',
    words: [
      `${GAIN} ?(?:/|or|and/or) ?${AMP}${OF}${ONE_Q}${NOT_WORD}`,
      `(?<![a-z0-9])${ONE_Q} ?${GAIN} ?(?:/|or|and/or) ?${AMP}${NOT_WORD}`,
      `(?:gain|amp)/(?:gain|amp) ?\\(?1q(?:21)?\\)?`,
      `(?<![a-z0-9])${ONE_Q}(?:基因)? ?(?:扩增|获得|增加|三体)(?:/扩增)?`,
      `(?<![a-z0-9])1q(?:21)?\\+(?!\\d)|(?<![a-z0-9])\\+1q(?:21)?${NOT_WORD}`,
      `1号染色体长臂(?:扩增|获得|增加)`,
    ].join('|'),
    ...NUMERICAL,
  },
  {
    topic: 'amp1q',
    words: [
      `(?<![a-z0-9])amp ?\\(? ?1 ?\\)? ?\\(?q(?:21)?(?:\\.\\d)?\\)?${NOT_WORD}`,
      `(?<![a-z0-9])${AMP}${OF}(?:the )?${ONE_Q}${NOT_WORD}`,
      `(?<![a-z0-9])${ONE_Q} ?${AMP}${NOT_WORD}`,
    ].join('|'),
    ...NUMERICAL,
  },
  {
    topic: 'gain1q',
    words: [
      `(?<![a-z0-9])(?:gain|dup) ?\\(? ?1 ?\\)? ?\\(?q(?:21)?(?:\\.\\d)?(?:-?q\\d{2})?\\)?${NOT_WORD}`,
      `(?<![a-z0-9])(?:${GAIN}|additional copies|extra copies|extra copy)${OF}(?:the )?${ONE_Q}${NOT_WORD}`,
      `(?<![a-z0-9])${ONE_Q} ?${GAIN}${NOT_WORD}`,
    ].join('|'),
    ...NUMERICAL,
  },
  { topic: 'gainOrAmp1q', words: `(?<![a-z0-9.])${ONE_Q}(?:基因)?${NOT_WORD}`, locus: 'gain', ...NUMERICAL },
];

const TP53 = 'c?-?tp53|p53';
const RB1 = 'rb-?1|d13s319|d13s25|dleu\\d?';
const CDKN2C = 'cdkn2c|faf1';

export const PROBE_TOPICS: readonly Topic<ProbeTopic>[] = [
  // What looks like one of ours and isn't: eaten before it can be taken for it.
  {
    topic: 'tp53Mutation',
    words: `(?<![a-z0-9])(?:${TP53})(?: gene)?(?: |-)(?:mutations?|mutated|mutant|mut)${NOT_WORD}|mutations? (?:of|in) (?:the )?(?:${TP53})${NOT_WORD}|(?:${TP53})(?:基因)?突变`,
  },
  ...ONE_Q_TOPICS,
  { topic: 'del17p', words: lossOf('17', 'p', TP53), ...NUMERICAL },
  {
    topic: 'del13q',
    words: `${lossOf('13', 'q', RB1)}|(?<![a-z0-9])del ?\\(?13\\)?${NOT_WORD}|13号染色体缺失`,
    ...NUMERICAL,
  },
  { topic: 'del1p', words: lossOf('1', 'p', CDKN2C), ...NUMERICAL },
  { topic: 'del17p', words: monosomy('17'), onlyPresence: true, ...NUMERICAL },
  { topic: 'del13q', words: monosomy('13'), onlyPresence: true, ...NUMERICAL },
  { topic: 't1420', words: translocation(['14', '20'], 'c?-?mafb'), ...FUSION },
  { topic: 't1416', words: translocation(['14', '16'], 'c?-?maf'), ...FUSION },
  { topic: 't414', words: translocation(['4', '14'], 'fgfr3|nsd2|whsc1|mmset|fgfr3/nsd2'), ...FUSION },
  { topic: 't1114', words: translocation(['11', '14'], 'ccnd1|cyclin d1|bcl1'), ...FUSION },
  { topic: 't614', words: translocation(['6', '14'], 'ccnd3|cyclin d3'), ...FUSION },
  {
    topic: 'mycRearranged',
    words: `(?<![a-z0-9])(?:c-)?myc(?: gene| \\(8q24(?:\\.\\d)?\\)| 8q24)?(?: |-|基因)?(?:rearrangements?|rearranged|translocations?|重排|易位)|rearrangements? (?:of|involving) (?:the )?(?:c-)?myc${NOT_WORD}`,
    ...FUSION,
  },
  {
    topic: 'mycRearranged',
    words:
      't ?\\( ?(?:8 ?[;:,] ?(?:14|22)|2 ?[;:,] ?8) ?\\)(?: ?\\( ?[pq]\\d{1,2}(?:\\.\\d{1,2})? ?[;:,] ?[pq]\\d{1,2}(?:\\.\\d{1,2})? ?\\))?|igh/myc|myc/igh',
    onlyPresence: true,
    ...FUSION,
  },
  { topic: 'hyperdiploidy', words: '(?<![a-z-])hyperdiploid(?:y|ity|ies)?(?![a-z])|(?<!亚)超二倍体' },
  { topic: 'del17p', words: locusOf('17', 'p', 'tp53/d17z1|tp53/cep17|p53/cep17'), locus: 'loss', ...NUMERICAL },
  { topic: 'del13q', words: locusOf('13', 'q', `(?:${RB1})`), locus: 'loss', ...NUMERICAL },
  { topic: 'del1p', words: locusOf('1', 'p', `(?:${CDKN2C})`), locus: 'loss', ...NUMERICAL },
];

/** A text without any of these names no probe. */
const QUICK =
  /1[37] ?\)? ?\(?[pq]|\b1 ?\)? ?\(?[pq]|\bt ?\(?\d|p53|cks1b|cdkn2c|faf1|fgfr3|nsd2|mmset|whsc1|ccnd|cyclin|maf|rb-?1|d13s|dleu|myc|diploid|二倍体|monosomy|-1[37]|del ?\(?1|染色体|nuc ?ish|\d\d, ?x|\+1q|i\(1/;

export const PROBE_LEXICON = lexicon(PROBE_TOPICS, QUICK);
