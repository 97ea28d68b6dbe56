import type { Evidence, Missing } from '../logic/facts.ts';
import type { Advice, Finding, Indicator, Rule } from '../logic/rule.ts';
import type { Score } from '../logic/score.ts';
import type { RuleState } from '../settings/settings.ts';

/** A finding as data: `findings` of the evaluation, and what a card carries in its extension. */
export interface FindingData {
  readonly ruleId: string;
  readonly specIds: readonly string[];
  readonly page: string;
  readonly topic: string;
  readonly advice: string;
  readonly indicator: Indicator;
  readonly category: string;
  readonly preference: null;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
  readonly notes: readonly string[];
  readonly scores?: Readonly<Record<string, Pick<Score, 'min' | 'max'>>>;
  /** Of a pilot, `on` for who takes part. */
  readonly state: 'on' | 'silent';
}

/** The evidence category unless the page says otherwise (conventions). */
const DEFAULT_CATEGORY = '2A';

/** A page that threw: no advice, and nothing may be concluded from that. */
const BROKEN: Advice<string> = { advice: 'broken', indicator: 'warning', show: {}, evidence: [], missing: [] };

export function findingData(finding: Finding, summary: string, state: RuleState): FindingData {
  const { rule } = finding;
  const said = finding.kind === 'advice' ? finding : BROKEN;
  return {
    ruleId: rule.id,
    specIds: specIdsOf(rule),
    page: rule.cites[0].page,
    topic: rule.topic,
    advice: said.advice,
    indicator: said.indicator,
    category: categoryOf(finding),
    preference: null,
    summary,
    evidence: said.evidence,
    missing: said.missing,
    notes: (said.notes ?? []).map((note) => note.key),
    ...(said.scores ? { scores: ends(said.scores) } : {}),
    state: state === 'on' ? 'on' : 'silent',
  };
}

/** Per rule, which is the same for every patient. */
const SPEC_IDS = new WeakMap<Rule, readonly string[]>();

function specIdsOf(rule: Rule): readonly string[] {
  const ids = SPEC_IDS.get(rule) ?? [...new Set(rule.cites.flatMap((cite) => cite.specIds))];
  SPEC_IDS.set(rule, ids);
  return ids;
}

export const categoryOf = (finding: Finding): string =>
  finding.kind === 'advice' ? (finding.category ?? DEFAULT_CATEGORY) : DEFAULT_CATEGORY;

const ends = (scores: Readonly<Record<string, Score>>): Record<string, Pick<Score, 'min' | 'max'>> =>
  Object.fromEntries(Object.entries(scores).map(([name, { min, max }]) => [name, { min, max }]));

/** The same without nulls and empty members: CDS Hooks allows neither in a card. */
export function withoutEmpty(data: FindingData): Record<string, unknown> {
  const stated: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) {
    if (value !== null && !(Array.isArray(value) && value.length === 0)) stated[name] = value;
  }
  return stated;
}
