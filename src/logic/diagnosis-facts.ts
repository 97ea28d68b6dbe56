import type { Fact } from './facts.ts';
import type { ProcedureName } from './history-facts.ts';

/** The date of a diagnosis, and what kind of date it is: a baseline is sought around it (conventions, "Facts"). */
export interface DiagnosisDate {
  /** As recorded: a year, a month or a day. */
  readonly date: string;
  readonly precision: 'day' | 'month' | 'year';
  readonly from: 'onset' | 'recorded';
}

/** A stage that somebody recorded (S-4): shown beside the computed one, never in its place. */
export interface RecordedStage {
  readonly system: 'ISS' | 'R-ISS' | 'Durie-Salmon';
  readonly stage: 'I' | 'II' | 'III';
  /** Durie-Salmon: renal function kept (A) or not (B). */
  readonly suffix?: 'A' | 'B';
  readonly date: string | null;
  readonly reference: string;
}

export type DiseaseTrend = 'full-remission' | 'partial-remission' | 'improved' | 'stable' | 'worsened' | 'undetermined';

/** The status of the cancer as a clinician recorded it (mCODE). */
export interface DiseaseStatus {
  readonly status: DiseaseTrend;
  readonly date: string | null;
  readonly reference: string;
}

/** IMWG frailty score. */
export type Frailty = 'fit' | 'intermediate-fit' | 'frail';

/** A procedure that is ordered and not yet done. */
export interface PlannedProcedure {
  readonly procedure: ProcedureName;
  readonly label: string;
  readonly date: string | null;
  readonly reference: string;
}

/** Tests that should be on record before a therapy, and that a card may offer to order. */
export type PreparatoryTest = 'hepatitis-b-surface-antigen' | 'hepatitis-b-core-antibody' | 'type-and-screen';

/** A preparatory test that is ordered and has no result yet, as far as its order tells. */
export interface OrderedTest {
  readonly test: PreparatoryTest;
  /** In the order session, not yet signed. */
  readonly inHand: boolean;
  readonly date: string | null;
  readonly reference: string;
}

export type Cause = 'therapy' | 'not-therapy' | 'myeloma' | 'not-myeloma';

/** What somebody recorded as the cause of a finding (DEC-3, last row; DEC-4). */
export interface Attribution {
  readonly finding:
    | 'hemoglobin'
    | 'serum-creatinine'
    | 'calcium'
    | 'serum-viscosity'
    | 'anemia'
    | 'kidney'
    | 'peripheral-neuropathy'
    | 'fracture';
  readonly cause: Cause;
  readonly date: string | null;
  readonly reference: string;
}

export interface DiagnosisFacts {
  /** Earliest date of the recorded disorder: of active myeloma where that is on record. */
  readonly diagnosisDate: Fact<DiagnosisDate>;
  /** Earliest date of smoldering myeloma. */
  readonly smolderingDate: Fact<DiagnosisDate>;
  /** Stages on record, oldest first. */
  readonly recordedStages: Fact<readonly RecordedStage[]>;
  /** Oldest first. */
  readonly diseaseStatus: Fact<readonly DiseaseStatus[]>;
  /** By order, procedure, recorded decision or the site's setting (F-3, DEC-3). */
  readonly transplantCandidate: Fact<boolean>;
  /** The patient declined, or somebody decided against, a bone-modifying agent (H-1). */
  readonly boneAgentDeclined: Fact<boolean>;
  /** Bone-modifying therapy is recorded as completed (H-1, H-2). */
  readonly boneAgentCompleted: Fact<boolean>;
  readonly frailty: Fact<Frailty>;
  readonly plannedProcedures: Fact<readonly PlannedProcedure[]>;
  /** Orders that stand, of the chart and of the session: a test in hand isn't offered again (F-5, F-10). */
  readonly orderedTests: Fact<readonly OrderedTest[]>;
  readonly attributions: Fact<readonly Attribution[]>;
}

export type DiagnosisName = keyof DiagnosisFacts;
