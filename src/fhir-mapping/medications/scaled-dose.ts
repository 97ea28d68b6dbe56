import type { ScaledDose } from '../../logic/dose.ts';
import { between } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { listAt, lookUp, objectAt, positiveNumber, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { dosesPerCycle, scheduleOf } from './schedule.ts';
import { unitOf } from './strength.ts';

/** Doses per m2 or kg: 1.3 mg/m2, 16 mg/kg. Never turned into mg here: that needs a measurement and its date. */

type ScaledUnit = ScaledDose['unit'];

const UNITS: Readonly<Record<string, readonly [ScaledUnit, factor: number]>> = {
  'mg/m2': ['mg/m2', 1],
  'mg/m^2': ['mg/m2', 1],
  'mg/m²': ['mg/m2', 1],
  'mg/sqm': ['mg/m2', 1],
  'mg/sq m': ['mg/m2', 1],
  'mg/sq.m': ['mg/m2', 1],
  'ug/m2': ['mg/m2', 0.001],
  'mcg/m2': ['mg/m2', 0.001],
  'g/m2': ['mg/m2', 1000],
  'mg/kg': ['mg/kg', 1],
  'ug/kg': ['mg/kg', 0.001],
  'mcg/kg': ['mg/kg', 0.001],
  'g/kg': ['mg/kg', 1000],
};

/** "1.3 mg/m2", "1.3毫克/平方米", "16 mg per kg". */
const WRITTEN =
  /(?<![\d.,/-])(\d{1,5}(?:\.\d{1,3})?) ?(mg|mcg|ug|g|毫克|克) ?(?:\/|per|每) ?(m2|m\^2|m²|sq\.? ?m|kg|平方米|公斤|千克)(?![a-z0-9/])/gi;
const MASS_WORDS: Readonly<Record<string, string>> = { 毫克: 'mg', 克: 'g' };
const BODY_WORDS: Readonly<Record<string, string>> = { 平方米: 'm2', 公斤: 'kg', 千克: 'kg', sqm: 'm2', 'sq.m': 'm2' };
const LONGEST_TEXT = 400;

/** The dose per m2 or kg of an order with one dosage, structured or in words; null when there is none, or several. */
export function scaledDoseOf(order: AnyResource): ScaledDose | null {
  const [dosage, other] = [...listAt(order, 'dosageInstruction'), ...listAt(order, 'dosage')];
  if (dosage === undefined || other !== undefined) return null;
  const amount = structured(dosage) ?? inWords(textAt(dosage, 'text') ?? textAt(dosage, 'patientInstruction') ?? '');
  if (amount === null) return null;
  const schedule = scheduleOf(dosage);
  return {
    ...amount,
    dosesPerDay: schedule?.most ?? null,
    dosesPerCycle: schedule && Number(dosesPerCycle(schedule, schedule.most).toPrecision(12)),
  };
}

type Amount = Pick<ScaledDose, 'unit' | 'perDose'>;

function structured(dosage: JsonObject): Amount | null {
  const rates = listAt(dosage, 'doseAndRate');
  const amounts = (rates.length > 0 ? rates : [dosage]).flatMap((holder) => {
    const range = objectAt(holder, 'doseRange');
    const low = scaled(objectAt(holder, 'doseQuantity')) ?? scaled(objectAt(range, 'low'));
    const high = scaled(objectAt(range, 'high')) ?? low;
    return low && high ? [[low, high] as const] : [];
  });
  const [only, other] = amounts;
  if (!only || other || only[0].unit !== only[1].unit || only[0].value > only[1].value) return null;
  return amountOf(only[0].value, only[1].value, only[0].unit);
}

function scaled(quantity: JsonObject): { value: number; unit: ScaledUnit } | null {
  const value = positiveNumber(quantity['value']);
  const unit = lookUp(UNITS, unitOf(quantity)?.trim().toLowerCase());
  return value === undefined || !unit ? null : { value: exact(value * unit[1]), unit: unit[0] };
}

function inWords(text: string): Amount | null {
  if (text.length > LONGEST_TEXT) return null;
  const found = new Map(
    [...text.matchAll(WRITTEN)].flatMap(([, digits = '', mass = '', body = '']) => {
      const per = body.toLowerCase().replace(' ', '');
      const unit = lookUp(UNITS, `${lookUp(MASS_WORDS, mass) ?? mass.toLowerCase()}/${lookUp(BODY_WORDS, per) ?? per}`);
      const value = positiveNumber(digits);
      return unit && value !== undefined ? [[`${exact(value * unit[1])} ${unit[0]}`, unit[0]] as const] : [];
    }),
  );
  const [only, other] = found;
  return only === undefined || other !== undefined ? null : amountOf(parseFloat(only[0]), parseFloat(only[0]), only[1]);
}

/** A text without its doses per m2 or kg. */
export const withoutScaled = (text: string): string => text.replace(WRITTEN, ' ; ');

const exact = (value: number): number => Number(value.toPrecision(12));

const amountOf = (low: number, high: number, unit: ScaledUnit): Amount => ({
  unit,
  perDose: between(low as Quantity<ScaledUnit>, high as Quantity<ScaledUnit>),
});
