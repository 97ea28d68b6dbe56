import type { GivenDose } from './therapy-facts.ts';

/**
 * What an order says of one administration and of its rhythm, each read by itself: a schedule that can't be told takes
 * nothing from an amount that can. Read for the drugs whose pages ask for it.
 */
export interface Administration {
  /** Every amount that the order states: per m2 or kg as ordered, in mg as calculated. Empty: none can be told. */
  readonly amounts: readonly GivenDose[];
  /** The most doses that fall into seven days in a row; null when the rhythm can't be told. */
  readonly mostPerWeek: number | null;
  /** Days on which single doses are ordered, where the order lists dates. */
  readonly dates: readonly string[];
  /**
   * Amount and days of the cycle in words, as an instruction may repeat them ("1.3 mg/m2", "on days 1, 4, 8, 11");
   * null where the order says something besides that a new instruction would lose.
   */
  readonly inWords: { readonly amount: string; readonly rhythm: string } | null;
}
