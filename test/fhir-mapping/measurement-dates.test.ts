import { clockNow } from '../../src/fhir-mapping/dates.ts';
import { creatinine, daysAgo, height, platelets, TODAY, weight, type Json } from '../patient.ts';
import { mapped, outcome, patient, resource } from './charts.ts';

describe('dates of results', () => {
  const dated = (effective: Json): Json => ({ ...creatinine(1.4), effectiveDateTime: undefined, ...effective });
  test.each([
    { effective: { effectiveDateTime: '2026-11-15' }, expected: '2026-11-15', because: 'a day without time' },
    { effective: { effectiveInstant: '2026-11-15T08:00:00Z' }, expected: '2026-11-15', because: 'an instant' },
    {
      effective: { effectivePeriod: { start: '2026-11-14', end: '2026-11-15' } },
      expected: '2026-11-15',
      because: '24 h urine: the end',
    },
    {
      effective: { effectivePeriod: { start: '2026-11-14' } },
      expected: '2026-11-14',
      because: 'a period without end',
    },
    {
      effective: { issued: '2026-11-15T08:00:00Z' },
      expected: '2026-11-15',
      because: 'no effective time: when it was issued',
    },
    {
      effective: { effectiveDateTime: '2026-11' },
      expected: '2026-11',
      because: 'no day of that month is older than 30 days',
    },
    { effective: { effectiveDateTime: '2026-10' }, expected: 'stale', because: 'may be 50 days old' },
    { effective: { effectiveDateTime: '2026' }, expected: 'stale', because: 'may be 323 days old' },
    { effective: {}, expected: 'absent', note: 'date-missing', because: 'its age is unknown' },
    {
      effective: { effectiveDateTime: '2026-11-31' },
      expected: 'absent',
      note: 'date-invalid',
      because: 'no such day',
    },
    { effective: { effectiveDateTime: 'last week' }, expected: 'absent', note: 'date-invalid', because: 'not a date' },
    { effective: { effectiveDateTime: '2026-11-21' }, expected: 'absent', note: 'date-future', because: 'tomorrow' },
    { effective: { effectiveDateTime: '2027' }, expected: 'absent', note: 'date-future', because: 'next year' },
    { effective: { effectiveDateTime: '2026-11-20T23:59:00-08:00' }, expected: TODAY, because: 'today as written' },
  ])('$effective gives $expected: $because', ({ effective, expected, note }) => {
    const { facts, issues } = mapped([dated(effective)]);
    const { creatinine: fact } = facts;
    expect(fact.known ? fact.value.date : fact.missing[0]?.because).toBe(expected);
    expect(issues()).toEqual(note === undefined ? [] : [note]);
  });

  test('a live request takes what is dated today in the easternmost zone', () => {
    const clock = clockNow(new Date('2026-11-20T12:00:00Z'));
    const on = (effectiveDateTime: string) =>
      outcome(mapped([creatinine(1.4, { effectiveDateTime })], { clock }).facts.creatinine);
    expect(on('2026-11-21T01:00:00+13:00')).toMatchObject({ date: '2026-11-21' });
    expect(on('2026-11-22')).toBe('absent');
  });

  const unknownBirth = { patient: resource(patient({ birthDate: undefined })) };
  const born = (birthDate: string) => ({ patient: resource(patient({ birthDate })) });
  test.each([
    { fact: 'creatinine', build: creatinine, days: 30, known: true, because: 'the last day of the look-back' },
    { fact: 'creatinine', build: creatinine, days: 31, known: false, because: 'one day later' },
    { fact: 'creatinine', build: creatinine, days: 0, known: true, because: 'today' },
    { fact: 'platelets', build: platelets, days: 30, known: true, because: 'the last day of the look-back' },
    { fact: 'platelets', build: platelets, days: 31, known: false, because: 'one day later' },
    { fact: 'weight', build: weight, days: 180, known: true, because: 'weight counts 180 days' },
    { fact: 'weight', build: weight, days: 181, known: false, because: 'one day later' },
    { fact: 'height', build: height, days: 9000, known: true, because: 'height has no limit', more: unknownBirth },
  ] as const)('$fact of $days days ago, known $known: $because', ({ fact, build, days, known, ...rest }) => {
    const { facts } = mapped([build(fact === 'height' ? 160 : 25, { days })], 'more' in rest ? rest.more : {});
    expect(facts[fact].known).toBe(known);
    if (known) return;
    expect(facts[fact]).toMatchObject({
      missing: [{ because: 'stale', date: daysAgo(days) }],
      evidence: [{ value: 25, date: daysAgo(days), stale: true }],
    });
  });

  test.each([
    { birthDate: '2000-11-20', on: '2018-11-20', known: true, because: 'the eighteenth birthday itself' },
    { birthDate: '2000-11-20', on: '2018-11-19', known: false, because: 'the day before' },
    { birthDate: '2008-02-29', on: '2026-02-28', known: false, because: 'born on a leap day: not yet 18' },
    { birthDate: '2008-02-29', on: '2026-03-01', known: true, because: 'born on a leap day: 18 by now' },
    { birthDate: '2000', on: '2018-12-31', known: true, because: 'the latest possible birthday' },
    { birthDate: '2000', on: '2018-12-30', known: false, because: 'may have been 17' },
    { birthDate: '2000-06', on: '2018-06-29', known: false, because: 'may have been 17' },
    { birthDate: '2000-06', on: '2018-07-01', known: true, because: '18 whatever the day' },
  ])('height of $on, born $birthDate, known $known: $because', ({ birthDate, on, known }) => {
    const { facts } = mapped([height(160, { effectiveDateTime: on })], born(birthDate));
    expect(facts.height.known).toBe(known);
  });

  test.each([
    { days: 90, expected: 1.4, because: 'the site chose 90 days' },
    { days: 91, expected: 'stale', because: 'and no more' },
  ])('a look-back of the site: $because', ({ days, expected }) => {
    const { creatinine: fact } = mapped([creatinine(1.4, { days })], {}, { dosingLookBackDays: 90 }).facts;
    expect(fact.known ? fact.value.interval.low : fact.missing[0]?.because).toBe(expected);
  });
});
