import type { JsonObject } from '../fhir-mapping/json.ts';
import type { Hook, Indicator } from '../logic/rule.ts';

/** The CDS Hooks 2.0.1 wire format, as far as this server speaks it. */

export interface HookRequest {
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly fhirServer?: string;
  readonly fhirAuthorization?: { readonly access_token?: string; readonly patient?: string };
  readonly context: {
    readonly userId: string;
    readonly patientId: string;
    readonly draftOrders?: JsonObject;
    readonly selections?: readonly string[];
  };
  readonly prefetch?: JsonObject;
}

export interface CdsService {
  readonly id: string;
  readonly hook: Hook;
  readonly title: string;
  readonly description: string;
  readonly usageRequirements: string;
  readonly prefetch: Readonly<Record<string, string>>;
}

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display: string;
}

export interface Action {
  readonly type: 'create' | 'update' | 'delete';
  readonly description: string;
  readonly resource?: JsonObject;
  readonly resourceId?: string;
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly Action[];
}

/** One card. Members without value are left out: the protocol knows no null and no empty array here. */
export interface Card {
  readonly uuid: string;
  readonly summary: string;
  readonly detail: string;
  readonly indicator: Indicator;
  readonly source: { readonly label: string; readonly topic: Coding };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'any' | 'at-most-one';
  readonly overrideReasons?: readonly Coding[];
  readonly extension: Readonly<Record<string, unknown>>;
}

export interface HookResponse {
  readonly cards: readonly Card[];
}
