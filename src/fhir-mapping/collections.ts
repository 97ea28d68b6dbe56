import type { Interval } from '../logic/interval.ts';
import type { Point } from '../logic/series.ts';
import type { Quantity } from '../logic/units.ts';
import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import { listAt, textAt } from './json.ts';
import type { Moment } from './measurements.ts';

/** Results that belong together: taken at one moment, or reported in one panel. */

/** A key per moment; moments with the same key are of one collection. Panels are looked up only when there are any moments. */
export function collectionsOf(
  index: ChartIndex,
  moments: readonly Moment<string>[],
): (moment: Moment<string>) => string {
  const panels = moments.length === 0 ? new Map<string, string>() : panelsByMember(index);
  return ({ at, results }) => {
    const panel = results.map(({ resource }) => panels.get(referenceOf(resource))).find((one) => one !== undefined);
    return panel ?? String(at);
  };
}

const MEMBERS = [
  ['DiagnosticReport', 'result'],
  ['Observation', 'hasMember'],
] as const;

/** The innermost panel of each result: a panel of a report is told later, and wins. */
function panelsByMember(index: ChartIndex): Map<string, string> {
  const panels = new Map<string, string>();
  for (const [type, member] of MEMBERS) {
    for (const panel of index.byType.get(type) ?? []) {
      for (const part of listAt(panel, member)) panels.set(relative(textAt(part, 'reference')), referenceOf(panel));
    }
  }
  return panels;
}

const LONGEST_REFERENCE = 500;

/** `Observation/7` of an absolute or versioned reference. */
function relative(reference = ''): string {
  const [current = ''] = reference.slice(0, LONGEST_REFERENCE).split('/_history/');
  return current.split('/').slice(-2).join('/');
}

/**
 * The sum of the bands of each collection, first band first. None where a band before the last is missing or can't be
 * read, nor on a day on which a band stands apart from the first: half an M-protein would pass for a response.
 */
export function summedBands<U extends string>(
  index: ChartIndex,
  unit: U,
  bands: readonly (readonly Moment<U>[])[],
): readonly Moment<U>[] {
  const collectionOf = collectionsOf(index, bands.flat());
  const groups = new Map<string, (Moment<U> | undefined)[]>();
  bands.forEach((moments, number) => {
    for (const moment of moments) {
      const group = groups.get(collectionOf(moment)) ?? bands.map(() => undefined);
      group[number] = moment;
      groups.set(collectionOf(moment), group);
    }
  });
  const days = [...groups.values()].filter(([first]) => first === undefined).flatMap((group) => dayOf(group));
  const torn = new Set(days);
  return [...groups.values()].map((group) => sumOf(index, unit, group, torn));
}

const dayOf = (group: readonly (Moment<string> | undefined)[]): string[] =>
  group.flatMap((moment) => (moment ? [moment.date] : [])).slice(0, 1);

function sumOf<U extends string>(
  index: ChartIndex,
  unit: U,
  group: readonly (Moment<U> | undefined)[],
  torn: ReadonlySet<string>,
): Moment<U> {
  const last = group.findLastIndex((moment) => moment !== undefined);
  const bands = group.slice(0, last + 1);
  const sent = bands.filter((moment) => moment !== undefined);
  const points = bands.flatMap((moment) => moment?.point ?? []);
  const [date = ''] = dayOf(group);
  const results = sent.flatMap((moment) => moment.results);
  const found = { at: sent[0]?.at ?? 0, date, results };
  const [first, ...more] = points;
  if (first && points.length === bands.length && !torn.has(date))
    return { ...found, point: more.reduce((a, b) => plus(unit, a, b), first) };
  noteEach(index, results);
  return found;
}

function noteEach(index: ChartIndex, results: readonly Dated[]): void {
  for (const { resource } of results)
    index.quality.add(
      referenceOf(resource),
      'bands-apart',
      'm-protein: bands make no sum unless all are readable and of one moment or panel',
    );
}

/** Two bands as one amount, in the laboratory's unit when both are in it. */
function plus<U extends string>(unit: U, a: Point<U>, b: Point<U>): Point<U> {
  const interval = sum(a.interval, b.interval);
  const reported =
    a.reported.unit === b.reported.unit
      ? { unit: a.reported.unit, interval: sum(a.reported.interval, b.reported.interval) }
      : { unit, interval };
  const both = { interval, date: a.date, reported, evidence: [...a.evidence, ...b.evidence] };
  return a.notDetected && b.notDetected ? { ...both, notDetected: true } : both;
}

const sum = <U extends string>(a: Interval<U>, b: Interval<U>): Interval<U> => ({
  low: tidy(a.low + b.low) as Quantity<U>,
  high: tidy(a.high + b.high) as Quantity<U>,
  lowOpen: a.lowOpen || b.lowOpen,
  highOpen: a.highOpen || b.highOpen,
});

/** Undoes binary rounding: 0.1 and 0.2 make 0.3. */
export const tidy = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(12)) : value);
