import { scheduleIn } from '../../../src/fhir-mapping/medications/schedule-text.ts';
import { RX } from '../../patient.ts';
import { doseOfOrder, inWords, shown } from './orders.ts';

/** Prescriptions in words. The order is coded with the ingredient, so that no strength helps. */

const week = (mg: number): unknown => expect.closeTo(mg / 7, 9);

describe('prescriptions that can be meant in one way', () => {
  test.each([
    { text: 'Take 25 mg by mouth once daily on days 1-21 of a 28-day cycle', dose: 25, daily: 25, cycle: 525 },
    { text: '25 mg PO daily D1-21 q28d', dose: 25, daily: 25, cycle: 525 },
    { text: '10 mg PO QD days 1-21 every 28 days', dose: 10, daily: 10, cycle: 210 },
    { text: '25 mg/day, days 1-21', dose: 25, daily: 25, cycle: 525 },
    {
      text: 'Take 1 capsule (25 mg total) by mouth daily. Take on days 1-21 of each 28 day cycle.',
      dose: 25,
      daily: 25,
      cycle: 525,
    },
    { text: 'Take 2 capsules (20 mg total) by mouth daily', dose: 20, daily: 20, cycle: 560 },
    { text: 'Take 1 tablet (2.5 mg total) by mouth 2 (two) times daily.', dose: 2.5, daily: 5, cycle: 140 },
    { text: 'Take 1 tablet (2.5 mg total) by mouth 1 (one) time each day', dose: 2.5, daily: 2.5, cycle: 70 },
    { text: '2.5 mg twice daily', dose: 2.5, daily: 5, cycle: 140 },
    { text: '2.5 mg po BID', dose: 2.5, daily: 5, cycle: 140 },
    { text: '5 mg b.i.d.', dose: 5, daily: 10, cycle: 280 },
    { text: '5 mg every 12 hours', dose: 5, daily: 10, cycle: 280 },
    { text: '4 mg q6h', dose: 4, daily: 16, cycle: 448 },
    { text: '4 mg three times a day', dose: 4, daily: 12, cycle: 336 },
    { text: '15 mg every 48 hours', dose: 15, daily: 7.5, cycle: 210 },
    { text: '15 mg q48h', dose: 15, daily: 7.5, cycle: 210 },
    { text: '15 mg PO every other day', dose: 15, daily: 7.5, cycle: 210 },
    { text: '5 mg once daily, after dialysis on dialysis days', dose: 5, daily: 5, cycle: 140 },
    { text: '100 mg nightly', dose: 100, daily: 100, cycle: 2800 },
    { text: '100 mg daily at bedtime', dose: 100, daily: 100, cycle: 2800 },
    { text: '40 mg once weekly', dose: 40, daily: week(40), cycle: 160 },
    { text: '40 mg PO weekly on days 1, 8, 15, 22 of each 28-day cycle', dose: 40, daily: week(40), cycle: 160 },
    { text: '40 mg D1, D8, D15, D22', dose: 40, daily: 40, cycle: 160 },
    { text: '40 mg on days 1,8,15 & 22', dose: 40, daily: 40, cycle: 160 },
    { text: '20 mg on days 1, 2, 4, 5, 8, 9, 11, 12 of a 21-day cycle', dose: 20, daily: 20, cycle: 160 },
    { text: '40 mg PO daily on days 1-4, 9-12, 17-20 of a 28 day cycle', dose: 40, daily: 40, cycle: 480 },
    { text: '40 mg (10 tablets of 4 mg) once weekly', dose: 40, daily: week(40), cycle: 160 },
    { text: '81 mg PO daily', dose: 81, daily: 81, cycle: 2268 },
    { text: '5-10 mg daily', dose: '5..10', daily: '5..10', cycle: '140..280' },
    { text: '25mg qd po d1-21, 28天一个周期', dose: 25, daily: 25, cycle: 525 },
    { text: '口服，一次25mg，一日1次，第1-21天', dose: 25, daily: 25, cycle: 525 },
    { text: '每日一次，每次10毫克', dose: 10, daily: 10, cycle: 280 },
    { text: '一次10mg，一天一次', dose: 10, daily: 10, cycle: 280 },
    { text: '每次5mg，每日2次', dose: 5, daily: 10, cycle: 280 },
    { text: '15mg 隔日一次', dose: 15, daily: 7.5, cycle: 210 },
    { text: '15mg 隔天1次', dose: 15, daily: 7.5, cycle: 210 },
    { text: '15mg 每48小时一次', dose: 15, daily: 7.5, cycle: 210 },
    { text: '40mg 每周一次', dose: 40, daily: week(40), cycle: 160 },
    { text: '40mg 第1、8、15、22天', dose: 40, daily: 40, cycle: 160 },
    { text: '100mg 每晚睡前', dose: 100, daily: 100, cycle: 2800 },
  ])('$text', ({ text, dose, daily, cycle }) => {
    expect(shown(doseOfOrder(inWords(RX.dexamethasone, text)))).toEqual({ perDose: dose, daily, cycle });
  });
});

describe('prescriptions that must be refused', () => {
  test.each([
    { text: 'Take as directed', because: 'nothing is said' },
    { text: '25 mg as directed', because: 'no rhythm' },
    { text: 'Take 25 mg by mouth', because: 'no rhythm' },
    { text: 'Take 1 capsule daily', because: 'of what strength?' },
    { text: 'Take 4 tablets (40 mg) once weekly', because: 'one tablet or four of them?' },
    { text: '1 daily', because: 'one of what?' },
    { text: '25 mg per protocol days 1-21', because: 'the protocol decides' },
    { text: '20 mg daily for 5 days, then 10 mg daily', because: 'a change of dose' },
    { text: '40 mg daily, taper by 4 mg every week', because: 'a taper' },
    { text: '40 mg day 1, 20 mg day 8', because: 'two doses' },
    { text: 'Alternate 10 mg and 15 mg daily', because: 'two doses' },
    { text: '20 mg in the morning, 10 mg in the evening', because: 'two doses' },
    { text: 'Start 10 mg daily, increase to 25 mg if tolerated', because: 'a conditional change' },
    { text: 'Take 10 mg daily if counts allow', because: 'a condition' },
    { text: '若血小板>50，每日10mg', because: 'a condition' },
    { text: '10 mg OD', because: 'once daily, or the right eye' },
    { text: '10 mg bi-weekly', because: 'twice a week or every two weeks' },
    { text: '10 mg biweekly', because: 'twice a week or every two weeks' },
    { text: '10 mg daily or every other day', because: 'two rhythms' },
    { text: '10 mg daily BID', because: 'two rhythms' },
    { text: '10 mg on Mondays', because: 'a day alone may be one Monday' },
    { text: '10 mg daily Mon, Wed, Fri', because: 'daily, or three days?' },
    { text: '20 mg on days 1 and 2 of weeks 1-3', because: 'days of weeks, not of the cycle' },
    { text: '1 mg/kg SC q12h', because: 'needs the weight' },
    { text: '1.3 mg/m2 days 1, 4, 8, 11', because: 'needs the surface' },
    { text: '0.4 mL SC daily', because: 'millilitres of what?' },
    { text: 'Week 1: 20 mg daily, week 2: 40 mg daily', because: 'two doses' },
    { text: '40 mg the day of and the day after bortezomib', because: 'bortezomib decides' },
    { text: 'Max 25 mg/day', because: 'a limit is no dose' },
    { text: 'reduce to 10 mg daily', because: 'a change' },
    { text: '10 mg tablets, 4 daily', because: 'four tablets, perhaps' },
    { text: 'Do not exceed 25 mg daily', because: 'a limit is no dose' },
    { text: 'no more than 10 mg daily', because: 'a limit is no dose' },
    { text: 'at least 10 mg daily', because: 'a limit is no dose' },
    { text: 'Do not take 25 mg daily', because: 'not taken' },
    { text: '25 mg daily STOPPED', because: 'not taken' },
    { text: 'previously 25 mg daily', because: 'not taken now' },
    { text: '25 mg daily excluding weekends', because: 'not every day' },
    { text: '0 mg daily', because: 'nothing is no dose' },
    { text: '10 mg daily or BID on days 1-4', because: 'two rhythms, days or not' },
    { text: '40 mg daily days 1-4 weekly', because: 'two rhythms, days or not' },
    { text: '遵医嘱', because: 'nothing is said' },
    { text: '25mg 口服', because: 'no rhythm' },
    { text: '100mg 每晚，每周增加50mg', because: 'a change of dose' },
    { text: '20mg qd，后改为10mg qd', because: 'a change of dose' },
    { text: '每日1粒', because: 'of what strength?' },
    { text: '早上20mg，晚上10mg', because: 'two doses' },
    { text: '10mg 必要时', because: 'no rhythm' },
  ])('$text: $because', ({ text }) => {
    expect(shown(doseOfOrder(inWords(RX.dexamethasone, text)))).toBe('unreadable');
  });
});

describe('hard ones are read right or refused, never misread', () => {
  const five = (text: string, cycle: number): object => ({ text, dose: 2.5, daily: 5, cycle });
  const weekly = (text: string, times = 1): object => ({ text, dose: 40, daily: week(40 * times), cycle: 160 * times });

  test.each([
    five('2.5 mg twice-daily', 140),
    five('2.5 mg twice  daily', 140),
    five('2.5 mg twice\ndaily', 140),
    five('2.5 mg 2x daily', 140),
    five('2.5 mg 2 x daily', 140),
    five('2.5 mg 2 times per day', 140),
    five('2.5 mg every morning and every evening', 140),
    five('2.5 mg in the morning and at bedtime', 140),
    five('每次2.5mg，每日早晚各一次', 140),
    { text: '10 mg daily x 21 days, then 7 days off', dose: 10, daily: 10, cycle: 210 },
    { text: '5 mg five times daily', dose: 5, daily: 25, cycle: 700 },
    { text: '每次5mg，每日5次', dose: 5, daily: 25, cycle: 700 },
    { text: '.5 mg daily', dose: 0.5, daily: 0.5, cycle: 14 },
    { text: '2 x 10 mg daily', dose: 20, daily: 20, cycle: 560 },
    { text: 'Take two 4 mg tablets daily', dose: 8, daily: 8, cycle: 224 },
    { text: 'Take ten tablets of 4 mg once weekly', dose: 40, daily: week(40), cycle: 160 },
    { text: '10 x 4 mg tablets once weekly', dose: 40, daily: week(40), cycle: 160 },
    { text: '4mg 十片 每周一次', dose: 40, daily: week(40), cycle: 160 },
    { text: '½ tablet of 5 mg daily', dose: 2.5, daily: 2.5, cycle: 70 },
    { text: '1/2 tablet of 5 mg daily', dose: 2.5, daily: 2.5, cycle: 70 },
    { text: 'one and a half tablets of 4 mg daily', dose: 6, daily: 6, cycle: 168 },
    { text: '8 mg BID for 3 days starting day 2', dose: 8, daily: 16, cycle: 48 },
    { text: '40 mg day 1-4/28', dose: 40, daily: 40, cycle: 160 },
    { text: 'double the 10 mg dose daily', dose: 20, daily: 20, cycle: 560 },
    weekly('40 mg once-weekly'),
    weekly('40 mg twice-weekly', 2),
    weekly('40 mg four times weekly', 4),
    weekly('40 mg 3 x weekly', 3),
    { text: '40 mg d1～4', dose: 40, daily: 40, cycle: 160 },
    { text: '40 mg day 1 thru 4', dose: 40, daily: 40, cycle: 160 },
    { text: '40 mg D1/8/15/22', dose: 40, daily: 40, cycle: 160 },
    { text: '20 mg days 1 and 2 each week', dose: 20, daily: expect.anything(), cycle: 160 },
    { text: '40 mg daily for 4 days every 28 days', dose: 40, daily: 40, cycle: 160 },
    { text: '40 mg daily x 4 days', dose: 40, daily: 40, cycle: 160 },
    { text: '40mg 每日一次，连用4天', dose: 40, daily: 40, cycle: 160 },
    { text: '1,000,000 units weekly', dose: 1e6, daily: expect.closeTo(1e6 / 7, 4), cycle: 4e6 },
  ] as readonly { text: string; dose: number; daily: unknown; cycle: number }[])(
    '$text',
    ({ text, dose, daily, cycle }) => {
      const read = shown(doseOfOrder(inWords(RX.dexamethasone, text)));
      expect(read === 'unreadable' ? null : read).toEqual(
        read === 'unreadable' ? null : { perDose: dose, daily, cycle },
      );
    },
  );
});

describe('pieces of a 2 mg tablet are read right or refused', () => {
  test.each([
    { text: '1/2 tablet daily', dose: 1 },
    { text: '½ tablet daily', dose: 1 },
    { text: '1 1/2 tablets daily', dose: 3 },
    { text: '1½ tablets daily', dose: 3 },
    { text: 'one and a half tablets daily', dose: 3 },
    { text: 'four tablets daily', dose: 8 },
    { text: 'ten tablets daily', dose: 20 },
    { text: '2 tablets in the morning and 1 tablet in the evening, daily', dose: 6 },
    { text: '每日一片半', dose: 3 },
    { text: '每日1片半', dose: 3 },
    { text: '每日十片', dose: 20 },
    { text: '每日1-2片', dose: '2..4' },
  ])('$text', ({ text, dose }) => {
    const read = shown(doseOfOrder(inWords('197581', text)));
    expect([dose, undefined]).toContain(typeof read === 'object' ? read.perDose : undefined);
  });
});

describe('rhythm words', () => {
  test.each([
    { text: 'days 1-21', days: { count: 21, enumerated: false } },
    { text: 'd1-d4', days: { count: 4, enumerated: false } },
    { text: 'days 1 through 21', days: { count: 21, enumerated: false } },
    { text: 'days 1, 8, 15 and 22', days: { count: 4, enumerated: true } },
    { text: '第1至21天', days: { count: 21, enumerated: false } },
    { text: 'days 21-1', days: undefined },
    { text: 'for 21 days', days: undefined },
    { text: 'daily', days: undefined },
  ])('days in "$text"', ({ text, days }) => {
    const list = scheduleIn(text).days;
    expect(list && { count: list.days.length, enumerated: list.enumerated }).toEqual(days);
  });

  test.each([
    { text: '21-day cycle', cycleDays: 21 },
    { text: 'days 1-21 of 28', cycleDays: 28 },
    { text: 'q28d', cycleDays: 28 },
    { text: 'every 35 days', cycleDays: 35 },
    { text: '28天为一个周期', cycleDays: 28 },
    { text: '每21天', cycleDays: 21 },
    { text: 'daily', cycleDays: undefined },
  ])('cycle in "$text"', ({ text, cycleDays }) => {
    expect(scheduleIn(text).cycleDays).toBe(cycleDays);
  });

  test.each([
    { text: `21天${' '.repeat(1500)}x`, because: 'blanks behind a Chinese cycle' },
    { text: 'days 1,'.repeat(5000), because: 'day lists' },
    { text: `days ${'1, '.repeat(5000)}mg`, because: 'one long day list' },
    { text: '1 '.repeat(20_000), because: 'numbers' },
    { text: 'daily '.repeat(5000), because: 'rhythms' },
  ])('a hostile text does not take long: $because', ({ text }) => {
    const start = performance.now();
    doseOfOrder(inWords(RX.dexamethasone, text));
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
