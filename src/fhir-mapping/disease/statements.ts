import { TIES, TIES_CHINESE } from './ties.ts';
import { WORDS, type Answer, type WordKind } from './words.ts';

/**
 * Reads what a text says of the topics it is asked about, clause by clause: a statement per mention. Conservative: an
 * answer counts only where nothing unknown stands between it and what it answers.
 */

export interface Topic<T extends string> {
  readonly topic: T;
  /** Source of a pattern for normalised text; bounded. */
  readonly words: string;
  /** Names a place, not a change: "17p13 negative" answers, "17p13 positive" doesn't say what was found. */
  readonly locus?: 'loss' | 'gain';
  /** Its absence says nothing: no monosomy 17 isn't no del(17p). */
  readonly onlyPresence?: true;
  /** What the mere mention says; a name without an answer is `unclear` otherwise. */
  readonly bare?: Answer;
  /** From which share of the cells a number alone counts as present. */
  readonly percentFrom?: number;
}

export interface Statement<T extends string> {
  readonly topic: T;
  readonly answer: Answer;
  /** The words that were recognised, never more of the text. */
  readonly words: string;
  readonly percent?: number;
  readonly copies?: readonly [least: number, most: number];
}

export interface Lexicon<T extends string> {
  readonly topics: readonly Topic<T>[];
  readonly pattern: RegExp;
  /** Whether a text is worth reading at all. */
  readonly quick: RegExp;
}

const WORD_SOURCES = WORDS.map(({ words }) => `(${words})`).join('|');

/** Compiled once per list of topics; `quick` is a cheap test that finds every text with a mention. */
export function lexicon<T extends string>(topics: readonly Topic<T>[], quick: RegExp): Lexicon<T> {
  const sources = topics.map(({ words }) => `(${words})`).join('|');
  return { topics, quick, pattern: new RegExp(`${sources}|${WORD_SOURCES}`, 'gu') };
}

export interface Token<T extends string> {
  readonly kind: WordKind | 'topic';
  readonly text: string;
  readonly answer?: Answer | undefined;
  readonly topic?: Topic<T> | undefined;
  /** Whether something that may not stand between an answer and its topic comes just before. */
  readonly loose: boolean;
  /** Whether Chinese text goes on right after it. */
  readonly goesOn: boolean;
}

/** A text as sentences of tokens. */
export function tokensOf<T extends string>(text: string, { topics, pattern }: Lexicon<T>): readonly Token<T>[][] {
  const sentences: Token<T>[][] = [[]];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const at = match.slice(1).findIndex((group: string | undefined) => group !== undefined);
    const topic = topics[at];
    const word = WORDS[at - topics.length];
    const loose = !isTied(text.slice(end, match.index));
    end = match.index + match[0].length;
    const token: Token<T> = {
      kind: topic ? 'topic' : (word?.kind ?? 'neutral'),
      text: match[0].trim(),
      answer: word?.answer,
      topic,
      loose,
      goesOn: /^\p{Script=Han}/u.test(text.slice(end, end + 2)),
    };
    if (token.kind === 'break') sentences.push([]);
    else sentences.at(-1)?.push(token);
  }
  return sentences.filter((sentence) => sentence.length > 0);
}

/** Longer stretches are not looked into: they hold some other word. */
const LONGEST_TIE = 120;

function isTied(between: string): boolean {
  if (between.length > LONGEST_TIE) return false;
  const words = between.replace(TIES_CHINESE, ' ').split(/[\s()[\]/&+"'*|-]+/);
  return words.every((word) => word === '' || TIES.has(word));
}
