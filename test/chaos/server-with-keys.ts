import type { Express } from 'express';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { securityLog } from '../../src/security-log.ts';
import { createSecurity, type Security } from '../../src/security/create-security.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import { NO_STORE, WORDS } from '../app.ts';
import { fire, hookCall, TODAY, type Answer } from '../hooks/calls.ts';
import { noon, signedToken, type Signer } from '../security/tokens.ts';

/** A whole server that asks for tokens, with its doors in hand: started and stopped as the real one is. */
export interface GuardedServer {
  readonly app: Express;
  readonly security: Security;
  readonly metrics: Metrics;
}

const PUBLIC = 'https://cds.example.org';
const NOW = noon(TODAY);

/** `clients` is YAML, one line each; `security` goes into its member of the settings. */
export function guardedServer(clients: string, security = '', more: Partial<Settings> = {}): GuardedServer {
  const yaml = `publicUrl: ${PUBLIC}\nsecurity: { allowInsecureLoopback: true ${security} }\nclients:\n${clients}`;
  const settings = { ...settingsFrom(yaml, 'test'), ...more };
  const now = (): Date => new Date(`${TODAY}T12:00:00Z`);
  const log = pino({ level: 'silent' });
  const metrics = createMetrics();
  const doors = createSecurity({ settings, now, onEvent: securityLog({ log, metrics }) });
  const pseudonym = createPseudonym(null);
  const parts = { settings, words: WORDS, log, metrics, store: NO_STORE, pseudonym, now, isReady: () => true };
  return { app: createApp({ ...parts, security: doors }), security: doors, metrics };
}

/** A token for the order-sign service. */
export const tokenOf = (signer: Signer, issuer: string, header: Record<string, unknown> = {}): string =>
  signedToken({
    signer,
    header,
    claims: { iss: issuer, aud: `${PUBLIC}/cds-services/myeloma-order-sign`, iat: NOW, exp: NOW + 300 },
  });

/** A call that two cards answer, with a token; how long it took, milliseconds. */
export async function callWith({ app }: GuardedServer, token: string): Promise<Answer & { readonly took: number }> {
  const started = performance.now();
  const answer = await fire(app, hookCall('order-sign'), undefined, { Authorization: `Bearer ${token}` });
  return { ...answer, took: performance.now() - started };
}

/** A counter of the security metrics. */
export async function counted({ metrics }: GuardedServer, event: string): Promise<number> {
  const text = await metrics.registry.metrics();
  const lines = text.split('\n').filter((line) => line.includes(`myeloma_cds_security_total{event="${event}"`));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
