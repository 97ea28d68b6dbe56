import { mkdirSync, writeFileSync } from 'node:fs';
import { goldenAnswers, GOLDEN_FOLDER } from '../test/golden.ts';
import { PROFILE_FOLDER, profileAnswers } from '../test/profile-answers.ts';

/**
 * Rewrites the golden answers of the sample patients, and those by kind of EHR: npm run golden. Read the difference
 * before you commit it.
 */
for (const folder of [GOLDEN_FOLDER, PROFILE_FOLDER]) mkdirSync(folder, { recursive: true });
for (const { file, answer } of [...(await goldenAnswers()), ...(await profileAnswers())])
  writeFileSync(file, `${JSON.stringify(answer, null, 2)}\n`);
