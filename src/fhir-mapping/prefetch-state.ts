import { isObject, isResource, listAt, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { nextLink } from './fhir-client.ts';

/**
 * The states of a prefetch key: `absent` (ask the FHIR server), `empty` (asked, nothing there), `failed` (the client
 * asked and got an error: don't repeat), `data`, and data with more pages to come.
 */
export type PrefetchState =
  | { readonly state: 'absent' }
  | { readonly state: 'empty' }
  | { readonly state: 'failed' }
  | {
      readonly state: 'data';
      readonly resources: readonly AnyResource[];
      readonly more: JsonObject | null;
      readonly complete: boolean;
    };

/** Reads one value of `prefetch`. Anything that isn't FHIR counts as failed; it never crashes. */
export function prefetchState(prefetch: JsonObject, key: string): PrefetchState {
  if (!Object.hasOwn(prefetch, key)) return { state: 'absent' };
  const value = unwrapped(prefetch[key]);
  if (value === null) return { state: 'empty' };
  if (!isResource(value)) return { state: 'failed' };
  if (value.resourceType === 'OperationOutcome') return { state: 'failed' };
  if (value.resourceType !== 'Bundle') return { state: 'data', resources: [value], more: null, complete: true };
  return bundleState(value);
}

/** What a searchset holds; also for Bundles that were fetched. */
export function bundleState(bundle: JsonObject): PrefetchState {
  const resources: AnyResource[] = [];
  const outcomes: AnyResource[] = [];
  for (const { resource } of listAt(bundle, 'entry')) {
    if (isResource(resource)) (resource.resourceType === 'OperationOutcome' ? outcomes : resources).push(resource);
  }
  const more = nextLink(bundle) === undefined ? null : bundle;
  const failed = outcomes.some(isFailure);
  if (resources.length > 0 || more) return { state: 'data', resources, more, complete: !failed };
  if (outcomes.length === 0 && !isEmptyList(bundle['entry'])) return { state: 'failed' };
  // Epic answers an empty search with an entry that is an OperationOutcome of severity warning.
  return { state: failed ? 'failed' : 'empty' };
}

/** No entries at all: anything else that holds no resource couldn't be read. */
const isEmptyList = (entry: unknown): boolean => entry === undefined || (Array.isArray(entry) && entry.length === 0);

const isFailure = (outcome: JsonObject): boolean =>
  listAt(outcome, 'issue').some((issue) => ['error', 'fatal'].includes(textAt(issue, 'severity') ?? ''));

/** The pre-1.0 wrapper `{response, resource}` still circulates. */
function unwrapped(value: unknown): unknown {
  const wrapped = isObject(value) && value['resourceType'] === undefined && isObject(value['resource']);
  return wrapped ? objectAt(value, 'resource') : value;
}
