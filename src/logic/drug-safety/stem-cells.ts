import { any, test, type Criterion } from '../criterion.ts';
import type { Fact, FactName, PatientFacts } from '../facts.ts';
import type { HistoryEvent } from '../history-facts.ts';
import type { SuggestedOrder } from '../rule.ts';

/** Whether stem cells are in store, and the order for a harvest (F-3, F-4, T-1). */

export const STEM_CELL_READS = [
  'stemCellCollections',
  'autologousTransplants',
  'allogeneicTransplants',
  'unspecifiedTransplants',
  'plannedProcedures',
] as const satisfies readonly FactName[];

type Facts = Pick<PatientFacts, (typeof STEM_CELL_READS)[number]>;

const done = (events: Fact<readonly HistoryEvent[]>): Criterion => test(events, (list) => list.length > 0);

/** A harvest on record, or a transplant, before which there was one or after which none is asked for. */
export function harvested(facts: Facts): Criterion {
  const collected = done(facts.stemCellCollections);
  const transplanted = [facts.autologousTransplants, facts.allogeneicTransplants, facts.unspecifiedTransplants];
  const { status } = any(collected, ...transplanted.map(done));
  // What was searched for a harvest says enough; three more lines on transplants would say it again.
  return { ...collected, status };
}

/** Whether a harvest is ordered; orders that weren't sent leave it open. */
export const harvestOrdered = ({ plannedProcedures }: Facts): Criterion =>
  test(plannedProcedures, (orders) => orders.some(({ procedure }) => procedure === 'stemCellCollections'));

/** An order for the harvest, unless there is one already or there may be. */
export function harvestOrder(facts: Facts): SuggestedOrder[] {
  if (harvestOrdered(facts).status !== 'not-met') return [];
  const display = 'Harvesting of peripheral blood stem cells (procedure)';
  const service = { category: 'procedure', system: 'snomed', code: '418576007', display } as const;
  return [{ kind: 'service', item: 'order-harvest', service }];
}
