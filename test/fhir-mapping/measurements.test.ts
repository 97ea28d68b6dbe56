import { between, exactly, type Interval } from '../../src/logic/interval.ts';
import { mgPerDl } from '../../src/logic/units.ts';
import { creatinine, daysAgo, height, observation, platelets, weight, type Json } from '../patient.ts';
import { answers, LOINC, mapped, outcome } from './charts.ts';

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
    expect(outcome(facts.creatinine)).toEqual(
      expected === 'absent' ? 'absent' : expect.objectContaining({ date: daysAgo(5) }),
    );
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

describe('results of the very same moment', () => {
  const at = (value: number, more: Json = {}): Json =>
    creatinine(value, { effectiveDateTime: '2026-11-15T08:00:00Z', ...more });
  const umol = { valueQuantity: { value: 168, unit: 'umol/L', code: 'umol/L' } };

  test.each([
    {
      list: [at(1.9), at(2.2)],
      expected: between(mgPerDl(1.9), mgPerDl(2.2)),
      conflict: true,
      because: 'both may be true',
    },
    {
      list: [at(2.2), at(1.9)],
      expected: between(mgPerDl(1.9), mgPerDl(2.2)),
      conflict: true,
      because: 'in whatever order',
    },
    { list: [at(1.9), at(1.9)], expected: exactly(mgPerDl(1.9)), conflict: false, because: 'they agree' },
    {
      list: [at(1.9), at(2.2, { status: 'preliminary' })],
      expected: exactly(mgPerDl(1.9)),
      conflict: false,
      because: 'one does not count',
    },
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
    const values = [
      [one, other],
      [other, one],
    ].map((list) => outcome(mapped(list).facts.creatinine));
    expect(values[0]).toEqual(values[1]);
  });
});

describe('what a fact shows', () => {
  test('the value as the laboratory wrote it, its day and where it came from', () => {
    const { creatinine: fact } = mapped([{ ...observation('14682-9', 168, 'umol/L'), id: 'o7' }]).facts;
    expect(fact).toMatchObject({
      known: true,
      value: { date: daysAgo(5), reported: { unit: 'umol/L', interval: { low: 168, high: 168 } } },
      evidence: [
        { concept: 'serum-creatinine', value: 168, unit: 'umol/L', reference: 'Observation/o7', stale: false },
      ],
    });
  });

  test('a result in two codings of the same concept is read once', () => {
    const both = {
      code: {
        coding: [
          { system: LOINC, code: '2160-0' },
          { system: LOINC, code: '38483-4' },
        ],
      },
    };
    const { creatinine: fact } = mapped([creatinine(1.4, both)]).facts;
    expect(fact.evidence).toHaveLength(1);
  });
});

const LABS = [
  'creatinine',
  'platelets',
  'weight',
  'height',
  'measuredClearance',
  'reportedEgfr',
  'reportedBmi',
] as const;

describe('implausible values', () => {
  test.each([
    { result: creatinine(120), because: 'creatinine 120 mg/dL is umol/L with the wrong unit' },
    { result: creatinine(0), because: 'no creatinine at all' },
    { result: creatinine(-1.2), because: 'negative' },
    { result: platelets(210_000), because: 'cells per microlitre with the wrong unit' },
    { result: weight(6200), because: 'point forgotten' },
    { result: height(1.6), because: 'metres with the wrong unit' },
    { result: observation('2164-2', 4200, 'mL/min'), because: 'clearance 4200' },
    { result: observation('98979-8', -5, 'mL/min/{1.73_m2}'), because: 'negative' },
    { result: observation('39156-5', 240, 'kg/m2'), because: 'BMI 240' },
  ])('$because', ({ result }) => {
    const { facts, issues } = mapped([result]);
    expect(LABS.filter((lab) => facts[lab].known)).toEqual([]);
    expect(issues()).toEqual(['value-implausible']);
  });

  test.each([
    { result: platelets(0), lab: 'platelets', because: 'possible during conditioning' },
    { result: creatinine(30), lab: 'creatinine', because: 'the worst case in the literature' },
    { result: weight(20), lab: 'weight', because: 'the border counts' },
    { result: observation('2164-2', 0, 'mL/min'), lab: 'measuredClearance', because: 'anuria' },
  ] as const)('plausible all the same: $because', ({ result, lab }) => {
    expect(mapped([result]).facts[lab].known).toBe(true);
  });
});
