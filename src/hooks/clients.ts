import type { ClientSettings, Settings } from '../settings/settings.ts';

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The configured client whose FHIR server this is; how a client is told apart while authentication is off. */
export function clientOf({ clients }: Settings, fhirServer: string | undefined): ClientSettings | undefined {
  if (fhirServer === undefined) return undefined;
  const url = withoutSlash(fhirServer);
  return clients.find((client) => client.fhirServers.includes(url));
}

/** Whether this server may read from a FHIR server: listed open, some client's own, or loopback where that is allowed. */
export function mayRead(settings: Settings, fhirServer: string): boolean {
  const url = parsed(withoutSlash(fhirServer));
  if (!url || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  const loopback = isLoopback(url);
  if (url.protocol === 'http:' && !(loopback && settings.security.allowInsecureLoopback)) return false;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  const listed = [...settings.openFhirServers, ...settings.clients.flatMap((client) => client.fhirServers)];
  return listed.includes(withoutSlash(fhirServer)) || (loopback && settings.security.allowInsecureLoopback);
}

function parsed(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** The two loopback names that the settings speak of, and the IPv6 one. */
const isLoopback = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
