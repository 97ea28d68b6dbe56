import { lineIn, refractoryIn } from '../../src/fhir-mapping/therapy-text.ts';

describe('drugs that a text calls refractory', () => {
  test.each<{ text: string; drugs: readonly string[]; because: string }>([
    { text: 'Multiple myeloma, refractory to lenalidomide', drugs: ['lenalidomide'], because: 'refractory to' },
    { text: 'Refractory to lenalidomide and bortezomib', drugs: ['bortezomib', 'lenalidomide'], because: 'two drugs' },
    { text: 'Disease resistant to Velcade', drugs: ['bortezomib'], because: 'resistant, brand' },
    { text: 'Lenalidomide-refractory myeloma', drugs: ['lenalidomide'], because: 'drug first' },
    { text: 'daratumumab refractory disease', drugs: ['daratumumab'], because: 'without a hyphen' },
    { text: '来那度胺耐药', drugs: ['lenalidomide'], because: 'Chinese, resistant' },
    {
      text: '硼替佐米、来那度胺双重难治',
      drugs: ['bortezomib', 'lenalidomide'],
      because: 'Chinese, double refractory',
    },
    { text: 'Relapsed. Refractory to pomalidomide.', drugs: ['pomalidomide'], because: 'a sentence of its own' },
    { text: 'Relapsed/refractory multiple myeloma on lenalidomide', drugs: [], because: 'the disease, not the drug' },
    { text: '复发难治性多发性骨髓瘤，予来那度胺', drugs: [], because: 'the disease, and what is given now' },
    { text: 'Not refractory to lenalidomide', drugs: [], because: 'denied' },
    { text: 'Refractory to bortezomib, sensitive to lenalidomide', drugs: [], because: 'two statements in one' },
    { text: 'Possibly refractory to lenalidomide', drugs: [], because: 'possibly' },
    { text: '对来那度胺无耐药', drugs: [], because: 'denied in Chinese' },
    { text: 'non-lenalidomide-refractory', drugs: [], because: 'non' },
    { text: 'IMiD-refractory', drugs: [], because: 'a class isn’t a drug' },
    { text: `refractory to lenalidomide ${'x'.repeat(200)}`, drugs: [], because: 'a sentence without an end' },
    { text: '', drugs: [], because: 'nothing' },
  ])('$text: $because', ({ text, drugs }) => {
    expect([...refractoryIn(text)].sort()).toEqual(drugs);
  });
});

describe('the line that texts name', () => {
  test.each<{ texts: readonly string[]; line: number | null; because: string }>([
    { texts: ['Second-line treatment'], line: 2, because: 'words' },
    { texts: ['2nd line chemotherapy'], line: 2, because: 'digits' },
    { texts: ['Line of therapy: 3'], line: 3, because: 'number' },
    { texts: ['LOT 4'], line: 4, because: 'short' },
    { texts: ['一线治疗'], line: 1, because: 'Chinese' },
    { texts: ['第二线治疗'], line: 2, because: 'Chinese ordinal' },
    { texts: ['3线'], line: 3, because: 'Chinese with digit' },
    { texts: ['Second-line', 'LOT 2'], line: 2, because: 'both agree' },
    { texts: ['first-line or second-line'], line: null, because: 'two' },
    { texts: ['LOT 99'], line: null, because: 'no such line' },
    { texts: ['0线'], line: null, because: 'nor this' },
    { texts: ['PICC line 2'], line: null, because: 'a catheter' },
    { texts: ['Central line'], line: null, because: 'a catheter' },
    { texts: ['outpatient'], line: null, because: 'no line' },
    { texts: [], line: null, because: 'nothing' },
  ])('$texts is $line: $because', ({ texts, line }) => {
    expect(lineIn(texts)).toBe(line);
  });
});

test('hostile texts do not take long', () => {
  const start = performance.now();
  for (const piece of [
    'refractory to ',
    'a-refractory',
    '难治',
    'line of therapy :::',
    'lenalidomide ',
    '1',
    '.',
    'x'.repeat(29),
  ]) {
    refractoryIn(piece.repeat(100_000));
    lineIn([piece.repeat(100_000)]);
  }
  expect(performance.now() - start).toBeLessThan(4000);
});
