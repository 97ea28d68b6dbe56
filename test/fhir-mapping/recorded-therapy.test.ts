import { condition, medication, RX, type Json } from '../patient.ts';
import { answers, mapped, outcome, RXNORM, SUBJECT } from './charts.ts';

const LOCAL = new Map([
  ['urn:site|LINE', 'line-of-therapy'],
  ['urn:site|REFR', 'refractory-to-drug'],
  ['http://ehr.example.org/line|extension', 'line-of-therapy'],
]);
const local = (code: string, value: Json, more: Json = {}): Json => ({
  ...{ resourceType: 'Observation', id: 'o', status: 'final', subject: SUBJECT, effectiveDateTime: '2024-03-01' },
  code: { coding: [{ system: 'urn:site', code }] },
  ...value,
  ...more,
});

describe('refractory as recorded', () => {
  const drugs = (entries: readonly Json[]): unknown => {
    const fact = mapped(entries, { localCodes: LOCAL }).facts.recordedRefractory;
    return fact.known ? fact.value.map(({ ingredient }) => ingredient) : 'unknown';
  };
  const called = (text: string, more: Json = {}): Json => condition('C90.00', { code: { text }, ...more });

  test.each<{ entries: readonly Json[]; found: readonly string[]; because: string }>([
    {
      entries: [called('Myeloma refractory to lenalidomide')],
      found: ['lenalidomide'],
      because: 'the words of a Condition',
    },
    {
      entries: [condition('C90.00', { note: [{ text: 'Bortezomib-refractory' }] })],
      found: ['bortezomib'],
      because: 'its note',
    },
    { entries: [called('Anemia refractory to epoetin')], found: [], because: 'no drug for myeloma' },
    {
      entries: [called('Myeloma refractory to lenalidomide', { verification: 'refuted' })],
      found: [],
      because: 'refuted',
    },
    {
      entries: [local('REFR', { valueString: 'lenalidomide' })],
      found: ['lenalidomide'],
      because: 'a site code, in words',
    },
    {
      entries: [local('REFR', { valueCodeableConcept: { coding: [{ system: RXNORM, code: RX.bortezomib }] } })],
      found: ['bortezomib'],
      because: 'a site code, coded',
    },
    {
      entries: [local('REFR', { valueCodeableConcept: { text: '来那度胺' } })],
      found: ['lenalidomide'],
      because: 'in Chinese',
    },
    {
      entries: [local('REFR', { valueString: 'lenalidomide' }, { status: 'entered-in-error' })],
      found: [],
      because: 'never written',
    },
    { entries: [local('REFR', { valueQuantity: 7 })], found: [], because: 'a wrong type' },
    {
      entries: [called('Myeloma refractory to bortezomib'), local('REFR', { valueString: 'carfilzomib' })],
      found: ['bortezomib', 'carfilzomib'],
      because: 'both',
    },
    { entries: [], found: [], because: 'none' },
  ])('$found: $because', ({ entries, found }) => {
    expect(drugs(entries)).toEqual(found);
  });

  test('unknown where the problem list wasn’t answered', () => {
    expect(outcome(mapped([], { answers: answers({ conditions: 'partial' }) }).facts.recordedRefractory)).toBe(
      'unanswered',
    );
  });
});

describe('lines as recorded', () => {
  const lines = (entries: readonly Json[]): unknown => {
    const fact = mapped(entries, { localCodes: LOCAL }).facts.recordedLines;
    return fact.known ? fact.value.map(({ line, date }) => `${line} ${date}`) : 'unknown';
  };
  const order = (more: Json, rxnorm: string = RX.lenalidomide): Json =>
    medication(rxnorm, null, { authoredOn: '2024-03-01', ...more });
  const extension = (value: Json): Json => order({ extension: [{ url: 'https://ehr.example.org/line', ...value }] });
  const plan = (more: Json): Json => ({
    resourceType: 'CarePlan',
    id: 'c',
    status: 'active',
    subject: SUBJECT,
    period: { start: '2024-03-01' },
    ...more,
  });

  test.each<{ entries: readonly Json[]; found: readonly string[]; because: string }>([
    { entries: [local('LINE', { valueInteger: 2 })], found: ['2 2024-03-01'], because: 'a site code' },
    { entries: [local('LINE', { valueQuantity: { value: 3 } })], found: ['3 2024-03-01'], because: 'as a quantity' },
    { entries: [local('LINE', { valueString: '二线' })], found: ['2 2024-03-01'], because: 'in words' },
    {
      entries: [local('LINE', { valueCodeableConcept: { text: 'Second line' } })],
      found: ['2 2024-03-01'],
      because: 'as a concept',
    },
    { entries: [local('LINE', { valueInteger: 2.5 })], found: [], because: 'no such line' },
    { entries: [local('LINE', { valueInteger: 500 })], found: [], because: 'nor this' },
    {
      entries: [local('LINE', { valueInteger: 2 }, { effectiveDateTime: undefined })],
      found: ['2 null'],
      because: 'undated',
    },
    { entries: [order({ category: [{ text: 'Second-line therapy' }] })], found: ['2 2024-03-01'], because: 'category' },
    {
      entries: [order({ reasonCode: [{ coding: [{ display: '一线治疗' }] }] })],
      found: ['1 2024-03-01'],
      because: 'reason',
    },
    { entries: [order({ category: [{ text: 'Second-line therapy' }] }, RX.aspirin)], found: [], because: 'of aspirin' },
    {
      entries: [order({ category: [{ text: 'Second-line therapy' }], status: 'cancelled' })],
      found: [],
      because: 'cancelled',
    },
    { entries: [extension({ valueInteger: 2 })], found: ['2 2024-03-01'], because: 'an extension of the site' },
    { entries: [extension({ valueCodeableConcept: { text: 'LOT 3' } })], found: ['3 2024-03-01'], because: 'in words' },
    { entries: [extension({ valueCoding: { display: 'LOT 3' } })], found: ['3 2024-03-01'], because: 'as a coding' },
    {
      entries: [order({ extension: [{ url: 'https://other.example.org', valueInteger: 2 }] })],
      found: [],
      because: 'another extension',
    },
    { entries: [plan({ title: 'Third-line therapy' })], found: ['3 2024-03-01'], because: 'a plan' },
    {
      entries: [plan({ category: [{ text: 'LOT 2' }], period: undefined, created: '2024-02-01' })],
      found: ['2 2024-02-01'],
      because: 'its category',
    },
    { entries: [plan({ title: 'Third-line therapy', status: 'revoked' })], found: [], because: 'revoked' },
    { entries: [], found: [], because: 'none' },
  ])('$found: $because', ({ entries, found }) => {
    expect(lines(entries)).toEqual(found);
  });

  test('unknown where the drugs weren’t answered', () => {
    expect(outcome(mapped([], { answers: answers({ medications: 'unanswered' }) }).facts.recordedLines)).toBe(
      'unanswered',
    );
  });
});
