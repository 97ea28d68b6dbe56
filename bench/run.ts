import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { comparison, saveBaseline } from './baseline.ts';
import { measureGrowth } from './growth.ts';
import { measure, send, type Call, type Plan } from './load.ts';
import { hookRequest, type Hook } from './patients.ts';
import { HEADER, linesOf, ratiosOf, statsOf, verdictLine, verdictsOf, type Cell, type Report } from './report.ts';
import { startTargets, type Target } from './targets.ts';

/** `npm run bench`: this server beside two bare ones, in one run and in turn. See README.md. */

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    'save-baseline': { type: 'boolean', default: false },
    /** Another compiled build, to see what a change does. */
    server: { type: 'string', default: 'dist/server.js' },
  },
});

const HOOKS: readonly Hook[] = ['patient-view', 'order-select'];
const GROWTH_SIZES = [20, 200, 1000, 5000];
const GROWTH_MS = options.quick ? 3000 : 10_000;
const TODAY = new Date().toISOString().slice(0, 10);

interface Size {
  readonly observations: number;
  /** Different patients of this size, sent by turns. */
  readonly bodies: number;
  readonly plans: readonly Plan[];
}

const size = (
  observations: number,
  bodies: number,
  single: [number, number],
  many: [number, number, number],
): Size => ({
  observations,
  bodies,
  plans: [
    { concurrency: 1, perTurn: 1, rounds: single[0], millis: single[1] },
    { concurrency: 32, perTurn: many[0], rounds: many[1], millis: many[2] },
  ],
});

/** Rounds are multiples of six, the number of orders of three servers. The limits in time hold on a busy machine. */
const SIZES: readonly Size[] = options.quick
  ? [size(20, 4, [300, 2500], [128, 6, 2000]), size(200, 4, [180, 3500], [64, 6, 2500])]
  : [
      size(20, 4, [900, 7000], [256, 12, 7000]),
      size(200, 4, [480, 10_000], [96, 12, 10_000]),
      size(1000, 3, [180, 12_000], [64, 6, 12_000]),
      size(5000, 2, [108, 35_000], [32, 6, 15_000]),
    ];

/** A request runs twice as fast after some two thousand others: by then what every request runs has been compiled. */
const WARM_UP = [
  {
    observations: 20,
    plan: { concurrency: 8, perTurn: 64, rounds: options.quick ? 12 : 36, millis: options.quick ? 4000 : 12_000 },
  },
  { observations: 200, plan: { concurrency: 8, perTurn: 32, rounds: 6, millis: options.quick ? 2000 : 4000 } },
] as const;

/** The requests of a cell, with what this server answers to each; a refusal ends the run. */
async function callsFor(server: Target, hook: Hook, { observations, bodies }: Size): Promise<Call[]> {
  const calls: Call[] = [];
  for (let seed = 1; seed <= bodies; seed += 1) {
    const body = Buffer.from(JSON.stringify(hookRequest({ hook, observations, seed, today: TODAY })));
    const call = { path: `/cds-services/myeloma-${hook}`, body, answerBytes: 0 };
    const { status, bytes } = await send(server, call);
    if (status !== 200) throw new Error(`this server answered ${status} to ${hook} with ${observations} Observations`);
    calls.push({ ...call, answerBytes: bytes });
  }
  return calls;
}

async function warmUp(targets: readonly Target[]): Promise<void> {
  for (const hook of HOOKS) {
    for (const { observations, plan } of WARM_UP) {
      await measure(targets, await callsFor(ours(targets), hook, { observations, bodies: 4, plans: [] }), plan);
    }
  }
}

function ours(targets: readonly Target[]): Target {
  const server = targets.find(({ kind }) => kind === 'this');
  if (!server) throw new Error('this server is not among the measured ones');
  return server;
}

async function cellsOf(targets: readonly Target[], hook: Hook, measured: Size): Promise<Cell[]> {
  const calls = await callsFor(ours(targets), hook, measured);
  await measure(targets, calls, { concurrency: 1, perTurn: 1, rounds: 4, millis: 4000 });
  const cells: Cell[] = [];
  for (const plan of measured.plans) {
    const samples = await measure(targets, calls, plan);
    const stats = { this: statsOf(samples.this), parse: statsOf(samples.parse), echo: statsOf(samples.echo) };
    const { concurrency } = plan;
    const bodyKiB = Math.round((calls[0]?.body.length ?? 0) / 1024);
    const answerBytes = calls[0]?.answerBytes ?? 0;
    const { observations } = measured;
    const cell = { hook, observations, concurrency, bodyKiB, answerBytes, stats, ratios: ratiosOf(stats, concurrency) };
    process.stdout.write(`${linesOf(cell)}\n`);
    cells.push(cell);
  }
  return cells;
}

async function measureServers(): Promise<Cell[]> {
  const targets = await startTargets(pathToFileURL(resolve(options.server)));
  try {
    await warmUp(targets);
    process.stdout.write(`${HEADER}\n`);
    const cells: Cell[] = [];
    for (const measured of SIZES) {
      for (const hook of HOOKS) cells.push(...(await cellsOf(targets, hook, measured)));
    }
    return cells;
  } finally {
    for (const target of targets) target.stop();
  }
}

const loadNow = (): number => Number((loadavg()[0] ?? 0).toFixed(2));

if (!options['no-build']) execFileSync('npm', ['run', 'build'], { stdio: ['ignore', 'ignore', 'inherit'] });
const start = loadNow();
const growth = await measureGrowth(GROWTH_SIZES, TODAY, GROWTH_MS);
const cells = await measureServers();
const verdicts = verdictsOf(cells, growth);
const report: Report = {
  date: new Date().toISOString(),
  node: process.version,
  cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  quick: options.quick,
  load: [start, loadNow()],
  cells,
  growth,
  verdicts,
};
process.stdout.write(`\n${verdicts.map(verdictLine).join('\n')}\n\n${comparison(report).join('\n')}\n`);
writeFileSync(new URL('./results/latest.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`);
if (options['save-baseline']) saveBaseline(report);
process.exit(0);
