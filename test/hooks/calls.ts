import type { Express } from 'express';
import request from 'supertest';
import type { FindingData } from '../../src/hooks/finding-data.ts';
import type { Card } from '../../src/hooks/types.ts';
import type { Hook } from '../../src/logic/rule.ts';
import { bundle, draft, medication, resources, RX, TODAY, type Json, type PatientParts } from '../patient.ts';

/** Hook calls as a client makes them, and the answers as a client reads them. */

export const HOOKS: readonly Hook[] = ['patient-view', 'order-select', 'order-sign'];
export const KEYS = [
  'patient',
  'conditions',
  'observations',
  'medications',
  'procedures',
  'allergies',
  'devices',
  'reports',
  'serviceRequests',
  'administrations',
  'dispenses',
  'medicationHistory',
  'medicationStatements',
] as const;
export type Key = (typeof KEYS)[number];
/** What the enabled pages ask for besides, when a chart is opened; sites without them answer nothing. */
export const FURTHER_KEYS = ['immunizations', 'encounters'] as const;

const KEY_OF_TYPE: Readonly<Record<string, Key>> = {
  Patient: 'patient',
  Condition: 'conditions',
  Observation: 'observations',
  MedicationRequest: 'medications',
  Procedure: 'procedures',
  AllergyIntolerance: 'allergies',
  Device: 'devices',
  DiagnosticReport: 'reports',
  ServiceRequest: 'serviceRequests',
  MedicationAdministration: 'administrations',
  MedicationDispense: 'dispenses',
  MedicationStatement: 'medicationStatements',
};

/** The chart by prefetch key; every key answered. */
export function prefetchOf(parts: PatientParts = {}): Record<Key, Json> {
  const all = resources(parts);
  const of = (key: Key): Json[] => all.filter((resource) => KEY_OF_TYPE[String(resource['resourceType'])] === key);
  const searched = Object.fromEntries(KEYS.map((key) => [key, bundle(of(key))])) as Record<Key, Json>;
  return { ...searched, patient: of('patient')[0] ?? {} };
}

/** A chart with lenalidomide 10 mg active: at a clearance of 42 mL/min the dose fits, prophylaxis is lacking. */
export const onLenalidomide = (parts: PatientParts = {}): PatientParts => ({
  medications: [medication(RX.lenalidomide10, { value: 10 }, { id: 'active-len' })],
  ...parts,
});

/** Lenalidomide 25 mg daily: 2.5 times what MYEL-J allows at 42 mL/min. */
export const lenalidomide25 = (options: Json = {}): Json =>
  draft(RX.lenalidomide25, { value: 25 }, { id: 'draft-len', ...options });

export interface Situation {
  readonly drafts?: readonly Json[];
  readonly selections?: unknown;
  readonly context?: Json;
  readonly prefetch?: Json;
  readonly more?: Json;
}

/** A complete request for a hook: lenalidomide 25 mg in hand where the hook is about orders. */
export function hookCall(hook: Hook, situation: Situation = {}): Json {
  const { drafts = [lenalidomide25()], context = {}, more = {} } = situation;
  const chart = hook === 'patient-view' ? onLenalidomide() : {};
  const references = drafts.map((one) => `${String(one['resourceType'])}/${String(one['id'])}`);
  return {
    hook,
    hookInstance: 'd26ae746-1ec0-40bd-84c5-28d90a7fc1cd',
    context: {
      userId: 'Practitioner/example',
      patientId: 'p1',
      ...(hook === 'patient-view' ? {} : { draftOrders: bundle(drafts) }),
      ...(hook === 'order-select' ? { selections: situation.selections ?? references } : {}),
      ...context,
    },
    prefetch: situation.prefetch ?? prefetchOf(chart),
    ...more,
  };
}

export interface Outcome {
  readonly resourceType?: string;
  readonly issue?: readonly {
    readonly severity: string;
    readonly code: string;
    readonly details: { readonly text: string; readonly coding: readonly { readonly code: string }[] };
    readonly diagnostics?: string;
    readonly expression?: readonly string[];
  }[];
}

export interface Answer {
  readonly status: number;
  readonly cards: readonly Card[];
  readonly outcome: Outcome;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts a request to the service of its hook, or to another one. Text goes out as it is. */
export async function fire(
  app: Express,
  body: Json | string,
  service?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const id = service ?? `myeloma-${typeof body === 'string' ? 'patient-view' : String(body['hook'])}`;
  return post(app, `/cds-services/${id}`, body, headers);
}

export async function post(
  app: Express,
  path: string,
  body: Json | string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await request(app)
    .post(path)
    .set({ 'Content-Type': 'application/json', ...headers })
    .send(body);
  const json = response.body as Outcome & { readonly cards?: readonly Card[] };
  return {
    status: response.status,
    cards: json.cards ?? [],
    outcome: json,
    text: response.text,
    headers: response.headers,
  };
}

/** A hard request: answered in time without a 5xx or a page that broke, and the next caller is served as ever. */
export async function survives(app: Express, path: string, body: string | Json, within: number): Promise<Answer> {
  const started = Date.now();
  const answer = await post(app, path, body);
  expect(Date.now() - started).toBeLessThan(within);
  expect([200, 400, 412, 413]).toContain(answer.status);
  expect(
    findingsOf(answer)
      .filter(({ advice }) => advice === 'broken')
      .map(({ ruleId }) => ruleId),
  ).toEqual([]);
  const next = await fire(app, hookCall('order-sign'));
  expect([next.status, next.cards.length]).toEqual([200, 2]);
  return answer;
}

export const errorCode = ({ outcome }: Answer): string | undefined => outcome.issue?.[0]?.details.coding[0]?.code;
export const memberOf = ({ outcome }: Answer): string | undefined => outcome.issue?.[0]?.expression?.[0];

const FINDING = 'org.myeloma-cds.finding';

/** The findings that the cards carry (contract, section 4). */
export function findingsOf({ cards }: Pick<Answer, 'cards'>): readonly Partial<FindingData>[] {
  return cards.flatMap((card) => card.extension[FINDING] as Partial<FindingData> | Partial<FindingData>[]);
}

export const rulesOf = (answer: Pick<Answer, 'cards'>): (string | undefined)[] =>
  findingsOf(answer).map(({ ruleId }) => ruleId);

/** Concepts that some finding lacked for a reason. */
export function missingOf(answer: Pick<Answer, 'cards'>, because: string): readonly string[] {
  const missing = findingsOf(answer).flatMap((finding) => finding.missing ?? []);
  return [...new Set(missing.filter((one) => one.because === because).map((one) => one.concept))];
}

export { TODAY };
