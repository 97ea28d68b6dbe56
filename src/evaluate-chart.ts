import type { Chart } from './fhir-mapping/chart.ts';
import { toPatientFacts, type MappedPatient } from './fhir-mapping/patient-facts.ts';
import type { DecisionContext, Finding, Rule } from './logic/rule.ts';
import { runRules } from './logic/run-rules.ts';
import { UNWATCHED, type RunStage } from './stages.ts';

/** A chart's facts and what the pages found in them. */
export interface Evaluation extends MappedPatient {
  readonly findings: readonly Finding[];
  /** Pages that were not reached in time: nothing may be concluded from their silence. */
  readonly notEvaluated: readonly Rule[];
}

/** Who watches a call. */
export interface CallWatch {
  readonly stage: RunStage;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
  /** Told of the pages that were not reached in the time of the call; none, most of the time. */
  readonly onUnevaluated: (service: string, rules: readonly Rule[]) => void;
}

/** A call that nobody watches, for which no time goes by. */
export const UNWATCHED_CALL: CallWatch = { stage: UNWATCHED, elapsed: () => 0, onUnevaluated: () => undefined };

/** How an evaluation is watched, and how long it may go on. */
export interface EvaluationWatch {
  readonly stage: RunStage;
  /** Asked before each page. */
  readonly hasTime: () => boolean;
}

const ALONE: EvaluationWatch = { stage: UNWATCHED, hasTime: () => true };

/** The middle of the line: Chart -> PatientFacts -> Finding[]. Never fails. */
export function evaluateChart(
  chart: Chart,
  pages: readonly Rule[],
  context: DecisionContext,
  { stage, hasTime }: EvaluationWatch = ALONE,
): Evaluation {
  const patient = stage('map', () => toPatientFacts(chart, context.thresholds));
  const notEvaluated: Rule[] = [];
  const admits = (rule: Rule): boolean => {
    if (hasTime()) return true;
    notEvaluated.push(rule);
    return false;
  };
  const findings = stage('evaluate', () => runRules(pages, patient.facts, context, admits));
  return { ...patient, findings, notEvaluated };
}

/** Time for the pages of one request from now on; `elapsed` in milliseconds. */
export function timeLimit(elapsed: () => number, ms: number): () => boolean {
  const end = elapsed() + ms;
  return () => elapsed() < end;
}
