import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { correlationId } from './door/correlation.ts';

/** One line per request: its id, method, route, status, time. No body, no query, no other header, no patient id. */
export function requestLog(log: Logger): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (request, response) => {
      const id = correlationId(request.headers);
      response.setHeader('X-Request-Id', id);
      return id;
    },
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
