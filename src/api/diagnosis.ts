import type { Assessment } from '../logic/assess.ts';

/** `results.diagnosis` and `results.smolderingRisk` (contract, section 3). */

export function diagnosis({ diagnosis: { classification, recorded, criteria } }: Assessment): Record<string, unknown> {
  return { classification, recorded, criteria };
}

export function smolderingRisk({ smolderingRisk: { level, factors } }: Assessment): Record<string, unknown> {
  return { level, factors };
}
