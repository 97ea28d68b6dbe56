import { fileURLToPath } from 'node:url';
import { loadWords } from '../src/hooks/words.ts';
import { runService } from '../src/hooks/run-service.ts';
import { servicesFor } from '../src/hooks/services.ts';
import { SANDBOX_SETTINGS, type Locale } from '../src/settings/settings.ts';
import { samplePatients } from '../scripts/samples.ts';

/** Whole answers to the sample patients, in both languages, without the random card ids. */

export const GOLDEN_FOLDER = fileURLToPath(new URL('./patients/golden/', import.meta.url));

export interface GoldenAnswer {
  readonly name: string;
  readonly locale: Locale;
  readonly file: string;
  readonly answer: unknown;
}

const LOCALES: readonly Locale[] = ['en', 'zh-CN'];

export async function goldenAnswers(): Promise<GoldenAnswer[]> {
  const services = servicesFor(SANDBOX_SETTINGS);
  const words = loadWords();
  const answers: GoldenAnswer[] = [];
  for (const { name, asOf, request } of samplePatients()) {
    for (const locale of LOCALES) {
      const service = services.get(`myeloma-${request.hook}`);
      if (!service) throw new Error(`no service for ${request.hook}`);
      const now = (): Date => new Date(`${asOf}T12:00:00Z`);
      const answer = await runService(service, request, {
        settings: SANDBOX_SETTINGS,
        words,
        now,
        locale,
        onFindings: () => undefined,
        pseudonym: () => 'pseudonym',
      });
      answers.push({ name, locale, file: `${GOLDEN_FOLDER}${name}.${locale}.json`, answer: withoutIds(answer) });
    }
  }
  return answers;
}

const withoutIds = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'uuid' ? undefined : value)));
