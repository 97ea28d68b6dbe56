import { condition, daysAgo, observation, type Json } from '../patient.ts';
import { answers, mapped, outcome } from './charts.ts';

const noted = (text: string, more: Json = {}): Json =>
  observation('718-7', 9, 'g/dL', { id: 'o1', note: [{ text }], ...more });

describe('recorded attribution (DEC-3, DEC-4)', () => {
  test.each<{ list: readonly Json[]; expected: unknown; because: string }>([
    { list: [], expected: [], because: 'nothing' },
    { list: [observation('718-7', 9, 'g/dL')], expected: [], because: 'no note' },
    { list: [noted('Drop due to lenalidomide')], expected: ['hemoglobin therapy'], because: 'a drug' },
    { list: [noted('secondary to chemotherapy')], expected: ['hemoglobin therapy'], because: 'a therapy' },
    { list: [noted('treatment-related')], expected: ['hemoglobin therapy'], because: 'a compound' },
    { list: [noted('Anemia related to multiple myeloma')], expected: ['hemoglobin myeloma'], because: 'the disease' },
    { list: [noted('not due to therapy')], expected: ['hemoglobin not-therapy'], because: 'a denial' },
    { list: [noted('Unrelated to myeloma')], expected: ['hemoglobin not-myeloma'], because: 'a denial' },
    { list: [noted('Possibly due to therapy')], expected: [], because: 'a suspicion' },
    { list: [noted('Due to therapy?')], expected: [], because: 'a question' },
    { list: [noted('Patient on lenalidomide')], expected: [], because: 'no cause stated' },
    {
      list: [noted('due to therapy', { note: [{ text: 'due to therapy' }, { text: 'due to myeloma' }] })],
      expected: [],
      because: 'a contradiction',
    },
    { list: [noted('骨髓瘤所致')], expected: ['hemoglobin myeloma'], because: 'Chinese' },
    { list: [noted('化疗相关')], expected: ['hemoglobin therapy'], because: 'Chinese' },
    { list: [noted('与治疗无关')], expected: ['hemoglobin not-therapy'], because: 'Chinese denial' },
    { list: [noted('due to therapy', { status: 'entered-in-error' })], expected: [], because: 'never written' },
    { list: [noted(`due to therapy ${'x'.repeat(300)}`)], expected: [], because: 'a story' },
    { list: [noted('x', { note: 'due to therapy' })], expected: [], because: 'a string is no note' },
    { list: [condition('D64.81')], expected: ['anemia therapy'], because: 'the code says it' },
    { list: [condition('G62.0')], expected: ['peripheral-neuropathy therapy'], because: 'the code says it' },
    { list: [condition('230586003')], expected: ['peripheral-neuropathy myeloma'], because: 'the code says it' },
    {
      list: [condition('N17.9', { evidence: [{ code: [{ text: 'due to multiple myeloma' }] }] })],
      expected: ['kidney myeloma'],
      because: 'Condition.evidence',
    },
    {
      list: [condition('N17.9', { stage: [{ summary: { text: 'myeloma-related' } }] })],
      expected: ['kidney myeloma'],
      because: 'Condition.stage',
    },
    {
      list: [condition('N17.9', { verification: 'refuted', note: [{ text: 'due to therapy' }] })],
      expected: [],
      because: 'refuted',
    },
  ])('$expected: $because', ({ list, expected }) => {
    const { attributions } = mapped(list).facts;
    expect(attributions.known && attributions.value.map(({ finding, cause }) => `${finding} ${cause}`)).toEqual(
      expected,
    );
  });

  test('with date and reference; unknown when not asked', () => {
    expect(mapped([noted('due to therapy', { days: 8 })]).facts.attributions).toMatchObject({
      value: [{ date: daysAgo(8), reference: 'Observation/o1' }],
    });
    expect(outcome(mapped([], { answers: answers({ observations: 'unanswered' }) }).facts.attributions)).toBe(
      'unanswered',
    );
  });
});
