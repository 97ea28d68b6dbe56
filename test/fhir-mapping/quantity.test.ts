import { creatinine, observation, type Json } from '../patient.ts';
import { mapped, UCUM } from './charts.ts';

type Lab = 'creatinine' | 'platelets' | 'weight' | 'height' | 'measuredClearance' | 'reportedEgfr' | 'reportedBmi';

const CODES = {
  creatinine: '2160-0',
  platelets: '777-3',
  weight: '29463-7',
  height: '8302-2',
  measuredClearance: '2164-2',
  reportedEgfr: '98979-8',
  reportedBmi: '39156-5',
} as const satisfies Record<Lab, string>;

interface Read {
  readonly value: unknown;
  readonly issues: readonly string[];
}

/** What the fact says of one Observation: a number, an interval as text, or the reason why there is none. */
function read(lab: Lab, value: Json): Read {
  const { facts, issues } = mapped([{ ...observation(CODES[lab], 0, ''), valueQuantity: undefined, ...value }]);
  const fact = facts[lab];
  if (!fact.known) return { value: fact.missing[0]?.because, issues: issues() };
  const { low, high, lowOpen, highOpen } = fact.value.interval;
  const text = `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`;
  return { value: low === high ? low : text, issues: issues() };
}

const sent = (value: unknown, unit: string, more: Json = {}): Json => ({ valueQuantity: { value, unit, ...more } });

describe('units of results', () => {
  test.each([
    {
      lab: 'creatinine',
      value: sent(1.2, 'mg/dL', { system: UCUM, code: 'mg/dL' }),
      expected: 1.2,
      because: 'US Core',
    },
    { lab: 'creatinine', value: sent(1.2, 'mg/dL'), expected: 1.2, because: 'Oracle sends no system and no code' },
    { lab: 'creatinine', value: { valueQuantity: { value: 1.2, code: 'mg/dL' } }, expected: 1.2, because: 'code only' },
    { lab: 'creatinine', value: sent(1.2, ' ', { code: 'mg/dL' }), expected: 1.2, because: 'a blank unit is none' },
    { lab: 'creatinine', value: sent(106, '\u00b5mol/L'), expected: 1.199, because: 'micro sign' },
    { lab: 'creatinine', value: sent(106, '\u03bcmol/L'), expected: 1.199, because: 'Greek mu' },
    {
      lab: 'creatinine',
      value: sent(106, 'umol/l', { code: 'umol/L' }),
      expected: 1.199,
      because: 'two spellings of one unit',
    },
    { lab: 'creatinine', value: sent(0.106, 'mmol/L'), expected: 1.199, because: 'millimoles' },
    { lab: 'platelets', value: sent(210, 'K/uL'), expected: 210, because: 'MIMIC' },
    {
      lab: 'platelets',
      value: sent(210, '10*9/L', { code: '10*3/uL' }),
      expected: 210,
      because: 'different units, same number',
    },
    { lab: 'platelets', value: sent(48000, '/uL'), expected: 48, because: 'single cells' },
    { lab: 'weight', value: sent(136.7, 'lbs'), expected: 62.006, because: 'pounds' },
    { lab: 'weight', value: sent(62000, 'g'), expected: 62, because: 'grams' },
    { lab: 'height', value: sent(63, 'in', { code: '[in_i]' }), expected: 160.02, because: 'inches' },
    { lab: 'height', value: sent(1.6, 'm'), expected: 160, because: 'metres' },
    { lab: 'reportedBmi', value: sent(24.2, 'kg/m2'), expected: 24.2, because: 'UCUM' },
    { lab: 'reportedBmi', value: sent(24.2, 'kg/m\u00b2'), expected: 24.2, because: 'superscript' },
    { lab: 'measuredClearance', value: sent(42, 'ml/min'), expected: 42, because: 'lower-case litre' },
    { lab: 'measuredClearance', value: sent(0.7, 'mL/s'), expected: 42, because: 'SI' },
    { lab: 'reportedEgfr', value: sent(51, 'mL/min/1.73m2'), expected: 51, because: 'US' },
    { lab: 'reportedEgfr', value: sent(51, 'mL/min/1.73 m2'), expected: 51, because: 'Epic' },
    { lab: 'reportedEgfr', value: sent(51, 'ml/min/1.73m\u00b2'), expected: 51, because: 'Europe, China' },
    { lab: 'reportedEgfr', value: sent(51, 'mL/min/{1.73_m2}'), expected: 51, because: 'UCUM' },
  ] as const)('$lab $value is $expected: $because', ({ lab, value, expected }) => {
    const { value: found, issues } = read(lab, value);
    expect([found, issues]).toEqual([expect.closeTo(expected, 2), []]);
  });

  const indexed = 'mL/min/{1.73_m2}';
  test.each([
    {
      lab: 'creatinine',
      value: { valueQuantity: { value: 1.2 } },
      issue: 'unit-missing',
      because: 'never guess a unit',
    },
    { lab: 'creatinine', value: sent(106, ''), issue: 'unit-missing', because: 'an empty unit' },
    { lab: 'creatinine', value: sent(1.2, 'furlong'), issue: 'unit-unknown', because: 'no such unit' },
    { lab: 'creatinine', value: sent(1.2, 'mg'), issue: 'unit-unknown', because: 'a mass, not a concentration' },
    { lab: 'creatinine', value: sent(106, 'mmol/mol'), issue: 'unit-unknown', because: 'another kind' },
    {
      lab: 'creatinine',
      value: sent(106, 'umol/L', { code: 'mg/dL' }),
      issue: 'conflicting-values',
      because: 'contradiction',
    },
    {
      lab: 'weight',
      value: sent(62, 'kg', { code: '[lb_av]' }),
      issue: 'conflicting-values',
      because: 'contradiction',
    },
    {
      lab: 'measuredClearance',
      value: sent(42, 'mL/min/1.73m2'),
      issue: 'unit-unknown',
      because: 'indexed is not absolute',
    },
    { lab: 'measuredClearance', value: sent(42, indexed), issue: 'unit-unknown', because: 'indexed is not absolute' },
    { lab: 'measuredClearance', value: sent(42, 'mL/min/1.73m\u00b2'), issue: 'unit-unknown', because: 'indexed' },
    {
      lab: 'measuredClearance',
      value: sent(42, 'mL/min', { code: indexed }),
      issue: 'conflicting-values',
      because: 'the code says indexed',
    },
    {
      lab: 'measuredClearance',
      value: sent(42, indexed, { code: 'mL/min' }),
      issue: 'conflicting-values',
      because: 'the unit says indexed',
    },
    { lab: 'reportedEgfr', value: sent(51, 'mL/min'), issue: 'unit-unknown', because: 'absolute is not indexed' },
    {
      lab: 'reportedEgfr',
      value: { valueQuantity: { value: 51 } },
      issue: 'unit-missing',
      because: 'MIMIC sends eGFR without unit',
    },
    { lab: 'platelets', value: sent(210, 'G/L'), issue: 'unit-unknown', because: 'giga in France, gram elsewhere' },
  ] as const)('$lab $value is not used: $because', ({ lab, value, issue }) => {
    const because = issue === 'conflicting-values' ? 'conflicting' : 'unreadable-unit';
    expect(read(lab, value)).toEqual({ value: because, issues: [issue] });
  });
});

describe('comparators', () => {
  test.each([
    { comparator: undefined, expected: 2, because: 'exact' },
    { comparator: '=', expected: 2, because: 'HL7 v2 feeds yield it; it says nothing' },
    { comparator: '<', expected: '[0, 2)', because: 'below, and no blood value is below zero' },
    { comparator: '<=', expected: '[0, 2]', because: 'the limit included' },
    { comparator: '>', expected: '(2, Infinity)', because: 'above' },
    { comparator: '>=', expected: '[2, Infinity)', because: 'the limit included' },
    { comparator: '<>', expected: 'unreadable', because: 'HL7 v2 feeds yield it; it says nothing usable' },
    { comparator: 'ad', expected: 'unreadable', because: 'R5: sufficient to achieve' },
    { comparator: '~', expected: 'unreadable', because: 'unknown' },
    { comparator: 7, expected: 'unreadable', because: 'a comparator that cannot be read must not be dropped' },
    { comparator: {}, expected: 'unreadable', because: 'a comparator that cannot be read must not be dropped' },
  ])('comparator $comparator: $expected, $because', ({ comparator, expected }) => {
    expect(read('creatinine', sent(2, 'mg/dL', { comparator })).value).toBe(expected);
  });

  test('the limits are converted too', () => {
    expect(read('creatinine', sent(0.106, 'mmol/L', { comparator: '>' })).value).toMatch(/^\(1\.19\d+, Infinity\)$/);
  });

  test('the comparator is part of the evidence', () => {
    const { creatinine: fact } = mapped([creatinine(2, sent(2, 'mg/dL', { comparator: '<' }))]).facts;
    expect(fact.evidence).toMatchObject([{ value: 2, comparator: '<', unit: 'mg/dL' }]);
  });
});

describe('values as text', () => {
  test.each([
    { lab: 'creatinine', value: sent('1.2', 'mg/dL'), expected: 1.2, because: 'numeral as a string' },
    { lab: 'creatinine', value: sent(' 1.2 ', 'mg/dL'), expected: 1.2, because: 'blanks around' },
    { lab: 'creatinine', value: { valueString: '1.2 mg/dL' }, expected: 1.2, because: 'number and unit' },
    { lab: 'creatinine', value: { valueString: '1.2mg/dl' }, expected: 1.2, because: 'without blank' },
    { lab: 'creatinine', value: { valueString: '106 \u03bcmol/L' }, expected: 1.199, because: 'SI' },
    { lab: 'creatinine', value: { valueString: '<0.5 mg/dL' }, expected: '[0, 0.5)', because: 'comparator' },
    {
      lab: 'creatinine',
      value: { valueString: '\u22650.5 mg/dL' },
      expected: '[0.5, Infinity)',
      because: 'one character',
    },
    { lab: 'creatinine', value: { valueString: '\u2264 0.5 mg/dL' }, expected: '[0, 0.5]', because: 'one character' },
    {
      lab: 'reportedEgfr',
      value: { valueString: '>60 mL/min/1.73m2' },
      expected: '(60, Infinity)',
      because: 'usual for eGFR',
    },
    {
      lab: 'reportedEgfr',
      value: { valueString: '>60 mL/min/1.73 m2' },
      expected: '(60, Infinity)',
      because: 'blank within the unit',
    },
    { lab: 'creatinine', value: { valueString: '1.2-1.4 mg/dL' }, expected: '[1.2, 1.4]', because: 'a range' },
    { lab: 'platelets', value: { valueString: '48 K/uL' }, expected: 48, because: 'alias' },
    {
      lab: 'platelets',
      value: { valueString: '48 10*3/uL' },
      expected: 48,
      because: 'a unit that begins with a digit',
    },
  ] as const)('$lab $value is $expected: $because', ({ lab, value, expected }) => {
    expect(read(lab, value).value).toEqual(typeof expected === 'number' ? expect.closeTo(expected, 3) : expected);
  });

  test.each([
    { value: { valueString: '1.2' }, issue: 'unit-missing', because: 'number without unit' },
    { value: { valueString: 'GT 45' }, issue: 'unit-missing', because: 'a comparator in letters, no unit' },
    { value: { valueString: 'see note' }, issue: 'unparsable', because: 'words' },
    { value: { valueString: '' }, issue: 'unparsable', because: 'empty' },
    { value: { valueString: '1.4-1.2 mg/dL' }, issue: 'unparsable', because: 'a range the wrong way round' },
    { value: { valueString: '1:160' }, issue: 'unit-unknown', because: 'a titre' },
    { value: { valueString: '1.2 2mg/dL' }, issue: 'unit-unknown', because: 'a factor is no unit' },
    { value: { valueString: '-1.2 mg/dL' }, issue: 'unparsable', because: 'negative' },
    { value: { valueString: '1,2 mg/dL' }, issue: 'unparsable', because: 'a comma may be decimal or not' },
    { value: { valueString: '1.2 mg/dL, was 1.9 mg/dL in May' }, issue: 'unparsable', because: 'two results' },
    { value: { valueString: `1.2 mg/dL${' '.repeat(80)}` }, issue: 'unparsable', because: 'too long' },
    { value: { valueCodeableConcept: { text: 'GT 45' } }, issue: 'unit-missing', because: 'athenahealth' },
    { value: sent('<1.2', 'mg/dL'), issue: 'unparsable', because: 'a comparator inside the numeral' },
    { value: sent('1,2', 'mg/dL'), issue: 'unparsable', because: 'decimal comma' },
    { value: sent(null, 'mg/dL'), issue: 'unparsable', because: 'null' },
    { value: sent(true, 'mg/dL'), issue: 'unparsable', because: 'a boolean' },
    { value: {}, issue: 'unparsable', because: 'no value' },
  ])('$value is not used: $because', ({ value, issue }) => {
    const because = issue === 'unparsable' ? 'unreadable' : 'unreadable-unit';
    expect(read('creatinine', value)).toEqual({ value: because, issues: [issue] });
  });
});

test.each(['210 000/uL', '210 000 /uL', '210 10/uL'])('%s is never read as 210 or 2100 platelets', (valueString) => {
  expect(['unreadable', 'unreadable-unit', 210]).toContain(read('platelets', { valueString }).value);
});
