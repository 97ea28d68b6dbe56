import type { IncomingMessage, ServerResponse } from 'node:http';
import { createApp, type AppParts, type Health } from './app.ts';
import { createLimiters } from './door/limiters.ts';
import { createSecurity, type Security } from './security/create-security.ts';
import { securityLog } from './security-log.ts';
import { watchSentinels } from './sentinels/watch.ts';
import { changeOf, checkChange, isKillSwitchPulled, refusalOf } from './settings/change.ts';
import { configDigest } from './settings/config-digest.ts';
import type { Settings } from './settings/settings.ts';
import { watchSettings, type SettingsWatch } from './settings/watch-settings.ts';

/** What a site is opened with. */
export interface SiteParts extends Omit<AppParts, 'security' | 'limiters' | 'health'> {
  /** Left out: the settings stay as they are. */
  readonly watch?: SettingsWatch;
}

/** The app of the settings in force. A call is answered whole by the app that it came to. */
export interface Site {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Fetches keys, runs the sentinel patients, and follows the settings file from then on. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Everything that depends on the settings is made anew when they change, and swapped in one step: nothing is looked up
 * in them per request, and no call sees two of them. Keys and the memory of used tokens last.
 */
export function openSite(parts: SiteParts): Site {
  const { log, metrics } = parts;
  const { governance } = metrics;
  const sentinels = watchSentinels({ ...parts, metrics: governance });
  let { settings } = parts;
  let security = createSecurity({ settings, now: parts.now, onEvent: securityLog(parts) });
  let reload: Health['settings']['reload'] = 'ok';
  let stopWatching = (): void => undefined;

  const health = (): Health => ({
    waitingFor: sentinels.waitingFor(),
    settings: { version: configDigest(settings), reload },
    sentinels: { failed: sentinels.failed() },
  });
  const limiters = createLimiters({
    ...parts,
    limits: () => settings.limits,
    sharedCount: (key, seconds) => security.sharedCount?.(key, seconds) ?? Promise.resolve(0),
  });
  const build = (of: Settings, by: Security) => createApp({ ...parts, settings: of, security: by, limiters, health });
  let app = build(settings, security);

  const note = (outcome: Health['settings']['reload']): void => {
    reload = outcome;
    governance.setReloadFailed(outcome === 'failed');
    governance.setKillSwitch(isKillSwitchPulled(settings));
  };
  const take = async (next: Settings): Promise<void> => {
    checkChange(settings, next);
    await sentinels.admit(next, settings);
    // What throws here leaves the settings before in force, whole.
    const nextSecurity = security.renewed(next);
    const nextApp = build(next, nextSecurity);
    log.warn(changeOf(settings, next), 'settings taken over');
    [settings, security, app] = [next, nextSecurity, nextApp];
    note('ok');
    void sentinels.follow(next);
  };

  return {
    handle: (request, response) => void app(request, response),
    start: async () => {
      note('ok');
      // Ready with or without every client's keys: one EHR's outage isn't the others'.
      await Promise.all([security.start(), sentinels.follow(settings)]);
      if (!parts.watch) return;
      stopWatching = watchSettings({
        ...parts.watch,
        inForce: settings,
        take,
        onInForce: () => note('ok'),
        onRefused: (error) => {
          note('failed');
          log.error({ problem: refusalOf(error), inForce: configDigest(settings) }, 'settings not taken over');
        },
      });
    },
    stop: () => {
      stopWatching();
      sentinels.stop();
      return security.stop();
    },
  };
}
