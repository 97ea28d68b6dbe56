import { fileURLToPath } from 'node:url';
import { samplePatients } from '../scripts/samples.ts';
import { loadWords } from '../src/hooks/words.ts';
import { runService } from '../src/hooks/run-service.ts';
import { servicesFor } from '../src/hooks/services.ts';
import { SANDBOX_SETTINGS, type ClientSettings, type Locale } from '../src/settings/settings.ts';

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

export async function profileAnswers(): Promise<ProfileAnswer[]> {
  const services = servicesFor(SANDBOX_SETTINGS);
  const words = loadWords();
  const patients = new Map(samplePatients().map((patient) => [patient.name, patient]));
  const answers: ProfileAnswer[] = [];
  for (const [patient, profile, locale] of CASES) {
    const { request, asOf } = patients.get(patient) ?? {};
    const service = services.get(`myeloma-${String(request?.hook)}`);
    if (!service) throw new Error(`no service for ${patient}`);
    const caller = client(profile, profile === 'epic' ? { orderables: MAPPED } : {});
    const answer = await runService(service, request, {
      settings: SANDBOX_SETTINGS,
      words,
      now: () => new Date(`${String(asOf)}T12:00:00Z`),
      locale,
      caller,
      onFindings: () => undefined,
      pseudonym: () => 'pseudonym',
    });
    const name = `${patient}.${profile}.${locale}`;
    answers.push({ name, file: `${PROFILE_FOLDER}${name}.json`, answer: shown(answer) });
  }
  return answers;
}

/** The extension for programs is the same for all of them, and in the golden answers of the patients. */
const HIDDEN = new Set(['uuid', 'org.myeloma-cds.finding']);

const shown = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer, (key, value: unknown) => (HIDDEN.has(key) ? undefined : value)));
