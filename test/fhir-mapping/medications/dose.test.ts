import type { Json } from '../../patient.ts';
import { daysAgo, dosage, medication, RX, TODAY } from '../../patient.ts';
import { mapped, RXNORM, SUBJECT, UCUM } from '../charts.ts';
import { doseOfOrder, inWords, shown } from './orders.ts';

const amount = (value: number, unit: string): Json => ({ value, unit, system: UCUM, code: unit });
const DAILY = { repeat: { frequency: 1, period: 1, periodUnit: 'd' } };
const ordered = (rxnorm: string, ...instructions: readonly Json[]): Json =>
  medication(rxnorm, null, { dosageInstruction: instructions });
const ten = (more: Json): Json => ({ doseAndRate: [{ doseQuantity: amount(10, 'mg') }], timing: DAILY, ...more });
const capsules = (count: number): Json => ({ doseAndRate: [{ doseQuantity: amount(count, '{pill}') }], timing: DAILY });
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

describe('all forms of one order give one dose: 10 mg a day', () => {
  const inContained: Json = medication(RX.lenalidomide, null, {
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#m' },
    contained: [
      {
        resourceType: 'Medication',
        id: 'm',
        code: { coding: [{ system: RXNORM, code: RX.lenalidomide }] },
        ingredient: [{ strength: { numerator: amount(10, 'mg'), denominator: amount(1, '{capsule}') } }],
      },
    ],
    dosageInstruction: [capsules(1)],
  });

  test.each([
    { order: ordered(RX.lenalidomide, ten({})), because: 'R4: doseAndRate' },
    {
      order: ordered(RX.lenalidomide, { doseQuantity: amount(10, 'mg'), timing: DAILY }),
      because: 'STU3: doseQuantity',
    },
    {
      order: medication(RX.lenalidomide, null, { dosageInstruction: ten({}) }),
      because: 'dosageInstruction as an object',
    },
    {
      order: ordered(RX.lenalidomide, ten({ doseAndRate: { doseQuantity: amount(10, 'mg') } })),
      because: 'doseAndRate as an object',
    },
    { order: ordered(RX.lenalidomide, ten({ doseAndRate: [{ doseQuantity: amount(0.01, 'g') }] })), because: 'grams' },
    {
      order: ordered(RX.lenalidomide, ten({ doseAndRate: [{ doseQuantity: amount(10_000, 'mcg') }] })),
      because: 'micrograms',
    },
    { order: ordered(RX.lenalidomide10, capsules(1)), because: 'one 10 mg capsule (the Sandbox)' },
    { order: ordered('616114', capsules(1)), because: 'one 10 mg Revlimid' },
    { order: ordered('602912', capsules(2)), because: 'two 5 mg capsules' },
    { order: ordered('1242231', capsules(4)), because: 'four 2.5 mg capsules' },
    { order: inContained, because: 'one capsule of a contained Medication with its strength' },
    {
      order: ordered(RX.lenalidomide, ten({ timing: { repeat: { frequency: 1, period: 24, periodUnit: 'h' } } })),
      because: '24 h',
    },
    {
      order: ordered(RX.lenalidomide, ten({ timing: { repeat: { frequency: 7, period: 1, periodUnit: 'wk' } } })),
      because: '7 a week',
    },
    {
      order: ordered(RX.lenalidomide, ten({ timing: { repeat: { dayOfWeek: DAYS } } })),
      because: 'all days of the week',
    },
    {
      order: ordered(RX.lenalidomide, ten({ timing: { repeat: { timeOfDay: ['20:00:00'] } } })),
      because: 'a time of the day',
    },
    {
      order: ordered(RX.lenalidomide, ten({ timing: { code: { coding: [{ code: 'QD' }] } } })),
      because: 'timing code',
    },
    {
      order: ordered(RX.lenalidomide, ten({ timing: undefined, text: '10 mg once daily' })),
      because: 'rhythm in words',
    },
    { order: ordered(RX.lenalidomide, { timing: DAILY, text: '10 mg' }), because: 'amount in words' },
    { order: inWords(RX.lenalidomide, '10 mg by mouth once daily'), because: 'all in words' },
    { order: inWords(RX.lenalidomide10, '1 capsule by mouth once daily'), because: 'one capsule in words' },
    { order: inWords(RX.lenalidomide, '10mg 每日一次'), because: 'in Chinese' },
    { order: ordered(RX.lenalidomide, ten({ text: 'ignored 99 mg' })), because: 'the structure wins over words' },
    {
      order: ordered(RX.lenalidomide, ten({ text: 'Hold if ANC is below 1' })),
      because: 'a caution takes nothing from it',
    },
    { order: ordered(RX.lenalidomide, ten({ text: 'Swallow whole. '.repeat(40) })), because: 'nor do many words' },
  ])('$because', ({ order }) => {
    expect(shown(doseOfOrder(order))).toEqual({ perDose: 10, daily: 10, cycle: 280 });
  });

  test('a MedicationStatement carries it in dosage', () => {
    const { dosageInstruction, ...rest } = ordered(RX.lenalidomide, ten({}));
    const statement = { ...rest, resourceType: 'MedicationStatement', dosage: dosageInstruction };
    expect(shown(doseOfOrder(statement))).toEqual({ perDose: 10, daily: 10, cycle: 280 });
    expect(shown(doseOfOrder({ ...statement, dosage: undefined, dosageInstruction }))).toBe('absent');
  });
});

describe('on dosing days (errata 33)', () => {
  const bounds = { repeat: { frequency: 1, period: 1, periodUnit: 'd', boundsDuration: { value: 21, code: 'd' } } };
  const all21 = { repeat: { frequency: 21, period: 28, periodUnit: 'd' } };
  const hours48 = { repeat: { frequency: 1, period: 48, periodUnit: 'h' } };

  test.each([
    {
      instruction: ten({ text: 'days 1-21 of 28' }),
      daily: 10,
      cycle: 210,
      because: '10 mg days 1-21 is 10 mg per day',
    },
    { instruction: ten({ timing: bounds }), daily: 10, cycle: 210, because: 'bounded to 21 days' },
    {
      instruction: ten({ timing: all21, text: 'days 1-21' }),
      daily: 10,
      cycle: 210,
      because: '21 doses in 28 days, days 1-21',
    },
    { instruction: ten({ timing: hours48 }), daily: 5, cycle: 140, because: 'every 48 h is half' },
    { instruction: ten({ timing: { code: { text: 'Q48H' } } }), daily: 5, cycle: 140, because: 'every 48 h, by code' },
    {
      instruction: ten({ timing: undefined, text: 'every other day' }),
      daily: 5,
      cycle: 140,
      because: 'every other day',
    },
  ])('$daily mg per day: $because', ({ instruction, daily, cycle }) => {
    expect(shown(doseOfOrder(ordered(RX.lenalidomide, instruction)))).toEqual({ perDose: 10, daily, cycle });
  });

  test.each([
    { text: 'days 1-21 of 28. Hold if ANC is below 1', because: 'a caution' },
    { text: `days 1-21 of 28. ${'Swallow whole. '.repeat(40)}`, because: 'many words' },
  ])('days in words beside $because leave the structured dose readable', ({ text }) => {
    expect(shown(doseOfOrder(ordered(RX.lenalidomide, ten({ text }))))).toMatchObject({ perDose: 10, daily: 10 });
  });

  test('a range counts by its high end (J-2)', () => {
    const wide = ten({ doseAndRate: [{ doseRange: { low: amount(10, 'mg'), high: amount(25, 'mg') } }] });
    expect(shown(doseOfOrder(ordered(RX.lenalidomide, wide)))).toMatchObject({ daily: '10..25' });
  });

  test.each([
    { list: [dosage({ value: 10 }), dosage({ value: 25 })] },
    { list: [dosage({ value: 25 }), dosage({ value: 10 })] },
  ])('of two dosages in one order the higher counts (J-2)', ({ list }) => {
    expect(shown(doseOfOrder(ordered(RX.lenalidomide, ...list)))).toMatchObject({ perDose: 25, daily: 25 });
  });
});

describe('dexamethasone per cycle (D-6)', () => {
  const dex = (value: number, more: Json, text?: string): Json => ({
    doseAndRate: [{ doseQuantity: amount(value, 'mg') }],
    timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', ...more } },
    ...(text === undefined ? {} : { text }),
  });
  const WEEKLY = { period: 1, periodUnit: 'wk' };

  test.each([
    { list: [dex(40, WEEKLY)], cycle: 160, because: '40 mg weekly' },
    { list: [dex(40, {}, 'days 1, 8, 15, 22')], cycle: 160, because: '40 mg on days 1, 8, 15, 22' },
    { list: [dex(20, {}, 'days 1, 2, 4, 5, 8, 9, 11, 12')], cycle: 160, because: 'the days of bortezomib and after' },
    { list: [dex(40, {}, 'days 1-4, 9-12, 17-20')], cycle: 480, because: 'high dose' },
    { list: [dex(20, WEEKLY)], cycle: 80, because: '20 mg weekly' },
    { list: [dex(40, { dayOfWeek: ['mon'] })], cycle: 160, because: 'on Mondays' },
    { list: [dex(20, { dayOfWeek: ['mon', 'tue'] })], cycle: 160, because: 'on Mondays and Tuesdays' },
    {
      list: [dex(40, { boundsPeriod: { start: TODAY, end: daysAgo(-3) } })],
      cycle: 160,
      because: 'a pulse of four dates',
    },
    { list: [dex(40, { count: 4 })], cycle: 160, because: 'a pulse of four doses' },
    {
      list: [dex(20, {}, 'days 1, 8, 15, 22'), dex(20, {}, 'days 2, 9, 16, 23')],
      cycle: 160,
      because: 'two instructions on different days add up',
    },
  ])('$cycle mg: $because', ({ list, cycle }) => {
    expect(shown(doseOfOrder(ordered(RX.dexamethasone, ...list)))).toMatchObject({ cycle });
  });

  test('two instructions that may be steps: at least the larger, at most both', () => {
    const { cycle } = Object(shown(doseOfOrder(ordered(RX.dexamethasone, dex(40, WEEKLY), dex(20, WEEKLY))))) as {
      cycle: unknown;
    };
    expect(cycle).toBe('160..240');
  });

  test('two orders stay two drugs', () => {
    const { activeDrugs } = mapped([
      ordered(RX.dexamethasone, dex(20, WEEKLY)),
      ordered(RX.dexamethasone, dex(20, WEEKLY)),
    ]).facts;
    expect(activeDrugs.known && activeDrugs.value.map(({ dose }) => shown(dose))).toMatchObject([
      { cycle: 80 },
      { cycle: 80 },
    ]);
  });
});

describe('no dose', () => {
  test.each([
    { order: medication(RX.lenalidomide, null), reason: 'absent', because: 'no dosage at all' },
    { order: ordered(RX.lenalidomide), reason: 'absent', because: 'an empty list' },
    { order: ordered(RX.lenalidomide, {}), reason: 'unreadable', because: 'an empty dosage' },
    { order: ordered(RX.lenalidomide, capsules(1)), reason: 'unreadable', because: 'capsules of unknown strength' },
    { order: ordered(RX.lenalidomide, ten({ timing: undefined })), reason: 'unreadable', because: 'no rhythm' },
    { order: ordered(RX.lenalidomide, { timing: DAILY }), reason: 'unreadable', because: 'no amount' },
    {
      order: ordered(RX.lenalidomide, ten({}), { text: 'then as directed' }),
      reason: 'unreadable',
      because: 'half of it',
    },
    { order: ordered(RX.heparin, ten({}), capsules(1)), reason: 'unreadable', because: 'half of it' },
    {
      order: ordered(RX.heparin, ten({}), ten({ doseAndRate: [{ doseQuantity: amount(5000, '[iU]') }] })),
      reason: 'unreadable',
      because: 'milligrams and units',
    },
    { order: inWords(RX.lenalidomide, 'as directed'), reason: 'unreadable', because: 'words that say nothing' },
  ])('$reason: $because', ({ order, reason }) => {
    const { facts, issues } = mapped([order]);
    const drug = facts.activeDrugs.known ? facts.activeDrugs.value[0] : undefined;
    expect(drug && shown(drug.dose)).toBe(reason);
    expect(issues()).toEqual(reason === 'absent' ? [] : ['dose-unparsable']);
  });

  test('as needed is kept, and the source shown', () => {
    const order = { ...ordered(RX.dexamethasone, ten({ asNeededBoolean: true })), id: 'm1', subject: SUBJECT };
    const dose = doseOfOrder(order);
    expect(dose).toMatchObject({ known: true, value: { asNeeded: true, unit: 'mg', dosesPerDay: 1, cycleDays: 28 } });
    expect(dose.evidence).toMatchObject([
      { concept: 'dexamethasone', reference: 'MedicationRequest/m1', stale: false },
    ]);
  });
});
