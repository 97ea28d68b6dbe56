import { createServer, STATUS_CODES, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { HeadersTooLarge, RequestInvalid, RequestTimeout, type CdsError } from '../errors.ts';
import { outcomeOf } from '../operation-outcome.ts';
import type { Limits } from '../settings/limits.ts';
import { correlationId } from './correlation.ts';

/** A body that is late is answered by the app; what hangs longer than this beyond its time is cut. */
const GRACE_MS = 5000;
const LONGEST_HEADERS_MS = 20_000;
/** Connections on which nothing moves, such as a caller that doesn't read its answer. */
const IDLE_MS = 120_000;
const CHECK_EVERY_MS = 5000;

export interface HttpServerParts {
  readonly limits: Limits;
  /** Told of what was refused before there was a request. */
  readonly onRefused: (error: CdsError) => void;
}

/** A server that bounds headers and time, and answers what isn't a request with an OperationOutcome too. */
export function httpServer(app: RequestListener, { limits, onRefused }: HttpServerParts): Server {
  const requestMs = limits.requestSeconds * 1000;
  const server = createServer(
    {
      requestTimeout: requestMs + GRACE_MS,
      headersTimeout: Math.min(LONGEST_HEADERS_MS, requestMs),
      connectionsCheckingInterval: Math.min(CHECK_EVERY_MS, requestMs),
      maxHeaderSize: limits.headerBytes,
    },
    app,
  );
  server.setTimeout(IDLE_MS);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Cut by the caller, or in the middle of an answer: nothing can be said.
    if (!socket.writable || error.code === 'ECONNRESET' || isAnswering(socket)) {
      socket.destroy();
      return;
    }
    const problem = problemOf(error.code);
    onRefused(problem);
    socket.end(answerTo(problem));
  });
  return server;
}

/** Whether an answer has begun on a connection: Node keeps it there, under a name that its documentation uses. */
const isAnswering = (socket: Duplex): boolean =>
  (socket as { _httpMessage?: { headersSent?: boolean } | null })._httpMessage?.headersSent === true;

function problemOf(code: string | undefined): CdsError {
  if (code === 'HPE_HEADER_OVERFLOW') return new HeadersTooLarge('The headers are larger than this server accepts.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new RequestTimeout('The request did not arrive in time.');
  return new RequestInvalid('The request could not be read.');
}

function answerTo(problem: CdsError): string {
  const id = correlationId({});
  const body = JSON.stringify(outcomeOf(problem, id));
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
