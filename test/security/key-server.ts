import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server on loopback that publishes keys, or whatever a test makes it answer. */
export interface KeyServer {
  readonly origin: string;
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  /** What is answered from now on: a JWK Set, or a handler of one's own. */
  answer: (with_: object | ((request: IncomingMessage, response: ServerResponse) => void)) => void;
  readonly close: () => Promise<void>;
}

export async function keyServer(keys: readonly object[] = []): Promise<KeyServer> {
  let current: Parameters<KeyServer['answer']>[0] = { keys };
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    if (typeof current === 'function') return void current(request, response);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(current));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/jwks.json`,
    requests,
    answer: (next) => void (current = next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
