import { HISTORY_NAMES } from '../../src/fhir-mapping/history.ts';
import { LABORATORY_NAMES } from '../../src/fhir-mapping/laboratory.ts';
import { OUTCOME_NAMES } from '../../src/fhir-mapping/outcomes.ts';
import type { DiagnosisFacts } from '../../src/logic/diagnosis-facts.ts';
import { PROBES, type Cytogenetics, type DiseaseFacts } from '../../src/logic/disease-facts.ts';
import {
  known,
  unknown,
  type ChartEvent,
  type ChartKind,
  type Evidence,
  type Known,
  type Reason,
  type Unknown,
} from '../../src/logic/facts.ts';
import type { HistoryFacts } from '../../src/logic/history-facts.ts';
import type { LaboratoryFacts } from '../../src/logic/laboratory-facts.ts';
import type { OutcomeFacts } from '../../src/logic/outcome-facts.ts';
import type { TherapyFacts } from '../../src/logic/therapy-facts.ts';
import { WORKUP_TESTS, type WorkupFacts, type WorkupTests } from '../../src/logic/workup-facts.ts';

/** What a chart that says nothing says: facts absent or unknown, as the patients of the tests start with. */

export const TODAY = '2026-11-20';

/** A fact that isn't known, and why. */
export function unknownFact(concept: string, because: Reason = 'absent', evidence?: readonly Evidence[]): Unknown {
  return unknown([{ concept, because }], evidence);
}

export const searched = (concept: string, kind: ChartKind): Evidence[] => [
  { concept, value: 'absent', date: TODAY, stale: false, searched: { kind, entries: 3 } },
];

export const absent = (concept: string): Known<boolean> => known(false, searched(concept, 'conditions'));
/** No laboratory series was sent. */
export const untested = (): LaboratoryFacts =>
  Object.fromEntries(LABORATORY_NAMES.map((name) => [name, unknownFact(name)])) as LaboratoryFacts;

/** No qualitative test was sent. */
export const unasked = (): OutcomeFacts =>
  Object.fromEntries(
    [...OUTCOME_NAMES, 'mProteinType'].map((name) => [name, unknownFact(name)]),
  ) as unknown as OutcomeFacts;

/** The chart was asked and holds none of these. */
export const withoutHistory = (): HistoryFacts =>
  Object.fromEntries(
    [...HISTORY_NAMES, 'seriousInfections'].map((name) => [
      name,
      known<readonly ChartEvent[]>([], searched(name, 'conditions')),
    ]),
  ) as unknown as HistoryFacts;

/** Nothing was recorded about stage, candidacy and the like. */
export const withoutRecords = (): DiagnosisFacts => ({
  diagnosisDate: unknownFact('diagnosis-date'),
  smolderingDate: unknownFact('diagnosis-date'),
  recordedStages: unknownFact('recorded-stage'),
  diseaseStatus: unknownFact('disease-status'),
  transplantCandidate: unknownFact('transplant-candidate'),
  boneAgentDeclined: absent('bone-agent-declined'),
  boneAgentCompleted: absent('bone-agent-completed'),
  frailty: unknownFact('frailty'),
  plannedProcedures: known([], searched('planned-procedure', 'serviceRequests')),
  orderedTests: known([], searched('ordered-test', 'serviceRequests')),
  attributions: known([], searched('attribution', 'conditions')),
});

/** The chart was asked and tells of no therapy. */
export const untreated = (): TherapyFacts => ({
  courses: known([], searched('therapy-history', 'medications')),
  progressions: known([], []),
  diseaseControls: known([], []),
  recordedRefractory: known([], []),
  recordedLines: known([], []),
  vaccinations: known([], searched('vaccinations', 'immunizations')),
});

/** No pathology and no imaging was sent. */
export const unexamined = (): DiseaseFacts => ({
  cytogenetics: Object.fromEntries(PROBES.map((probe) => [probe, unknownFact(probe)])) as unknown as Cytogenetics,
  imaging: unknownFact('imaging'),
  lyticLesions: unknownFact('lytic-lesion'),
  plasmacytomas: unknownFact('plasmacytoma'),
  plasmacytomaProven: unknownFact('plasmacytoma-proven'),
  marrow: {
    plasmaCells: unknownFact('marrow-plasma-cells'),
    clonal: unknownFact('marrow-clonality'),
    residualDisease: unknownFact('residual-disease'),
  },
});

/** No test of the work-up is on record, and no imaging is ordered. */
export const withoutWorkup = (): WorkupFacts => ({
  workupTests: Object.fromEntries(WORKUP_TESTS.map((test) => [test, unknownFact(test)])) as unknown as WorkupTests,
  plannedImaging: [],
});
