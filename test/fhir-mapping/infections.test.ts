import { condition, daysAgo, type Json } from '../patient.ts';
import { answers, ICD10, mapped, outcome, SNOMED, SUBJECT } from './charts.ts';

const SEVERE = { severity: { coding: [{ system: SNOMED, code: '24484000' }] } };
const infection = (code: string, days: number, more: Json = {}): Json =>
  condition(code, { id: `c${days}`, onsetDateTime: daysAgo(days), ...more });
const stay = (more: Json = {}): Json => ({
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'IMP' },
  subject: SUBJECT,
  period: { start: `${daysAgo(50)}T10:00:00Z` },
  ...more,
});
const PNEUMONIA = { reasonCode: [{ coding: [{ system: ICD10, code: 'J18.9' }] }] };

describe('serious infections (H-8, DEC-3)', () => {
  test.each<{ list: readonly Json[]; expected: unknown; because: string }>([
    { list: [], expected: [], because: 'nothing' },
    { list: [infection('J18.9', 40)], expected: [], because: 'not severe, no stay' },
    { list: [infection('J18.9', 40, SEVERE)], expected: [daysAgo(40)], because: 'severe' },
    { list: [infection('J189', 40, SEVERE)], expected: [daysAgo(40)], because: 'without the dot' },
    {
      list: [infection('J18.9', 40, { severity: { text: '重度' } })],
      expected: [daysAgo(40)],
      because: 'severe in Chinese',
    },
    { list: [infection('233604007', 40, SEVERE)], expected: [daysAgo(40)], because: 'SNOMED' },
    { list: [infection('N39.0', 40, SEVERE)], expected: [daysAgo(40)], because: 'urinary tract' },
    { list: [infection('L03.115', 40, SEVERE)], expected: [daysAgo(40)], because: 'cellulitis' },
    { list: [infection('B02.9', 40, SEVERE)], expected: [daysAgo(40)], because: 'zoster' },
    { list: [infection('B18.1', 40, SEVERE)], expected: [], because: 'chronic hepatitis is no episode' },
    { list: [infection('B20', 40, SEVERE)], expected: [], because: 'HIV is no episode' },
    { list: [infection('B91', 40, SEVERE)], expected: [], because: 'a sequela' },
    { list: [infection('I10', 40, SEVERE)], expected: [], because: 'no infection' },
    { list: [infection('A41.9', 40)], expected: [daysAgo(40)], because: 'a sepsis is severe' },
    { list: [infection('R65.21', 40)], expected: [daysAgo(40)], because: 'septic shock' },
    { list: [infection('91302008', 40)], expected: [daysAgo(40)], because: 'SNOMED sepsis' },
    {
      list: [infection('x', 40, { code: { text: 'Severe pneumonia' } })],
      expected: [daysAgo(40)],
      because: 'in words',
    },
    { list: [infection('x', 40, { code: { text: '重症肺炎' } })], expected: [daysAgo(40)], because: 'in Chinese' },
    { list: [infection('x', 40, { code: { text: 'Sepsis' } })], expected: [daysAgo(40)], because: 'sepsis in words' },
    { list: [infection('x', 40, { code: { text: 'No sepsis' } })], expected: [], because: 'negated' },
    {
      list: [infection('x', 40, { code: { text: 'Aseptic necrosis' }, ...SEVERE })],
      expected: [],
      because: 'another word',
    },
    { list: [infection('A41.9', 40, { verification: 'refuted' })], expected: [], because: 'refuted' },
    {
      list: [infection('A41.9', 40, { verification: 'provisional' })],
      expected: 'unconfirmed',
      because: 'not established',
    },
    { list: [infection('A41.9', 40, { clinical: 'resolved' })], expected: [daysAgo(40)], because: 'over, and it was' },
    { list: [infection('A41.9', -2)], expected: [], because: 'in the future' },
    { list: [stay(PNEUMONIA)], expected: [daysAgo(50)], because: 'a stay for it' },
    {
      list: [stay({ reasonCode: [{ text: 'Pneumonia' }] })],
      expected: [daysAgo(50)],
      because: 'a stay for it, in words',
    },
    { list: [stay({ ...PNEUMONIA, class: { code: 'AMB' } })], expected: [], because: 'no stay' },
    {
      list: [stay({ ...PNEUMONIA, class: { display: 'Inpatient' } })],
      expected: [daysAgo(50)],
      because: 'Epic: class by display',
    },
    { list: [stay({ ...PNEUMONIA, class: 'inpatient' })], expected: [daysAgo(50)], because: 'DSTU2 class' },
    { list: [stay({ ...PNEUMONIA, status: 'planned' })], expected: [], because: 'planned' },
    { list: [stay({ ...PNEUMONIA, status: 'cancelled' })], expected: [], because: 'cancelled' },
    { list: [stay()], expected: [], because: 'a stay for something else' },
    { list: [stay({ ...PNEUMONIA, period: 7 })], expected: [null], because: 'undated' },
    {
      list: [infection('J18.9', 50), stay({ reasonReference: [{ reference: 'Condition/c50' }] })],
      expected: [daysAgo(50)],
      because: 'by reference',
    },
    {
      list: [
        infection('J18.9', 50),
        stay({ diagnosis: [{ condition: { reference: 'https://x/fhir/Condition/c50/_history/2' } }] }),
      ],
      expected: [daysAgo(50)],
      because: 'absolute and versioned',
    },
    { list: [infection('J18.9', 52, SEVERE), stay(PNEUMONIA)], expected: [daysAgo(52)], because: 'one episode' },
    {
      list: [infection('J18.9', 54, SEVERE), infection('A41.9', 40)],
      expected: [daysAgo(54)],
      because: 'day 14: one episode',
    },
    {
      list: [infection('J18.9', 55, SEVERE), infection('A41.9', 40)],
      expected: [daysAgo(55), daysAgo(40)],
      because: 'day 15: two',
    },
  ])('$expected: $because', ({ list, expected }) => {
    const { seriousInfections } = mapped(list).facts;
    const shown = seriousInfections.known
      ? seriousInfections.value.map(({ date }) => date)
      : outcome(seriousInfections);
    expect(shown).toEqual(expected);
  });

  test.each([
    { asked: { conditions: 'unanswered' }, list: [], expected: 'unanswered' },
    { asked: { encounters: 'unanswered' }, list: [], expected: 'unanswered' },
    { asked: { encounters: 'unanswered' }, list: [infection('J18.9', 40)], expected: 'unanswered' },
    { asked: {}, list: [], expected: [] },
  ] as const)('$asked: $expected', ({ asked, list, expected }) => {
    expect(outcome(mapped(list, { answers: answers(asked) }).facts.seriousInfections)).toEqual(expected);
  });
});
