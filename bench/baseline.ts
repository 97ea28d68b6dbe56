import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Cell, Ratios, Report } from './report.ts';

/** The ratios of an earlier run. Only ratios are kept: times of another machine, or of another hour, say nothing. */

interface Baseline {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly ratios: Readonly<Record<string, Ratios>>;
  /** Evaluation as a share of JSON.parse, by number of Observations. */
  readonly evaluation: Readonly<Record<string, number>>;
}

const FILE = new URL('./baseline.json', import.meta.url);
/** How far repeats of a run lie apart on a busy machine: one connection, large bodies or the evaluation, many connections. */
const NOISE = { single: 0.85, large: 0.75, many: 0.6 };
const LARGE_OBSERVATIONS = 1000;

const keyOf = ({ hook, observations, concurrency }: Cell): string => `${hook}/${observations}/c${concurrency}`;
const rounded = (value: number): number => Number(value.toFixed(3));

export function saveBaseline({ date, node, cpu, cells, growth }: Report): void {
  const ratios = cells.map((cell) => [
    keyOf(cell),
    { parse: rounded(cell.ratios.parse), echo: rounded(cell.ratios.echo) },
  ]);
  const evaluation = growth.map(({ observations, evaluateMs, parseMs }) => [
    observations,
    rounded(evaluateMs / parseMs),
  ]);
  const baseline = { date, node, cpu, ratios: Object.fromEntries(ratios), evaluation: Object.fromEntries(evaluation) };
  writeFileSync(FILE, `${JSON.stringify(baseline, null, 2)}\n`);
}

/** What changed by more than the noise; a sentence says so when nothing did. */
export function comparison({ cells, growth }: Report): string[] {
  if (!existsSync(FILE)) return ['no baseline.json to compare with'];
  const baseline = JSON.parse(readFileSync(FILE, 'utf8')) as Baseline;
  const changes = cells.flatMap((cell) => {
    const before = baseline.ratios[keyOf(cell)];
    if (!before) return [];
    const single = cell.observations > LARGE_OBSERVATIONS ? NOISE.large : NOISE.single;
    const noise = cell.concurrency === 1 ? single : NOISE.many;
    return (['parse', 'echo'] as const).flatMap((base) =>
      changed(`${keyOf(cell)} against ${base}`, cell.ratios[base] / before[base], { noise, now: cell.ratios[base] }),
    );
  });
  const evaluations = growth.flatMap(({ observations, evaluateMs, parseMs }) => {
    const before = baseline.evaluation[observations];
    const now = evaluateMs / parseMs;
    if (before === undefined) return [];
    return changed(`evaluation of ${observations} against JSON.parse`, before / now, { noise: NOISE.large, now });
  });
  const all = [...changes, ...evaluations];
  const against = `baseline of ${baseline.date.slice(0, 10)}`;
  return all.length > 0 ? all.map((line) => `${line} (${against})`) : [`no ratio differs from the ${against}`];
}

function changed(what: string, change: number, { noise, now }: { noise: number; now: number }): string[] {
  if (change >= noise && change <= 1 / noise) return [];
  const percent = Math.round(Math.abs(change - 1) * 100);
  return [`${change < 1 ? 'SLOWER' : 'faster'}  ${what}: ${now.toFixed(2)}, ${percent} %`];
}
