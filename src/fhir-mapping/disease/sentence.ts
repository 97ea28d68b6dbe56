import type { Statement, Token } from './statements.ts';
import type { Answer } from './words.ts';

/** The grammar of one sentence: which answer goes with which mention. */

interface Mention {
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
interface State {
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

/** The statements of a sentence. Without a topic in it there are none. */
export function readSentence<T extends string>(tokens: readonly Token<T>[]): readonly Statement<T>[] {
  if (!tokens.some(({ kind }) => kind === 'topic')) return [];
  const state: State = {
    mentions: [],
    waiting: [],
    last: [],
    before: undefined,
    loose: false,
    strayNegation: false,
    change: undefined,
    limit: false,
  };
  tokens.forEach((token, at) => step(state, token, { previous: tokens[at - 1], next: tokens[at + 1] }));
  settleByNumber(state);
  const whole = {
    aside: tokens.find(({ kind }) => kind === 'aside')?.answer,
    bare: has(tokens, 'tested') ? ('listed' as const) : ('unclear' as const),
    onlyKaryotype: has(tokens, 'karyotype') && !has(tokens, 'fish'),
    strayNegation: state.strayNegation,
  };
  return state.mentions.map((mention) => statementOf<T>(mention, answerOf(mention, whole)));
}

interface Whole {
  readonly aside: Answer | undefined;
  readonly bare: Answer;
  readonly onlyKaryotype: boolean;
  readonly strayNegation: boolean;
}

/** What the sentence as a whole leaves of a mention's own answer. */
function answerOf({ token, answer, named }: Mention, { aside, bare, onlyKaryotype, strayNegation }: Whole): Answer {
  if (aside) return aside;
  const { topic } = token;
  if (answer === undefined) return topic?.bare === 'met' && strayNegation ? 'unclear' : (topic?.bare ?? bare);
  if (answer === 'met' && !named) return 'unclear';
  return answer === 'not-met' && (topic?.onlyPresence === true || onlyKaryotype) ? 'open' : answer;
}

const has = (tokens: readonly Token<string>[], kind: Token<string>['kind']): boolean =>
  tokens.some((token) => token.kind === kind);

const LONGEST_QUOTE = 80;

function statementOf<T extends string>(mention: Mention, answer: Answer): Statement<T> {
  const { token, percent, copies, said } = mention;
  const share = percent === undefined ? '' : ` ${percent} %`;
  const words = `${token.text}${said === '' ? '' : `: ${said}`}${said.includes('%') ? '' : share}`;
  return {
    topic: token.topic?.topic as T,
    answer,
    words: words.slice(0, LONGEST_QUOTE),
    ...(percent === undefined ? {} : { percent }),
    ...(copies === undefined ? {} : { copies }),
  };
}

interface Around {
  readonly previous: Token<string> | undefined;
  readonly next: Token<string> | undefined;
}

type Step = (state: State, token: Token<string>, around: Around) => void;

const STEPS: Readonly<Partial<Record<Token<string>['kind'], Step>>> = {
  topic: mention,
  before,
  either,
  loss: (state) => change(state, 'loss'),
  gain: (state) => change(state, 'gain'),
  comma,
  limit: (state) => (state.limit = true),
  below: (state) => unclear(state, [...state.waiting, ...state.last]),
  percent: number,
  fraction: number,
  copies,
};

function step(state: State, token: Token<string>, around: Around): void {
  if (token.loose) loosen(state);
  STEPS[token.kind]?.(state, token, around);
}

/** A word that isn't understood: what stands before it can't answer for what comes after, and the reverse. */
function loosen(state: State): void {
  state.loose = true;
  state.last = [];
  state.change = undefined;
  const { before } = state;
  if (before?.answer === 'not-met' && before.group.length === 0) state.strayNegation = true;
  state.before = undefined;
}

function mention(state: State, token: Token<string>): void {
  const { locus } = token.topic ?? {};
  const named = locus === undefined || locus === state.change;
  const one: Mention = { token, named, answer: undefined, said: '' };
  state.mentions.push(one);
  state.last = [];
  // "deletions of 13q14 and 17p13": the change holds for the places that follow.
  if (/^(?:deletions?|loss(?:es)?|del)\b(?!\s?\()/.test(token.text)) state.change = 'loss';
  else if (/^(?:gains?|duplications?)\b(?!\s?\()/.test(token.text)) state.change = 'gain';
  if (state.before) {
    one.answer = state.before.answer;
    one.said = state.before.text;
    state.before.group.push(one);
    return;
  }
  if (state.waiting.length === 0 || token.loose) state.loose = state.waiting.length > 0 && state.loose;
  state.waiting.push(one);
}

function before(state: State, token: Token<string>): void {
  settleByNumber(state);
  state.waiting = [];
  state.last = [];
  const negated = state.before?.answer === 'not-met' && state.before.group.length === 0;
  // "no ... shows": the nearer word doesn't undo the negation.
  if (negated && token.answer === 'met') return;
  state.before = { answer: token.answer ?? 'unclear', text: token.text, group: [] };
}

/** Whether an answer stands before what it answers, although it may stand after it too. */
function lookAhead(
  { text }: Token<string>,
  { previous, next }: Around,
): Record<'leads' | 'governs' | 'startsAnew', boolean> {
  if (next === undefined || next.loose) return { leads: false, governs: false, startsAnew: false };
  const names = next.kind === 'topic' || isChange(next);
  // "腰椎未见溶骨性破坏": the object comes after, and what stands before isn't answered.
  const governs = names && /^[未没不]/u.test(text);
  return {
    leads: names || next.kind === 'colon',
    governs,
    startsAnew: governs || (names && previous?.kind === 'comma'),
  };
}

function either(state: State, token: Token<string>, around: Around): void {
  const { leads, governs, startsAnew } = lookAhead(token, around);
  if (state.waiting.length > 0 && !startsAnew) return answerWaiting(state, token);
  if (governs) leaveOpen(state);
  const { before } = state;
  if (before) return before.group.length > 0 ? closeGroup(state, before, token.answer) : undefined;
  if (!leads) return correctLast(state, token);
  state.waiting = [];
  state.before = { answer: token.answer ?? 'unclear', text: token.text, group: [] };
}

/** What waits in vain for its answer; places that needn't have one stay as they are. */
const leaveOpen = (state: State): void =>
  unclear(
    state,
    state.waiting.filter(({ token }) => token.topic?.bare !== 'open'),
  );

/** "t(4;14) and t(14;16) not detected". */
function answerWaiting(state: State, { answer = 'unclear', text, goesOn }: Token<string>): void {
  const open = state.loose || (answer === 'met' && state.strayNegation) || (goesOn && /^[未没不]/u.test(text));
  const settled = open && answer !== 'open' ? 'unclear' : answer;
  // "17p(-)" may be a deletion as well as its absence.
  const isSign = text.startsWith('(');
  for (const one of state.waiting) give(one, isSign && !one.named ? 'unclear' : settled, text);
  state.last = state.waiting;
  state.waiting = [];
  state.change = undefined;
}

/** "no del(17p) or t(4;14) detected" agrees; anything else said twice and differently is unclear. */
function closeGroup(state: State, before: NonNullable<State['before']>, answer: Answer | undefined): void {
  const negated = before.answer === 'not-met' && answer === 'met';
  const numbered = before.group.length > 1 && before.group.some(({ percent }) => percent !== undefined);
  if (before.answer !== answer && (!negated || numbered)) unclear(state, before.group);
  state.before = undefined;
  state.last = negated ? before.group : [];
}

/** A second answer to the same mention: a word outranks a number, and two words must agree. */
function correctLast(state: State, { answer = 'unclear', text }: Token<string>): void {
  const differing = state.last.filter((one) => one.answer !== answer);
  for (const one of differing) {
    const corrects = one.byNumber === true && !(one.answer === 'met' && answer === 'not-met');
    give(one, corrects ? answer : 'unclear', text);
  }
}

const isChange = ({ kind }: Token<string>): boolean => kind === 'loss' || kind === 'gain';

function give(one: Mention, answer: Answer, said: string): void {
  one.answer = answer;
  one.said = said;
  one.byNumber = false;
}

function unclear(state: State, mentions: readonly Mention[]): void {
  for (const one of mentions) give(one, 'unclear', one.said);
  state.waiting = state.waiting.filter((one) => !mentions.includes(one));
}

/** "17p13: deletion" names the change after the place; "deletions of 13q and 17p" before it. */
function change(state: State, kind: 'loss' | 'gain'): void {
  const places = state.waiting.filter(({ token }) => token.topic?.locus === kind);
  for (const one of places) one.named = true;
  if (places.length === 0) state.change = kind;
}

function comma(state: State): void {
  settleByNumber(state);
  state.limit = false;
}

/** Shares of cells: a number without a word counts when it is well above what the method finds in healthy cells. */
function settleByNumber(state: State): void {
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

function number(state: State, { text, kind }: Token<string>): void {
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

function copies(state: State, { text }: Token<string>): void {
  const found = (text.match(/\d{1,2}|two|three|four|five|six/g) ?? []).map(
    (word) => NUMBER_WORDS[word] ?? Number(word),
  );
  const [least = 0, most = least] = found;
  const open = /^(?:>|≥|at least)/.test(text);
  const range = [text.startsWith('>') && !text.startsWith('>=') ? least + 1 : least, open ? Infinity : most] as const;
  for (const one of [...state.waiting, ...state.last, ...(state.before?.group ?? [])]) one.copies ??= range;
}
