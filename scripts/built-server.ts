import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The built server on a free port, as `npm start` runs it. */
export async function startServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, ['dist/server.js'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /port (\d+)/.exec(line)?.[1];
    if (port === undefined) continue;
    child.stdout.resume();
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  stop();
  throw new Error('the server did not start');
}
