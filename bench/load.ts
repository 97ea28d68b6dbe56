import { request as httpRequest, type IncomingMessage } from 'node:http';
import { hrtime } from 'node:process';
import type { Kind, Target } from './targets.ts';

/** The client side: sends the same requests to each server in turn and keeps the times. */

export interface Call {
  readonly path: string;
  readonly body: Buffer;
  /** What this server answers to this very body; the parse server is told to answer as much. */
  readonly answerBytes: number;
}

export interface Plan {
  readonly concurrency: number;
  /** Requests of one server's turn, before the next server has its own. */
  readonly perTurn: number;
  readonly rounds: number;
  /** No new round after this time. */
  readonly millis: number;
}

export interface Sample {
  readonly latencies: number[];
  /** Requests per second, one value per turn. */
  readonly rates: number[];
  cpuMs: number;
  rss: number;
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
  readonly millis: number;
}

const REQUEST_MS = 60_000;
/** Every order of three servers, so that each of them follows each other one equally often. */
const ORDERS = [
  [0, 1, 2],
  [2, 0, 1],
  [1, 2, 0],
  [2, 1, 0],
  [0, 2, 1],
  [1, 0, 2],
] as const;

const now = (): number => Number(hrtime.bigint()) / 1e6;

/** One POST; a kept connection that the server closed in the same moment is tried once more. */
export async function send(target: Target, call: Call): Promise<Answer> {
  try {
    return await attempt(target, call);
  } catch (error) {
    if ((error as { retry?: boolean }).retry !== true) throw error;
    return attempt(target, call);
  }
}

function attempt({ port, agent }: Target, { path, body, answerBytes }: Call): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'content-length': body.length, 'x-answer-bytes': answerBytes };
  return new Promise((resolve, reject) => {
    const started = now();
    const request = httpRequest({ host: '127.0.0.1', port, path, method: 'POST', agent, headers, timeout: REQUEST_MS });
    request.on('error', (error) => reject(Object.assign(error, { retry: request.reusedSocket })));
    request.on('timeout', () => request.destroy(new Error(`no answer within ${REQUEST_MS} ms`)));
    request.on('response', (response: IncomingMessage) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes, millis: now() - started }));
    });
    request.end(body);
  });
}

/** Each server's times for the calls. Round by round, so that whatever else the machine does meets all three alike. */
export async function measure(
  targets: readonly Target[],
  calls: readonly Call[],
  plan: Plan,
): Promise<Record<Kind, Sample>> {
  const samples = Object.fromEntries(
    targets.map(({ kind }) => [kind, { latencies: [], rates: [], cpuMs: 0, rss: 0 }]),
  ) as unknown as Record<Kind, Sample>;
  const before = await Promise.all(targets.map((target) => target.usage()));
  const deadline = now() + plan.millis;
  for (let round = 0; round < plan.rounds && (round === 0 || now() < deadline); round += 1) {
    for (const place of ORDERS[round % ORDERS.length] ?? []) {
      const target = targets[place];
      if (target) await turn(target, { calls, plan, round, sample: samples[target.kind] });
    }
  }
  for (const [place, target] of targets.entries()) {
    const { cpuMs, rss } = await target.usage();
    samples[target.kind].cpuMs = cpuMs - (before[place]?.cpuMs ?? 0);
    samples[target.kind].rss = rss;
  }
  return samples;
}

interface Turn {
  readonly calls: readonly Call[];
  readonly plan: Plan;
  readonly round: number;
  readonly sample: Sample;
}

async function turn(target: Target, { calls, plan, round, sample }: Turn): Promise<void> {
  let next = 0;
  const started = now();
  const connection = async (): Promise<void> => {
    while (next < plan.perTurn) {
      const call = calls[(round + next++) % calls.length] as Call;
      const { status, bytes, millis } = await send(target, call);
      const expected = target.kind === 'echo' ? bytes > 0 : bytes === call.answerBytes;
      if (status !== 200 || !expected) throw new Error(`${target.kind} answered ${status} with ${bytes} bytes`);
      sample.latencies.push(millis);
    }
  };
  await Promise.all(Array.from({ length: plan.concurrency }, connection));
  sample.rates.push((1000 * plan.perTurn) / (now() - started));
}
