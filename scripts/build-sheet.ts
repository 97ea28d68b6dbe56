import { buildSheet } from './build-sheet-text.ts';
import { loadWords } from '../src/hooks/words.ts';
import { loadSettings } from '../src/settings/load.ts';
import type { ClientSettings } from '../src/settings/settings.ts';

/** `npm run build-sheet -- CLIENT`: its issuer, the host of it, a tenant, or its profile, where that means one client. */

const [wanted = ''] = process.argv.slice(2);
try {
  const settings = loadSettings(process.env);
  const names = ({ issuer, tenants, profile }: ClientSettings): readonly string[] => [
    issuer,
    ...(URL.canParse(issuer) ? [new URL(issuer).host] : []),
    ...tenants,
    profile,
  ];
  const found = settings.clients.filter((client) => names(client).includes(wanted));
  const [client, another] = found;
  if (!client || another) {
    const known = settings.clients.map((one) => `  ${[...new Set(names(one))].join('  ')}`);
    throw new Error(
      `${another ? 'Several clients are' : 'No client is'} "${wanted}". In the settings (MYELOMA_CDS_CONFIG):\n${known.join('\n') || '  none'}`,
    );
  }
  process.stdout.write(`${buildSheet(client, settings, loadWords())}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
