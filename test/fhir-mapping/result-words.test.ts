import { mProteinSeen, mProteinTypesIn } from '../../src/fhir-mapping/m-protein-words.ts';
import { wordsOf } from '../../src/fhir-mapping/result-words.ts';

test.each([
  ['Negative', 'negative'],
  ['NEGATIVE.', 'negative'],
  [' neg ', 'negative'],
  ['Not detected', 'negative'],
  ['NOT-DETECTED', 'negative'],
  ['None seen', 'negative'],
  ['Non-reactive', 'negative'],
  ['Nonreactive', 'negative'],
  ['Undetectable', 'negative'],
  ['ND', 'negative'],
  ['(-)', 'negative'],
  ['阴性', 'negative'],
  ['阴性(-)', 'negative'],
  ['未检出', 'negative'],
  ['未见', 'negative'],
  ['HBV DNA not detected', 'negative'],
  ['<20 IU/mL, not detected', 'negative'],
  ['Positive', 'positive'],
  ['Detected', 'positive'],
  ['Reactive', 'positive'],
  ['Weakly positive', 'positive'],
  ['++', 'positive'],
  ['阳性', 'positive'],
  ['弱阳性', 'positive'],
  ['Equivocal', 'indeterminate'],
  ['可疑', 'indeterminate'],
  ['Positive, repeat negative', 'indeterminate'],
  ['no previous positive result', undefined],
  ['positive control valid', undefined],
  ['see comment', undefined],
  ['NR', undefined],
  ['-', undefined],
  ['', undefined],
  ['constructor', undefined],
  [`negative ${'x'.repeat(200)}`, undefined],
] as const)('%j says %s', (text, expected) => {
  expect(wordsOf(text)).toBe(expected);
});

test.each([
  ['No monoclonal protein detected', 'negative'],
  ['No evidence of monoclonal gammopathy.', 'negative'],
  ['Monoclonal protein: not detected', 'negative'],
  ['Immunofixation negative', 'negative'],
  ['No IgG, IgA, IgM kappa or lambda monoclonal bands identified', 'negative'],
  ['Negative for Bence Jones protein', 'negative'],
  ['Normal electrophoretic pattern', 'negative'],
  ['No abnormal protein bands seen', 'negative'],
  ['M-spike: none seen', 'negative'],
  ['M蛋白阴性', 'negative'],
  ['未见单克隆条带', 'negative'],
  ['血清免疫固定电泳：未检出M蛋白。', 'negative'],
  ['None seen', 'negative'],
  ['IgG kappa monoclonal band present', 'positive'],
  ['Monoclonal IgG Kappa', 'positive'],
  ['IgG-lambda', 'positive'],
  ['IgA κ', 'positive'],
  ['IgG-κ型M蛋白阳性', 'positive'],
  ['可见单克隆条带', 'positive'],
  ['A faint IgG kappa band is seen', 'positive'],
  ['Positive', 'positive'],
  ['Monoclonal band identified. Clinical correlation advised.', 'positive'],
  ['Possible monoclonal band', 'indeterminate'],
  ['A monoclonal protein cannot be excluded', 'indeterminate'],
  ['IgG kappa present. No monoclonal protein detected.', 'indeterminate'],
  ['Monoclonal protein present, not previously seen in urine', undefined],
  ['IgG kappa band identified, not quantifiable', 'indeterminate'],
  ['No change in the IgG kappa band', 'indeterminate'],
  ['No new monoclonal band', 'indeterminate'],
  ['不除外单克隆条带', 'indeterminate'],
  ['Previously identified IgG kappa is not detected', undefined],
  ['History of IgG kappa myeloma', undefined],
  ['Polyclonal increase in gammaglobulins', undefined],
  ['Kappa 12 mg/L', undefined],
  ['M-spike 1.2 g/dL', undefined],
  ['Antisera: IgG IgA IgM Kappa Lambda', undefined],
  ['IgG, IgA, IgM, kappa, lambda', undefined],
  ['Monoclonal protein study', undefined],
  ['', undefined],
  ['monoclonal '.repeat(400), undefined],
] as const)('an electrophoresis that says %j: %s', (text, expected) => {
  expect(mProteinSeen(text)).toBe(expected);
});

test.each([
  ['IgG kappa', [{ heavy: 'igg', light: 'kappa' }]],
  ['Monoclonal IgA-lambda present', [{ heavy: 'iga', light: 'lambda' }]],
  ['IgGκ型', [{ heavy: 'igg', light: 'kappa' }]],
  ['IgM (λ) band detected', [{ heavy: 'igm', light: 'lambda' }]],
  ['Monoclonal free kappa light chains detected', [{ heavy: null, light: 'kappa' }]],
  [
    'IgG kappa and IgA lambda present',
    [
      { heavy: 'igg', light: 'kappa' },
      { heavy: 'iga', light: 'lambda' },
    ],
  ],
  ['No IgG kappa band', []],
  ['Possible IgG kappa', []],
  ['Previous IgG kappa', []],
  ['kappa 12 mg/L', []],
  ['x'.repeat(3000), []],
] as const)('the types in %j', (text, expected) => {
  expect(mProteinTypesIn(text)).toEqual(expected);
});

test.each([
  'ig'.repeat(1000),
  '未'.repeat(2000),
  'no '.repeat(666),
  '('.repeat(2000),
  ' '.repeat(2000),
  'a normal '.repeat(222),
])('hostile text takes no time', (text) => {
  const start = performance.now();
  mProteinSeen(text);
  mProteinTypesIn(text);
  wordsOf(text);
  expect(performance.now() - start).toBeLessThan(1000);
});
