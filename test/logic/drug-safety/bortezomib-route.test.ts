import type { Drug } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { bortezomibRoute } from '../../../src/logic/drug-safety/bortezomib-route.ts';
import { adviceOf, context, drug, inBrief, ordering, taking, UNKNOWN_DRUGS, type Stated } from '../facts.ts';
import { amount, ordered } from './orders.ts';

const advised = (given: Stated, hook: Hook = 'order-sign') => adviceOf(bortezomibRoute, given, context(hook));
const IV = ordered('bortezomib', {
  route: 'intravenous',
  amounts: [amount(1.3, 'mg/m2')],
  mostPerWeek: 2,
  inWords: { amount: '1.3 mg/m2', rhythm: 'on days 1, 4, 8, 11 of a 21-day cycle' },
});
const by = (route: Drug['route']): Drug => ordered('bortezomib', { route });

describe('BORTEZOMIB-ROUTE (F-7)', () => {
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: ordering(IV), expected: 'info ordered', because: 'intravenous' },
    { given: ordering(IV), hook: 'order-select', expected: 'info ordered', because: 'intravenous' },
    { given: taking(IV), hook: 'patient-view', expected: 'info active', because: 'active' },
    { given: taking(IV), expected: null, because: 'active, and not in hand' },
    { given: ordering(by('subcutaneous')), expected: null, because: 'subcutaneous' },
    { given: ordering(by(null)), expected: null, because: 'not told: the page asks for an intravenous order' },
    { given: ordering(ordered('carfilzomib', { route: 'intravenous' })), expected: null, because: 'another drug' },
    { given: UNKNOWN_DRUGS, hook: 'patient-view', expected: null, because: 'no drug list' },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test('changes the route, and says dose and days again', () => {
    expect(advised(ordering(IV))[0]?.suggestions).toEqual([
      {
        kind: 'change-dosage',
        item: 'subcutaneous',
        draft: 'MedicationRequest/bortezomib',
        dosage: {
          route: 'subcutaneous',
          instruction: '1.3 mg/m2 subcutaneously on days 1, 4, 8, 11 of a 21-day cycle',
        },
      },
    ]);
  });

  test.each<{ given: Stated; hook: Hook; because: string }>([
    { given: ordering(by('intravenous')), hook: 'order-sign', because: 'words that a new instruction would lose' },
    { given: ordering(drugWithoutWords()), hook: 'order-sign', because: 'nothing read of it' },
    { given: taking(IV), hook: 'patient-view', because: 'no order in hand' },
  ])('offers nothing: $because', ({ given, hook }) => {
    expect(advised(given, hook)[0]?.suggestions).toEqual([]);
  });

  test('one card for the days of a plan, and its evidence', () => {
    const [advice, other] = advised(ordering(IV, { ...IV, reference: 'MedicationRequest/second' }));
    expect(other).toBeUndefined();
    expect(advice?.suggestions).toHaveLength(2);
    expect(advice?.evidence.slice(0, 4)).toMatchObject([
      { concept: 'bortezomib' },
      { concept: 'ordered-dose', value: 1.3, unit: 'mg/m2' },
      { concept: 'route', value: 'intravenous' },
      { concept: 'doses-per-week', value: 2 },
    ]);
  });

  test('a range of doses is shown as one', () => {
    const [advice] = advised(
      ordering({ ...IV, ...ordered('bortezomib', { route: 'intravenous', amounts: [amount(1, 'mg/m2', 1.3)] }) }),
    );
    expect(advice?.evidence[1]).toMatchObject({ value: '1..1.3' });
  });
});

function drugWithoutWords(): Drug {
  return { ...drug('bortezomib'), route: 'intravenous' };
}
