import { any, below, holds, not, type Criterion, type Status } from '../criterion.ts';
import { onAntiMyelomaTherapy } from '../scopes.ts';
import { scoreAtLeast, without, type Score } from '../score.ts';
import type { Thresholds } from '../thresholds.ts';
import { impede, IMPEDE_HIGH, PROPHYLAXIS_ITEM, RACE_ITEM } from './impede.ts';
import { onTherapeuticAnticoagulant } from './prophylaxis-in-place.ts';
import { NO_PROPHYLAXIS_PLATELETS } from './safety.ts';
import { saved, SAVED_HIGH, type SavedScore } from './saved.ts';
import type { VteFacts } from './vte-facts.ts';

export type Recommendation = 'aspirin' | 'anticoagulant' | 'continue-current' | 'none' | 'unknown';

/** Both scores, which side they fall on, and what follows (I-3, DEC-11). */
export interface VteAssessment {
  readonly impede: Score;
  readonly saved: SavedScore;
  /** Higher-risk column of I-3: met high, not-met low (errata 10: the score with the higher risk decides). */
  readonly highRisk: Status;
  readonly impedeHigh: Status;
  readonly savedHigh: Status;
  readonly impedeWithoutCredit: Score;
  readonly impedeWithoutRace: Score;
  /** The same decision without the credit, and without the race lines of both scores: for disclosure. */
  readonly highRiskWithoutCredit: Status;
  readonly highRiskWithoutRace: Status;
  readonly withheld: Criterion;
  readonly recommendation: Recommendation;
}

export function assessVte(facts: VteFacts, thresholds: Thresholds): VteAssessment {
  const impedeScore = impede(facts, thresholds);
  const savedScore = saved(facts, thresholds);
  const impedeWithoutCredit = without(impedeScore, PROPHYLAXIS_ITEM);
  const impedeWithoutRace = without(impedeScore, RACE_ITEM);
  const savedWithoutRace = { ...without(savedScore, RACE_ITEM), applicable: savedScore.applicable };
  const highRisk = higher(impedeScore, savedScore);
  const withheld = withheldFrom(facts);
  return {
    impede: impedeScore,
    saved: savedScore,
    highRisk,
    impedeHigh: scoreAtLeast(impedeScore, IMPEDE_HIGH),
    savedHigh: savedSide(savedScore),
    impedeWithoutCredit,
    impedeWithoutRace,
    highRiskWithoutCredit: higher(impedeWithoutCredit, savedScore),
    highRiskWithoutRace: higher(impedeWithoutRace, savedWithoutRace),
    withheld,
    recommendation: recommend(facts, highRisk, withheld),
  };
}

/** Platelets below 25 or active bleeding: no drug prophylaxis. */
function withheldFrom(facts: VteFacts): Criterion {
  return any(below(facts.platelets, NO_PROPHYLAXIS_PLATELETS), holds(facts.activeBleeding));
}

function savedSide(score: SavedScore): Status {
  if (score.applicable.status === 'not-met') return 'not-met';
  const side = scoreAtLeast(score, SAVED_HIGH);
  return score.applicable.status === 'met' || side === 'not-met' ? side : 'unknown';
}

function higher(impedeScore: Score, savedScore: SavedScore): Status {
  const sides = [scoreAtLeast(impedeScore, IMPEDE_HIGH), savedSide(savedScore)];
  if (sides.includes('met')) return 'met';
  return sides.includes('unknown') ? 'unknown' : 'not-met';
}

function recommend(facts: VteFacts, highRisk: Status, withheld: Criterion): Recommendation {
  const none = any(not(onAntiMyelomaTherapy(facts)), withheld).status;
  if (none !== 'not-met') return none === 'met' ? 'none' : 'unknown';
  const anticoagulated = onTherapeuticAnticoagulant(facts).status;
  if (anticoagulated !== 'not-met') return anticoagulated === 'met' ? 'continue-current' : 'unknown';
  return { met: 'anticoagulant', 'not-met': 'aspirin', unknown: 'unknown' }[highRisk] as Recommendation;
}
