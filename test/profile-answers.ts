import { fileURLToPath } from 'node:url';
import { samplePatients } from '../scripts/samples.ts';
import { loadWords } from '../src/hooks/words.ts';
import { runService, type SetupGap } from '../src/hooks/run-service.ts';
import { servicesFor } from '../src/hooks/services.ts';
import type { Card } from '../src/hooks/types.ts';
import { SANDBOX_SETTINGS, type ClientSettings, type Locale, type Settings } from '../src/settings/settings.ts';

/** What the same findings look like for each kind of EHR: cards without ids and without the data for programs. */

export const PROFILE_FOLDER = fileURLToPath(new URL('./hooks/profile-answers/', import.meta.url));

export const client = (profile: ClientSettings['profile'], more: Partial<ClientSettings> = {}): ClientSettings => ({
  issuer: `https://${profile}.example.org`,
  audiences: [],
  tenants: [],
  fhirServers: [],
  profile,
  selectionBehavior: 'any',
  prefetchAliases: {},
  language: 'en',
  ...more,
});

/** A site that has mapped some of the orders and not all. */
export const MAPPED = {
  'lenalidomide 10 mg 1/d': 'LEN10',
  'enoxaparin 40 mg 1/d': 'ENOX40',
  'apixaban 2.5 mg 2/d': 'APIX25',
  'loinc 2160-0': 'LAB66',
  'loinc 5196-1': 'LAB471',
};

type Case = readonly [patient: string, profile: ClientSettings['profile'], locale: Locale];

const CASES: readonly Case[] = [
  ['us-core-woman-crcl-42', 'generic', 'en'],
  ['us-core-woman-crcl-42', 'epic', 'en'],
  ['us-core-woman-crcl-42', 'epic', 'zh-CN'],
  ['us-core-woman-crcl-42', 'athena', 'en'],
  ['us-core-woman-crcl-42', 'sandbox', 'en'],
  ['us-core-man-drug-safety', 'epic', 'en'],
  ['oracle-man-dialysis', 'generic', 'en'],
  ['oracle-man-dialysis', 'epic', 'en'],
  ['oracle-man-dialysis', 'oracle', 'en'],
  ['oracle-man-dialysis', 'oracle', 'zh-CN'],
  ['oracle-man-dialysis', 'athena', 'en'],
];

export interface ProfileAnswer {
  readonly name: string;
  readonly file: string;
  readonly answer: unknown;
}

const SERVICES = servicesFor(SANDBOX_SETTINGS);
const WORDS = loadWords();

/** A call of a known client, its answer, and what its set-up lacked. */
export async function answerTo(
  caller: ClientSettings | undefined,
  body: Readonly<Record<string, unknown>>,
  { day, locale = 'en', settings = {} }: { day: string; locale?: Locale; settings?: Partial<Settings> },
): Promise<{ readonly cards: readonly Card[]; readonly gaps: readonly SetupGap[] }> {
  const service = SERVICES.get(`myeloma-${String(body['hook'])}`);
  if (!service) throw new Error(`no service for ${String(body['hook'])}`);
  const gaps: SetupGap[] = [];
  const { cards } = await runService(service, body, {
    settings: { ...SANDBOX_SETTINGS, ...settings },
    words: WORDS,
    now: () => new Date(`${day}T12:00:00Z`),
    locale,
    caller,
    onFindings: () => undefined,
    onSetupGap: (gap) => gaps.push(gap),
    pseudonym: () => 'pseudonym',
  });
  return { cards, gaps };
}

export async function profileAnswers(): Promise<ProfileAnswer[]> {
  const patients = new Map(samplePatients().map((patient) => [patient.name, patient]));
  const answers: ProfileAnswer[] = [];
  for (const [name, profile, locale] of CASES) {
    const patient = patients.get(name);
    if (!patient) throw new Error(`there is no ${name}`);
    const caller = client(profile, profile === 'epic' ? { orderables: MAPPED } : {});
    const { cards } = await answerTo(caller, patient.request, { day: patient.asOf, locale });
    const title = `${name}.${profile}.${locale}`;
    answers.push({ name: title, file: `${PROFILE_FOLDER}${title}.json`, answer: shown({ cards }) });
  }
  return answers;
}

/** The extension for programs is the same for all of them, and in the golden answers of the patients. */
const HIDDEN = new Set(['uuid', 'org.myeloma-cds.finding']);

const shown = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (HIDDEN.has(key) ? undefined : value)));
