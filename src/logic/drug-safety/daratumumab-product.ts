import { above, all, atLeast, not, type Criterion } from '../criterion.ts';
import type { Drug, Fact, Measured } from '../facts.ts';
import { compareAbove, compareAtLeast } from '../interval.ts';
import { kilograms, type Quantity } from '../units.ts';

/** F-9: product, route and dose of daratumumab, and which of them can't go together. */

/** The subcutaneous product has one dose for everybody, mg; the intravenous one 16 mg/kg. */
const FIXED_DOSE = 1800;
/** At 16 mg/kg these weights come to 1,800 mg, give or take a tenth for rounding to vials. */
const FROM = kilograms(102);
const TO = kilograms(125);

export type Contradiction =
  | 'sc-product-intravenous'
  | 'sc-product-by-weight'
  | 'sc-product-other-dose'
  | 'iv-product-subcutaneous'
  | 'iv-product-fixed-dose'
  | 'subcutaneous-by-weight'
  | 'intravenous-fixed-dose';

/** What an order says of its dose. */
interface Dose {
  readonly byWeight: boolean;
  /** Exactly 1,800 mg and nothing per kg. */
  readonly fixed: boolean;
  /** Some amount in mg that can't be 1,800. */
  readonly other: boolean;
}

export function doseKind({ administration }: Drug): Dose {
  const amounts = administration?.amounts ?? [];
  const byWeight = amounts.some(({ unit }) => unit === 'mg/kg' || unit === 'mg/m2');
  const flat = amounts.filter(({ unit }) => unit === 'mg').map(({ perDose }) => perDose);
  const limit = FIXED_DOSE as Quantity<string>;
  const fixed = flat.some((dose) => compareAtLeast(dose, limit) === true && compareAbove(dose, limit) === false);
  const other = flat.some((dose) => compareAtLeast(dose, limit) === false || compareAbove(dose, limit) === true);
  return { byWeight, fixed: fixed && !byWeight, other };
}

/** Product against route first, then against dose; without a product, route against dose. Null: nothing contradicts. */
export function contradictionIn(drug: Drug, weight: Fact<Measured<'kg'>>): Contradiction | null {
  const { form, route } = drug;
  const dose = doseKind(drug);
  const fixed = dose.fixed && explainedByWeight(weight).status !== 'met';
  if (form === 'with-hyaluronidase') {
    if (route === 'intravenous') return 'sc-product-intravenous';
    if (dose.byWeight) return 'sc-product-by-weight';
    return dose.other ? 'sc-product-other-dose' : null;
  }
  if (form === 'without-hyaluronidase') {
    if (route === 'subcutaneous') return 'iv-product-subcutaneous';
    return fixed ? 'iv-product-fixed-dose' : null;
  }
  if (route === 'subcutaneous' && dose.byWeight) return 'subcutaneous-by-weight';
  return route === 'intravenous' && fixed ? 'intravenous-fixed-dose' : null;
}

/** Whether 1,800 mg may be what 16 mg/kg comes to. */
export const explainedByWeight = (weight: Fact<Measured<'kg'>>): Criterion =>
  all(atLeast(weight, FROM), not(above(weight, TO)));

/** Meant for under the skin: by its product, or by its route where the product isn't told. */
export const isSubcutaneous = ({ form, route }: Drug): boolean =>
  form === 'with-hyaluronidase' || (form === null && route === 'subcutaneous');
