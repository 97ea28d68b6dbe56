import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** As much of Redis as `SET key 1 EX seconds NX`, `INCR` and `EXPIRE` need, on loopback, for machines without one. */
export interface RespServer {
  readonly url: string;
  readonly keys: ReadonlyMap<string, number>;
  /** What it does from now on: answer, stay silent, or answer with an error. */
  mode: (next: 'answer' | 'silent' | 'error') => void;
  readonly close: () => Promise<void>;
}

export async function respServer(): Promise<RespServer> {
  const keys = new Map<string, number>();
  const sockets = new Set<Socket>();
  let mode = 'answer';
  const reply = ([name = '', key = '', , , seconds]: readonly string[]): string => {
    if (name.toUpperCase() === 'INFO') return '$12\r\nredis_mode:x\r\n';
    if (!['SET', 'INCR', 'EXPIRE'].includes(name.toUpperCase())) return '+OK\r\n';
    if (mode === 'error') return '-READONLY you can not write here\r\n';
    if (name.toUpperCase() === 'EXPIRE') return ':1\r\n';
    if (name.toUpperCase() === 'INCR') {
      keys.set(key, (keys.get(key) ?? 0) + 1);
      return `:${keys.get(key)}\r\n`;
    }
    if (keys.has(key)) return '$-1\r\n';
    keys.set(key, Number(seconds));
    return '+OK\r\n';
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      // Each request arrives in one piece here: *n, then n times a length and a word.
      for (const request of data.toString().split(/(?=\*\d+\r\n)/)) {
        const words = request.split('\r\n').filter((_, at) => at > 0 && at % 2 === 0);
        if (mode !== 'silent') socket.write(reply(words));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    mode: (next) => void (mode = next),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
