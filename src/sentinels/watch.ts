import type { Logger } from 'pino';
import { SettingsInvalid } from '../errors.ts';
import type { GovernanceMetrics } from '../governance-metrics.ts';
import type { Words } from '../hooks/words.ts';
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
  /** Throws `SettingsInvalid` naming the rules that fire now and would not under these settings. */
  readonly admit: (settings: Settings) => Promise<void>;
  readonly stop: () => void;
}

const MINUTE_MS = 60_000;

export function watchSentinels({ words, log, metrics, now }: SentinelWatchParts): SentinelWatch {
  let failed: readonly string[] = [];
  let haveAllFired = false;
  let timer: NodeJS.Timeout | undefined;

  const check = async (settings: Settings): Promise<void> => {
    const before = failed.join();
    failed = await failedSentinels(settings, words, now());
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
      clearInterval(timer);
      const { everyMinutes } = settings.sentinels;
      if (everyMinutes > 0) timer = setInterval(() => void check(settings), everyMinutes * MINUTE_MS).unref();
      await check(settings);
    },
    admit: async (settings) => {
      const lost = (await failedSentinels(settings, words, now())).filter((rule) => !failed.includes(rule));
      if (lost.length > 0)
        throw new SettingsInvalid(`Rules would not fire for their sentinel patients: ${lost.join(', ')}.`);
    },
    stop: () => clearInterval(timer),
  };
}
