import fc from 'fast-check';
import { condition, observation, procedure, type Json } from '../../patient.ts';
import { chartOf, readAll, resource } from '../charts.ts';
import { canonical, holdsNaN, junkAt, pathsIn } from '../mutations.ts';
import { attached, component, loinc, PRESENT, report, result, text } from './reports.ts';

/** Pathology and imaging in which every reader finds something. */
const CHART: readonly Json[] = [
  report(loinc('50659-2'), {
    conclusion: 'del(17p) detected in 62 % of nuclei. t(4;14) not detected.',
    result: [{ reference: '#in' }],
    contained: [result(text('t(14;16)'), { id: 'in', ...PRESENT })],
  }),
  report(loinc('62367-8'), { days: 40, ...attached('nuc ish(CKS1Bx3)[60/200]') }),
  result(loinc('69548-6'), {
    ...PRESENT,
    component: [
      component(loinc('48018-6'), { valueCodeableConcept: { text: 'TP53' } }),
      component(loinc('82155-3'), { valueQuantity: { value: 1, code: '1' } }),
    ],
  }),
  result(text('t(11;14)'), { days: 9, valueQuantity: { value: 62, code: '%' }, note: [{ text: 'FISH' }] }),
  report(loinc('46305-9'), { days: 7, conclusion: 'Multiple lytic lesions. No extramedullary disease.' }),
  report(loinc('46358-8'), { days: 6, conclusion: 'Two focal lesions > 5 mm.' }),
  {
    resourceType: 'ImagingStudy',
    id: 's',
    status: 'available',
    started: '2026-11-01',
    procedureCode: [loinc('81555-5')],
    description: 'PET/CT',
  },
  result(text('MRI focal lesions'), {
    days: 5,
    component: [component(text('size'), { valueQuantity: { value: 6, code: 'mm', comparator: '>' } })],
  }),
  procedure('426252008', { days: 3 }),
  procedure('0', { code: text('Biopsy of plasmacytoma'), reasonReference: [{ reference: 'Condition/c' }] }),
  condition('C90.30', { id: 'c' }),
  report(loinc('33721-2'), { days: 12, conclusion: '50-70 % plasma cells, kappa restricted. MRD positive.' }),
  observation('93021-4', 0.02, '%', { days: 2 }),
  result(text('Plasmacytoma size'), { valueQuantity: { value: 4.2, unit: 'cm' }, valueString: '4 x 3 cm' }),
];

test('rubbish at every single place: nothing throws, no number is none, nobody’s words reach a note', () => {
  const thrown = CHART.flatMap((whole) =>
    pathsIn(whole).flatMap((path) =>
      junkAt(whole, path).flatMap((spoilt) => {
        try {
          const read = readAll(chartOf([spoilt]));
          const notes = JSON.stringify(read['notes']);
          return holdsNaN(read) || /rubbish|62 %|kappa/.test(notes.replace(/"reference":"[^"]*"/g, ''))
            ? [path.join('.')]
            : [];
        } catch (error) {
          return [`${path.join('.')}: ${String(error)}`];
        }
      }),
    ),
  );
  expect([...new Set(thrown)]).toEqual([]);
});

test('the order of the resources does not matter', () => {
  const before = canonical(readAll(chartOf(CHART)));
  const shuffled = fc.shuffledSubarray([...CHART], { minLength: CHART.length });
  fc.assert(
    fc.property(shuffled, (list) => expect(canonical(readAll(chartOf(list)))).toEqual(before)),
    { numRuns: 20 },
  );
});

test('whatever a report says, it can be read, and twice the same', () => {
  const words = fc.constantFrom(
    ...[
      'del(17p)',
      't(4;14)',
      '1q21',
      'not detected',
      'no',
      'detected',
      'negative for',
      ',',
      '.',
      ':',
      '62 %',
      '3 copies',
      'cut-off',
      'pending',
    ],
    ...[
      'lytic lesions',
      'plasma cells',
      'focal lesions',
      '5 mm',
      '(',
      ')',
      '\n',
      '未见',
      '阳性',
      '17p缺失',
      'nuc ish(TP53x1)[1/2]',
      '46,XX[20]',
    ],
  );
  const conclusion = fc
    .array(fc.oneof({ weight: 9, arbitrary: words }, fc.string()), { maxLength: 30 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(conclusion, (said) => {
      const chart = chartOf([
        resource(report(loinc('50659-2'), { id: 'r', conclusion: said })),
        report(loinc('46358-8'), { id: 'm', conclusion: said }),
      ]);
      expect(readAll(chart)).toEqual(readAll(chart));
    }),
    { numRuns: 100 },
  );
});
