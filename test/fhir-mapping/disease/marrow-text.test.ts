import { marrowInText } from '../../../src/fhir-mapping/disease/marrow-text.ts';
import { milliseconds } from '../mutations.ts';

type Row = readonly [text: string, expected: string, because: string];

const SHARES: readonly Row[] = [
  ['50-70 % plasma cells', '[50, 70]', 'a range'],
  ['Approximately 60% plasma cells', '[60, 60]', 'exact enough'],
  ['60% clonal plasma cells', '[60, 60]', 'clonal'],
  ['Plasma cells comprise 35% of nucleated cells', '[35, 35]', 'comprise'],
  ['plasma cells: 12.5 %', '[12.5, 12.5]', 'a table'],
  ['Plasma cells are markedly increased (70-80%)', '[70, 80]', 'in brackets'],
  ['Plasma cell neoplasm, 10 percent', '[10, 10]', 'a line of diagnosis'],
  ['plasma cells >90%', '(90, 100]', 'a lower bound'],
  ['>= 60 % plasma cells', '[60, 100]', 'a lower bound, included'],
  ['less than 5% plasma cells', '[0, 5)', 'an upper bound'],
  ['<10% plasma cells', '[0, 10)', 'an upper bound'],
  ['up to 20% plasma cells', '[0, 20]', 'an upper bound, included'],
  ['Aspirate: 20% plasma cells. Biopsy: 50-60% plasma cells.', '[20, 20] [50, 60]', 'both'],
  ['CD138 highlights 40% plasma cells', '[40, 40]', 'by immunohistochemistry'],
  ['60% of plasma cells express CD56', '', 'a share of the plasma cells'],
  ['Plasma cells 60% positive for CD56', '', 'the same, the other way round'],
  ['Previously 40% plasma cells', '', 'an older marrow'],
  ['history of 60% plasma cells', '', 'an older marrow'],
  ['Circulating plasma cells 5%', '', 'blood'],
  ['Peripheral blood: 8% plasma cells', '', 'blood'],
  ['By flow cytometry plasma cells are 2%', '', 'flow undercounts'],
  ['MRD 0.01% plasma cells', '', 'residual disease'],
  ['Cellularity 60%', '', 'another share'],
  ['Normal <5% plasma cells', '', 'a limit'],
  ['plasma cells 160%', '', 'impossible'],
  ['possible 30% plasma cells', '', 'not decided'],
  ['骨髓浆细胞占60%', '[60, 60]', 'Chinese'],
  ['浆细胞比例约 35%', '[35, 35]', 'Chinese'],
  ['浆细胞30-40%', '[30, 40]', 'Chinese'],
  ['异常浆细胞占有核细胞的 0.5%', '[0.5, 0.5]', 'Chinese'],
  ['既往浆细胞 60%', '', 'an older marrow'],
];

test.each(SHARES)('plasma cells in %j: %s (%s)', (text, expected) => {
  const shown = marrowInText(text).shares.map(
    ({ interval: { low, high, lowOpen, highOpen } }) => `${lowOpen ? '(' : '['}${low}, ${high}${highOpen ? ')' : ']'}`,
  );
  expect(shown.sort().join(' ')).toBe(expected);
});

const SIGNS = { met: '+', 'not-met': '-', unclear: '?', open: '', listed: '' } as const;
const ANSWERS: readonly Row[] = [
  ['Kappa restricted plasma cells', 'clonal+', 'restricted'],
  ['lambda light chain restriction by IHC', 'clonal+', 'restriction'],
  ['Plasma cells are kappa-restricted', 'clonal+', 'restricted'],
  ['Plasma cell neoplasm, lambda restricted, 30 % by CD138', 'clonal+', 'its share'],
  ['Diagnosis:\n- Plasma cell neoplasm, lambda restricted.\n- Congo red negative.', 'clonal+', 'items of a list'],
  ['Kappa restricted plasma cells 0.01 %', 'clonal?', 'a share below what a number tells'],
  ['Monotypic plasma cells', 'clonal+', 'monotypic'],
  ['No light chain restriction', 'clonal-', 'none'],
  ['Polyclonal plasma cells', 'clonal-', 'polyclonal'],
  ['No monoclonal plasma cells identified', 'clonal-', 'none'],
  ['Possible clonal plasma cells', 'clonal?', 'possible'],
  ['Kappa:lambda ratio of 20:1', 'clonal+', 'above 4:1'],
  ['kappa:lambda ratio 4:1', 'clonal-', 'at 4:1'],
  ['kappa/lambda ratio is 4.1', 'clonal+', 'just above'],
  ['kappa:lambda ratio 1:2', 'clonal-', 'at 1:2'],
  ['kappa:lambda ratio 0.4', 'clonal+', 'below 1:2'],
  ['kappa:lambda ratio > 10:1', 'clonal+', 'a bound'],
  ['MRD negative', 'mrd-', 'by flow or sequencing'],
  ['MRD: not detected at 10^-5', 'mrd-', 'sensitive enough'],
  ['MRD negative at 10^-4', 'mrd?', 'not sensitive enough (errata 42)'],
  ['MRD positive', 'mrd+', 'positive'],
  ['Minimal residual disease detected', 'mrd+', 'in words'],
  ['Measurable residual disease (MRD): positive', 'mrd+', 'in words'],
  ['MRD testing pending', '', 'no result'],
  ['MRD insufficient', '', 'failed'],
  ['轻链限制性表达', 'clonal+', 'Chinese'],
  ['克隆性浆细胞', 'clonal+', 'Chinese'],
  ['微小残留病阴性', 'mrd-', 'Chinese'],
  ['MRD阳性', 'mrd+', 'Chinese'],
  ['未见克隆性浆细胞', 'clonal-', 'Chinese'],
  ['多克隆浆细胞', 'clonal-', 'Chinese'],
];

test.each(ANSWERS)('clonality and residual disease in %j: %s (%s)', (text, expected) => {
  const { clonal, residual } = marrowInText(text);
  const shown = [
    ...clonal.map(({ answer }) => (SIGNS[answer] === '' ? '' : `clonal${SIGNS[answer]}`)),
    ...residual.map(({ answer }) => (SIGNS[answer] === '' ? '' : `mrd${SIGNS[answer]}`)),
  ];
  expect([...new Set(shown)].filter((one) => one !== '').join(' ')).toBe(expected);
});

test.each([
  'plasma cells '.repeat(3000),
  '1'.repeat(60_000) + '% plasma cells',
  '50 - '.repeat(9000) + '% plasma cells',
  'clonal '.repeat(9000),
  'kappa:lambda '.repeat(3000),
  `plasma cells ${'increased '.repeat(4000)}`,
])('hostile text costs no more than its length: %#', (text) => {
  expect(milliseconds(() => marrowInText(text))).toBeLessThan(400);
});
