import type { DoseUnit } from '../../logic/dose.ts';
import { objectAt, textAt, type JsonObject } from '../json.ts';
import { convert, ucumOf } from '../units.ts';

export interface Amount {
  readonly value: number;
  readonly unit: DoseUnit;
}

/** What one piece (capsule, syringe) or one millilitre of a product holds. */
export interface Strength {
  readonly perPiece: Amount | null;
  readonly perMl: Amount | null;
}

const NUMBER = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,7}(?:[.,]\d{1,4})?)`;
const AMOUNT = String.raw`${NUMBER}\s*(mg|mcg|ug|g|毫克|units?|unt|iu|单位)`;
/** "0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe". */
const FILLED = new RegExp(String.raw`^${NUMBER}\s*ml\b.*?${AMOUNT}\s*/\s*ml\b`, 'i');
/** "40 mg/0.4 mL syringe". */
const PER_VOLUME = new RegExp(String.raw`${AMOUNT}\s*/\s*${NUMBER}?\s*ml\b`, 'i');
const PLAIN = new RegExp(String.raw`(?<![\d.,/])${AMOUNT}(?!\s*/\s*[\d.]*\s*(?:ml|m2|kg|hr|h\b|day))(?![a-z])`, 'gi');
/** Packs and combinations have no single strength. */
const SEVERAL = /\bpack\b|\{.*\}|taper/i;

/** A number with thousands commas or a decimal comma. */
const decimal = (digits = ''): number => Number(digits.replace(/,(?=\d{3}\b)/g, '').replace(',', '.'));

export function amountOf(digits: string, unit: string): Amount | null {
  const value = decimal(digits);
  if (/^(units?|unt|\[?iu\]?|单位)$/i.test(unit)) return { value, unit: 'units' };
  const mg = convert(value, ucumOf(unit.toLowerCase()), 'mg');
  return mg === undefined ? null : { value: mg, unit: 'mg' };
}

/** The strength that a product's name states; null where it states none, or more than one. */
export function strengthIn(text: string): Strength | null {
  if (text.length > 300 || SEVERAL.test(text)) return null;
  const filled = FILLED.exec(text);
  if (filled) return scaled(amountOf(filled[2] ?? '', filled[3] ?? ''), decimal(filled[1]));
  const volume = PER_VOLUME.exec(text);
  if (volume) return dissolved(amountOf(volume[1] ?? '', volume[2] ?? ''), volume[3]);
  const amounts = [...text.matchAll(PLAIN)].map((match) => amountOf(match[1] ?? '', match[2] ?? ''));
  const distinct = new Set(amounts.map((amount) => `${amount?.value} ${amount?.unit}`));
  return distinct.size === 1 && amounts[0] ? { perPiece: amounts[0], perMl: null } : null;
}

/** An amount per millilitre, or per so many of them: then that volume is one piece. */
function dissolved(amount: Amount | null, millilitres: string | undefined): Strength | null {
  const volume = decimal(millilitres ?? '1');
  if (!amount || volume === 0) return null;
  const perMl = { ...amount, value: Number((amount.value / volume).toPrecision(12)) };
  return { perPiece: millilitres === undefined ? null : amount, perMl };
}

function scaled(perMl: Amount | null, millilitres: number): Strength | null {
  return perMl && { perMl, perPiece: { ...perMl, value: Number((perMl.value * millilitres).toPrecision(12)) } };
}

/** `Medication.ingredient.strength`: a ratio of amount to piece or volume; anything else is no strength. */
export function strengthOfIngredient(ingredient: JsonObject): Strength | null {
  const strength = objectAt(ingredient, 'strength');
  const numerator = objectAt(strength, 'numerator');
  const denominator = objectAt(strength, 'denominator');
  const [top, bottom] = [numerator['value'], denominator['value'] ?? 1];
  if (typeof top !== 'number' || typeof bottom !== 'number' || bottom <= 0) return null;
  const unit = unitOf(numerator);
  const whole = unit === undefined ? null : amountOf(String(top), unit);
  if (!whole) return null;
  const per = unitOf(denominator) ?? '1';
  const millilitres = convert(bottom, ucumOf(per), 'mL');
  const each = (count: number): Amount => ({ unit: whole.unit, value: Number((whole.value / count).toPrecision(12)) });
  if (millilitres !== undefined) return { perPiece: null, perMl: each(millilitres) };
  return PIECE.test(per) ? { perPiece: each(bottom), perMl: null } : null;
}

/** Units that count pieces of a product. */
export const PIECE =
  /^(\{?(pill|tbl|tab|tabs|tablets?|cap|caps|capsules?|each|ea|syringe|1)\}?(\(s\))?|1|粒|片|颗|支)$/i;

/** The unit of a quantity, coded before written. */
export const unitOf = (quantity: JsonObject): string | undefined =>
  textAt(quantity, 'code') ?? textAt(quantity, 'unit');
