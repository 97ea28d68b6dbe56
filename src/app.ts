import cors from 'cors';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { authenticated, callerOf } from './authentication.ts';
import { evaluate } from './api/evaluate.ts';
import type { CallWatch } from './evaluate-chart.ts';
import { EVALUATION_SCHEMA } from './api/evaluation-schema.ts';
import { afterAnswer } from './door/after-answer.ts';
import { createLimiters, type Limiters } from './door/limiters.ts';
import { readBody } from './door/read-body.ts';
import { stagesOf, watched } from './door/request-watch.ts';
import { NotFound, NotReady, ServiceUnknown } from './errors.ts';
import { callRecord } from './hooks/call-record.ts';
import { profileOf } from './hooks/profiles.ts';
import { runService, type CallContext } from './hooks/run-service.ts';
import { servicesFor } from './hooks/services.ts';
import type { Words } from './hooks/words.ts';
import type { Metrics } from './metrics.ts';
import { localeOf } from './locale.ts';
import { knowledgeDigest } from './knowledge-digest.ts';
import { answerError, refuseOtherMethods } from './operation-outcome.ts';
import { addRecordRoutes } from './record-routes.ts';
import { requestLog, routeOf } from './request-log.ts';
import { createSecurity, type Security } from './security/create-security.ts';
import { securityLog } from './security-log.ts';
import { configDigest } from './settings/config-digest.ts';
import type { Settings } from './settings/settings.ts';
import type { Pseudonym } from './store/pseudonym.ts';
import type { Store } from './store/store.ts';
import { NO_TRACING, type Tracing } from './tracing/tracing.ts';

/** What the server is built from. The clock is given, so that a test can stand in any year. */
export interface AppParts {
  readonly settings: Settings;
  readonly words: Words;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Left out: off. */
  readonly tracing?: Tracing;
  /** Left out: made from the settings, its keys fetched when first needed. */
  readonly security?: Security;
  /** Left out: made for this app, its counts beginning anew. */
  readonly limiters?: Limiters;
  readonly store: Store;
  readonly pseudonym: Pseudonym;
  readonly now: () => Date;
  /** Milliseconds of a clock that only goes forward, which limits an evaluation. Left out: the process's own. */
  readonly elapsed?: () => number;
  /** False while starting and draining. */
  readonly isReady: () => boolean;
  /** What readiness says besides; left out, nothing. */
  readonly health?: () => Health;
}

/** The state of what governs the advice. */
export interface Health {
  /** Rules without which the server doesn't start to serve: they don't fire for their sentinel patients. */
  readonly waitingFor: readonly string[];
  readonly settings: { readonly version: string; readonly reload: 'ok' | 'failed' };
  readonly sentinels: { readonly failed: readonly string[] };
}

/** Express wiring; no logic. */
export function createApp(parts: AppParts): Express {
  const { settings, metrics } = parts;
  const security = parts.security ?? createSecurity({ ...parts, onEvent: securityLog(parts) });
  metrics.watchKeyAges(security.keyAges);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(
    requestLog(parts.log),
    watched({ tracing: NO_TRACING, ...parts }),
    helmet(),
    corsFor(settings),
    collapseSlashes,
  );
  const door = authenticated(parts, security);
  const limits = (): Settings['limits'] => settings.limits;
  const { sharedCount } = security;
  const { calls, largeBodies } = parts.limiters ?? createLimiters({ ...parts, limits, sharedCount });
  // From cheap to dear; health, discovery and metrics are never limited.
  const guard: RequestHandler[] = [door, ...calls];
  const body: RequestHandler[] = [...guard, largeBodies, ...readBody(limits)];

  const services = servicesFor(settings);
  const discovery = settings.security.protectDiscovery ? [door] : [];
  app.get('/cds-services', discovery, (request: Request, response: Response) => {
    const { hooks } = profileOf(callerOf(request), settings.sandbox);
    const listed = [...services.values()].map(({ description }) => description);
    response.json({ services: listed.filter(({ hook }) => hooks.includes(hook)) });
  });
  app.post('/cds-services/:id', body, async (request: Request, response: Response) => {
    const service = services.get(String(request.params['id']));
    if (!service) throw new ServiceUnknown('There is no service of this id.');
    response.json(await runService(service, request.body, callContext(request, response, parts, security)));
  });
  addRecordRoutes(app, { guard, body }, parts);
  app.post('/api/evaluate', body, (request: Request, response: Response) => {
    response.json(evaluate(request.body, callContext(request, response, parts, security)));
  });
  app.get('/api/evaluate/schema', (_request, response) => {
    response.type('application/schema+json').send(JSON.stringify(EVALUATION_SCHEMA));
  });
  addHealthRoutes(app, parts);
  refuseOtherMethods(app);
  app.use(() => {
    throw new NotFound('There is nothing at this address.');
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    metrics.countError(routeOf(request), answerError(error, request, response).code);
  });
  return app;
}

/** What those ask who run the server. */
function addHealthRoutes(app: Express, parts: AppParts): void {
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/health/ready', async (_request, response) => {
    const store = await parts.store.state();
    if (!parts.isReady() || store === 'starting') throw new NotReady('The server is starting or draining.');
    const { waitingFor = [], ...governance } = parts.health?.() ?? {};
    if (waitingFor.length > 0)
      throw new NotReady(`Rules do not fire for their sentinel patients: ${waitingFor.join(', ')}.`);
    response.json({ status: 'ready', store, ...governance });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(parts.metrics.registry.contentType).send(await parts.metrics.registry.metrics());
  });
}

function callContext(request: Request, response: Response, parts: AppParts, { outbound }: Security): CallContext {
  const { settings, words, now, metrics, log, pseudonym } = parts;
  const started = performance.now();
  const onFindings: CallContext['onFindings'] = (service, findings, answer) => {
    metrics.countFindings(service, findings);
    const by = { knowledgeDigest: knowledgeDigest(), configDigest: configDigest(settings), pseudonym };
    const circumstances = { at: now().getTime(), latencyMs: performance.now() - started, ...by };
    // Once the answer is gone: hashing is no business of the caller's, and neither are its failures. Cards of an answer
    // that its caller didn't wait for were shown to nobody.
    afterAnswer(response, (wentOut) => {
      const told = wentOut ? answer : { ...answer, dealt: [] };
      try {
        parts.store.record(callRecord(service, findings, told, circumstances));
      } catch (error) {
        metrics.countRecords('lost', 1);
        log.error({ service, cause: typeOf(error) }, 'a call could not be recorded');
      }
    });
    for (const finding of findings) {
      if (answer.visibility.recognised.get(finding)?.suppressed === true)
        metrics.governance.countSuppressed(service, finding.rule.id);
      // The type only: the message of a thrown error may quote data.
      if (finding.kind === 'broken')
        log.error({ service, rule: finding.rule.id, cause: typeOf(finding.cause) }, 'a page broke');
    }
  };
  const onUnevaluated: CallWatch['onUnevaluated'] = (service, rules) => {
    if (rules.length === 0) return;
    metrics.countUnevaluated(service, rules);
    log.warn({ id: request.id, service, rules: rules.map(({ id }) => id) }, 'not all pages were reached in time');
  };
  const { elapsed = () => performance.now() } = parts;
  const watch = { stage: stagesOf(request), elapsed, onUnevaluated };
  const caller = callerOf(request);
  const onSetupGap = metrics.countSetupGap;
  const answered: CallContext['answered'] = (asked) => parts.store.answered(asked);
  const told = { onFindings, onSetupGap, answered, watch };
  return { settings, words, now, locale: localeOf(request), pseudonym, caller, outbound, ...told };
}

const typeOf = (cause: unknown): string => (cause instanceof Error ? cause.name : typeof cause);

/** Preflight on every route and headers on every answer, errors included: browsers hide the status otherwise. */
function corsFor({ security: { corsOrigins } }: Settings): RequestHandler {
  return cors({
    origin: corsOrigins === null ? true : [...corsOrigins],
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ['authorization', 'content-type', 'accept', 'accept-language', 'x-request-id', 'traceparent'],
    exposedHeaders: ['x-request-id', 'retry-after'],
    maxAge: 600,
    optionsSuccessStatus: 204,
  });
}

/** Clients append "/id" to a discovery URL that ends in a slash: `//` is one slash. */
const collapseSlashes: RequestHandler = (request, _response, next) => {
  const [path = '', ...query] = request.url.split('?');
  if (path.includes('//')) request.url = [path.replace(/\/{2,}/g, '/'), ...query].join('?');
  next();
};
