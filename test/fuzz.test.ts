import { Agent, createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { appAt, sample } from './app.ts';
import { schemaProblems } from './api/schema.ts';
import { mutated, pick, randomFrom, wireOf, type Wire } from './door/mutate.ts';
import { findingsOf, hookCall, HOOKS, lenalidomide25, type Answer } from './hooks/calls.ts';
import { problemsOf } from './hooks/card-rules.ts';
import { evaluation, TODAY, type Json } from './patient.ts';

/**
 * PR-48, PR-49: ten thousand spoilt requests. No answer is a 5xx, every answer is valid for what it is, no page breaks,
 * nothing is polluted, and the memory that they took is given back. `FUZZ_SEED` tries another ten thousand.
 */

const REQUESTS = 10_000;
const WARM_UP = 2000;
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const MOST_GROWTH_BYTES = 12 * 1024 * 1024;
const MOST_ENTRIES = 2;
const VARIANTS = 8;
const AT_ONCE = 4;

interface Seed {
  readonly path: string;
  readonly body: Json;
}

/** The samples' own requests, at each hook and as evaluation; and messages of feedback. */
function seeds(): readonly Seed[] {
  const files = readdirSync('test/patients').filter((file) => file.endsWith('.json'));
  const samples = files.map((file) => sample(file.replace(/\.json$/, '')).request as Json);
  return [
    ...[...samples, ...HOOKS.map((hook) => hookCall(hook))].map((body) => ({
      path: `/cds-services/myeloma-${String(body['hook'])}`,
      body,
    })),
    ...samples.map((body) => ({ path: '/api/evaluate', body: evaluationOf(body) })),
    { path: '/api/evaluate', body: evaluation({}, [lenalidomide25()]) },
    { path: '/cds-services/myeloma-order-sign/feedback', body: FEEDBACK },
  ];
}

const FEEDBACK: Json = {
  feedback: [
    {
      card: 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd',
      outcome: 'overridden',
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
      overrideReason: { reason: { code: 'patient-refuses', system: 'urn:x' }, userComment: 'said so' },
    },
    {
      card: '2b9ff2a1-28ed-4a7d-b3a9-3aebd1aba4bd',
      outcome: 'accepted',
      acceptedSuggestions: [{ id: '2b9ff2a1-28ed-4a7d-b3a9-3aebd1aba4be' }],
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
    },
  ],
};

/** The chart of a hook call as one Bundle. */
function evaluationOf({ prefetch, context }: Json): Json {
  const entry = Object.values(prefetch as Json).flatMap((value) => {
    const { resourceType, entry: entries } = Object(value) as { resourceType?: unknown; entry?: readonly Json[] };
    return resourceType === 'Bundle' ? (entries ?? []) : [{ resource: value }];
  });
  const { draftOrders } = context as Json;
  const bundle = { resourceType: 'Bundle', type: 'collection', entry };
  return { bundle, ...(draftOrders ? { draftOrders } : {}), asOf: TODAY };
}

/** Fewer entries, so that ten thousand of them are quick and each mutation is likely to hit. */
function smaller(value: unknown, random: () => number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => smaller(one, random));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name !== 'entry' || !Array.isArray(member)) return [name, smaller(member, random)];
      const kept = member.filter((one: Json) => (one['resource'] as Json | null)?.['resourceType'] === 'Patient');
      const some = Array.from({ length: Math.min(MOST_ENTRIES, member.length) }, () => pick(random, member) as unknown);
      return [name, [...kept, ...some.filter((one) => !kept.includes(one as Json))]];
    }),
  );
}

let server: Server;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
beforeAll(async () => {
  server = createServer({ keepAliveTimeout: 120_000 }, appAt(TODAY));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  agent.destroy();
  await new Promise((resolve) => server.close(resolve));
});

function send(path: string, { body, headers }: Wire): Promise<Pick<Answer, 'status' | 'text'>> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const outgoing = ask(
      { host: '127.0.0.1', port, path, method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** What is wrong with an answer. */
function faults(path: string, sent: string, { status, text }: Pick<Answer, 'status' | 'text'>): readonly string[] {
  if (![200, 400, 412, 413, 415].includes(status)) return [`status ${status}: ${text}`];
  const answer = Object(parsed(text)) as Json;
  if (status !== 200) return isOutcome(answer) ? [] : [`${status} without OperationOutcome: ${text}`];
  if (path.endsWith('/feedback')) return Number.isInteger(answer['taken']) ? [] : ['feedback not answered'];
  if (path === '/api/evaluate') return [...schemaProblems(answer), ...brokenIn(answer['findings'])];
  return [...cardFaults(sent, text), ...brokenIn(findingsOf(answer as unknown as Pick<Answer, 'cards'>))];
}

const isOutcome = ({ resourceType, issue }: Answer['outcome']): boolean =>
  resourceType === 'OperationOutcome' && /^[a-z-]+$/.test(String(issue?.[0]?.details.coding[0]?.code));

/** The protocol's rules for cards, given the drafts and the patient that were sent. */
function cardFaults(sent: string, text: string): readonly string[] {
  const { context } = Object(parsed(sent)) as { context?: Json };
  const patientId = String(context?.['patientId']).replace(/^Patient\//, '');
  const { entry } = Object(context?.['draftOrders']) as { entry?: unknown };
  const entries = Array.isArray(entry) ? (entry as unknown[]) : [entry];
  const drafts = entries.map((one) => Object((Object(one) as Json)['resource']) as Json);
  return problemsOf(text, { drafts, patientId });
}

const brokenIn = (findings: unknown): readonly string[] =>
  (findings as readonly { ruleId?: string; advice?: string }[])
    .filter(({ advice }) => advice === 'broken')
    .map(({ ruleId }) => `${String(ruleId)} broke`);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const heapInUse = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

test(`${REQUESTS} spoilt requests (seed ${SEED})`, async () => {
  const random = randomFrom(SEED);
  const all = seeds().flatMap(({ path, body }) =>
    Array.from({ length: VARIANTS }, () => ({ path, body: smaller(body, random) as Json })),
  );
  const wrong: string[] = [];
  const statuses = new Map<number, number>();
  const one = async (at: number): Promise<void> => {
    const { path, body } = pick(random, all);
    const text = mutated(body, random);
    const wire = wireOf(text, random);
    const answer = await send(path, wire);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    for (const fault of faults(path, text, answer)) wrong.push(`request ${at}, ${path}: ${fault}`);
  };
  const run = async (from: number, to: number): Promise<void> => {
    for (let at = from; at < to; at += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, more) => one(at + more)));
  };
  await run(0, WARM_UP);
  const before = heapInUse();
  await run(WARM_UP, REQUESTS);
  const growth = heapInUse() - before;
  expect(wrong.slice(0, 20)).toEqual([]);
  expect(({} as Json)['polluted']).toBeUndefined();
  expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
  // Most are still requests, and each kind of refusal is there.
  expect(statuses.get(200)).toBeGreaterThan(REQUESTS / 4);
  expect([...statuses.keys()].sort()).toEqual([200, 400, 412, 415]);
}, 600_000);
