import { daysBetween } from '../logic/calendar.ts';
import { known, unknown, type ChartKind, type Evidence, type Fact } from '../logic/facts.ts';
import type { DiseaseEvent } from '../logic/therapy-facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { conceptsOf } from './codes/lookup.ts';
import { dayOf, isRealDate } from './dates.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { conditionStanding, statusCode } from './presence.ts';

/** Progressions and controls of the disease that the chart records by itself; what the laboratory shows is read elsewhere. */

const USABLE = new Set(['final', 'amended', 'corrected', 'appended']);
const PLASMA_CELL: readonly Concept[] = [
  'multiple-myeloma',
  'plasma-cell-leukemia',
  'plasmacytoma',
  'solitary-plasmacytoma',
  'extramedullary-plasmacytoma',
];

/** mCODE disease status (LOINC 97509-4). */
const WORSE: readonly Concept[] = ['worsened'];
const CONTROLLED: readonly Concept[] = ['improved', 'stable', 'full-remission', 'partial-remission'];

/** ICD-10-CM C90.-1 in remission, C90.-2 in relapse. */
const IN_REMISSION = /^C90\.?[0-3]1$/;
const IN_RELAPSE = /^C90\.?[0-3]2$/;

export const readProgressions = (index: ChartIndex): Fact<readonly DiseaseEvent[]> =>
  factOf(index, { concept: 'progression', events: [...statuses(index, WORSE), ...relapses(index)] });

export const readDiseaseControls = (index: ChartIndex): Fact<readonly DiseaseEvent[]> =>
  factOf(index, { concept: 'disease-control', events: controls(index) });

const KINDS: readonly ChartKind[] = ['observations', 'conditions'];

interface Found {
  readonly concept: string;
  readonly events: readonly DiseaseEvent[];
}

function factOf(index: ChartIndex, { concept, events }: Found): Fact<readonly DiseaseEvent[]> {
  const unanswered = KINDS.filter((kind) => index.chart.answers[kind] !== 'answered');
  const missing = unanswered.map((kind) => ({ concept: kind, because: 'unanswered' as const }));
  if (events.length === 0 && unanswered.length === KINDS.length) return unknown(missing);
  const ordered = [...events].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return known(
    ordered,
    ordered.map((event) => shown(concept, event)),
    missing,
  );
}

const keyOf = ({ date, reference }: DiseaseEvent): string => `${date ?? '9999'} ${reference}`;

const shown = (concept: string, { date, reference }: DiseaseEvent): Evidence =>
  date === null
    ? { concept, value: 'recorded', reference, stale: false }
    : { concept, value: 'recorded', date, reference, stale: false };

function statuses(index: ChartIndex, wanted: readonly Concept[]): DiseaseEvent[] {
  return (index.byConcept.get('disease-status') ?? [])
    .filter((resource) => resource.resourceType === 'Observation' && USABLE.has(textAt(resource, 'status') ?? ''))
    .filter((resource) =>
      listAt(objectAt(resource, 'valueCodeableConcept'), 'coding').some((coding) =>
        conceptsOf(coding, index.chart.localCodes).some((concept) => wanted.includes(concept)),
      ),
    )
    .flatMap((resource) =>
      eventOf(index, resource, [
        textAt(resource, 'effectiveDateTime'),
        textAt(objectAt(resource, 'effectivePeriod'), 'start'),
        textAt(resource, 'issued'),
      ]),
    );
}

function eventOf(index: ChartIndex, resource: AnyResource, dates: readonly (string | undefined)[]): DiseaseEvent[] {
  const written = dates.find((date) => date !== undefined && isRealDate(date));
  const date = written === undefined ? null : dayOf(written);
  if (date !== null && date > index.chart.clock.latest) return [];
  return [{ date, reference: referenceOf(resource) }];
}

const established = (index: ChartIndex): AnyResource[] =>
  [...new Set(PLASMA_CELL.flatMap((concept) => index.byConcept.get(concept) ?? []))].filter(
    (resource) =>
      resource.resourceType === 'Condition' && ['current', 'past'].includes(conditionStanding(index, resource)),
  );

const isCoded = (condition: AnyResource, pattern: RegExp): boolean =>
  listAt(objectAt(condition, 'code'), 'coding').some((coding) =>
    pattern.test((textAt(coding, 'code') ?? '').slice(0, 10)),
  );

/** A problem that has been on the list from the diagnosis on was recorded then, and relapsed later: its date isn't the relapse's. */
const DIAGNOSIS_DAYS = 30;

function relapses(index: ChartIndex): DiseaseEvent[] {
  const events = established(index)
    .filter(
      (condition) =>
        isCoded(condition, IN_RELAPSE) ||
        ['relapse', 'recurrence'].includes(statusCode(condition, 'clinicalStatus') ?? ''),
    )
    .flatMap((condition) => eventOf(index, condition, [relapseDate(condition)]));
  return firstOfEach(events, controls(index));
}

function relapseDate(condition: AnyResource): string | undefined {
  const [recorded, onset] = [textAt(condition, 'recordedDate'), textAt(condition, 'onsetDateTime')];
  if (isCoded(condition, IN_RELAPSE) && recorded === undefined) return onset;
  if (recorded === undefined || onset === undefined || !isRealDate(recorded) || !isRealDate(onset)) return recorded;
  if (daysBetween(onset, recorded) > DIAGNOSIS_DAYS) return recorded;
  return isCoded(condition, IN_RELAPSE) ? onset : undefined;
}

/** "In relapse" is coded again at every visit: the first says when, and one after a recorded remission is another. */
function firstOfEach(events: readonly DiseaseEvent[], remissions: readonly DiseaseEvent[]): DiseaseEvent[] {
  const dated = events.filter(({ date }) => date !== null).sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  const kept: DiseaseEvent[] = [];
  for (const event of dated) {
    const last = kept.at(-1)?.date ?? '';
    const remitted = remissions.some(({ date }) => date !== null && date > last && date < (event.date ?? ''));
    if (kept.length === 0 || remitted) kept.push(event);
  }
  return [...kept, ...events.filter(({ date }) => date === null)];
}

function controls(index: ChartIndex): DiseaseEvent[] {
  const remissions = established(index).filter((condition) => isCoded(condition, IN_REMISSION));
  return [
    ...statuses(index, CONTROLLED),
    ...remissions.flatMap((condition) => eventOf(index, condition, [textAt(condition, 'recordedDate')])),
  ];
}
