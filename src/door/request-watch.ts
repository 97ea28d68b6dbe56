import type { Request, RequestHandler } from 'express';
import { isServiceId } from '../hooks/services.ts';
import type { Metrics } from '../metrics.ts';
import { routeOf } from '../request-log.ts';
import { UNWATCHED, watchedStages, type RunStage } from '../stages.ts';
import { NO_TRACING, type Tracing } from '../tracing/tracing.ts';
import { traceParentOf } from './correlation.ts';

// On the request itself: what a WeakMap holds, V8 keeps until the next full collection, and a request holds its body.
declare module 'express-serve-static-core' {
  interface Request {
    /** What times its stages. */
    stages?: RunStage;
  }
}

/** What times the stages of a request. */
export const stagesOf = ({ stages = UNWATCHED }: Request): RunStage => stages;

const NAMES: Readonly<Record<string, string>> = {
  '/cds-services/:id/feedback': 'feedback',
  '/api/evaluate': 'evaluate',
  '/api/governance/report': 'report',
  '/api/governance/cards/:id': 'explanation',
  '/api/governance/feedback': 'export',
};

/** A service by its id, or what else a route does: a list of fixed length, whatever was called. */
export function serviceOf(request: Request): string {
  const route = routeOf(request);
  const id = String(request.params['id']);
  if (route === '/cds-services/:id') return isServiceId(id) ? id : 'other';
  return NAMES[route] ?? 'other';
}

/** Probes come every few seconds, and say nothing of the service. */
const PROBES = /^\/(health|metrics)/;

/** Counts and times every request and its stages, in the metrics and as spans. */
export function watched({ metrics, tracing }: { metrics: Metrics; tracing: Tracing }): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const { startRequest } = PROBES.test(request.path) ? NO_TRACING : tracing;
    const span = startRequest(request.method, traceParentOf(request.headers));
    const observe = (stage: string, seconds: number): void => metrics.observeStage(serviceOf(request), stage, seconds);
    request.stages = watchedStages(observe, span);
    metrics.countInFlight(1);
    response.once('close', () => {
      metrics.countInFlight(-1);
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : 'aborted';
      metrics.observeRequest(route, status, (performance.now() - started) / 1000);
      span.end({
        name: `${request.method} ${route}`,
        failed: response.statusCode >= 500,
        attributes: {
          'http.request.method': request.method,
          'http.route': route,
          'http.response.status_code': response.statusCode,
          'myeloma_cds.service': serviceOf(request),
        },
      });
    });
    next();
  };
}
