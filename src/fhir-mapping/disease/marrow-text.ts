import { between, exactly, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { narrative } from './narrative.ts';
import { readSentence } from './sentence.ts';
import { lexicon, tokensOf, type Topic } from './statements.ts';
import type { Answer } from './words.ts';

/** What a pathology report of the marrow says of its plasma cells. */

export type MarrowTopic = 'clonal' | 'polyclonal' | 'residual' | 'elsewhere' | 'flow';

const TOPICS: readonly Topic<MarrowTopic>[] = [
  {
    topic: 'polyclonal',
    words: '(?<![a-z])poly(?:clonal|typic)(?: plasma cells?)?(?![a-z])|多克隆性?(?:浆细胞)?',
    bare: 'met',
  },
  {
    topic: 'clonal',
    words:
      '(?<![a-z])(?:kappa|lambda|light[- ]chain)(?: light[- ]chain)?[- ](?:restrict(?:ed|ion)|monotypic|predominant)(?: plasma cells?)?|monotypic(?: kappa| lambda)?(?: plasma cells?)?|(?<![a-z])(?:mono)?clonal plasma cells?(?: population)?|(?<![a-z])monoclonal(?![a-z])|(?<!多|非)(?:单)?克隆性浆细胞|(?:kappa|lambda|轻链)(?:链)?(?:限制性|单克隆)(?:表达)?|轻链限制',
    bare: 'met',
    // "lambda restricted, 30 %": the number is their share, not another answer.
    percentFrom: 1,
  },
  {
    topic: 'residual',
    words:
      '(?<![a-z])mrd(?![a-z])|(?:minimal|measurable) residual disease(?: \\(mrd\\))?|微小残留(?:病灶?|病变)?(?:\\(mrd\\))?',
  },
  { topic: 'elsewhere', words: 'peripheral blood|circulating|外周血|cerebrospinal|脑脊液|pleural', bare: 'open' },
  { topic: 'flow', words: 'flow cytometr\\w{1,3}|\\bflow\\b|\\bcells analy[sz]ed\\b|流式', bare: 'open' },
];

const QUICK = /plasma|浆细胞|clonal|monotypic|restrict|mrd|residual|残留|轻链|kappa|lambda/;

const LEXICON = lexicon(TOPICS, QUICK);

export interface MarrowWords {
  /** Plasma cells, % of nucleated cells, each statement by itself. */
  readonly shares: readonly { readonly interval: Interval<'%'>; readonly words: string }[];
  readonly clonal: readonly { readonly answer: Answer; readonly words: string }[];
  readonly residual: readonly { readonly answer: Answer; readonly words: string }[];
  readonly cut: boolean;
}

export function marrowInText(written: string): MarrowWords {
  const { text, cut } = narrative(written);
  if (!LEXICON.quick.test(text)) return { shares: [], clonal: [], residual: [], cut };
  const sentences = text
    // An item of a list may end with a full stop before the comma that joins it to the next.
    .split(/[;。\n]|\.(?=[\s,]|$)/)
    .map((sentence) => ({ sentence, tokens: tokensOf(sentence, LEXICON).flat() }));
  const read = sentences.map(({ sentence, tokens }) => ({ sentence, tokens, statements: readSentence(tokens) }));
  const said = read.flatMap(({ statements }) => statements);
  const shares = read.flatMap(({ sentence, tokens }) => {
    const aside = tokens.some(
      ({ kind, topic }) =>
        kind === 'aside' || topic?.topic === 'elsewhere' || topic?.topic === 'flow' || topic?.topic === 'residual',
    );
    return aside ? [] : sharesIn(sentence);
  });
  const answers = (topic: MarrowTopic): { answer: Answer; words: string }[] =>
    said.filter((one) => one.topic === topic);
  const poly = answers('polyclonal').flatMap(({ answer, words }) =>
    answer === 'met' ? [{ answer: 'not-met' as const, words }] : [],
  );
  const sensitive = !/10 ?(?:\^ ?)?(?:\(?- ?)[1-4](?!\d)|1e-0?[1-4]\b/.test(text);
  const residual = answers('residual').map((one) =>
    one.answer === 'not-met' && !sensitive ? { ...one, answer: 'unclear' as const } : one,
  );
  return { shares, clonal: [...answers('clonal'), ...poly, ...ratioIn(text)], residual, cut };
}

const NUMBER = '(\\d{1,3}(?:\\.\\d{1,2})?)';
const BOUND = '(<=|>=|<|>|≤|≥|less than|more than|greater than|over|at least|up to|大于|小于|超过|不足|至少)?';
const RANGE = `${BOUND} ?${NUMBER} ?%?(?: ?(?:-|to|~|至) ?${NUMBER})? ?(?:%|percent\\b)`;
const CELLS = '(?:plasma ?cells?|plasmacytosis|浆细胞)';
/** "60 % plasma cells", not "60 % of plasma cells": that is a share of them. */
const BEFORE = new RegExp(
  `${RANGE} ?(?:(?:clonal|neoplastic|atypical|abnormal|monoclonal|monotypic|immature|mature|kappa|lambda|restricted|kappa-restricted|lambda-restricted|cd138\\+?|cd138-positive|marrow|involvement by|infiltration by|total|nucleated|sheets of|interstitial) ){0,4}${CELLS}`,
  'g',
);
const AFTER = new RegExp(
  `${CELLS}(?: ?(?:neoplasm|infiltrates?|infiltration|percentage|count|burden|比例|百分比|数|增生|明显|增多|约|占|有核细胞|骨髓|的|\\(|\\)|:|=|,|是|为|are|is|were|was|markedly|increased|estimated|at|comprise|comprising|comprises|account|accounting|accounts|for|represent|representing|represents|constitute|constituting|constitutes|make|up|approximately|about|around|approx\\.?|of|~|in|the|aspirate|biopsy|core|marrow|bone|with|by|cd138|immunohistochemistry|ihc|total)){0,10} ?${RANGE}`,
  'g',
);

/** Percentages that are of the plasma cells; of limits and other markers they aren't. */
function sharesIn(sentence: string): { interval: Interval<'%'>; words: string }[] {
  const found = [...sentence.matchAll(BEFORE), ...sentence.matchAll(AFTER)];
  const taken = new Set<number>();
  return found.flatMap((match) => {
    const [whole, bound = '', first = '', second] = match;
    const at = match.index + whole.search(/\d/);
    const after = sentence.slice(match.index + whole.length, match.index + whole.length + 30);
    const interval = intervalOf(bound, Number(first), second === undefined ? undefined : Number(second));
    const isLimit =
      /normal|reference|正常|参考/.test(sentence.slice(Math.max(0, match.index - 20), match.index)) ||
      /^ ?(?:of (?:the )?(?:plasma cells|them)|(?:are |is )?(?:positive|express))/.test(after);
    if (!interval || isLimit || taken.has(at)) return [];
    taken.add(at);
    return [{ interval, words: whole.trim().slice(0, 80) }];
  });
}

/** The words that leave an end open; without one the number is meant. */
const BOUNDS: readonly { readonly pattern: RegExp; readonly end: 'low' | 'high'; readonly open: boolean }[] = [
  { pattern: /^(?:>|more than|greater than|over|大于|超过)$/, end: 'low', open: true },
  { pattern: /^(?:>=|≥|at least|至少)$/, end: 'low', open: false },
  { pattern: /^(?:<=|≤|up to)$/, end: 'high', open: false },
  { pattern: /^(?:<|less than|小于|不足)$/, end: 'high', open: true },
];

function intervalOf(bound: string, first: number, second: number | undefined): Interval<'%'> | undefined {
  if (Math.max(first, second ?? 0) > 100) return undefined;
  const value = first as Quantity<'%'>;
  if (second !== undefined) return between(value, second as Quantity<'%'>);
  const found = BOUNDS.find(({ pattern }) => pattern.test(bound));
  if (!found) return exactly(value);
  const { end, open } = found;
  if (end === 'low') return { low: value, high: 100 as Quantity<'%'>, lowOpen: open, highOpen: false };
  return { low: 0 as Quantity<'%'>, high: value, lowOpen: false, highOpen: open };
}

const RATIO =
  /(?:kappa|κ) ?(?:[:/]|to) ?(?:lambda|λ)(?: light chain)? ?(?:ratio)? ?(?:is|of|was|:|=|by (?:ish|ihc))? ?(?:approximately |about |~)?(>|<)? ?(\d{1,3}(?:\.\d{1,2})?)(?: ?: ?(\d{1,3}))?/g;

/** IMWG: more than 4:1 or less than 1:2 is clonal. */
const RATIO_LIMITS = { high: 4, low: 0.5 } as const;

function ratioIn(text: string): { answer: Answer; words: string }[] {
  return [...text.matchAll(RATIO)].flatMap(([words, sign, first, second]) => {
    const value = Number(first) / Number(second ?? 1);
    if (!Number.isFinite(value)) return [];
    const clonal =
      value > RATIO_LIMITS.high || value < RATIO_LIMITS.low || (sign === '>' && value === RATIO_LIMITS.high);
    const answer: Answer = clonal
      ? sign === undefined || (sign === '>') === value > 1
        ? 'met'
        : 'unclear'
      : sign === undefined
        ? 'not-met'
        : 'unclear';
    return [{ answer, words: words.trim().slice(0, 80) }];
  });
}
