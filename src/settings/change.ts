import { isDeepStrictEqual } from 'node:util';
import { SettingsInvalid } from '../errors.ts';
import { configDigest } from './config-digest.ts';
import type { Settings } from './settings.ts';

/** Members that only a start reads. */
const AT_START = [
  ['feedback.retentionDays', ({ feedback }: Settings) => feedback.retentionDays],
  ['limits.headerBytes', ({ limits }: Settings) => limits.headerBytes],
  ['limits.requestSeconds', ({ limits }: Settings) => limits.requestSeconds],
  ['security.replayStoreDown', ({ security }: Settings) => security.replayStoreDown],
] as const;

/** For the audit: which settings came after which, what differs, and what of it waits for a restart. */
export function changeOf(before: Settings, after: Settings): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof Settings)[]).filter(
    (member) => !isDeepStrictEqual(before[member], after[member]),
  );
  const atRestart = AT_START.filter(([, read]) => read(before) !== read(after)).map(([name]) => name);
  return {
    from: configDigest(before),
    to: configDigest(after),
    changed,
    killSwitch: after.killSwitch,
    ...(atRestart.length > 0 ? { atRestart } : {}),
  };
}

/** Throws `SettingsInvalid` for what must not happen to a server that is in use. */
export function checkChange(before: Settings, after: Settings): void {
  if (before.security.auth === 'required' && after.security.auth === 'off')
    throw new SettingsInvalid('security.auth can not be turned off while the server runs.');
}

export const isKillSwitchPulled = ({ killSwitch: { all, rules, services, clients } }: Settings): boolean =>
  all || rules.length + services.length + clients.length > 0;

/** Why settings were refused. Only our own message is sure to hold no more than keys of the file. */
export function refusalOf(error: unknown): string {
  if (error instanceof SettingsInvalid) return error.message;
  return error instanceof Error ? error.name : typeof error;
}
