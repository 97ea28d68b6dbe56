import { clockAt, clockNow, dayOf, isRealDate } from '../../src/fhir-mapping/dates.ts';

describe('dates that exist', () => {
  test.each([
    { date: '2026-11-20', real: true, because: 'a day' },
    { date: '2026-11', real: true, because: 'a month (FHIR date)' },
    { date: '2026', real: true, because: 'a year (FHIR date)' },
    { date: '2024-02-29', real: true, because: 'leap day' },
    { date: '2000-02-29', real: true, because: 'leap day of a century divisible by 400' },
    { date: '2026-01-31', real: true, because: 'last of January' },
    { date: '2026-11-20T08:00:00Z', real: true, because: 'dateTime' },
    { date: '2026-11-20T08:00:00.123+08:00', real: true, because: 'dateTime with fraction and offset' },
    { date: '2023-02-29', real: false, because: 'not a leap year' },
    { date: '1900-02-29', real: false, because: 'century not divisible by 400' },
    { date: '2026-02-30', real: false, because: 'never existed' },
    { date: '2026-04-31', real: false, because: 'April has 30 days' },
    { date: '2026-11-00', real: false, because: 'day zero' },
    { date: '2026-11-32', real: false, because: 'day 32' },
    { date: '2026-13-01', real: false, because: 'month 13' },
    { date: '2026-00-10', real: false, because: 'month zero' },
    { date: '2026-13', real: false, because: 'month 13 of a partial date' },
    { date: '0000', real: false, because: 'there is no year zero' },
    { date: '0000-01-01', real: false, because: 'nor a day in it' },
    { date: '2026-1-5', real: false, because: 'one digit' },
    { date: '20261120', real: false, because: 'no hyphens' },
    { date: '20/11/2026', real: false, because: 'another order' },
    { date: '2026-11-20 08:00', real: false, because: 'blank in place of T' },
    { date: '2026-11-20T', real: false, because: 'T with nothing behind it' },
    { date: '2026-11T08:00:00Z', real: false, because: 'a time needs a day' },
    { date: ' 2026-11-20', real: false, because: 'leading blank' },
    { date: '', real: false, because: 'empty' },
    { date: 'yesterday', real: false, because: 'a word' },
    { date: '2026\u5e7411\u670820\u65e5', real: false, because: 'Chinese form' },
  ])('$date is $real: $because', ({ date, real }) => {
    expect(isRealDate(date)).toBe(real);
  });
});

describe('the day of a moment', () => {
  test.each([
    { moment: '2026-11-20T23:30:00-05:00', day: '2026-11-20', because: 'as written, not in UTC' },
    { moment: '2026-11-20T00:30:00+08:00', day: '2026-11-20', because: 'as written, not in UTC' },
    { moment: '2026-11-20', day: '2026-11-20', because: 'already a day' },
    { moment: '2026-11', day: '2026-11', because: 'stays partial' },
  ])('$moment is $day: $because', ({ moment, day }) => {
    expect(dayOf(moment)).toBe(day);
  });
});

describe('the clock', () => {
  test.each([
    {
      now: '2026-11-20T12:00:00Z',
      asOf: '2026-11-20',
      latest: '2026-11-21',
      because: 'it is already tomorrow in Kiribati',
    },
    { now: '2026-11-20T09:59:59Z', asOf: '2026-11-20', latest: '2026-11-20', because: 'not yet tomorrow anywhere' },
    { now: '2026-11-20T10:00:00Z', asOf: '2026-11-20', latest: '2026-11-21', because: 'midnight at UTC+14' },
    { now: '2026-12-31T23:00:00Z', asOf: '2026-12-31', latest: '2027-01-01', because: 'across the year' },
  ])('a request at $now: $because', ({ now, asOf, latest }) => {
    expect(clockNow(new Date(now))).toEqual({ asOf, latest });
  });

  test('an evaluation for a given day knows nothing later', () => {
    expect(clockAt('2026-11-20')).toEqual({ asOf: '2026-11-20', latest: '2026-11-20' });
  });
});
