import { parseArgs } from 'node:util';
import { feedbackExport } from '../src/api/feedback-export.ts';
import { storeOfSettings } from './open-store.ts';

/**
 * `npm run --silent feedback -- [--from DAY] [--to DAY] [--client ISSUER] [--format ndjson|csv|fhir] [--comments true]`,
 * on the store of the settings.
 */

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    client: { type: 'string' },
    format: { type: 'string' },
    comments: { type: 'string' },
  },
});
const { store, settings } = storeOfSettings();
try {
  const parts = { store, now: () => new Date(), keepsComments: settings.feedback.comments };
  const { pieces } = await feedbackExport(values, null, parts);
  for await (const piece of pieces) process.stdout.write(piece);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await store.close(0);
}
