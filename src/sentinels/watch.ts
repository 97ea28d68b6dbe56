import { isDeepStrictEqual } from 'node:util';
import type { Logger } from 'pino';
import { SettingsInvalid } from '../errors.ts';
import type { GovernanceMetrics } from '../governance-metrics.ts';
import { isInForce } from '../hooks/rule-states.ts';
import type { Words } from '../hooks/words.ts';
import { PAGES } from '../logic/index.ts';
import type { Settings } from '../settings/settings.ts';
import { failedSentinels } from './run.ts';

export interface SentinelWatchParts {
  readonly words: Words;
  readonly log: Logger;
  readonly metrics: GovernanceMetrics;
  readonly now: () => Date;
}

/** Keeps an eye on the sentinel patients: at start, on a schedule, and before other settings are taken over. */
export interface SentinelWatch {
  /** Rules that don't fire for their patient. */
  readonly failed: () => readonly string[];
  /** Those of them that the server waits for before it is ready; none once all rules have fired. */
  readonly waitingFor: () => readonly string[];
  /** Runs them now, and again as often as these settings say. Never rejects. */
  readonly follow: (settings: Settings) => Promise<void>;
  /** Throws `SettingsInvalid` naming the rules that fire under the present settings and would not under the next. */
  readonly admit: (next: Settings, present: Settings) => Promise<void>;
  readonly stop: () => void;
}

const MINUTE_MS = 60_000;

/** Members that say who sees a rule, and not what it finds. */
const GOVERNING: ReadonlySet<string> = new Set(['rules', 'defaultRuleState', 'roles', 'killSwitch', 'clients']);

/** Then no patient can turn out otherwise, and the kill switch waits for none of them. */
function differsInWhoSeesOnly(next: Settings, present: Settings): boolean {
  const rest = (settings: Settings) => Object.entries(settings).filter(([member]) => !GOVERNING.has(member));
  const added = PAGES.some(({ id }) => isInForce(id, next) && !isInForce(id, present));
  return !added && isDeepStrictEqual(rest(next), rest(present));
}

export function watchSentinels({ words, log, metrics, now }: SentinelWatchParts): SentinelWatch {
  let failed: readonly string[] = [];
  let haveAllFired = false;
  let timer: NodeJS.Timeout | undefined;
  let followed: Settings | undefined;

  const check = async (settings: Settings): Promise<void> => {
    const found = await failedSentinels(settings, words, now());
    // A run that outlasts its settings says nothing of those in force.
    if (settings !== followed) return;
    const before = failed.join();
    failed = found;
    metrics.setSentinelsFailed(failed);
    if (failed.length === 0) haveAllFired = true;
    if (failed.join() === before) return;
    if (failed.length > 0) log.error({ rules: failed }, 'rules do not fire for their sentinel patients');
    else log.info('every rule fires for its sentinel patient again');
  };

  return {
    failed: () => failed,
    waitingFor: () => (haveAllFired ? [] : failed),
    follow: async (settings) => {
      followed = settings;
      clearInterval(timer);
      const { everyMinutes } = settings.sentinels;
      if (everyMinutes > 0) timer = setInterval(() => void check(settings), everyMinutes * MINUTE_MS).unref();
      await check(settings);
    },
    admit: async (next, present) => {
      if (differsInWhoSeesOnly(next, present)) return;
      const failing = await failedSentinels(next, words, now());
      // What is broken anyway must not stand in the way of the kill switch.
      const already = failing.length > 0 ? await failedSentinels(present, words, now()) : [];
      const lost = failing.filter((rule) => !already.includes(rule));
      if (lost.length > 0)
        throw new SettingsInvalid(`Rules would not fire for their sentinel patients: ${lost.join(', ')}.`);
    },
    stop: () => clearInterval(timer),
  };
}
