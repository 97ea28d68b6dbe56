import { between, exactly, type Interval } from '../../src/logic/interval.ts';
import { mgPerDl } from '../../src/logic/units.ts';
import { clockNow } from '../../src/fhir-mapping/dates.ts';
import { creatinine, daysAgo, height, observation, platelets, TODAY, weight, type Json } from '../patient.ts';
import { answers, LOINC, mapped, outcome, patient, resource } from './charts.ts';

/** Value of the creatinine fact in mg/dL, or the reason why there is none. */
function creatinineOf(observations: readonly Json[], ...more: [] | [Parameters<typeof mapped>[1]]): unknown {
  const { creatinine: fact } = mapped(observations, ...more).facts;
  if (!fact.known) return fact.missing[0]?.because;
  const { low, high } = fact.value.interval;
  return low === high ? low : [low, high];
}

describe('which results count', () => {
  test.each([
    { status: 'final', expected: 1.4, because: 'conventions' },
    { status: 'amended', expected: 1.4, because: 'conventions' },
    { status: 'corrected', expected: 1.4, because: 'conventions' },
    { status: 'appended', expected: 1.4, because: 'where the version has it' },
    { status: 'registered', expected: 'absent', because: 'no result yet' },
    { status: 'preliminary', expected: 'absent', because: 'not verified' },
    { status: 'cancelled', expected: 'absent', because: 'never done' },
    { status: 'entered-in-error', expected: 'absent', because: 'never true' },
    { status: 'unknown', expected: 'absent', because: 'nobody knows' },
    { status: 'FINAL', expected: 'absent', because: 'not a code of FHIR' },
    { status: undefined, expected: 'absent', because: 'a result must say that it is one' },
    { status: 7, expected: 'absent', because: 'not a code' },
  ])('status $status: $expected, $because', ({ status, expected }) => {
    const { facts, issues } = mapped([creatinine(1.4, { status })]);
    expect(outcome(facts.creatinine)).toEqual(expected === 'absent' ? 'absent' : expect.objectContaining({ date: daysAgo(5) }));
    expect(issues()).toEqual(expected === 'absent' ? ['status-ignored'] : []);
  });

  test.each([
    { list: [creatinine(1.2, { days: 9 }), creatinine(1.9, { days: 3 })], expected: 1.9, because: 'the newest wins' },
    { list: [creatinine(1.9, { days: 3 }), creatinine(1.2, { days: 9 })], expected: 1.9, because: 'in whatever order' },
    {
      list: [creatinine(1.2, { days: 9 }), creatinine(9, { days: 3, status: 'entered-in-error' })],
      expected: 1.2,
      because: 'an erroneous newer one is as if not there',
    },
    {
      list: [creatinine(1.2, { days: 9 }), creatinine(3, { days: 1, subject: { reference: 'Patient/p2' } })],
      expected: 1.2,
      because: 'somebody else had the newer one',
    },
    {
      list: [creatinine(1.2, { days: 9 }), creatinine(3, { days: -1 })],
      expected: 1.2,
      because: 'a result of tomorrow is not one',
    },
    {
      list: [
        creatinine(1.2, { days: 9 }),
        creatinine(0, { days: 2, valueQuantity: undefined, dataAbsentReason: { coding: [{ code: 'masked' }] } }),
      ],
      expected: 1.2,
      because: 'Oracle masks values: the newest usable one counts',
    },
    {
      list: [
        creatinine(1, { effectiveDateTime: '2026-11-15T08:00:00+08:00' }),
        creatinine(2, { effectiveDateTime: '2026-11-15T01:00:00Z' }),
      ],
      expected: 2,
      because: '08:00 in Shanghai is an hour before 01:00 UTC',
    },
    { list: [observation('14682-9', 106, 'umol/L')], expected: 1.199, because: 'the SI code' },
    { list: [observation('2160-0', 106, 'umol/L')], expected: 1.199, because: 'SI under the conventional code' },
    { list: [observation('39955-0', 1.2, 'mg/dL')], expected: 'absent', because: 'another test' },
    { list: [{ ...creatinine(1.2), code: { text: 'Creatinine' } }], expected: 'absent', because: 'text is no code' },
  ])('$expected: $because', ({ list, expected }) => {
    const value = creatinineOf(list);
    expect(value).toEqual(typeof expected === 'number' ? expect.closeTo(expected, 3) : expected);
  });

  test.each([
    { answer: 'answered', expected: 'absent' },
    { answer: 'partial', expected: 'unanswered' },
    { answer: 'unanswered', expected: 'unanswered' },
  ] as const)('no result and observations $answer: $expected', ({ answer, expected }) => {
    expect(creatinineOf([], { answers: answers({ observations: answer }) })).toBe(expected);
  });
});

describe('dates of results', () => {
  const dated = (effective: Json): Json => ({ ...creatinine(1.4), effectiveDateTime: undefined, ...effective });
  test.each([
    { effective: { effectiveDateTime: '2026-11-15' }, expected: '2026-11-15', because: 'a day without time' },
    { effective: { effectiveInstant: '2026-11-15T08:00:00Z' }, expected: '2026-11-15', because: 'an instant' },
    { effective: { effectivePeriod: { start: '2026-11-14', end: '2026-11-15' } }, expected: '2026-11-15', because: '24 h urine: the end' },
    { effective: { effectivePeriod: { start: '2026-11-14' } }, expected: '2026-11-14', because: 'a period without end' },
    { effective: { issued: '2026-11-15T08:00:00Z' }, expected: '2026-11-15', because: 'no effective time: when it was issued' },
    { effective: { effectiveDateTime: '2026-11' }, expected: '2026-11', because: 'no day of that month is older than 30 days' },
    { effective: { effectiveDateTime: '2026-10' }, expected: 'stale', because: 'may be 50 days old' },
    { effective: { effectiveDateTime: '2026' }, expected: 'stale', because: 'may be 323 days old' },
    { effective: {}, expected: 'absent', note: 'date-missing', because: 'its age is unknown' },
    { effective: { effectiveDateTime: '2026-11-31' }, expected: 'absent', note: 'date-invalid', because: 'no such day' },
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
    expect(creatinineOf([creatinine(1.4, { effectiveDateTime: '2026-11-21T01:00:00+13:00' })], { clock })).toBe(1.4);
    expect(creatinineOf([creatinine(1.4, { effectiveDateTime: '2026-11-22' })], { clock })).toBe('absent');
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

describe('results of the very same moment', () => {
  const at = (value: number, more: Json = {}): Json => creatinine(value, { effectiveDateTime: '2026-11-15T08:00:00Z', ...more });
  const umol = { valueQuantity: { value: 168, unit: 'umol/L', code: 'umol/L' } };

  test.each([
    { list: [at(1.9), at(2.2)], expected: between(mgPerDl(1.9), mgPerDl(2.2)), conflict: true, because: 'both may be true' },
    { list: [at(2.2), at(1.9)], expected: between(mgPerDl(1.9), mgPerDl(2.2)), conflict: true, because: 'in whatever order' },
    { list: [at(1.9), at(1.9)], expected: exactly(mgPerDl(1.9)), conflict: false, because: 'they agree' },
    { list: [at(1.9), at(2.2, { status: 'preliminary' })], expected: exactly(mgPerDl(1.9)), conflict: false, because: 'one does not count' },
    { list: [at(1.9), at(120)], expected: exactly(mgPerDl(1.9)), conflict: false, because: 'one is implausible' },
    {
      list: [at(1.9), at(2.2, { effectiveDateTime: '2026-11-15T16:00:00+08:00' })],
      expected: between(mgPerDl(1.9), mgPerDl(2.2)),
      conflict: true,
      because: 'the same moment, written in Shanghai',
    },
    {
      list: [at(1.9), at(2.2, { effectiveDateTime: '2026-11-15T08:00:00.000Z' })],
      expected: between(mgPerDl(1.9), mgPerDl(2.2)),
      conflict: true,
      because: 'the same moment, written with milliseconds',
    },
  ])('$because', ({ list, expected, conflict }) => {
    const { facts, issues } = mapped(list);
    const { creatinine: fact } = facts;
    expect(fact.known && fact.value.interval).toEqual(expected);
    expect(issues().includes('conflicting-values')).toBe(conflict);
  });

  test.each([
    { list: [at(1.9), at(2.2)], because: 'errata 20 compares in the reported unit, so both results must be in it' },
    { list: [at(2.2), at(1.9)], because: 'in whatever order' },
  ])('the reported interval holds both: $because', ({ list }) => {
    const { creatinine: fact } = mapped(list).facts;
    const reported: Interval<string> | false = fact.known && fact.value.reported.interval;
    expect(reported).toMatchObject({ low: 1.9, high: 2.2 });
  });

  test('results of one moment in two units agree in any order', () => {
    const [one, other] = [at(1.9), at(0, umol)];
    const values = [[one, other], [other, one]].map((list) => outcome(mapped(list).facts.creatinine));
    expect(values[0]).toEqual(values[1]);
  });
});

describe('what a fact shows', () => {
  test('the value as the laboratory wrote it, its day and where it came from', () => {
    const { creatinine: fact } = mapped([{ ...observation('14682-9', 168, 'umol/L'), id: 'o7' }]).facts;
    expect(fact).toMatchObject({
      known: true,
      value: { date: daysAgo(5), reported: { unit: 'umol/L', interval: { low: 168, high: 168 } } },
      evidence: [{ concept: 'serum-creatinine', value: 168, unit: 'umol/L', reference: 'Observation/o7', stale: false }],
    });
  });

  test('a result in two codings of the same concept is read once', () => {
    const both = { code: { coding: [{ system: LOINC, code: '2160-0' }, { system: LOINC, code: '38483-4' }] } };
    const { creatinine: fact } = mapped([creatinine(1.4, both)]).facts;
    expect(fact.evidence).toHaveLength(1);
  });
});
