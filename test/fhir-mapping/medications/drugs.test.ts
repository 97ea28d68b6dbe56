import type { Chart } from '../../../src/fhir-mapping/chart.ts';
import { indexChart } from '../../../src/fhir-mapping/chart-index.ts';
import { clockNow } from '../../../src/fhir-mapping/dates.ts';
import { concernsPages } from '../../../src/fhir-mapping/medications/drugs.ts';
import type { Ingredient } from '../../../src/logic/drugs.ts';
import { daysAgo, draft, medication, RX, TODAY, type Json } from '../../patient.ts';
import { answers, chartOf, mapped, outcome, resource, RXNORM, SNOMED, SUBJECT } from '../charts.ts';

const TOMORROW = daysAgo(-1);
const YESTERDAY = daysAgo(1);

const active = (list: readonly Json[], more: Partial<Chart> = {}): unknown => {
  const { activeDrugs } = mapped(list, more).facts;
  return activeDrugs.known ? activeDrugs.value.map(({ ingredient }) => ingredient) : activeDrugs.missing[0]?.because;
};
const aspirin = (more: Json): Json => medication(RX.aspirin, { value: 81 }, more);
const bounded = (start?: string, end?: string): Json => ({ timing: { repeat: { boundsPeriod: { start, end } } } });
const statement = (more: Json): Json => ({
  ...aspirin({}),
  resourceType: 'MedicationStatement',
  authoredOn: undefined,
  ...more,
});

describe('what the patient takes now', () => {
  test.each([
    { entry: aspirin({}), taken: true, because: 'an active order' },
    { entry: aspirin({ intent: undefined }), taken: true, because: 'no intent' },
    { entry: aspirin({ status: 'draft' }), taken: false, because: 'not signed' },
    { entry: aspirin({ status: 'on-hold' }), taken: false, because: 'on hold' },
    { entry: aspirin({ status: 'stopped' }), taken: false, because: 'stopped' },
    { entry: aspirin({ status: 'completed' }), taken: false, because: 'completed' },
    { entry: aspirin({ status: 'cancelled' }), taken: false, because: 'cancelled' },
    { entry: aspirin({ status: 'entered-in-error' }), taken: false, because: 'never written' },
    { entry: aspirin({ status: 'unknown' }), taken: false, because: 'unknown' },
    { entry: aspirin({ doNotPerform: true }), taken: false, because: 'an order not to' },
    { entry: aspirin({ intent: 'proposal' }), taken: false, because: 'only proposed' },
    { entry: aspirin({ intent: 'option' }), taken: false, because: 'one of several' },
    { entry: aspirin({ authoredOn: TODAY }), taken: true, because: 'ordered today' },
    { entry: aspirin({ authoredOn: TOMORROW }), taken: false, because: 'ordered tomorrow' },
    { entry: aspirin({ authoredOn: '2026-02-30' }), taken: true, because: 'an impossible date says nothing' },
    { entry: aspirin({ authoredOn: undefined }), taken: true, because: 'no date' },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), YESTERDAY)] }),
      taken: false,
      because: 'ended yesterday',
    },
    { entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), TODAY)] }), taken: true, because: 'ends today' },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), '2026-11')] }),
      taken: true,
      because: 'ends some time this month',
    },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), '2026')] }),
      taken: true,
      because: 'ends some time this year',
    },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), '2026-10')] }),
      taken: false,
      because: 'ended last month',
    },
    {
      entry: aspirin({ dosageInstruction: bounded(daysAgo(9), YESTERDAY) }),
      taken: false,
      because: 'object, not array',
    },
    { entry: aspirin({ dosageInstruction: [bounded(TOMORROW)] }), taken: false, because: 'starts tomorrow' },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), YESTERDAY), bounded(daysAgo(9))] }),
      taken: true,
      because: 'one of two dosages goes on',
    },
    {
      entry: aspirin({ dosageInstruction: [bounded(daysAgo(9), YESTERDAY), bounded(YESTERDAY, TOMORROW)] }),
      taken: true,
      because: 'the later of two dosages goes on',
    },
    { entry: statement({}), taken: true, because: 'a statement' },
    { entry: statement({ status: 'intended' }), taken: false, because: 'only intended' },
    { entry: statement({ status: 'not-taken' }), taken: false, because: 'not taken' },
    {
      entry: statement({ effectivePeriod: { start: daysAgo(90), end: YESTERDAY } }),
      taken: false,
      because: 'ended yesterday',
    },
    { entry: statement({ effectivePeriod: { start: daysAgo(90) } }), taken: true, because: 'goes on' },
    { entry: statement({ effectiveDateTime: TOMORROW }), taken: false, because: 'tomorrow' },
    { entry: aspirin({ subject: { reference: 'Patient/p2' } }), taken: false, because: 'somebody else takes it' },
    { entry: { ...aspirin({}), resourceType: 'ServiceRequest' }, taken: false, because: 'not a medication resource' },
  ])('$taken: $because', ({ entry, taken }) => {
    expect(active([entry])).toEqual(taken ? ['aspirin'] : []);
  });

  test('an order without status is noted', () => {
    const { facts, issues } = mapped([aspirin({ status: undefined })]);
    expect([outcome(facts.activeDrugs), issues()]).toEqual([[], ['status-ignored']]);
  });

  test('a live request knows tomorrow in the easternmost zone', () => {
    const clock = clockNow(new Date(`${TODAY}T12:00:00Z`));
    expect(active([aspirin({ authoredOn: TOMORROW })], { clock })).toEqual(['aspirin']);
  });

  test.each([
    { medications: 'answered', expected: [] },
    { medications: 'partial', expected: 'unanswered' },
    { medications: 'unanswered', expected: 'unanswered' },
  ] as const)('nothing there and medications $medications: $expected (DEC-1)', ({ medications, expected }) => {
    expect(active([], { answers: answers({ medications }) })).toEqual(expected);
  });

  test.each([
    { entry: aspirin({}), from: daysAgo(30), because: 'the day of the order' },
    {
      entry: aspirin({ dosageInstruction: [bounded('2026-05-06')] }),
      from: '2026-05-06',
      because: 'the start of its dosage',
    },
    {
      entry: statement({ effectivePeriod: { start: '2026-05-06T08:00:00Z' } }),
      from: '2026-05-06',
      because: 'the statement',
    },
    { entry: statement({ effectiveDateTime: '2026-05' }), from: '2026-05', because: 'partial' },
    { entry: aspirin({ authoredOn: 'May' }), from: null, because: 'no date' },
  ])('from $from: $because', ({ entry, from }) => {
    expect(outcome(mapped([{ ...entry, id: 'm9' }]).facts.activeDrugs)).toMatchObject([
      { from, reference: `${String(entry['resourceType'])}/m9` },
    ]);
  });
});

describe('the order session', () => {
  const session = (drafts: readonly Json[], selections: readonly string[] | null = null) =>
    mapped([], { drafts: drafts.map(resource), selections }).facts;

  test.each([
    { entry: draft(RX.aspirin, null), planned: true, because: 'a draft' },
    { entry: draft(RX.aspirin, null, { status: 'active' }), planned: true, because: 'an order signed again (CRD)' },
    { entry: draft(RX.aspirin, null, { category: { text: 'x' } }), planned: true, because: 'category as an object' },
    { entry: draft(RX.aspirin, null, { status: undefined }), planned: true, because: 'no status yet' },
    { entry: draft(RX.aspirin, null, { doNotPerform: true }), planned: false, because: 'an order not to' },
    { entry: draft(RX.aspirin, null, { status: 'cancelled' }), planned: false, because: 'cancelled' },
    { entry: draft(RX.aspirin, null, { status: 'stopped' }), planned: false, because: 'a discontinuation' },
    {
      entry: draft(RX.aspirin, null, { medicationCodeableConcept: undefined }),
      planned: false,
      because: 'no drug chosen yet',
    },
    {
      entry: { ...draft(RX.aspirin, null), resourceType: 'ServiceRequest', code: { coding: [{}] } },
      planned: false,
      because: 'PAMA',
    },
    {
      entry: draft(RX.aspirin, null, { subject: { reference: 'Patient/p2' } }),
      planned: false,
      because: 'for somebody else',
    },
  ])('planned $planned: $because', ({ entry, planned }) => {
    expect(session([entry]).plannedDrugs).toMatchObject(planned ? [{ ingredient: 'aspirin' }] : []);
    expect(session([entry]).activeDrugs).toMatchObject({ value: [] });
  });

  const drafts = [draft(RX.aspirin, null, { id: 'a' }), draft(RX.lenalidomide, null, { id: 'b' })];
  test.each<{ selections: readonly string[] | null; selected: readonly Ingredient[]; because: string }>([
    { selections: null, selected: ['aspirin', 'lenalidomide'], because: 'order-sign: all' },
    { selections: ['MedicationRequest/b'], selected: ['lenalidomide'], because: 'order-select: the one' },
    { selections: [], selected: [], because: 'none' },
    { selections: ['MedicationRequest/z'], selected: [], because: 'one that is not there' },
    { selections: ['ServiceRequest/b'], selected: [], because: 'another type' },
  ])('selected $selected: $because', ({ selections, selected }) => {
    const facts = session(drafts, selections);
    expect(facts.selectedDrugs.map(({ ingredient }) => ingredient)).toEqual(selected);
    expect(facts.plannedDrugs).toHaveLength(2);
  });
});

describe('whether the orders in hand may concern any page', () => {
  const unread = { medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/far' } };
  test.each([
    { entry: draft(RX.aspirin, null), concerns: true, because: 'a drug of the pages' },
    { entry: draft('0', null, unread), concerns: true, because: 'a Medication that has yet to be read' },
    { entry: draft('6809', null), concerns: false, because: 'another drug' },
    { entry: draft(RX.aspirin, null, { status: 'cancelled' }), concerns: false, because: 'cancelled' },
    {
      entry: draft(RX.aspirin, null, { medicationCodeableConcept: undefined }),
      concerns: false,
      because: 'no drug yet',
    },
    {
      entry: draft(RX.aspirin, null, { subject: { reference: 'Patient/p2' } }),
      concerns: false,
      because: 'not this patient',
    },
  ])('$concerns: $because', ({ entry, concerns }) => {
    expect(concernsPages(indexChart(chartOf([], { drafts: [resource(entry)] })))).toBe(concerns);
  });
});

describe('allergies', () => {
  const status = (code: string): Json => ({ coding: [{ code }] });
  const to = (code: Json, more: Json = {}): Json => ({
    resourceType: 'AllergyIntolerance',
    patient: SUBJECT,
    code,
    ...more,
  });
  const HEPARIN = { coding: [{ system: RXNORM, code: RX.heparin }] };

  test.each<{ entry: Json; found: readonly Ingredient[]; because: string }>([
    { entry: to(HEPARIN), found: ['heparin'], because: 'RxNorm' },
    { entry: to({ coding: HEPARIN.coding[0] }), found: ['heparin'], because: 'coding as an object' },
    {
      entry: to({ coding: [{ system: SNOMED, code: '372877000', display: 'Heparin' }] }),
      found: ['heparin'],
      because: 'display',
    },
    { entry: to({ text: 'Aspirin' }), found: ['aspirin'], because: 'text' },
    { entry: to({ text: 'Aspirin allergy' }), found: ['aspirin'], because: 'the word allergy says the same' },
    { entry: to({ text: 'Allergic to heparin' }), found: ['heparin'], because: 'the word allergic says the same' },
    { entry: to({ text: '肝素过敏' }), found: ['heparin'], because: 'Chinese: heparin allergy' },
    { entry: to({ text: '对阿司匹林过敏' }), found: ['aspirin'], because: 'Chinese: allergic to aspirin' },
    {
      entry: to({ text: 'SULFA (SULFONAMIDE ANTIBIOTICS)' }),
      found: ['trimethoprim-sulfamethoxazole'],
      because: 'the class, as Epic has it',
    },
    {
      entry: to({ text: 'sulfa drugs' }),
      found: ['trimethoprim-sulfamethoxazole'],
      because: 'the class, as Oracle has it',
    },
    {
      entry: to({ text: '磺胺类药物过敏' }),
      found: ['trimethoprim-sulfamethoxazole'],
      because: 'the class in Chinese',
    },
    { entry: to({ text: 'Bactrim' }), found: ['trimethoprim-sulfamethoxazole'], because: 'a brand' },
    { entry: to({ text: 'Sulfates and sulfites' }), found: [], because: 'no sulfonamides' },
    { entry: to({ text: 'sulfa '.repeat(100_000) }), found: [], because: 'a text too long to be read' },
    { entry: to({ text: 'Penicillin' }), found: [], because: 'no drug of the pages' },
    { entry: to({ text: 'No known drug allergy' }), found: [], because: 'none' },
    { entry: to(HEPARIN, { clinicalStatus: status('resolved') }), found: [], because: 'resolved' },
    { entry: to(HEPARIN, { clinicalStatus: status('inactive') }), found: [], because: 'inactive' },
    { entry: to(HEPARIN, { clinicalStatus: status('active') }), found: ['heparin'], because: 'active' },
    { entry: to(HEPARIN, { verificationStatus: status('refuted') }), found: [], because: 'refuted' },
    { entry: to(HEPARIN, { verificationStatus: status('entered-in-error') }), found: [], because: 'never written' },
    { entry: to(HEPARIN, { verificationStatus: status('unconfirmed') }), found: ['heparin'], because: 'better safe' },
    {
      entry: to(HEPARIN, { verificationStatus: { coding: [{ code: 'R' }, { code: 'refuted' }] } }),
      found: [],
      because: 'refuted behind a local code',
    },
    { entry: to(HEPARIN, { patient: { reference: 'Patient/p2' } }), found: [], because: 'somebody else’s' },
    { entry: { resourceType: 'AllergyIntolerance', patient: SUBJECT }, found: [], because: 'to nothing' },
  ])('$found: $because', ({ entry, found }) => {
    expect(outcome(mapped([entry]).facts.allergies)).toEqual(found);
  });

  test.each(['partial', 'unanswered'] as const)('unknown when the list is %s', (allergies) => {
    expect(outcome(mapped([], { answers: answers({ allergies }) }).facts.allergies)).toBe('unanswered');
  });
});
