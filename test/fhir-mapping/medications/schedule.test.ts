import { dosesPerCycle, scheduleOf } from '../../../src/fhir-mapping/medications/schedule.ts';
import type { Json } from '../../patient.ts';

const repeat = (more: Json): Json => ({ timing: { repeat: more } });
const every = (period: number, periodUnit: string, more: Json = {}): Json =>
  repeat({ frequency: 1, period, periodUnit, ...more });
const code = (...codes: readonly string[]): Json => ({
  timing: { code: { coding: codes.map((one) => ({ code: one })) } },
});

describe('doses per day', () => {
  test.each<{ dosage: Json; rate: number; because: string }>([
    { dosage: every(1, 'd'), rate: 1, because: 'daily' },
    { dosage: repeat({ frequency: 2, period: 1, periodUnit: 'd' }), rate: 2, because: 'twice daily' },
    { dosage: repeat({ frequency: '2', period: 1, periodUnit: 'd' }), rate: 2, because: 'a number as a string' },
    { dosage: repeat({ period: 1, periodUnit: 'd' }), rate: 1, because: 'frequency is 1 when it is not given' },
    { dosage: every(24, 'h'), rate: 1, because: 'every 24 hours' },
    { dosage: every(12, 'h'), rate: 2, because: 'every 12 hours' },
    { dosage: every(48, 'h'), rate: 0.5, because: 'J-2: every 48 hours' },
    { dosage: every(2, 'd'), rate: 0.5, because: 'every other day' },
    { dosage: every(1, 'wk'), rate: 1 / 7, because: 'weekly' },
    { dosage: every(7, 'd'), rate: 1 / 7, because: 'weekly, in days' },
    { dosage: every(2, 'wk'), rate: 1 / 14, because: 'every two weeks' },
    { dosage: repeat({ frequency: 3, period: 1, periodUnit: 'wk' }), rate: 3 / 7, because: 'three times a week' },
    { dosage: repeat({ frequency: 7, period: 7, periodUnit: 'd' }), rate: 1, because: 'seven in seven days' },
    { dosage: repeat({ dayOfWeek: ['mon'] }), rate: 1 / 7, because: 'Mondays' },
    { dosage: repeat({ dayOfWeek: 'mon' }), rate: 1 / 7, because: 'Mondays, not in an array' },
    { dosage: repeat({ dayOfWeek: ['mon', 'wed', 'fri'] }), rate: 3 / 7, because: 'three days a week' },
    { dosage: every(1, 'wk', { dayOfWeek: ['mon'] }), rate: 1 / 7, because: 'weekly, on Mondays' },
    { dosage: every(1, 'd', { dayOfWeek: ['mon', 'thu'] }), rate: 2 / 7, because: 'once on each of two days' },
    {
      dosage: repeat({ frequency: 2, period: 1, periodUnit: 'd', dayOfWeek: ['mon', 'thu'] }),
      rate: 4 / 7,
      because: 'twice on each',
    },
    {
      dosage: repeat({ dayOfWeek: ['mon'], timeOfDay: ['08:00:00', '20:00:00'] }),
      rate: 2 / 7,
      because: 'two times on Mondays',
    },
    { dosage: every(2, 'wk', { dayOfWeek: ['mon'] }), rate: 1 / 14, because: 'every second Monday' },
    { dosage: every(14, 'd', { dayOfWeek: ['mon'] }), rate: 1 / 14, because: 'every second Monday, in days' },
    {
      dosage: repeat({ period: 1, periodUnit: 'wk', dayOfWeek: ['mon', 'thu'], timeOfDay: ['08:00:00', '20:00:00'] }),
      rate: 4 / 7,
      because: 'two times on each of two days',
    },
    {
      dosage: repeat({ frequency: 2, period: 1, periodUnit: 'd', dayOfWeek: null, timeOfDay: null, when: null }),
      rate: 2,
      because: 'null is nothing',
    },
    { dosage: repeat({ timeOfDay: ['08:00:00', '20:00:00'] }), rate: 2, because: 'two times of the day' },
    {
      dosage: repeat({ timeOfDay: ['20:00:00'], period: 1, periodUnit: 'd' }),
      rate: 1,
      because: 'one time of the day',
    },
    { dosage: repeat({ when: ['MORN', 'EVE'], period: 1, periodUnit: 'd' }), rate: 2, because: 'morning and evening' },
    { dosage: repeat({ when: 'HS' }), rate: 1, because: 'at bedtime' },
    { dosage: code('QD'), rate: 1, because: 'timing code' },
    { dosage: code('bid'), rate: 2, because: 'timing code in lower case' },
    { dosage: code('TID'), rate: 3, because: 'timing code' },
    { dosage: code('Q12H'), rate: 2, because: 'timing code' },
    { dosage: code('QOD'), rate: 0.5, because: 'timing code' },
    { dosage: code('LOCAL-17', 'WK'), rate: 1 / 7, because: 'timing code behind a local one' },
    { dosage: { timing: { code: { text: 'BID' } } }, rate: 2, because: 'code as text' },
    { dosage: { timing: { code: { text: 'twice daily' } } }, rate: 2, because: 'words of the code' },
    { dosage: { ...code('nonsense'), text: 'once weekly' }, rate: 1 / 7, because: 'an unknown code, then the words' },
    { dosage: { text: '25 mg once daily' }, rate: 1, because: 'words alone' },
    { dosage: { patientInstruction: '25 mg once daily' }, rate: 1, because: 'words for the patient' },
    { dosage: { text: 'daily', patientInstruction: 'daily' }, rate: 1, because: 'the same words twice' },
    { dosage: { ...every(1, 'd'), text: 'then taper as directed' }, rate: 1, because: 'the structure says how often' },
    {
      dosage: { timing: { event: ['2026-11-20', '2026-11-21'] } },
      rate: 1,
      because: 'dated doses: one on each of the days',
    },
  ])('$rate: $because', ({ dosage, rate }) => {
    const schedule = scheduleOf(dosage);
    expect([schedule?.least, schedule?.most]).toEqual([expect.closeTo(rate, 10), expect.closeTo(rate, 10)]);
  });

  test.each([
    {
      dosage: repeat({ frequency: 1, frequencyMax: 2, period: 1, periodUnit: 'd' }),
      least: 1,
      most: 2,
      because: 'once or twice',
    },
    {
      dosage: repeat({ frequency: 1, period: 4, periodMax: 6, periodUnit: 'h' }),
      least: 4,
      most: 6,
      because: '4 to 6 hours',
    },
  ])('between $least and $most: $because', ({ dosage, least, most }) => {
    expect(scheduleOf(dosage)).toMatchObject({ least, most });
  });

  test.each<{ dosage: Json; because: string }>([
    { dosage: {}, because: 'no rhythm' },
    { dosage: repeat({}), because: 'an empty repeat' },
    { dosage: repeat({ frequency: 2 }), because: 'twice per what?' },
    { dosage: repeat({ frequency: 1, period: 1 }), because: 'per one of what?' },
    { dosage: every(1, 'a'), because: 'yearly' },
    { dosage: every(1, 'fortnight'), because: 'no FHIR unit' },
    { dosage: every(1, 'constructor'), because: 'a name that every object has' },
    { dosage: every(0, 'd'), because: 'never or always' },
    { dosage: repeat({ frequency: 1, period: -1, periodUnit: 'd' }), because: 'negative' },
    { dosage: repeat({ frequency: 'twice', period: 1, periodUnit: 'd' }), because: 'a frequency that cannot be read' },
    { dosage: code('nonsense'), because: 'an unknown code' },
    { dosage: { text: 'as directed' }, because: 'words that say nothing' },
    { dosage: { text: '20 mg daily, then 10 mg daily' }, because: 'a change of dose' },
    { dosage: { ...code('QD'), text: 'increase after a week' }, because: 'a code with a change of dose' },
    { dosage: { timing: 'daily' }, because: 'a string' },
  ])('refused: $because', ({ dosage }) => {
    expect(scheduleOf(dosage)).toBeNull();
  });
});

describe('as needed', () => {
  test.each<{ more: Json; asNeeded: boolean; because: string }>([
    { more: {}, asNeeded: false, because: 'regular' },
    { more: { asNeededBoolean: true }, asNeeded: true, because: 'flag' },
    { more: { asNeededBoolean: false }, asNeeded: false, because: 'flag' },
    { more: { asNeededCodeableConcept: null }, asNeeded: false, because: 'null is nothing' },
    { more: { asNeededCodeableConcept: { text: 'pain' } }, asNeeded: true, because: 'for a reason' },
    { more: { text: '1 tablet prn' }, asNeeded: true, because: 'words' },
    { more: { text: '必要时' }, asNeeded: true, because: 'Chinese words' },
  ])('$asNeeded: $because', ({ more, asNeeded }) => {
    expect(scheduleOf({ ...every(1, 'd'), ...more })?.asNeeded).toBe(asNeeded);
  });
});

describe('doses in one cycle', () => {
  const events = (...dates: readonly string[]): Json => ({ timing: { event: dates } });
  const eightWeeks = Array.from({ length: 8 }, (_, week) =>
    new Date(Date.UTC(2026, 10, 20 + 7 * week)).toISOString().slice(0, 10),
  );

  test.each<{ dosage: Json; doses: number; because: string }>([
    { dosage: every(1, 'wk'), doses: 4, because: 'weekly in 28 days' },
    { dosage: every(1, 'd'), doses: 28, because: 'daily in 28 days' },
    { dosage: every(48, 'h'), doses: 14, because: 'every other day' },
    { dosage: every(1, 'mo'), doses: 1, because: 'monthly' },
    { dosage: { ...every(1, 'd'), text: 'days 1-21 of a 28-day cycle' }, doses: 21, because: 'days 1-21' },
    { dosage: { ...every(1, 'd'), text: 'days 1-4, 9-12, 17-20' }, doses: 12, because: 'three blocks' },
    { dosage: { ...every(1, 'wk'), text: 'days 1, 8, 15, 22' }, doses: 4, because: 'weekly, and the days listed' },
    { dosage: { ...every(1, 'wk'), text: 'every 35 days: days 1, 8, 15, 22' }, doses: 4, because: 'a longer cycle' },
    { dosage: { text: '40 mg on days 1, 8, 15, 22' }, doses: 4, because: 'days alone' },
    { dosage: { text: '20 mg days 1,2,4,5,8,9,11,12 of a 21-day cycle' }, doses: 8, because: 'eight days' },
    { dosage: { ...every(1, 'wk'), text: '21-day cycle' }, doses: 3, because: 'three weeks' },
    { dosage: every(1, 'd', { boundsDuration: { value: 21, code: 'd' } }), doses: 21, because: 'bounded to 21 days' },
    { dosage: every(1, 'd', { boundsDuration: { value: 3, code: 'wk' } }), doses: 21, because: 'bounded to 3 weeks' },
    {
      dosage: every(1, 'd', { boundsDuration: { value: 90, unit: 'd' } }),
      doses: 28,
      because: 'bounds beyond the cycle',
    },
    { dosage: every(1, 'd', { boundsDuration: { value: 4 } }), doses: 28, because: 'bounds without unit' },
    {
      dosage: every(1, 'd', { boundsPeriod: { start: '2026-11-20', end: '2026-11-23' } }),
      doses: 4,
      because: 'four dates',
    },
    {
      dosage: every(1, 'd', { boundsRange: { high: { value: 4, code: 'd' } } }),
      doses: 4,
      because: 'four days at most',
    },
    { dosage: every(1, 'd', { count: 4 }), doses: 4, because: 'four doses in all' },
    { dosage: events('2026-11-20', '2026-11-27'), doses: 2, because: 'two dated doses' },
    { dosage: events(...eightWeeks), doses: 4, because: 'eight dated weekly doses are two cycles' },
  ])('$doses: $because', ({ dosage, doses }) => {
    const schedule = scheduleOf(dosage);
    expect(schedule && dosesPerCycle(schedule, schedule.most)).toBeCloseTo(doses, 10);
  });
});
