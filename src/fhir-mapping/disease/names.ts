import type { ChartIndex } from '../chart-index.ts';
import { listAt, textAt, type AnyResource } from '../json.ts';
import { perChart } from '../per-chart.ts';

/** Observations by the name of their code: a chart has thousands of results and a few dozen names. */

const LONGEST_NAME = 200;

/** The Observations whose name fits; each name is looked at once. */
export function observationsNamed(index: ChartIndex, fits: (name: string) => boolean): AnyResource[] {
  const found: AnyResource[] = [];
  for (const [name, observations] of namesOfChart(index))
    if (fits(name.slice(0, LONGEST_NAME))) found.push(...observations);
  return found;
}

const namesOfChart = perChart((index): ReadonlyMap<string, readonly AnyResource[]> => {
  const byName = new Map<string, AnyResource[]>();
  for (const observation of index.byType.get('Observation') ?? []) {
    const name = nameOf(observation['code']);
    if (name === undefined) continue;
    const list = byName.get(name);
    if (list) list.push(observation);
    else byName.set(name, [observation]);
  }
  return byName;
});

function nameOf(code: unknown): string | undefined {
  const text = textAt(code, 'text');
  if (text !== undefined) return text;
  for (const coding of listAt(code, 'coding')) {
    const display = textAt(coding, 'display');
    if (display !== undefined) return display;
  }
  return undefined;
}
