import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { loadSettings } from '../../src/settings/load.ts';

/** The settings that README shows are what an integrator copies first. */

const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
const shown = /```yaml\n(publicUrl:[\s\S]*?)```/.exec(readme)?.[1] ?? '';

function loaded(text: string) {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  try {
    const file = join(folder, 'settings.yaml');
    writeFileSync(file, text);
    return loadSettings({ MYELOMA_CDS_CONFIG: file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('they load, with the defaults that they claim', () => {
  const { thresholds } = loaded(shown);
  expect(thresholds).toEqual(DEFAULT_THRESHOLDS);
});

test.each(Object.keys(DEFAULT_THRESHOLDS))('the threshold %s is among them', (name) => {
  expect(shown).toContain(`\n  ${name}: `);
});
