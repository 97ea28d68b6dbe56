import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { configDigest } from './config-digest.ts';
import type { Settings } from './settings.ts';

/** How a settings file is followed while the server runs. */
export interface SettingsWatch {
  readonly file: string;
  /** Reads and checks the whole file; throws `SettingsInvalid`. */
  readonly load: () => Settings;
  readonly everyMs: number;
}

export interface SettingsWatchParts extends SettingsWatch {
  readonly inForce: Settings;
  /** Takes new settings over, or throws and leaves everything as it was. */
  readonly take: (settings: Settings) => Promise<void>;
  /** The file is refused, and why; told once for each text of the file. */
  readonly onRefused: (error: unknown) => void;
  /** The file is in force: newly taken over, or again what it was. */
  readonly onInForce: () => void;
}

/**
 * Follows a settings file by its text: mounted volumes are replaced by links, and tell of it in no other way. A text
 * counts once it was the same twice, so that a file is not taken half written. Returns what ends it.
 */
export function watchSettings(parts: SettingsWatchParts): () => void {
  let { inForce } = parts;
  let judged: string | undefined;
  let last: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const look = async (): Promise<void> => {
    const text = await digestOf(parts.file);
    const holdsStill = text === last;
    last = text;
    if (!holdsStill || text === judged) return;
    judged = text;
    try {
      const next = parts.load();
      if (configDigest(next) !== configDigest(inForce)) await parts.take(next);
      inForce = next;
      parts.onInForce();
    } catch (error) {
      parts.onRefused(error);
    }
  };
  const wait = (): void => {
    if (!stopped) timer = setTimeout(() => void look().finally(wait), parts.everyMs).unref();
  };
  wait();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

const digestOf = (file: string): Promise<string> =>
  readFile(file).then(
    (bytes) => createHash('sha256').update(bytes).digest('hex'),
    () => 'unreadable',
  );
