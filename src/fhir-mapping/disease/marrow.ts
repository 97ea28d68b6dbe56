import type { Marrow } from '../../logic/disease-facts.ts';
import { known, unknown } from '../../logic/facts.ts';
import { exactly, type Interval } from '../../logic/interval.ts';
import type { Point, Series } from '../../logic/series.ts';
import type { Quantity } from '../../logic/units.ts';
import type { ChartIndex } from '../chart-index.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { LABORATORY } from '../laboratory.ts';
import { allMeasurements } from '../measurements.ts';
import { documentDay, isUsable, membersOf, namesOf, noDocument, noteCut, reportTexts } from './documents.ts';
import { evidenceOf, newestAnswer, residual, type MarrowReport } from './marrow-answers.ts';
import { marrowInText } from './marrow-text.ts';
import { observationsNamed } from './names.ts';
import { componentsOf, valueWords } from './results.ts';

/** DEC-3, C-1, SM-1, errata 42: the marrow by count, clonality and residual disease, from results and pathology reports. */

const IS_MARROW = /marrow|骨髓/i;
const IS_OF_CELLS = /marrow|骨髓|flow cytom|residual|\bmrd\b|流式|残留|plasma cell|浆细胞/i;
const COUNT = /plasma ?cells?|浆细胞/i;
const NO_COUNT = /flow|abnormal|\bmrd\b|residual|blood|外周血|流式/i;

interface Read extends MarrowReport {
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
  const observations = observationsNamed(index, (name) => IS_OF_CELLS.test(name)).filter(
    (one) => !counted.includes(one),
  );
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
