import { indexChart, referenceOf } from '../../src/fhir-mapping/chart-index.ts';
import type { Concept } from '../../src/fhir-mapping/codes/concepts.ts';
import { condition, creatinine, draft, medication, procedure, RX, type Json } from '../patient.ts';
import { chartOf, LOINC, mapped, outcome, resource, SNOMED, SUBJECT } from './charts.ts';

const observationOf = (code: unknown): Json => ({ resourceType: 'Observation', id: 'o1', status: 'final', code });

describe('concepts of a resource', () => {
  const local = { system: 'https://fhir.cerner.com/t/codeSet/72', code: '2700655', userSelected: true };
  const loinc = { system: LOINC, code: '2160-0' };

  test.each<{ code: unknown; concepts: readonly Concept[]; because: string }>([
    { code: { coding: [loinc] }, concepts: ['serum-creatinine'], because: 'LOINC' },
    { code: { coding: [local, loinc] }, concepts: ['serum-creatinine'], because: 'Oracle sends its own first' },
    { code: { coding: [loinc, local] }, concepts: ['serum-creatinine'], because: 'or last' },
    { code: { coding: loinc }, concepts: ['serum-creatinine'], because: 'an object where an array belongs' },
    { code: [{ coding: [loinc] }], concepts: ['serum-creatinine'], because: 'an array where an object belongs' },
    {
      code: { coding: [loinc, { system: LOINC, code: '2164-2' }] },
      concepts: ['serum-creatinine', 'measured-creatinine-clearance'],
      because: 'two concepts',
    },
    {
      code: { coding: [loinc, { ...loinc, system: 'https://loinc.org/' }] },
      concepts: ['serum-creatinine'],
      because: 'twice the same',
    },
    {
      code: { coding: [{ ...loinc, system: 'urn:oid:2.16.840.1.113883.6.1' }] },
      concepts: ['serum-creatinine'],
      because: 'OID',
    },
    {
      code: { coding: [{ system: 'urn:site', code: 'CREA' }] },
      concepts: ['serum-creatinine'],
      because: 'mapped by the site',
    },
    { code: { coding: [{ system: SNOMED, code: '2160-0' }] }, concepts: [], because: 'the code in another system' },
    { code: { coding: [{ code: '2160-0' }] }, concepts: [], because: 'no system' },
    { code: { coding: [{ system: LOINC }] }, concepts: [], because: 'no code' },
    { code: { coding: [{ system: LOINC, code: 21600 }] }, concepts: [], because: 'a number' },
    { code: { coding: [null, 'x', loinc] }, concepts: ['serum-creatinine'], because: 'rubbish beside it' },
    { code: { text: 'Creatinine' }, concepts: [], because: 'text is no code' },
    { code: 'creatinine', concepts: [], because: 'a string' },
    { code: undefined, concepts: [], because: 'no code' },
  ])('$concepts: $because', ({ code, concepts }) => {
    const localCodes = new Map([['urn:site|CREA', 'serum-creatinine']]);
    const { byConcept } = indexChart(chartOf([observationOf(code)], { localCodes }));
    expect([...byConcept.keys()]).toEqual(concepts);
    expect([...byConcept.values()].every((list) => list.length === 1)).toBe(true);
  });

  test('a Device is known by its type, medications by nothing here', () => {
    const port = { coding: [{ system: SNOMED, code: '398013009' }] };
    const device = { resourceType: 'Device', id: 'd1', type: port };
    const { byConcept } = indexChart(
      chartOf([device, { ...device, id: 'd2', type: undefined, code: port }, medication(RX.aspirin, null)]),
    );
    expect(byConcept.get('central-venous-catheter')).toMatchObject([{ id: 'd1' }]);
    expect(byConcept.size).toBe(1);
  });
});

describe('who and what is admitted', () => {
  test('another patient’s resources are dropped and noted', () => {
    const index = indexChart(
      chartOf([{ ...creatinine(9), id: 'o9', subject: { reference: 'Patient/p2' } }, creatinine(1)]),
    );
    expect(index.byType.get('Observation')).toHaveLength(1);
    expect(index.quality.list()).toMatchObject([{ reference: 'Observation/o9', issue: 'wrong-subject' }]);
  });

  test.each([
    { list: [condition('I10'), condition('I10')], entries: 2, because: 'two entries' },
    {
      list: [
        { ...condition('I10'), id: 'c' },
        { ...condition('I10'), id: 'c' },
      ],
      entries: 1,
      because: 'sent twice',
    },
    {
      list: [
        { ...condition('I10'), id: undefined },
        { ...condition('I10'), id: undefined },
      ],
      entries: 2,
      because: 'no ids',
    },
    {
      list: [
        { ...condition('I10'), id: 'x' },
        { ...procedure('1'), id: 'x' },
      ],
      entries: 1,
      because: 'ids are per type',
    },
  ])('$entries entries of the problem list: $because', ({ list, entries }) => {
    expect(indexChart(chartOf(list)).entries.conditions).toBe(entries);
  });

  test('counts what was searched, by kind', () => {
    const list = [
      creatinine(1),
      condition('I10'),
      procedure('1'),
      medication(RX.aspirin, null),
      { resourceType: 'MedicationStatement', subject: SUBJECT },
      { resourceType: 'Device', patient: SUBJECT },
      { resourceType: 'AllergyIntolerance', patient: SUBJECT },
      { resourceType: 'Medication', id: 'm' },
      { resourceType: 'constructor' },
    ];
    expect({ ...indexChart(chartOf(list)).entries }).toEqual({
      observations: 1,
      conditions: 1,
      procedures: 1,
      medications: 2,
      devices: 1,
      allergies: 1,
    });
  });

  test.each([{ order: [0, 1] }, { order: [1, 0] }])(
    'of two versions of a resource the later counts, sent as $order',
    ({ order }) => {
      const versions = [
        creatinine(1, {
          id: 'o1',
          status: 'preliminary',
          meta: { versionId: '1', lastUpdated: '2026-11-15T09:00:00Z' },
        }),
        creatinine(2, { id: 'o1', meta: { versionId: '2', lastUpdated: '2026-11-15T10:00:00Z' } }),
      ];
      const { creatinine: fact } = mapped(order.map((at) => versions[at] ?? {})).facts;
      expect(outcome(fact)).toMatchObject({ interval: { low: 2, high: 2 } });
    },
  );

  test('drafts are kept apart, the other patient’s dropped', () => {
    const drafts = [
      draft(RX.lenalidomide, null),
      draft(RX.aspirin, null, { subject: { reference: 'Patient/p2' } }),
    ].map(resource);
    const index = indexChart(chartOf([], { drafts }));
    expect(index.drafts).toEqual([drafts[0]]);
    expect(index.entries).toEqual({});
    expect(index.quality.list()).toMatchObject([{ issue: 'wrong-subject' }]);
  });

  test('a draft with the id of a chart order is both', () => {
    const order = { ...medication(RX.lenalidomide, null), id: 'request-123' };
    const index = indexChart(chartOf([order], { drafts: [resource({ ...order, status: 'draft' })] }));
    expect([index.drafts.length, index.byType.get('MedicationRequest')?.length]).toEqual([1, 1]);
  });

  test('notes are bounded', () => {
    const strangers = Array.from({ length: 700 }, (_, at) =>
      creatinine(1, { id: `o${at}`, subject: { reference: 'Patient/p2' } }),
    );
    expect(mapped(strangers).notes()).toHaveLength(500);
  });
});

test.each([
  { json: { resourceType: 'Observation', id: 'o1' }, reference: 'Observation/o1' },
  { json: { resourceType: 'Observation' }, reference: 'Observation' },
  { json: { resourceType: 'Observation', id: 7 }, reference: 'Observation' },
])('the reference of $json is $reference', ({ json, reference }) => {
  expect(referenceOf(resource(json))).toBe(reference);
});
