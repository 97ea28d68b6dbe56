import type { Interval } from '../../logic/interval.ts';
import { between } from '../../logic/interval.ts';
import { milligrams } from '../../logic/units.ts';
import { listAt, textAt, type AnyResource } from '../json.ts';
import { amountInText, structuredAmount } from './dose-amount.ts';
import type { ResolvedDrug } from './resolved-drug.ts';

const LONGEST_TEXT = 400;

/**
 * The amount of an order with one dosage, in mg, whatever its rhythm: "4 mg IV once". Null when the order has none, or
 * when it can't be read.
 */
export function singleDoseOf(order: AnyResource, { strength }: ResolvedDrug): Interval<'mg'> | null {
  const [dosage, other] = [...listAt(order, 'dosageInstruction'), ...listAt(order, 'dosage')];
  if (dosage === undefined || other !== undefined) return null;
  const structured = structuredAmount(dosage, strength);
  const text = textAt(dosage, 'text') ?? textAt(dosage, 'patientInstruction') ?? '';
  const inWords = structured === undefined && text.length <= LONGEST_TEXT;
  const amount = inWords ? amountInText(text, strength) : structured;
  return amount?.unit === 'mg' ? between(milligrams(amount.low), milligrams(amount.high)) : null;
}
