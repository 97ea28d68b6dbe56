import {
  above,
  aboveAsReported,
  all,
  any,
  atLeast,
  below,
  holds,
  not,
  test as ask,
  type Criterion,
  type Status,
} from '../../src/logic/criterion.ts';
import { known, type Evidence, type Fact, type Measured } from '../../src/logic/facts.ts';
import { mgPerDl, thousandPerUl } from '../../src/logic/units.ts';
import { absent, measured, present, unknownFact } from './facts.ts';

describe('a yes/no fact', () => {
  test.each([
    { fact: present('dialysis'), expected: 'met', because: 'recorded' },
    { fact: absent('dialysis'), expected: 'not-met', because: 'searched and not found' },
    { fact: unknownFact('dialysis', 'unanswered'), expected: 'unknown', because: 'never asked' },
  ])('$because is $expected', ({ fact, expected }) => {
    expect(holds(fact).status).toBe(expected);
  });

  test('carries its evidence, and what is missing', () => {
    expect(holds(present('dialysis')).evidence).toEqual([
      { concept: 'dialysis', value: 'recorded', reference: 'Condition/dialysis', stale: false },
    ]);
    const stale: Evidence = { concept: 'platelets', value: 40, unit: '10*3/uL', date: '2026-01-02', stale: true };
    expect(holds(unknownFact('platelets', 'stale', [stale]))).toEqual({
      status: 'unknown',
      evidence: [stale],
      missing: [{ concept: 'platelets', because: 'stale' }],
    });
  });
});

describe('a question that the value cannot answer', () => {
  test.each([
    { evidence: [{ concept: 'age', value: 80, stale: false }], concept: 'age', because: 'named after its evidence' },
    { evidence: [], concept: 'value', because: 'a value without evidence has no name' },
  ])('is unknown for imprecision: $because', ({ evidence, concept }) => {
    const answer = ask(known(80, evidence), () => undefined);
    expect(answer).toEqual({ status: 'unknown', evidence, missing: [{ concept, because: 'imprecise' }] });
  });
});

describe('platelets against 50', () => {
  type Platelets = Fact<Measured<'10*3/uL'>>;
  const count = (value: number, comparator?: '<' | '<=' | '>' | '>='): Platelets =>
    measured(value, '10*3/uL', comparator ? { comparator } : {});
  test.each<{ fact: Platelets; from: Status; over: Status; under: Status; because: string }>([
    { fact: count(49), from: 'not-met', over: 'not-met', under: 'met', because: 'just under' },
    { fact: count(50), from: 'met', over: 'not-met', under: 'not-met', because: 'at the limit' },
    { fact: count(51), from: 'met', over: 'met', under: 'not-met', because: 'just over' },
    { fact: count(50, '<'), from: 'not-met', over: 'not-met', under: 'met', because: '<50' },
    { fact: count(50, '<='), from: 'unknown', over: 'not-met', under: 'unknown', because: '<=50' },
    { fact: count(50, '>='), from: 'met', over: 'unknown', under: 'not-met', because: '>=50' },
    { fact: count(50, '>'), from: 'met', over: 'met', under: 'not-met', because: '>50' },
    { fact: unknownFact('platelets'), from: 'unknown', over: 'unknown', under: 'unknown', because: 'not measured' },
  ])('$because: at least $from, above $over, below $under', ({ fact, from, over, under }) => {
    expect(atLeast(fact, thousandPerUl(50)).status).toBe(from);
    expect(above(fact, thousandPerUl(50)).status).toBe(over);
    expect(below(fact, thousandPerUl(50)).status).toBe(under);
  });
});

describe('creatinine above 2 mg/dL or 177 umol/L (errata 20)', () => {
  const inMicromoles = (umol: number): Fact<Measured<'mg/dL'>> =>
    measured(umol / 88.42, 'mg/dL', { reported: [umol, 'umol/L'] });
  test.each<{ fact: Fact<Measured<'mg/dL'>>; expected: Status; because: string }>([
    { fact: measured(2, 'mg/dL'), expected: 'not-met', because: '2.0 mg/dL is not above 2' },
    { fact: measured(2.01, 'mg/dL'), expected: 'met', because: '2.01 mg/dL is' },
    { fact: inMicromoles(177), expected: 'not-met', because: '177 umol/L is not above 177, though 2.002 mg/dL' },
    { fact: inMicromoles(177.1), expected: 'met', because: '177.1 umol/L is' },
    {
      fact: measured(2.002, 'mg/dL', { reported: [0.177, 'mmol/L'] }),
      expected: 'met',
      because: 'a unit without a printed limit is converted',
    },
    { fact: measured(2, 'mg/dL', { comparator: '>=' }), expected: 'unknown', because: '>=2 may be 2' },
    { fact: unknownFact('serum-creatinine'), expected: 'unknown', because: 'not measured' },
  ])('$because', ({ fact, expected }) => {
    expect(aboveAsReported(fact, mgPerDl(2), { 'mg/dL': 2, 'umol/L': 177 }).status).toBe(expected);
  });
});

describe('Kleene logic', () => {
  const member = (status: Status, name: string): Criterion => ({
    status,
    evidence: [{ concept: name, value: 'seen', stale: false }],
    missing: status === 'unknown' ? [{ concept: name, because: 'absent' }] : [],
  });
  const rows: { a: Status; b: Status; some: Status; every: Status }[] = [
    { a: 'met', b: 'met', some: 'met', every: 'met' },
    { a: 'met', b: 'not-met', some: 'met', every: 'not-met' },
    { a: 'met', b: 'unknown', some: 'met', every: 'unknown' },
    { a: 'not-met', b: 'not-met', some: 'not-met', every: 'not-met' },
    { a: 'not-met', b: 'unknown', some: 'unknown', every: 'not-met' },
    { a: 'unknown', b: 'unknown', some: 'unknown', every: 'unknown' },
  ];
  test.each(rows)('any of $a and $b is $some, all is $every', ({ a, b, some, every }) => {
    expect(any(member(a, 'a'), member(b, 'b')).status).toBe(some);
    expect(any(member(b, 'b'), member(a, 'a')).status).toBe(some);
    expect(all(member(a, 'a'), member(b, 'b')).status).toBe(every);
    expect(all(member(b, 'b'), member(a, 'a')).status).toBe(every);
  });

  test.each<{ given: Status; expected: Status }>([
    { given: 'met', expected: 'not-met' },
    { given: 'not-met', expected: 'met' },
    { given: 'unknown', expected: 'unknown' },
  ])('not $given is $expected', ({ given, expected }) => {
    expect(not(member(given, 'a'))).toEqual({ ...member(given, 'a'), status: expected });
  });

  const names = ({ evidence, missing }: Criterion): string =>
    `${evidence.map((one) => one.concept).join()} / ${missing.map((one) => one.concept).join()}`;
  test.each([
    { whole: any(member('met', 'a'), member('unknown', 'b')), expected: 'a / ', because: 'what decides is enough' },
    {
      whole: any(member('not-met', 'a'), member('unknown', 'b')),
      expected: 'a,b / b',
      because: 'undecided: all of it',
    },
    {
      whole: any(member('not-met', 'a'), member('not-met', 'b')),
      expected: 'a,b / ',
      because: 'all had to be looked at',
    },
    { whole: all(member('not-met', 'a'), member('unknown', 'b')), expected: 'a / ', because: 'one refusal is enough' },
    { whole: all(member('met', 'a'), member('unknown', 'b')), expected: 'a,b / b', because: 'undecided: all of it' },
  ])('evidence and missing: $because', ({ whole, expected }) => {
    expect(names(whole)).toBe(expected);
  });

  test('any of nothing is not met, all of nothing is', () => {
    expect([any().status, all().status]).toEqual(['not-met', 'met']);
  });
});
