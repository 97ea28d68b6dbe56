import { condition, daysAgo, TODAY, type Json } from '../patient.ts';
import { answers, ICD10, mapped, outcome, SNOMED } from './charts.ts';

const ICDO3 = 'http://terminology.hl7.org/CodeSystem/icd-o-3';
const HISTOLOGY = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';
const of = (system: string, code: string, text?: string): Json => ({
  coding: [{ system, code }],
  ...(text ? { text } : {}),
});
const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });
const cancer = (system: string, morphology: string): Json =>
  condition('363346000', { extension: [{ url: HISTOLOGY, valueCodeableConcept: of(system, morphology) }] });

describe('each entity, as charts write it', () => {
  test.each([
    { entry: condition('C90.00'), recorded: 'active-myeloma', because: 'ICD-10-CM' },
    { entry: condition('C9000'), recorded: 'active-myeloma', because: 'without the dot' },
    { entry: condition('C90.02'), recorded: 'active-myeloma', because: 'in relapse' },
    { entry: condition('94704006'), recorded: 'active-myeloma', because: 'SNOMED in remission' },
    {
      entry: condition('x', { code: of('https://snomed.info/sct', '109989006') }),
      recorded: 'active-myeloma',
      because: 'Oracle: https',
    },
    {
      entry: condition('x', { code: of('urn:oid:2.16.840.1.113883.6.90', 'C90.00', 'MM') }),
      recorded: 'active-myeloma',
      because: 'Epic: OID',
    },
    { entry: worded('多发性骨髓瘤'), recorded: 'active-myeloma', because: 'Chinese words' },
    { entry: worded('Multiple myeloma, IgA lambda'), recorded: 'active-myeloma', because: 'English words' },
    { entry: worded('Multiple myeloma in remission'), recorded: 'active-myeloma', because: 'DEC-14' },
    { entry: cancer(ICDO3, '9732/3'), recorded: 'active-myeloma', because: 'mCODE histology, ICD-O-3' },
    { entry: cancer(SNOMED, '55921005'), recorded: 'active-myeloma', because: 'mCODE histology, SNOMED' },
    { entry: condition('C90.10'), recorded: 'active-myeloma', because: 'DEC-14: plasma-cell leukemia' },
    { entry: cancer(ICDO3, '9733/3'), recorded: 'active-myeloma', because: 'DEC-14: plasma-cell leukemia' },
    { entry: condition('413587002'), recorded: 'smoldering-myeloma', because: 'SNOMED' },
    { entry: worded('冒烟型多发性骨髓瘤'), recorded: 'smoldering-myeloma', because: 'Chinese words' },
    { entry: worded('Smoldering multiple myeloma'), recorded: 'smoldering-myeloma', because: 'English words' },
    { entry: condition('C90.30'), recorded: 'solitary-plasmacytoma', because: 'bone' },
    { entry: condition('C90.20'), recorded: 'solitary-plasmacytoma', because: 'soft tissue' },
    { entry: cancer(ICDO3, '9731/3'), recorded: 'solitary-plasmacytoma', because: 'mCODE histology' },
    { entry: cancer(ICDO3, '9734/3'), recorded: 'solitary-plasmacytoma', because: 'mCODE histology' },
    { entry: condition('D47.2'), recorded: 'mgus', because: 'ICD-10-CM' },
    { entry: worded('MGUS'), recorded: 'mgus', because: 'words' },
    { entry: cancer(ICDO3, '9765/1'), recorded: 'mgus', because: 'mCODE histology' },
    { entry: worded('Family history of multiple myeloma'), recorded: null, because: "another person's" },
    { entry: worded('Rule out multiple myeloma'), recorded: null, because: 'a question' },
    {
      entry: worded('History of multiple myeloma'),
      recorded: 'active-myeloma',
      because: 'history counts as in remission',
    },
    { entry: condition('C90.00', { verification: 'unconfirmed' }), recorded: null, because: 'unconfirmed' },
    { entry: condition('C90.00', { verification: 'provisional' }), recorded: null, because: 'provisional' },
    { entry: condition('C90.00', { verification: 'differential' }), recorded: null, because: 'differential' },
    { entry: condition('C90.00', { verification: 'refuted' }), recorded: null, because: 'refuted' },
    { entry: condition('C90.00', { verification: 'entered-in-error' }), recorded: null, because: 'in error' },
    {
      entry: condition('C90.00', { clinical: 'resolved' }),
      recorded: 'active-myeloma',
      because: 'resolved is on record',
    },
    {
      entry: condition('C90.00', { clinicalStatus: undefined, abatementDateTime: TODAY }),
      recorded: 'active-myeloma',
      because: 'abated is on record',
    },
    {
      entry: condition('x', {
        code: {
          text: 'x',
          coding: [
            { system: ICD10, code: 'C90.00' },
            { system: SNOMED, code: '413587002' },
          ],
        },
      }),
      recorded: 'smoldering-myeloma',
      because: 'trap 11',
    },
    {
      entry: condition('x', { extension: { url: HISTOLOGY, valueCodeableConcept: of(ICDO3, '9732/3') } }),
      recorded: 'active-myeloma',
      because: 'an object where an array belongs',
    },
    {
      entry: condition('x', { extension: [7, { url: HISTOLOGY }, { url: HISTOLOGY, valueCodeableConcept: 'x' }] }),
      recorded: null,
      because: 'rubbish',
    },
  ])('$recorded: $because', ({ entry, recorded }) => {
    expect(outcome(mapped([entry]).facts.recordedDiagnosis)).toBe(recorded);
  });

  test.each([
    { entry: worded('多发性骨髓瘤'), expected: true, because: 'words' },
    { entry: worded('MGUS'), expected: false, because: 'MGUS alone is not one' },
    { entry: worded('Possible multiple myeloma'), expected: 'unconfirmed', because: 'suspected' },
    { entry: condition('C90.10'), expected: true, because: 'leukemia' },
  ])('a plasma-cell neoplasm $expected: $because', ({ entry, expected }) => {
    expect(outcome(mapped([entry]).facts.myeloma)).toBe(expected);
  });

  test('a leukemia coded as myeloma too is shown once', () => {
    const entry = condition('x', { code: { coding: ['C90.10', 'C90.00'].map((code) => ({ system: ICD10, code })) } });
    const { myeloma, recordedDiagnosis } = mapped([entry]).facts;
    expect(myeloma.evidence).toHaveLength(1);
    expect(recordedDiagnosis.evidence.filter(({ concept }) => concept === 'recorded-diagnosis')).toHaveLength(1);
  });
});

describe('the course (DEC-14: the evidence carries it)', () => {
  test.each([
    { entry: condition('C90.00'), status: 'active', because: 'clinical status' },
    { entry: condition('C90.00', { clinical: 'remission' }), status: 'remission', because: 'clinical status' },
    { entry: condition('C90.00', { clinical: 'relapse' }), status: 'relapse', because: 'clinical status' },
    { entry: condition('C90.01'), status: 'remission', because: 'the code says it, the status was left' },
    { entry: condition('C9001'), status: 'remission', because: 'without the dot' },
    { entry: condition('C90.02'), status: 'relapse', because: 'the code says it' },
    { entry: condition('452291000124109'), status: 'relapse', because: 'SNOMED' },
    { entry: condition('94704006'), status: 'remission', because: 'SNOMED' },
    { entry: condition('C90.02', { clinical: 'inactive' }), status: 'inactive', because: 'an ended entry' },
    { entry: condition('C90.00', { clinicalStatus: { text: '<b>' } }), status: undefined, because: 'no word of FHIR' },
    { entry: condition('C90.00', { clinicalStatus: undefined }), status: undefined, because: 'not stated' },
  ])('$status: $because', ({ entry, status }) => {
    const { recordedDiagnosis, multipleMyeloma } = mapped([entry]).facts;
    expect(recordedDiagnosis.evidence.find(({ concept }) => concept === 'clinical-status')?.value).toBe(status);
    expect(multipleMyeloma).toMatchObject({
      known: true,
      value: [status === undefined ? {} : { clinicalStatus: status }],
    });
  });
});

describe('the date of the diagnosis', () => {
  const ASSERTED = 'http://hl7.org/fhir/StructureDefinition/condition-assertedDate';
  const on = (more: Json, code = 'C90.00'): Json => condition(code, { onsetDateTime: undefined, ...more });

  test.each([
    { list: [on({ onsetDateTime: '2024-03-05' })], expected: { date: '2024-03-05', precision: 'day', from: 'onset' } },
    {
      list: [on({ onsetDateTime: '2024-03-05T23:00:00-08:00' })],
      expected: { date: '2024-03-05', precision: 'day', from: 'onset' },
    },
    { list: [on({ onsetDateTime: '2024-03' })], expected: { date: '2024-03', precision: 'month', from: 'onset' } },
    { list: [on({ onsetDateTime: '2024' })], expected: { date: '2024', precision: 'year', from: 'onset' } },
    {
      list: [on({ onsetPeriod: { start: '2024-03-05' } })],
      expected: { date: '2024-03-05', precision: 'day', from: 'onset' },
    },
    {
      list: [on({ recordedDate: '2024-04-01' })],
      expected: { date: '2024-04-01', precision: 'day', from: 'recorded' },
    },
    {
      list: [on({ extension: [{ url: ASSERTED, valueDateTime: '2024-03-20' }], recordedDate: '2025-01-01' })],
      expected: { date: '2024-03-20', precision: 'day', from: 'recorded' },
    },
    {
      list: [on({ onsetDateTime: '2024-02-30', recordedDate: '2024-04-01' })],
      expected: { date: '2024-04-01', precision: 'day', from: 'recorded' },
    },
    {
      list: [on({ onsetDateTime: daysAgo(-3), recordedDate: '2024-04-01' })],
      expected: { date: '2024-04-01', precision: 'day', from: 'recorded' },
    },
    {
      list: [on({ onsetDateTime: '2024-05-01' }), on({ onsetDateTime: '2023-05-01' })],
      expected: { date: '2023-05-01', precision: 'day', from: 'onset' },
    },
    {
      list: [on({ recordedDate: '2024-05-01' }), on({ onsetDateTime: '2024-05-01' })],
      expected: { date: '2024-05-01', precision: 'day', from: 'onset' },
    },
    {
      list: [on({ onsetDateTime: '2020-01-01' }, '413587002'), on({ onsetDateTime: '2024-05-01' })],
      expected: { date: '2024-05-01', precision: 'day', from: 'onset' },
    },
    {
      list: [on({ onsetDateTime: '2020-01-01' }, 'D47.2')],
      expected: { date: '2020-01-01', precision: 'day', from: 'onset' },
    },
    { list: [on({ onsetAge: { value: 60 } })], expected: 'absent' },
    { list: [on({ onsetString: 'spring' })], expected: 'absent' },
    { list: [on({ onsetDateTime: '2024-01-01', verification: 'unconfirmed' })], expected: 'absent' },
    { list: [], expected: 'absent' },
  ])('$expected', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.diagnosisDate)).toEqual(expected);
  });

  test('smoldering has its own', () => {
    const list = [on({ onsetDateTime: '2020-01-01' }, '413587002'), on({ onsetDateTime: '2024-05-01' })];
    expect(outcome(mapped(list).facts.smolderingDate)).toMatchObject({ date: '2020-01-01' });
    expect(outcome(mapped([on({})]).facts.smolderingDate)).toBe('absent');
  });

  test('unknown when the problem list was not answered; what is unusable is noted', () => {
    expect(outcome(mapped([], { answers: answers({ conditions: 'unanswered' }) }).facts.diagnosisDate)).toBe(
      'unanswered',
    );
    const { facts, issues } = mapped([on({ onsetDateTime: '2024-02-30', recordedDate: daysAgo(-3) })]);
    expect(outcome(facts.diagnosisDate)).toBe('absent');
    expect(new Set(issues())).toEqual(new Set(['date-future', 'date-invalid']));
  });
});
