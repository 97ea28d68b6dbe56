import type { DiagnosisName } from '../logic/diagnosis-facts.ts';
import type { ChartKind, PatientFacts } from '../logic/facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import { readAttributions } from './attributions.ts';
import { readBoneAgentCompleted, readBoneAgentDeclined } from './bone-agents.ts';
import { readTransplantCandidate } from './candidacy.ts';
import type { ChartIndex } from './chart-index.ts';
import { readDiagnosisDate, readSmolderingDate } from './diagnosis.ts';
import { readFrailty } from './frailty.ts';
import { readSeriousInfections } from './infections.ts';
import { readOrderedTests } from './ordered-tests.ts';
import { readPlannedProcedures } from './planned-procedures.ts';
import { readDiseaseStatus, readRecordedStages } from './stages.ts';

type Names = DiagnosisName | 'seriousInfections';

/** Readers of the facts that are more than a list of entries. `from` names the prefetch keys that feed them. */
export const DIAGNOSIS_READERS: {
  readonly [N in Names]: {
    readonly from: readonly ChartKind[];
    readonly read: (index: ChartIndex, thresholds: Thresholds, facts: PatientFacts) => PatientFacts[N];
  };
} = {
  diagnosisDate: { from: ['conditions'], read: readDiagnosisDate },
  smolderingDate: { from: ['conditions'], read: readSmolderingDate },
  recordedStages: { from: ['observations', 'conditions'], read: readRecordedStages },
  diseaseStatus: { from: ['observations'], read: readDiseaseStatus },
  transplantCandidate: {
    from: ['serviceRequests', 'procedures', 'conditions', 'observations'],
    read: readTransplantCandidate,
  },
  boneAgentDeclined: { from: ['medications', 'conditions'], read: readBoneAgentDeclined },
  boneAgentCompleted: { from: ['medications', 'conditions'], read: readBoneAgentCompleted },
  frailty: { from: ['observations'], read: readFrailty },
  plannedProcedures: { from: ['serviceRequests'], read: readPlannedProcedures },
  orderedTests: { from: ['serviceRequests'], read: readOrderedTests },
  attributions: { from: ['observations', 'conditions'], read: readAttributions },
  seriousInfections: { from: ['conditions', 'encounters'], read: readSeriousInfections },
};
