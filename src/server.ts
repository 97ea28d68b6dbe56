import { pino, type Logger } from 'pino';
import { httpServer } from './door/http-server.ts';
import { drain } from './drain.ts';
import { checkWords, loadWords } from './hooks/words.ts';
import { PAGES } from './logic/index.ts';
import { knowledgeDigest } from './knowledge-digest.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { configDigest } from './settings/config-digest.ts';
import { loadSettings } from './settings/load.ts';
import type { Settings } from './settings/settings.ts';
import { openSite, type SiteParts } from './site.ts';
import { createPseudonym } from './store/pseudonym.ts';
import { openStore, type Store } from './store/store.ts';
import { openTracing } from './tracing/tracing.ts';

/** Reads settings, builds, listens, drains. The only reader of the environment. */

const DRAIN_MS = 10_000;

function start(): void {
  const settings = loadSettings(process.env);
  const log = pino({ level: settings.logLevel, base: null });
  const words = loadWords();
  checkWords(words, PAGES);
  const metrics = createMetrics();
  const store = storeFor(settings, metrics, log);
  log.info({ knowledge: knowledgeDigest(), config: configDigest(settings) }, 'starting');
  let ready = false;
  let draining = false;
  if (!settings.sandbox && settings.security.auth === 'off')
    log.warn('authentication is off: anybody who reaches this server is answered');
  const now = (): Date => new Date();
  const pseudonym = createPseudonym(settings.store.pseudonymKey);
  const tracing = openTracing(process.env, () =>
    log.error('traces are wanted, but can not be sent: OpenTelemetry does not load'),
  );
  const told = { words, log, metrics, tracing, store, pseudonym, now };
  const site = openSite({ settings, ...told, isReady: () => ready, ...watching() });
  const server = httpServer(site.handle, {
    limits: settings.limits,
    onRefused: ({ code }) => metrics.countError('other', code),
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    log.fatal({ code: error.code }, 'cannot listen');
    process.exit(1);
  });
  server.listen(settings.port, settings.host, () => {
    void site.start().then(() => (ready = !draining));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : settings.port;
    process.stdout.write(welcome(settings, port));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      draining = true;
      ready = false;
      log.info({ signal }, 'draining');
      const until = performance.now() + DRAIN_MS;
      let finishing = false;
      const finish = (): void => {
        if (finishing) return;
        finishing = true;
        const stored = closeStore(store, until - performance.now() - CLOSING_MS, log);
        // Side by side: a collector that doesn't answer costs no records.
        void Promise.allSettled([stored, site.stop(), tracing.stop()]).then(() => process.exit(0));
      };
      drain(server, finish);
      setTimeout(finish, DRAIN_MS - STORE_DRAIN_MS).unref();
      setTimeout(() => process.exit(0), DRAIN_MS).unref();
    });
  }
}

const RELOAD_EVERY_MS = 2000;

/** The settings file, if there is one, is followed from here on. */
function watching(): Pick<SiteParts, 'watch'> {
  const file = process.env['MYELOMA_CDS_CONFIG'];
  if (!file) return {};
  return { watch: { file, load: () => loadSettings(process.env), everyMs: RELOAD_EVERY_MS } };
}

/** Of the time to drain, what is kept for the records that wait, and for closing the database. */
const STORE_DRAIN_MS = 2000;
const CLOSING_MS = 500;

function storeFor(settings: Settings, metrics: Metrics, log: Logger): Store {
  if (!settings.sandbox && settings.store.pseudonymKey === null)
    log.warn('PSEUDONYM_KEY is not set: patients of this run can not be linked with those of another');
  const kindOf = (error: unknown): unknown =>
    (error as { code?: unknown } | null)?.code ?? (error instanceof Error ? error.name : typeof error);
  return openStore({
    url: settings.store.url,
    retentionDays: settings.feedback.retentionDays,
    now: Date.now,
    watch: {
      onRecords: metrics.countRecords,
      onFailure: (error, waiting) => {
        metrics.countStoreFailure();
        log.warn({ cause: kindOf(error), waiting }, 'the store does not take records; advice goes on');
      },
      onUnjudged: metrics.governance.countUnjudged,
      onPurgeFailure: (error) => log.warn({ cause: kindOf(error) }, 'old records could not be deleted'),
      watchQueue: metrics.watchQueue,
    },
  });
}

/** Writes what waits; what can't be written in time is lost, and said to be. */
async function closeStore(store: Store, withinMs: number, log: Logger): Promise<void> {
  const lost = await store.close(Math.max(0, withinMs));
  if (lost > 0) log.error({ lost }, 'records lost: the store took none in time');
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
