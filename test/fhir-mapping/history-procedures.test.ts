import type { HistoryName } from '../../src/logic/history-facts.ts';
import { condition, daysAgo, procedure, TODAY, type Json } from '../patient.ts';
import { answers, LOINC, mapped, outcome, SNOMED, SUBJECT } from './charts.ts';

const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });

describe('procedures and their carriers', () => {
  const request = (text: string, more: Json = {}): Json => ({
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'completed',
    intent: 'order',
    subject: SUBJECT,
    code: { text },
    authoredOn: daysAgo(9),
    ...more,
  });
  const result = (code: Json, more: Json = {}): Json => ({
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code,
    effectiveDateTime: daysAgo(4),
    ...more,
  });
  const loinc = (code: string): Json => ({ coding: [{ system: LOINC, code }] });

  test.each<{ list: readonly Json[]; name: HistoryName; expected: unknown; because: string }>([
    {
      list: [procedure('425983008', { days: 40 })],
      name: 'autologousTransplants',
      expected: [daysAgo(40)],
      because: 'SNOMED',
    },
    { list: [procedure('58390007')], name: 'allogeneicTransplants', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [procedure('234336002')],
      name: 'unspecifiedTransplants',
      expected: [daysAgo(20)],
      because: 'kind not stated',
    },
    {
      list: [{ ...procedure('x'), code: { coding: [{ system: 'https://www.ama-assn.org/go/cpt', code: '38241' }] } }],
      name: 'autologousTransplants',
      expected: [daysAgo(20)],
      because: 'Oracle: CPT',
    },
    {
      list: [condition('Z94.84', { onsetDateTime: undefined, recordedDate: TODAY })],
      name: 'unspecifiedTransplants',
      expected: [null],
      because: 'a status: its record is not its date',
    },
    {
      list: [condition('Z94.84')],
      name: 'autologousTransplants',
      expected: [],
      because: 'a status does not say which',
    },
    {
      list: [worded('S/P autologous stem cell transplant', { onsetDateTime: undefined })],
      name: 'autologousTransplants',
      expected: [null],
      because: 'a problem in words',
    },
    {
      list: [procedure('425983008', { status: 'not-done' })],
      name: 'autologousTransplants',
      expected: [],
      because: 'not done',
    },
    {
      list: [procedure('425983008', { status: 'preparation' })],
      name: 'autologousTransplants',
      expected: [],
      because: 'not yet',
    },
    {
      list: [procedure('425983008', { days: -5 })],
      name: 'autologousTransplants',
      expected: [],
      because: 'in the future',
    },
    {
      list: [request('Autologous stem cell transplant')],
      name: 'autologousTransplants',
      expected: [],
      because: 'an order is no transplant',
    },
    { list: [procedure('418576007')], name: 'stemCellCollections', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [request('Stem cell collection')],
      name: 'stemCellCollections',
      expected: [daysAgo(9)],
      because: 'completed order',
    },
    {
      list: [request('Stem cell collection', { status: 'active' })],
      name: 'stemCellCollections',
      expected: [],
      because: 'planned',
    },
    {
      list: [request('Stem cell collection', { status: 'revoked' })],
      name: 'stemCellCollections',
      expected: [],
      because: 'revoked',
    },
    {
      list: [request('Stem cell collection', { doNotPerform: true })],
      name: 'stemCellCollections',
      expected: [],
      because: 'not to be done',
    },
    {
      list: [
        procedure('1217123003', {
          performedDateTime: undefined,
          performedPeriod: { start: daysAgo(60), end: daysAgo(30) },
        }),
      ],
      name: 'radiotherapy',
      expected: [daysAgo(30)],
      because: 'mCODE course summary',
    },
    {
      list: [condition('Z92.3', { onsetDateTime: undefined, recordedDate: TODAY })],
      name: 'radiotherapy',
      expected: [null],
      because: 'a status',
    },
    {
      list: [procedure('x', { code: { text: '腰椎放疗' } })],
      name: 'radiotherapy',
      expected: [daysAgo(20)],
      because: 'Chinese',
    },
    { list: [condition('Z01.20')], name: 'dentalExaminations', expected: [daysAgo(100)], because: 'encounter code' },
    {
      list: [request('Dental examination')],
      name: 'dentalExaminations',
      expected: [daysAgo(9)],
      because: 'completed order',
    },
    {
      list: [result({ text: 'Dental exam' })],
      name: 'dentalExaminations',
      expected: [daysAgo(4)],
      because: 'an Observation',
    },
    {
      list: [{ ...result({ text: '口腔检查' }), resourceType: 'DiagnosticReport', id: 'r1' }],
      name: 'dentalExaminations',
      expected: [daysAgo(4)],
      because: 'a report',
    },
    {
      list: [result({ text: 'Dental exam' }, { status: 'cancelled' })],
      name: 'dentalExaminations',
      expected: [],
      because: 'cancelled',
    },
    { list: [result(loinc('34532-2'))], name: 'typeAndScreen', expected: [daysAgo(4)], because: 'LOINC panel' },
    { list: [result(loinc('890-4'))], name: 'typeAndScreen', expected: [daysAgo(4)], because: 'LOINC antibody screen' },
    { list: [result(loinc('882-1'))], name: 'typeAndScreen', expected: [], because: 'a type without a screen' },
    { list: [request('Type and screen')], name: 'typeAndScreen', expected: [daysAgo(9)], because: 'completed order' },
    {
      list: [procedure('x', { code: { text: 'Type & screen' } })],
      name: 'typeAndScreen',
      expected: [daysAgo(20)],
      because: 'a Procedure in words',
    },
    { list: [procedure('20720000')], name: 'plasmapheresis', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('234326005')], name: 'marrowExaminations', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('40701008')], name: 'echocardiograms', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('134427001')], name: 'frailtyAssessments', expected: [daysAgo(20)], because: 'SNOMED' },
    { list: [procedure('359586003')], name: 'spineSurgery', expected: [daysAgo(20)], because: 'SNOMED' },
    {
      list: [procedure('x', { code: { text: 'Kyphoplasty L1' } })],
      name: 'vertebralAugmentations',
      expected: [daysAgo(20)],
      because: 'in words',
    },
    {
      list: [procedure('x', { code: { text: 'Plasmacytoma biopsy' } })],
      name: 'plasmacytomaBiopsies',
      expected: [daysAgo(20)],
      because: 'in words',
    },
    {
      list: [procedure('x', { code: { text: 'Plasmacytoma excision' } })],
      name: 'plasmacytomaSurgery',
      expected: [daysAgo(20)],
      because: 'in words',
    },
  ])('$name $expected: $because', ({ list, name, expected }) => {
    const fact = mapped(list).facts[name];
    expect(fact.known ? fact.value.map(({ date }) => date) : outcome(fact)).toEqual(expected);
  });

  test.each([
    { kind: 'procedures', name: 'stemCellCollections', expected: 'unanswered' },
    { kind: 'serviceRequests', name: 'stemCellCollections', expected: [] },
    { kind: 'observations', name: 'typeAndScreen', expected: 'unanswered' },
    { kind: 'procedures', name: 'typeAndScreen', expected: [] },
  ] as const)('$name with $kind unanswered: $expected', ({ kind, name, expected }) => {
    expect(outcome(mapped([], { answers: answers({ [kind]: 'unanswered' }) }).facts[name])).toEqual(expected);
  });

  test('planned: orders that stand, by code or in words', () => {
    const list = [
      request('Dental examination', { status: 'active' }),
      request('Type and screen', { id: 's2', status: 'on-hold' }),
      request('x', { id: 's3', status: 'active', code: { coding: [{ system: SNOMED, code: '425983008' }] } }),
      request('Stem cell collection', { id: 's4', status: 'draft' }),
      request('No dental examination', { id: 's5', status: 'active' }),
    ];
    const { plannedProcedures } = mapped(list).facts;
    expect(plannedProcedures).toMatchObject({
      value: [
        { procedure: 'autologousTransplants', reference: 'ServiceRequest/s3' },
        { procedure: 'dentalExaminations', reference: 'ServiceRequest/s1', date: daysAgo(9) },
        { procedure: 'typeAndScreen', reference: 'ServiceRequest/s2' },
      ],
    });
    expect(outcome(mapped([]).facts.plannedProcedures)).toEqual([]);
    const unasked = mapped([], { answers: answers({ serviceRequests: 'unanswered' }) }).facts;
    expect(outcome(unasked.plannedProcedures)).toBe('unanswered');
  });

  test.each([
    { status: 'draft', detail: 'ServiceRequest draft' },
    { status: 'revoked', detail: 'ServiceRequest revoked' },
    { status: undefined, detail: 'ServiceRequest of unknown status' },
    { status: '<b>', detail: 'ServiceRequest of unknown status' },
  ])('an order $status is noted', ({ status, detail }) => {
    const { facts, notes } = mapped([request('Dental examination', { status })]);
    outcome(facts.dentalExaminations);
    expect(notes()).toEqual([{ reference: 'ServiceRequest/s1', issue: 'status-ignored', detail }]);
  });
});
