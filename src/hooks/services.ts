import { keysFor, TEMPLATES, type PrefetchKey } from '../fhir-mapping/queries.ts';
import type { Hook, Rule } from '../logic/rule.ts';
import { PAGES } from '../logic/index.ts';
import type { Settings } from '../settings/settings.ts';
import { isEnabled, stateOf, type Occasion } from './rule-states.ts';
import type { CdsService } from './types.ts';

/** A service as this server runs it: what discovery lists, and what one call evaluates. */
export interface Service {
  readonly description: CdsService;
  readonly pages: readonly Rule[];
  readonly keys: readonly PrefetchKey[];
}

/** What is run of a service on one occasion, and what that needs. */
export type Asked = Pick<Service, 'pages' | 'keys'>;

const HOOKS: readonly (readonly [Hook, string, string])[] = [
  [
    'patient-view',
    'Myeloma: chart review',
    'Checks the chart of a patient with a plasma-cell disorder against the guideline: diagnosis, stage and work-up, renal function and dosing, thrombosis, bone, infection, follow-up.',
  ],
  [
    'order-select',
    'Myeloma: order advice',
    'Checks the orders just selected: doses against renal function, thrombosis and infection prophylaxis, screening before therapy, route and dose of myeloma drugs, imaging with contrast.',
  ],
  [
    'order-sign',
    'Myeloma: order check before signing',
    'Checks all orders about to be signed: doses against renal function, thrombosis and infection prophylaxis, screening before therapy, route and dose of myeloma drugs, imaging with contrast.',
  ],
];

const USAGE =
  'Needs the Patient. Other prefetch keys, or access to the FHIR server, let more checks be decided; what is missing is named on the card. Recommended trigger: a plasma-cell disorder on the problem list, or an anti-myeloma drug or anticoagulant in the order.';

const idOf = (hook: Hook): string => `myeloma-${hook}`;

/** Whether there is or was such a service: feedback comes late, when its rules may be off again. */
export const isServiceId = (id: string): boolean => HOOKS.some(([hook]) => idOf(hook) === id);

/** The services that have something to say at this site, by id. */
export function servicesFor(settings: Settings): ReadonlyMap<string, Service> {
  const enabled = PAGES.filter((page) => isEnabled(page.id, settings));
  const services = HOOKS.flatMap(([hook, title, description]) => {
    const pages = enabled.filter((page) => page.hooks.includes(hook));
    if (pages.length === 0) return [];
    const keys = keysFor(pages.flatMap((page) => page.reads));
    const prefetch = Object.fromEntries(keys.map((key) => [key, TEMPLATES[key]]));
    return [
      { description: { id: idOf(hook), hook, title, description, usageRequirements: USAGE, prefetch }, pages, keys },
    ];
  });
  return new Map(services.map((service) => [service.description.id, service]));
}

/** The part of a service that is switched on for this occasion. */
export function switchedOn(service: Asked, settings: Settings, occasion: Occasion): Asked {
  const pages = service.pages.filter(({ id }) => stateOf(id, settings, occasion) !== 'off');
  if (pages.length === service.pages.length) return service;
  return { pages, keys: keysFor(pages.flatMap(({ reads }) => reads)) };
}
