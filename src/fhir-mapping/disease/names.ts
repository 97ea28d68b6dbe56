import type { ChartIndex } from '../chart-index.ts';
import { listAt, textAt, type AnyResource } from '../json.ts';

/** Observations by the name of their code: a chart has thousands of results and a few dozen names. */

const BY_NAME = new WeakMap<ChartIndex, ReadonlyMap<string, readonly AnyResource[]>>();

const LONGEST_NAME = 200;

/** The Observations whose name fits; each name is looked at once. */
export function observationsNamed(index: ChartIndex, fits: (name: string) => boolean): AnyResource[] {
  const found: AnyResource[] = [];
  for (const [name, observations] of namesOfChart(index))
    if (fits(name.slice(0, LONGEST_NAME))) found.push(...observations);
  return found;
}

function namesOfChart(index: ChartIndex): ReadonlyMap<string, readonly AnyResource[]> {
  const kept = BY_NAME.get(index);
  if (kept) return kept;
  const byName = new Map<string, AnyResource[]>();
  for (const observation of index.byType.get('Observation') ?? []) {
    const { code } = observation;
    const name = textAt(code, 'text') ?? listAt(code, 'coding').flatMap((coding) => textAt(coding, 'display') ?? [])[0];
    if (name === undefined) continue;
    const list = byName.get(name);
    if (list) list.push(observation);
    else byName.set(name, [observation]);
  }
  BY_NAME.set(index, byName);
  return byName;
}
