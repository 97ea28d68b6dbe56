import type { Course, CourseSource, CourseStatus } from '../../logic/therapy-facts.ts';
import { lastDayOf } from '../../logic/calendar.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { plusDays } from '../dates.ts';
import { listAt, lookUp, objectAt, positiveNumber, textAt, type AnyResource } from '../json.ts';
import { endOf, firstDay, startOf } from './periods.ts';
import { boundsOf } from './schedule.ts';
import { stopReason } from './stop-reason.ts';

/** What one entry of the chart says about when a drug was taken. */
export interface Span extends Pick<Course, 'from' | 'to' | 'lastSeen' | 'status' | 'stoppedFor'> {
  readonly source: CourseSource;
  /** Doses known to have been given. */
  readonly given: readonly string[];
}

type Reader = (index: ChartIndex, entry: AnyResource) => Span | null;

/** One reader per type that tells of drugs. A CAR-T infusion or chemotherapy may stand as a Procedure. */
const READERS: Readonly<Record<string, Reader>> = {
  MedicationRequest: order,
  MedicationStatement: statement,
  MedicationAdministration: administration,
  MedicationDispense: dispense,
  Procedure: procedure,
};

export const COURSE_TYPES = Object.keys(READERS);

/** Null when the entry is no exposure: drafted, cancelled, planned, not taken, or yet to come. */
export function spanOf(index: ChartIndex, entry: AnyResource): Span | null {
  const span = READERS[entry.resourceType]?.(index, entry) ?? null;
  return span && span.from !== null && span.from > index.chart.clock.latest ? null : span;
}

const ORDER_STATUS: Readonly<Record<string, CourseStatus>> = {
  active: 'active',
  'on-hold': 'unknown',
  completed: 'completed',
  stopped: 'stopped',
  unknown: 'unknown',
};
const STATEMENT_STATUS: Readonly<Record<string, CourseStatus>> = {
  active: 'active',
  'on-hold': 'unknown',
  completed: 'completed',
  stopped: 'stopped',
};
/** Statuses that say by themselves that nothing was taken. */
const NOT_TAKEN = new Set(['draft', 'cancelled', 'entered-in-error', 'intended', 'not-taken', 'not-done', 'declined']);
const PLANNED_INTENTS = new Set(['proposal', 'option']);

function order(index: ChartIndex, entry: AnyResource): Span | null {
  const status = statusIn(ORDER_STATUS, index, entry);
  if (!status || entry['doNotPerform'] === true || PLANNED_INTENTS.has(textAt(entry, 'intent') ?? '')) return null;
  const request = objectAt(entry, 'dispenseRequest');
  const from = startOf(entry) ?? firstDay([textAt(objectAt(request, 'validityPeriod'), 'start')]);
  // How long a prescription may be filled says nothing about when the drug was last taken; its supply does, once used up.
  const supplied = status === 'completed' ? supplyEnd(entry, from) : null;
  return ended(index, entry, {
    source: 'order',
    status,
    from,
    end: endOf(entry) ?? boundedEnd(entry, from) ?? supplied,
  });
}

function statement(index: ChartIndex, entry: AnyResource): Span | null {
  const status = statusIn(STATEMENT_STATUS, index, entry);
  if (!status) return null;
  return ended(index, entry, { source: 'statement', status, from: startOf(entry), end: endOf(entry) });
}

interface Stated {
  readonly source: CourseSource;
  readonly status: CourseStatus;
  readonly from: string | null;
  readonly end: string | null;
}

/** An end still to come is a plan, not an end. */
function ended(index: ChartIndex, entry: AnyResource, { source, status, from, end }: Stated): Span {
  const { asOf } = index.chart.clock;
  const over = end !== null && lastDayOf(end) < asOf;
  const goesOn = status === 'active' && !over;
  const to = !goesOn && (over || end === asOf) ? end : null;
  return {
    source,
    status: status === 'active' && over ? 'unknown' : status,
    from,
    to,
    lastSeen: goesOn ? asOf : (to ?? from),
    given: [],
    stoppedFor: stopReason(entry),
  };
}

/** The longest that the bounded dosages of an order reach; null when one of them isn't bounded. */
function boundedEnd(entry: AnyResource, from: string | null): string | null {
  let longest = 0;
  for (const dosage of listAt(entry, 'dosageInstruction')) {
    const days = boundsOf(objectAt(objectAt(dosage, 'timing'), 'repeat'));
    if (days === undefined) return null;
    longest = Math.max(longest, days);
  }
  return from === null || longest === 0 ? null : plusDays(from, longest - 1);
}

const DAY_UNITS: Readonly<Record<string, number>> = {
  d: 1,
  day: 1,
  days: 1,
  wk: 7,
  week: 7,
  weeks: 7,
  mo: 30,
  month: 30,
  months: 30,
};

/** The day on which what was prescribed, refills included, is used up. */
function supplyEnd(entry: AnyResource, from: string | null): string | null {
  const request = objectAt(entry, 'dispenseRequest');
  const duration = objectAt(request, 'expectedSupplyDuration');
  const unit = lookUp(DAY_UNITS, (textAt(duration, 'code') ?? textAt(duration, 'unit'))?.trim().toLowerCase());
  const value = positiveNumber(duration['value']);
  const refills = positiveNumber(request['numberOfRepeatsAllowed']) ?? 0;
  if (from === null || unit === undefined || value === undefined) return null;
  return plusDays(from, value * unit * (1 + refills) - 1);
}

function administration(index: ChartIndex, entry: AnyResource): Span | null {
  const status = statusIn({ completed: 'unknown', 'in-progress': 'active' }, index, entry);
  if (!status) return null;
  const from = startOf(entry);
  const span = ended(index, entry, {
    source: 'administration',
    status,
    from,
    end: endOf(entry) ?? (status === 'active' ? null : from),
  });
  return { ...span, given: from === null ? [] : [from] };
}

function dispense(index: ChartIndex, entry: AnyResource): Span | null {
  const status = statusIn({ completed: 'unknown' }, index, entry);
  if (!status) return null;
  const from = firstDay([textAt(entry, 'whenHandedOver'), textAt(entry, 'whenPrepared')]);
  const days = positiveNumber(objectAt(entry, 'daysSupply')['value']);
  const end = from === null || days === undefined ? null : plusDays(from, days - 1);
  const lasts = end !== null && end >= index.chart.clock.asOf;
  const span = ended(index, entry, { source: 'dispense', status: lasts ? 'active' : status, from, end });
  return lasts ? span : { ...span, lastSeen: from };
}

function procedure(index: ChartIndex, entry: AnyResource): Span | null {
  const status = statusIn({ completed: 'completed', 'in-progress': 'active' }, index, entry);
  if (!status) return null;
  const period = objectAt(entry, 'performedPeriod');
  const from = firstDay([textAt(entry, 'performedDateTime'), textAt(period, 'start')]);
  const span = ended(index, entry, {
    source: 'procedure',
    status,
    from,
    end: firstDay([textAt(period, 'end')]) ?? from,
  });
  return { ...span, given: from === null ? [] : [from] };
}

/** What a status counts as; one that FHIR doesn't have is noted, one that says "not taken" isn't. */
function statusIn(
  table: Readonly<Record<string, CourseStatus>>,
  index: ChartIndex,
  entry: AnyResource,
): CourseStatus | undefined {
  const status = textAt(entry, 'status');
  const found = lookUp(table, status);
  if (found === undefined && !NOT_TAKEN.has(status ?? '')) {
    const detail =
      status === undefined ? `${entry.resourceType} without status` : `${entry.resourceType} neither taken nor given`;
    index.quality.add(referenceOf(entry), 'status-ignored', detail);
  }
  return found;
}
