import type { DiagnosisDate } from '../logic/diagnosis-facts.ts';
import { known, unknown, type Evidence, type Fact, type RecordedDiagnosis } from '../logic/facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { dayOf, isRealDate } from './dates.ts';
import { evidenceFor, HISTORY } from './history.ts';
import { clinicalStatusOf } from './history-details.ts';
import { entriesOf, type Entry } from './history-entries.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { judge } from './presence.ts';
import type { ConditionName } from '../logic/history-facts.ts';

/** The plasma-cell disorder of the problem list: which one, its course, and since when. */

const NEOPLASMS = [
  'multipleMyeloma',
  'smolderingMyeloma',
  'plasmaCellLeukemia',
  'solitaryPlasmacytoma',
  'extramedullaryPlasmacytoma',
] as const satisfies readonly ConditionName[];

/** A plasma-cell neoplasm on the problem list, remission included. MGUS alone isn't one. */
export function readMyeloma(index: ChartIndex): Fact<boolean> {
  const entries = onceEach(NEOPLASMS.flatMap((name) => entriesOf(index, HISTORY[name])));
  const fact = judge(index, { concept: 'multiple-myeloma', kinds: ['conditions'], when: 'ever' }, entries);
  return { ...fact, evidence: fact.evidence.map((one) => methodOf(one, entries)) };
}

/** One disease in two lines, such as leukemia coded as myeloma too, is one entry. */
function onceEach(entries: readonly Entry[]): readonly Entry[] {
  if (entries.length < 2) return entries;
  return [...new Map([...entries].reverse().map((entry) => [entry.resource, entry])).values()].reverse();
}

function methodOf(evidence: Evidence, entries: readonly Entry[]): Evidence {
  const entry = entries.find(({ resource }) => referenceOf(resource) === evidence.reference);
  return entry?.fromText ? { ...evidence, method: 'text' } : evidence;
}

/** The more advanced first; plasma-cell leukemia is recorded as active myeloma (DEC-14). */
const ADVANCEMENT: readonly (readonly [RecordedDiagnosis, readonly ConditionName[]])[] = [
  ['active-myeloma', ['multipleMyeloma', 'plasmaCellLeukemia']],
  ['smoldering-myeloma', ['smolderingMyeloma']],
  ['solitary-plasmacytoma', ['solitaryPlasmacytoma', 'extramedullaryPlasmacytoma']],
  ['mgus', ['mgus']],
];

interface Recorded {
  readonly diagnosis: RecordedDiagnosis;
  readonly entries: readonly Entry[];
}

function recordedOf(index: ChartIndex): Recorded | undefined {
  for (const [diagnosis, names] of ADVANCEMENT) {
    const entries = onceEach(names.flatMap((name) => establishedOf(index, name)));
    if (entries.length > 0) return { diagnosis, entries };
  }
  return undefined;
}

/** Not the unconfirmed. A Condition that is also coded as smoldering is that one (terminology, trap 11). */
function establishedOf(index: ChartIndex, name: ConditionName): readonly Entry[] {
  const smoldering = name === 'smolderingMyeloma' ? undefined : index.byConcept.get('smoldering-myeloma');
  return entriesOf(index, HISTORY[name]).filter(
    ({ standing, resource }) => (standing === 'current' || standing === 'past') && !smoldering?.includes(resource),
  );
}

/** The most advanced diagnosis on the problem list; the evidence carries its clinical status (DEC-14). */
export function readRecordedDiagnosis(index: ChartIndex): Fact<RecordedDiagnosis | null> {
  const recorded = recordedOf(index);
  if (recorded) {
    return known(
      recorded.diagnosis,
      recorded.entries.flatMap((entry) => [evidenceFor('recorded-diagnosis', entry), ...courseEvidence(entry)]),
    );
  }
  const none = judge(index, { concept: 'recorded-diagnosis', kinds: ['conditions'], when: 'ever' }, []);
  return none.known ? known(null, none.evidence) : none;
}

function courseEvidence({ resource }: Entry): readonly Evidence[] {
  const status = clinicalStatusOf(resource);
  if (status === undefined) return [];
  return [{ concept: 'clinical-status', value: status, reference: referenceOf(resource), stale: false }];
}

/** Since when the recorded disorder is known: the earliest date of its entries. */
export const readDiagnosisDate = (index: ChartIndex): Fact<DiagnosisDate> =>
  earliest(index, recordedOf(index)?.entries ?? []);

/** Since when smoldering myeloma is known, also where it has progressed since. */
export const readSmolderingDate = (index: ChartIndex): Fact<DiagnosisDate> =>
  earliest(index, establishedOf(index, 'smolderingMyeloma'));

interface Dated {
  readonly entry: Entry;
  readonly date: DiagnosisDate;
}

function earliest(index: ChartIndex, entries: readonly Entry[]): Fact<DiagnosisDate> {
  const dated = entries.flatMap((entry): readonly Dated[] => {
    const date = dateOfDiagnosis(index, entry.resource);
    return date ? [{ entry, date }] : [];
  });
  const [first] = dated.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  if (first) {
    const { date, from } = first.date;
    const reference = referenceOf(first.entry.resource);
    return known(first.date, [{ concept: 'diagnosis-date', value: date, method: from, date, reference, stale: false }]);
  }
  const asked = entries.length > 0 || index.chart.answers.conditions === 'answered';
  return unknown([{ concept: 'diagnosis-date', because: asked ? 'absent' : 'unanswered' }]);
}

const sortKey = ({ date, entry }: Dated): string =>
  `${date.date} ${date.from === 'onset' ? 0 : 1} ${referenceOf(entry.resource)}`;

const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';
const DAY = 10;
const MONTH = 7;

/** Onset, else the day it was asserted or recorded; a date that can't be is noted and passed over. */
function dateOfDiagnosis(index: ChartIndex, condition: AnyResource): DiagnosisDate | undefined {
  const asserted = listAt(condition, 'extension').find(({ url }) => url === ASSERTED);
  const candidates: readonly (readonly ['onset' | 'recorded', string | undefined])[] = [
    ['onset', textAt(condition, 'onsetDateTime')],
    ['onset', textAt(objectAt(condition, 'onsetPeriod'), 'start')],
    ['recorded', textAt(asserted, 'valueDateTime')],
    ['recorded', textAt(condition, 'assertedDate')],
    ['recorded', textAt(condition, 'recordedDate')],
  ];
  for (const [from, written] of candidates) {
    if (written === undefined) continue;
    if (!isRealDate(written)) {
      index.quality.add(referenceOf(condition), 'date-invalid', 'diagnosis-date: no such date');
    } else if (dayOf(written) > index.chart.clock.latest) {
      index.quality.add(referenceOf(condition), 'date-future', 'diagnosis-date: dated after the day of the evaluation');
    } else {
      const date = dayOf(written);
      return { date, from, precision: date.length === DAY ? 'day' : date.length === MONTH ? 'month' : 'year' };
    }
  }
  return undefined;
}
