import { lookUp } from './json.ts';
import type { MeasurementSpec } from './measurements.ts';
import { convert } from './units.ts';

/** How a number of one substance comes into the unit in which the guideline states its limits. */
export type Conversion = Pick<MeasurementSpec<string>, 'unit' | 'molarMass' | 'readIn' | 'times' | 'sameAs'>;

/** A value in the wanted unit; undefined when its unit is unknown or measures something else. */
export function valueIn(
  value: number,
  from: string,
  { unit, molarMass, readIn = unit, times = 1, sameAs }: Conversion,
): number | undefined {
  const like = from === readIn || sameAs === undefined ? from : (lookUp(sameAs, from) ?? from);
  const converted = convert(value, like, readIn, molarMass);
  if (converted === undefined || times === 1) return converted;
  // Undoes the binary rounding of the product.
  return Number((converted * times).toPrecision(12));
}
