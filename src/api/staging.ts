import type { Assessment } from '../logic/assess.ts';

/** `results.staging` (contract, section 3; S-1 to S-5). */
export function staging({ staging: { iss, riss, highRiskFish } }: Assessment): Record<string, unknown> {
  return {
    iss: { stage: iss.stage, possible: iss.possible },
    riss: { stage: riss.stage, possible: riss.possible },
    highRiskFish,
  };
}
