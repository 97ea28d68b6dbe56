import type { Hook } from '../logic/rule.ts';
import type { ClientSettings, SelectionBehavior } from '../settings/settings.ts';
import type { Action, Link } from './types.ts';

/**
 * What each kind of EHR can do with an answer. Documents of the vendors where there are any, and the safest reading
 * where there are none: docs/clients.md has the sources. For all of them: one action per suggestion, no system
 * actions, nothing of CDS Hooks 3.0 that is on trial, and feedback in any dialect.
 */
export interface Profile {
  /** The hooks that the EHR is known to call, as far as that is documented. */
  readonly hooks: readonly Hook[];
  /** The first stands in for a setting that the EHR wouldn't take. */
  readonly selectionBehaviors: readonly [SelectionBehavior, ...SelectionBehavior[]];
  /** What may be done to which kind of order. */
  readonly actions: Readonly<Record<'MedicationRequest' | 'ServiceRequest', readonly Action['type'][]>>;
  /** `mapped`: details of a new order are ignored by the EHR, so only the site's own item, which has them, is offered. */
  readonly orders: 'as-written' | 'mapped';
  /** What stands in `action.description`: the label, or drug, dose and reason, where it may be all that is shown. */
  readonly describes: 'label' | 'reason';
  readonly detail: 'markdown' | 'plain';
  /** Columns of a narrow pane for the summary; an ideograph takes two. Null: the standard's limit is enough. */
  readonly widestSummary: number | null;
  /** `orders`: critical interrupts, and is kept for what is ordered or given. */
  readonly critical: 'any' | 'orders';
  readonly links: readonly Link['type'][];
  readonly appContext: boolean;
  /** Requests and cards carry Epic's extensions, and a request to an address that isn't registered comes stripped. */
  readonly dialect: 'standard' | 'epic';
}

const ALL_HOOKS: readonly Hook[] = ['patient-view', 'order-select', 'order-sign'];

const GENERIC: Profile = {
  hooks: ALL_HOOKS,
  selectionBehaviors: ['any', 'at-most-one'],
  actions: { MedicationRequest: ['create', 'update', 'delete'], ServiceRequest: ['create', 'update', 'delete'] },
  orders: 'as-written',
  describes: 'reason',
  detail: 'markdown',
  widestSummary: null,
  critical: 'any',
  links: ['absolute'],
  appContext: false,
  dialect: 'standard',
};

export const PROFILES: Readonly<Record<ClientSettings['profile'], Profile>> = {
  generic: GENERIC,
  epic: {
    ...GENERIC,
    selectionBehaviors: ['any'],
    actions: { MedicationRequest: ['create', 'delete'], ServiceRequest: ['create', 'update', 'delete'] },
    orders: 'mapped',
    links: ['absolute', 'smart'],
    appContext: true,
    dialect: 'epic',
  },
  // A text of 2021, never final: CDS Hooks 1.0, which knows one behavior and no `resourceId`.
  oracle: {
    ...GENERIC,
    hooks: ['patient-view'],
    selectionBehaviors: ['at-most-one'],
    actions: { MedicationRequest: ['create'], ServiceRequest: ['create'] },
    detail: 'plain',
    widestSummary: 80,
    critical: 'orders',
    links: ['absolute', 'smart'],
  },
  // Documented is that there are hooks in the order workflow; not what becomes of an accepted suggestion.
  athena: {
    ...GENERIC,
    selectionBehaviors: ['at-most-one', 'any'],
    actions: { MedicationRequest: ['create'], ServiceRequest: ['create'] },
    detail: 'plain',
  },
  sandbox: { ...GENERIC, describes: 'label', links: ['absolute', 'smart'], appContext: true },
};

/** What holds for one client: its profile, with its own settings where the profile leaves a choice. */
export interface ClientProfile extends Profile {
  readonly selectionBehavior: SelectionBehavior;
  /** An order as `orderableKey` names it -> the site's code for it. */
  readonly orderables: Readonly<Record<string, string>>;
}

/** The profile of a client. Who is no client gets `generic`, except in sandbox mode, where it is anybody's browser. */
export function profileOf(client: ClientSettings | undefined, sandbox: boolean): ClientProfile {
  const profile = PROFILES[client?.profile ?? (sandbox ? 'sandbox' : 'generic')];
  return {
    ...profile,
    // Of who states none: the only one that every version of the standard knows.
    selectionBehavior: behaviorFor(profile, client?.selectionBehavior ?? 'at-most-one'),
    detail: client?.detail ?? profile.detail,
    orderables: client?.orderables ?? {},
  };
}

/** A behavior as wanted, or the client's own where it takes no other. */
export const behaviorFor = ({ selectionBehaviors }: Profile, wanted: SelectionBehavior): SelectionBehavior =>
  selectionBehaviors.includes(wanted) ? wanted : selectionBehaviors[0];
