import type { Growth } from './growth.ts';
import type { Sample } from './load.ts';
import type { Hook } from './patients.ts';
import { KINDS, type Kind } from './targets.ts';

/** From times to what is said about them: tables, verdicts on the design targets, comparison with a baseline. */

export interface Stats {
  readonly requests: number;
  /** Requests per second of the best tenth of turns: as with p10, what the server does when it is let. */
  readonly throughput: number;
  readonly p10: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuMsPerRequest: number;
  readonly rssMiB: number;
}

/** How fast this server is against a bare one: 1 is as fast, below 1 is slower. */
export interface Ratios {
  readonly parse: number;
  readonly echo: number;
}

export interface Cell {
  readonly hook: Hook;
  readonly observations: number;
  readonly concurrency: number;
  readonly bodyKiB: number;
  readonly answerBytes: number;
  readonly stats: Readonly<Record<Kind, Stats>>;
  readonly ratios: Ratios;
}

export interface Report {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly quick: boolean;
  /** Load average of one minute at the start and at the end: above the number of cores, distrust everything. */
  readonly load: readonly [start: number, end: number];
  readonly cells: readonly Cell[];
  readonly growth: readonly Growth[];
  readonly verdicts: readonly Verdict[];
}

export interface Verdict {
  readonly target: string;
  readonly measured: string;
  readonly met: boolean;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function statsOf({ latencies, rates, cpuMs, rss }: Sample): Stats {
  return {
    requests: latencies.length,
    throughput: quantile(rates, 0.9),
    p10: quantile(latencies, 0.1),
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    cpuMsPerRequest: cpuMs / latencies.length,
    rssMiB: rss / 2 ** 20,
  };
}

/** One connection: p10, which other jobs on the machine hardly touch. Many: throughput, as latency then is queueing. */
export function ratiosOf(stats: Readonly<Record<Kind, Stats>>, concurrency: number): Ratios {
  const against = (base: Kind): number =>
    concurrency === 1 ? stats[base].p10 / stats.this.p10 : stats.this.throughput / stats[base].throughput;
  return { parse: against('parse'), echo: against('echo') };
}

/** Design targets for one connection, by number of Observations. */
const RATIO_TARGETS: readonly (readonly [observations: number, echo: number, parse: number])[] = [
  [20, 0.65, 0.45],
  [200, 1.0, 0.65],
  [1000, 1.25, 0.75],
  [5000, 1.3, 0.75],
];

/** Most that the evaluation may cost, as a share of JSON.parse of the same body. */
const EVALUATION_TARGETS: readonly (readonly [observations: number, share: number])[] = [
  [20, 1.2],
  [200, 0.5],
  [1000, 0.25],
  [5000, 0.25],
];
const MOST_SLOPE = 0.25;
const MOST_GROWTH = 6;

export function verdictsOf(cells: readonly Cell[], growth: readonly Growth[]): Verdict[] {
  const single = cells.filter(({ concurrency }) => concurrency === 1);
  return [...ratioVerdicts(single), ...growthVerdicts(growth), ...linearVerdict(single)];
}

function ratioVerdicts(single: readonly Cell[]): Verdict[] {
  return RATIO_TARGETS.flatMap(([observations, echo, parse]) => {
    const sized = single.filter((cell) => cell.observations === observations);
    const verdict = (base: keyof Ratios, name: string, least: number): Verdict => ({
      target: `${observations} Observations, c=1: at least ${least} of bare Express ${name}`,
      measured: sized.map(({ hook, ratios }) => `${hook} ${ratios[base].toFixed(2)}`).join(', '),
      met: sized.every(({ ratios }) => ratios[base] >= least),
    });
    return sized.length === 0 ? [] : [verdict('echo', 'echo', echo), verdict('parse', 'parse-and-answer', parse)];
  });
}

function growthVerdicts(growth: readonly Growth[]): Verdict[] {
  const of = (observations: number): Growth | undefined => growth.find((one) => one.observations === observations);
  const shares = EVALUATION_TARGETS.flatMap(([observations, most]): Verdict[] => {
    const found = of(observations);
    if (!found) return [];
    const share = found.evaluateMs / found.parseMs;
    const target = `evaluation of ${observations} Observations: at most ${most} of JSON.parse`;
    return [{ target, measured: share.toFixed(2), met: share <= most }];
  });
  const [small, middle, large] = [of(200), of(1000), of(5000)];
  if (!small || !middle || !large) return shares;
  const slope = (large.evaluateMs - middle.evaluateMs) / (large.parseMs - middle.parseMs);
  const target = `evaluation, slope from 1000 to 5000: at most ${MOST_SLOPE} of the slope of JSON.parse`;
  const paths = `FHIRPath evaluations per request do not grow with the chart (200 to 5000)`;
  const counts = [small, middle, large].map(({ fhirPaths }) => fhirPaths);
  return [
    ...shares,
    { target, measured: slope.toFixed(2), met: slope <= MOST_SLOPE },
    { target: paths, measured: counts.join(', '), met: counts.every((count) => count <= small.fhirPaths) },
  ];
}

function linearVerdict(single: readonly Cell[]): Verdict[] {
  const p10 = (observations: number): number | undefined =>
    single.find((cell) => cell.hook === 'patient-view' && cell.observations === observations)?.stats.this.p10;
  const [middle, large] = [p10(1000), p10(5000)];
  if (middle === undefined || large === undefined) return [];
  const target = `whole request, 5000 against 1000 Observations: at most ${MOST_GROWTH} times`;
  return [{ target, measured: (large / middle).toFixed(1), met: large / middle <= MOST_GROWTH }];
}

const NAMES: Readonly<Record<Kind, string>> = { this: 'this server', parse: 'parse-and-answer', echo: 'echo' };

/** One line per server of a cell; numbers right-aligned in columns that `HEADER` names. */
export function linesOf({ hook, observations, concurrency, stats, ratios, bodyKiB, answerBytes }: Cell): string {
  const title = `${hook}, ${observations} Observations, c=${concurrency} (${bodyKiB} KiB in, ${answerBytes} B out)`;
  const rows = KINDS.map((kind) => {
    const { requests, throughput, p10, p50, p99, cpuMsPerRequest, rssMiB } = stats[kind];
    const ratio = kind === 'this' ? '' : ratios[kind].toFixed(2);
    const numbers = [throughput.toFixed(1), p10.toFixed(2), p50.toFixed(2), p99.toFixed(1), cpuMsPerRequest.toFixed(2)];
    return row([NAMES[kind], String(requests), ...numbers, rssMiB.toFixed(0), ratio]);
  });
  return [title, ...rows].join('\n');
}

const row = ([name = '', ...numbers]: readonly string[]): string =>
  `  ${name.padEnd(18)}${numbers.map((number) => number.padStart(10)).join('')}`;

export const HEADER = row([
  'server',
  'requests',
  'req/s',
  'p10 ms',
  'p50 ms',
  'p99 ms',
  'CPU ms',
  'RSS MiB',
  'this/it',
]);

export const verdictLine = ({ target, measured, met }: Verdict): string =>
  `${met ? 'met    ' : 'not met'}  ${target}: ${measured}`;
