import type { ClientSettings, KillSwitch, RuleSettings, RuleState, Settings } from '../settings/settings.ts';

/** Whom a rule would speak to, as far as its state depends on that. */
export interface Occasion {
  readonly client?: ClientSettings | undefined;
  /** Id of the service. */
  readonly service?: string;
  /** As the call says it: `Practitioner/123`. */
  readonly user?: string;
}

/** What is set for a rule: by the client's own entry, else the site's, else the default. */
export function ruleSettingsOf(id: string, settings: Settings, client?: ClientSettings): RuleSettings {
  return client?.rules?.[id] ?? settings.rules[id] ?? { state: settings.defaultRuleState };
}

/** The state of a rule on an occasion. The kill switch is above all else. */
export function stateOf(id: string, settings: Settings, { client, service }: Occasion = {}): RuleState {
  return isKilled(settings.killSwitch, { id, issuer: client?.issuer, service })
    ? 'off'
    : configuredState(id, settings, client);
}

/** The same for the user of a call: in pilot, `silent` for who does not take part. */
export function stateFor(id: string, settings: Settings, occasion: Occasion): RuleState {
  const state = stateOf(id, settings, occasion);
  if (state !== 'pilot') return state;
  return takesPart(occasion.user, ruleSettingsOf(id, settings, occasion.client).pilot, settings.roles)
    ? 'pilot'
    : 'silent';
}

/**
 * Whether a rule may be run for anybody, and so counts in discovery. The kill switch doesn't: EHRs read discovery
 * rarely, and a service that comes and goes in it is set up anew by hand.
 */
export const isEnabled = (id: string, settings: Settings): boolean =>
  [undefined, ...settings.clients].some((client) => configuredState(id, settings, client) !== 'off');

/** Whether a rule is run for anybody. */
export const isInForce = (id: string, settings: Settings): boolean =>
  isEnabled(id, settings) && !isKilled(settings.killSwitch, { id });

function configuredState(id: string, settings: Settings, client: ClientSettings | undefined): RuleState {
  const { state } = ruleSettingsOf(id, settings, client);
  return client?.silent === true && state !== 'off' ? 'silent' : state;
}

interface Target {
  readonly id: string;
  readonly issuer?: string | undefined;
  readonly service?: string | undefined;
}

const isKilled = ({ all, rules, services, clients }: KillSwitch, { id, issuer, service }: Target): boolean =>
  all ||
  rules.includes(id) ||
  (service !== undefined && services.includes(service)) ||
  (issuer !== undefined && clients.includes(issuer));

function takesPart(userId: string | undefined, pilot: RuleSettings['pilot'], roles: Settings['roles']): boolean {
  const user = userId?.split('/').slice(-2).join('/') ?? '';
  const [type = ''] = user.split('/');
  const { users = [], roles: named = [] } = pilot ?? {};
  return users.includes(user) || named.some((role) => role === type || roles[role]?.includes(user) === true);
}
