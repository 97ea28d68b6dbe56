import type { Interval } from '../logic/interval.ts';
import type { Outcome } from '../logic/outcome.ts';
import type { Point, Series } from '../logic/series.ts';
import type { Quantity } from '../logic/units.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { collectionsOf, summedBands, tidy } from './collections.ts';
import { LABORATORY } from './laboratory.ts';
import { momentsOf, seriesOf, type MeasurementSpec, type Moment } from './measurements.ts';
import { usableOf } from './observations.ts';
import { readOutcomes } from './outcomes.ts';

/** The M-protein in serum (g/dL) and in the urine of a day (mg): wholes as sent, bands summed, absence as zero. */

type Band = Pick<MeasurementSpec<string>, 'concept'>;

const SERUM_BANDS = [
  { concept: 'serum-m-protein-band-1' },
  { concept: 'serum-m-protein-band-2' },
  { concept: 'serum-m-protein-band-3' },
  { concept: 'serum-m-protein-band-4' },
] as const satisfies readonly Band[];

/**
 * The whole M-protein of each moment; on days with bands only, their sum; on days with a negative test for presence
 * only, zero. A share of the total protein is never a concentration (terminology, trap 1).
 */
export function readSerumMProtein(index: ChartIndex): Series<'g/dL'> {
  const spec = { ...LABORATORY.serumMProtein, lookBackDays: null };
  noteShares(index, 'serum-m-protein-fraction');
  const wholes = momentsOf(index, spec);
  const bands = SERUM_BANDS.map((band) => momentsOf(index, { ...spec, ...band }));
  const sums = summedBands(index, spec.unit, withoutDaysOf(wholes, bands));
  const measured = [...wholes, ...sums];
  const presence = readOutcomes(index, 'serumMProteinPresence');
  if (!presence.known) return seriesOf(index, spec.concept, inOrder(measured));
  const taken = new Set(measured.map(({ date }) => date));
  const absences = absentDays(presence.value).filter(({ date }) => !taken.has(date));
  return seriesOf(index, spec.concept, inOrder([...contradicted(index, measured, presence.value), ...absences]));
}

/** Bands add nothing on a day on which the whole was read. */
function withoutDaysOf<U extends string>(
  wholes: readonly Moment<U>[],
  bands: readonly (readonly Moment<U>[])[],
): readonly (readonly Moment<U>[])[] {
  if (bands.every((moments) => moments.length === 0)) return bands;
  const days = new Set(wholes.flatMap(({ point, date }) => (point ? [date] : [])));
  return bands.map((moments) => moments.filter(({ date }) => !days.has(date)));
}

const inOrder = <U extends string>(moments: readonly Moment<U>[]): readonly Moment<U>[] =>
  [...moments].sort((a, b) => a.at - b.at);

function noteShares(index: ChartIndex, concept: Concept): void {
  for (const { resource } of usableOf(index, { concept }))
    index.quality.add(
      referenceOf(resource),
      'percent-not-concentration',
      `${concept}: a share of the whole, not an amount`,
    );
}

const ZERO = { low: 0, high: 0, lowOpen: false, highOpen: false };

/** Days on which every test for presence was negative. */
function absentDays(tests: readonly Outcome[]): readonly Moment<'g/dL'>[] {
  const contested = new Set(tests.flatMap(({ result, date }) => (result === 'negative' ? [] : [date])));
  const interval = ZERO as Interval<'g/dL'>;
  return tests
    .filter(({ date }) => !contested.has(date))
    .map(({ date, evidence }) => ({
      at: Date.parse(date),
      date,
      results: [],
      point: { interval, date, reported: { unit: 'g/dL', interval }, evidence, notDetected: true },
    }));
}

/** A zero that the test for presence of the same day contradicts isn't used. */
function contradicted(
  index: ChartIndex,
  moments: readonly Moment<'g/dL'>[],
  tests: readonly Outcome[],
): readonly Moment<'g/dL'>[] {
  const seen = new Set(tests.flatMap(({ result, date }) => (result === 'positive' ? [date] : [])));
  return moments.map((moment) => {
    const { at, date, results, point } = moment;
    if (!point?.notDetected || !seen.has(date)) return moment;
    for (const { resource } of results)
      index.quality.add(referenceOf(resource), 'conflicting-values', 'serum-m-protein: absent and present on one day');
    return { at, date, results };
  });
}

interface UrineConcepts {
  readonly name: 'urineMProtein' | 'benceJonesProtein';
  /** Concentrations of the bands, first band first. */
  readonly bands: readonly Band[];
  readonly share?: Concept;
}

const URINE_M_PROTEIN: UrineConcepts = {
  name: 'urineMProtein',
  bands: [{ concept: 'urine-m-protein-concentration' }, { concept: 'urine-m-protein-concentration-band-2' }],
  share: 'urine-m-protein-fraction',
};

const BENCE_JONES: UrineConcepts = {
  name: 'benceJonesProtein',
  bands: [{ concept: 'bence-jones-protein-concentration' }],
};

export const readUrineMProtein = (index: ChartIndex): Series<'mg/(24.h)'> => readDaily(index, URINE_M_PROTEIN);
export const readBenceJonesProtein = (index: ChartIndex): Series<'mg/(24.h)'> => readDaily(index, BENCE_JONES);

const CONCENTRATION = { unit: 'mg/L', plausible: [0, 60_000], lookBackDays: null, zeroWhenNotDetected: true } as const;

/** Litres in 24 hours; sites send the volume with and without the time. */
const VOLUME: MeasurementSpec<'L/(24.h)'> = {
  concept: 'urine-volume-24h',
  unit: 'L/(24.h)',
  plausible: [0.05, 20],
  lookBackDays: null,
  sameAs: { mL: 'mL/(24.h)', L: 'L/(24.h)' },
};

/** The amount in 24 hours as sent; else concentration times the volume of the same collection (terminology, trap 3). */
function readDaily(index: ChartIndex, { name, bands, share }: UrineConcepts): Series<'mg/(24.h)'> {
  const spec = { ...LABORATORY[name], lookBackDays: null };
  if (share) noteShares(index, share);
  const amounts = momentsOf(index, spec);
  const sent = bands.map((band) => momentsOf(index, { ...CONCENTRATION, ...band }));
  const sums = summedBands(index, CONCENTRATION.unit, sent);
  if (sums.length === 0) return seriesOf(index, spec.concept, amounts);
  const days = new Set(amounts.flatMap(({ point, date }) => (point ? [date] : [])));
  const concentrations = sums.filter(({ date }) => !days.has(date));
  const volumes = concentrations.length === 0 ? [] : momentsOf(index, VOLUME);
  const collectionOf = collectionsOf(index, [...concentrations, ...volumes]);
  const products = concentrations.map((moment) => {
    const volume = volumes.find((other) => collectionOf(other) === collectionOf(moment));
    return inADay(index, moment, volume?.point);
  });
  return seriesOf(index, spec.concept, inOrder([...amounts, ...products]));
}

function inADay(
  index: ChartIndex,
  { point, ...rest }: Moment<'mg/L'>,
  volume: Point<'L/(24.h)'> | undefined,
): Moment<'mg/(24.h)'> {
  if (!point) return rest;
  if (point.notDetected) {
    const interval = ZERO as Interval<'mg/(24.h)'>;
    const { date, evidence } = point;
    return {
      ...rest,
      point: { interval, date, reported: { unit: 'mg/(24.h)', interval }, evidence, notDetected: true },
    };
  }
  if (!volume) {
    for (const { resource } of rest.results)
      index.quality.add(
        referenceOf(resource),
        'volume-missing',
        'urine protein: a concentration without the 24 h volume of its collection',
      );
    return rest;
  }
  const interval = product(point.interval, volume.interval);
  const evidence = [...point.evidence, ...volume.evidence];
  return { ...rest, point: { interval, date: point.date, reported: { unit: 'mg/(24.h)', interval }, evidence } };
}

const product = (a: Interval<'mg/L'>, b: Interval<'L/(24.h)'>): Interval<'mg/(24.h)'> => ({
  low: tidy(a.low * b.low) as Quantity<'mg/(24.h)'>,
  high: tidy(a.high * b.high) as Quantity<'mg/(24.h)'>,
  lowOpen: a.lowOpen || b.lowOpen,
  highOpen: a.highOpen || b.highOpen,
});
