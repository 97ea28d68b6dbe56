import { failedSentinels } from '../src/sentinels/run.ts';
import { SANDBOX_SETTINGS } from '../src/settings/settings.ts';
import { WORDS } from './app.ts';

/** A code map from which one row is lost: nothing crashes, cards only stay away, and the sentinels tell (PR-55). */

jest.mock('../src/fhir-mapping/codes/laboratory.ts', () => {
  const real = jest.requireActual<Record<string, readonly { readonly code: string }[]>>(
    '../src/fhir-mapping/codes/laboratory.ts',
  );
  return Object.fromEntries(
    Object.entries(real).map(([name, rows]) => [
      name,
      Array.isArray(rows) ? rows.filter(({ code }) => code !== '2160-0') : rows,
    ]),
  );
});

test('without the code of creatinine, the rules that live by it are named, and no others', async () => {
  const rules = await failedSentinels(SANDBOX_SETTINGS, WORDS, new Date('2026-11-20T12:00:00Z'));
  expect(rules).toEqual([
    'LEN-RENAL-DOSE',
    'BONE-AGENT-RENAL',
    'NEPHROTOXIC-DRUG',
    'CONTRAST-RENAL',
    'RENAL-DISEASE',
    'RENAL-RECOVERY',
  ]);
});
