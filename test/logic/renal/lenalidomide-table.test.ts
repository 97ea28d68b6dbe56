import type { Status } from '../../../src/logic/criterion.ts';
import { creatinineClearance, type Clearance } from '../../../src/logic/derive.ts';
import type { Fact } from '../../../src/logic/facts.ts';
import { exceeds, possibleRows, type DoseRow } from '../../../src/logic/renal/lenalidomide-table.ts';
import { facts, interval, measured, unknownFact, type Stated } from '../facts.ts';

const clearance = (given: Stated): Fact<Clearance> => creatinineClearance(facts(given), 'actual');
const of = (value: number, comparator?: '<' | '<=' | '>' | '>='): Stated => ({
  measuredClearance: measured(value, 'mL/min', comparator ? { comparator } : {}),
});
const rows = (given: Stated, dialysis: Status): readonly DoseRow[] =>
  possibleRows(clearance(given), { status: dialysis, evidence: [], missing: [] });

function row(given: Stated, dialysis: Status = 'not-met'): DoseRow {
  const [only, ...others] = rows(given, dialysis);
  if (!only || others.length > 0) throw new Error('not one row');
  return only;
}

const UNKNOWN = { creatinine: unknownFact('serum-creatinine') };

describe('the rows of the table that may apply (J-2, errata 32 and 34)', () => {
  test.each<{ given: Stated; dialysis: Status; expected: readonly string[]; because: string }>([
    { given: of(60.1), dialysis: 'not-met', expected: ['no-adjustment'], because: 'just over 60' },
    { given: of(60), dialysis: 'not-met', expected: ['no-adjustment'], because: '60.0 needs no reduction' },
    { given: of(59.9), dialysis: 'not-met', expected: ['moderate'], because: 'just under 60' },
    { given: of(30.1), dialysis: 'not-met', expected: ['moderate'], because: 'just over 30' },
    { given: of(30), dialysis: 'not-met', expected: ['moderate'], because: '30.0 is the 10 mg row' },
    { given: of(29.9), dialysis: 'not-met', expected: ['severe'], because: 'just under 30' },
    { given: of(0), dialysis: 'not-met', expected: ['severe'], because: 'none at all' },

    { given: of(100), dialysis: 'met', expected: ['dialysis'], because: 'dialysis, whatever the clearance' },
    { given: of(45), dialysis: 'met', expected: ['dialysis'], because: 'dialysis at 45' },
    { given: of(10), dialysis: 'met', expected: ['dialysis'], because: 'dialysis at 10' },
    { given: UNKNOWN, dialysis: 'met', expected: ['dialysis'], because: 'dialysis without a clearance' },

    { given: of(60), dialysis: 'unknown', expected: ['no-adjustment'], because: 'dialysis unknown at 60' },
    { given: of(30), dialysis: 'unknown', expected: ['moderate'], because: 'dialysis unknown at 30' },
    { given: of(29.9), dialysis: 'unknown', expected: ['severe', 'dialysis'], because: 'below 30 both rows stay open' },

    { given: UNKNOWN, dialysis: 'not-met', expected: [], because: 'nothing without a clearance' },
    { given: UNKNOWN, dialysis: 'unknown', expected: [], because: 'nor without both' },

    { given: of(60, '>'), dialysis: 'not-met', expected: ['no-adjustment'], because: '>60' },
    { given: of(60, '>='), dialysis: 'not-met', expected: ['no-adjustment'], because: '>=60' },
    { given: of(30, '<'), dialysis: 'not-met', expected: ['severe'], because: '<30' },
    { given: of(30, '<='), dialysis: 'not-met', expected: ['moderate', 'severe'], because: '<=30 may be 30' },
    { given: of(60, '<'), dialysis: 'not-met', expected: ['moderate', 'severe'], because: '<60' },
    {
      given: of(60, '<='),
      dialysis: 'unknown',
      expected: ['no-adjustment', 'moderate', 'severe', 'dialysis'],
      because: '<=60, dialysis unknown: anything',
    },
    { given: of(30, '>'), dialysis: 'not-met', expected: ['no-adjustment', 'moderate'], because: '>30' },
    {
      given: { creatinine: measured(5, 'mg/dL', { comparator: '>' }) },
      dialysis: 'not-met',
      expected: ['severe'],
      because: 'creatinine >5 is a clearance below 12',
    },
    {
      given: { creatinine: measured(1, 'mg/dL'), sex: unknownFact('sex') },
      dialysis: 'not-met',
      expected: ['no-adjustment', 'moderate'],
      because: '60 for a man, 51 for a woman',
    },
    {
      given: { creatinine: measured(1.5, 'mg/dL'), sex: unknownFact('sex') },
      dialysis: 'not-met',
      expected: ['moderate'],
      because: '40 and 34: both agree',
    },
    {
      given: { creatinine: measured(2, 'mg/dL'), sex: unknownFact('sex') },
      dialysis: 'unknown',
      expected: ['moderate', 'severe', 'dialysis'],
      because: '30 for a man, 25.5 for a woman',
    },
  ])('$expected: $because', ({ given, dialysis, expected }) => {
    expect(rows(given, dialysis).map(({ key }) => key)).toEqual(expected);
  });
});

describe('what a row allows, per dosing day (errata 33)', () => {
  const none = row(of(60));
  const moderate = row(of(45));
  const severe = row(of(20));
  const dialysis = row(of(20), 'met');

  test.each([
    { of: none, maxDaily: null, schedule: 'no renal adjustment', because: 'from 60 (DEC-8)' },
    { of: moderate, maxDaily: 10, schedule: '10 mg every 24 h', because: '30 to below 60' },
    { of: severe, maxDaily: 7.5, schedule: '15 mg every 48 h', because: 'below 30: 15 in two days' },
    {
      of: dialysis,
      maxDaily: 5,
      schedule: '5 mg daily, after dialysis on dialysis days',
      because: 'on dialysis',
    },
  ])('$schedule, at most $maxDaily: $because', ({ of: { maxDaily, schedule }, ...expected }) => {
    expect({ maxDaily, schedule }).toEqual({ maxDaily: expected.maxDaily, schedule: expected.schedule });
  });

  test.each([
    { of: moderate, value: 10, period: 1, periodUnit: 'd' },
    { of: severe, value: 15, period: 48, periodUnit: 'h' },
    { of: dialysis, value: 5, period: 1, periodUnit: 'd' },
  ])(
    'is a capsule that exists: $value mg every $period $periodUnit',
    ({ of: { product }, value, period, periodUnit }) => {
      const perDose = { value, unit: 'mg' };
      expect(product).toMatchObject({
        perDose,
        period,
        periodUnit,
        frequency: 1,
        route: 'oral',
        ingredient: 'lenalidomide',
      });
      expect(product?.display).toContain(`${value} MG`);
      expect(product?.instruction).toContain(`${value} mg`);
      expect([2.5, 5, 10, 15, 20, 25]).toContain(product?.perDose?.value);
    },
  );

  test('on dialysis days the capsule comes after dialysis', () => {
    expect(dialysis.product?.instruction).toContain('after dialysis on dialysis days');
  });

  test('without adjustment there is nothing to offer', () => {
    expect(none.product).toBeNull();
  });

  test.each<{ of: DoseRow; ordered: readonly [number, number]; above: boolean; twice: boolean; because: string }>([
    { of: none, ordered: [100, 100], above: false, twice: false, because: 'no limit from 60' },
    { of: moderate, ordered: [9.9, 9.9], above: false, twice: false, because: 'just under 10' },
    { of: moderate, ordered: [10, 10], above: false, twice: false, because: '10 at 10' },
    { of: moderate, ordered: [10.1, 10.1], above: true, twice: false, because: 'just over 10' },
    { of: moderate, ordered: [20, 20], above: true, twice: false, because: 'twice is not more than twice' },
    { of: moderate, ordered: [20.1, 20.1], above: true, twice: true, because: 'just over twice' },
    { of: moderate, ordered: [5, 10], above: false, twice: false, because: 'a range up to it' },
    { of: moderate, ordered: [5, 15], above: true, twice: false, because: 'the higher of a range counts' },
    { of: moderate, ordered: [10, 25], above: true, twice: true, because: 'to more than twice' },
    { of: severe, ordered: [7.5, 7.5], above: false, twice: false, because: '15 mg every 48 h' },
    { of: severe, ordered: [7.6, 7.6], above: true, twice: false, because: 'just over' },
    { of: severe, ordered: [15, 15], above: true, twice: false, because: '15 mg daily is twice' },
    { of: severe, ordered: [15.1, 15.1], above: true, twice: true, because: 'just over twice' },
    { of: dialysis, ordered: [5, 5], above: false, twice: false, because: '5 daily' },
    { of: dialysis, ordered: [5.1, 5.1], above: true, twice: false, because: 'just over' },
    { of: dialysis, ordered: [10, 10], above: true, twice: false, because: 'twice' },
    { of: dialysis, ordered: [10.1, 10.1], above: true, twice: true, because: 'just over twice' },
  ])(
    '$of.key, $ordered a day: above $above, more than twice $twice: $because',
    ({ of: one, ordered, above, twice }) => {
      const [low, high] = ordered;
      expect(exceeds(one, interval(low, { to: high }))).toBe(above);
      expect(exceeds(one, interval(low, { to: high }), 2)).toBe(twice);
    },
  );
});
