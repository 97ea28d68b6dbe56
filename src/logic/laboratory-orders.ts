import type { Missing } from './facts.ts';
import type { SuggestedOrder } from './rule.ts';

/** Tests that several pages may offer to order, each under the page's own item name. */

const laboratory = { category: 'laboratory', system: 'loinc' } as const;

/** Serum creatinine, where it is what a clearance lacks. */
export function creatinineOrder(missing: readonly Missing[], item: string): SuggestedOrder[] {
  if (!missing.some(({ concept }) => concept === 'serum-creatinine')) return [];
  const display = 'Creatinine [Mass/volume] in Serum or Plasma';
  return [{ kind: 'service', item, service: { ...laboratory, code: '2160-0', display } }];
}

/** Total calcium in serum. */
export function calciumOrder(item: string): SuggestedOrder {
  const display = 'Calcium [Mass/volume] in Serum or Plasma';
  return { kind: 'service', item, service: { ...laboratory, code: '17861-6', display } };
}
