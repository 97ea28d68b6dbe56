import type { DoseUnit } from '../../logic/dose.ts';
import { listAt, lookUp, objectAt, positiveNumber, textAt, type JsonObject } from '../json.ts';
import { convert, ucumOf } from '../units.ts';
import { normalised } from './schedule-text.ts';
import { amountOf, PIECE, unitOf, type Amount, type Strength } from './strength.ts';

/** One administration, low to high, in mg or units. */
export interface DoseAmount {
  readonly low: number;
  readonly high: number;
  readonly unit: DoseUnit;
}

const UNITS = /^(\[?iu\]?|u|units?|unt|\[arb'u\]|单位|国际单位)$/i;

/**
 * The dose of one dosage instruction, structured: `doseAndRate`, the older `doseQuantity`, ranges; in mass, units,
 * pieces or millilitres times the product's strength. Undefined when nothing is stated, null when it can't be read.
 */
export function structuredAmount(dosage: JsonObject, strength: Strength | null): DoseAmount | null | undefined {
  const rates = listAt(dosage, 'doseAndRate');
  const holders = rates.length > 0 ? rates : [dosage];
  const amounts = holders.flatMap((holder) => {
    if (holder['doseQuantity'] !== undefined) return [quantity(objectAt(holder, 'doseQuantity'), strength)];
    if (holder['doseRange'] !== undefined) return [range(objectAt(holder, 'doseRange'), strength)];
    return [];
  });
  if (amounts.length === 0) return undefined;
  // One dose is often written twice, in mass and in pieces: the reading that needs no strength is enough.
  const read = amounts.filter((amount) => amount !== null);
  return read.length === 0 ? null : read.reduce<DoseAmount | null>(widest, read[0] ?? null);
}

function widest(a: DoseAmount | null, b: DoseAmount): DoseAmount | null {
  if (!a || a.unit !== b.unit) return null;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), unit: a.unit };
}

function quantity(dose: JsonObject, strength: Strength | null): DoseAmount | null {
  const amount = toAmount(dose['value'], unitOf(dose), strength);
  if (!amount || contradicts(dose, amount, strength)) return null;
  return { low: amount.value, high: amount.value, unit: amount.unit };
}

/** Code and written unit that both can be read and don't mean the same. */
function contradicts(dose: JsonObject, amount: Amount, strength: Strength | null): boolean {
  const written = textAt(dose, 'unit');
  const other = written === undefined ? null : toAmount(dose['value'], written, strength);
  return other !== null && (other.value !== amount.value || other.unit !== amount.unit);
}

function range(dose: JsonObject, strength: Strength | null): DoseAmount | null {
  const [low, high] = [objectAt(dose, 'low'), objectAt(dose, 'high')];
  const most = toAmount(high['value'], unitOf(high), strength);
  const least = low['value'] === undefined ? most : toAmount(low['value'], unitOf(low) ?? unitOf(high), strength);
  if (!most || !least || most.unit !== least.unit || least.value > most.value) return null;
  if (contradicts(high, most, strength) || contradicts(low, least, strength)) return null;
  return { low: least.value, high: most.value, unit: most.unit };
}

/** A number without a unit is not a dose: it might be milligrams or capsules. */
function toAmount(stated: unknown, unit: string | undefined, strength: Strength | null): Amount | null {
  const value = positiveNumber(stated);
  if (value === undefined || unit === undefined) return null;
  const spelled = unit.trim();
  if (UNITS.test(spelled)) return { value, unit: 'units' };
  if (PIECE.test(spelled)) return times(value, strength?.perPiece);
  const ucum = ucumOf(spelled.toLowerCase() === 'mg' ? 'mg' : spelled);
  const millilitres = convert(value, ucum, 'mL');
  if (millilitres !== undefined) return times(millilitres, strength?.perMl);
  const mg = convert(value, ucum, 'mg');
  return mg === undefined ? null : { value: mg, unit: 'mg' };
}

function times(count: number, amount: Amount | null | undefined): Amount | null {
  return amount ? { unit: amount.unit, value: Number((count * amount.value).toPrecision(12)) } : null;
}

const NUMBER = String.raw`(?<![\d.,/])(?:\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,3})?)(?![\d,])`;
/** "16 mg per kg", "1.3 mg / m2" are no amounts. */
const PER_BODY = String.raw` ?(?:\/|per|每) ?(?:kg|m2|m\^2|m²|sq|square|公斤|千克|平方)`;
const MASS = new RegExp(
  String.raw`(${NUMBER})(?: ?(?:-|to|至) ?(${NUMBER}))? ?(mg|mcg|ug|g|毫克|units?|iu|单位)(?![a-z/])(?!${PER_BODY})`,
  'gi',
);
const PIECE_WORD = String.raw`(?:tab(?:let)?(?:s|\(s\))?|cap(?:sule)?(?:s|\(s\))?|pills?|粒|片|颗)(?![a-z])`;
const PIECES = new RegExp(
  String.raw`(?:(${NUMBER})|\b(one|two|three|half a|half)|(一|两|二|三|半)) ?${PIECE_WORD}`,
  'gi',
);
/** "one to two tablets": the higher end counts where an order is judged. */
const PIECE_RANGE = new RegExp(String.raw`(\d|one) ?(?:-|to|or|至|到|或) ?(\d|two|three) ?${PIECE_WORD}`, 'i');
/** "10 tablets (40 mg total)". */
const TOTAL = new RegExp(String.raw`(${NUMBER}) ?(mg|mcg|ug|g|units?) total\b`, 'i');
const VOLUME = new RegExp(String.raw`${NUMBER} ?ml\b`, 'gi');
const WORDS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  half: 0.5,
  'half a': 0.5,
  半: 0.5,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
};

/**
 * The dose in a prescription's words, only where it can be meant in one way: a single amount, or pieces of a known
 * strength, or both when they agree.
 */
export function amountInText(written: string, strength: Strength | null): DoseAmount | null {
  const text = normalised(written);
  const range = PIECE_RANGE.exec(text);
  if (range) return pieceRange(range[1] ?? '', range[2] ?? '', strength);
  const total = TOTAL.exec(text);
  const stated = total && amountOf(total[1] ?? '', total[2] ?? '');
  const pieces = [...text.matchAll(PIECES)].map(countOf);
  if (stated) return totalOf(stated, pieces, strength);
  const masses = [...text.matchAll(MASS)].flatMap(([, low = '', high = low, unit = '']) => {
    const [least, most] = [amountOf(low, unit), amountOf(high, unit)];
    return least && most && least.value > 0 ? [{ low: least.value, high: most.value, unit: most.unit }] : [];
  });
  const distinct = [...new Map(masses.map((mass) => [`${mass.low}-${mass.high}${mass.unit}`, mass])).values()];
  if (pieces.length > 1) return null;
  const [count] = pieces;
  if (count === undefined) return distinct.length === 1 ? (distinct[0] ?? null) : null;
  return withPieces(count, distinct, strength);
}

/** A stated total, unless the pieces of a known strength come to something else. */
function totalOf(total: Amount, pieces: readonly number[], strength: Strength | null): DoseAmount | null {
  const piece = strength?.perPiece;
  const counted = piece && pieces.length === 1 ? (pieces[0] ?? 0) * piece.value : total.value;
  return counted === total.value && total.value > 0 ? { low: total.value, high: total.value, unit: total.unit } : null;
}

/** A text without its amounts: what is left of it must mean nothing. */
export function withoutAmounts(text: string): string {
  return [PIECE_RANGE, TOTAL, MASS, PIECES, VOLUME].reduce(
    (rest, pattern) => rest.replace(new RegExp(pattern, 'gi'), ' ; '),
    text,
  );
}

function pieceRange(low: string, high: string, strength: Strength | null): DoseAmount | null {
  const [least, most] = [low, high].map((count) => lookUp(WORDS, count.toLowerCase()) ?? Number(count));
  const piece = strength?.perPiece;
  if (!piece || least === undefined || most === undefined || !(least <= most)) return null;
  return { low: least * piece.value, high: most * piece.value, unit: piece.unit };
}

function countOf([, digits, word, chinese]: RegExpMatchArray): number {
  return digits === undefined ? (lookUp(WORDS, (word ?? chinese ?? '').toLowerCase()) ?? 0) : Number(digits);
}

function withPieces(pieces: number, masses: readonly DoseAmount[], strength: Strength | null): DoseAmount | null {
  const known = strength?.perPiece ?? null;
  const whole = (amount: number, unit: DoseUnit): DoseAmount => ({ low: amount, high: amount, unit });
  const [mass, other] = masses;
  if (!mass) return known && whole(pieces * known.value, known.unit);
  if (mass.low !== mass.high) return null;
  if (other) {
    const [small, large] = [Math.min(mass.low, other.low), Math.max(mass.low, other.low)];
    return masses.length === 2 && small * pieces === large ? whole(large, mass.unit) : null;
  }
  if (pieces === 1) return mass;
  if (!known) return null;
  if (mass.low === known.value) return whole(pieces * known.value, known.unit);
  return mass.low === pieces * known.value ? mass : null;
}
