/**
 * Branded quantities: a milligram per decilitre is not a micromole per litre.
 * TypeScript's `<` ignores brands, so pages compare through `criterion.ts` and never with raw operators.
 */
declare const unit: unique symbol;

/** A number in UCUM unit `U`. The brand costs nothing at run time. */
export type Quantity<U extends string> = number & { readonly [unit]: U };

const in_ =
  <U extends string>() =>
  (value: number): Quantity<U> =>
    value as Quantity<U>;

export const years = in_<'a'>();
export const kilograms = in_<'kg'>();
export const centimetres = in_<'cm'>();
export const kgPerM2 = in_<'kg/m2'>();
export const gramsPerDl = in_<'g/dL'>();
export const mgPerDl = in_<'mg/dL'>();
export const mlPerMin = in_<'mL/min'>();
export const mlPerMinPer173 = in_<'mL/min/{1.73_m2}'>();
/** Thousand cells per microlitre, the same number as 10*9/L. */
export const thousandPerUl = in_<'10*3/uL'>();
export const milligrams = in_<'mg'>();
export const mgPerDay = in_<'mg/d'>();
export const mgPerCycle = in_<'mg/{cycle}'>();
export const points = in_<'{score}'>();
export const mgPerL = in_<'mg/L'>();
export const mgPer24h = in_<'mg/(24.h)'>();
export const unitsPerL = in_<'U/L'>();
export const percent = in_<'%'>();
export const ratio = in_<'{ratio}'>();
export const millimetres = in_<'mm'>();
export const count = in_<'{#}'>();
