import type { Course } from '../../../src/logic/therapy-facts.ts';
import { daysAgo, dosage, medication, RX, TODAY, type Json } from '../../patient.ts';
import { answers, mapped, outcome, RXNORM, SUBJECT } from '../charts.ts';

const LEN = { coding: [{ system: RXNORM, code: RX.lenalidomide }] };
const ZOLEDRONIC = { text: 'zoledronic acid 4 mg/100 mL' };
const YESTERDAY = daysAgo(1);

const order = (status: string | undefined, authoredOn: string | undefined, more: Json = {}): Json =>
  medication(RX.lenalidomide, null, { status, authoredOn, ...more });
const bounded = (start?: string, end?: string): Json => ({
  dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start, end } } } }],
});
const statement = (status: string, more: Json): Json => ({
  ...{ resourceType: 'MedicationStatement', id: `s-${JSON.stringify(more).length}`, subject: SUBJECT, status },
  medicationCodeableConcept: LEN,
  ...more,
});
const given = (day: string | undefined, more: Json = {}): Json => ({
  ...{ resourceType: 'MedicationAdministration', id: `a-${day}`, subject: SUBJECT, status: 'completed' },
  ...{ medicationCodeableConcept: LEN, effectiveDateTime: day },
  ...more,
});
const dispensed = (day: string | undefined, days: unknown, more: Json = {}): Json => ({
  ...{ resourceType: 'MedicationDispense', id: `d-${day}`, subject: SUBJECT, status: 'completed' },
  ...{ medicationCodeableConcept: LEN, whenHandedOver: day, daysSupply: { value: days } },
  ...more,
});

const coursesOf = (entries: readonly Json[]): readonly Course[] => {
  const { courses } = mapped(entries).facts;
  if (!courses.known) throw new Error('unknown');
  return courses.value;
};
const shown = ({ ingredient, from, to, status }: Course): string => `${ingredient} ${from} ${to} ${status}`;
const LENALIDOMIDE = (from: string | null, to: string | null, status: string): string =>
  `lenalidomide ${from} ${to} ${status}`;

describe('what one entry says', () => {
  test.each<{ entry: Json; course: string | null; because: string }>([
    {
      entry: order('active', '2026-01-05'),
      course: LENALIDOMIDE('2026-01-05', null, 'active'),
      because: 'an active order',
    },
    { entry: order('active', undefined), course: LENALIDOMIDE(null, null, 'active'), because: 'active, undated' },
    {
      entry: order('active', '2024-01-05', bounded('2024-01-06', '2024-03-01')),
      course: LENALIDOMIDE('2024-01-06', '2024-03-01', 'unknown'),
      because: 'active on paper, its bounds are over',
    },
    {
      entry: order('active', '2026-01-05', bounded('2026-01-06', '2027-03-01')),
      course: LENALIDOMIDE('2026-01-06', null, 'active'),
      because: 'bounded in the future',
    },
    {
      entry: order('completed', '2024-01-05', bounded('2024-01-06', '2024-03-01')),
      course: LENALIDOMIDE('2024-01-06', '2024-03-01', 'completed'),
      because: 'completed',
    },
    {
      entry: order('stopped', '2024-01-05', bounded('2024-01-06', '2024-03')),
      course: LENALIDOMIDE('2024-01-06', '2024-03', 'stopped'),
      because: 'stopped some time in March',
    },
    {
      entry: order('stopped', '2024-01-05'),
      course: LENALIDOMIDE('2024-01-05', null, 'stopped'),
      because: 'stopped, nobody wrote when',
    },
    {
      entry: order('stopped', '2026-01-05', bounded('2026-01-06', '2027-03-01')),
      course: LENALIDOMIDE('2026-01-06', null, 'stopped'),
      because: 'stopped before its planned end',
    },
    { entry: order('on-hold', '2024-01-05'), course: LENALIDOMIDE('2024-01-05', null, 'unknown'), because: 'on hold' },
    { entry: order('unknown', '2024-01-05'), course: LENALIDOMIDE('2024-01-05', null, 'unknown'), because: 'unknown' },
    { entry: order('draft', '2024-01-05'), course: null, because: 'a draft' },
    { entry: order('cancelled', '2024-01-05'), course: null, because: 'cancelled before it was taken' },
    { entry: order('entered-in-error', '2024-01-05'), course: null, because: 'never written' },
    { entry: order(undefined, '2024-01-05'), course: null, because: 'no status' },
    { entry: order('__proto__', '2024-01-05'), course: null, because: 'a status that FHIR doesn’t have' },
    { entry: order('completed', '2024-01-05', { doNotPerform: true }), course: null, because: 'an order not to' },
    { entry: order('completed', '2024-01-05', { intent: 'proposal' }), course: null, because: 'only proposed' },
    { entry: order('active', daysAgo(-3)), course: null, because: 'yet to begin' },
    {
      entry: order('completed', '2024-01-05', { subject: { reference: 'Patient/p2' } }),
      course: null,
      because: 'another patient’s',
    },
    {
      entry: order('completed', '2024-01-05', {
        dispenseRequest: { expectedSupplyDuration: { value: 4, code: 'wk' }, numberOfRepeatsAllowed: 2 },
      }),
      course: LENALIDOMIDE('2024-01-05', '2024-03-28', 'completed'),
      because: 'four weeks and two refills are used up',
    },
    {
      entry: order('stopped', '2024-01-05', {
        dispenseRequest: { expectedSupplyDuration: { value: 28, unit: 'days' } },
      }),
      course: LENALIDOMIDE('2024-01-05', null, 'stopped'),
      because: 'stopped before the supply was used up, nobody knows when',
    },
    {
      entry: order('completed', undefined, {
        dispenseRequest: { validityPeriod: { start: '2024-01-05', end: '2025-01-05' } },
      }),
      course: LENALIDOMIDE('2024-01-05', null, 'completed'),
      because: 'how long a prescription may be filled is no end',
    },
    {
      entry: order('completed', '2024-01-05', {
        dispenseRequest: { expectedSupplyDuration: { value: 1e12, unit: 'd' } },
      }),
      course: LENALIDOMIDE('2024-01-05', null, 'completed'),
      because: 'no supply lasts that long',
    },
    {
      entry: order('completed', '2024-01-05', {
        dosageInstruction: [{ timing: { repeat: { boundsDuration: { value: 21, code: 'd' } } } }],
      }),
      course: LENALIDOMIDE('2024-01-05', '2024-01-25', 'completed'),
      because: 'bounded to 21 days',
    },
    {
      entry: statement('active', { effectivePeriod: { start: '2026-01' } }),
      course: LENALIDOMIDE('2026-01', null, 'active'),
      because: 'a statement',
    },
    {
      entry: statement('completed', { effectivePeriod: { start: '2024-01-01', end: '2024-02-01' } }),
      course: LENALIDOMIDE('2024-01-01', '2024-02-01', 'completed'),
      because: 'a statement of the past',
    },
    {
      entry: statement('stopped', { effectiveDateTime: '2024-01-01' }),
      course: LENALIDOMIDE('2024-01-01', null, 'stopped'),
      because: 'no end',
    },
    { entry: statement('not-taken', {}), course: null, because: 'not taken' },
    { entry: statement('intended', {}), course: null, because: 'intended' },
    {
      entry: given('2024-01-05T08:00:00Z'),
      course: LENALIDOMIDE('2024-01-05', '2024-01-05', 'unknown'),
      because: 'one dose',
    },
    { entry: given(daysAgo(60)), course: LENALIDOMIDE(daysAgo(60), null, 'active'), because: 'a dose 60 days ago' },
    {
      entry: given(daysAgo(61)),
      course: LENALIDOMIDE(daysAgo(61), daysAgo(61), 'unknown'),
      because: 'a dose 61 days ago',
    },
    {
      entry: given(daysAgo(61), { medicationCodeableConcept: ZOLEDRONIC }),
      course: `zoledronic-acid ${daysAgo(61)} null active`,
      because: 'bone agents come every 12 weeks',
    },
    {
      entry: given(daysAgo(9), { medicationCodeableConcept: { text: 'Carvykti' } }),
      course: `ciltacabtagene-autoleucel ${daysAgo(9)} ${daysAgo(9)} unknown`,
      because: 'given once and for all',
    },
    { entry: given('2024-01-05', { status: 'not-done' }), course: null, because: 'not given' },
    { entry: given(undefined), course: LENALIDOMIDE(null, null, 'unknown'), because: 'given on some day' },
    {
      entry: given(undefined, { status: 'in-progress', effectivePeriod: { start: TODAY } }),
      course: LENALIDOMIDE(TODAY, null, 'active'),
      because: 'an infusion under way',
    },
    {
      entry: dispensed('2024-01-05', 28),
      course: LENALIDOMIDE('2024-01-05', '2024-02-01', 'unknown'),
      because: '28 capsules',
    },
    { entry: dispensed(daysAgo(20), 28), course: LENALIDOMIDE(daysAgo(20), null, 'active'), because: 'some are left' },
    {
      entry: dispensed('2024-01-05', undefined),
      course: LENALIDOMIDE('2024-01-05', null, 'unknown'),
      because: 'for how long isn’t said',
    },
    { entry: dispensed('2024-01-05', 1e300), course: LENALIDOMIDE('2024-01-05', null, 'unknown'), because: 'nonsense' },
    { entry: dispensed('2024-01-05', 28, { status: 'declined' }), course: null, because: 'not handed over' },
    {
      entry: {
        resourceType: 'Procedure',
        id: 'x',
        subject: SUBJECT,
        status: 'completed',
        code: { text: 'Abecma infusion' },
        performedDateTime: '2024-01-05',
      },
      course: 'idecabtagene-vicleucel 2024-01-05 2024-01-05 completed',
      because: 'a CAR-T infusion as a Procedure',
    },
    {
      entry: {
        resourceType: 'Procedure',
        id: 'x',
        subject: SUBJECT,
        status: 'completed',
        code: { coding: [{ system: 'urn:oid:2.16.840.1.113883.6.285', code: 'J9145' }] },
        performedPeriod: { start: '2024-01-05', end: '2024-01-06' },
      },
      course: 'daratumumab 2024-01-05 2024-01-06 completed',
      because: 'a drug by its HCPCS code',
    },
    {
      entry: order('completed', '2024-01-05', { medicationCodeableConcept: { text: 'metformin' } }),
      course: null,
      because: 'no page speaks of it',
    },
  ])('$course: $because', ({ entry, course }) => {
    expect(coursesOf([{ ...entry, id: 'e1' }]).map(shown)).toEqual(course === null ? [] : [course]);
  });
});

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

describe('whether the list is complete', () => {
  const list = (resources: readonly Json[], changes: Parameters<typeof answers>[0]) =>
    mapped(resources, { answers: answers(changes) }).facts.courses;

  test('nothing found where all was asked is none', () => {
    expect(
      list([], { medicationStatements: 'unanswered', administrations: 'unanswered', dispenses: 'unanswered' }),
    ).toMatchObject({ known: true, value: [] });
  });

  test('nothing found where past orders weren’t asked for is unknown', () => {
    expect(outcome(list([], { medicationHistory: 'unanswered' }))).toBe('unanswered');
  });

  test('what was found is there, and says what may be missing', () => {
    expect(list([order('active', '2026-01-05')], { medicationHistory: 'partial' })).toMatchObject({
      known: true,
      value: [{ ingredient: 'lenalidomide' }],
      missing: [{ concept: 'medicationHistory', because: 'unanswered' }],
    });
  });
});

test.each<{ hostile: Json; because: string }>([
  { hostile: { dosageInstruction: 7, statusReason: [[]], dispenseRequest: 'x' }, because: 'wrong types' },
  {
    hostile: {
      authoredOn: { constructor: 1 },
      dispenseRequest: { expectedSupplyDuration: { value: NaN, code: '__proto__' } },
    },
    because: 'objects for text',
  },
  {
    hostile: { authoredOn: '9'.repeat(100_000), statusReason: { text: 'relapse'.repeat(50_000) } },
    because: 'huge text',
  },
])('hostile entries never crash: $because', ({ hostile }) => {
  expect(coursesOf([order('completed', '2024-01-05', hostile)])).toHaveLength(1);
});
