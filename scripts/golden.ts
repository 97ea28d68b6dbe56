import { mkdirSync, writeFileSync } from 'node:fs';
import { goldenAnswers, GOLDEN_FOLDER } from '../test/golden.ts';

/** Rewrites the golden answers of the sample patients: npm run golden. Read the difference before you commit it. */
mkdirSync(GOLDEN_FOLDER, { recursive: true });
for (const { file, answer } of await goldenAnswers()) writeFileSync(file, `${JSON.stringify(answer, null, 2)}\n`);
