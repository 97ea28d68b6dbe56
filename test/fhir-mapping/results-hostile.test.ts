import { observation, type Json } from '../patient.ts';
import { chartOf, LOINC, mapped, readAll, SNOMED } from './charts.ts';
import { holdsNaN, junkAt, pathsIn } from './mutations.ts';

const coded = (code: string): Json => ({ coding: [{ system: LOINC, code, display: 'x' }], text: 'x' });
const base = (code: string, more: Json): Json => ({ ...observation(code, 0, ''), valueQuantity: undefined, ...more });
const quantity = (value: number, unit: string): Json => ({ value, unit, code: unit });

/** One result of each form. */
const FORMS: readonly Json[] = [
  base('57778-3', {
    component: [
      {
        code: coded('36916-5'),
        valueQuantity: { ...quantity(33, 'mg/L'), comparator: '<' },
        referenceRange: [
          {
            low: quantity(3.3, 'mg/L'),
            high: quantity(19.4, 'mg/L'),
            type: { coding: [{ system: 'x', code: 'normal' }] },
            text: '3.3-19.4',
          },
        ],
        interpretation: [{ coding: [{ system: 'urn:oid:2.16.840.1.113883.5.83', code: 'H' }] }],
      },
      { code: coded('33944-0'), dataAbsentReason: { coding: [{ code: 'error' }] } },
    ],
  }),
  base('11118-7', { valueRange: { low: quantity(50, '%'), high: quantity(70, '%') } }),
  base('2890-2', { valueRatio: { numerator: quantity(300, 'mg'), denominator: quantity(1, 'g') } }),
  base('89247-1', { valueInteger: 1 }),
  base('89247-1', { valueCodeableConcept: coded('LA9625-0') }),
  base('5196-1', { valueCodeableConcept: { coding: [{ system: SNOMED, code: '260385009' }] } }),
  base('25700-6', { valueString: 'IgG kappa monoclonal band present' }),
  base('94400-9', { valueBoolean: false }),
  base('51435-6', { id: 'a', valueQuantity: quantity(1, 'g/dL') }),
  base('35559-4', { id: 'b', valueQuantity: quantity(0.5, 'g/dL') }),
  base('24351-9', { hasMember: [{ reference: 'Observation/a' }, { reference: 'Observation/b' }] }),
  base('51436-4', { valueQuantity: quantity(20, 'mg/dL') }),
  base('3167-4', { valueQuantity: quantity(1500, 'mL') }),
];

test('rubbish at every place of every form: no crash, no number that is none', () => {
  const wrong = FORMS.flatMap((whole) =>
    pathsIn(whole).flatMap((path) =>
      junkAt(whole, path).flatMap((spoilt) => {
        const others = FORMS.filter((form) => form !== whole);
        try {
          return holdsNaN(readAll(chartOf([spoilt, ...others]))) ? [`${path.join('.')}: NaN`] : [];
        } catch (error) {
          return [`${path.join('.')}: ${String(error)}`];
        }
      }),
    ),
  );
  expect([...new Set(wrong)]).toEqual([]);
});

test.each(['9', ' ', '<', '-', '1-', '1 ', 'ig', '未', '(', 'no ', '.', '/_history/'])(
  'huge text of %j costs nothing',
  (part) => {
    const huge = part.repeat(100_000);
    const spoilt = FORMS.map((form) => ({
      ...form,
      valueString: huge,
      valueCodeableConcept: { text: huge, coding: [{ system: huge, code: huge, display: huge }] },
      interpretation: [{ coding: [{ system: huge, code: huge }] }],
      referenceRange: [{ text: huge, low: { value: huge, unit: huge } }],
      hasMember: [{ reference: huge }],
      dataAbsentReason: undefined,
    }));
    const start = performance.now();
    readAll(chartOf(spoilt));
    expect(performance.now() - start).toBeLessThan(3000);
  },
);

test('a panel of a million parts is cut', () => {
  const component = Array.from({ length: 100_000 }, () => ({
    code: coded('36916-5'),
    valueQuantity: quantity(1, 'mg/L'),
  }));
  const start = performance.now();
  mapped([base('57778-3', { component })]);
  expect(performance.now() - start).toBeLessThan(2000);
});

describe('the same facts from whichever EHR', () => {
  const plain = base('36916-5', { id: 'k', valueQuantity: quantity(33, 'mg/L') });
  const epic = {
    ...plain,
    code: {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282', code: '1230000' },
        { system: LOINC, code: '36916-5' },
      ],
    },
    valueQuantity: { value: 3.3, unit: 'mg/dL' },
  };
  const oracle = {
    ...plain,
    code: {
      coding: [
        { system: 'https://fhir.cerner.com/t/codeSet/72', code: '21705', userSelected: true },
        { system: 'https://loinc.org/', code: '36916-5' },
      ],
    },
    valueQuantity: { value: 33, unit: 'mg/L' },
  };
  const athena = { ...plain, valueQuantity: undefined, valueCodeableConcept: { text: '33 mg/L' } };
  const panel = {
    ...plain,
    code: coded('57778-3'),
    valueQuantity: undefined,
    component: [{ code: coded('36916-5'), valueQuantity: quantity(33, 'mg/L') }],
  };

  test.each([
    ['Epic', epic],
    ['Oracle', oracle],
    ['athenahealth', athena],
    ['a panel', panel],
  ])('%s', (_, result) => {
    const { freeKappa } = mapped([result]).facts;
    expect(freeKappa).toMatchObject({
      known: true,
      value: [{ interval: { low: 33, high: 33 } }],
      evidence: [{ concept: 'free-kappa', reference: 'Observation/k' }],
    });
  });
});
