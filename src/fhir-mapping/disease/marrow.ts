import type { Marrow } from '../../logic/disease-facts.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { compareAtLeast, compareAbove, exactly, type Interval } from '../../logic/interval.ts';
import type { Point, Series } from '../../logic/series.ts';
import type { Quantity } from '../../logic/units.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { LABORATORY } from '../laboratory.ts';
import { allMeasurements } from '../measurements.ts';
import { documentDay, isUsable, membersOf, namesOf, noDocument, noteCut, reportTexts } from './documents.ts';
import { marrowInText, type MarrowWords } from './marrow-text.ts';
import { componentsOf, valueWords } from './results.ts';

/** DEC-3, C-1, SM-1, errata 42: the marrow by count, clonality and residual disease, from results and pathology reports. */

const IS_MARROW = /marrow|骨髓/i;
const IS_OF_CELLS = /marrow|骨髓|flow cytom|residual|\bmrd\b|流式|残留|plasma cell|浆细胞/i;
const COUNT = /plasma ?cells?|浆细胞/i;
const NO_COUNT = /flow|abnormal|\bmrd\b|residual|blood|外周血|流式/i;

interface Read {
  readonly resource: AnyResource;
  readonly day: string | null;
  readonly words: MarrowWords;
  readonly counted: readonly Interval<'%'>[];
}

export function readMarrow(index: ChartIndex): Marrow {
  const read = sourcesOf(index).map((resource) => readOne(index, resource));
  return {
    plasmaCells: plasmaCells(index, read),
    clonal: newestAnswer(index, 'marrow-clonality', read, ({ words }) => words.clonal),
    residualDisease: residual(index, read),
  };
}

/** Reports of the marrow, or of its cells, and their results; by code, else by name. */
function sourcesOf(index: ChartIndex): readonly AnyResource[] {
  const coded = (index.byConcept.get('marrow-report') ?? []).filter(({ resourceType }) =>
    ['Observation', 'DiagnosticReport'].includes(resourceType),
  );
  const reports = (index.byType.get('DiagnosticReport') ?? []).filter((one) => isNamed(one));
  const counted = index.byConcept.get('marrow-plasma-cells') ?? [];
  const observations = (index.byType.get('Observation') ?? []).filter((one) => isNamed(one) && !counted.includes(one));
  const members = [...coded, ...reports]
    .flatMap((report) => membersOf(index, report, 'result'))
    .filter((one) => !counted.includes(one));
  return [...new Set([...coded, ...reports, ...observations, ...members])].filter((one) => isUsable(index, one));
}

function isNamed(resource: AnyResource): boolean {
  const code = resource['code'];
  const name = textAt(code, 'text') ?? namesOf(objectAt(resource, 'code'))[0];
  return name !== undefined && IS_OF_CELLS.test(name.slice(0, 200));
}

function readOne(index: ChartIndex, resource: AnyResource): Read {
  const isReport = resource.resourceType === 'DiagnosticReport';
  const parts: readonly { part: JsonObject; names: readonly string[] }[] = isReport
    ? []
    : [{ part: resource, names: namesOf(objectAt(resource, 'code')) }, ...componentsOf(index, resource)];
  const texts = isReport ? reportTexts(resource) : [...parts.flatMap(wordsOf), ...notesOf(resource)];
  const words = texts.map(marrowInText);
  if (words.some(({ cut }) => cut)) noteCut(index, resource);
  const isMarrow =
    IS_MARROW.test(namesOf(objectAt(resource, 'code')).join(' ')) ||
    (index.byConcept.get('marrow-report')?.includes(resource) ?? false);
  return {
    resource,
    day: documentDay(resource),
    counted: isMarrow ? parts.flatMap(countOf) : [],
    words: {
      // A share of the cells is of the marrow only in a report of the marrow.
      shares: isMarrow ? words.flatMap(({ shares }) => shares) : [],
      clonal: words.flatMap(({ clonal }) => clonal),
      residual: words.flatMap(({ residual: answers }) => answers),
      cut: false,
    },
  };
}

const notesOf = (resource: AnyResource): readonly string[] =>
  listAt(resource, 'note').flatMap((note) => textAt(note, 'text') ?? []);

/** "MRD", "Negative": a short answer belongs to the name of the test. */
function wordsOf({ part, names }: { readonly part: JsonObject; readonly names: readonly string[] }): string[] {
  const value = valueWords(part);
  if (value === undefined) return [];
  const asked = names.find((name) => /\bmrd\b|residual|残留/i.test(name));
  return [asked !== undefined && value.length < 60 && !/\d ?%$/.test(value) ? `mrd: ${value}` : value];
}

function countOf({ part, names }: { readonly part: JsonObject; readonly names: readonly string[] }): Interval<'%'>[] {
  const name = names.join(' ').slice(0, 400);
  if (!COUNT.test(name) || NO_COUNT.test(name)) return [];
  const quantity = objectAt(part, 'valueQuantity');
  const { value } = quantity;
  const isShare = (textAt(quantity, 'code') ?? textAt(quantity, 'unit')) === '%';
  if (typeof value !== 'number' || !isShare || value < 0 || value > 100 || textAt(quantity, 'comparator') !== undefined)
    return [];
  return [exactly(value as Quantity<'%'>)];
}

/** Counts of one day: the higher of aspirate and biopsy, by convention; the others stay in the evidence. */
function plasmaCells(index: ChartIndex, read: readonly Read[]): Series<'%'> {
  const laboratory = allMeasurements(index, { ...LABORATORY.marrowPlasmaCells, lookBackDays: null });
  const points = [...(laboratory.known ? laboratory.value : []), ...read.flatMap(pointsOf)];
  if (points.length === 0) {
    const missing = laboratory.known ? [] : laboratory.missing;
    return unknown(
      missing.some(({ because }) => because !== 'absent') ? missing : [noDocument(index, 'marrow-plasma-cells')],
    );
  }
  const days = new Map<string, Point<'%'>[]>();
  for (const point of points) days.set(point.date, [...(days.get(point.date) ?? []), point]);
  const series = [...days.entries()].sort(([a], [b]) => a.localeCompare(b)).map(([, ofDay]) => highest(ofDay));
  return known(
    series,
    series.flatMap(({ evidence }) => evidence),
  );
}

function pointsOf({ resource, day, words, counted }: Read): Point<'%'>[] {
  if (day === null) return [];
  const results = [...words.shares, ...counted.map((interval) => ({ interval, words: '' }))];
  return results.map(({ interval, words: said }) => ({
    interval,
    date: day,
    reported: { unit: '%', interval },
    evidence: [evidenceOf('marrow-plasma-cells', said === '' ? Number(interval.low) : said, { day, resource })],
  }));
}

function highest(ofDay: readonly Point<'%'>[]): Point<'%'> {
  const ordered = [...ofDay].sort(
    (a, b) => b.interval.high - a.interval.high || b.interval.low - a.interval.low || keyOf(a).localeCompare(keyOf(b)),
  );
  const [first, ...others] = ordered as [Point<'%'>, ...Point<'%'>[]];
  if (others.length === 0) return first;
  return {
    ...first,
    evidence: ordered.flatMap(({ evidence }) => evidence.map((one) => ({ ...one, method: 'highest-of-day' }))),
  };
}

const keyOf = (point: Point<'%'>): string => JSON.stringify(point.evidence);

type Told = MarrowWords['clonal'][number];

/** The newest report that answers; two of one day that differ are no answer. */
function newestAnswer(
  index: ChartIndex,
  concept: string,
  read: readonly Read[],
  of: (one: Read) => readonly Told[],
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

function evidenceOf(
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
function residual(index: ChartIndex, read: readonly Read[]): Fact<boolean> {
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
