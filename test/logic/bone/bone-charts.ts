import { known, type Known } from '../../../src/logic/facts.ts';
import type { HistoryEvent } from '../../../src/logic/history-facts.ts';

/** Something of the history on one day; undated when null. */
export const event = (date: string | null): Known<readonly HistoryEvent[]> =>
  known(
    [{ label: 'recorded', date, current: true, reference: 'Condition/recorded' }],
    [{ concept: 'recorded', value: 'recorded', reference: 'Condition/recorded', stale: false }],
  );
