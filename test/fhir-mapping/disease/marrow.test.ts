import type { Marrow } from '../../../src/logic/disease-facts.ts';
import { condition, observation, procedure, type Json } from '../../patient.ts';
import { answers, mapped, outcome } from '../charts.ts';
import { component, loinc, report, result, text } from './reports.ts';

const MARROW = loinc('33721-2');
const marrow = (...resources: readonly Json[]): Marrow => mapped(resources).facts.marrow;
const series = (...resources: readonly Json[]): string => {
  const { plasmaCells } = marrow(...resources);
  if (!plasmaCells.known) return plasmaCells.missing[0]?.because ?? '';
  return plasmaCells.value.map(({ interval: { low, high } }) => `${low}-${high}`).join(', ');
};

describe('marrow plasma cells', () => {
  test.each<readonly [string, readonly Json[], string]>([
    ['a laboratory result', [observation('11118-7', 35, '%')], '35-35'],
    ['a report', [report(MARROW, { conclusion: '50-70 % plasma cells' })], '50-70'],
    [
      'a report named in words',
      [report(text('Bone marrow biopsy'), { conclusion: 'Plasma cells comprise 40%' })],
      '40-40',
    ],
    [
      'both on one day: the higher',
      [observation('11118-7', 25, '%', { days: 30 }), report(MARROW, { conclusion: '60% plasma cells' })],
      '60-60',
    ],
    [
      'aspirate and biopsy in a report: the higher',
      [report(MARROW, { conclusion: 'Aspirate: 20% plasma cells. Biopsy: 50% plasma cells.' })],
      '50-50',
    ],
    [
      'two days: both, oldest first',
      [report(MARROW, { days: 5, conclusion: '10% plasma cells' }), observation('11118-7', 60, '%', { days: 400 })],
      '60-60, 10-10',
    ],
    ['an Observation of pathology', [result(MARROW, { valueString: '30% clonal plasma cells' })], '30-30'],
    [
      'a component',
      [result(MARROW, { component: [component(text('Plasma cells'), { valueQuantity: { value: 33, code: '%' } })] })],
      '33-33',
    ],
    [
      'a local Observation',
      [result(text('Plasma cells, bone marrow'), { valueQuantity: { value: 44, unit: '%' } })],
      '44-44',
    ],
    ['without a unit', [result(text('Plasma cells, bone marrow'), { valueQuantity: { value: 44 } })], 'absent'],
    ['of blood', [result(text('Plasma cells, blood'), { valueQuantity: { value: 4, unit: '%' } })], 'absent'],
    [
      'a report of something else',
      [report(text('Plasma cell neoplasm consult'), { conclusion: '60% plasma cells' })],
      'absent',
    ],
    ['undated', [report(MARROW, { effectiveDateTime: undefined, conclusion: '60% plasma cells' })], 'absent'],
    ['preliminary', [report(MARROW, { status: 'preliminary', conclusion: '60% plasma cells' })], 'absent'],
    ['nothing', [], 'absent'],
  ])('%s', (_, resources, expected) => {
    expect(series(...resources)).toBe(expected);
  });

  test('evidence says that the highest of the day was taken, beside the others', () => {
    const { plasmaCells } = marrow(
      observation('11118-7', 25, '%', { days: 30 }),
      report(MARROW, { conclusion: '60% plasma cells' }),
    );
    expect(plasmaCells.evidence.map(({ value, method }) => [value, method])).toEqual([
      ['60% plasma cells', 'highest-of-day'],
      [25, 'highest-of-day'],
    ]);
  });

  test('a chart that wasn’t asked', () => {
    const { facts } = mapped([], { answers: answers({ reports: 'unanswered' }) });
    expect(outcome(facts.marrow.plasmaCells)).toBe('unanswered');
  });
});

describe('clonality and residual disease', () => {
  test.each<readonly [string, readonly Json[], unknown, unknown]>([
    ['restricted', [report(MARROW, { conclusion: 'Kappa restricted plasma cells' })], true, 'absent'],
    ['polyclonal', [report(MARROW, { conclusion: 'Polyclonal plasma cells' })], false, 'absent'],
    [
      'both',
      [report(MARROW, { conclusion: 'Polyclonal plasma cells. Lambda restricted plasma cells.' })],
      'conflicting',
      'absent',
    ],
    [
      'the newest',
      [
        report(MARROW, { days: 900, conclusion: 'Kappa restricted' }),
        report(MARROW, { conclusion: 'No light chain restriction' }),
      ],
      false,
      'absent',
    ],
    ['undecided', [report(MARROW, { conclusion: 'Possible clonal plasma cells' })], 'unreadable', 'absent'],
    ['MRD in words', [report(text('Flow cytometry MRD'), { conclusion: 'MRD negative' })], 'absent', false],
    ['MRD by name and answer', [result(text('Myeloma MRD'), { valueString: 'Positive' })], 'absent', true],
    ['cells found by flow', [observation('93021-4', 0.02, '%')], 'absent', true],
    [
      'under the sensitivity',
      [observation('93021-4', 0, '%', { valueQuantity: { value: 0.001, comparator: '<', code: '%', unit: '%' } })],
      'absent',
      false,
    ],
    [
      'not sensitive enough',
      [observation('93021-4', 0, '%', { valueQuantity: { value: 0.01, comparator: '<', code: '%', unit: '%' } })],
      'absent',
      'imprecise',
    ],
    ['zero, at an unknown sensitivity', [observation('93021-4', 0, '%')], 'absent', 'imprecise'],
    [
      'a newer word',
      [observation('93021-4', 0.02, '%', { days: 300 }), report(text('MRD'), { conclusion: 'MRD negative' })],
      'absent',
      false,
    ],
    [
      'an older word',
      [observation('93021-4', 0.02, '%', { days: 3 }), report(text('MRD'), { conclusion: 'MRD negative' })],
      'absent',
      true,
    ],
    [
      'word and number of one day differ',
      [observation('93021-4', 0.02, '%', { days: 30 }), report(text('MRD'), { conclusion: 'MRD negative' })],
      'absent',
      'conflicting',
    ],
    [
      'word and number agree',
      [observation('93021-4', 0.02, '%', { days: 30 }), report(text('MRD'), { conclusion: 'MRD positive' })],
      'absent',
      true,
    ],
  ])('%s', (_, resources, clonal, residual) => {
    const found = marrow(...resources);
    expect([outcome(found.clonal), outcome(found.residualDisease)]).toEqual([clonal, residual]);
  });
});

describe('plasmacytomas', () => {
  const sizes = (...resources: readonly Json[]): string => {
    const { plasmacytomas } = mapped(resources).facts;
    if (!plasmacytomas.known) return plasmacytomas.missing[0]?.because ?? '';
    return plasmacytomas.value.map(({ size, spd }) => `${size?.high ?? '?'} mm ${spd?.high ?? '?'} cm2`).join(', ');
  };
  const NAME = text('Plasmacytoma size');

  test.each<readonly [string, readonly Json[], string]>([
    ['in mm', [result(NAME, { valueQuantity: { value: 42, code: 'mm' } })], '42 mm ? cm2'],
    ['in cm', [result(NAME, { valueQuantity: { value: 4.2, unit: 'cm' } })], '42 mm ? cm2'],
    ['SPD', [result(text('Plasmacytoma SPD'), { valueQuantity: { value: 13, code: 'cm2' } })], '? mm 13 cm2'],
    ['SPD in mm2', [result(text('Plasmacytoma SPD'), { valueQuantity: { value: 1300, unit: 'mm²' } })], '? mm 13 cm2'],
    ['two diameters in words', [result(NAME, { valueString: '4 x 3 cm' })], '40 mm 12 cm2'],
    [
      'two components',
      [
        result(NAME, {
          component: [
            component(text('long'), { valueQuantity: { value: 40, code: 'mm' } }),
            component(text('short'), { valueQuantity: { value: 30, code: 'mm' } }),
          ],
        }),
      ],
      '40 mm ? cm2',
    ],
    [
      'a report',
      [report(text('CT chest'), { conclusion: 'Plasmacytoma of the sternum, 40 x 30 mm.' })],
      '40 mm 12 cm2',
    ],
    ['a report in Chinese', [report(text('CT'), { conclusion: '浆细胞瘤，大小 4.0×3.0 cm。' })], '40 mm 12 cm2'],
    ['a denial', [report(text('CT'), { conclusion: 'No plasmacytoma. Cyst of 40 mm.' })], 'absent'],
    ['no unit', [result(NAME, { valueQuantity: { value: 42 } })], 'absent'],
  ])('%s', (_, resources, expected) => {
    expect(sizes(...resources)).toBe(expected);
  });

  const listed = condition('C90.30', { id: 'c' });
  test.each<readonly [string, readonly Json[], unknown]>([
    ['an entry alone', [listed], 'unconfirmed'],
    [
      'an entry and a biopsy of it',
      [listed, procedure('0', { code: text('Needle biopsy'), reasonReference: [{ reference: 'Condition/c' }] })],
      true,
    ],
    ['an entry and a biopsy named after it', [listed, procedure('0', { code: text('Biopsy of plasmacytoma') })], true],
    ['an entry and another biopsy', [listed, procedure('0', { code: text('Breast biopsy') })], 'unconfirmed'],
    ['an entry and a marrow biopsy', [listed, procedure('0', { code: text('Bone marrow biopsy') })], 'unconfirmed'],
    [
      'a biopsy not done',
      [listed, procedure('0', { status: 'not-done', code: text('Biopsy of plasmacytoma') })],
      'unconfirmed',
    ],
    ['pathology', [report(text('Surgical pathology'), { conclusion: 'Plasmacytoma.' })], true],
    [
      'pathology by its code alone',
      [listed, report({ coding: [{ system: 'http://loinc.org', code: '22637-3' }] }, { conclusion: 'Plasmacytoma.' })],
      true,
    ],
    [
      'pathology by its section alone',
      [listed, report(text('T8 vertebra'), { category: [{ coding: [{ code: 'SP' }] }], conclusion: 'Plasmacytoma.' })],
      true,
    ],
    [
      'a report of another section',
      [listed, report(text('T8 vertebra'), { category: [{ coding: [{ code: 'RAD' }] }], conclusion: 'Plasmacytoma.' })],
      'unconfirmed',
    ],
    ['wrong types', [listed, report(text('T8'), { category: 'SP', conclusion: 'Plasmacytoma.' })], 'unconfirmed'],
    [
      'pathology that denies',
      [report(text('Surgical pathology'), { conclusion: 'No evidence of plasmacytoma.' })],
      false,
    ],
    ['an image alone', [report(text('CT chest'), { conclusion: 'Extramedullary disease' })], 'unconfirmed'],
    ['a refuted entry', [condition('C90.30', { verification: 'refuted' })], false],
    ['none', [], false],
  ])('proven: %s', (_, resources, expected) => {
    expect(outcome(mapped(resources).facts.plasmacytomaProven)).toBe(expected);
  });

  test('a problem list that wasn’t asked', () => {
    const { facts } = mapped([], { answers: answers({ conditions: 'unanswered' }) });
    expect(outcome(facts.plasmacytomaProven)).toBe('unanswered');
  });
});
