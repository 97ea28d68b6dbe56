import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Express } from 'express';
import { pino } from 'pino';
import { createApp, type AppParts } from '../src/app.ts';
import { loadWords } from '../src/hooks/words.ts';
import { createMetrics } from '../src/metrics.ts';
import { SANDBOX_SETTINGS, type Settings } from '../src/settings/settings.ts';
import { createPseudonym, type Pseudonym } from '../src/store/pseudonym.ts';
import type { Store } from '../src/store/store.ts';

/** The real app with the clock standing at noon of a day; no network but what a test opens itself. */
export function appAt(
  day: string,
  settings: Partial<Settings> = {},
  store: Store = NO_STORE,
  pseudonym: Pseudonym = createPseudonym(null),
): Express {
  return createApp({ ...partsAt(day, settings, store), pseudonym });
}

/** What that app is built from, for a test that changes some of it. */
export function partsAt(day: string, settings: Partial<Settings> = {}, store: Store = NO_STORE): AppParts {
  return {
    settings: { ...SANDBOX_SETTINGS, ...settings },
    words: WORDS,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    store,
    pseudonym: createPseudonym(null),
    now: () => new Date(`${day}T12:00:00Z`),
    // A busy machine is no reason to leave out pages; `deadline.test.ts` has a clock of its own.
    elapsed: () => 0,
    isReady: () => true,
  };
}

export const WORDS = loadWords();

/** Takes everything and keeps nothing, for tests of something else. */
export const NO_STORE: Store = {
  record: () => undefined,
  receive: () => true,
  answered: () => Promise.resolve(new Set()),
  state: () => Promise.resolve('reachable'),
  report: ({ from, to }) => Promise.resolve({ from, to, rows: [], unmatchedFeedback: 0 }),
  explain: () => Promise.resolve(null),
  feedback: () => Readable.from([]),
  close: () => Promise.resolve(0),
};

/** A sample patient of `test/patients`. */
export interface Sample {
  readonly title: string;
  readonly asOf: string;
  readonly shape: string;
  readonly request: { readonly hook: string } & Record<string, unknown>;
}

export function sample(name: string): Sample {
  return JSON.parse(readFileSync(join(process.cwd(), 'test/patients', `${name}.json`), 'utf8')) as Sample;
}
