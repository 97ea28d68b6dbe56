import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { compareAbove, compareAtLeast } from '../../logic/interval.ts';
import type { Point } from '../../logic/series.ts';
import type { Quantity } from '../../logic/units.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import type { AnyResource } from '../json.ts';
import { LABORATORY } from '../laboratory.ts';
import { allMeasurements } from '../measurements.ts';
import { noDocument } from './documents.ts';
import type { MarrowWords } from './marrow-text.ts';

/** What the newest report of the marrow answers: clonality, residual disease (errata 42). */

/** One report with what its words say. */
export interface MarrowReport {
  readonly resource: AnyResource;
  readonly day: string | null;
  readonly words: MarrowWords;
}

type Told = MarrowWords['clonal'][number];

/** The newest report that answers; two of one day that differ are no answer. */
export function newestAnswer(
  index: ChartIndex,
  concept: string,
  read: readonly MarrowReport[],
  of: (one: MarrowReport) => readonly Told[],
): Fact<boolean> {
  const told = read.flatMap((one) =>
    of(one)
      .filter(({ answer }) => answer === 'met' || answer === 'not-met' || answer === 'unclear')
      .map((answer) => ({ ...answer, day: one.day, resource: one.resource })),
  );
  const newest = told.map(({ day }) => day ?? '').reduce((a, b) => (a > b ? a : b), '');
  const ofDay = told.filter(({ day }) => (day ?? '') === newest);
  if (ofDay.length === 0) return unknown([noDocument(index, concept)]);
  const decided = ofDay.filter(({ answer }) => answer !== 'unclear');
  const list = decided.length > 0 ? decided : ofDay;
  const evidence = list
    .map((one) => evidenceOf(concept, one.words, one))
    .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  const answers = new Set(decided.map(({ answer }) => answer));
  if (answers.size === 1) return known(answers.has('met'), evidence);
  const because = answers.size === 0 ? 'unreadable' : 'conflicting';
  for (const { resource } of list)
    index.quality.add(
      referenceOf(resource),
      answers.size === 0 ? 'unparsable' : 'conflicting-values',
      `${concept}: no readable answer`,
    );
  return unknown([{ concept, because, ...(newest === '' ? {} : { date: newest }) }], evidence);
}

export function evidenceOf(
  concept: string,
  value: string | number,
  { day, resource }: { readonly day: string | null; readonly resource: AnyResource },
): Evidence {
  const date = day === null ? {} : { date: day };
  const unit = typeof value === 'number' ? { unit: '%' } : {};
  return { concept, value, ...unit, ...date, reference: referenceOf(resource), stale: false };
}

/** One in 10^5 nucleated cells (errata 42). */
const SENSITIVITY = 0.001 as Quantity<'%'>;

/** By words, or by the share of abnormal plasma cells (93021-4), whichever is newer; on one day both must agree. */
export function residual(index: ChartIndex, read: readonly MarrowReport[]): Fact<boolean> {
  const concept = 'residual-disease';
  const inWords = newestAnswer(index, concept, read, ({ words }) => words.residual);
  const flow = allMeasurements(index, { ...LABORATORY.marrowAbnormalPlasmaCells, lookBackDays: null });
  const last = flow.known ? flow.value.at(-1) : undefined;
  if (!last) return inWords;
  const day = (inWords.evidence[0] ?? {}).date ?? '';
  if (day > last.date) return inWords;
  const counted = countedResidual(last);
  const numbered: Fact<boolean> =
    counted === undefined
      ? unknown([{ concept, because: 'imprecise', date: last.date }], last.evidence)
      : known(counted, last.evidence);
  if (day !== last.date || !inWords.known) return numbered;
  if (!numbered.known || numbered.value === inWords.value) return inWords;
  return unknown([{ concept, because: 'conflicting', date: day }], [...inWords.evidence, ...last.evidence]);
}

/** Any cell found is residual disease; none found counts only at the sensitivity asked for. */
function countedResidual({ interval }: Point<'%'>): boolean | undefined {
  if (compareAbove(interval, 0 as Quantity<'%'>) === true) return true;
  const isBound = interval.highOpen && compareAtLeast(interval, SENSITIVITY) === false;
  return isBound ? false : undefined;
}
