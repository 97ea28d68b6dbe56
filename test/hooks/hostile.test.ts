import { appAt } from '../app.ts';
import { bundle, creatinine, evaluation, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, prefetchOf, survives, TODAY } from './calls.ts';

/** Bodies made to hurt: the answer comes, in bounds, without a 5xx or a broken page, and the next caller is served. */

const app = appAt(TODAY);
const SECONDS = 1000;

const LEVELS = 10_000;
const nestedObjects = `${'{"a":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`;
const nestedLists = `${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`;
const nestedExtensions = `${'[{"url":"x","extension":'.repeat(LEVELS / 2)}[]${'}]'.repeat(LEVELS / 2)}`;

/** Puts raw JSON where a body holds the mark. */
const withRaw = (body: Json, raw: string): string => JSON.stringify(body).replaceAll('"@@"', raw);

const chart = prefetchOf();
const PLACES: readonly (readonly [string, string, Json])[] = [
  ['the top', 'myeloma-order-sign', hookCall('order-sign', { more: { junk: '@@' } })],
  ['the context', 'myeloma-order-sign', hookCall('order-sign', { context: { junk: '@@' } })],
  ['extension', 'myeloma-order-sign', hookCall('order-sign', { more: { extension: { 'x.y': '@@' } } })],
  [
    'draftOrders',
    'myeloma-order-sign',
    hookCall('order-sign', { context: { draftOrders: { ...bundle([lenalidomide25()]), junk: '@@' } } }),
  ],
  ['a draft', 'myeloma-order-sign', hookCall('order-sign', { drafts: [lenalidomide25({ extension: '@@' })] })],
  [
    'the dosage of a draft',
    'myeloma-order-sign',
    hookCall('order-sign', { drafts: [lenalidomide25({ dosageInstruction: '@@' })] }),
  ],
  [
    'the Patient',
    'myeloma-order-sign',
    hookCall('order-sign', { prefetch: { ...chart, patient: { ...chart.patient, extension: '@@' } } }),
  ],
  [
    'a result',
    'myeloma-order-sign',
    hookCall('order-sign', {
      prefetch: { ...chart, observations: bundle([creatinine(1.2, { extension: '@@', valueQuantity: '@@' })]) },
    }),
  ],
  [
    'a problem',
    'myeloma-order-sign',
    hookCall('order-sign', { prefetch: { ...chart, conditions: bundle([{ resourceType: 'Condition', code: '@@' }]) } }),
  ],
  ['an unknown prefetch key', 'myeloma-order-sign', hookCall('order-sign', { prefetch: { ...chart, junk: '@@' } })],
  ['a prefetch key', 'myeloma-order-sign', hookCall('order-sign', { prefetch: { ...chart, devices: '@@' } })],
];
const SHAPES = { objects: nestedObjects, lists: nestedLists, extensions: nestedExtensions };

test.each(
  PLACES.flatMap(([where, id, body]) =>
    Object.entries(SHAPES).map(([shape, raw]) => ({ where, id, body, shape, raw })),
  ),
)(`${LEVELS} levels of $shape in $where`, async ({ id, body, raw }) => {
  await survives(app, `/cds-services/${id}`, withRaw(body, raw), 5 * SECONDS);
});

test.each(Object.entries(SHAPES))(
  `${LEVELS} levels of %s in drafts are refused: they would be echoed (bounded)`,
  async (_, raw) => {
    const body = withRaw(hookCall('order-sign', { drafts: [lenalidomide25({ extension: '@@' })] }), raw);
    expect((await fire(app, body, 'myeloma-order-sign')).status).toBe(400);
  },
);

test.each(Object.entries(SHAPES))('/api/evaluate: %s in the Patient, a resource and the drafts', async (_, raw) => {
  const parts = { patient: { extension: '@@' }, observations: [creatinine(1.2, { component: '@@' })] };
  await survives(app, '/api/evaluate', withRaw(evaluation(parts), raw), 5 * SECONDS);
  await survives(app, '/api/evaluate', withRaw(evaluation({}, [lenalidomide25({ note: '@@' })]), raw), 5 * SECONDS);
});

const POLLUTING = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(POLLUTING)('a member called %s is a member like any other', async (name) => {
  const member = `"${name}":{"polluted":true,"prototype":{"polluted":true},"resourceType":"Bundle"}`;
  for (const at of ['more', 'context', 'prefetch', 'draft'] as const) {
    const mark = { zz: '@@' };
    const body = hookCall('order-sign', {
      drafts: [lenalidomide25(at === 'draft' ? mark : {})],
      prefetch: { ...chart, ...(at === 'prefetch' ? mark : {}) },
      ...(at === 'more' ? { more: mark } : {}),
      ...(at === 'context' ? { context: mark } : {}),
    });
    const answer = await survives(
      app,
      '/cds-services/myeloma-order-sign',
      JSON.stringify(body).replaceAll('"zz":"@@"', member),
      2 * SECONDS,
    );
    expect([answer.status, answer.cards.length]).toEqual([200, 2]);
  }
  expect(({} as Json)['polluted']).toBeUndefined();
});

/** Shapes that FHIR doesn't know where it asks for a list (real clients 3.5: deviations to survive). */
const ODD_EXTENSIONS: readonly unknown[] = [
  {},
  { url: 'x' },
  'x',
  5,
  [null],
  [5],
  ['x'],
  [[]],
  [{ url: 5 }],
  [{ extension: 'x' }],
  [{ url: 'x', extension: [null] }],
];

test.each(ODD_EXTENSIONS.map((extension) => ({ extension, shown: JSON.stringify(extension) })))(
  'Patient.extension $shown is survived: the facts that can be read are used (design: mapping never fails)',
  async ({ extension }) => {
    const patient = { ...chart.patient, extension };
    const hook = await survives(
      app,
      '/cds-services/myeloma-order-sign',
      hookCall('order-sign', { prefetch: { ...chart, patient } }),
      SECONDS,
    );
    expect([hook.status, hook.cards[0]?.indicator]).toEqual([200, 'critical']);
    const evaluated = await survives(
      app,
      '/api/evaluate',
      evaluation({ patient: { extension } }, [lenalidomide25()]),
      SECONDS,
    );
    expect(evaluated.status).toBe(200);
  },
);
