import { condition, daysAgo, procedure, type Json } from '../patient.ts';
import { answers, mapped, outcome, patient, resource, SNOMED, SUBJECT } from './charts.ts';

const request = (more: Json = {}, text = 'Autologous stem cell transplant'): Json => ({
  resourceType: 'ServiceRequest',
  id: 's1',
  status: 'active',
  intent: 'plan',
  subject: SUBJECT,
  code: { text },
  authoredOn: daysAgo(10),
  ...more,
});
const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });
const result = (text: string, more: Json): Json => ({
  resourceType: 'Observation',
  id: 'o1',
  status: 'final',
  subject: SUBJECT,
  code: { text },
  effectiveDateTime: daysAgo(5),
  ...more,
});
const ASCT = '425983008';

describe('transplant candidate (DEC-3)', () => {
  test.each<{ list: readonly Json[]; expected: unknown; because: string }>([
    { list: [], expected: 'absent', because: 'nothing recorded' },
    {
      list: [request({ code: { coding: [{ system: SNOMED, code: ASCT }] } })],
      expected: true,
      because: 'a plan, coded',
    },
    { list: [request()], expected: true, because: 'a plan, in words' },
    { list: [request({}, 'Referral for stem cell transplant evaluation')], expected: true, because: 'a referral' },
    { list: [request({}, '自体造血干细胞移植评估转诊')], expected: true, because: 'a referral, Chinese' },
    { list: [request({ status: 'completed' })], expected: true, because: 'completed' },
    { list: [request({ status: 'on-hold' })], expected: true, because: 'on hold' },
    { list: [request({ status: 'draft' })], expected: 'absent', because: 'a draft' },
    { list: [request({ status: 'revoked' })], expected: 'absent', because: 'revoked' },
    { list: [request({ status: 'entered-in-error' })], expected: 'absent', because: 'never written' },
    { list: [request({ doNotPerform: true })], expected: false, because: 'decided against' },
    {
      list: [request({ doNotPerform: true, status: 'entered-in-error' })],
      expected: 'absent',
      because: 'never written',
    },
    { list: [request({}, 'Kidney transplant')], expected: 'absent', because: 'another organ' },
    { list: [request({}, 'Stem cell donor evaluation for transplant')], expected: 'absent', because: 'a donor' },
    { list: [procedure(ASCT)], expected: true, because: 'done' },
    { list: [procedure(ASCT, { status: 'preparation' })], expected: true, because: 'being prepared' },
    { list: [procedure(ASCT, { status: 'not-done' })], expected: 'absent', because: 'not done, no reason' },
    {
      list: [procedure(ASCT, { status: 'not-done', statusReason: { text: 'Patient declined' } })],
      expected: false,
      because: 'not done, and why',
    },
    {
      list: [procedure(ASCT, { status: 'not-done', statusReason: { text: 'Schedule' } })],
      expected: 'absent',
      because: 'a reason that decides nothing',
    },
    { list: [condition('Z94.84')], expected: true, because: 'transplanted' },
    { list: [worded('Transplant-ineligible multiple myeloma')], expected: false, because: 'a decision' },
    { list: [worded('Not a transplant candidate')], expected: false, because: 'a decision' },
    { list: [worded('Not a candidate for autologous stem cell transplant')], expected: false, because: 'a decision' },
    { list: [worded('Ineligible for stem cell transplant')], expected: false, because: 'a decision' },
    { list: [worded('Patient declined stem cell transplant')], expected: false, because: 'a decision' },
    { list: [worded('Transplant-eligible multiple myeloma')], expected: true, because: 'a decision' },
    { list: [worded('Eligible for autologous stem cell transplant')], expected: true, because: 'a decision' },
    { list: [worded('Stem cell transplant candidate')], expected: true, because: 'a decision' },
    { list: [worded('不适合自体造血干细胞移植')], expected: false, because: 'Chinese' },
    { list: [worded('适合自体造血干细胞移植')], expected: true, because: 'Chinese' },
    { list: [worded('Possible stem cell transplant candidate')], expected: 'absent', because: 'undecided' },
    { list: [worded('Transplant eligibility to be determined')], expected: 'absent', because: 'undecided' },
    {
      list: [worded('Not a transplant candidate', { verification: 'refuted' })],
      expected: 'absent',
      because: 'refuted',
    },
    { list: [result('Transplant eligibility', { valueBoolean: true })], expected: true, because: 'a flag' },
    { list: [result('Transplant eligibility', { valueBoolean: false })], expected: false, because: 'a flag' },
    {
      list: [result('Transplant ineligible', { valueBoolean: true })],
      expected: false,
      because: 'a flag of the opposite',
    },
    { list: [result('Transplant eligibility', { valueString: 'Not eligible' })], expected: false, because: 'a string' },
    {
      list: [result('Transplant eligibility', { valueCodeableConcept: { text: 'Eligible' } })],
      expected: true,
      because: 'words',
    },
    { list: [result('Transplant eligibility', { valueString: 'unclear' })], expected: 'absent', because: 'no answer' },
    {
      list: [result('Transplant eligibility', { valueBoolean: true, status: 'preliminary' })],
      expected: 'absent',
      because: 'not final',
    },
    {
      list: [request(), worded('Not a transplant candidate', { onsetDateTime: daysAgo(2) })],
      expected: false,
      because: 'the newest decides',
    },
    {
      list: [request(), worded('Not a transplant candidate', { onsetDateTime: daysAgo(90) })],
      expected: true,
      because: 'the newest decides',
    },
    {
      list: [request(), worded('Not a transplant candidate', { onsetDateTime: daysAgo(10) })],
      expected: 'conflicting',
      because: 'of one day',
    },
    {
      list: [request(), worded('Not a transplant candidate', { onsetDateTime: undefined })],
      expected: 'conflicting',
      because: 'undated against dated',
    },
    { list: [request({ authoredOn: daysAgo(-1) })], expected: 'absent', because: 'in the future' },
  ])('$expected: $because', ({ list, expected }) => {
    expect(outcome(mapped(list).facts.transplantCandidate)).toBe(expected);
  });

  const born = (birthDate: string): object => ({ patient: resource(patient({ birthDate })) });
  test.each([
    { thresholds: { transplantCandidate: true }, more: {}, expected: true, method: 'setting' },
    { thresholds: { transplantCandidate: false }, more: {}, expected: false, method: 'setting' },
    { thresholds: { transplantAgeLimit: 70 }, more: born('1956-11-21'), expected: true, method: 'age' },
    { thresholds: { transplantAgeLimit: 70 }, more: born('1956-11-20'), expected: 'absent', method: undefined },
    { thresholds: { transplantAgeLimit: 70 }, more: born('1956'), expected: 'absent', method: undefined },
    {
      thresholds: { transplantAgeLimit: 70 },
      more: { ...born('1990-01-01'), answers: answers({ serviceRequests: 'unanswered' }) },
      expected: 'unanswered',
      method: undefined,
    },
    {
      thresholds: { transplantCandidate: true },
      more: { answers: answers({}, 'unanswered') },
      expected: true,
      method: 'setting',
    },
  ] as const)('$thresholds: $expected by $method', ({ thresholds, more, expected, method }) => {
    const { transplantCandidate } = mapped([], more, thresholds).facts;
    expect([outcome(transplantCandidate), transplantCandidate.evidence[0]?.method]).toEqual([expected, method]);
  });

  test('a record goes before the setting', () => {
    expect(
      outcome(mapped([request({ doNotPerform: true })], {}, { transplantCandidate: true }).facts.transplantCandidate),
    ).toBe(false);
  });

  test('the evidence: answer, date, reference, and that it was words', () => {
    expect(mapped([request()]).facts.transplantCandidate.evidence).toEqual([
      {
        concept: 'transplant-candidate',
        value: 'yes',
        date: daysAgo(10),
        reference: 'ServiceRequest/s1',
        method: 'text',
        stale: false,
      },
    ]);
  });
});

describe('bone-modifying therapy declined or completed (H-1)', () => {
  const order = (more: Json, text = 'Zoledronic acid 4 mg IV'): Json => ({
    resourceType: 'MedicationRequest',
    id: 'm1',
    status: 'active',
    intent: 'order',
    subject: SUBJECT,
    medicationCodeableConcept: { text },
    ...more,
  });
  const statement = (more: Json): Json => ({ ...order(more), resourceType: 'MedicationStatement' });
  const reason = (text: string): Json => ({ statusReason: { text } });

  test.each<{ list: readonly Json[]; declined: unknown; completed: unknown; because: string }>([
    { list: [], declined: false, completed: false, because: 'asked, nothing there' },
    { list: [order({})], declined: false, completed: false, because: 'an active order' },
    { list: [order({ doNotPerform: true })], declined: true, completed: false, because: 'do not perform' },
    { list: [order({ doNotPerform: true }, 'Denosumab')], declined: true, completed: false, because: 'another agent' },
    { list: [order({ doNotPerform: true }, '唑来膦酸')], declined: true, completed: false, because: 'Chinese' },
    { list: [order({ doNotPerform: true }, 'Aspirin')], declined: false, completed: false, because: 'another drug' },
    {
      list: [order({ doNotPerform: true, status: 'entered-in-error' })],
      declined: false,
      completed: false,
      because: 'never written',
    },
    {
      list: [order({ status: 'cancelled', ...reason('Patient declined') })],
      declined: true,
      completed: false,
      because: 'cancelled, and why',
    },
    {
      list: [order({ status: 'stopped', statusReason: { coding: [{ system: SNOMED, code: '182895007' }] } })],
      declined: true,
      completed: false,
      because: 'a coded reason',
    },
    {
      list: [order({ status: 'cancelled', ...reason('Formulary') })],
      declined: false,
      completed: false,
      because: 'another reason',
    },
    {
      list: [order({ status: 'active', ...reason('Patient declined') })],
      declined: false,
      completed: false,
      because: 'given all the same',
    },
    {
      list: [statement({ status: 'not-taken', ...reason('患者拒绝') })],
      declined: true,
      completed: false,
      because: 'not taken, Chinese',
    },
    {
      list: [order({ status: 'completed' })],
      declined: false,
      completed: false,
      because: 'an order that ran out is no completed therapy',
    },
    {
      list: [order({ status: 'completed', ...reason('2 years of therapy completed') })],
      declined: false,
      completed: true,
      because: 'completed, and why',
    },
    {
      list: [order({ status: 'completed', ...reason('Course not completed') })],
      declined: false,
      completed: false,
      because: 'not completed',
    },
    {
      list: [order({ status: 'stopped', ...reason('疗程结束') })],
      declined: false,
      completed: true,
      because: 'Chinese',
    },
    {
      list: [statement({ status: 'completed', effectivePeriod: { start: '2022-01-01', end: '2024-01-01' } })],
      declined: false,
      completed: true,
      because: 'two years on record',
    },
    {
      list: [statement({ status: 'completed', effectivePeriod: { start: '2022-01-01', end: '2023-12-31' } })],
      declined: false,
      completed: false,
      because: 'a day short of it',
    },
    {
      list: [statement({ status: 'completed', effectivePeriod: { start: '2022-01-01', end: '2024-13-01' } })],
      declined: false,
      completed: false,
      because: 'no such day',
    },
    { list: [worded('Declined bisphosphonates')], declined: true, completed: false, because: 'a problem in words' },
    {
      list: [worded('Completed two years of zoledronic acid')],
      declined: false,
      completed: true,
      because: 'a problem in words',
    },
    {
      list: [worded('Declined bisphosphonates', { verification: 'refuted' })],
      declined: false,
      completed: false,
      because: 'refuted',
    },
  ])('declined $declined, completed $completed: $because', ({ list, declined, completed }) => {
    const { boneAgentDeclined, boneAgentCompleted } = mapped(list).facts;
    expect([outcome(boneAgentDeclined), outcome(boneAgentCompleted)]).toEqual([declined, completed]);
  });

  test('unknown when the medications were not answered', () => {
    const { facts } = mapped([], { answers: answers({ medications: 'unanswered' }) });
    expect([outcome(facts.boneAgentDeclined), outcome(facts.boneAgentCompleted)]).toEqual(['unanswered', 'unanswered']);
  });
});
