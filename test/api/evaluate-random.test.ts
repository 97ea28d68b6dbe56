import fc from 'fast-check';
import { appAt } from '../app.ts';
import {
  baseObservations,
  bundle,
  condition,
  draft,
  evaluation,
  medication,
  procedure,
  resources,
  RX,
  TODAY,
  type Json,
} from '../patient.ts';
import { fire, hookCall, onLenalidomide, post, prefetchOf } from '../hooks/calls.ts';
import { problemsOf } from '../hooks/card-rules.ts';
import { schemaProblems } from './schema.ts';

/** Design, properties: any Bundle, no crash, a valid response; the order of entries doesn't matter. */

const app = appAt(TODAY);
const RUNS = { numRuns: 120, endOnFailure: true } as const;
jest.setTimeout(60_000);

/** Values that FHIR members take, and values that they should not. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    1e-308,
    true,
    [],
    {},
    [null],
    [[]],
    'x',
    '2026-02-30',
    '9999-12-31',
    'constructor',
    '__proto__',
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Every path to a member of a value. */
const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? [path]
    : [path, ...Object.entries(value).flatMap(([name, child]) => pathsOf(child, [...path, name]))];

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const copy: Json | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  (copy as Json)[first] = replaced((value as Json)[first], rest, by);
  return copy;
}

/** A resource with one to three members replaced by something odd. */
const damaged = (pool: readonly Json[]): fc.Arbitrary<Json> =>
  fc
    .tuple(fc.constantFrom(...pool), fc.array(fc.tuple(fc.nat(), oddValue), { minLength: 1, maxLength: 3 }))
    .map(([resource, changes]) =>
      changes.reduce<Json>((changed, [at, by]) => {
        const paths = pathsOf(changed).filter((path) => path.length > 0 && path[0] !== 'resourceType');
        return replaced(changed, paths[at % paths.length] ?? ['id'], by) as Json;
      }, resource),
    );

const chartPool = [
  ...baseObservations(),
  condition('C90.00'),
  condition('I82.401'),
  procedure('14766002'),
  medication(RX.lenalidomide10, { value: 10 }),
  medication(RX.dexamethasone, { value: 40, periodUnit: 'wk' }),
  medication(RX.apixaban, { value: 2.5, frequency: 2, text: '2.5 mg twice daily' }),
  { resourceType: 'AllergyIntolerance', id: 'al', patient: { reference: 'Patient/p1' }, code: { text: 'heparin' } },
  {
    resourceType: 'Device',
    id: 'de',
    patient: { reference: 'Patient/p1' },
    type: { coding: [{ system: 'http://snomed.info/sct', code: '52124006' }] },
  },
  {
    resourceType: 'MedicationStatement',
    id: 'ms',
    status: 'active',
    subject: { reference: 'Patient/p1' },
    medicationCodeableConcept: { text: 'aspirin 81 mg' },
    dosage: [{ text: 'daily' }],
  },
];
const draftPool = [
  draft(RX.lenalidomide25, { value: 25 }, { id: 'd1' }),
  draft(RX.apixaban, { value: 5, frequency: 2 }, { id: 'd2' }),
];
const patientPool = resources().slice(0, 1);

test('any damaged chart is evaluated, by the schema', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(damaged(chartPool), { maxLength: 5 }),
      fc.array(damaged(draftPool), { maxLength: 2 }),
      async (others, drafts) => {
        const { status, text } = await post(app, '/api/evaluate', evaluation({ others }, drafts));
        expect([status, status === 200 ? schemaProblems(JSON.parse(text)) : text]).toEqual([200, []]);
        expect(text).not.toContain('"advice":"broken"');
      },
    ),
    RUNS,
  );
});

test('any damaged Patient is evaluated, by the schema', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(patientPool), async (patient) => {
      const { status, text } = await post(app, '/api/evaluate', evaluation({ patient }, [draftPool[0] ?? {}]));
      expect([status, status === 200 ? schemaProblems(JSON.parse(text)) : text]).toEqual([200, []]);
      expect(text).not.toContain('"advice":"broken"');
    }),
    RUNS,
  );
});

test('any damaged chart and drafts give cards that keep the rules', async () => {
  await fc.assert(
    fc.asyncProperty(damaged(chartPool), damaged(draftPool), async (other, order) => {
      const chart = prefetchOf(onLenalidomide());
      const prefetch = { ...chart, observations: bundle([...baseObservations(), other]), procedures: bundle([other]) };
      const drafts = [draftPool[0] ?? {}, { ...order, id: 'odd' }];
      const answer = await fire(app, hookCall('order-sign', { drafts, prefetch }));
      expect(answer.status).toBe(200);
      // What a damaged draft itself holds comes back in its update; that is tested apart.
      const problems = problemsOf(answer.text, { drafts, patientId: 'p1' }).filter(
        (problem) => !/^J-2: .*\.resource\./.test(problem),
      );
      expect(problems.filter((problem) => !/becomes a link/.test(problem))).toEqual([]);
      expect(answer.text).not.toContain('"advice":"broken"');
    }),
    RUNS,
  );
});

test('any JSON as a body is answered with 200 or 400, and any JSON as a Bundle too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (body) => {
      for (const sent of [
        body,
        { bundle: body },
        { resourceType: 'Bundle', entry: body },
        { resourceType: 'Bundle', entry: [{ resource: body }] },
      ]) {
        const { status } = await post(app, '/api/evaluate', JSON.stringify(sent));
        expect([200, 400]).toContain(status);
      }
      for (const prefetch of [body, { patient: body }, { ...prefetchOf(), conditions: body }]) {
        const { status } = await fire(app, { ...hookCall('order-sign'), prefetch });
        expect([200, 400, 412]).toContain(status);
      }
    }),
    RUNS,
  );
});

test('the order of the entries does not matter', async () => {
  const all = resources({
    medications: [
      medication(RX.lenalidomide10, { value: 10 }),
      medication(RX.dexamethasone, { value: 40, periodUnit: 'wk' }),
    ],
  });
  const results = async (entries: readonly Json[]): Promise<unknown> => {
    const { findings } = JSON.parse(
      (await post(app, '/api/evaluate', { bundle: bundle(entries), asOf: TODAY })).text,
    ) as { findings: Json[] };
    return findings.map(({ ruleId, advice, summary, missing }) => ({ ruleId, advice, summary, missing }));
  };
  const expected = await results(all);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(all, { minLength: all.length }), async (entries) => {
      expect(await results(entries)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});
