import { convert, ucumOf } from '../../src/fhir-mapping/units.ts';

const MU_MICRO = '\u00b5';
const MU_GREEK = '\u03bc';

describe('spellings of a unit', () => {
  const THOUSAND = '10*3/uL';
  const PER_LITRE = '10*9/L';
  const INDEXED = 'mL/min/{1.73_m2}';

  test.each([
    { spelling: 'K/uL', means: THOUSAND, because: 'US haematology analysers' },
    { spelling: `K/${MU_MICRO}L`, means: THOUSAND, because: 'micro sign' },
    { spelling: `K/${MU_GREEK}L`, means: THOUSAND, because: 'Greek mu' },
    { spelling: 'K/mcL', means: THOUSAND, because: 'mcL is the safe spelling that US bodies ask for' },
    { spelling: '10*3/uL', means: THOUSAND, because: 'UCUM itself' },
    { spelling: '10^3/uL', means: THOUSAND, because: 'caret for the power' },
    { spelling: 'x10E3/uL', means: THOUSAND, because: 'LabCorp' },
    { spelling: 'Thousand/uL', means: THOUSAND, because: 'Quest' },
    { spelling: 'thou/mm3', means: THOUSAND, because: 'VA' },
    { spelling: '10*3/mm3', means: THOUSAND, because: 'a cubic millimetre is a microlitre' },
    { spelling: '10*9/L', means: PER_LITRE, because: 'SI' },
    { spelling: 'x10^9/L', means: PER_LITRE, because: 'SI with the x' },
    { spelling: '\u00d710^9/L', means: PER_LITRE, because: 'multiplication sign' },
    { spelling: '10\u2079/L', means: PER_LITRE, because: 'superscript nine' },
    { spelling: '/mm3', means: '/uL', because: 'a cubic millimetre' },
    { spelling: 'cells/uL', means: '/uL', because: 'annotation written as a word' },
    { spelling: 'mg/dl', means: 'mg/dL', because: 'lower-case litre' },
    { spelling: 'MG/DL', means: 'mg/dL', because: 'mainframe capitals' },
    { spelling: ' mg/dL ', means: 'mg/dL', because: 'blanks around' },
    { spelling: 'mg/100mL', means: 'mg/dL', because: 'a decilitre' },
    { spelling: `${MU_MICRO}mol/L`, means: 'umol/L', because: 'micro sign' },
    { spelling: `${MU_GREEK}mol/L`, means: 'umol/L', because: 'Greek mu' },
    { spelling: 'umol/l', means: 'umol/L', because: 'lower-case litre' },
    { spelling: 'mcmol/L', means: 'umol/L', because: 'mc for micro' },
    { spelling: 'mL/min/1.73m2', means: INDEXED, because: 'US' },
    { spelling: 'mL/min/1.73 m2', means: INDEXED, because: 'Epic' },
    { spelling: 'mL/min/{1.73_m2}', means: INDEXED, because: 'UCUM annotation' },
    { spelling: 'mL/min/1.73_m2', means: INDEXED, because: 'US Core examples' },
    { spelling: 'ml/min/1.73m^2', means: INDEXED, because: 'caret' },
    { spelling: 'ml/min/1.73m\u00b2', means: INDEXED, because: 'superscript two, usual in Europe and China' },
    { spelling: 'mL/min/1.73 sq.m', means: INDEXED, because: 'LOINC wording' },
    { spelling: 'mL/(min*1.73m2)', means: INDEXED, because: 'product in the denominator, usual in China' },
    { spelling: 'mL/min', means: 'mL/min', because: 'UCUM itself' },
    { spelling: 'ML/MIN', means: 'mL/min', because: 'mainframe capitals' },
    { spelling: 'Kg', means: 'kg', because: 'capital K' },
    { spelling: 'lbs', means: '[lb_av]', because: 'pounds' },
    { spelling: 'in', means: '[in_i]', because: 'inches' },
    { spelling: '\u516c\u65a4', means: 'kg', because: 'Chinese kilogram' },
  ])('$spelling is $means: $because', ({ spelling, means }) => {
    expect(convert(1, ucumOf(spelling), means)).toBe(1);
  });

  test('a spelling that nobody knows stays as it is', () => {
    expect(ucumOf('furlong')).toBe('furlong');
  });
});

describe('conversion', () => {
  const CREATININE = 113.118;

  test.each([
    { value: 1.2, from: 'mg/dL', to: 'mg/dL', is: 1.2, because: 'nothing to do' },
    { value: 106, from: 'umol/L', to: 'mg/dL', molar: CREATININE, is: 1.199, because: 'amount to mass by molar mass' },
    { value: 0.106, from: 'mmol/L', to: 'mg/dL', molar: CREATININE, is: 1.199, because: 'millimoles' },
    {
      value: 177,
      from: 'umol/L',
      to: 'mg/dL',
      molar: CREATININE,
      is: 2.002,
      because: 'errata 20 prints them as equals',
    },
    { value: 12, from: 'mg/L', to: 'mg/dL', is: 1.2, because: 'ten-fold' },
    { value: 210, from: '10*9/L', to: '10*3/uL', is: 210, because: 'the same number' },
    { value: 210000, from: '/uL', to: '10*3/uL', is: 210, because: 'single cells' },
    { value: 210000, from: '/mm3', to: '10*3/uL', is: 210, because: 'cubic millimetre' },
    { value: 210000, from: '{cells}/uL', to: '10*3/uL', is: 210, because: 'annotation' },
    { value: 0.7, from: 'mL/s', to: 'mL/min', is: 42, because: 'SI clearance' },
    { value: 0.042, from: 'L/min', to: 'mL/min', is: 42, because: 'litres' },
    { value: 136.69, from: '[lb_av]', to: 'kg', is: 62.002, because: 'pounds' },
    { value: 62000, from: 'g', to: 'kg', is: 62, because: 'grams' },
    { value: 1.6, from: 'm', to: 'cm', is: 160, because: 'metres' },
    { value: 63, from: '[in_i]', to: 'cm', is: 160.02, because: 'inches' },
    { value: 25, from: 'ug', to: 'mg', is: 0.025, because: 'micrograms' },
  ])('$value $from is $is $to: $because', ({ value, from, to, molar, is }) => {
    expect(convert(value, from, to, molar)).toBeCloseTo(is, 3);
  });

  test.each([
    { from: '10*9/L', value: 5, is: 5, because: 'not 4.999999999999999' },
    { from: '/uL', value: 50000, is: 50, because: 'a threshold of I-6' },
    { from: '/uL', value: 25000, is: 25, because: 'a threshold of I-6' },
  ])('$value $from is exactly $is 10*3/uL: $because', ({ from, value, is }) => {
    expect(convert(value, from, '10*3/uL')).toBe(is);
  });

  test.each([
    { from: 'mL/min/{1.73_m2}', to: 'mL/min', because: 'indexed clearance is not clearance' },
    { from: 'mL/min', to: 'mL/min/{1.73_m2}', because: 'nor the reverse' },
    { from: 'mL/min/{1.73 m2}', to: 'mL/min', because: 'annotation with a blank' },
    { from: 'mL/min/1,73m2', to: 'mL/min', because: 'decimal comma' },
    { from: 'mL/min/{BSA}', to: 'mL/min', because: 'annotation that names the body surface' },
    { from: 'mL/min/m2', to: 'mL/min', because: 'per square metre' },
    { from: 'umol/L', to: 'mg/dL', because: 'no molar mass' },
    { from: 'mg', to: 'mg/dL', because: 'another kind' },
    { from: '%', to: 'mg/dL', because: 'another kind' },
    { from: 'furlong', to: 'kg', because: 'unknown' },
    { from: '', to: 'kg', because: 'empty' },
    { from: '{}', to: 'kg', because: 'empty annotation' },
    { from: 'K/uL', to: '10*3/uL', because: 'a spelling is not a unit: kelvin per microlitre' },
  ])('$from to $to is refused: $because', ({ from, to }) => {
    expect(convert(1, from, to)).toBeUndefined();
    expect(convert(1, from, to)).toBeUndefined();
  });

  test('a failure without molar mass does not spoil the same pair with it', () => {
    expect(convert(106_000, 'nmol/L', 'mg/dL')).toBeUndefined();
    expect(convert(106_000, 'nmol/L', 'mg/dL', CREATININE)).toBeCloseTo(1.199, 3);
  });

  test('thousands of unknown units are refused and leave the known ones readable', () => {
    const converted = Array.from({ length: 1100 }, (_, at) => convert(1, `nonsense${at}`, 'kg'));
    expect(converted.every((value) => value === undefined)).toBe(true);
    expect(convert(1, 'furlong', 'kg')).toBeUndefined();
    expect(convert(62000, 'g', 'kg')).toBe(62);
  });

  test.each([
    { unit: '('.repeat(20_000), because: 'nested parentheses' },
    { unit: 'mg/'.repeat(20_000), because: 'a long quotient' },
    { unit: '1'.repeat(60_000), because: 'a long number' },
    { unit: 'x'.repeat(60_000), because: 'a long word' },
    { unit: '{'.repeat(20_000), because: 'open annotations' },
    { unit: '['.repeat(20_000), because: 'open brackets' },
  ])('a hostile unit neither throws nor takes long: $because', ({ unit }) => {
    const start = performance.now();
    expect(convert(1, ucumOf(unit), 'mg/dL')).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
