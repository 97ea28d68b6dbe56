import { give, unclear, type State } from './sentence-state.ts';
import type { Token } from './statements.ts';
import type { Answer } from './words.ts';

/** Shares of cells and counts of copies, and which mention they belong to. */

/** Shares of cells: a number without a word counts when it is well above what the method finds in healthy cells. */
export function settleByNumber(state: State): void {
  const numbered = state.waiting.filter(({ percent }) => percent !== undefined);
  for (const one of numbered) {
    const from = one.token.topic?.percentFrom ?? Infinity;
    const share = one.percent ?? 0;
    const answer: Answer = share >= from && !state.strayNegation ? 'met' : share === 0 ? 'not-met' : 'unclear';
    give(one, state.loose ? 'unclear' : answer, '');
    one.byNumber = true;
  }
  if (numbered.length === 0) return;
  state.last = numbered;
  state.waiting = state.waiting.filter((one) => !numbered.includes(one));
}

export function number(state: State, { text, kind }: Token<string>): void {
  const digits = (text.match(/\d{1,4}(?:\.\d{1,3})?/g) ?? []).map(Number);
  const [first = 0, second = first] = digits;
  const share = kind === 'fraction' ? Math.round((1000 * first) / Math.max(second, 1)) / 10 : first;
  const targets = [...state.waiting, ...state.last, ...(state.before?.group ?? [])];
  if (state.limit) {
    // The limit of the method: a result under it is none.
    const under = targets.filter((one) => one.percent !== undefined && one.percent < share && one.answer !== 'not-met');
    unclear(state, under);
    state.limit = false;
    return;
  }
  // "No t(4;14), del(17p) detected in 40 %": whose share is it?
  if (state.last.length > 1 && state.last.every(({ said }) => said === 'no')) return unclear(state, state.last);
  if (/^[<≤]/.test(text) || share > 100) return unclear(state, state.waiting);
  for (const one of targets) one.percent ??= share;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6 };

export function copies(state: State, { text }: Token<string>): void {
  const found = (text.match(/\d{1,2}|two|three|four|five|six/g) ?? []).map(
    (word) => NUMBER_WORDS[word] ?? Number(word),
  );
  const [least = 0, most = least] = found;
  const open = /^(?:>|≥|at least)/.test(text);
  const range = [text.startsWith('>') && !text.startsWith('>=') ? least + 1 : least, open ? Infinity : most] as const;
  for (const one of [...state.waiting, ...state.last, ...(state.before?.group ?? [])]) one.copies ??= range;
}
