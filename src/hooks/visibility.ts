import type { Finding } from '../logic/rule.ts';
import type { Fitted } from './fit-card.ts';
import { stateFor } from './rule-states.ts';
import { recognise, type Recognition, type SuppressionCall, type SuppressionParts } from './suppression.ts';

/** Which findings the user of a call is shown, and why. */
export interface Visibility {
  /** All but those that this user answered already. */
  readonly news: readonly Finding[];
  readonly stateOf: (ruleId: string) => 'on' | 'silent';
  /** Shown only because this user takes part in the rule's pilot. */
  readonly inPilot: (ruleId: string) => boolean;
  /** Findings of rules that opted in to suppression. */
  readonly recognised: ReadonlyMap<Finding, Recognition>;
}

export async function visibilityOf(
  findings: readonly Fitted[],
  call: SuppressionCall,
  parts: SuppressionParts,
): Promise<Visibility> {
  const recognised = await recognise(findings, call, parts);
  const state = (ruleId: string) => stateFor(ruleId, parts.settings, call);
  return {
    news: findings.filter((finding) => recognised.get(finding)?.suppressed !== true),
    stateOf: (ruleId) => (['on', 'pilot'].includes(state(ruleId)) ? 'on' : 'silent'),
    inPilot: (ruleId) => state(ruleId) === 'pilot',
    recognised,
  };
}
