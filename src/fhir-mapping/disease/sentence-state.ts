import type { Token } from './statements.ts';
import type { Answer } from './words.ts';

/** What is open while the tokens of a sentence go by. */

export interface Mention {
  readonly token: Token<string>;
  /** Whether the change itself is named, not only its place. */
  named: boolean;
  answer: Answer | undefined;
  said: string;
  percent?: number;
  copies?: readonly [number, number];
  /** The answer comes from a number alone, which words may still correct. */
  byNumber?: boolean;
}

/** What is open while the tokens go by. */
export interface State {
  readonly mentions: Mention[];
  /** Named, waiting for their answer. */
  waiting: Mention[];
  /** Answered last; a second answer to them is a contradiction. */
  last: Mention[];
  /** An answer that stands before what it answers. */
  before: { readonly answer: Answer; readonly text: string; readonly group: Mention[] } | undefined;
  /** Something unknown stands between the waiting mentions and whatever comes. */
  loose: boolean;
  /** A negation lost its object: nothing later in the sentence counts as present. */
  strayNegation: boolean;
  change: 'loss' | 'gain' | undefined;
  limit: boolean;
}

export function give(one: Mention, answer: Answer, said: string): void {
  one.answer = answer;
  one.said = said;
  one.byNumber = false;
}

export function unclear(state: State, mentions: readonly Mention[]): void {
  for (const one of mentions) give(one, 'unclear', one.said);
  state.waiting = state.waiting.filter((one) => !mentions.includes(one));
}

/** A word that isn't understood: what stands before it can't answer for what comes after, and the reverse. */
export function loosen(state: State): void {
  state.loose = true;
  state.last = [];
  state.change = undefined;
  const { before } = state;
  if (before?.answer === 'not-met' && before.group.length === 0) state.strayNegation = true;
  state.before = undefined;
}
