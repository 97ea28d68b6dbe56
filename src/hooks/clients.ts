import { isLoopback } from '../security/loopback.ts';
import type { ClientSettings, Settings } from '../settings/settings.ts';

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The configured client whose FHIR server this is; how a client is told apart only while authentication is off. */
export function clientOf({ clients }: Settings, fhirServer: string | undefined): ClientSettings | undefined {
  if (fhirServer === undefined) return undefined;
  const url = withoutSlash(fhirServer);
  return clients.find((client) => client.fhirServers.includes(url));
}

/**
 * Whether this server may read from a FHIR server: listed open, or the caller's own. While authentication is off:
 * some client's, or loopback where that is allowed.
 */
export function mayRead(settings: Settings, fhirServer: string, caller: ClientSettings | undefined): boolean {
  const { auth, allowInsecureLoopback } = settings.security;
  const base = withoutSlash(fhirServer);
  const url = plainUrl(base);
  if (!url) return false;
  const loopback = allowInsecureLoopback && isLoopback(url);
  if (url.protocol === 'http:' && !loopback) return false;
  const known = auth === 'off' ? settings.clients : caller ? [caller] : [];
  const listed = [...settings.openFhirServers, ...known.flatMap((client) => client.fhirServers)];
  return listed.includes(base) || (auth === 'off' && loopback);
}

/** An http or https URL of nothing but origin and path. */
function plainUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const extras = [url.username, url.password, url.search, url.hash].some((part) => part !== '');
  return !extras && ['http:', 'https:'].includes(url.protocol) ? url : null;
}
