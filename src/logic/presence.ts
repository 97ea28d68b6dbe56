import type { PlannedProcedure } from './diagnosis-facts.ts';
import type { Fact, Unknown } from './facts.ts';
import type { ProcedureName } from './history-facts.ts';

/** Asked for and not there; what wasn't asked for, or can't be read, may well be there (DEC-1). */
export const isAbsent = (fact: Fact<unknown>): fact is Unknown =>
  !fact.known && fact.missing.every(({ because }) => because === 'absent');

/** Ordered and not done yet: nobody should be told to order it again. */
export const isPlanned = (planned: Fact<readonly PlannedProcedure[]>, name: ProcedureName): boolean =>
  planned.known && planned.value.some(({ procedure }) => procedure === name);
