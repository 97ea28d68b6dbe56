import { parseArgs } from 'node:util';
import axios from 'axios';
import type { Card, HookResponse } from '../src/hooks/types.ts';
import { startServer } from './built-server.ts';
import { asOfToday, samplePatients } from './samples.ts';

/**
 * Sends each sample patient to a real server and prints the cards.
 * npm run demo -- [name ...] [--lang zh-CN] [--url http://localhost:3000]
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string', default: 'en' }, url: { type: 'string' } },
});

const COLOURS: Readonly<Record<string, string>> = { critical: '\u001b[31m', warning: '\u001b[33m', info: '\u001b[34m' };
const paint = (text: string, colour: string): string => (process.stdout.isTTY ? `${colour}${text}\u001b[0m` : text);

async function main(): Promise<void> {
  const server = values.url === undefined ? await startServer() : null;
  const base = values.url ?? server?.url ?? '';
  try {
    const chosen = samplePatients().filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    for (const patient of chosen) {
      const { data } = await axios.post<HookResponse>(
        `${base}/cds-services/myeloma-${patient.request.hook}`,
        asOfToday(patient, new Date()),
        { headers: { 'Accept-Language': values.lang } },
      );
      const title = values.lang.startsWith('zh') ? patient.titleZh : patient.title;
      console.log(`\n${'='.repeat(100)}\n${title}\n${patient.name} · ${patient.shape} · ${patient.request.hook}`);
      if (data.cards.length === 0) console.log('\n  (no cards)');
      data.cards.forEach(print);
    }
  } finally {
    server?.stop();
  }
}

function print(card: Card): void {
  console.log(`\n${paint(`[${card.indicator.toUpperCase()}] ${card.summary}`, COLOURS[card.indicator] ?? '')}`);
  console.log(
    card.detail
      .replace(/\*\*/g, '')
      .replace(/\\(?=[\W_])/g, '')
      .replace(/^/gm, '  '),
  );
  for (const { label, actions } of card.suggestions ?? [])
    console.log(`  → ${label}  (${actions.map((action) => action.type).join(', ')})`);
  const reasons = (card.overrideReasons ?? []).map((reason) => reason.display);
  if (reasons.length > 0) console.log(`  ✗ ${reasons.join(' | ')}`);
}

await main();
