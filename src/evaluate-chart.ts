import type { Chart } from './fhir-mapping/chart.ts';
import { toPatientFacts, type MappedPatient } from './fhir-mapping/patient-facts.ts';
import type { Finding, Hook, Rule } from './logic/rule.ts';
import { runRules } from './logic/run-rules.ts';
import type { Thresholds } from './logic/thresholds.ts';

/** A chart's facts and what the pages found in them. */
export interface Evaluation extends MappedPatient {
  readonly findings: readonly Finding[];
}

/** The middle of the line: Chart -> PatientFacts -> Finding[]. Never fails. */
export function evaluateChart(chart: Chart, pages: readonly Rule[], hook: Hook, thresholds: Thresholds): Evaluation {
  const patient = toPatientFacts(chart, thresholds);
  return { ...patient, findings: runRules(pages, patient.facts, { hook, thresholds }) };
}
