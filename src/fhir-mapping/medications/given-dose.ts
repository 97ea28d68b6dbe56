import type { Fact } from '../../logic/facts.ts';
import { known } from '../../logic/facts.ts';
import { between } from '../../logic/interval.ts';
import type { GivenDose } from '../../logic/therapy-facts.ts';
import { milligrams } from '../../logic/units.ts';
import type { ChartIndex } from '../chart-index.ts';
import { objectAt, textAt, type AnyResource } from '../json.ts';
import { amountInText, structuredAmount } from './dose-amount.ts';
import { doseOf } from './dose.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { scaledDoseOf } from './scaled-dose.ts';

/** One dose of whatever entry: ordered, taken, dispensed or given; in mg, units, or per m2 or kg. */
export function givenDoseOf(index: ChartIndex, entry: AnyResource, drug: ResolvedDrug): Fact<GivenDose> {
  if (entry.resourceType === 'MedicationAdministration') return administered(index, entry, drug);
  const scaled = scaledDoseOf(entry);
  return scaled ? known({ unit: scaled.unit, perDose: scaled.perDose }, []) : doseOf(index, entry, drug);
}

/** An administration has one dosage, and its amount is `dose`. */
function administered(index: ChartIndex, entry: AnyResource, drug: ResolvedDrug): Fact<GivenDose> {
  const dosage = objectAt(entry, 'dosage');
  const asOrdered = {
    text: textAt(dosage, 'text'),
    ...(dosage['dose'] === undefined ? {} : { doseQuantity: dosage['dose'] }),
  };
  const amount = structuredAmount(asOrdered, drug.strength) ?? amountInText(asOrdered.text ?? '', drug.strength);
  if (amount)
    return known({ unit: amount.unit, perDose: between(milligrams(amount.low), milligrams(amount.high)) }, []);
  const scaled = scaledDoseOf({ resourceType: entry.resourceType, dosageInstruction: [asOrdered] });
  return scaled ? known({ unit: scaled.unit, perDose: scaled.perDose }, []) : doseOf(index, entry, drug);
}
