import type { Assessment } from '../logic/assess.ts';

/** `results.workup` (contract, section 3): the items of MYEL-1 that are done, with day and source, and those that aren't. */
export function workup({ workup: { applies, done, missing, untestedProbes } }: Assessment): Record<string, unknown> {
  return {
    applies: applies.status,
    done,
    missing: missing.map(({ item, because, date, tests }) => ({
      item,
      because,
      ...(date === undefined ? {} : { date }),
      tests,
    })),
    untestedProbes,
  };
}
