import type { Evidence, Missing } from '../logic/facts.ts';
import type { Advice, Rule } from '../logic/rule.ts';
import type { Score, ScoreItem } from '../logic/score.ts';
import type { Locale } from '../settings/settings.ts';
import { escapeChartText } from './escape.ts';
import { GUIDELINE } from './guideline.ts';
import type { Words } from './words.ts';

/** The blocks that every card shares: score, evidence, what is missing, guideline. Plain lists: some clients print tables as pipes. */

/** Words in one language. */
export interface Speaker {
  readonly words: Words;
  readonly locale: Locale;
}

const say = ({ words, locale }: Speaker, key: string, show: Record<string, string | number> = {}): string =>
  words.say(locale, `shared.${key}`, show);

const labelled = (speaker: Speaker, label: string, text: string): string => say(speaker, 'labelled', { label, text });

/** A text with notes in brackets, if there are any. */
function noted(speaker: Speaker, text: string, ...notes: readonly (string | undefined)[]): string {
  const stated = notes.filter((note) => note !== undefined);
  return stated.length === 0 ? text : say(speaker, 'noted', { text, note: stated.join(say(speaker, 'comma')) });
}

const heading = (speaker: Speaker, key: string): string => `**${say(speaker, `headings.${key}`)}**`;

/** Rounded to what a clinician reads; text of the chart escaped. */
function shownValue(speaker: Speaker, { concept, value, comparator = '', unit }: Evidence): string {
  if (typeof value === 'string' && (CODED.has(concept) || RESULTS.has(value)))
    return speaker.words.name(speaker.locale, 'values', value);
  const shown =
    typeof value === 'number' ? rounded(speaker, concept, value) : escapeChartText(shownRange(speaker, concept, value));
  return `${comparator}${shown}${unit === undefined ? '' : unitName(speaker, unit)}`;
}

/** Concepts whose value is one of our own words. */
const CODED = new Set([
  ...['sex', 'clinical-status', 'disease-status', 'frailty', 'attribution', 'transplant-candidate', 'route', 'imaging'],
]);
/** What a test without a number said; `done`: that it was done is all that is asked. */
const RESULTS = new Set(['positive', 'negative', 'indeterminate', 'not-detected', 'done']);
const WHOLE_NUMBERS = new Set(['creatinine-clearance', 'measured-creatinine-clearance', 'egfr', 'platelets', 'age']);

function rounded({ locale }: Speaker, concept: string, value: number): string {
  const digits = WHOLE_NUMBERS.has(concept) ? 0 : concept === 'body-mass-index' ? 1 : 2;
  // Both languages write a number that needs no rounding alike, and asking the formatter costs fifty times as much.
  const plain = `${value}`;
  if (PLAIN[digits].test(plain)) return plain;
  // A ratio of 0.0025 isn't 0.
  return NUMBERS[locale][digits === 2 && Math.abs(value) < SMALL ? 'small' : digits].format(value);
}

/** A number as JavaScript writes it, with no more digits after the point than are shown. */
const PLAIN = [/^-?\d+$/, /^-?\d+(\.\d)?$/, /^-?\d+(\.\d\d?)?$/] as const;

const SMALL = 0.01;

const numbersOf = (locale: Locale): Readonly<Record<0 | 1 | 2 | 'small', Intl.NumberFormat>> => {
  const to = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits, useGrouping: false });
  return { 0: to(0), 1: to(1), 2: to(2), small: new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }) };
};

/** Made once: making one costs more than a card. */
const NUMBERS: Readonly<Record<Locale, ReturnType<typeof numbersOf>>> = {
  en: numbersOf('en'),
  'zh-CN': numbersOf('zh-CN'),
};

/** `42.3..49.8` of a derived value, rounded like a number. */
function shownRange(speaker: Speaker, concept: string, value: string): string {
  const ends = /^(-?[\d.]+|Infinity)\.\.(-?[\d.]+|Infinity)$/.exec(value);
  if (!ends) return value;
  return [ends[1], ends[2]].map((end) => (end === 'Infinity' ? '∞' : rounded(speaker, concept, Number(end)))).join('–');
}

/** UCUM as people write it. */
const UNIT_NAMES: Readonly<Record<string, string>> = {
  '10*3/uL': '×10^3/µL',
  '10*9/L': '×10^9/L',
  'umol/L': 'µmol/L',
  'mL/min/{1.73_m2}': 'mL/min/1.73 m²',
  'kg/m2': 'kg/m²',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
};

function unitName({ words, locale }: Speaker, unit: string): string {
  return words.listed(locale, 'units', unit) ?? ` ${UNIT_NAMES[unit] ?? escapeChartText(unit)}`;
}

/** One line of evidence: concept, value with unit, date; an absence says what was searched. */
export function evidenceLine(speaker: Speaker, evidence: Evidence): string {
  const { words, locale } = speaker;
  const concept = conceptName(speaker, evidence.concept);
  if (evidence.searched) {
    const kind = words.name(locale, 'kinds', evidence.searched.kind);
    return say(speaker, 'absent', { concept, kind, entries: evidence.searched.entries });
  }
  const method = evidence.method === undefined ? undefined : words.name(locale, 'methods', evidence.method);
  const stale = evidence.stale ? say(speaker, 'stale') : undefined;
  return labelled(speaker, concept, noted(speaker, shownValue(speaker, evidence).trim(), method, evidence.date, stale));
}

const conceptName = ({ words, locale }: Speaker, concept: string): string =>
  words.listed(locale, 'concepts', concept) ?? words.name(locale, 'drugs', concept);

const shownPoints = (points: number): string => `${points}`.replace('-', '−');
const signed = (points: number): string => (points > 0 ? `+${points}` : shownPoints(points));

/** A score: what counted, what didn't, what is unknown. */
function scoreBlock(speaker: Speaker, name: string, score: Score): string {
  const { words, locale } = speaker;
  const itemName = (line: ScoreItem): string => words.name(locale, `items.${name}`, line.item);
  const of = (status: ScoreItem['status']): readonly ScoreItem[] =>
    score.items.filter((line) => line.status === status);
  const { min, max } = score;
  const range =
    min === max ? shownPoints(min) : say(speaker, 'range', { min: shownPoints(min), max: shownPoints(max) });
  const counted = of('met').map((line) => {
    const basis = line.evidence.filter((evidence) => !evidence.searched).map((evidence) => briefly(speaker, evidence));
    const points = line.min === line.max ? signed(line.points) : `${signed(line.min)}–${signed(line.max)}`;
    const shown = [...new Set(basis)].join('; ');
    return `- ${points} ${shown === '' ? itemName(line) : labelled(speaker, itemName(line), shown)}`;
  });
  const unknown = of('unknown').map((line) => noted(speaker, itemName(line), signed(line.points)));
  const between = say(speaker, 'and');
  const notMet = of('not-met').map(itemName);
  return [
    `**${labelled(speaker, words.name(locale, 'scores', name), range)}**`,
    ...counted,
    ...(unknown.length > 0 ? [`- ${say(speaker, 'unknownItems', { items: unknown.join(between) })}`] : []),
    ...(notMet.length > 0 ? [`- ${say(speaker, 'notCounted', { items: notMet.join(between) })}`] : []),
  ].join('\n');
}

/** A value with its date, for a line that already names the concept. */
function briefly(speaker: Speaker, evidence: Evidence): string {
  return noted(speaker, shownValue(speaker, evidence).trim(), evidence.date);
}

function evidenceBlock(speaker: Speaker, { evidence, scores }: Advice<string>): string[] {
  const rest = scores ? besides(scores, evidence) : evidence;
  const shown = new Set(rest.map((one) => `- ${evidenceLine(speaker, one)}`));
  return shown.size === 0 ? [] : [[heading(speaker, 'evidence'), ...shown].join('\n')];
}

/** The evidence that no line of a score prints. */
function besides(scores: Readonly<Record<string, Score>>, evidence: readonly Evidence[]): readonly Evidence[] {
  const keyOf = ({ concept, reference = '' }: Evidence): string => `${concept}|${reference}`;
  const lines = Object.values(scores).flatMap((score) => score.items);
  // A line that counts prints what it rests on; what an open line rests on would be lost.
  const printed = new Set(lines.flatMap((line) => (line.status === 'unknown' ? [] : line.evidence.map(keyOf))));
  return evidence.filter((one) => !printed.has(keyOf(one)));
}

/** A missing fact and why it isn't there. */
export function missingLine(speaker: Speaker, { concept, because, date }: Missing): string {
  const reason = speaker.words.name(speaker.locale, 'reasons', because);
  return labelled(speaker, conceptName(speaker, concept), noted(speaker, reason, date));
}

function missingBlock(speaker: Speaker, missing: readonly Missing[]): string[] {
  const lines = [...new Set(missing.map((one) => `- ${missingLine(speaker, one)}`))];
  return lines.length === 0 ? [] : [[heading(speaker, 'missing'), ...lines].join('\n')];
}

/** Orders that the client's screen can't be sent: with drug and dose, to be entered by hand. */
export const byHandBlock = (speaker: Speaker, orders: readonly string[]): string[] =>
  orders.length === 0 ? [] : [[heading(speaker, 'byHand'), ...orders.map((order) => `- ${order}`)].join('\n')];

/** The guideline, its version and date, the page and the category; and what this is not. */
export function guidelineLine(speaker: Speaker, rule: Rule, category: string): string {
  const page = rule.cites[0].page;
  if (page === 'none') return say(speaker, 'notGuideline', { software: GUIDELINE.software });
  return say(speaker, 'guideline', { ...GUIDELINE, page, category, software: GUIDELINE.software });
}

/** Everything under the advice itself. */
export function commonBlocks(speaker: Speaker, finding: Advice<string>): string[] {
  const scores = Object.entries(finding.scores ?? {}).map(([name, score]) => scoreBlock(speaker, name, score));
  return [...scores, ...evidenceBlock(speaker, finding), ...missingBlock(speaker, finding.missing)];
}
