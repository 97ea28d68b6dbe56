import {
  ageAt,
  bodyMassIndex,
  creatinineClearance,
  estimatedGfr,
  type ClearanceWeight,
} from '../../src/logic/derive.ts';
import { known, type Fact } from '../../src/logic/facts.ts';
import { born, facts, measured, MEASURED_ON, sex, unknownFact, type Stated } from './facts.ts';

const SEX_UNKNOWN = { sex: unknownFact('sex', 'conflicting') } as const;
const concepts = (fact: Fact<unknown>): string[] => fact.evidence.map((one) => one.concept);
const missing = (fact: Fact<unknown>): string[] => (fact.known ? [] : fact.missing.map((one) => one.concept));

describe('age on a day', () => {
  test.each([
    { birth: '1966-11-15', low: 60, high: 60, because: 'on the birthday' },
    { birth: '1966-11-16', low: 59, high: 59, because: 'the day before it' },
    { birth: '1966', low: 59, high: 60, because: 'a year of birth leaves two ages' },
  ])('born $birth: $low to $high: $because', ({ birth, low, high }) => {
    expect(ageAt(born(birth), MEASURED_ON)).toMatchObject({ known: true, value: { low, high } });
  });

  test.each([
    { birth: born('1966-06-15'), reference: 'Patient/p1', because: 'the patient it was read from' },
    { birth: known('1966-06-15', []), reference: 'Patient', because: 'a birth date without provenance' },
  ])('is evidence with its day and source: $because', ({ birth, reference }) => {
    expect(ageAt(birth, MEASURED_ON).evidence).toEqual([
      { concept: 'age', value: 60, unit: 'a', date: MEASURED_ON, reference, stale: false },
    ]);
  });

  test('is unknown without a birth date', () => {
    expect(missing(ageAt(unknownFact('birth-date'), MEASURED_ON))).toEqual(['birth-date']);
  });
});

describe('creatinine clearance (D-1)', () => {
  interface Row {
    readonly given: Stated;
    readonly basis?: ClearanceWeight;
    readonly low: number;
    readonly high?: number;
    readonly because: string;
  }
  const short = { height: measured(152.4, 'cm'), weight: measured(100, 'kg'), creatinine: measured(1, 'mg/dL') };
  test.each<Row>([
    { given: { creatinine: measured(1, 'mg/dL') }, low: 60, because: '80 x 54 / 72, not a hair below 60' },
    { given: { creatinine: measured(1, 'mg/dL'), sex: sex('female') }, low: 51, because: 'x 0.85 for a woman' },
    { given: { creatinine: measured(2, 'mg/dL') }, low: 30, because: 'exactly 30' },
    { given: { weight: measured(72, 'kg'), creatinine: measured(1.3, 'mg/dL') }, low: 61.53846, because: 'a fraction' },
    { given: { creatinine: measured(1, 'mg/dL'), ...SEX_UNKNOWN }, low: 51, high: 60, because: 'sex unknown: both' },
    { given: { creatinine: measured(1, 'mg/dL'), birthDate: born('1966') }, low: 60, high: 60.75, because: '59 or 60' },
    {
      given: { creatinine: measured(1, 'mg/dL', { date: '2026-06-14' }) },
      low: 60.75,
      because: 'age at the date of the creatinine: still 59',
    },
    { given: { creatinine: measured(5, 'mg/dL', { comparator: '>' }) }, low: 0, high: 12, because: 'creatinine >5' },
    {
      given: { creatinine: measured(1, 'mg/dL', { comparator: '<=' }) },
      low: 60,
      high: Infinity,
      because: 'creatinine <=1',
    },
    { given: { weight: measured(54, 'kg', { to: 72 }) }, low: 100, high: 133.33333, because: 'two weights of one day' },
    { given: { measuredClearance: measured(41, 'mL/min') }, low: 41, because: 'a measured clearance is preferred' },
    {
      given: { measuredClearance: measured(41, 'mL/min'), creatinine: unknownFact('serum-creatinine') },
      low: 41,
      because: 'it needs no creatinine',
    },
    {
      given: { measuredClearance: measured(60, 'mL/min', { comparator: '>' }) },
      low: 60,
      high: Infinity,
      because: '>60',
    },
    { given: short, low: 111.11111, because: 'actual weight by default' },
    { given: short, basis: 'ideal', low: 55.55556, because: 'ideal weight: 50 kg at 60 inches' },
    { given: short, basis: 'adjusted', low: 77.77778, because: 'adjusted: 50 + 40 % of the 50 above' },
    { given: { ...short, sex: sex('female') }, basis: 'ideal', low: 42.97222, because: 'ideal 45.5 kg for a woman' },
    {
      given: { ...short, height: measured(177.8, 'cm') },
      basis: 'ideal',
      low: 81.11111,
      because: '73 kg at 70 inches',
    },
  ])('$because', ({ given, basis = 'actual', low, high = low }) => {
    const fact = creatinineClearance(facts(given), basis);
    if (!fact.known) throw new Error('unknown');
    expect(fact.value.interval.low).toBeCloseTo(low, 4);
    expect(fact.value.interval.high).toBeCloseTo(high, 4);
    expect(fact.value.possible.map((value) => Number(value.toFixed(4)))).toEqual(
      [...new Set([low, high])].map((value) => Number(value.toFixed(4))),
    );
  });

  test('60 comes out as 60 and nothing else', () => {
    const fact = creatinineClearance(facts({ creatinine: measured(1, 'mg/dL') }), 'actual');
    expect(fact).toMatchObject({ value: { interval: { low: 60, high: 60 } } });
  });

  test('creatinine >5 is open at the upper end of clearance: 12 is not reached', () => {
    const fact = creatinineClearance(facts({ creatinine: measured(5, 'mg/dL', { comparator: '>' }) }), 'actual');
    expect(fact).toMatchObject({ value: { interval: { low: 0, high: 12, lowOpen: true, highOpen: true } } });
  });

  test.each<{ given: Stated; basis?: ClearanceWeight; expected: readonly string[]; because: string }>([
    {
      given: { creatinine: unknownFact('serum-creatinine', 'stale') },
      expected: ['serum-creatinine'],
      because: 'stale',
    },
    { given: { weight: unknownFact('body-weight') }, expected: ['body-weight'], because: 'weight' },
    { given: { birthDate: unknownFact('birth-date') }, expected: ['birth-date'], because: 'birth date' },
    { given: { height: unknownFact('body-height') }, basis: 'ideal', expected: ['body-height'], because: 'height' },
    {
      given: {
        creatinine: unknownFact('serum-creatinine'),
        weight: unknownFact('body-weight'),
        birthDate: unknownFact('birth-date'),
      },
      expected: ['serum-creatinine', 'body-weight', 'birth-date'],
      because: 'all that is missing is named at once',
    },
  ])('without $expected unknown: $because', ({ given, basis = 'actual', expected }) => {
    expect(missing(creatinineClearance(facts(given), basis))).toEqual(expected);
  });

  test.each<{ given: Stated; basis?: ClearanceWeight; expected: readonly string[]; because: string }>([
    {
      given: {},
      expected: ['creatinine-clearance', 'serum-creatinine', 'body-weight', 'age', 'sex'],
      because: 'the derived value with what it came from (DEC-13)',
    },
    {
      given: SEX_UNKNOWN,
      expected: ['creatinine-clearance', 'serum-creatinine', 'body-weight', 'age'],
      because: 'no sex to show',
    },
    {
      given: {},
      basis: 'ideal',
      expected: ['creatinine-clearance', 'serum-creatinine', 'body-weight', 'body-height', 'age', 'sex'],
      because: 'ideal weight came from the height',
    },
    {
      given: { measuredClearance: measured(41, 'mL/min') },
      expected: ['measured-creatinine-clearance'],
      because: 'a measured value stands alone',
    },
  ])('evidence: $because', ({ given, basis = 'actual', expected }) => {
    const fact = creatinineClearance(facts(given), basis);
    expect(concepts(fact).sort()).toEqual([...expected].sort());
  });

  test.each([
    { given: {}, value: 100, because: 'a number' },
    { given: { ...SEX_UNKNOWN, creatinine: measured(1, 'mg/dL') }, value: '51..60', because: 'a range' },
  ])('is shown with formula, unit and day: $because', ({ given, value }) => {
    const shown = { concept: 'creatinine-clearance', value, unit: 'mL/min', date: MEASURED_ON, stale: false };
    expect(creatinineClearance(facts(given), 'actual').evidence[0]).toEqual({ ...shown, method: 'cockcroft-gault' });
  });
});

describe('eGFR (D-2, CKD-EPI 2021)', () => {
  test.each<{ given: Stated; low: number; high?: number; because: string }>([
    { given: { reportedEgfr: measured(57, 'mL/min/{1.73_m2}') }, low: 57, because: 'the reported one is preferred' },
    { given: { creatinine: measured(0.9, 'mg/dL') }, low: 97.775, because: 'a man at kappa' },
    { given: { creatinine: measured(0.6, 'mg/dL') }, low: 110.5115, because: 'a man below kappa' },
    { given: { creatinine: measured(1.2, 'mg/dL') }, low: 69.2311, because: 'a man above kappa' },
    { given: { creatinine: measured(0.7, 'mg/dL'), sex: sex('female') }, low: 98.9483, because: 'a woman at kappa' },
    {
      given: { creatinine: measured(0.5, 'mg/dL'), sex: sex('female') },
      low: 107.3063,
      because: 'a woman below kappa',
    },
    { given: { creatinine: measured(1.2, 'mg/dL'), sex: sex('female') }, low: 51.8213, because: 'a woman above kappa' },
    { given: { creatinine: measured(1, 'mg/dL'), ...SEX_UNKNOWN }, low: 64.495, high: 86.1626, because: 'sex unknown' },
    {
      given: { creatinine: measured(1, 'mg/dL'), birthDate: born('1966') },
      low: 86.1626,
      high: 86.7002,
      because: 'age',
    },
    { given: { creatinine: measured(1, 'mg/dL', { to: 2 }) }, low: 37.5045, high: 86.1626, because: 'two results' },
  ])('$because', ({ given, low, high = low }) => {
    const fact = estimatedGfr(facts(given));
    expect(fact).toMatchObject({ value: { interval: { low: expect.closeTo(low, 3), high: expect.closeTo(high, 3) } } });
  });

  test('says which one it is', () => {
    expect(estimatedGfr(facts())).toMatchObject({ value: { method: 'ckd-epi-2021' } });
    const reported = estimatedGfr(facts({ reportedEgfr: measured(57, 'mL/min/{1.73_m2}') }));
    expect(reported).toMatchObject({ value: { method: 'reported' }, evidence: [{ concept: 'egfr', value: 57 }] });
  });

  test('shows what it came from: creatinine, age and sex (DEC-13)', () => {
    expect(concepts(estimatedGfr(facts())).sort()).toEqual(['age', 'egfr', 'serum-creatinine', 'sex']);
  });

  test.each<{ given: Stated; expected: readonly string[] }>([
    { given: { creatinine: unknownFact('serum-creatinine') }, expected: ['serum-creatinine'] },
    { given: { birthDate: unknownFact('birth-date') }, expected: ['birth-date'] },
  ])('is unknown without $expected', ({ given, expected }) => {
    expect(missing(estimatedGfr(facts(given)))).toEqual(expected);
  });
});

describe('body mass index (D-5)', () => {
  const bmi = (value: number, date: string): Stated => ({ reportedBmi: measured(value, 'kg/m2', { date }) });
  const noWeight = { weight: unknownFact('body-weight', 'stale') };
  const noHeight = { height: unknownFact('body-height') };
  test.each<{ given: Stated; low: number; high?: number; because: string }>([
    { given: { weight: measured(64, 'kg') }, low: 25, because: '64 kg at 160 cm, not a hair below 25' },
    { given: { weight: measured(64, 'kg'), ...bmi(24, '2026-11-16') }, low: 24, because: 'a newer reported one' },
    {
      given: { weight: measured(64, 'kg'), ...bmi(24, '2026-11-15') },
      low: 25,
      because: 'of the same day is not newer',
    },
    { given: { weight: measured(64, 'kg'), ...bmi(24, '2026-11-14') }, low: 25, because: 'an older one yields' },
    { given: { ...noWeight, ...bmi(24, '2026-11-14') }, low: 24, because: 'without a weight the reported one serves' },
    { given: { ...noHeight, ...bmi(24, '2026-11-14') }, low: 24, because: 'without a height it does too' },
    { given: { weight: measured(64, 'kg', { to: 65 }) }, low: 25, high: 25.39063, because: 'two weights' },
    { given: { height: measured(160, 'cm', { to: 170 }) }, low: 18.68512, high: 21.09375, because: 'two heights' },
  ])('$because', ({ given, low, high = low }) => {
    const fact = bodyMassIndex(facts(given));
    expect(fact).toMatchObject({ value: { interval: { low: expect.closeTo(low, 4), high: expect.closeTo(high, 4) } } });
  });

  test('shows what it came from', () => {
    expect(bodyMassIndex(facts({ weight: measured(64, 'kg') })).evidence).toMatchObject([
      { concept: 'body-mass-index', value: 25, unit: 'kg/m2', date: MEASURED_ON, method: 'computed', stale: false },
      { concept: 'body-weight', value: 64 },
      { concept: 'body-height', value: 160 },
    ]);
  });

  test.each<{ given: Stated; expected: readonly string[] }>([
    { given: noWeight, expected: ['body-weight'] },
    { given: noHeight, expected: ['body-height'] },
    { given: { ...noWeight, ...noHeight }, expected: ['body-weight', 'body-height'] },
  ])('is unknown without $expected', ({ given, expected }) => {
    expect(missing(bodyMassIndex(facts(given)))).toEqual(expected);
  });
});
