import { parseArgs } from 'node:util';
import { governanceReport } from '../src/api/governance-report.ts';
import { reportTable } from '../src/api/report-text.ts';
import type { Report } from '../src/store/report.ts';
import { storeOfSettings } from './open-store.ts';

/** `npm run report -- [--from DAY] [--to DAY] [--client ISSUER] [--format table|json|csv|ndjson]`, on the store of the settings. */

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    client: { type: 'string' },
    format: { type: 'string', default: 'table' },
  },
});
const { store } = storeOfSettings();
try {
  const asTable = values.format === 'table';
  const query = { ...values, format: asTable ? 'json' : values.format };
  const { text } = await governanceReport(query, null, { store, now: () => new Date() });
  process.stdout.write(asTable ? reportTable(JSON.parse(text) as Report) : text);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await store.close(0);
}
