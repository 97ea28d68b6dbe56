import { dexamethasonePerCycle } from '../../../src/logic/dexamethasone.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { mapped } from '../charts.ts';

/** D-6: the schedules in which dexamethasone is written, read and added up. */

const dex = (dosageInstruction: readonly Json[], more: Json = {}): Json =>
  medication(RX.dexamethasone, null, { dosageInstruction, ...more });
const words = (text: string): Json => dex([{ text }]);
const mg = (value: number): Json => ({ doseAndRate: [{ doseQuantity: { value, unit: 'mg' } }] });
const repeat = (frequency: number, period: number, periodUnit: string): Json => ({
  timing: { repeat: { frequency, period, periodUnit } },
});

const perCycle = (orders: readonly Json[]): string => {
  const fact = dexamethasonePerCycle(mapped(orders).facts);
  return fact.known ? `${fact.value.low}..${fact.value.high}` : 'unknown';
};

test.each<{ orders: readonly Json[]; mg: string; because: string }>([
  { orders: [words('40 mg PO on days 1, 8, 15, 22 of 28 day cycle')], mg: '160..160', because: 'days 1, 8, 15, 22' },
  { orders: [words('40 mg days 1,8,15,22')], mg: '160..160', because: 'without a cycle: 28 days' },
  { orders: [words('40 mg PO daily on days 1-4, 9-12, 17-20')], mg: '480..480', because: 'three pulses' },
  { orders: [words('20 mg days 1, 2, 8, 9, 15, 16, 22, 23')], mg: '160..160', because: 'the day of and the day after' },
  {
    orders: [words('20 mg days 1, 2, 4, 5, 8, 9, 11, 12 of 21 day cycle')],
    mg: '160..160',
    because: 'with twice-weekly bortezomib, 21 days',
  },
  { orders: [words('40 mg PO once weekly')], mg: '160..160', because: 'weekly' },
  { orders: [words('20 mg once weekly of a 21 day cycle')], mg: '60..60', because: 'weekly in 21 days' },
  { orders: [words('地塞米松 40 mg 第1、8、15、22天')], mg: '160..160', because: 'Chinese days' },
  { orders: [words('40mg 每周一次 口服')], mg: '160..160', because: 'Chinese weekly' },
  { orders: [words('40 mg D1-4 q28d')], mg: '160..160', because: 'one pulse' },
  { orders: [words('40 mg daily for 4 days')], mg: '160..160', because: 'four days' },
  { orders: [dex([{ ...mg(40), ...repeat(1, 1, 'wk') }])], mg: '160..160', because: 'structured weekly' },
  { orders: [dex([{ ...mg(40), ...repeat(1, 7, 'd') }])], mg: '160..160', because: 'every seven days' },
  { orders: [dex([{ ...mg(4), ...repeat(1, 1, 'd') }])], mg: '112..112', because: 'daily' },
  {
    orders: [
      dex([
        { ...mg(20), text: 'days 1, 8' },
        { ...mg(20), text: 'days 15, 22' },
      ]),
    ],
    mg: '80..80',
    because: 'two dosages on days apart add up',
  },
  {
    orders: [words('40 mg PO days 1, 8, 15, 22'), dex([{ ...mg(20), ...repeat(1, 1, 'wk'), route: { text: 'IV' } }])],
    mg: '160..240',
    because: 'tablets and infusion: at least the larger, at most both',
  },
  { orders: [words('dexamethasone per protocol')], mg: '0..Infinity', because: 'not told' },
])('$mg mg: $because', ({ orders, mg: expected }) => {
  expect(perCycle(orders)).toBe(expected);
});

test.each([
  { text: '40 mg per m2 once weekly', because: 'per m2' },
  { text: '0.15 mg / kg once daily', because: 'per kg' },
  { text: '每日 0.15 毫克 每公斤', because: 'per kg in Chinese' },
])('a dose per body is never read as a dose: $because', ({ text }) => {
  expect(perCycle([words(text)])).toBe('0..Infinity');
});

const inARow = (order: Json): number | undefined => {
  const { activeDrugs } = mapped([order]).facts;
  const dose = activeDrugs.known ? activeDrugs.value[0]?.dose : undefined;
  return dose?.known ? dose.value.daysInARow : undefined;
};

/** Errata 41: high-dose dexamethasone goes by consecutive days. */
test.each<{ order: Json; days: number | undefined; because: string }>([
  { order: words('40 mg PO on days 1, 8, 15, 22 of 28 day cycle'), days: 1, because: 'days 1, 8, 15, 22' },
  { order: words('40 mg PO daily on days 1-4, 9-12, 17-20'), days: 4, because: 'three pulses' },
  { order: words('40 mg D1-4 q28d'), days: 4, because: 'one pulse' },
  { order: words('40 mg D1-3 q28d'), days: 3, because: 'three days' },
  { order: words('20 mg days 1, 2, 8, 9, 15, 16, 22, 23'), days: 2, because: 'the day of and the day after' },
  { order: words('40 mg daily for 4 days'), days: 4, because: 'four days' },
  { order: words('40 mg PO once weekly'), days: 1, because: 'weekly' },
  { order: words('地塞米松 40 mg 第1、8、15、22天'), days: 1, because: 'Chinese days' },
  { order: dex([{ ...mg(40), ...repeat(1, 1, 'd') }]), days: 28, because: 'daily' },
  { order: dex([{ ...mg(40), ...repeat(1, 2, 'd') }]), days: 1, because: 'every other day' },
  {
    order: dex([{ ...mg(40), timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', count: 4 } } }]),
    days: 4,
    because: 'four doses',
  },
  {
    order: dex([{ ...mg(20), timing: { repeat: { frequency: 2, period: 1, periodUnit: 'd', count: 8 } } }]),
    days: 4,
    because: 'eight doses, two a day',
  },
  {
    order: dex([{ ...mg(40), timing: { event: ['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-04'] } }]),
    days: 4,
    because: 'four dates in a row',
  },
  {
    order: dex([{ ...mg(40), timing: { event: ['2026-11-01', '2026-11-08', '2026-11-15', '2026-11-22'] } }]),
    days: 1,
    because: 'four dates a week apart',
  },
  { order: words('dexamethasone per protocol'), days: undefined, because: 'not told' },
])('$days consecutive days: $because', ({ order, days }) => {
  expect(inARow(order)).toBe(days);
});
