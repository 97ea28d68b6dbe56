import { readFileSync } from 'node:fs';
import { loadWords } from '../src/hooks/words.ts';
import { stateOf } from '../src/hooks/rule-states.ts';
import { PAGES } from '../src/logic/index.ts';
import { failedSentinels } from '../src/sentinels/run.ts';
import { changeOf } from '../src/settings/change.ts';
import { configDigest } from '../src/settings/config-digest.ts';
import { settingsFrom } from '../src/settings/load.ts';
import type { Settings } from '../src/settings/settings.ts';

/**
 * `npm run settings -- new.yaml [present.yaml]`: what a file would do, for who approves it. Its version, its states by
 * rule and client, the rules that would not fire, and what differs from the present file. Exit code 1 if it would be
 * refused. The environment is not read: a server's own version differs from this one where it overrides `publicUrl`.
 */
const [file, present] = process.argv.slice(2);

const read = (name: string): Settings => settingsFrom(readFileSync(name, 'utf8'), name);

function statesTable(settings: Settings): string {
  const columns = [undefined, ...settings.clients];
  const rows = [
    ['rule', 'site', ...settings.clients.map(({ issuer }) => issuer)],
    ...PAGES.map(({ id }) => [id, ...columns.map((client) => stateOf(id, settings, { client }))]),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

async function main(): Promise<void> {
  if (file === undefined) throw new Error('npm run settings -- new.yaml [present.yaml]');
  const settings = read(file);
  const failed = await failedSentinels(settings, loadWords(), new Date());
  const change = present === undefined ? '' : `\n${JSON.stringify(changeOf(read(present), settings), null, 2)}\n`;
  process.stdout.write(`version ${configDigest(settings)}\n${change}\n${statesTable(settings)}\n`);
  if (failed.length > 0) throw new Error(`rules that would not fire: ${failed.join(', ')}`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
