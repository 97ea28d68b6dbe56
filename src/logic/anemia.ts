import { any, below, test, type Criterion } from './criterion.ts';
import type { Fact, Measured } from './facts.ts';
import { compareAbove, mapFalling } from './interval.ts';
import { gramsPerDl } from './units.ts';

const ANEMIA = gramsPerDl(10);
/** More than this below the lower limit of normal is anemia too; exactly this isn't (errata 4). */
const BELOW_NORMAL = gramsPerDl(2);

/** C-1c: hemoglobin below 10 g/dL, or more than 2 g/dL below the laboratory's own lower limit. */
export function anemia(hemoglobin: Fact<Measured<'g/dL'>>): Criterion {
  const belowRange = test(hemoglobin, ({ interval, range }) => {
    const low = range?.low;
    if (low === undefined) return undefined;
    // Undone: binary rounding. 12.1 less 10.1 must not come out above 2.
    const deficit = mapFalling(interval, (value) => gramsPerDl(Number((low - value).toPrecision(12))));
    return compareAbove(deficit, BELOW_NORMAL);
  });
  return any(below(hemoglobin, ANEMIA), belowRange);
}
