import { copies, number, settleByNumber } from './numbers.ts';
import { give, loosen, unclear, type Mention, type State } from './sentence-state.ts';
import type { Statement, Token } from './statements.ts';
import type { Answer } from './words.ts';

/** The grammar of one sentence: which answer goes with which mention. */

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
