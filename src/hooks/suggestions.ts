import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../fhir-mapping/json.ts';
import { classOf, isAnticoagulant, isBoneAgent } from '../logic/drugs.ts';
import type { Finding, Shown, SuggestedOrder } from '../logic/rule.ts';
import type { Speaker } from './blocks.ts';
import { draftOrder, mappedOrder, withDosage, withDose } from './order-resource.ts';
import { orderableKey } from './orderables.ts';
import type { ClientProfile } from './profiles.ts';
import type { Action, Suggestion } from './types.ts';

/** The orders of a finding as a client can take them; those that it can't are left to the card's text. */

/** Whom an order is for, and what their client can do. */
export interface Ordering extends Speaker {
  readonly patientId: string;
  /** The draft orders by `Type/id`, for updates. */
  readonly drafts: ReadonlyMap<string, JsonObject>;
  readonly profile: ClientProfile;
  /** Told which rule's order the site has no item for. */
  readonly onUnmapped: (ruleId: string) => void;
}

export interface Offer {
  readonly suggestions: readonly Suggestion[];
  /** Labels of orders that this client can't be sent: drug and dose go into the text. */
  readonly byHand: readonly string[];
}

/** An action, and the words around the label that describe it where the reason is shown (`shared.actions`). */
interface Step {
  readonly said: 'because' | 'oneOf' | 'removeFirst' | 'orderInstead';
  readonly action: Omit<Action, 'description'>;
}

const NO_OFFER: Offer = { suggestions: [], byHand: [] };

/** What a finding offers to order: one action per suggestion, or a line of text. */
export function offerOf(
  finding: Finding,
  summary: string,
  show: Readonly<Record<string, Shown>>,
  ordering: Ordering,
): Offer {
  if (finding.kind === 'broken') return NO_OFFER;
  const { words, locale, profile } = ordering;
  const suggestions: Suggestion[] = [];
  const byHand: string[] = [];
  for (const order of finding.suggestions ?? []) {
    const label = words.say(locale, `${finding.rule.words}.suggestions.${order.item}`, show);
    const steps = stepsOf(order, finding.rule.id, ordering);
    if (steps === 'by-hand') {
      byHand.push(label);
      continue;
    }
    for (const { said, action } of steps) {
      const how = said === 'because' && hasAlternative(order, finding.suggestions) ? 'oneOf' : said;
      const reasoned = words.say(locale, `shared.actions.${how}`, { label, summary });
      const { type, ...what } = action;
      const description = profile.describes === 'reason' ? reasoned : label;
      suggestions.push({ label, uuid: randomUUID(), actions: [{ type, description, ...what }] });
    }
  }
  return { suggestions, byHand };
}

/** Where several suggestions may be taken, two drugs for the same end must not be. */
function hasAlternative(order: SuggestedOrder, all: readonly SuggestedOrder[] = []): boolean {
  const end = endOf(order);
  return end !== undefined && all.filter((other) => endOf(other) === end).length > 1;
}

function endOf(order: SuggestedOrder): string | undefined {
  if (order.kind !== 'medication') return undefined;
  const drug = order.product as Parameters<typeof classOf>[0];
  if (isAnticoagulant(drug)) return 'anticoagulant';
  return isBoneAgent(drug) ? 'bone-agent' : classOf(drug);
}

type Steps = readonly Step[] | 'by-hand';

/** None for an order of the chart, which isn't in hand; by hand where the client can't be sent what to do. */
function stepsOf(order: SuggestedOrder, ruleId: string, ordering: Ordering): Steps {
  const { profile, drafts } = ordering;
  if ('draft' in order) {
    const draft = drafts.get(order.draft);
    if (!draft) return [];
    // Without an id nothing can be changed, and two drafts without one can't be told apart.
    if (typeof draft['id'] !== 'string') return 'by-hand';
  }
  const steps = profile.orders === 'mapped' ? mappedSteps(order, ruleId, ordering) : [written(order, ordering)];
  if (steps === 'by-hand') return steps;
  return steps.every(({ action }) => isTaken(action, profile)) ? steps : 'by-hand';
}

const isTaken = ({ type, resource, resourceId }: Step['action'], { actions }: ClientProfile): boolean => {
  const kind = resource?.['resourceType'] ?? resourceId?.split('/')[0];
  return (kind === 'MedicationRequest' || kind === 'ServiceRequest') && actions[kind].includes(type);
};

/** The order with its dose and rhythm in the resource. */
function written(order: SuggestedOrder, { patientId, drafts }: Ordering): Step {
  const said = 'because';
  if (order.kind === 'medication' || order.kind === 'service')
    return { said, action: { type: 'create', resource: draftOrder(order, patientId) } };
  if (order.kind === 'delete') return { said, action: { type: 'delete', resourceId: order.draft } };
  const draft = drafts.get(order.draft) ?? {};
  const resource = order.kind === 'replace-dose' ? withDose(draft, order.product) : withDosage(draft, order.dosage);
  return { said, action: { type: 'update', resource } };
}

/**
 * The site's own item, whose dose and rhythm are the site's to build. Another dose is a removal and a new order, each a
 * suggestion of its own. Without an item, or where the dose is the patient's own, it is done by hand.
 */
function mappedSteps(order: SuggestedOrder, ruleId: string, ordering: Ordering): Steps {
  if (order.kind === 'delete') return [written(order, ordering)];
  if (order.kind === 'change-dosage') return 'by-hand';
  const key = orderableKey(order);
  const { patientId, profile, onUnmapped } = ordering;
  const code = Object.hasOwn(profile.orderables, key) ? profile.orderables[key] : undefined;
  if (code === undefined) {
    onUnmapped(ruleId);
    return 'by-hand';
  }
  const action = { type: 'create', resource: mappedOrder(order, patientId, code) } as const;
  if (order.kind !== 'replace-dose') return [{ said: 'because', action }];
  return [
    { said: 'removeFirst', action: { type: 'delete', resourceId: order.draft } },
    { said: 'orderInstead', action },
  ];
}
