import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { SANDBOX_SETTINGS } from '../src/settings/settings.ts';

/** The three servers, seen from the benchmark. */

export const KINDS = ['this', 'parse', 'echo'] as const;
export type Kind = (typeof KINDS)[number];

export interface Usage {
  /** User and system time since the process began. */
  readonly cpuMs: number;
  readonly rss: number;
}

export interface Target {
  readonly kind: Kind;
  readonly port: number;
  readonly agent: Agent;
  readonly usage: () => Promise<Usage>;
  readonly stop: () => void;
}

/** What `npm start` tells Node; the bare servers run as Node comes. */
const START = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  readonly scripts: { readonly start: string };
};
const START_FLAGS = START.scripts.start.split(' ').filter((word) => word.startsWith('--'));

const RESULTS = fileURLToPath(new URL('./results/', import.meta.url));
const START_MS = 20_000;

/** servers.ts as plain JavaScript: under tsx, two of the three processes would carry a loader that users don't run. */
function compiledServers(): string {
  const source = readFileSync(new URL('./servers.ts', import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}servers.mjs`, outputText);
  return `${RESULTS}servers.mjs`;
}

/** `build` is the compiled server that is measured. */
export async function startTargets(build: URL): Promise<Target[]> {
  const file = compiledServers();
  return Promise.all(KINDS.map((kind) => startTarget(file, kind, build)));
}

async function startTarget(file: string, kind: Kind, build: URL): Promise<Target> {
  const child = fork(file, [kind, String(SANDBOX_SETTINGS.limits.bodyBytes), build.href], {
    env: {
      PATH: process.env['PATH'],
      ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info' },
      MYELOMA_CDS_CONFIG: fileURLToPath(new URL('settings.yaml', import.meta.url)),
    },
    execArgv: kind === 'this' ? START_FLAGS : [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = await answerOf<{ port: number }>(child);
  return {
    kind,
    port,
    agent: new Agent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 64 }),
    usage: () => {
      const answer = answerOf<Usage>(child);
      child.send('usage');
      return answer;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** The child's next message; a child that ends or stays silent instead ends the benchmark. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  const settled = new AbortController();
  const { signal } = settled;
  const failed = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('a measured server ended')));
  failed.catch(() => undefined);
  const slow = setTimeout(() => settled.abort(new Error('a measured server is silent')), START_MS);
  try {
    const [message] = (await Promise.race([once(child, 'message', { signal }), failed])) as [T];
    return message;
  } finally {
    clearTimeout(slow);
    settled.abort();
  }
}
