import type { ChartKind } from '../logic/facts.ts';
import type { AnyResource } from './json.ts';
import type { Clock } from './dates.ts';
import type { LocalCodes } from './codes/lookup.ts';

/**
 * Whether the chart was asked for a kind of content and answered in full. Only then does finding nothing mean that
 * there is nothing (DEC-1). `partial`: some pages are missing, so presence counts and absence doesn't.
 */
export type Answer = 'answered' | 'partial' | 'unanswered';

export type Answers = Readonly<Record<ChartKind, Answer>>;

/** Everything that was received about one patient, unsorted and unchecked. */
export interface Chart {
  readonly patient: AnyResource;
  /** The logical id, without type. */
  readonly patientId: string;
  readonly resources: readonly AnyResource[];
  /** The order session's Bundle, kept apart: a draft is not yet the patient's therapy. */
  readonly drafts: readonly AnyResource[];
  /** `Type/id` of the drafts that this call is about; null when it is about all of them. */
  readonly selections: readonly string[] | null;
  readonly answers: Answers;
  readonly clock: Clock;
  readonly localCodes: LocalCodes;
  /** Kinds that were asked for and couldn't be had: a failure, unlike a Bundle that simply holds none. */
  readonly unanswered?: readonly ChartKind[];
  /** `fullUrl` of the patient's entry, where references within the Bundle use it. */
  readonly patientUrl?: string;
}

export const CHART_KINDS: readonly ChartKind[] = [
  'conditions',
  'observations',
  'medications',
  'procedures',
  'allergies',
  'devices',
  'reports',
  'serviceRequests',
  'immunizations',
  'encounters',
  'administrations',
  'dispenses',
  'medicationHistory',
  'medicationStatements',
];

/** Which kind a resource type answers for. */
export const KIND_OF_TYPE: Readonly<Record<string, ChartKind>> = {
  Condition: 'conditions',
  Observation: 'observations',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  Procedure: 'procedures',
  AllergyIntolerance: 'allergies',
  Device: 'devices',
  DiagnosticReport: 'reports',
  ServiceRequest: 'serviceRequests',
  Immunization: 'immunizations',
  Encounter: 'encounters',
  MedicationAdministration: 'administrations',
  MedicationDispense: 'dispenses',
};

/** The answers of a chart that was not asked for anything. */
export const NOTHING_ASKED = Object.fromEntries(CHART_KINDS.map((kind) => [kind, 'unanswered'])) as Answers;
