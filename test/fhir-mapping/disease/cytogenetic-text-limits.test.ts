import { probesInText } from '../../../src/fhir-mapping/disease/cytogenetic-text.ts';
import { LONGEST_TEXT } from '../../../src/fhir-mapping/disease/narrative.ts';
import { milliseconds } from '../mutations.ts';
import { inShort } from './probe-texts.ts';

type Row = readonly [text: string, expected: string, because: string];

describe('the value of one test', () => {
  test.each([
    ['t(4;14)(p16;q32)', 't414+', 'a name alone is what was found'],
    ['1q21 gain, del(13q)', 'del13q+ gain1q+', 'several'],
    ['17p13', 'del17p?', 'a place alone isn’t'],
    ['del(17p) pending', '', 'more than a name'],
    ['panel: del(17p), t(4;14)', 'del17p? t414?', 'more than names'],
  ] satisfies Row[])('%j: %s (%s)', (text, expected) => {
    expect(inShort(text, 'result')).toBe(expected);
  });

  test('a karyotype shows, and never rules out', () => {
    expect(inShort('del(17p) not detected; t(11;14) detected', 'karyotype')).toBe('t1114+');
  });
});

describe('hostile text', () => {
  test('is read in part when it is long: the first and the last words', () => {
    const long = `del(17p) detected.${' x'.repeat(LONGEST_TEXT)} t(4;14) not detected.`;
    expect(inShort(long)).toBe('del17p+ t414-');
    expect(probesInText(long).cut).toBe(true);
  });

  test.each([
    'del(17p) '.repeat(3000),
    'no '.repeat(9000),
    'del('.repeat(9000),
    '17p'.repeat(9000),
    ','.repeat(40_000),
    '\n'.repeat(40_000),
    'a,\n'.repeat(9000),
    '- a:\n'.repeat(9000),
    '1'.repeat(60_000),
    'nuc ish' + '(a'.repeat(20_000),
    'nuc ish' + '(tp53x1)'.repeat(4000),
    '46,x' + ','.repeat(60_000),
    `t(${' '.repeat(60_000)}4;14)`,
    '17p deletion not '.repeat(2000),
    '未'.repeat(60_000),
    `1q ${'gain '.repeat(9000)}`,
    'ﷺ'.repeat(60_000),
    '__proto__ constructor toString del(17p)',
  ])('costs no more than its length: %#', (text) => {
    expect(milliseconds(() => probesInText(text))).toBeLessThan(400);
  });
});
