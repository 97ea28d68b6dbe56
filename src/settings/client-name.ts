import type { ClientSettings } from './settings.ts';

/**
 * What a client is called in records, reports and metrics: its issuer, and which tenants of it, as hospitals that share
 * an issuer must not see or be mixed with each other (PR-50).
 */
export const clientName = ({ issuer, tenants }: Pick<ClientSettings, 'issuer' | 'tenants'>): string =>
  tenants.length === 0 ? issuer : `${issuer}#${[...tenants].sort().join(',')}`;
