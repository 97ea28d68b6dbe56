import { createServer } from 'node:http';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { checkWords, loadWords } from './hooks/words.ts';
import { PAGES } from './logic/index.ts';
import { createMetrics } from './metrics.ts';
import { createSecurity } from './security/create-security.ts';
import { securityLog } from './security-log.ts';
import { loadSettings } from './settings/load.ts';
import type { Settings } from './settings/settings.ts';

/** Reads settings, builds, listens, drains. The only reader of the environment. */

const DRAIN_MS = 10_000;

function start(): void {
  const settings = loadSettings(process.env);
  const log = pino({ level: settings.logLevel, base: null });
  const words = loadWords();
  checkWords(words, PAGES);
  let ready = false;
  if (!settings.sandbox && settings.security.auth === 'off')
    log.warn('authentication is off: anybody who reaches this server is answered');
  const metrics = createMetrics();
  const now = (): Date => new Date();
  const security = createSecurity({ settings, now, onEvent: securityLog({ log, metrics }) });
  const app = createApp({ settings, words, log, metrics, security, now, isReady: () => ready });
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 20_000, maxHeaderSize: 32_768 }, app);
  server.on('error', (error: NodeJS.ErrnoException) => {
    log.fatal({ code: error.code }, 'cannot listen');
    process.exit(1);
  });
  server.listen(settings.port, settings.host, () => {
    // Ready with or without every client's keys: one EHR's outage isn't the others'.
    void security.start().then(() => (ready = true));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : settings.port;
    process.stdout.write(welcome(settings, port));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      ready = false;
      log.info({ signal }, 'draining');
      server.close(() => void security.stop().finally(() => process.exit(0)));
      server.closeIdleConnections();
      setTimeout(() => process.exit(0), DRAIN_MS).unref();
    });
  }
}

function welcome({ sandbox, publicUrl }: Settings, port: number): string {
  const base = sandbox ? `http://localhost:${port}` : publicUrl;
  return [
    `myeloma-cds is listening on port ${port}${sandbox ? ' (sandbox: no authentication, any browser origin)' : ''}`,
    `  discovery   ${base}/cds-services`,
    `  evaluation  ${base}/api/evaluate   (schema: ${base}/api/evaluate/schema)`,
    `  health      ${base}/health/ready`,
    `  try it      npm run demo`,
    '',
  ].join('\n');
}

try {
  start();
} catch (error) {
  process.stderr.write(`myeloma-cds can't start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
