import { FhirVersionUnsupported, HookNotServed, RequestStripped } from '../errors.ts';
import type { JsonObject } from '../fhir-mapping/json.ts';
import { keysFor } from '../fhir-mapping/queries.ts';
import type { ClientSettings } from '../settings/settings.ts';
import { isOlderFhir, isStripped, pagesFor } from './epic-requests.ts';
import type { ClientProfile } from './profiles.ts';
import type { Asked } from './services.ts';
import type { HookRequest } from './types.ts';

/** A request as the settings and the profile of its client read it. */

/**
 * What a client can't have meant is refused aloud: an empty answer would read as advice. Throws `HookNotServed`,
 * `FhirVersionUnsupported`, and `RequestStripped` after telling.
 */
export function refuseUnfit(request: HookRequest, { hooks, dialect }: ClientProfile, onStripped: () => void): void {
  if (!hooks.includes(request.hook))
    throw new HookNotServed(`The profile of this client does not take ${request.hook}.`, { member: 'hook' });
  if (dialect !== 'epic') return;
  if (isOlderFhir(request))
    throw new FhirVersionUnsupported('This service reads FHIR R4; the client id is registered for an older version.', {
      member: 'extension',
    });
  if (!isStripped(request)) return;
  onStripped();
  throw new RequestStripped(
    'The request came without prefetch, token and orders: compare the called address letter by letter with the endpoint registered for the client.',
  );
}

/** The service as one native trigger of the client asks for it. */
export function triggered(service: Asked, request: HookRequest, { dialect }: ClientProfile): Asked {
  const pages = dialect === 'epic' ? pagesFor(request, service.pages) : service.pages;
  return pages === service.pages ? service : { pages, keys: keysFor(pages.flatMap(({ reads }) => reads)) };
}

/** The client's own prefetch names, where its analysts typed others. */
export function withOurKeys(prefetch: JsonObject, client: ClientSettings | undefined): JsonObject {
  const aliases = Object.entries(client?.prefetchAliases ?? {}).filter(([theirs]) => Object.hasOwn(prefetch, theirs));
  return { ...prefetch, ...Object.fromEntries(aliases.map(([theirs, ours]) => [ours, prefetch[theirs]])) };
}
