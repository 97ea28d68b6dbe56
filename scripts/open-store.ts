import { loadSettings } from '../src/settings/load.ts';
import type { Settings } from '../src/settings/settings.ts';
import { openStore, type Store } from '../src/store/store.ts';

/** The store of the settings in force, for commands that read it and leave. */
export function storeOfSettings(): { readonly store: Store; readonly settings: Settings } {
  const settings = loadSettings(process.env);
  const store = openStore({
    url: settings.store.url,
    retentionDays: settings.feedback.retentionDays,
    now: Date.now,
    watch: {
      onRecords: () => undefined,
      onFailure: () => undefined,
      onPurgeFailure: () => undefined,
      watchQueue: () => undefined,
    },
  });
  return { store, settings };
}
