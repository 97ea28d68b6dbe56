import { daysAgo, dosage, type Json } from '../../patient.ts';
import { mapped, outcome } from '../charts.ts';
import { bounded, coursesOf, dispensed, given, LENALIDOMIDE, order, shown, statement } from './course-charts.ts';

const YESTERDAY = daysAgo(1);

describe('entries of one drug', () => {
  const done = (start: string, end: string, id = start): Json =>
    order('completed', start, { ...bounded(start, end), id });
  test.each<{ entries: readonly Json[]; courses: readonly string[]; because: string }>([
    {
      entries: [done('2024-01-01', '2024-01-21'), done('2024-01-29', '2024-02-18')],
      courses: [LENALIDOMIDE('2024-01-01', '2024-02-18', 'completed')],
      because: 'cycle by cycle',
    },
    {
      entries: [done('2024-01-01', '2024-01-21'), done('2024-03-21', '2024-04-18')],
      courses: [LENALIDOMIDE('2024-01-01', '2024-04-18', 'completed')],
      because: '60 days apart',
    },
    {
      entries: [done('2024-01-01', '2024-01-21'), done('2024-03-22', '2024-04-18')],
      courses: [
        LENALIDOMIDE('2024-01-01', '2024-01-21', 'completed'),
        LENALIDOMIDE('2024-03-22', '2024-04-18', 'completed'),
      ],
      because: '61 days apart',
    },
    {
      entries: [order('stopped', '2024-01-01'), given('2024-01-05'), given('2024-02-02')],
      courses: [LENALIDOMIDE('2024-01-01', '2024-02-02', 'stopped')],
      because: 'the last dose ends an order without an end',
    },
    {
      entries: [order('stopped', '2024-02-10'), given('2024-01-05')],
      courses: [LENALIDOMIDE('2024-01-05', null, 'stopped')],
      because: 'but not one written after it',
    },
    {
      entries: [order('completed', '2024-01-01'), dispensed('2024-01-02', 28)],
      courses: [LENALIDOMIDE('2024-01-01', '2024-01-29', 'completed')],
      because: 'what was handed over is used up',
    },
    {
      entries: [
        order('active', '2024-01-01', { id: 'a' }),
        statement('active', { effectivePeriod: { start: '2023-12-20' } }),
      ],
      courses: [LENALIDOMIDE('2023-12-20', null, 'active')],
      because: 'order and statement are one',
    },
    {
      entries: [order('active', '2024-01-01', { id: 'a' }), order('active', undefined, { id: 'b' })],
      courses: [LENALIDOMIDE('2024-01-01', null, 'active')],
      because: 'an undated order that goes on',
    },
    {
      entries: [done('2024-01-01', '2024-01-21'), order('completed', undefined, { id: 'b' })],
      courses: [LENALIDOMIDE('2024-01-01', '2024-01-21', 'completed'), LENALIDOMIDE(null, null, 'completed')],
      because: 'an undated one of the past stands by itself',
    },
    {
      entries: [order('completed', daysAgo(40), { id: 'a' }), given(daysAgo(40)), given(daysAgo(12))],
      courses: [LENALIDOMIDE(daysAgo(40), null, 'active')],
      because: 'orders dose by dose: given still',
    },
    {
      entries: [order('stopped', daysAgo(40), { id: 'a' }), given(daysAgo(40)), given(daysAgo(12))],
      courses: [LENALIDOMIDE(daysAgo(40), daysAgo(12), 'stopped')],
      because: 'stopped: not any more',
    },
    {
      entries: [done(daysAgo(40), YESTERDAY), given(daysAgo(12))],
      courses: [LENALIDOMIDE(daysAgo(40), YESTERDAY, 'completed')],
      because: 'its end is written down',
    },
  ])('$courses: $because', ({ entries, courses }) => {
    const shuffled = [...entries].reverse();
    expect(coursesOf(entries).map(shown)).toEqual(courses);
    expect(coursesOf(shuffled).map(shown)).toEqual(courses);
  });

  test('keep where they come from, when it was given, how, and why it ended', () => {
    const [course] = coursesOf([
      order('stopped', '2024-01-01', {
        id: 'o',
        statusReason: { text: 'Disease progression' },
        dosageInstruction: [{ ...dosage({ value: 25 }), route: { text: 'PO' } }],
      }),
      given('2024-01-05', { id: 'a2' }),
      given('2024-01-02', {
        id: 'a1',
        dosage: { dose: { value: 10, unit: 'mg' }, route: { coding: [{ code: '26643006' }] } },
      }),
    ]);
    expect(course).toMatchObject({
      given: ['2024-01-02', '2024-01-05'],
      references: ['MedicationRequest/o', 'MedicationAdministration/a1', 'MedicationAdministration/a2'],
      sources: ['administration', 'order'],
      stoppedFor: 'progression',
      route: 'oral',
      dose: { known: true, value: { unit: 'mg', perDose: { low: 10, high: 10 } } },
    });
  });

  test.each([
    { statusReason: { text: 'Progression of disease' }, why: 'progression' },
    { statusReason: { text: '疾病进展' }, why: 'progression' },
    { statusReason: { coding: [{ code: 'sintol' }] }, why: 'toxicity' },
    { statusReason: [{ text: 'Peripheral neuropathy' }], why: 'toxicity' },
    { statusReason: { text: 'No progression, planned end' }, why: null },
    { statusReason: { text: 'Patient moved' }, why: null },
    { statusReason: { text: `progression ${'x'.repeat(200)}` }, why: null },
    { statusReason: 7, why: null },
    { statusReason: undefined, why: null },
  ])('stopped for $why: $statusReason', ({ statusReason, why }) => {
    expect(coursesOf([order('stopped', '2024-01-01', { statusReason })])[0]?.stoppedFor).toBe(why);
  });

  test.each([
    { dose: { value: 1.3, unit: 'mg/m2' }, unit: 'mg/m2', amount: 1.3, because: 'per m2' },
    { dose: { value: 16, unit: 'mg/kg', code: 'mg/kg' }, unit: 'mg/kg', amount: 16, because: 'per kg' },
    { dose: { value: 4, unit: 'mg' }, unit: 'mg', amount: 4, because: 'fixed' },
  ])('a dose given is read: $because', ({ dose, unit, amount }) => {
    const [course] = coursesOf([given('2024-01-05', { dosage: { dose } })]);
    expect(course?.dose).toMatchObject({ known: true, value: { unit, perDose: { low: amount, high: amount } } });
  });

  test.each([
    { text: '4 mg IV', amount: 4 },
    { text: 'as charted', amount: undefined },
    { text: undefined, amount: undefined },
  ])('or in words: $text', ({ text, amount }) => {
    const [course] = coursesOf([given('2024-01-05', { dosage: { text } })]);
    expect(course?.dose.known ? course.dose.value.perDose.low : undefined).toBe(amount);
  });

  test('a course that ended on a day nobody wrote down is noted', () => {
    const { facts, notes } = mapped([order('stopped', '2024-01-01', { id: 'o' })]);
    expect(outcome(facts.courses)).toHaveLength(1);
    expect(notes()).toContainEqual({
      reference: 'MedicationRequest/o',
      issue: 'date-missing',
      detail: "lenalidomide: the day of its end isn't recorded",
    });
  });
});
