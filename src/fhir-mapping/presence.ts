import { daysBetween, lastDayOf } from '../logic/calendar.ts';
import { known, unknown, type ChartEvent, type ChartKind, type Evidence, type Fact } from '../logic/facts.ts';
import { referenceOf, resourcesOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { dayOf, isRealDate } from './dates.ts';
import { KIND_OF_TYPE } from './chart.ts';
import { isGiven, listAt, lookUp, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';

/**
 * Facts that are there or not (DEC-1): met when the chart holds them, absent when it was asked and answered without,
 * unknown when it wasn't. A refuted Condition always means absent.
 */

/** How an entry of the chart counts. `unsettled`: unconfirmed or too old, so it neither proves nor rules out. */
export type Standing = 'current' | 'past' | 'refuted' | 'unsettled' | 'ignored';

export interface PresenceSpec {
  /** The name under which the fact is shown. */
  readonly concept: string;
  readonly codes: readonly Concept[];
  /** Kinds that must all have been answered before nothing found means absent. */
  readonly kinds: readonly ChartKind[];
  /** Kinds that may carry it besides those: they add a finding, and their silence says nothing. */
  readonly alsoFrom?: readonly ChartKind[];
  /** `ever`: history counts. `current`: only what still holds. */
  readonly when: 'current' | 'ever';
  /** For procedures: how long one counts as current, in days; older ones leave the question open up to `openDays`. */
  readonly procedureDays?: number;
  readonly openDays?: number;
}

export function presence(index: ChartIndex, spec: PresenceSpec): Fact<boolean> {
  return judge(
    index,
    spec,
    resourcesOf(index, spec.codes).map((resource) => ({ resource, standing: standingOf(index, resource, spec) })),
  );
}

export interface Judged {
  readonly resource: AnyResource;
  readonly standing: Standing;
}

/** From entries to a fact: present, absent with what was searched, or unknown with the reason. */
export function judge(
  index: ChartIndex,
  spec: Pick<PresenceSpec, 'concept' | 'kinds' | 'when'>,
  entries: readonly Judged[],
): Fact<boolean> {
  const counts = entries.filter(
    ({ standing }) => standing === 'current' || (standing === 'past' && spec.when === 'ever'),
  );
  if (counts.length > 0)
    return known(
      true,
      counts.map(({ resource }) => entryEvidence(spec.concept, resource)),
    );
  const unsettled = entries.filter(({ standing }) => standing === 'unsettled');
  if (unsettled.length > 0) {
    return unknown(
      [{ concept: spec.concept, because: 'unconfirmed' }],
      unsettled.map(({ resource }) => ({ ...entryEvidence(spec.concept, resource), stale: true })),
    );
  }
  const refuted = entries.some(({ standing }) => standing === 'refuted');
  const unanswered = refuted ? [] : spec.kinds.filter((kind) => index.chart.answers[kind] !== 'answered');
  if (unanswered.length > 0) return unknown([{ concept: spec.concept, because: 'unanswered' }]);
  return known(false, searchedEvidence(index, spec.concept, spec.kinds));
}

/** What an absence rests on: "problem list, 23 entries". */
export function searchedEvidence(index: ChartIndex, concept: string, kinds: readonly ChartKind[]): Evidence[] {
  return kinds.map((kind) => ({
    concept,
    value: 'absent',
    date: index.chart.clock.asOf,
    stale: false,
    searched: { kind, entries: index.entries[kind] ?? 0 },
  }));
}

export function entryEvidence(concept: string, resource: AnyResource): Evidence {
  const date = dateOf(resource);
  const [value, reference] = [labelOf(resource), referenceOf(resource)];
  return date === null
    ? { concept, value, reference, stale: false }
    : { concept, value, reference, stale: false, date };
}

/** The thromboses of the chart, past and present, each with its date. */
export function events(
  index: ChartIndex,
  spec: PresenceSpec,
  pastCodes: readonly Concept[],
): Fact<readonly ChartEvent[]> {
  const fact = presence(index, { ...spec, codes: [...spec.codes, ...pastCodes] });
  if (!fact.known) return fact;
  if (!fact.value) return known([], fact.evidence);
  const past = resourcesOf(index, pastCodes);
  const list = resourcesOf(index, [...spec.codes, ...pastCodes]).flatMap((resource) => {
    const standing = standingOf(index, resource, spec);
    if (standing !== 'current' && standing !== 'past') return [];
    const current = standing === 'current' && !past.includes(resource);
    return [{ label: labelOf(resource), date: dateOf(resource), current, reference: referenceOf(resource) }];
  });
  return known(list, fact.evidence);
}

/** The words of the chart for an entry. */
export function labelOf(resource: AnyResource): string {
  const code = objectAt(resource, resource.resourceType === 'Device' ? 'type' : 'code');
  const text = textAt(code, 'text');
  if (text !== undefined) return text;
  const displays = listAt(code, 'coding').map((coding) => textAt(coding, 'display'));
  return displays.find((display) => display !== undefined) ?? resource.resourceType;
}

/** Whether entries of its type can tell a fact. */
export function isCarrier(
  { kinds, alsoFrom }: Pick<PresenceSpec, 'kinds' | 'alsoFrom'>,
  { resourceType }: AnyResource,
): boolean {
  const kind = lookUp(KIND_OF_TYPE, resourceType);
  return kind !== undefined && (kinds.includes(kind) || (alsoFrom?.includes(kind) ?? false));
}

function standingOf(index: ChartIndex, resource: AnyResource, spec: PresenceSpec): Standing {
  if (!isCarrier(spec, resource)) return 'ignored';
  switch (resource.resourceType) {
    case 'Condition':
      return conditionStanding(index, resource);
    case 'Procedure':
      return procedureStanding(index, resource, spec);
    case 'Device':
      return deviceStanding(index, resource);
    default:
      return 'ignored';
  }
}

function deviceStanding(index: ChartIndex, device: AnyResource): Standing {
  const status = textAt(device, 'status') ?? '';
  if (!['inactive', 'entered-in-error'].includes(status)) return 'current';
  index.quality.add(referenceOf(device), 'status-ignored', `Device ${status}`);
  return 'ignored';
}

/** Verification first, then clinical status; no status and no abatement counts as current (conventions). */
export function conditionStanding(index: ChartIndex, condition: AnyResource): Standing {
  const verification = statusCode(condition, 'verificationStatus');
  if (verification === 'refuted' || verification === 'entered-in-error') {
    index.quality.add(referenceOf(condition), 'status-ignored', `Condition ${verification}`);
    return verification === 'refuted' ? 'refuted' : 'ignored';
  }
  if (['unconfirmed', 'provisional', 'differential'].includes(verification ?? '')) {
    index.quality.add(referenceOf(condition), 'not-established', `Condition ${verification ?? ''}`);
    return 'unsettled';
  }
  const clinical = statusCode(condition, 'clinicalStatus');
  if (clinical === undefined) return hasAbated(condition) ? 'past' : 'current';
  return ['active', 'recurrence', 'relapse'].includes(clinical) ? 'current' : 'past';
}

function hasAbated(condition: AnyResource): boolean {
  return Object.keys(condition).some(
    (member) => member.startsWith('abatement') && isGiven(condition[member]) && condition[member] !== false,
  );
}

const STATUS_WORDS = new Set([
  ...['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved'],
  ...['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error'],
]);

/** A status by the word that FHIR knows, wherever it stands: local codings often come first. */
export function statusCode(resource: AnyResource, member: string): string | undefined {
  const status = objectAt(resource, member);
  let first: string | undefined;
  for (const coding of listAt(status, 'coding')) {
    const word = statusWord(coding, 'code');
    if (word !== undefined && STATUS_WORDS.has(word)) return word;
    first ??= word;
  }
  const others = [statusWord(status, 'text'), statusWord(resource, member)];
  return others.find((word) => word !== undefined && STATUS_WORDS.has(word)) ?? first ?? others[0] ?? others[1];
}

const statusWord = (from: JsonObject, member: string): string | undefined => textAt(from, member)?.trim().toLowerCase();

export function procedureStanding(
  index: ChartIndex,
  procedure: AnyResource,
  { procedureDays, openDays }: Pick<PresenceSpec, 'procedureDays' | 'openDays'>,
): Standing {
  const status = textAt(procedure, 'status');
  if (status === 'in-progress') return 'current';
  if (status !== 'completed') {
    index.quality.add(
      referenceOf(procedure),
      'status-ignored',
      status === undefined ? 'Procedure without status' : 'Procedure not done, or not yet',
    );
    return 'ignored';
  }
  return ageStanding(index, dateOf(procedure), { procedureDays, openDays });
}

/** Within its days current, within `openDays` unsettled, older than that past; undated unsettled. */
export function ageStanding(
  index: ChartIndex,
  date: string | null,
  {
    procedureDays = Infinity,
    openDays = procedureDays,
  }: { procedureDays?: number | undefined; openDays?: number | undefined },
): Standing {
  if (procedureDays === Infinity) return 'current';
  if (date === null) return 'unsettled';
  if (date > index.chart.clock.latest) return 'ignored';
  const [longest, shortest] = [date, lastDayOf(date)].map((day) => daysBetween(day, index.chart.clock.asOf));
  if ((longest ?? 0) <= procedureDays) return 'current';
  return (shortest ?? 0) <= openDays ? 'unsettled' : 'past';
}

const DATE_MEMBERS = [
  ...['onsetDateTime', 'performedDateTime', 'recordedDate', 'onset', 'assertedDate'],
  ...['effectiveDateTime', 'effectiveInstant', 'issued', 'occurrenceDateTime', 'authoredOn'],
];
const PERIOD_MEMBERS = ['onsetPeriod', 'performedPeriod', 'effectivePeriod', 'occurrencePeriod'];

/** When it began, if that is recorded: the day on which a status was written down isn't the day of what it tells. */
export function onsetOf(resource: AnyResource): string | null {
  const dates = [textAt(objectAt(resource, 'onsetPeriod'), 'start'), textAt(resource, 'onsetDateTime')];
  const date = dates.find((one) => one !== undefined && isRealDate(one));
  return date === undefined ? null : dayOf(date);
}

/** Onset (or the day it was recorded), the day a procedure ended, or the day of a result or an order. */
export function dateOf(resource: AnyResource): string | null {
  for (const member of PERIOD_MEMBERS) {
    const period = objectAt(resource, member);
    const date =
      resource.resourceType === 'Procedure'
        ? (textAt(period, 'end') ?? textAt(period, 'start'))
        : textAt(period, 'start');
    if (date !== undefined && isRealDate(date)) return dayOf(date);
  }
  for (const member of DATE_MEMBERS) {
    const date = textAt(resource, member);
    if (date !== undefined && isRealDate(date)) return dayOf(date);
  }
  return null;
}
