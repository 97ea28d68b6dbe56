import type { RecordedStage } from '../logic/diagnosis-facts.ts';

/** Reads a stage from words such as "R-ISS II", "ISS stage 3" or "DS IIIA"; a stage without its system is none. */

export type Stage = Pick<RecordedStage, 'system' | 'stage' | 'suffix'>;

const SYSTEM =
  '(r2-?iss|r-?iss|revised (?:international staging system|iss)|修订(?:的)?国际分期(?:系统|体系)?|iss|international staging system|国际分期(?:系统|体系)?|durie(?:[- ](?:and )?salmon)?(?: plus)?|ds)';
const NUMBER = '(iii|ii|i|[123])([ab])?(?![a-z0-9])';

/** Between a system and its stage: the abbreviation again, "stage", punctuation. */
const LINK = '(?: ?\\((?:r-?iss|iss|ds)\\))?[ :,=-]{0,3}(?:分期|stage|staging|group|期)?[ :,=-]{0,3}';

const FORWARD = new RegExp(`(?<![a-z0-9-])${SYSTEM}${LINK}${NUMBER}`, 'g');
const BACKWARD = new RegExp(
  `(?<![a-z])stage ${NUMBER}[ ,(]{1,3}(?:by |per |according to )?(?:the )?${SYSTEM}(?![a-z0-9])`,
  'g',
);

const ROMAN: Readonly<Record<string, string>> = { Ⅰ: 'i', Ⅱ: 'ii', Ⅲ: 'iii' };
const STAGES: Readonly<Record<string, Stage['stage']>> = { i: 'I', ii: 'II', iii: 'III', 1: 'I', 2: 'II', 3: 'III' };

/** Every stage that a short text states. R2-ISS is another system, and isn't taken for one of these. */
export function stagesIn(text: string): readonly Stage[] {
  const plain = text.replaceAll(/[ⅠⅡⅢ]/g, (numeral) => ROMAN[numeral] ?? '').toLowerCase();
  const forward = [...plain.matchAll(FORWARD)].map(([, system, stage, suffix]) => ({ system, stage, suffix }));
  const found =
    forward.length > 0
      ? forward
      : [...plain.matchAll(BACKWARD)].map(([, stage, suffix, system]) => ({ system, stage, suffix }));
  return found.flatMap(({ system = '', stage = '', suffix }) => stageOf(system, STAGES[stage], suffix));
}

function stageOf(words: string, stage: Stage['stage'] | undefined, suffix: string | undefined): readonly Stage[] {
  if (stage === undefined || words.startsWith('r2')) return [];
  if (words.startsWith('durie') || words === 'ds') {
    const plain: Stage = { system: 'Durie-Salmon', stage };
    return [suffix === undefined ? plain : { ...plain, suffix: suffix === 'a' ? 'A' : 'B' }];
  }
  const revised = words.startsWith('r') || words.startsWith('修订');
  return [{ system: revised ? 'R-ISS' : 'ISS', stage }];
}
