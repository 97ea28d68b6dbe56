import { contrastRenal } from '../../../src/logic/imaging/contrast-renal.ts';
import { absent, adviceOf, context, inBrief, measured, present, unknownFact, type Stated } from '../facts.ts';
import { imagingOrder } from './orders.ts';

const ordered: Stated = { plannedImaging: [imagingOrder('ct', 'iodinated')] };
const creatinine = (mgDl: number, reported?: readonly [number, string]): Stated => ({
  creatinine: measured(mgDl, 'mg/dL', reported ? { reported } : {}),
  reportedEgfr: unknownFact('egfr'),
});
const egfr = (value: number, comparator?: '<' | '>='): Stated => ({
  reportedEgfr: measured(value, 'mL/min/{1.73_m2}', comparator ? { comparator } : {}),
});
const noCreatinine = { creatinine: unknownFact('serum-creatinine') };

interface Row {
  readonly given: Stated;
  readonly expected: string | null;
  readonly because: string;
}

const ROWS: readonly Row[] = [
  {
    given: { ...ordered, ...creatinine(2.1), ...egfr(60) },
    expected: 'warning impaired',
    because: 'creatinine over 2',
  },
  { given: { ...ordered, ...creatinine(2), ...egfr(60) }, expected: null, because: 'exactly 2, eGFR exactly 60' },
  {
    given: { ...ordered, ...creatinine(2.01, [177.1, 'umol/L']), ...egfr(60) },
    expected: 'warning impaired',
    because: 'just over 177 umol/L',
  },
  {
    given: { ...ordered, ...creatinine(2.002, [177, 'umol/L']), ...egfr(60) },
    expected: null,
    because: '177 umol/L in its own unit (errata 20)',
  },
  { given: { ...ordered, ...egfr(59.9) }, expected: 'warning impaired', because: 'eGFR just under 60' },
  { given: { ...ordered, ...egfr(60) }, expected: null, because: 'eGFR 60, creatinine 0.6' },
  { given: { ...ordered, ...creatinine(1.8) }, expected: 'warning impaired', because: 'eGFR computed: 42' },
  { given: { ...ordered, ...noCreatinine, ...egfr(59) }, expected: 'warning impaired', because: 'eGFR alone' },
  { given: { ...ordered, ...noCreatinine, ...egfr(90) }, expected: null, because: 'eGFR 90 answers for creatinine' },
  { given: { ...ordered, ...noCreatinine, ...egfr(60, '>=') }, expected: null, because: 'at least 60' },
  { given: { ...ordered, ...noCreatinine }, expected: 'info renal-unknown', because: 'nothing recent' },
  {
    given: { ...ordered, creatinine: unknownFact('serum-creatinine', 'stale') },
    expected: 'info renal-unknown',
    because: 'too old',
  },
  {
    given: { ...ordered, ...egfr(2), birthDate: unknownFact('birth-date') },
    expected: 'warning impaired',
    because: '-',
  },
  {
    given: { ...ordered, birthDate: unknownFact('birth-date') },
    expected: 'info renal-unknown',
    because: 'no eGFR without an age',
  },
  { given: { ...creatinine(3) }, expected: null, because: 'nothing ordered' },
  {
    given: { ...creatinine(3), plannedImaging: [imagingOrder('mri', 'gadolinium')] },
    expected: null,
    because: 'gadolinium',
  },
  { given: { ...creatinine(3), plannedImaging: [imagingOrder('ct')] }, expected: null, because: 'without contrast' },
  {
    given: { ...creatinine(3), plannedImaging: [imagingOrder('ct', 'not-stated')] },
    expected: null,
    because: 'contrast not stated',
  },
  {
    given: { ...creatinine(3), plannedImaging: [{ ...imagingOrder('ct', 'iodinated'), selected: false }] },
    expected: null,
    because: 'not in this call',
  },
  {
    given: { ...ordered, ...creatinine(3), myeloma: absent('multiple-myeloma') },
    expected: null,
    because: 'no myeloma',
  },
  {
    given: { ...ordered, ...creatinine(3), myeloma: unknownFact('multiple-myeloma', 'unanswered') },
    expected: null,
    because: 'whose disease is unknown: contrast is ordered for anybody',
  },
];

describe('CONTRAST-RENAL', () => {
  test.each(ROWS)('$expected: $because', ({ given, expected }) => {
    for (const hook of ['order-select', 'order-sign'] as const) {
      expect(inBrief(adviceOf(contrastRenal, given, context(hook)))).toEqual(expected === null ? [] : [expected]);
    }
  });

  test('impaired: the alternative is offered, and the order can be removed', () => {
    const [advice] = adviceOf(contrastRenal, { ...ordered, ...creatinine(3) }, context('order-sign'));
    expect(advice?.suggestions).toMatchObject([
      { kind: 'service', service: { code: '46305-9', text: 'CT whole body, low dose, without contrast' } },
      { kind: 'delete', draft: 'ServiceRequest/ct' },
    ]);
    expect(advice?.evidence.map(({ concept }) => concept)).toEqual(
      expect.arrayContaining(['imaging-order', 'serum-creatinine', 'multiple-myeloma']),
    );
  });

  test('unknown: creatinine is offered only where it is what lacks', () => {
    const items = (given: Stated): readonly string[] | undefined =>
      adviceOf(contrastRenal, { ...ordered, ...given }, context('order-sign'))[0]?.suggestions?.map(({ item }) => item);
    expect(items(noCreatinine)).toEqual(['order-creatinine']);
    expect(items({ birthDate: unknownFact('birth-date') })).toEqual([]);
  });

  test('dialysis is said', () => {
    const given = { ...ordered, ...creatinine(6), dialysis: present('dialysis') };
    expect(adviceOf(contrastRenal, given, context('order-sign'))[0]?.notes).toEqual([{ key: 'dialysis' }]);
  });
});
