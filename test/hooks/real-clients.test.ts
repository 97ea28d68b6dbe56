import { appAt, sample } from '../app.ts';
import { bundle, RX, type Json } from '../patient.ts';
import { fire, hookCall, KEYS, lenalidomide25, onLenalidomide, prefetchOf, rulesOf, TODAY } from './calls.ts';
import { authorization, fhirStub, TOKEN, type FhirStub, type Handler } from './fhir-stub.ts';

/** Requests shaped like the ones of clients that nobody here wrote (real clients 3 and 5; checklist 8.1). */

const app = appAt(TODAY);
let server: FhirStub;
beforeEach(async () => {
  server = await fhirStub(onLenalidomide());
});
afterEach(() => server.close());

describe('CDS Hooks Sandbox', () => {
  const context = { userId: 'Practitioner/COREPRACTITIONER1', patientId: 'p1' };
  const unchosen = {
    resourceType: 'MedicationRequest',
    id: 'request-123',
    status: 'draft',
    subject: { reference: 'Patient/p1' },
    authoredOn: TODAY,
  };

  test('Rx View opened, condition chosen, drug chosen, dose raised: empty, empty, card, card (3.5, 3.7)', async () => {
    const chosen = (pills: number): Json => ({
      ...unchosen,
      intent: 'order',
      category: { coding: [{ system: 'x', code: 'community' }] },
      reasonCode: { coding: [{ system: 'http://snomed.info/sct', code: '109989006' }], text: 'Multiple myeloma' },
      medicationCodeableConcept: {
        text: 'lenalidomide 25 MG Oral Capsule',
        coding: [
          {
            display: 'lenalidomide 25 MG Oral Capsule',
            system: 'http://www.nlm.nih.gov/research/umls/rxnorm',
            code: RX.lenalidomide25,
          },
        ],
      },
      dosageInstruction: [
        {
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsPeriod: { start: TODAY } } },
          doseAndRate: [{ doseQuantity: { value: pills, system: 'http://unitsofmeasure.org', code: '{pill}' } }],
        },
      ],
      dispenseRequest: { expectedSupplyDuration: { value: 21, unit: 'days' } },
    });
    const steps = [unchosen, { ...unchosen, reasonCode: chosen(1)['reasonCode'] }, chosen(1), chosen(2)];
    const seen: (string | undefined)[][] = [];
    for (const resource of steps) {
      const draftOrders = { resourceType: 'Bundle', entry: [{ resource }] };
      const selections = ['MedicationRequest/request-123'];
      const body = hookCall('order-select', {
        context: { ...context, draftOrders, selections },
        prefetch: prefetchOf(),
        more: { fhirServer: server.url },
      });
      const { status, cards } = await fire(app, body);
      expect(status).toBe(200);
      seen.push(cards.map(({ indicator }) => indicator).slice(0, 1));
    }
    expect(seen).toEqual([[], [], ['critical'], ['critical']]);
  });

  test('a tab clicked again: only patientId and userId, all clear without an error (3.7)', async () => {
    for (const hook of ['order-select', 'order-sign'] as const) {
      const body = { hook, hookInstance: 'x', fhirServer: server.url, context };
      const { status, text } = await fire(app, body);
      expect([status, text]).toEqual([200, '{"cards":[]}']);
    }
  });

  test('patient-view without encounterId, SMART-launched without a patient in the authorization (3.4)', async () => {
    const more = {
      fhirServer: server.url,
      fhirAuthorization: authorization({ scope: 'patient/*.* user/*.* launch openid profile online_access' }),
    };
    const answer = await fire(
      app,
      hookCall('patient-view', { context, prefetch: { patient: prefetchOf().patient }, more }),
    );
    expect([answer.status, rulesOf(answer)]).toEqual([
      200,
      ['VTE-PROPHYLAXIS', 'BONE-AGENT-MISSING', 'RENAL-DISEASE', 'FRAILTY'],
    ]);
    expect(server.calls.map((call) => call.authorization)).toEqual(server.calls.map(() => `Bearer ${TOKEN}`));
  });

  test('PAMA calls order-select with imaging: empty cards (3.5)', async () => {
    const imaging = {
      resourceType: 'ServiceRequest',
      id: 'example-request-id',
      status: 'draft',
      intent: 'plan',
      code: { coding: [{}] },
      reasonCode: [],
      subject: { reference: 'Patient/p1' },
    };
    const draftOrders = { resourceType: 'Bundle', entry: [{ resource: imaging }] };
    const { status, cards } = await fire(
      app,
      hookCall('order-select', {
        context: { ...context, draftOrders, selections: ['ServiceRequest/example-request-id'] },
      }),
    );
    expect([status, cards]).toEqual([200, []]);
  });

  test('order-select overlapping with itself: every answer belongs to its own request (3.7)', async () => {
    const calls = [5, 10, 15, 25].map((mg) =>
      hookCall('order-select', {
        drafts: [
          lenalidomide25({
            dosageInstruction: [
              {
                timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
                doseAndRate: [{ doseQuantity: { value: mg, unit: 'mg' } }],
              },
            ],
          }),
        ],
      }),
    );
    const answers = await Promise.all(calls.map((body) => fire(app, body)));
    expect(answers.map((answer) => rulesOf(answer).includes('LEN-RENAL-DOSE'))).toEqual([false, false, true, true]);
    expect(answers.map(({ cards }) => cards[0]?.indicator)).toEqual(['warning', 'warning', 'warning', 'critical']);
  });

  test('every card has uuid, source and override reasons: else no Dismiss button or a blank page (3.9, 5.1)', async () => {
    const { cards } = await fire(app, hookCall('order-sign', { context }));
    expect(
      cards.every((card) => card.uuid !== '' && card.source.label !== '' && (card.overrideReasons?.length ?? 0) > 0),
    ).toBe(true);
    expect(
      cards.every(({ overrideReasons }) => overrideReasons?.every(({ code, system }) => code !== '' && system !== '')),
    ).toBe(true);
  });

  test('the 2014 products of Rx View carry their strength by code alone (3.6)', async () => {
    const { request, asOf } = sample('sandbox-pills');
    expect((await fire(appAt(asOf), request)).status).toBe(200);
  });
});

describe('Da Vinci CRD Request Generator (5.1)', () => {
  const order = lenalidomide25({ id: 'real-order', status: 'active', intent: 'order' });
  const body = (token: string): Json => ({
    ...hookCall('order-sign', {
      drafts: [order],
      context: { userId: 'Practitioner/example', encounterId: 'enc89284' },
      prefetch: {
        medicationRequestBundle: bundle([order]),
        serviceRequestBundle: bundle([]),
        coverageBundle: bundle([]),
      },
    }),
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    extension: { 'davinci-crd.configuration': { 'coverage-info': true } },
    fhirServer: server.url,
    fhirAuthorization: authorization({ access_token: token }),
  });

  test.each([
    { token: '', sent: undefined, because: 'an empty token is no header' },
    { token: 'abc', sent: 'Bearer abc', because: 'a token is a header' },
  ])(
    'own prefetch keys, active order, constant hookInstance, token "$token": read by fallback ($because)',
    async ({ token, sent }) => {
      const answers = [await fire(app, body(token)), await fire(app, body(token))];
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(answers.map((answer) => rulesOf(answer)[0])).toEqual(['LEN-RENAL-DOSE', 'LEN-RENAL-DOSE']);
      expect(KEYS.map((key) => server.called(key))).toEqual(KEYS.map(() => 2));
      expect(server.calls.map((call) => call.authorization)).toEqual(server.calls.map(() => sent));
    },
  );
});

test('REMS Request Generator: patient fits, the other keys do not (5.2): completed from the server', async () => {
  const prefetch = {
    patient: prefetchOf().patient,
    practitioner: { resourceType: 'Practitioner' },
    request: lenalidomide25(),
    medicationRequests: bundle([]),
    pharmacy: null,
  };
  const answer = await fire(
    app,
    hookCall('order-sign', { prefetch, more: { fhirServer: server.url, fhirAuthorization: authorization() } }),
  );
  expect([answer.status, rulesOf(answer)[0], server.called('patient'), server.called('conditions')]).toEqual([
    200,
    'LEN-RENAL-DOSE',
    0,
    1,
  ]);
});

test('SMART launcher: a wrong bearer is answered 401 in plain text (5.3): 412, nothing of the token in it', async () => {
  const refuse: Handler = (_request, response) =>
    void response.status(401).type('text/plain').send(`bad token ${TOKEN}`);
  await server.close();
  server = await fhirStub(onLenalidomide(), Object.fromEntries(KEYS.map((key) => [key, refuse])));
  const answer = await fire(
    app,
    hookCall('order-sign', { prefetch: {}, more: { fhirServer: server.url, fhirAuthorization: authorization() } }),
  );
  expect(answer.status).toBe(412);
  expect(answer.text).not.toContain(TOKEN);
});

test('Epic: stripped request without prefetch, token or drafts is no silent patient-view (PR-13: 412)', async () => {
  const body = {
    ...hookCall('patient-view'),
    prefetch: undefined,
    extension: { 'com.epic.cdshooks.request.epic-version': '10.9' },
  };
  expect((await fire(app, body)).status).toBe(412);
});

test('Epic: Medication entries in draftOrders, absolute reference (7: Common orders)', async () => {
  const product = {
    resourceType: 'Medication',
    id: 'm1',
    code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.88', code: RX.lenalidomide25 }] },
  };
  const order = lenalidomide25({
    medicationCodeableConcept: undefined,
    medicationReference: { reference: 'https://ehr.example.org/fhir/R4/Medication/m1' },
  });
  const answer = await fire(app, hookCall('order-sign', { drafts: [order, product] }));
  expect(rulesOf(answer)[0]).toBe('LEN-RENAL-DOSE');
});
