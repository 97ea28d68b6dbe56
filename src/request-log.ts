import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import type { Metrics } from './metrics.ts';

/** One line per request: method, route, status, time. No body, no query, no header, no patient id. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    quietResLogger: true,
    // Ours look at nothing of a request, so it needn't be described to them first.
    wrapSerializers: false,
    serializers: { req: () => undefined, res: () => undefined, err: (error: Error) => ({ type: error.name }) },
    customSuccessObject: (request, response, line: object) => ({
      ...line,
      ...requestLine(request as Request, response.statusCode),
    }),
    customErrorObject: (request, response, _error, line: object) => ({
      ...line,
      ...requestLine(request as Request, response.statusCode),
    }),
  });
}

const requestLine = (request: Request, status: number) => ({ method: request.method, route: routeOf(request), status });

/** The pattern of the route that matched, such as `/cds-services/:id`. */
export const routeOf = (request: Request): string => {
  const path: unknown = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : 'other';
};

export function timed({ observeRequest }: Metrics): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    response.on('finish', () =>
      observeRequest(routeOf(request), response.statusCode, Number(process.hrtime.bigint() - started) / 1e9),
    );
    next();
  };
}
