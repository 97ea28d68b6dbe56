import { Server, type AddressInfo } from 'node:net';
import express, { type Express } from 'express';

/**
 * One measured server in its own process: `this` (the compiled build, whole), `parse` (bare Express that parses and
 * answers as many bytes) or `echo` (bare Express that sends the parsed body back). run.ts compiles this file, so that
 * no loader runs beside any of the three.
 */

const [, , kind, limit, compiledServer] = process.argv;

/** The real server prints its port on a standard output that the benchmark throws away: it is read off the socket instead. */
function announcePort(): void {
  const listen = Reflect.get(Server.prototype, 'listen') as (...parts: unknown[]) => Server;
  Server.prototype.listen = function (this: Server, ...parts: unknown[]): Server {
    this.once('listening', () => process.send?.({ port: (this.address() as AddressInfo).port }));
    return listen.apply(this, parts);
  };
}

/** Same limit, and no ETag as in this server: hashing an echoed body would flatter us. */
function bareApp(answer: (app: Express) => void): Express {
  const app = express();
  app.disable('etag');
  app.use(express.json({ limit: Number(limit) }));
  answer(app);
  return app;
}

const fillers = new Map<number, string>();

function filler(bytes: number): string {
  const known = fillers.get(bytes) ?? JSON.stringify({ cards: 'x'.repeat(Math.max(0, bytes - 12)) });
  fillers.set(bytes, known);
  return known;
}

const parseAndAnswer = (app: Express): void => {
  app.post('/cds-services/:id', (request, response) => {
    response.type('application/json').send(filler(Number(request.headers['x-answer-bytes'] ?? 0)));
  });
};

const echo = (app: Express): void => {
  app.post('/cds-services/:id', (request, response) => {
    response.json(request.body);
  });
};

announcePort();
process.on('disconnect', () => process.exit(0));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, rss: process.memoryUsage.rss() });
});
if (kind === 'this') await import(String(compiledServer));
else bareApp(kind === 'echo' ? echo : parseAndAnswer).listen(0, '127.0.0.1');
