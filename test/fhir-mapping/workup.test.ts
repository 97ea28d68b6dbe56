import type { WorkupTest } from '../../src/logic/workup-facts.ts';
import { daysAgo, observation, procedure, type Json } from '../patient.ts';
import { answers, LOINC, mapped, SUBJECT } from './charts.ts';

/** Which tests are on record, and when last (DEC-1, DEC-3). */

const of = (resource: Json, test: WorkupTest): string | undefined => {
  const fact = mapped([resource]).facts.workupTests[test];
  return fact.known ? fact.value.date : fact.missing[0]?.because;
};
const report = (code: unknown, more: Json = {}): Json => ({
  resourceType: 'DiagnosticReport',
  id: 'r1',
  status: 'final',
  subject: SUBJECT,
  code,
  effectiveDateTime: daysAgo(5),
  ...more,
});
const request = (text: string, more: Json = {}): Json => ({
  resourceType: 'ServiceRequest',
  id: 's1',
  status: 'completed',
  intent: 'order',
  subject: SUBJECT,
  code: { text },
  authoredOn: daysAgo(5),
  ...more,
});
const result = (text: string, more: Json = {}): Json =>
  observation('0', 1, '1', { code: { text }, valueQuantity: undefined, valueString: 'normal', ...more });
const DAY = daysAgo(5);

test.each<[string, WorkupTest, Json]>([
  ['a result by code', 'hemoglobin', observation('718-7', 10, 'g/dL')],
  ['a result without a usable unit was done all the same', 'ldh', observation('2532-0', 200, 'bottles')],
  ['a panel, completed as an order', 'platelets', request('CBC with differential')],
  ['the differential of that panel', 'differential', request('CBC with differential')],
  ['a panel by code, as a report', 'sodium', report({ coding: [{ system: LOINC, code: '24326-1' }] })],
  ['the metabolic panel has creatinine', 'serum-creatinine', request('Comprehensive metabolic panel')],
  ['and liver function', 'liver-function', request('Comprehensive metabolic panel')],
  ['a smear by its words', 'blood-smear', result('Peripheral blood smear')],
  ['in Chinese', 'blood-smear', result('外周血涂片')],
  ['serum electrophoresis', 'serum-protein-electrophoresis', result('Protein electrophoresis, serum')],
  ['urine electrophoresis', 'urine-protein-electrophoresis', result('Urine protein electrophoresis')],
  ['immunofixation', 'serum-immunofixation', result('血清免疫固定电泳')],
  ['urine immunofixation', 'urine-immunofixation', result('Immunofixation, urine')],
  ['24 h protein', 'urine-protein-24h', result('24小时尿蛋白定量')],
  ['light chains', 'free-lambda', request('Serum free light chains')],
  ['marrow as a procedure', 'marrow-examination', procedure('49401003', { days: 5 })],
  ['marrow as a report', 'marrow-examination', report({ text: 'Bone marrow biopsy pathology' })],
  ['FISH as a report', 'plasma-cell-fish', report({ text: 'Myeloma FISH panel' })],
  ['PET/CT as a report', 'whole-body-ct-or-pet', report({ text: 'FDG PET/CT whole body' })],
  ['low-dose CT as an order', 'whole-body-ct-or-pet', request('Whole body low dose CT')],
  ['whole-body MRI', 'whole-body-mri', report({ text: 'MRI whole body without contrast' })],
  ['HLA typing', 'hla-typing', result('HLA-A typing')],
])('%s: %s', (_what, name, resource) => {
  expect(of(resource, name)).toBe(DAY);
});

test.each<[string, WorkupTest, Json]>([
  ['an order that is active', 'platelets', request('CBC', { status: 'active' })],
  ['an order not to be performed', 'platelets', request('CBC', { doNotPerform: true })],
  ['a report that is preliminary', 'plasma-cell-fish', report({ text: 'Myeloma FISH' }, { status: 'preliminary' })],
  ['a result in error', 'hemoglobin', observation('718-7', 10, 'g/dL', { status: 'entered-in-error' })],
  [
    'a result that says why it has none',
    'hemoglobin',
    observation('718-7', 1, 'g/dL', { dataAbsentReason: { text: 'not performed' } }),
  ],
  ['a test of tomorrow', 'ldh', observation('2532-0', 200, 'U/L', { days: -3 })],
  ['a report of tomorrow', 'plasma-cell-fish', report({ text: 'FISH' }, { effectiveDateTime: daysAgo(-3) })],
  ['a test without a date', 'blood-smear', result('Blood smear', { effectiveDateTime: undefined })],
  ['declined', 'marrow-examination', request('Bone marrow biopsy declined')],
  ['urine electrophoresis is not serum', 'serum-protein-electrophoresis', result('Urine protein electrophoresis')],
  ['a Pap smear', 'blood-smear', result('Pap smear')],
  ['a FISH of the bladder', 'plasma-cell-fish', result('Bladder FISH (UroVysion)')],
  ['a CBC without a differential', 'differential', request('CBC')],
  ['CT of the chest', 'whole-body-ct-or-pet', report({ text: 'CT chest' })],
  ['another patient', 'hemoglobin', observation('718-7', 10, 'g/dL', { subject: { reference: 'Patient/x' } })],
  ['a name too long to be one', 'blood-smear', result(`blood smear ${'x'.repeat(100_000)}`)],
])('not done: %s', (_what, name, resource) => {
  expect(of(resource, name)).toBe('absent');
});

test('the newest counts, whichever carrier tells it', () => {
  const { workupTests } = mapped([
    observation('718-7', 10, 'g/dL', { id: 'old', days: 50 }),
    observation('718-7', 10, 'g/dL', { id: 'new', days: 5 }),
    request('CBC', { authoredOn: daysAgo(20) }),
  ]).facts;
  expect(workupTests.hemoglobin).toEqual({
    known: true,
    value: { date: DAY, reference: 'Observation/new' },
    evidence: [{ concept: 'hemoglobin', value: 'done', date: DAY, reference: 'Observation/new', stale: false }],
  });
});

test('what was not answered is not absent', () => {
  const { workupTests } = mapped([], { answers: answers({ reports: 'partial' }) }).facts;
  expect([workupTests.ldh, workupTests['plasma-cell-fish']].map((one) => one.known || one.missing[0]?.because)).toEqual(
    ['absent', 'unanswered'],
  );
});
