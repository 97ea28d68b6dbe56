import { isObject, listAt, type AnyResource } from './json.ts';

/** What a component has from the result that it is part of: whose it is, whether it counts, and when it was. */
const SHARED = [
  'id',
  'status',
  'subject',
  'effectiveDateTime',
  'effectivePeriod',
  'effectiveInstant',
  'issued',
] as const;

/** More than any panel has; the sender must not multiply the chart. */
const MOST_COMPONENTS = 200;

/** The parts of a panel, each as a result of its own under the panel's reference. */
export function componentsOf(resource: AnyResource): readonly AnyResource[] {
  if (resource.resourceType !== 'Observation' || resource['component'] === undefined) return [];
  const shared: Record<string, unknown> = Object.fromEntries(SHARED.map((member) => [member, resource[member]]));
  return listAt(resource, 'component')
    .slice(0, MOST_COMPONENTS)
    .filter((component) => isObject(component['code']))
    .map((component) => ({ ...component, ...shared, resourceType: resource.resourceType }));
}

/** A result that only holds others together: that it has no value of its own is no error. */
export function isPanel(resource: AnyResource): boolean {
  return listAt(resource, 'hasMember').length > 0 || listAt(resource, 'component').length > 0;
}
