import { appAt } from '../app.ts';
import { draft, medication, RX, type Json } from '../patient.ts';
import { fire, hookCall, prefetchOf, rulesOf, TODAY } from './calls.ts';
import { after, authorization, fhirStub, send, TOKEN, type FhirStub, type Handler } from './fhir-stub.ts';

/** Orders that only point to a Medication: it is read where it can be, and only there (C-1, FA-5, A-9). */

let server: FhirStub;
afterEach(() => server.close());

describe('Medications that orders refer to', () => {
  const product: Json = {
    resourceType: 'Medication',
    id: 'm1',
    code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: RX.lenalidomide25 }] },
  };
  const referring = (reference: string, more: Json = {}): Json =>
    draft(
      RX.lenalidomide25,
      { value: 25 },
      {
        id: 'draft-len',
        medicationCodeableConcept: undefined,
        medicationReference: { reference },
        ...more,
      },
    );

  const ROWS: readonly (readonly [string, (url: string) => string, Handler, number, boolean, string])[] = [
    ['relative', () => 'Medication/m1', send(product), 1, true, 'C-1'],
    ['versioned', () => 'Medication/m1/_history/3', send(product), 1, true, 'C-1'],
    [
      'absolute on this server',
      (url) => `${url}/Medication/m1`,
      send(product),
      1,
      true,
      'FA-5: Epic uses absolute references',
    ],
    [
      'absolute elsewhere',
      () => 'https://elsewhere.example/fhir/Medication/m1',
      send(product),
      0,
      false,
      'FA-5: only that origin',
    ],
    ['another id served', () => 'Medication/m1', send({ ...product, id: 'm2' }), 1, false, 'not what was asked for'],
    ['not found', () => 'Medication/m1', send({}, 404), 1, false, 'A-9: not guaranteed'],
    ['another type', () => 'Practitioner/m1', send(product), 0, false, 'only Medications are read'],
    ['contained', () => '#m1', send(product), 0, true, 'C-1: against contained'],
  ];

  test.each(
    ROWS.map(([what, reference, handler, reads, judged, because]) => ({
      what,
      reference,
      handler,
      reads,
      judged,
      because,
    })),
  )('$what ($because)', async ({ what, reference, handler, reads, judged }) => {
    server = await fhirStub(undefined, { '/fhir/Medication/m1': handler });
    const order = referring(reference(server.url), what === 'contained' ? { contained: [product] } : {});
    const more = { fhirServer: server.url, fhirAuthorization: authorization() };
    const answer = await fire(appAt(TODAY), hookCall('order-sign', { drafts: [order], prefetch: prefetchOf(), more }));
    const read = server.calls.filter(({ path }) => path.includes('/Medication/'));
    expect(answer.status).toBe(200);
    expect(read.map((call) => call.authorization)).toEqual(Array.from({ length: reads }, () => `Bearer ${TOKEN}`));
    expect(rulesOf(answer).includes('LEN-RENAL-DOSE')).toBe(judged);
  });

  test('many are read in parallel and within bounds', async () => {
    server = await fhirStub(undefined, { '/fhir/Medication/:id': after(20, send(product)) });
    const medications = Array.from({ length: 500 }, (_, at) => {
      const order = medication(
        RX.lenalidomide10,
        { value: 10 },
        { id: `o${at}`, medicationCodeableConcept: undefined },
      );
      return { ...order, medicationReference: { reference: `Medication/x${at}` } };
    });
    const started = Date.now();
    await fire(
      appAt(TODAY),
      hookCall('patient-view', { prefetch: prefetchOf({ medications }), more: { fhirServer: server.url } }),
    );
    expect(server.mostAtOnce).toBeGreaterThan(1);
    expect(Date.now() - started).toBeLessThan(3500);
  });
});
