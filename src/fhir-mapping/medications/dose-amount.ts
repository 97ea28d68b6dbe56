import type { DoseUnit } from '../../logic/dose.ts';
import { listAt, objectAt, textAt, type JsonObject } from '../json.ts';
import { convert, ucumOf } from '../units.ts';
import { amountOf, type Amount, type Strength } from './strength.ts';

/** One administration, low to high, in mg or units. */
export interface DoseAmount {
  readonly low: number;
  readonly high: number;
  readonly unit: DoseUnit;
}

const PIECE = /^(\{?(pill|tbl|tab|tabs|tablets?|cap|caps|capsules?|each|ea|syringe|1)\}?(\(s\))?|1|粒|片|颗|支)$/i;
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
  return amounts.reduce(widest);
}

function widest(a: DoseAmount | null, b: DoseAmount | null): DoseAmount | null {
  if (!a || !b || a.unit !== b.unit) return null;
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), unit: a.unit };
}

function quantity(dose: JsonObject, strength: Strength | null): DoseAmount | null {
  const amount = toAmount(dose['value'], unitOf(dose), strength);
  return amount && { low: amount.value, high: amount.value, unit: amount.unit };
}

function range(dose: JsonObject, strength: Strength | null): DoseAmount | null {
  const [low, high] = [objectAt(dose, 'low'), objectAt(dose, 'high')];
  const most = toAmount(high['value'], unitOf(high), strength);
  const least = low['value'] === undefined ? most : toAmount(low['value'], unitOf(low) ?? unitOf(high), strength);
  if (!most || !least || most.unit !== least.unit || least.value > most.value) return null;
  return { low: least.value, high: most.value, unit: most.unit };
}

const unitOf = (dose: JsonObject): string | undefined => textAt(dose, 'code') ?? textAt(dose, 'unit');

/** A number without a unit is not a dose: it might be milligrams or capsules. */
function toAmount(value: unknown, unit: string | undefined, strength: Strength | null): Amount | null {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0 || unit === undefined) return null;
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

const NUMBER = String.raw`\d{1,7}(?:[.,]\d{1,3})?`;
const MASS = new RegExp(String.raw`(${NUMBER})(?:\s*(?:-|–|~|to|至)\s*(${NUMBER}))?\s*(mg|mcg|ug|g|毫克|units?|iu|单位)(?![a-z/])`, 'gi');
const PIECES = new RegExp(
  String.raw`(?:(${NUMBER})|\b(one|two|three|half)|(一|两|二|三|半))\s*(?:\(\d+\)\s*)?(?:x\s*)?(?:tab(?:let)?s?|cap(?:sule)?s?|pills?|粒|片|颗)(?![a-z])`,
  'i',
);
/** "one to two tablets": which of them is for the patient to choose. */
const PIECE_RANGE = /(\d|one|half|一|半)\s*(-|–|~|to|or|至|到|或)\s*(\d|two|three|两|二|三)\s*(tab|cap|pill|粒|片|颗)/i;
/** "10 tablets (40 mg total)". */
const TOTAL = new RegExp(String.raw`(${NUMBER})\s*(mg|mcg|ug|g|units?)\s+total\b`, 'i');
const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, half: 0.5, 一: 1, 两: 2, 二: 2, 三: 3, 半: 0.5 };

/**
 * The dose in a prescription's words, only where it can be meant in one way: a single amount, or pieces of a known
 * strength, or both when they agree.
 */
export function amountInText(text: string, strength: Strength | null): DoseAmount | null {
  const masses = [...text.matchAll(MASS)].flatMap(([, low = '', high = low, unit = '']) => {
    const [least, most] = [amountOf(low, unit), amountOf(high, unit)];
    return least && most ? [{ low: least.value, high: most.value, unit: most.unit }] : [];
  });
  const distinct = [...new Map(masses.map((mass) => [`${mass.low}-${mass.high}${mass.unit}`, mass])).values()];
  if (PIECE_RANGE.test(text)) return null;
  const total = TOTAL.exec(text);
  const stated = total && amountOf(total[1] ?? '', total[2] ?? '');
  if (stated) return { low: stated.value, high: stated.value, unit: stated.unit };
  const pieces = piecesIn(text);
  if (pieces === undefined) return distinct.length === 1 ? (distinct[0] ?? null) : null;
  return withPieces(pieces, distinct, strength);
}

function piecesIn(text: string): number | undefined {
  const [, digits, word, chinese] = PIECES.exec(text) ?? [];
  if (digits !== undefined) return Number(digits.replace(',', '.'));
  return WORDS[(word ?? chinese ?? '').toLowerCase()];
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
