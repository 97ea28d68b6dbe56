import { CRITERIA, EVENTS, type Diagnosis } from '../diagnosis.ts';
import type { Evidence, Missing } from '../facts.ts';
import type { Status } from '../criterion.ts';
import type { Note } from '../rule.ts';

/** How a card reports the criteria one by one (C-5), and what to know about the way they were judged. */

const REPORTS = [
  { status: 'met', key: 'events-met' },
  { status: 'not-met', key: 'events-not-met' },
  { status: 'unknown', key: 'events-unknown' },
] as const satisfies readonly { readonly status: Status; readonly key: string }[];

const FLAGS = [
  { key: 'radiographs-only', holds: ({ radiographsOnly }) => radiographsOnly },
  { key: 'mri-not-done', holds: ({ mriNotDone }) => mriNotDone },
  { key: 'lysis-of-plasmacytoma', holds: ({ lysisOfPlasmacytoma }) => lysisOfPlasmacytoma },
  {
    key: 'clonality-unknown',
    holds: ({ clonalityUnknown, marrow10 }) => clonalityUnknown && marrow10.status === 'met',
  },
  { key: 'diagnosis-date-unknown', holds: ({ period, recorded }) => recorded !== null && period.diagnosed === null },
] as const satisfies readonly { readonly key: string; readonly holds: (diagnosis: Diagnosis) => boolean }[];

/** Notes of this area, in the order in which cards show them. */
export const REPORT_NOTES = [
  'events-met',
  'events-not-met',
  'events-unknown',
  'radiographs-only',
  'mri-not-done',
  'lysis-of-plasmacytoma',
  'clonality-unknown',
  'diagnosis-date-unknown',
] as const;

export function reportNotes(diagnosis: Diagnosis): readonly Note[] {
  const lines = REPORTS.flatMap(({ status, key }) => {
    const events = EVENTS.filter((name) => diagnosis.criteria[name].status === status);
    return events.length > 0 ? [{ key, show: { events: events.join('|') } }] : [];
  });
  return [...lines, ...FLAGS.filter(({ holds }) => holds(diagnosis)).map(({ key }) => ({ key }))];
}

/** The events that are met, by key; a plasmacytoma with 10 % of the marrow where it alone decides (C-4). */
export function metEvents({ criteria }: Diagnosis): string {
  const met = EVENTS.filter((name) => criteria[name].status === 'met');
  return met.length > 0 ? met.join('|') : 'plasmacytomaMarrow10';
}

/** Every value that was looked at, once. */
export const evidenceOf = ({ criteria }: Diagnosis): readonly Evidence[] => [
  ...new Set(CRITERIA.flatMap((name) => criteria[name].evidence)),
];

/** What the undecided criteria lack, once each. */
export function missingOf({ criteria }: Diagnosis): readonly Missing[] {
  const missing = CRITERIA.flatMap((name) => criteria[name].missing);
  return [...new Map(missing.map((one) => [`${one.concept} ${one.because}`, one])).values()];
}

export type Discrepancy = 'meets-active' | 'mgus-meets-smoldering' | 'active-no-event' | 'active-events-unknown';

/**
 * What is recorded against what the data say; the record is never overruled (C-5, C-6, DEC-17). Of a
 * treated patient with active myeloma on record this is asked only where the data exclude every event.
 */
export function discrepancyOf(diagnosis: Diagnosis, hasLeukemia: boolean): Discrepancy | null {
  const { recorded, classification, event } = diagnosis;
  if (recorded === null) return null;
  if (recorded !== 'active-myeloma') {
    if (classification === 'active-myeloma') return 'meets-active';
    return recorded === 'mgus' && classification === 'smoldering-myeloma' ? 'mgus-meets-smoldering' : null;
  }
  // Plasma-cell leukemia is recorded as active myeloma (DEC-14) and is no matter of these events.
  if (hasLeukemia || event.status === 'met') return null;
  return event.status === 'not-met' ? 'active-no-event' : 'active-events-unknown';
}
