import { isServiceId } from '../hooks/services.ts';
import { PAGES } from '../logic/index.ts';
import type { Problem } from './client-problems.ts';
import type { RuleSettings, Settings } from './settings.ts';

const RULE_IDS = new Set(PAGES.map(({ id }) => id));
/** What a `userId` may be of (CDS Hooks), and so a role that needs no list. */
const USER_TYPES = new Set(['Practitioner', 'PractitionerRole', 'Patient', 'RelatedPerson']);

/** States and switches that name what there isn't, or nobody: they would do nothing, and look as if they did. */
export function governanceProblems(settings: Settings): readonly Problem[] {
  return [
    ...ruleProblems(settings.rules, ['rules'], settings),
    ...settings.clients.flatMap(({ rules = {} }, number) =>
      ruleProblems(rules, ['clients', String(number), 'rules'], settings),
    ),
    ...killSwitchProblems(settings),
  ];
}

function ruleProblems(rules: Settings['rules'], path: readonly string[], settings: Settings): readonly Problem[] {
  return Object.entries(rules).flatMap(([id, rule]) => {
    if (!RULE_IDS.has(id)) return [{ key: [...path, id], problem: 'is not a rule' }];
    const problem = pilotProblem(rule, settings);
    return problem === undefined ? [] : [{ key: [...path, id, 'pilot'], problem }];
  });
}

function pilotProblem({ state, pilot }: RuleSettings, settings: Settings): string | undefined {
  const { users = [], roles = [] } = pilot ?? {};
  const unknown = roles.find((role) => !USER_TYPES.has(role) && !Object.hasOwn(settings.roles, role));
  if (unknown !== undefined) return `names the role ${unknown}, which is none of roles`;
  if (state === 'pilot' && users.length + roles.length === 0) return 'names nobody who takes part';
  return undefined;
}

function killSwitchProblems({ killSwitch, clients }: Settings): readonly Problem[] {
  const issuers = new Set(clients.map(({ issuer }) => issuer));
  const known = [
    ['rules', 'rule', (name: string) => RULE_IDS.has(name)],
    ['services', 'service', isServiceId],
    ['clients', 'client', (name: string) => issuers.has(name)],
  ] as const;
  return known.flatMap(([member, kind, isKnown]) =>
    killSwitch[member]
      .filter((name) => !isKnown(name))
      .map((name) => ({ key: ['killSwitch', member], problem: `names ${name}, which is no ${kind}` })),
  );
}
