import type { Dose } from '../dose.ts';
import { isA, type Ingredient } from '../drugs.ts';
import type { Drug, Fact, Measured } from '../facts.ts';
import { compareAbove, compareAtLeast, mapRising, type Interval } from '../interval.ts';
import { mgPerDay, milligrams, type Quantity } from '../units.ts';

/** I-4. `intermediate`: more than prophylaxis, less than full dose as the table knows it. */
export type Intensity = 'prophylactic' | 'therapeutic' | 'intermediate' | 'unknown';

type Weight = Fact<Measured<'kg'>>;
type Reading = (dose: Dose, weight: Weight) => Intensity;

/** A daily band: prophylactic within it, `over` above it, unknown below it. Milligrams (or units) per day. */
const daily =
  (least: number, most: number, over: Intensity): Reading =>
  ({ meanDaily }) => {
    if (compareAbove(meanDaily, mgPerDay(most)) === true) return over;
    const enough = compareAtLeast(meanDaily, mgPerDay(least)) === true;
    return enough && compareAbove(meanDaily, mgPerDay(most)) === false ? 'prophylactic' : 'unknown';
  };

/** As `daily`, but no single dose above `perDose` counts as prophylaxis. */
const dailyInDosesOf =
  (perDose: number, least: number, most: number): Reading =>
  (dose, weight) => {
    const band = daily(least, most, 'therapeutic')(dose, weight);
    return band === 'prophylactic' && compareAbove(dose.perDose, milligrams(perDose)) !== false ? 'unknown' : band;
  };

/** Enoxaparin: up to 40 mg a day or 30 mg twice daily; full dose from 1 mg/kg twice daily or 1.5 mg/kg once. */
const enoxaparin: Reading = (dose, weight) => {
  const twiceDaily = dose.dosesPerDay >= 2;
  const ceiling = twiceDaily ? 60 : 40;
  if (compareAbove(dose.meanDaily, mgPerDay(ceiling)) === false) return 'prophylactic';
  if (compareAbove(dose.meanDaily, mgPerDay(ceiling)) === undefined) return 'unknown';
  if (!weight.known) return 'intermediate';
  const perKg = twiceDaily ? 2 : 1.5;
  return reaches(dose.meanDaily, perKg, weight.value.interval) ? 'therapeutic' : 'intermediate';
};

const reaches = (amount: Interval<'mg/d'>, perKg: number, weight: Interval<'kg'>): boolean =>
  compareAtLeast(amount, (perKg * weight.high) as Quantity<'mg/d'>) === true;

/** Known as full dose from here; smaller doses serve prophylaxis in some places and treatment in others. */
function fullDoseFrom(perDay: number): Reading {
  return ({ meanDaily }) => (compareAtLeast(meanDaily, mgPerDay(perDay)) === true ? 'therapeutic' : 'unknown');
}

/** Warfarin is dosed to the INR: whatever the tablets, the aim is full anticoagulation. */
const always =
  (intensity: Intensity): Reading =>
  () =>
    intensity;

/** By ingredient; citations: I-4 (MYEL-I), and the product label for dabigatran and edoxaban, which I-4 leaves out. */
const READINGS: Partial<Record<Ingredient, Reading>> = {
  aspirin: daily(75, 325, 'unknown'),
  enoxaparin,
  dalteparin: daily(2500, 5000, 'intermediate'),
  tinzaparin: always('unknown'),
  heparin: always('unknown'),
  fondaparinux: daily(2.5, 2.5, 'therapeutic'),
  rivaroxaban: daily(10, 10, 'therapeutic'),
  apixaban: dailyInDosesOf(2.5, 5, 5),
  dabigatran: fullDoseFrom(300),
  edoxaban: fullDoseFrom(30),
  warfarin: always('therapeutic'),
};

/** How strongly a drug anticoagulates, told from its dose (I-4). A dose that can't be read is `unknown`. */
export function intensityOf(drug: Drug, weight: Weight): Intensity {
  const reading = READINGS[drug.ingredient];
  if (!reading) return 'unknown';
  if (isA(drug, 'vitamin-k-antagonist')) return 'therapeutic';
  if (!drug.dose.known || drug.dose.value.asNeeded) return 'unknown';
  const dose = inUsualUnit(drug.ingredient, drug.dose.value);
  return dose === null ? 'unknown' : reading(dose, weight);
}

/** Enoxaparin is labelled in anti-Xa units in some countries: 100 to the milligram. */
const ENOXAPARIN_UNITS_PER_MG = 100;
const DOSED_IN_UNITS: ReadonlySet<string> = new Set(['dalteparin', 'tinzaparin', 'heparin']);

/** The dose in the unit that the table above speaks; null when it is written in another. */
function inUsualUnit(ingredient: Ingredient, dose: Dose): Dose | null {
  if (DOSED_IN_UNITS.has(ingredient)) return dose.unit === 'units' ? dose : null;
  if (dose.unit === 'mg') return dose;
  if (ingredient !== 'enoxaparin') return null;
  return {
    ...dose,
    unit: 'mg',
    perDose: mapRising(dose.perDose, (units) => milligrams(units / ENOXAPARIN_UNITS_PER_MG)),
    meanDaily: mapRising(dose.meanDaily, (units) => mgPerDay(units / ENOXAPARIN_UNITS_PER_MG)),
  };
}
