import type { Drug } from '../../../src/logic/facts.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { mapped } from '../charts.ts';

/** Amount and rhythm of an order, each read by itself (F-3, F-7, F-9). */

const order = (...dosages: readonly Json[]): Drug | undefined => of(RX.bortezomib, dosages);
const of = (rxnorm: string, dosages: readonly unknown[], more: Json = {}): Drug | undefined => {
  const { activeDrugs } = mapped([medication(rxnorm, null, { dosageInstruction: dosages, ...more })]).facts;
  return activeDrugs.known ? activeDrugs.value[0] : undefined;
};
const repeat = (rule: Json, more: Json = {}): Json => ({ timing: { repeat: rule }, ...more });
const text = (said: string): Json => ({ text: said });
const event = (...dates: readonly unknown[]): Json => ({ timing: { event: dates } });
const per = (frequency: unknown, period: unknown, periodUnit: unknown): Json =>
  repeat({ frequency, period, periodUnit });

describe('the most doses in seven days', () => {
  test.each<{ dosages: readonly Json[]; most: number | null; because: string }>([
    { dosages: [per(2, 1, 'wk')], most: 2, because: 'twice a week' },
    { dosages: [per(1, 1, 'wk')], most: 1, because: 'once a week' },
    { dosages: [per(1, 7, 'd')], most: 1, because: 'every 7 days' },
    { dosages: [per(1, 2, 'wk')], most: 1, because: 'every other week' },
    { dosages: [per(4, 21, 'd')], most: 2, because: "4 in 3 weeks can't be one a week" },
    { dosages: [per(4, 28, 'd')], most: 1, because: '4 in 4 weeks' },
    { dosages: [per(1, 3, 'd')], most: 3, because: 'days 1, 4 and 7' },
    { dosages: [per(1, 1, 'd')], most: 7, because: 'daily' },
    { dosages: [repeat({ frequency: 1, period: 1, periodUnit: 'd', count: 1 })], most: null, because: 'one dose' },
    {
      dosages: [
        repeat({ frequency: 1, period: 1, periodUnit: 'd', boundsPeriod: { start: '2026-11-20', end: '2026-11-20' } }),
      ],
      most: null,
      because: 'one day',
    },
    { dosages: [repeat({ dayOfWeek: ['mon', 'thu'] })], most: 2, because: 'Monday and Thursday' },
    { dosages: [repeat({ dayOfWeek: ['mon', 'mon'] })], most: 1, because: 'one day written twice' },
    { dosages: [repeat({ dayOfWeek: 'mon', period: 1, periodUnit: 'wk' })], most: 1, because: 'not a list' },
    {
      dosages: [repeat({ dayOfWeek: ['mon'] }), repeat({ dayOfWeek: ['thu'] })],
      most: 2,
      because: 'one dosage per day',
    },
    { dosages: [event('2026-11-20', '2026-11-23', '2026-11-27', '2026-11-30')], most: 2, because: 'dates' },
    { dosages: [event('2026-11-20T09:00:00Z', '2026-11-27T09:00:00Z')], most: 1, because: 'dates a week apart' },
    { dosages: [event('2026-11-20')], most: null, because: 'a single date' },
    { dosages: [event('2026-11', '2026-13-01', 7, null)], most: null, because: 'no days' },
    { dosages: [text('1.3 mg/m2 IV on days 1, 4, 8, 11 of a 21-day cycle')], most: 2, because: 'days of a cycle' },
    { dosages: [text('1.3 mg/m2 SC D1,4,8,11 q21d')], most: 2, because: 'short' },
    { dosages: [text('1.3 mg/m2 SC days 1, 8, 15, 22 every 28 days')], most: 1, because: 'a week apart' },
    { dosages: [text('1.3 mg/m2 twice weekly')], most: 2, because: 'words' },
    { dosages: [text('1.3 mg/m2 once weekly')], most: 1, because: 'words' },
    { dosages: [text('硼替佐米 1.3mg/m2 皮下注射 第1、4、8、11天')], most: 2, because: 'Chinese days' },
    { dosages: [text('1.3mg/m2 皮下注射 每周2次')], most: 2, because: 'Chinese words' },
    { dosages: [text('1.3mg/m2 皮下注射 每周1次')], most: 1, because: 'Chinese words' },
    { dosages: [text('1.3 mg/m2 biweekly')], most: null, because: 'two meanings' },
    { dosages: [text('1.3 mg/m2 weekly, then twice weekly')], most: null, because: 'a change' },
    { dosages: [text('days 1, 4, 8, 11'), text('days 22, 25, 29, 32')], most: 2, because: 'two lists' },
    { dosages: [text('day 1'), text('day 8')], most: 1, because: 'a dosage per day' },
    { dosages: [text('day 1'), text('day 4')], most: 2, because: 'a dosage per day' },
    { dosages: [per(1, 1, 'wk'), per(1, 1, 'wk')], most: null, because: 'beside or after each other' },
    { dosages: [per(2, 1, 'wk'), per(1, 1, 'wk')], most: 2, because: 'one of them is twice weekly' },
    { dosages: [per(1, 1, 'wk'), {}], most: null, because: 'one is untold' },
    {
      dosages: [{ ...per(1, 1, 'd'), text: 'days 1, 4, 8, 11' }],
      most: 2,
      because: 'once on each day named',
    },
    { dosages: [{ ...per(1, 21, 'd'), text: 'days 1, 4, 8, 11' }], most: 2, because: 'the timing is the cycle' },
    { dosages: [{ ...per(1, 1, 'wk'), text: 'days 1, 4, 8, 11' }], most: null, because: 'a contradiction' },
    { dosages: [{ ...per(2, 1, 'wk'), text: 'days 1, 4, 8, 11' }], most: 2, because: 'both say two' },
    { dosages: [per('2', '1', 'wk')], most: 2, because: 'numbers as text' },
    { dosages: [per(-2, 1, 'wk')], most: null, because: 'nonsense' },
    { dosages: [{}], most: null, because: 'nothing said' },
    { dosages: [], most: null, because: 'no dosage' },
    { dosages: [text('days 1, 4 '.repeat(20_000))], most: null, because: 'huge' },
    { dosages: [repeat({ dayOfWeek: ['__proto__', {}, 3] })], most: null, because: 'hostile days' },
    { dosages: [event(...Array.from({ length: 5000 }, () => '2026-11-20'))], most: null, because: 'a hostile list' },
  ])('$most: $because', ({ dosages, most }) => {
    expect(order(...dosages)?.administration?.mostPerWeek).toBe(most);
  });

  test('dates stand by themselves, for plans that send each day as an order', () => {
    expect(order(event('2026-11-23', '2026-11-20'))?.administration?.dates).toEqual(['2026-11-20', '2026-11-23']);
  });
});

describe('amounts', () => {
  const quantity = (value: number, unit: string): Json => ({ doseQuantity: { value, unit } });
  const shown = (drug: Drug | undefined): readonly string[] | undefined =>
    drug?.administration?.amounts.map(({ unit, perDose }) => `${perDose.low}-${perDose.high} ${unit}`);

  test.each<{ dosage: Json; amounts: readonly string[]; because: string }>([
    { dosage: { doseAndRate: [quantity(16, 'mg/kg')] }, amounts: ['16-16 mg/kg'], because: 'by weight, no rhythm' },
    { dosage: { doseAndRate: [quantity(1800, 'mg')] }, amounts: ['1800-1800 mg'], because: 'flat, no rhythm' },
    {
      dosage: { doseAndRate: [quantity(16, 'mg/kg'), quantity(1200, 'mg')] },
      amounts: ['16-16 mg/kg', '1200-1200 mg'],
      because: 'ordered and calculated',
    },
    {
      dosage: { text: '16 mg/kg (1,200 mg) IV weekly x8, then every 2 weeks' },
      amounts: ['16-16 mg/kg', '1200-1200 mg'],
      because: "words whose rhythm can't be told",
    },
    { dosage: { text: '1,800 mg SC' }, amounts: ['1800-1800 mg'], because: 'words' },
    { dosage: { text: '达雷妥尤单抗 16mg/kg 静脉滴注' }, amounts: ['16-16 mg/kg'], because: 'Chinese' },
    { dosage: { doseQuantity: { value: 1800, unit: 'mg' } }, amounts: ['1800-1800 mg'], because: 'older FHIR' },
    { dosage: { dose: { value: 1800, unit: 'mg' } }, amounts: ['1800-1800 mg'], because: 'as it is given' },
    { dosage: { doseAndRate: [quantity(1800, '')] }, amounts: [], because: 'no unit is no dose' },
    { dosage: { doseAndRate: [{ doseQuantity: 'a lot' }] }, amounts: [], because: 'no quantity' },
    { dosage: { text: 'as discussed' }, amounts: [], because: 'nothing said' },
  ])('$amounts: $because', ({ dosage, amounts }) => {
    expect(shown(of('1721947', [dosage]))).toEqual(amounts);
  });

  test('millilitres of the subcutaneous product are 120 mg each', () => {
    const faspro = of('2375136', [{ doseAndRate: [quantity(15, 'mL')] }]);
    expect([faspro?.form, shown(faspro)]).toEqual(['with-hyaluronidase', ['1800-1800 mg']]);
  });

  test('only the drugs that a page asks about', () => {
    expect(of(RX.lenalidomide, [text('25 mg daily')])?.administration).toBeUndefined();
    expect(of(RX.melphalan, [text('200 mg/m2 IV day -1')])?.administration?.amounts).toHaveLength(1);
  });
});

describe('what a new instruction may say again', () => {
  test.each<{ dosage: Json; amount?: string; rhythm?: string; because: string }>([
    {
      dosage: text('1.3 mg/m2 IV push on days 1, 4, 8, 11 of a 21-day cycle'),
      amount: '1.3 mg/m2',
      rhythm: 'on days 1, 4, 8, 11 of a 21-day cycle',
      because: 'dose and days',
    },
    {
      dosage: text('bortezomib 1.3 mg/m2 IV days 1, 8, 15'),
      amount: '1.3 mg/m2',
      rhythm: 'on days 1, 8, 15',
      because: 'with its name',
    },
    {
      dosage: text('1.3 mg/m2 intravenously twice weekly'),
      amount: '1.3 mg/m2',
      rhythm: 'twice weekly',
      because: 'rhythm',
    },
    {
      dosage: { ...per(2, 1, 'wk'), text: '1.3 mg/m2', doseAndRate: [{ doseQuantity: { value: 2.4, unit: 'mg' } }] },
      amount: '1.3 mg/m2 (2.4 mg)',
      rhythm: '',
      because: 'with what it comes to',
    },
    { dosage: text('2.4 mg IV once weekly'), amount: '2.4 mg', rhythm: 'once weekly', because: 'flat' },
    {
      dosage: { ...per(2, 1, 'wk'), doseAndRate: [{ doseQuantity: { value: 1.3, unit: 'mg/m2' } }] },
      amount: '1.3 mg/m2',
      rhythm: '',
      because: 'the rhythm stays where it is',
    },
    { dosage: text('1.3 mg/m2 IV days 1, 4, 8, 11, hold if platelets below 30'), because: 'a condition' },
    { dosage: text('1.3 mg/m2 IV weekly after dexamethasone'), because: 'another drug' },
    { dosage: { ...text('1.3 mg/m2 IV weekly'), patientInstruction: 'drink enough' }, because: 'two texts' },
    { dosage: text('1.0-1.3 mg/m2 IV weekly'), because: 'a range' },
    { dosage: text('IV weekly'), because: 'no dose' },
  ])('$amount $rhythm: $because', ({ dosage, amount, rhythm }) => {
    const said = order(dosage)?.administration?.inWords;
    expect(said).toEqual(amount === undefined ? null : { amount, rhythm });
  });

  test('never of several dosages', () => {
    expect(order(text('1.3 mg/m2 IV day 1'), text('1.3 mg/m2 IV day 4'))?.administration?.inWords).toBeNull();
  });
});
