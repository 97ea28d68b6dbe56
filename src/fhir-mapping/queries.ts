import type { ChartKind, FactName } from '../logic/facts.ts';
import { READERS } from './patient-facts.ts';

/** A prefetch key: a kind of chart content, or the Patient. */
export type PrefetchKey = 'patient' | ChartKind;

/**
 * One plain query per key, in the portable subset: no repeated parameter, no relative dates, no `_include`.
 * Observations carry a category because large EHRs refuse a search without one. Past orders are a key of their own: a
 * history too long to be read in full must not make the active list incomplete.
 */
export const TEMPLATES: Readonly<Record<PrefetchKey, string>> = {
  patient: 'Patient/{{context.patientId}}',
  conditions: 'Condition?patient={{context.patientId}}',
  observations:
    'Observation?patient={{context.patientId}}&category=laboratory,vital-signs,survey,imaging,exam,procedure&_sort=-date&_count=500',
  medications: 'MedicationRequest?patient={{context.patientId}}&status=active',
  procedures: 'Procedure?patient={{context.patientId}}',
  allergies: 'AllergyIntolerance?patient={{context.patientId}}',
  devices: 'Device?patient={{context.patientId}}',
  reports: 'DiagnosticReport?patient={{context.patientId}}',
  serviceRequests: 'ServiceRequest?patient={{context.patientId}}',
  immunizations: 'Immunization?patient={{context.patientId}}',
  encounters: 'Encounter?patient={{context.patientId}}',
  administrations: 'MedicationAdministration?patient={{context.patientId}}',
  dispenses: 'MedicationDispense?patient={{context.patientId}}',
  medicationHistory: 'MedicationRequest?patient={{context.patientId}}&status=completed,stopped,on-hold',
  medicationStatements: 'MedicationStatement?patient={{context.patientId}}',
};

export const PREFETCH_KEYS = Object.keys(TEMPLATES) as readonly PrefetchKey[];

/** The keys that feed a set of facts: what the enabled pages declare is what the EHR is asked for. */
export function keysFor(facts: readonly FactName[]): readonly PrefetchKey[] {
  const kinds = new Set(facts.flatMap((name) => (name === 'asOf' ? [] : READERS[name].from)));
  return PREFETCH_KEYS.filter((key) => key === 'patient' || kinds.has(key));
}

/** A template with its one token filled in. */
export function expand(key: PrefetchKey, patientId: string): string {
  return TEMPLATES[key].replaceAll('{{context.patientId}}', encodeURIComponent(patientId));
}
