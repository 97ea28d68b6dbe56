import { readdirSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { sample } from '../app.ts';
import { hookCall, HOOKS } from '../hooks/calls.ts';
import type { Json } from '../patient.ts';
import { storeAt } from '../store/backends.ts';
import { childServer, type ChildServer } from './child-server.ts';

/** PR-58: any replica gives the same answer, and one that is told to stop loses no request. Real processes. */

interface Answer {
  readonly status: number;
  readonly body: string;
}

const agents = new Map<number, Agent>();
const agentOf = (port: number): Agent => {
  const agent = agents.get(port) ?? new Agent({ keepAlive: true });
  agents.set(port, agent);
  return agent;
};
afterAll(() => agents.forEach((agent) => agent.destroy()));

/** One request; rejects with the code of the failure. */
function call(port: number, path: string, body?: Json): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const headers = { 'Content-Type': 'application/json', 'Accept-Language': 'en' };
    const sent = send({ port, host: '127.0.0.1', path, method, headers, agent: agentOf(port) }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const SERVICE = (hook: unknown): string => `/cds-services/myeloma-${String(hook)}`;
const withoutIds = (text: string): string => text.replaceAll(/"(uuid|id)":"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"$1":"-"');

let one: ChildServer;
let other: ChildServer;
beforeAll(async () => {
  [one, other] = await Promise.all([childServer(), childServer()]);
});
afterAll(() => Promise.all([one.remove(), other.remove()]));

const SAMPLES = readdirSync('test/patients').filter((file) => file.endsWith('.json'));
const requests: readonly (readonly [string, Json])[] = [
  ...HOOKS.map((hook) => [hook, hookCall(hook)] as const),
  ...SAMPLES.map((file) => [file, sample(file.replace('.json', '')).request as Json] as const),
];

test.each(requests)('the same answer from both: %s', async (_, body) => {
  const [mine, its] = await Promise.all([one, other].map(({ port }) => call(port, SERVICE(body['hook']), body)));
  expect(mine?.status).toBe(200);
  expect([its?.status, withoutIds(its?.body ?? '')]).toEqual([mine?.status, withoutIds(mine?.body ?? '')]);
});

test('the same knowledge and the same settings, by their digests', async () => {
  const explained = await Promise.all(
    [one, other].map(async ({ port }) => {
      const { body } = await call(port, SERVICE('order-sign'), hookCall('order-sign'));
      const { cards } = JSON.parse(body) as { cards: { uuid: string }[] };
      const explanation = await call(port, `/api/governance/cards/${cards[0]?.uuid ?? ''}`);
      return JSON.parse(explanation.body) as { knowledgeDigest: string; configDigest: string };
    }),
  );
  const [mine, its] = explained.map(({ knowledgeDigest, configDigest }) => [knowledgeDigest, configDigest]);
  expect(mine?.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  expect(its).toEqual(mine);
});

test('told to stop under load: no request fails, every call is recorded, exit 0', async () => {
  const stopping = await childServer();
  const failures: string[] = [];
  const answered = { stopping: 0, other: 0 };
  let stop = false;
  let stopped = false;
  /** As a load balancer does it: to the next replica only if this one took no connection. */
  const balanced = async (turn: number): Promise<void> => {
    const first = turn % 2 === 0 && !stopped ? 'stopping' : 'other';
    const port = first === 'stopping' ? stopping.port : other.port;
    try {
      const { status, body } = await call(port, SERVICE('order-sign'), hookCall('order-sign'));
      if (status !== 200 || (JSON.parse(body) as { cards: unknown[] }).cards.length === 0) failures.push(`${status}`);
      answered[first] += 1;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      if (code !== 'ECONNREFUSED') return void failures.push(`${first} ${code}`);
      stopped = true;
      await balanced(1);
    }
  };
  const callers = Array.from({ length: 8 }, async (_, caller) => {
    for (let turn = caller; !stop; turn += 1) await balanced(turn);
  });
  while (answered.stopping < 100) await new Promise((resolve) => setTimeout(resolve, 10));
  const before = answered.stopping;
  stopping.process.kill('SIGTERM');
  const code = await stopping.ended;
  const after = answered.other;
  while (answered.other < after + 50) await new Promise((resolve) => setTimeout(resolve, 10));
  stop = true;
  await Promise.all(callers);
  expect(failures).toEqual([]);
  expect([code, stopped, answered.stopping >= before]).toEqual([0, true, true]);
  const { store } = storeAt(stopping.databaseUrl);
  const { rows } = await store.report({ from: '2000-01-01', to: '2999-12-31', client: null });
  expect(rows.find(({ rule }) => rule === 'LEN-RENAL-DOSE')?.evaluated).toBe(answered.stopping);
  await store.close(0);
  await stopping.remove();
});
