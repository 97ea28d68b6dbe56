import { formulasOf } from './iscn.ts';
import { narrative } from './narrative.ts';
import { PROBE_LEXICON, type ProbeTopic } from './probes.ts';
import { readSentence } from './sentence.ts';
import { tokensOf, type Statement, type Token } from './statements.ts';
import type { Answer } from './words.ts';
import type { Probe } from '../../logic/disease-facts.ts';

/** One answer for a probe, and the words that it rests on. */
export interface ProbeAnswer {
  readonly probe: Probe;
  readonly answer: Answer;
  readonly words: string;
}

/** `result`: the value of one test, where a name alone is what was found. `karyotype`: shows, and never rules out. */
export type TextKind = 'report' | 'result' | 'karyotype';

/** Everything that a text says of the probes; a long text is read in part (`cut`). */
export function probesInText(
  written: string,
  kind: TextKind = 'report',
): { readonly answers: readonly ProbeAnswer[]; readonly cut: boolean } {
  const { text, cut } = narrative(written);
  if (!PROBE_LEXICON.quick.test(text)) return { answers: [], cut };
  const { statements, rest } = formulasOf(text);
  const sentences = tokensOf(rest, PROBE_LEXICON);
  const all = sentences.flatMap((sentence) => readSentence(sentence));
  const bare = kind === 'result' && sentences.every((tokens) => tokens.every(isNameOrComma));
  const read = bare ? all.map(asPresent) : all;
  const settled = sentences.some(isNormalPanel) ? read.map(asNormal) : read;
  const formulas = statements.map(({ topic, answer, words }) => ({ probe: topic, answer, words }));
  const answers = [...formulas, ...settled.flatMap(answersOf)];
  return { answers: kind === 'karyotype' || isKaryotype(sentences, text) ? answers.map(withoutAbsence) : answers, cut };
}

const isNameOrComma = ({ kind, topic, loose }: Token<ProbeTopic>): boolean =>
  !loose && (kind === 'comma' || (kind === 'topic' && topic?.locus === undefined));

const asPresent = (statement: Statement<ProbeTopic>): Statement<ProbeTopic> =>
  statement.answer === 'unclear' && statement.percent === undefined ? { ...statement, answer: 'met' } : statement;

/** A report of metaphases alone, without a word of FISH. */
function isKaryotype(sentences: readonly (readonly Token<ProbeTopic>[])[], text: string): boolean {
  const has = (kind: Token<ProbeTopic>['kind']): boolean =>
    sentences.some((tokens) => tokens.some((token) => token.kind === kind));
  return has('karyotype') && !has('fish') && !text.includes('nuc ish');
}

const withoutAbsence = (answer: ProbeAnswer): ProbeAnswer =>
  answer.answer === 'not-met' ? { ...answer, answer: 'open' } : answer;

/** "All probes normal": a sentence that names none and says that nothing was found. */
function isNormalPanel(tokens: readonly Token<ProbeTopic>[]): boolean {
  const kinds = new Set(tokens.map(({ kind }) => kind));
  if (kinds.has('topic') || kinds.has('aside') || kinds.has('karyotype') || kinds.has('neutral')) return false;
  const answers = tokens.filter(({ kind }) => kind === 'either' || kind === 'before');
  const whole = kinds.has('all') || kinds.has('fish') || kinds.has('tested');
  return whole && answers.length > 0 && answers.every(({ answer }) => answer === 'not-met');
}

/** The probes that the text lists as examined; one that it says something else of keeps that. */
const asNormal = (statement: Statement<ProbeTopic>): Statement<ProbeTopic> =>
  statement.answer === 'listed' ? { ...statement, answer: 'not-met' } : statement;

/** Three copies of 1q21 are a gain, four or more an amplification; names alone don't always say which. */
function answersOf({ topic, answer, words, copies }: Statement<ProbeTopic>): ProbeAnswer[] {
  const say = (probe: Probe, what: Answer): ProbeAnswer => ({ probe, answer: what, words });
  const isOneQ = topic === 'gain1q' || topic === 'amp1q' || topic === 'gainOrAmp1q';
  if (!isOneQ) return [say(topic, answer)];
  if (copies && answer !== 'open' && answer !== 'not-met') {
    return [say('gain1q', reaches(copies, GAIN_COPIES)), say('amp1q', reaches(copies, AMP_COPIES))];
  }
  if (answer === 'met') return topic === 'amp1q' ? [say('gain1q', 'met'), say('amp1q', 'met')] : [say('gain1q', 'met')];
  if (answer === 'not-met')
    return topic === 'amp1q' ? [say('amp1q', 'not-met')] : [say('gain1q', 'not-met'), say('amp1q', 'not-met')];
  return [say('gain1q', answer), say('amp1q', answer)];
}

const GAIN_COPIES = 3;
const AMP_COPIES = 4;

const reaches = ([least, most]: readonly [number, number], limit: number): Answer =>
  least >= limit ? 'met' : most < limit ? 'not-met' : 'unclear';
