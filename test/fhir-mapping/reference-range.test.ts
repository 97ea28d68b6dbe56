import { observation, type Json } from '../patient.ts';
import { mapped } from './charts.ts';

const normal = (code: string): Json => ({
  type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/referencerange-meaning', code }] },
});
const LOW = { value: 8.5, unit: 'mg/dL' };
const HIGH = { value: 10.2, unit: 'mg/dL' };

interface Ranges {
  readonly own: unknown;
  readonly reported: unknown;
}

/** The range of one calcium, 10 mg/dL or 2.5 mmol/L. */
function ranges(referenceRange: unknown, unit = 'mg/dL'): Ranges {
  const value = unit === 'mg/dL' ? 10 : 2.5;
  const fact = mapped([observation('17861-6', value, unit, { referenceRange })]).facts.calcium;
  const point = fact.known ? fact.value[0] : undefined;
  return { own: point?.range, reported: point?.reported.range };
}

const same = (range: unknown): Ranges => ({ own: range, reported: range });

test.each([
  [[{ low: LOW, high: HIGH }], same({ low: 8.5, high: 10.2 }), 'Oracle'],
  [[{ low: { value: 8.5 }, high: { value: 10.2 } }], same({ low: 8.5, high: 10.2 }), 'the unit of the value'],
  [[{ high: HIGH }], same({ high: 10.2 }), 'one end'],
  [[{ low: { value: '8.5' } }], same({ low: 8.5 }), 'numeral as a string'],
  [[{ low: LOW, high: HIGH, text: '1-2' }], same({ low: 8.5, high: 10.2 }), 'numbers before text'],
  [[{ low: { value: 85, unit: 'mg/L' } }], same({ low: 8.5 }), 'a unit of its own'],
  [[{ text: '8.5-10.2' }], same({ low: 8.5, high: 10.2 }), 'text'],
  [[{ text: '8.5 – 10.2 mg/dL' }], same({ low: 8.5, high: 10.2 }), 'text with a dash and a unit'],
  [[{ text: '85 - 102 mg/L' }], same({ low: 8.5, high: 10.2 }), 'text with another unit'],
  [[{ text: '<10.2' }], same({ high: 10.2 }), 'text, one end'],
  [[{ text: '>8.5' }], same({ low: 8.5 }), 'text, one end'],
  [[{ text: '≤ 10.2' }], same({ high: 10.2 }), 'one character'],
  [[{ text: '10.2' }], same(undefined), 'which end?'],
  [[{ text: 'see handbook' }], same(undefined), 'words'],
  [[{ text: 'Adult 8.5-10.2, child 9-11' }], same(undefined), 'two ranges in one'],
  [[{ text: '10.2-8.5' }], same(undefined), 'the wrong way round'],
  [[{ low: HIGH, high: LOW }], same(undefined), 'the wrong way round'],
  [[{ low: { value: 8.5, unit: 'furlong' } }], same(undefined), 'no such unit'],
  [[{ low: { value: 8.5, unit: 'furlong' }, high: HIGH }], same(undefined), 'one end can’t be read'],
  [[{ low: LOW, high: { value: 10, unit: 'mg' } }], same(undefined), 'a unit of another kind'],
  [[{ ...normal('normal'), high: HIGH }], same({ high: 10.2 }), 'called normal'],
  [[{ ...normal('critical'), high: HIGH }], same(undefined), 'not the limits of normal'],
  [
    [
      { ...normal('critical'), high: { value: 13 } },
      { ...normal('normal'), high: HIGH },
    ],
    same({ high: 10.2 }),
    'two',
  ],
  [[{ high: HIGH }, { high: { value: 11 } }], same(undefined), 'which of them?'],
  [
    [
      { ...normal('normal'), high: HIGH },
      { ...normal('normal'), low: LOW },
    ],
    same(undefined),
    'which of them?',
  ],
  [{ high: HIGH }, same({ high: 10.2 }), 'an object in place of a list'],
  ['rubbish', same(undefined), 'rubbish'],
  [[null, 7, []], same(undefined), 'rubbish'],
] as readonly (readonly [unknown, Ranges, string])[])('%j: %j, %s', (sent, expected) => {
  expect(ranges(sent)).toEqual(expected);
});

test('in the reported unit as sent, in the wanted one converted', () => {
  const sent = [{ low: { value: 2.2, unit: 'mmol/L' }, high: { value: 2.6 } }];
  expect(ranges(sent, 'mmol/L')).toEqual({
    own: { low: expect.closeTo(8.818, 3) as unknown, high: expect.closeTo(10.421, 3) as unknown },
    reported: { low: 2.2, high: 2.6 },
  });
});

test('a single measurement has it too', () => {
  const result = observation('777-3', 100, '10*3/uL', { referenceRange: [{ low: { value: 150 } }] });
  expect(mapped([result]).facts.platelets).toMatchObject({ value: { range: { low: 150 } } });
});

test('two results of one moment that differ have none in common', () => {
  const two = [8, 9].map((value) => observation('17861-6', value, 'mg/dL', { referenceRange: [{ high: HIGH }] }));
  const fact = mapped(two).facts.calcium;
  expect(fact).toMatchObject({ known: true, value: [{ interval: { low: 8, high: 9 } }] });
  expect(fact.known && fact.value[0]?.range).toBeUndefined();
});
