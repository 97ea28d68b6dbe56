import type { FhirAccess } from '../fhir-mapping/fhir-client.ts';
import { mayRead } from './clients.ts';
import type { CallContext } from './run-service.ts';
import type { HookRequest } from './types.ts';

/** A page larger than this is not patient data of one person. */
const MOST_BYTES = 20 * 1024 * 1024;

/** The way to the FHIR server that a call names, where it may be read; a token for another patient opens nothing. */
export function fhirAccess(
  { fhirServer, fhirAuthorization, context }: HookRequest,
  { settings, caller, outbound }: Pick<CallContext, 'settings' | 'caller' | 'outbound'>,
): FhirAccess | null {
  if (fhirServer === undefined || !outbound || !mayRead(settings, fhirServer, caller)) return null;
  const { timeoutMs, maxPages } = settings.fhir;
  const tokenPatient = fhirAuthorization?.patient?.replace(/^Patient\//, '');
  if (tokenPatient !== undefined && tokenPatient !== context.patientId) return null;
  const baseUrl = fhirServer.replace(/\/+$/, '');
  const read: FhirAccess['read'] = (url, signal) =>
    outbound({
      url,
      within: baseUrl,
      accept: 'application/fhir+json, application/json;q=0.9',
      bearer: fhirAuthorization?.access_token,
      mostBytes: MOST_BYTES,
      signal,
    });
  return { baseUrl, read, timeoutMs, maxPages };
}
