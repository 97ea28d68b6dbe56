import type { Evidence } from './facts.ts';
import { isExact, type Interval } from './interval.ts';

/** A computed value among the evidence, beside the values that it came from (DEC-13). */
export function derived(
  concept: string,
  interval: Interval<string>,
  how: Pick<Evidence, 'unit' | 'date' | 'method'>,
): Evidence {
  const value = isExact(interval) ? interval.low : `${interval.low}..${interval.high}`;
  return { concept, value, ...how, stale: false };
}
