import { CHART_KINDS, type Answer, type Answers, type Chart } from '../../src/fhir-mapping/chart.ts';
import type { QualityNote } from '../../src/fhir-mapping/data-quality.ts';
import { clockAt } from '../../src/fhir-mapping/dates.ts';
import type { AnyResource } from '../../src/fhir-mapping/json.ts';
import { READERS, toPatientFacts } from '../../src/fhir-mapping/patient-facts.ts';
import type { Fact, FactName, PatientFacts } from '../../src/logic/facts.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../src/logic/thresholds.ts';
import { TODAY, type Json } from '../patient.ts';

/** Charts for the mapping tests: one patient, every kind answered, the clock at TODAY; each test changes what it is about. */

export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';
export const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const UCUM = 'http://unitsofmeasure.org';
export const SUBJECT = { reference: 'Patient/p1' };

export const resource = (json: Json): AnyResource => json as AnyResource;

export const patient = (more: Json = {}): Json => ({
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '1955-03-02',
  ...more,
});

export function answers(changes: Partial<Answers> = {}, rest: Answer = 'answered'): Answers {
  return { ...(Object.fromEntries(CHART_KINDS.map((kind) => [kind, rest])) as Answers), ...changes };
}

export function chartOf(resources: readonly Json[], more: Partial<Chart> = {}): Chart {
  return {
    patient: resource(patient()),
    patientId: 'p1',
    resources: resources as readonly AnyResource[],
    drafts: [],
    selections: null,
    answers: answers(),
    clock: clockAt(TODAY),
    localCodes: new Map(),
    ...more,
  };
}

export interface Mapped {
  readonly facts: PatientFacts;
  readonly notes: () => readonly QualityNote[];
  readonly issues: () => readonly string[];
}

export function mapped(
  resources: readonly Json[],
  more: Partial<Chart> = {},
  thresholds: Partial<Thresholds> = {},
): Mapped {
  const { facts, dataQuality } = toPatientFacts(chartOf(resources, more), { ...DEFAULT_THRESHOLDS, ...thresholds });
  return { facts, notes: dataQuality, issues: () => dataQuality().map((note) => note.issue) };
}

/** Every fact by name; the facts themselves don't list them, as their getters stand on a prototype. */
export const FACT_NAMES: readonly FactName[] = ['asOf', ...(Object.keys(READERS) as FactName[])];

/** Every fact, read. */
export const readAll = (chart: Chart): Record<string, unknown> => readFacts(chart, FACT_NAMES);

/** Some facts, read, and what wasn't used on the way. */
export function readFacts(chart: Chart, names: readonly FactName[]): Record<string, unknown> {
  const { facts, dataQuality } = toPatientFacts(chart, DEFAULT_THRESHOLDS);
  const read = Object.fromEntries(names.map((name) => [name, facts[name]]));
  return { ...read, notes: dataQuality() };
}

/** A fact in one word: its value, or why there is none. */
export function outcome<T>(fact: Fact<T>): T | string | undefined {
  return fact.known ? fact.value : fact.missing[0]?.because;
}
