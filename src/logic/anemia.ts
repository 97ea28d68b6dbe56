import { any, below, test, type Criterion } from './criterion.ts';
import type { Fact, Measured, Missing, Sex } from './facts.ts';
import { between, compareAbove, exactly, mapFalling, type Interval } from './interval.ts';
import type { Thresholds } from './thresholds.ts';
import { gramsPerDl } from './units.ts';

const ANEMIA = gramsPerDl(10);
/** More than this below the lower limit of normal is anemia too; exactly this isn't (errata 4). */
const BELOW_NORMAL = gramsPerDl(2);
/** Lower limits of laboratories for adults are somewhere in here: a hemoglobin of 12 is 2 below none of them. */
const LIMITS_IN_USE = between(gramsPerDl(11), gramsPerDl(14));

type SiteLimits = Pick<Thresholds, 'hemoglobinLowerLimitFemale' | 'hemoglobinLowerLimitMale'>;

/**
 * C-1c: hemoglobin below 10 g/dL, or more than 2 g/dL below the lower limit sent with it, else the site's for the
 * patient's sex (conventions, "Facts"). With neither, a value that the limit could decide is unknown.
 */
export function anemia(hemoglobin: Fact<Measured<'g/dL'>>, sex: Fact<Sex>, limits: SiteLimits): Criterion {
  const lower = (hemoglobin.known ? sentLimit(hemoglobin.value) : undefined) ?? siteLimit(sex, limits);
  const belowNormal = test(hemoglobin, ({ interval }) =>
    agreed(lower ?? LIMITS_IN_USE, (limit) => {
      // Undone: binary rounding. 12.1 less 10.1 must not come out above 2.
      const deficit = mapFalling(interval, (value) => gramsPerDl(Number((limit - value).toPrecision(12))));
      return compareAbove(deficit, BELOW_NORMAL);
    }),
  );
  const lacksLimit = lower === undefined && hemoglobin.known && belowNormal.status === 'unknown';
  return any(below(hemoglobin, ANEMIA), lacksLimit ? { ...belowNormal, missing: [NO_LIMIT] } : belowNormal);
}

const NO_LIMIT: Missing = { concept: 'hemoglobin-lower-limit', because: 'absent' };

const sentLimit = ({ range }: Measured<'g/dL'>): Interval<'g/dL'> | undefined =>
  range?.low === undefined ? undefined : exactly(range.low);

/** Of unknown sex both limits are possible. */
function siteLimit(sex: Fact<Sex>, limits: SiteLimits): Interval<'g/dL'> | undefined {
  const { hemoglobinLowerLimitFemale: female, hemoglobinLowerLimitMale: male } = limits;
  const own = sex.known ? { female, male }[sex.value] : null;
  const [low, high] = sex.known ? [own, own] : [female, male];
  return low === null || high === null ? undefined : between(gramsPerDl(low), gramsPerDl(high));
}

/** What is so for the lowest and the highest of the limits is so for all between them. */
function agreed(limits: Interval<'g/dL'>, ask: (limit: number) => boolean | undefined): boolean | undefined {
  const answer = ask(limits.low);
  return answer === ask(limits.high) ? answer : undefined;
}
