import { aboveAsReported, any, below, type Criterion } from './criterion.ts';
import { estimatedGfr } from './derive.ts';
import type { PatientFacts } from './facts.ts';
import { mgPerDl, mlPerMinPer173 } from './units.ts';

export const RENAL_IMPAIRMENT_READS = ['creatinine', 'reportedEgfr', 'birthDate', 'sex'] as const;

/** Renal disease as MYEL-J and IM-5 mean it (errata 38): creatinine above 2 mg/dL (177 umol/L), or eGFR below 60. */
export function renalImpairment(
  facts: Pick<PatientFacts, (typeof RENAL_IMPAIRMENT_READS)[number] | 'asOf'>,
): Criterion {
  return any(
    aboveAsReported(facts.creatinine, mgPerDl(2), { 'mg/dL': 2, 'umol/L': 177 }),
    below(estimatedGfr(facts), mlPerMinPer173(60)),
  );
}
