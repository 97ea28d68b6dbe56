import { below, holds, type Criterion } from '../criterion.ts';
import { CLEARANCE_READS, creatinineClearance, type Clearance, type ClearanceFacts } from '../derive.ts';
import type { Fact, PatientFacts } from '../facts.ts';
import type { Thresholds } from '../thresholds.ts';
import { mlPerMin } from '../units.ts';
import { possibleBands, type Band } from './zoledronic-bands.ts';

export const RENAL_READS = [...CLEARANCE_READS, 'dialysis'] as const;

type RenalFacts = ClearanceFacts & Pick<PatientFacts, 'dialysis'>;

/** Renal function as the table of bone agents asks for it (J-3). */
export interface BoneFunction {
  readonly clearance: Fact<Clearance>;
  readonly dialysis: Criterion;
  /** Of zoledronic acid; none while the clearance isn't known. */
  readonly bands: readonly Band[];
  /** Clearance below 30 mL/min (errata 37), or dialysis. */
  readonly severe: Criterion;
}

export function boneFunction(facts: RenalFacts, { clearanceWeight }: Thresholds): BoneFunction {
  const clearance = creatinineClearance(facts, clearanceWeight);
  const dialysis = holds(facts.dialysis);
  return {
    clearance,
    dialysis,
    bands: possibleBands(clearance, dialysis),
    severe: dialysis.status === 'met' ? dialysis : below(clearance, mlPerMin(30)),
  };
}

export interface BoneAgentDoses {
  readonly zoledronicAcid: {
    readonly doseMg: number | null;
    readonly recommendation: 'standard' | 'reduced' | 'not-recommended' | 'unknown';
  };
  readonly pamidronate: { readonly recommendation: 'standard' | 'extended-infusion' | 'unknown' };
  readonly denosumab: { readonly recommendation: 'standard' | 'monitor-calcium' | 'unknown' };
}

/** What MYEL-J says of each bone agent at this renal function (J-3). */
export function assessBoneAgents(facts: RenalFacts, thresholds: Thresholds): BoneAgentDoses {
  const { bands, severe } = boneFunction(facts, thresholds);
  const [band, other] = bands;
  const only = other === undefined ? band : undefined;
  return {
    zoledronicAcid: { doseMg: only?.dose ?? null, recommendation: zoledronicRecommendation(only) },
    pamidronate: {
      recommendation: ({ met: 'extended-infusion', 'not-met': 'standard', unknown: 'unknown' } as const)[severe.status],
    },
    denosumab: {
      recommendation: ({ met: 'monitor-calcium', 'not-met': 'standard', unknown: 'unknown' } as const)[severe.status],
    },
  };
}

function zoledronicRecommendation(band: Band | undefined): BoneAgentDoses['zoledronicAcid']['recommendation'] {
  if (band === undefined) return 'unknown';
  if (band.dose === null) return 'not-recommended';
  return band.key === 'full' ? 'standard' : 'reduced';
}
