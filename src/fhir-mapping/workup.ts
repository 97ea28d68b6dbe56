import { known, unknown, type Fact } from '../logic/facts.ts';
import { WORKUP_TESTS, type TestRecord, type WorkupTest, type WorkupTests } from '../logic/workup-facts.ts';
import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import { isRealDate, dayOf } from './dates.ts';
import { modalityNamed, studiesOf } from './disease/studies.ts';
import { observationsNamed } from './disease/names.ts';
import { nameOf, saidIn, type Name } from './entry-text.ts';
import { isFinal, worded } from './history-entries.ts';
import { isGiven, textAt, type AnyResource } from './json.ts';
import { usableOf } from './observations.ts';
import { dateOf, labelOf } from './presence.ts';
import { ANY_TEST, WORKUP_LINES, type WorkupLine } from './workup-lines.ts';

/**
 * Which tests of the work-up are on record, and when last: by result, report, procedure or completed order, whatever
 * they showed (DEC-1, DEC-3).
 */
export function readWorkupTests(index: ChartIndex): WorkupTests {
  const named = namedEntries(index);
  const imaging = imagingRecords(index);
  const entries = WORKUP_TESTS.map((test) => {
    let last = newestCoded(index, WORKUP_LINES[test]);
    for (const record of named.get(test) ?? []) last = newer(last, record);
    for (const record of imaging.get(test) ?? []) last = newer(last, record);
    return [test, factOf(index, test, last)] as const;
  });
  return Object.fromEntries(entries) as unknown as WorkupTests;
}

function factOf(index: ChartIndex, test: WorkupTest, last: TestRecord | undefined): Fact<TestRecord> {
  if (last)
    return known(last, [{ concept: test, value: 'done', date: last.date, reference: last.reference, stale: false }]);
  const silent = WORKUP_LINES[test].kinds.every((kind) => index.chart.answers[kind] === 'answered');
  return unknown([{ concept: test, because: silent ? 'absent' : 'unanswered' }]);
}

/** Of the same day, the reference decides, so that the order of arrival doesn't. */
function newer(one: TestRecord | undefined, other: TestRecord): TestRecord {
  if (one === undefined || other.date > one.date) return other;
  return other.date === one.date && other.reference > one.reference ? other : one;
}

function newestCoded(index: ChartIndex, { codes }: WorkupLine): TestRecord | undefined {
  let last: TestRecord | undefined;
  for (const concept of codes) {
    const result = lastResult(usableOf(index, { concept }));
    if (result) last = newer(last, result);
    for (const resource of index.byConcept.get(concept) ?? []) {
      const record = recordOf(index, resource);
      if (record) last = newer(last, record);
    }
  }
  return last;
}

/** Results are many: only those of the last day are looked at closely. */
function lastResult(results: readonly Dated[]): TestRecord | undefined {
  let last: TestRecord | undefined;
  for (const { resource, date } of results) {
    if ((last && date < last.date) || isGiven(resource['dataAbsentReason'])) continue;
    last = newer(last, { date, reference: referenceOf(resource) });
  }
  return last;
}

/** Reports, procedures and orders; results are read by `usableOf`. */
function recordOf(index: ChartIndex, resource: AnyResource): TestRecord | undefined {
  return wasDone(index, resource) ? recordAt(index, resource, dateOf(resource)) : undefined;
}

const recordAt = (index: ChartIndex, resource: AnyResource, date: string | null): TestRecord | undefined =>
  date === null || date > index.chart.clock.latest ? undefined : { date, reference: referenceOf(resource) };

function wasDone(index: ChartIndex, resource: AnyResource): boolean {
  switch (resource.resourceType) {
    case 'DiagnosticReport':
      return isFinal(index, resource);
    case 'Procedure':
      return textAt(resource, 'status') === 'completed';
    case 'ServiceRequest':
      return textAt(resource, 'status') === 'completed' && resource['doNotPerform'] !== true;
    default:
      return false;
  }
}

type Found = ReadonlyMap<WorkupTest, readonly TestRecord[]>;

/** Entries without a known code, by their names. */
function namedEntries(index: ChartIndex): Found {
  const found = new Map<WorkupTest, TestRecord[]>();
  const tests = testsByName();
  const others = worded(index).filter(({ resource }) => resource.resourceType !== 'Observation');
  for (const { resource, label } of [...others, ...namedResults(index)]) {
    for (const test of tests(label)) {
      const record = resource.resourceType === 'Observation' ? resultOf(index, resource) : recordOf(index, resource);
      if (record) found.set(test, [...(found.get(test) ?? []), record]);
    }
  }
  return found;
}

/** Results are told by their names only where no coding is known. */
function namedResults(index: ChartIndex): readonly { readonly resource: AnyResource; readonly label: string }[] {
  const results = observationsNamed(index, (name) => ANY_TEST.test(name.toLowerCase()));
  if (results.length === 0) return [];
  const uncoded = new Set(index.uncoded.get('Observation'));
  return results.filter((one) => uncoded.has(one)).map((resource) => ({ resource, label: labelOf(resource) }));
}

/** The same few names come again and again: each is looked at once. */
function testsByName(): (label: string) => readonly WorkupTest[] {
  const seen = new Map<string, readonly WorkupTest[]>();
  return (label) => {
    const before = seen.get(label);
    if (before) return before;
    const tests = ANY_TEST.test(label.toLowerCase()) ? testsIn(nameOf(label)) : [];
    seen.set(label, tests);
    return tests;
  };
}

const testsIn = (name: Name): readonly WorkupTest[] =>
  WORKUP_TESTS.filter((test) => ['stated', 'past'].includes(saidIn(name, WORKUP_LINES[test]) ?? ''));

function resultOf(index: ChartIndex, result: AnyResource): TestRecord | undefined {
  if (!isFinal(index, result)) return undefined;
  const moment = textAt(result, 'effectiveDateTime') ?? textAt(result, 'issued');
  return recordAt(index, result, moment !== undefined && isRealDate(moment) ? dayOf(moment) : dateOf(result));
}

const IMAGING: Readonly<Record<string, WorkupTest>> = {
  'whole-body-ct': 'whole-body-ct-or-pet',
  'pet-ct': 'whole-body-ct-or-pet',
  'whole-body-pet': 'whole-body-ct-or-pet',
  'whole-body-mri': 'whole-body-mri',
};

/** Studies that were done, and orders for them that are completed. */
function imagingRecords(index: ChartIndex): Found {
  const found = new Map<WorkupTest, TestRecord[]>();
  const add = (modality: string | undefined, record: TestRecord): void => {
    const test = modality === undefined ? undefined : IMAGING[modality];
    if (test) found.set(test, [...(found.get(test) ?? []), record]);
  };
  for (const { modality, day, resources } of studiesOf(index)) {
    const [first] = resources;
    if (first && day !== null) add(modality, { date: day, reference: referenceOf(first) });
  }
  for (const { resource, label } of worded(index)) {
    if (resource.resourceType !== 'ServiceRequest') continue;
    const record = recordOf(index, resource);
    if (record) add(modalityNamed([label]), record);
  }
  return found;
}
