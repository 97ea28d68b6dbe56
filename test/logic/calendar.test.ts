import { ageOn, dayNumber, daysBetween, lastDayOf, monthsBefore } from '../../src/logic/calendar.ts';

describe('dayNumber', () => {
  test.each([
    { date: '1970-01-01', expected: 0, because: 'the epoch is day zero' },
    { date: '1969-12-31', expected: -1, because: 'the day before the epoch is minus one' },
    { date: '2000-02-29', expected: 11016, because: 'a century divisible by 400 is a leap year' },
    { date: '2000-03-01', expected: 11017, because: 'March follows the leap day' },
    { date: '1900-03-01', expected: -25508, because: 'a century not divisible by 400 has no leap day' },
    { date: '1900-02-28', expected: -25509, because: 'so 28 February 1900 is one day before 1 March' },
    { date: '2026-11-20', expected: 20777, because: 'an ordinary day of autumn' },
    { date: '2026-12-31', expected: 20818, because: 'the last day of a year' },
    { date: '2026-11', expected: 20758, because: 'a month counts from its first day' },
    { date: '2026', expected: 20454, because: 'a year counts from its first day' },
    { date: '2026-11-20T23:59:00-08:00', expected: 20777, because: 'the day is the one that was written' },
  ])('$date is day $expected: $because', ({ date, expected }) => {
    expect(dayNumber(date)).toBe(expected);
  });
});

describe('daysBetween', () => {
  test.each([
    { from: '2026-10-21', to: '2026-11-20', expected: 30, because: 'the last day of a look-back of 30 days' },
    { from: '2026-10-20', to: '2026-11-20', expected: 31, because: 'one day outside it' },
    { from: '2026-11-20', to: '2026-11-20', expected: 0, because: 'today' },
    { from: '2026-11-21', to: '2026-11-20', expected: -1, because: 'tomorrow is negative' },
    { from: '2024-02-28', to: '2024-03-01', expected: 2, because: 'over a leap day' },
    { from: '2025-12-31', to: '2026-01-01', expected: 1, because: 'over the turn of the year' },
  ])('$from to $to is $expected: $because', ({ from, to, expected }) => {
    expect(daysBetween(from, to)).toBe(expected);
  });
});

describe('ageOn', () => {
  test.each([
    { birth: '1946-11-21', on: '2026-11-20', youngest: 79, oldest: 79, because: 'the day before the birthday' },
    { birth: '1946-11-20', on: '2026-11-20', youngest: 80, oldest: 80, because: 'the birthday itself' },
    { birth: '1946-11-19', on: '2026-11-20', youngest: 80, oldest: 80, because: 'the day after' },
    { birth: '1946-12-01', on: '2026-11-20', youngest: 79, oldest: 79, because: 'a later month' },
    { birth: '1946-10-31', on: '2026-11-20', youngest: 80, oldest: 80, because: 'an earlier month' },
    { birth: '1948-02-29', on: '2027-02-28', youngest: 78, oldest: 78, because: 'born on a leap day, the day before' },
    { birth: '1946', on: '2026-11-20', youngest: 79, oldest: 80, because: 'a year holds both ages' },
    { birth: '1946', on: '2026-12-31', youngest: 80, oldest: 80, because: 'on its last day all are born' },
    { birth: '1946', on: '2026-01-01', youngest: 79, oldest: 80, because: 'on its first day some may be' },
    { birth: '1946-10', on: '2026-11-20', youngest: 80, oldest: 80, because: 'a month that is over' },
    { birth: '1946-11', on: '2026-11-20', youngest: 79, oldest: 80, because: 'a month that runs' },
    { birth: '1946-12', on: '2026-11-20', youngest: 79, oldest: 79, because: 'a month to come' },
    { birth: '1946-11', on: '2026-11-30', youngest: 80, oldest: 80, because: 'November ends on the 30th' },
    { birth: '1946-02', on: '2026-02-28', youngest: 80, oldest: 80, because: 'February 1946 ended on the 28th' },
    { birth: '1946-01-01', on: '2026', youngest: 80, oldest: 80, because: 'all of 2026 is after the birthday' },
    { birth: '1946-06-15', on: '2026', youngest: 79, oldest: 80, because: 'a date that is only a year holds both' },
  ])('born $birth, on $on: $youngest to $oldest: $because', ({ birth, on, youngest, oldest }) => {
    expect(ageOn(birth, on)).toEqual({ youngest, oldest });
  });
});

describe('lastDayOf', () => {
  test.each([
    { date: '2026-11-20', expected: '2026-11-20', because: 'a full date is its own' },
    { date: '2026-11-20T08:00:00Z', expected: '2026-11-20', because: 'whatever the hour' },
    { date: '2026-11', expected: '2026-11-30', because: 'a month of 30 days' },
    { date: '2026-12', expected: '2026-12-31', because: 'the last month' },
    { date: '2026-02', expected: '2026-02-28', because: 'February' },
    { date: '2024-02', expected: '2024-02-29', because: 'February of a leap year' },
    { date: '2026', expected: '2026-12-31', because: 'a year' },
  ])('$date ends on $expected: $because', ({ date, expected }) => {
    expect(lastDayOf(date)).toBe(expected);
  });
});

describe('monthsBefore', () => {
  test.each([
    { date: '2026-11-20', months: 3, expected: '2026-08-20', because: 'the same day' },
    { date: '2026-02-20', months: 3, expected: '2025-11-20', because: 'over the turn of the year' },
    { date: '2026-12-31', months: 12, expected: '2025-12-31', because: 'a whole year' },
    { date: '2026-01-15', months: 1, expected: '2025-12-15', because: 'January' },
    { date: '2026-05-31', months: 3, expected: '2026-02-28', because: 'a shorter month' },
    { date: '2024-05-31', months: 3, expected: '2024-02-29', because: 'a leap year' },
    { date: '2026-11-20', months: 24, expected: '2024-11-20', because: 'two years' },
    { date: '2026-11', months: 1, expected: '2026-10-01', because: 'a month counts from its first day' },
  ])('$months before $date: $expected, $because', ({ date, months, expected }) => {
    expect(monthsBefore(date, months)).toBe(expected);
  });
});
