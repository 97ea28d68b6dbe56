import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** A wire to a server on this machine, that can be cut and mended, or left hanging. */
export interface Wire {
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Swallows everything from now on, both ways. */
  hang(): void;
  /** Breaks each connection after so many bytes of the answer; Infinity: no longer. */
  tear(afterBytes: number): void;
  /** Lets answers through byte by byte, with a pause between, milliseconds; 0: no longer. */
  slow(pauseMs: number): void;
}

/** `defaultPort`: of the server, where its URL names none. */
export async function wireTo(target: URL, defaultPort = 5432): Promise<Wire> {
  const sockets = new Set<Socket>();
  let hanging = false;
  let most = Infinity;
  let pauseMs = 0;
  const dribble = async (near: Socket, chunk: Buffer): Promise<void> => {
    for (const byte of chunk) {
      if (near.destroyed) return;
      near.write(Buffer.of(byte));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  const serve = (): Server =>
    createServer((near) => {
      const far = connect(Number(target.port || defaultPort), target.hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy(), sockets.delete(socket)));
      }
      near.on('data', (chunk) => hanging || far.write(chunk));
      let passed = 0;
      far.on('data', (chunk: Buffer) => {
        if (hanging) return;
        passed += chunk.length;
        if (pauseMs > 0) return void dribble(near, chunk);
        near.write(passed > most ? chunk.subarray(0, Math.max(0, most - passed + chunk.length)) : chunk);
        if (passed > most) near.destroySoon();
      });
    });
  const listen = (server: Server, port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  let server = serve();
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(target);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.forEach((socket) => socket.destroy());
      }),
    mend: async () => {
      hanging = false;
      server = serve();
      await listen(server, port);
    },
    hang: () => (hanging = true),
    tear: (afterBytes) => (most = afterBytes),
    slow: (pause) => (pauseMs = pause),
  };
}
