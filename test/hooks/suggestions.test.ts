import { appAt } from '../app.ts';
import { settingsFrom } from '../../src/settings/load.ts';
import type { Action } from '../../src/hooks/types.ts';
import { dosage, draft, RX, type Json } from '../patient.ts';
import { fire, hookCall, lenalidomide25, prefetchOf, TODAY, type Answer } from './calls.ts';
import { empties } from './card-rules.ts';

/** Suggestions: whole resources, the right draft, nothing that a client can't apply (checklist 4.5). */

const app = appAt(TODAY);
const actions = ({ cards }: Answer): Action[] =>
  cards.flatMap((card) => (card.suggestions ?? []).flatMap((one) => one.actions));
const updates = (answer: Answer): Json[] =>
  actions(answer).flatMap(({ type, resource }) => (type === 'update' && resource ? [resource] : []));
const creates = (answer: Answer): Json[] =>
  actions(answer).flatMap(({ type, resource }) => (type === 'create' && resource ? [resource] : []));

const rich = lenalidomide25({
  identifier: [{ system: 'urn:x', value: '1' }],
  category: { coding: [{ code: 'community' }] },
  encounter: { reference: 'Encounter/e1' },
  requester: { reference: 'Practitioner/1' },
  reasonCode: [{ text: 'Myeloma' }],
  note: [{ text: 'as discussed' }],
  extension: [{ url: 'http://ehr.example.org/x', valueString: 'y' }],
  unknownMember: { a: [1] },
  dosageInstruction: [
    {
      ...dosage({ value: 25 }),
      timing: {
        repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsPeriod: { start: TODAY, end: '2026-12-11' } },
      },
    },
  ],
  dispenseRequest: { quantity: { value: 21 }, validityPeriod: { start: TODAY } },
});

/** What another dose replaces; everything else of the draft stays. */
const REPLACED = ['medicationCodeableConcept', 'medicationReference', 'dosageInstruction', 'dispenseRequest'];

describe('the update', () => {
  test('is the whole draft with the same id (R-37)', async () => {
    const [updated] = updates(await fire(app, hookCall('order-sign', { drafts: [rich] })));
    const kept = (resource: Json): Json =>
      Object.fromEntries(Object.entries(resource).filter(([name]) => !REPLACED.includes(name)));
    expect(kept(updated ?? {})).toEqual(kept(rich));
    expect(updated).toMatchObject({ resourceType: 'MedicationRequest', id: 'draft-len', status: 'draft' });
    expect(JSON.stringify(updated?.['dosageInstruction'])).toContain('2026-12-11');
  });

  test('has text and code, or the Sandbox does not apply it (real clients 3.9)', async () => {
    const [updated] = updates(await fire(app, hookCall('order-select')));
    const concept = updated?.['medicationCodeableConcept'] as { text?: string; coding?: { code?: string }[] };
    expect([typeof concept.text, concept.coding?.[0]?.code]).toEqual(['string', RX.lenalidomide10]);
  });

  test.each([
    {
      what: 'no drafts of that kind',
      drafts: [lenalidomide25({ id: undefined })],
      because: 'R-37: without an id nothing can be updated',
    },
    {
      what: 'two drafts without ids',
      drafts: [lenalidomide25({ id: undefined }), draft(RX.dexamethasone, { value: 40 }, { id: undefined })],
      because: 'R-37',
    },
  ])('is not offered for a draft without id: $what ($because)', async ({ drafts }) => {
    expect(updates(await fire(app, hookCall('order-sign', { drafts })))).toEqual([]);
  });

  test('never mixes two drafts that carry the same id (R-37: the whole updated resource)', async () => {
    const drafts = [
      lenalidomide25({ id: 'request-123', note: [{ text: 'of lenalidomide' }] }),
      draft(RX.dexamethasone, { value: 40 }, { id: 'request-123', note: [{ text: 'of dexamethasone' }] }),
    ];
    const updated = updates(await fire(app, hookCall('order-sign', { drafts })));
    expect(JSON.stringify(updated)).not.toContain('of dexamethasone');
  });

  test.each([
    { what: 'an empty list', member: { reasonCode: [] } },
    { what: 'null', member: { note: null } },
    { what: 'an empty object', member: { encounter: {} } },
    { what: 'empty text', member: { patientInstruction: '' } },
    { what: 'an empty list further in', member: { reasonCode: [{ coding: [] }] } },
  ])('holds no empty member even if the draft did: $what (J-2, J-5)', async ({ member }) => {
    const answer = await fire(app, hookCall('order-sign', { drafts: [lenalidomide25(member)] }));
    expect(answer.cards[0]?.indicator).toBe('critical');
    expect(updates(answer).flatMap((resource) => empties(resource))).toEqual([]);
  });

  test('is never offered when the chart is opened: the order is not in hand (R-39)', async () => {
    const answer = await fire(app, hookCall('patient-view'));
    expect(updates(answer)).toEqual([]);
  });
});

describe('a create', () => {
  test.each(['p1', 'Patient/p1'])('is a draft for the patient given as %s (R-39, C-5)', async (patientId) => {
    const drafts = creates(await fire(app, hookCall('order-sign', { context: { patientId } })));
    expect(drafts.length).toBeGreaterThan(0);
    for (const resource of drafts) {
      expect(resource).toMatchObject({ status: 'draft', intent: 'order', subject: { reference: 'Patient/p1' } });
      expect(['MedicationRequest', 'ServiceRequest']).toContain(resource['resourceType']);
      expect(resource).not.toHaveProperty('id');
    }
  });

  test('of a laboratory test is offered when creatinine is missing', async () => {
    const prefetch = { ...prefetchOf(), observations: prefetchOf({ observations: [] }).observations };
    const orders = creates(await fire(app, hookCall('order-sign', { prefetch }))).filter(
      (one) => one['resourceType'] === 'ServiceRequest',
    );
    expect(orders).toMatchObject([
      { status: 'draft', subject: { reference: 'Patient/p1' }, code: { coding: [{ system: 'http://loinc.org' }] } },
    ]);
  });
});

test('no delete, no systemActions by default (R-51), one action each (R-33: Epic)', async () => {
  const answer = await fire(app, hookCall('order-sign', { drafts: [rich, draft(RX.thalidomide, { value: 100 })] }));
  expect(actions(answer).filter(({ type }) => type === 'delete')).toEqual([]);
  expect(answer.text).not.toContain('systemActions');
});

test.each([
  { behavior: 'any', expected: 'any' },
  { behavior: 'at-most-one', expected: 'at-most-one' },
])('selectionBehavior $behavior of the client is followed (contract 1, R-16)', async ({ behavior, expected }) => {
  const url = 'https://ehr.example.org/fhir';
  const settings = settingsFrom(
    `security: { auth: off }\nclients: [{ issuer: x, fhirServers: [${url}], selectionBehavior: ${behavior} }]`,
    'test',
  );
  const { cards } = await fire(appAt(TODAY, settings), hookCall('order-sign', { more: { fhirServer: url } }));
  expect(cards.map(({ selectionBehavior }) => selectionBehavior)).toEqual([expected, expected]);
});

test("a client's own prefetch keys are read by its aliases (contract 1: EHR's key -> our key)", async () => {
  const url = 'https://ehr.example.org/fhir';
  const yaml = `security: { auth: off }\nclients: [{ issuer: x, fhirServers: [${url}], prefetchAliases: { labs: observations, pt: patient } }]`;
  const { patient, observations, ...others } = prefetchOf();
  const body = hookCall('order-sign', {
    prefetch: { ...others, pt: patient, labs: observations },
    more: { fhirServer: url },
  });
  const { status, cards } = await fire(appAt(TODAY, settingsFrom(yaml, 'test')), body);
  expect([status, cards[0]?.indicator]).toEqual([200, 'critical']);
});
