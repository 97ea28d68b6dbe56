import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The real server in a process of its own, as `npm start` runs it but for the build. */
export interface ChildServer {
  readonly port: number;
  readonly databaseUrl: string;
  readonly process: ChildProcess;
  /** Everything it printed. */
  readonly output: () => string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  /** Kills it if it runs, and removes its files. */
  readonly remove: () => Promise<void>;
}

export async function childServer(environment: Readonly<Record<string, string>> = {}): Promise<ChildServer> {
  const folder = mkdtempSync(join(tmpdir(), 'server-'));
  const databaseUrl = `file:${join(folder, 'records.db')}`;
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server.ts'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      DATABASE_URL: databaseUrl,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', () => {
      const found = /port (\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    void ended.then(() => reject(new Error(`the server did not start: ${output}`)));
  });
  return {
    port,
    databaseUrl: environment['DATABASE_URL'] ?? databaseUrl,
    process: child,
    output: () => output,
    ended,
    remove: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
