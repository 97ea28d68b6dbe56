import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { appAt, sample } from '../app.ts';
import {
  baseObservations,
  condition,
  creatinine,
  draft,
  medication,
  observation,
  platelets,
  procedure,
  RX,
  weight,
  height,
  type Json,
} from '../patient.ts';
import { fire, hookCall, HOOKS, lenalidomide25, onLenalidomide, prefetchOf, TODAY } from './calls.ts';
import { problemsOf } from './card-rules.ts';

/** Every card of every situation keeps every rule of the protocol, in both languages. */

const SAMPLES = readdirSync(join(process.cwd(), 'test/patients'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length));

const draftsIn = (body: Json): Json[] => {
  const context = body['context'] as Json;
  const entries = ((context['draftOrders'] as Json | undefined)?.['entry'] ?? []) as readonly { resource: Json }[];
  return entries.map(({ resource }) => resource);
};

async function problems(day: string, body: Json, language: string): Promise<string[]> {
  const answer = await fire(appAt(day), body, undefined, { 'Accept-Language': language });
  expect(answer.status).toBe(200);
  const patientId = String((body['context'] as Json)['patientId']);
  return problemsOf(answer.text, { drafts: draftsIn(body), patientId });
}

describe.each(['en', 'zh-CN'])('%s', (language) => {
  test.each(SAMPLES)('sample patient %s', async (name) => {
    const { request, asOf } = sample(name);
    expect(await problems(asOf, request, language)).toEqual([]);
  });

  test.each(SAMPLES.flatMap((name) => HOOKS.map((hook) => ({ name, hook }))))(
    'sample patient $name at $hook',
    async ({ name, hook }) => {
      const { request, asOf } = sample(name);
      const context = request['context'] as Json;
      const draftOrders = context['draftOrders'] ?? { resourceType: 'Bundle', entry: [] };
      const body = { ...request, hook, context: { ...context, draftOrders, selections: [] as string[] } };
      if (hook === 'patient-view') Object.assign(body.context, { draftOrders: undefined, selections: undefined });
      expect(await problems(asOf, body, language)).toEqual([]);
    },
  );
});

const only = (...observations: Json[]) => prefetchOf({ observations });
const SITUATIONS: readonly (readonly [string, Json])[] = [
  ['overdose', hookCall('order-sign')],
  [
    'overdose, severe',
    hookCall('order-sign', { prefetch: only(creatinine(3.5), platelets(210), weight(62), height(160)) }),
  ],
  [
    'creatinine below 1.0',
    hookCall('order-sign', {
      prefetch: only(creatinine(1, { valueQuantity: { value: 1, comparator: '<', unit: 'mg/dL' } }), weight(62)),
    }),
  ],
  [
    'creatinine above 0.9',
    hookCall('order-sign', {
      prefetch: only(creatinine(0.9, { valueQuantity: { value: 0.9, comparator: '>', unit: 'mg/dL' } }), weight(62)),
    }),
  ],
  [
    'clearance measured above 20',
    hookCall('order-sign', {
      prefetch: only(
        observation('2164-2', 20, 'mL/min', { valueQuantity: { value: 20, comparator: '>', unit: 'mL/min' } }),
      ),
    }),
  ],
  [
    'platelets above 10',
    hookCall('order-sign', {
      drafts: [draft(RX.apixaban, { value: 5, frequency: 2 })],
      prefetch: only(platelets(10, { valueQuantity: { value: 10, comparator: '>', unit: '10*3/uL' } })),
    }),
  ],
  [
    'platelets below 30',
    hookCall('order-sign', {
      drafts: [draft(RX.apixaban, { value: 5, frequency: 2 })],
      prefetch: only(platelets(30, { valueQuantity: { value: 30, comparator: '<', unit: '10*3/uL' } })),
    }),
  ],
  [
    'results of one moment that differ',
    hookCall('order-sign', { prefetch: only(creatinine(0.8), creatinine(4), weight(62), height(160)) }),
  ],
  ['sex not stated', hookCall('order-sign', { prefetch: prefetchOf({ patient: { gender: 'unknown' } }) })],
  ['birth year only', hookCall('order-sign', { prefetch: prefetchOf({ patient: { birthDate: '1955' } }) })],
  ['nothing but the Patient', hookCall('order-sign', { prefetch: { patient: prefetchOf().patient } })],
  ['nothing but the Patient, chart opened', hookCall('patient-view', { prefetch: { patient: prefetchOf().patient } })],
  [
    'nothing but the Patient, chart opened, drugs known',
    hookCall('patient-view', {
      prefetch: { patient: prefetchOf().patient, medications: prefetchOf(onLenalidomide()).medications },
    }),
  ],
  ['dialysis', hookCall('order-sign', { prefetch: prefetchOf({ procedures: [procedure('265764009', { days: 3 })] }) })],
  ['dose not readable', hookCall('order-sign', { drafts: [draft(RX.lenalidomide, null, { id: 'x' })] })],
  [
    'dose range',
    hookCall('order-sign', {
      drafts: [
        lenalidomide25({
          dosageInstruction: [
            {
              timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseRange: { low: { value: 10, unit: 'mg' }, high: { value: 25, unit: 'mg' } } }],
            },
          ],
        }),
      ],
    }),
  ],
  [
    'many drugs',
    hookCall('order-sign', {
      drafts: [
        RX.lenalidomide25,
        RX.thalidomide,
        RX.pomalidomide,
        RX.melphalan,
        RX.cyclophosphamide,
        RX.doxorubicin,
      ].map((code, at) => draft(code, { value: 25 }, { id: `d${at}` })),
    }),
  ],
  [
    'chemotherapy of many drugs',
    hookCall('order-sign', {
      drafts: [
        'melphalan',
        'cyclophosphamide',
        'bendamustine',
        'carmustine',
        'cisplatin',
        'etoposide',
        'vincristine',
      ].map((text, at) => draft('x', { value: 25 }, { id: `d${at}`, medicationCodeableConcept: { text } })),
    }),
  ],
  [
    'thrombosis under lenalidomide',
    hookCall('patient-view', {
      prefetch: prefetchOf(
        onLenalidomide({ conditions: [condition('C90.00'), condition('I82.401', { onsetDateTime: '2026-11-10' })] }),
      ),
    }),
  ],
  [
    'everything stale',
    hookCall('order-sign', {
      prefetch: only(creatinine(1.2, { days: 200 }), platelets(20, { days: 200 }), weight(62, { days: 900 })),
    }),
  ],
  [
    'dexamethasone with an unreadable dose',
    hookCall('order-sign', { prefetch: prefetchOf({ medications: [medication(RX.dexamethasone, null)] }) }),
  ],
  [
    'aspirin, dose unreadable',
    hookCall('patient-view', {
      prefetch: prefetchOf({
        medications: [medication(RX.lenalidomide10, { value: 10 }), medication(RX.aspirin, null)],
      }),
    }),
  ],
  [
    'a dose of zero',
    hookCall('order-sign', {
      drafts: [
        lenalidomide25({
          dosageInstruction: [
            {
              timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
              doseAndRate: [{ doseQuantity: { value: 0, unit: 'mg' } }],
            },
          ],
        }),
      ],
    }),
  ],
  ['a dose of 1e9 mg', hookCall('order-sign', { drafts: [draft(RX.lenalidomide, { value: 1e9 }, { id: 'x' })] })],
  [
    'results of zero',
    hookCall('order-sign', {
      prefetch: only(
        ...baseObservations().map((one) => ({
          ...one,
          valueQuantity: { ...(one['valueQuantity'] as Json), value: 0 },
        })),
      ),
    }),
  ],
];

describe.each(['en', 'zh-CN'])('%s', (language) => {
  test.each(SITUATIONS)('%s', async (_, body) => {
    expect(await problems(TODAY, body, language)).toEqual([]);
  });
});
