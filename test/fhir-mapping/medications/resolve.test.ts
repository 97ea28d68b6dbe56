import { evaluateRequest } from '../../../src/api/evaluate-request.ts';
import { indexChart } from '../../../src/fhir-mapping/chart-index.ts';
import { resolveDrug } from '../../../src/fhir-mapping/medications/resolve.ts';
import type { ResolvedDrug } from '../../../src/fhir-mapping/medications/resolved-drug.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { chartOf, mapped, patient, resource, RXNORM, SUBJECT } from '../charts.ts';

const ATC = 'http://www.whocc.no/atc';
const LOCAL = 'https://fhir.cerner.com/t/synonym';

function resolved(
  order: Json,
  others: readonly Json[] = [],
  localCodes = new Map<string, string>(),
): ResolvedDrug | null {
  return resolveDrug(indexChart(chartOf([order, ...others], { localCodes })), resource(order));
}

const order = (more: Json): Json => ({
  resourceType: 'MedicationRequest',
  id: 'm1',
  status: 'active',
  subject: SUBJECT,
  ...more,
});
const coded = (...codings: readonly unknown[]): Json => order({ medicationCodeableConcept: { coding: codings } });
const worded = (text: string): Json => order({ medicationCodeableConcept: { text } });
const rx = (code: string, display?: string): Json => ({ system: RXNORM, code, display });
const referring = (reference: string, display?: string): Json => order({ medicationReference: { reference, display } });

describe('by code', () => {
  test.each([
    { order: coded(rx(RX.lenalidomide)), strength: null, because: 'RxNorm ingredient' },
    { order: coded(rx('602910')), strength: 10, because: 'RxNorm clinical drug' },
    { order: coded(rx('643722')), strength: 25, because: 'RxNorm branded drug' },
    { order: coded(rx('337535')), strength: null, because: 'RxNorm brand name' },
    {
      order: coded({ ...rx('602910'), system: 'urn:oid:2.16.840.1.113883.6.88' }),
      strength: 10,
      because: 'RxNorm by OID',
    },
    {
      order: coded({ ...rx('602910'), system: 'https://www.nlm.nih.gov/research/umls/rxnorm/' }),
      strength: 10,
      because: 'https, slash',
    },
    { order: coded({ system: ATC, code: 'L04AX04' }), strength: null, because: 'ATC' },
    { order: coded({ system: 'urn:site', code: 'LEN' }), strength: null, because: 'a code of the site' },
    { order: coded({ system: LOCAL, code: '2754' }, rx('602910')), strength: 10, because: 'a local code first' },
    { order: coded(rx('602910'), { system: LOCAL, code: '2754' }), strength: 10, because: 'a local code last' },
    {
      order: coded(rx(RX.lenalidomide), { system: ATC, code: 'L04AX04' }),
      strength: null,
      because: 'two systems, one drug',
    },
    { order: coded(rx(RX.lenalidomide), rx('602910')), strength: 10, because: 'ingredient and product' },
    {
      order: coded(rx(RX.lenalidomide, 'lenalidomide 10 MG Oral Capsule')),
      strength: 10,
      because: 'strength in the display',
    },
    {
      order: coded(rx('602910', 'lenalidomide 25 MG Oral Capsule')),
      strength: null,
      because: 'code and display disagree on it',
    },
    {
      order: order({ medicationCodeableConcept: { coding: rx('602910') } }),
      strength: 10,
      because: 'coding as an object',
    },
    {
      order: order({ medicationCodeableConcept: [{ coding: [rx('602910')] }] }),
      strength: 10,
      because: 'concept as an array',
    },
    {
      order: { ...coded(rx('602910')), category: { text: 'x' }, reasonCode: {} },
      strength: 10,
      because: 'the Sandbox’s objects',
    },
  ])('lenalidomide: $because', ({ order: one, strength }) => {
    const drug = resolved(one, [], new Map([['urn:site|LEN', 'lenalidomide']]));
    expect([drug?.ingredient, drug?.strength?.perPiece?.value ?? null]).toEqual(['lenalidomide', strength]);
  });

  test('liposomal doxorubicin, coded with its ingredient too', () => {
    expect(resolved(coded(rx('214525'), rx(RX.doxorubicin)))?.ingredient).toBe('liposomal-doxorubicin');
    expect(resolved(coded(rx('1790128', 'Doxil 50 MG per 25 ML Injection')))?.ingredient).toBe('liposomal-doxorubicin');
  });
});

describe('by words', () => {
  test.each([
    { order: worded('lenalidomide 10 mg capsule'), because: 'English' },
    { order: worded('Revlimid 10 mg'), because: 'brand' },
    { order: worded('来那度胺胶囊 10mg'), because: 'Chinese' },
    {
      order: coded({ system: LOCAL, code: '1', display: 'LENALIDOMIDE 10MG CAP' }),
      because: 'display of a local code',
    },
    { order: coded({ display: 'lenalidomide 10 mg' }), because: 'display without any code' },
    {
      order: referring('Medication/nowhere', 'lenalidomide 10 mg oral capsule'),
      because: 'display of a reference not sent',
    },
  ])('$because', ({ order: one }) => {
    expect(resolved(one)).toMatchObject({
      ingredient: 'lenalidomide',
      strength: { perPiece: { value: 10, unit: 'mg' } },
    });
  });

  test('the label is the chart’s words, else the table’s, else the ingredient', () => {
    expect(resolved(worded('Revlimid 10 mg'))?.label).toBe('Revlimid 10 mg');
    expect(resolved(coded(rx('602910')))?.label).toBe('Lenalidomide 10 MG Oral Capsule');
    expect(
      resolved(coded({ system: 'urn:site', code: 'L' }), [], new Map([['urn:site|L', 'lenalidomide']]))?.label,
    ).toBe('lenalidomide');
  });
});

describe('by reference to a Medication', () => {
  const capsule: Json = { resourceType: 'Medication', id: 'med7', code: { coding: [rx('602910')] } };
  const UUID = '5f2c1c1e-6f3a-4b0e-9a53-0d3f7d1b2c3d';

  test.each([
    { order: { ...referring('#med7'), contained: [{ id: 'x' }, capsule] }, others: [], because: 'contained' },
    { order: { ...referring('#med7'), contained: capsule }, others: [], because: 'contained, not in an array' },
    { order: referring('Medication/med7'), others: [{ ...capsule, id: 'other' }, capsule], because: 'relative' },
    { order: referring('Medication/med7/_history/2'), others: [capsule], because: 'versioned' },
    { order: referring('https://ehr.example.org/fhir/Medication/med7'), others: [capsule], because: 'absolute' },
    {
      order: referring('https://ehr.example.org/fhir/Medication/med7/_history/2'),
      others: [capsule],
      because: 'absolute, versioned',
    },
    {
      order: referring(`urn:uuid:${UUID}`),
      others: [{ ...capsule, id: UUID }],
      because: 'Synthea: the uuid is the id',
    },
  ])('$because', ({ order: one, others }) => {
    expect(resolved(one, others)).toMatchObject({ ingredient: 'lenalidomide', strength: { perPiece: { value: 10 } } });
  });

  test('of a transaction, by fullUrl, where the Medication has no id', () => {
    const entry = [
      { fullUrl: 'urn:uuid:1', resource: patient() },
      { fullUrl: `urn:uuid:${UUID}`, resource: { ...capsule, id: undefined } },
      { fullUrl: 'urn:uuid:3', resource: { ...referring(`urn:uuid:${UUID}`), subject: { reference: 'urn:uuid:1' } } },
    ];
    const { chart } = evaluateRequest({ resourceType: 'Bundle', type: 'transaction', entry }, new Date(), new Map());
    const { activeDrugs } = mapped([], chart).facts;
    expect(activeDrugs.known && activeDrugs.value.map(({ ingredient }) => ingredient)).toEqual(['lenalidomide']);
  });

  test('of an order session, beside the draft', () => {
    const drafts = [referring('Medication/med7'), capsule].map(resource);
    expect(mapped([], { drafts }).facts.plannedDrugs).toMatchObject([{ ingredient: 'lenalidomide' }]);
  });

  const quantity = (value: number, unit: string): Json => ({ value, unit, code: unit });
  test.each([
    { code: undefined, numerator: quantity(10, 'mg'), strength: 10, because: 'coded by its ingredient alone' },
    { code: { text: 'study drug' }, numerator: quantity(10, 'mg'), strength: 10, because: 'a code that says nothing' },
    {
      code: { text: 'Revlimid 10 mg' },
      numerator: quantity(10, '{cells}'),
      strength: 10,
      because: 'an odd strength beside the name',
    },
    { code: { text: 'Revlimid' }, numerator: undefined, strength: undefined, because: 'no strength' },
  ])('ingredients: $because', ({ code, numerator, strength }) => {
    const itemCodeableConcept = { coding: [rx(RX.lenalidomide)] };
    const compound = {
      resourceType: 'Medication',
      id: 'c',
      code,
      ingredient: [{ itemCodeableConcept, strength: { numerator } }],
    };
    const drug = resolved(referring('Medication/c'), [compound]);
    expect([drug?.ingredient, drug?.strength?.perPiece?.value]).toEqual(['lenalidomide', strength]);
  });
});

describe('not recognised', () => {
  test.each([
    { order: coded(rx('6809')), issues: [], because: 'a drug that no page asks for' },
    { order: worded('metformin'), issues: [], because: 'a drug that no page asks for' },
    {
      order: coded(rx(RX.lenalidomide), rx(RX.thalidomide)),
      issues: ['conflicting-values'],
      because: 'two drugs by code',
    },
    { order: worded('lenalidomide and dexamethasone'), issues: ['conflicting-values'], because: 'two drugs in words' },
    {
      order: referring('Medication/nowhere'),
      issues: ['drug-unrecognised'],
      because: 'a Medication that was not sent',
    },
    { order: referring('#nowhere'), issues: ['drug-unrecognised'], because: 'not contained either' },
    { order: order({}), issues: [], because: 'no drug chosen yet (the Sandbox)' },
    { order: order({ medicationReference: {} }), issues: ['drug-unrecognised'], because: 'a reference to nothing' },
    { order: coded({}), issues: [], because: 'an empty coding' },
  ])('$because', ({ order: one, issues }) => {
    const { facts, issues: noted } = mapped([one]);
    expect([facts.activeDrugs.known && facts.activeDrugs.value, noted()]).toEqual([[], issues]);
  });

  test('another patient’s contained words stay out', () => {
    expect(
      mapped([medication(RX.lenalidomide, null, { subject: { reference: 'Patient/p2' } })]).facts.activeDrugs,
    ).toMatchObject({ value: [] });
  });
});
