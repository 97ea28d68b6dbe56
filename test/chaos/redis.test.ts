import { ecSigner } from '../security/tokens.ts';
import { respServer, type RespServer } from '../security/resp-server.ts';
import { until } from '../store/backends.ts';
import { callWith, counted, guardedServer, tokenOf, type GuardedServer } from './server-with-keys.ts';
import { wireTo, type Wire } from './wire.ts';

/**
 * Redis comes and goes (PR-51, PR-57): callers are answered, in time and as the settings say, and when it is back,
 * replicas share what they saw, without a restart. A real one where TEST_REDIS_URL names it; a stand-in otherwise.
 */

const EHR = 'urn:ehr';
const signer = ecSigner('k');
const CLIENT = `  - { issuer: '${EHR}', jwks: { keys: [${JSON.stringify(signer.jwk)}] }, fhirServers: [] }\n`;
const token = (): string => tokenOf(signer, EHR);
/** Redis is given 250 ms; the rest is for a busy machine. */
const IN_TIME_MS = 4000;

let standIn: RespServer | undefined;
let wires: Wire[];
let replicas: GuardedServer[];

beforeEach(() => {
  wires = [];
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map(({ security }) => security.stop()));
  await Promise.all(wires.map((wire) => wire.cut()));
  await standIn?.close();
  standIn = undefined;
});

async function redisUrl(): Promise<string> {
  const real = process.env['TEST_REDIS_URL'];
  if (real) return real;
  standIn ??= await respServer();
  return standIn.url;
}

/** A replica with a wire of its own to the one Redis. */
async function replica(whenDown = 'memory', wired: 'connected' | 'cut' = 'connected'): Promise<GuardedServer> {
  const wire = await wireTo(new URL(await redisUrl()), 6379);
  if (wired === 'cut') await wire.cut();
  const server = guardedServer(CLIENT, `, replayStoreDown: ${whenDown}`, { redisUrl: wire.url });
  wires.push(wire);
  replicas.push(server);
  if (wired === 'connected') await until(async () => (await counted(server, 'replay-store-up')) === 1);
  return server;
}
const status = async (server: GuardedServer, one: string): Promise<number> => {
  const { status: answered, took } = await callWith(server, one);
  expect(took).toBeLessThan(IN_TIME_MS);
  return answered;
};

test('up: what one replica saw, the other refuses', async () => {
  const [one, other] = [await replica(), await replica()];
  const used = token();
  expect([await status(one, used), await status(other, used), await status(one, used)]).toEqual([200, 401, 401]);
});

describe.each(['cut', 'hang'] as const)('%s in between', (how) => {
  const breakOff = async (): Promise<void> => {
    for (const wire of wires) await wire[how]();
  };
  const mend = async (): Promise<void> => {
    for (const wire of wires) {
      if (how === 'hang') await wire.cut();
      await wire.mend();
    }
  };

  test('memory: answered in time; a second use is refused where the first was; counted; shared again afterwards', async () => {
    const [one, other] = [await replica(), await replica()];
    await breakOff();
    for (let calls = 0; calls < 3; calls += 1) {
      const used = token();
      expect([await status(one, used), await status(one, used)]).toEqual([200, 401]);
    }
    expect(await counted(one, 'replay-unjudged')).toBe(3);
    await mend();
    await until(async () => {
      const used = token();
      return (await status(one, used)) === 200 && (await status(other, used)) === 401;
    }, 30_000);
    expect(await counted(one, 'replay-store-down')).toBeGreaterThanOrEqual(1);
    expect(await counted(one, 'replay-store-up')).toBeGreaterThanOrEqual(2);
  });

  test('refuse: nobody is let in, in time; everybody again afterwards', async () => {
    const one = await replica('refuse');
    expect(await status(one, token())).toBe(200);
    await breakOff();
    for (let calls = 0; calls < 3; calls += 1) expect(await status(one, token())).toBe(401);
    await mend();
    await until(async () => (await status(one, token())) === 200, 30_000);
  });
});

test('not there at the start: answered from memory; once it is there, shared', async () => {
  const [one, other] = [await replica('memory', 'cut'), await replica('memory', 'cut')];
  const used = token();
  expect([await status(one, used), await status(one, used)]).toEqual([200, 401]);
  for (const wire of wires) await wire.mend();
  await until(async () => {
    const next = token();
    return (await status(one, next)) === 200 && (await status(other, next)) === 401;
  }, 30_000);
});

test('under load while it drops again and again: no call fails, no token counts twice in a process', async () => {
  const one = await replica();
  const answers: number[] = [];
  const calling = Promise.all(
    Array.from({ length: 4 }, async () => {
      for (let calls = 0; calls < 10; calls += 1) {
        const used = token();
        const both = await Promise.all([callWith(one, used), callWith(one, used)]);
        answers.push(...both.map((answer) => answer.status).sort());
      }
    }),
  );
  for (let round = 0; round < 3; round += 1) {
    await wires[0]?.cut();
    await new Promise((resolve) => setTimeout(resolve, 60));
    await wires[0]?.mend();
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  await calling;
  expect(answers).toEqual(Array.from({ length: 40 }, () => [200, 401]).flat());
});
