import type { Assessment } from '../logic/assess.ts';

/** `results.dosing`: what MYEL-J says of each dose at this renal function, beside what is ordered. */
export function dosing({ lenalidomide, boneAgents }: Assessment): Record<string, unknown> {
  const { maxDailyMg, schedule, orderedMeanDailyMg, status } = lenalidomide;
  return {
    lenalidomide: { maxDailyMg, schedule, ordered: { meanDailyMg: orderedMeanDailyMg }, status },
    ...boneAgents,
  };
}
