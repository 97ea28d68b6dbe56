import { appAt } from '../app.ts';
import { bundle, condition, draft, dosage, RX, type Json } from '../patient.ts';
import { errorCode, fire, hookCall, lenalidomide25, prefetchOf, rulesOf, TODAY } from './calls.ts';
import { fhirStub } from './fhir-stub.ts';

/** Draft orders as real clients send them (real clients 3.5, checklist 7). */

const app = appAt(TODAY);
const ORDER_HOOKS = ['order-select', 'order-sign'] as const;

test.each(ORDER_HOOKS)(
  '%s without draftOrders, as when a tab is clicked again: 200 and no cards, no data needed (contract 2)',
  async (hook) => {
    const server = await fhirStub();
    const context = { draftOrders: undefined, selections: undefined };
    const answer = await fire(app, hookCall(hook, { context, prefetch: {}, more: { fhirServer: server.url } }));
    await server.close();
    expect([answer.status, answer.text]).toEqual([200, '{"cards":[]}']);
    expect(server.calls).toEqual([]);
  },
);

interface Named {
  readonly resourceType: string;
  readonly id?: string;
}

/** What the Sandbox sends before a drug is chosen. */
const unchosen: Json = {
  resourceType: 'MedicationRequest',
  id: 'request-123',
  status: 'draft',
  subject: { reference: 'Patient/p1' },
  authoredOn: TODAY,
};
const pama = (code: unknown, reasonCode: unknown): Json => ({
  resourceType: 'ServiceRequest',
  id: 'example-request-id',
  status: 'draft',
  intent: 'plan',
  code,
  reasonCode,
  subject: { reference: 'Patient/p1' },
});

const SILENT: readonly (readonly [string, unknown, string])[] = [
  ['no entry', { resourceType: 'Bundle' }, 'nothing in hand'],
  ['entry []', { resourceType: 'Bundle', entry: [] }, 'nothing in hand'],
  [
    'entries without resource',
    { resourceType: 'Bundle', entry: [{}, { resource: null }, { resource: [] }, null, 'x', 5] },
    'nothing readable in hand',
  ],
  ['no drug chosen yet', bundle([unchosen]), 'real clients 3.5 and 4: answer empty'],
  ['imaging without a code', bundle([pama({ coding: [{}] }, [])]), 'real clients 3.5: PAMA calls order-select too'],
  [
    'imaging with a code',
    bundle([pama({ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '72131' }] }, [{ coding: [] }])]),
    'PAMA: without contrast, no page speaks of it',
  ],
  ['imaging with empty lists', bundle([pama({ coding: [] }, [{}])]), 'PAMA'],
  ['a drug that no page knows', bundle([draft('161', { value: 500 })]), 'nothing to say'],
  [
    'a drug without coding or text',
    bundle([draft(RX.lenalidomide25, null, { medicationCodeableConcept: {} })]),
    'nothing to say',
  ],
  [
    'empty codings',
    bundle([draft(RX.lenalidomide25, null, { medicationCodeableConcept: { coding: [] } })]),
    'nothing to say',
  ],
  [
    'a coding without members',
    bundle([draft(RX.lenalidomide25, null, { medicationCodeableConcept: { coding: [{}] } })]),
    'nothing to say',
  ],
  [
    'a concept as text',
    bundle([draft(RX.lenalidomide25, null, { medicationCodeableConcept: 'lenalidomide' })]),
    'no FHIR',
  ],
  ['a cancelled order', bundle([lenalidomide25({ status: 'cancelled' })]), 'not in hand'],
  ['an order entered in error', bundle([lenalidomide25({ status: 'entered-in-error' })]), 'not in hand'],
  ['an order that says do not', bundle([lenalidomide25({ doNotPerform: true })]), 'not in hand'],
];

test.each(
  ORDER_HOOKS.flatMap((hook) => SILENT.map(([what, draftOrders, because]) => ({ hook, what, draftOrders, because }))),
)('$hook, $what: 200 and no cards ($because)', async ({ hook, draftOrders }) => {
  const entries = ((draftOrders as Json)['entry'] ?? []) as readonly ({ readonly resource?: Named | null } | null)[];
  const selections = entries.flatMap((entry) =>
    entry?.resource?.id ? [`${entry.resource.resourceType}/${entry.resource.id}`] : [],
  );
  const answer = await fire(
    app,
    hookCall(hook, { context: { draftOrders, ...(hook === 'order-select' ? { selections } : {}) } }),
  );
  expect([answer.status, answer.cards]).toEqual([200, []]);
});

test.each([
  { what: 'before a drug is chosen', resource: unchosen },
  { what: 'for imaging', resource: pama({ coding: [{}] }, []) },
])('$what not even the Patient is required (real clients 3.5: never an error)', async ({ resource }) => {
  const answer = await fire(app, hookCall('order-sign', { drafts: [resource], prefetch: {} }));
  expect([answer.status, answer.cards]).toEqual([200, []]);
});

const instruction = dosage({ value: 25 });
const concept = {
  text: 'Lenalidomide 25 MG Oral Capsule',
  coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: RX.lenalidomide25 }],
};

const JUDGED: readonly (readonly [string, Json, string])[] = [
  ['as it should be', {}, 'control'],
  ['category as an object', { category: { coding: [{ code: 'community' }] } }, 'C-3, real clients 3.5'],
  ['reasonCode as an object', { reasonCode: { coding: [{ code: '109989006' }] } }, 'real clients 3.5'],
  ['dosageInstruction as an object', { dosageInstruction: instruction }, 'object where an array belongs'],
  [
    'doseAndRate as an object',
    { dosageInstruction: [{ ...instruction, doseAndRate: { doseQuantity: { value: 25, unit: 'mg' } } }] },
    'object where an array belongs',
  ],
  [
    'coding as an object',
    { medicationCodeableConcept: { coding: concept.coding[0] } },
    'object where an array belongs',
  ],
  ['concept as a list', { medicationCodeableConcept: [concept] }, 'array where an object belongs'],
  [
    'RxNorm by OID',
    { medicationCodeableConcept: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.88', code: RX.lenalidomide25 }] } },
    'C-3',
  ],
  [
    'ingredient and product codes side by side',
    { medicationCodeableConcept: { coding: [...concept.coding, { ...concept.coding[0], code: RX.lenalidomide }] } },
    'C-3',
  ],
  [
    'pills',
    {
      medicationCodeableConcept: concept,
      dosageInstruction: [
        {
          timing: instruction['timing'],
          doseAndRate: [{ doseQuantity: { value: 1, system: 'http://unitsofmeasure.org', code: '{pill}' } }],
        },
      ],
    },
    'real clients 3.5: strength by code',
  ],
  ['text only', { medicationCodeableConcept: { text: 'Revlimid 25 mg' } }, 'real clients 3.6: fallback on text'],
  ['an id of 194 characters', { id: 'x'.repeat(194) }, 'C-2: no 64-character limit'],
  ['no id', { id: undefined }, 'a draft need not have one'],
  ['status active', { status: 'active', id: 'real' }, 'real clients 5.1, section 7: re-signed orders'],
  ['no status', { status: undefined }, 'incomplete drafts'],
  ['no subject', { subject: undefined }, 'incomplete drafts'],
  [
    'absolute subject',
    { subject: { reference: 'https://ehr.example.org/fhir/Patient/p1' } },
    'PF-5: all reference forms',
  ],
  ['versioned subject', { subject: { reference: 'Patient/p1/_history/2' } }, 'PF-5: all reference forms'],
];

test.each(ORDER_HOOKS.flatMap((hook) => JUDGED.map(([what, change, because]) => ({ hook, what, change, because }))))(
  '$hook, $what: still judged ($because)',
  async ({ hook, change }) => {
    const resource = lenalidomide25(change);
    const selections = [
      resource['id'] === undefined ? 'MedicationRequest' : `MedicationRequest/${resource['id'] as string}`,
    ];
    const answer = await fire(app, hookCall(hook, { drafts: [pama({ coding: [{}] }, []), resource], selections }));
    expect([answer.status, answer.cards[0]?.indicator, rulesOf(answer)[0]]).toEqual([
      200,
      'critical',
      'LEN-RENAL-DOSE',
    ]);
  },
);

test('entry as an object is read as its only entry', async () => {
  const draftOrders = { resourceType: 'Bundle', entry: { resource: lenalidomide25() } };
  expect(rulesOf(await fire(app, hookCall('order-sign', { context: { draftOrders } })))).toContain('LEN-RENAL-DOSE');
});

test("another patient's draft is refused or left out (PF-5)", async () => {
  const answer = await fire(
    app,
    hookCall('order-sign', { drafts: [lenalidomide25({ subject: { reference: 'Patient/p2' } })] }),
  );
  if (answer.status !== 400) expect(answer.cards).toEqual([]);
});

test("another patient's results decide nothing (PF-5)", async () => {
  const chart = prefetchOf();
  const text = JSON.stringify({ ...chart, patient: undefined }).replaceAll('Patient/p1', 'Patient/p2');
  const prefetch = { ...(JSON.parse(text) as Json), patient: chart.patient };
  const answer = await fire(app, hookCall('order-sign', { prefetch }));
  if (answer.status !== 400) expect(answer.cards.filter(({ indicator }) => indicator === 'critical')).toEqual([]);
});

test.each(['MedicationOrder', 'ProcedureRequest', 'DiagnosticOrder'])(
  '%s is older FHIR: refused clearly (section 7: R4, reject others clearly)',
  async (resourceType) => {
    const answer = await fire(
      app,
      hookCall('order-sign', { drafts: [{ resourceType, id: 'order-123', status: 'draft' }] }),
    );
    expect([answer.status, errorCode(answer)]).toEqual([400, 'fhir-version-unsupported']);
  },
);

/** PF-3: never `cards: []` when a safety rule could not be evaluated. Only the Patient was sent. */
test.each([
  { what: 'lenalidomide', drafts: [lenalidomide25()] },
  { what: 'thalidomide', drafts: [draft(RX.thalidomide, { value: 100 })] },
  { what: 'full-dose apixaban', drafts: [draft(RX.apixaban, { value: 5, frequency: 2 })] },
  { what: 'enoxaparin 80 mg twice daily', drafts: [draft(RX.enoxaparin, { value: 80, frequency: 2 })] },
  {
    what: 'melphalan and cyclophosphamide',
    drafts: [draft(RX.melphalan, { value: 10 }), draft(RX.cyclophosphamide, { value: 50 })],
  },
])('$what with nothing of the chart: some card says so (PF-3)', async ({ drafts }) => {
  const answer = await fire(app, hookCall('order-sign', { drafts, prefetch: { patient: prefetchOf().patient } }));
  expect([answer.status, answer.cards.length > 0]).toEqual([200, true]);
});

test('the same orders in a patient known to have no myeloma stay silent', async () => {
  const prefetch = prefetchOf({ conditions: [condition('I10')] });
  const drafts = [draft(RX.melphalan, { value: 10 }), draft(RX.cyclophosphamide, { value: 50 })];
  expect((await fire(app, hookCall('order-sign', { drafts, prefetch }))).cards).toEqual([]);
});
