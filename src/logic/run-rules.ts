import type { FactName, PatientFacts } from './facts.ts';
import { PATIENT } from './per-patient.ts';
import type { Advice, DecisionContext, Finding, Rule, View } from './rule.ts';

/**
 * Runs pages on a patient. Each page sees only the facts that it declared; one that throws becomes a `broken`
 * finding and the others still answer. Most urgent first, otherwise in the order of the registry. `admits` is asked just
 * before a page is run: where it says no, the page is left out, and the caller says so.
 */
export function runRules(
  rules: readonly Rule[],
  facts: PatientFacts,
  context: DecisionContext,
  admits: (rule: Rule) => boolean = () => true,
): Finding[] {
  const findings = rules
    .filter((rule) => rule.hooks.includes(context.hook))
    .flatMap((rule) => (admits(rule) ? runRule(rule, facts, context) : []));
  return findings.sort((a, b) => urgency(a) - urgency(b));
}

const URGENCY = { critical: 0, warning: 1, info: 2 } as const;

const urgency = (finding: Finding): number =>
  finding.kind === 'broken' ? URGENCY.warning : URGENCY[finding.indicator];

function runRule(rule: Rule, facts: PatientFacts, context: DecisionContext): Finding[] {
  try {
    return listOf(rule.decide(viewOf(facts, rule), context)).map((advice) => ({
      kind: 'advice',
      rule,
      ...advice,
    }));
  } catch (cause) {
    return [{ kind: 'broken', rule, cause }];
  }
}

function listOf(advice: Advice<string> | readonly Advice<string>[] | null): readonly Advice<string>[] {
  if (advice === null) return [];
  return 'advice' in advice ? [advice] : advice;
}

/** What a page sees of a patient. A class per page, made once, holds the getters of the facts that it declared. */
type SeenFacts = new (facts: PatientFacts) => View<FactName>;

const SEEN = new WeakMap<Rule, SeenFacts>();

/** The declared facts and no others; each is computed when first read, so an early return costs nothing. */
function viewOf(facts: PatientFacts, rule: Rule): View<FactName> {
  const Seen = SEEN.get(rule) ?? seenBy(rule);
  return new Seen(facts);
}

function seenBy(rule: Rule): SeenFacts {
  class Seen {
    readonly [PATIENT]: PatientFacts;

    static {
      for (const name of ['asOf', ...rule.reads] as const) {
        Object.defineProperty(this.prototype, name, {
          enumerable: true,
          get(this: Seen) {
            return this[PATIENT][name];
          },
        });
      }
    }

    constructor(facts: PatientFacts) {
      this[PATIENT] = facts;
    }
  }
  const seen = Seen as unknown as SeenFacts;
  SEEN.set(rule, seen);
  return seen;
}
