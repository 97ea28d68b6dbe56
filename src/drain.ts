import { Server as NetServer } from 'node:net';
import type { Server } from 'node:http';

/**
 * How long a connection that is kept open may still bring a request. A client may be sending on it at the very moment
 * that it would be closed, and would lose that request.
 */
const KEPT_OPEN_MS = 1000;

/**
 * Takes no new connection from now on, answers what the open ones bring, and tells their clients to leave; `done` when
 * the last is gone. A second call changes nothing.
 */
export function drain(server: Server, done: () => void, keptOpenMs = KEPT_OPEN_MS): void {
  // Not the HTTP server's own close, which closes idle connections at once. The last connection can end in the very step
  // that answers: what was put off until after that answer comes before the end.
  NetServer.prototype.close.call(server, () => setImmediate(done));
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  setInterval(() => server.closeIdleConnections(), keptOpenMs).unref();
}
