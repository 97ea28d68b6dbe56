import { daysAgo, TODAY, type Json } from '../../patient.ts';
import { answers, mapped, outcome, SUBJECT } from '../charts.ts';
import {
  bounded,
  coursesOf,
  dispensed,
  given,
  LENALIDOMIDE,
  order,
  shown,
  statement,
  ZOLEDRONIC,
} from './course-charts.ts';

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
