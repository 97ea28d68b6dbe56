import type { Drug } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { bortezomibFrequency } from '../../../src/logic/drug-safety/bortezomib-frequency.ts';
import { adviceOf, context, drug, inBrief, ordering, taking, UNKNOWN_DRUGS, type Stated } from '../facts.ts';
import { ordered } from './orders.ts';

const advised = (given: Stated, hook: Hook = 'order-sign') => adviceOf(bortezomibFrequency, given, context(hook));
const inWords = { amount: '1.3 mg/m2', rhythm: 'twice weekly' };
const perWeek = (mostPerWeek: number | null, route: Drug['route'] = null): Drug =>
  ordered('bortezomib', { mostPerWeek, route, inWords });
const on = (...dates: readonly string[]): readonly Drug[] =>
  dates.map((date) => ordered('bortezomib', { dates: [date], reference: `MedicationRequest/${date}` }));

describe('BORTEZOMIB-FREQUENCY (F-7)', () => {
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: ordering(perWeek(2)), expected: 'info ordered', because: 'twice weekly' },
    { given: ordering(perWeek(7)), hook: 'order-select', expected: 'info ordered', because: 'daily' },
    { given: ordering(perWeek(1)), expected: null, because: 'once weekly' },
    { given: ordering(perWeek(null)), expected: null, because: 'rhythm not told' },
    { given: ordering(drug('bortezomib')), expected: null, because: 'nothing read of it' },
    { given: taking(perWeek(2)), hook: 'patient-view', expected: 'info active', because: 'active' },
    { given: taking(perWeek(2)), expected: null, because: 'active, and not in hand' },
    { given: ordering(ordered('carfilzomib', { mostPerWeek: 2 })), expected: null, because: 'another drug' },
    {
      given: ordering(...on('2026-11-20', '2026-11-23')),
      expected: 'info ordered',
      because: 'orders three days apart',
    },
    { given: ordering(...on('2026-11-20', '2026-11-26')), expected: 'info ordered', because: 'six days apart' },
    { given: ordering(...on('2026-11-27', '2026-11-20')), expected: null, because: 'a week apart' },
    { given: ordering(...on('2026-11-20', '2026-11-20')), expected: null, because: 'one day written twice' },
    { given: UNKNOWN_DRUGS, hook: 'patient-view', expected: null, because: 'no drug list' },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ route: Drug['route']; instruction: string }>([
    { route: 'subcutaneous', instruction: '1.3 mg/m2 subcutaneously once weekly' },
    { route: 'intravenous', instruction: '1.3 mg/m2 intravenously once weekly' },
    { route: null, instruction: '1.3 mg/m2 once weekly' },
    { route: 'oral', instruction: '1.3 mg/m2 once weekly' },
  ])('offers $instruction', ({ route, instruction }) => {
    expect(advised(ordering(perWeek(2, route)))[0]?.suggestions).toEqual([
      {
        kind: 'change-dosage',
        item: 'once-weekly',
        draft: 'MedicationRequest/bortezomib',
        dosage: { frequency: 1, period: 1, periodUnit: 'wk', instruction },
      },
    ]);
  });

  test.each<{ given: Stated; hook?: Hook; because: string }>([
    { given: ordering(ordered('bortezomib', { mostPerWeek: 2 })), because: 'words that would be lost' },
    { given: ordering(...on('2026-11-20', '2026-11-23')), because: 'several orders' },
    { given: taking(perWeek(2)), hook: 'patient-view', because: 'no order in hand' },
  ])('offers nothing: $because', ({ given, hook }) => {
    expect(advised(given, hook)[0]?.suggestions).toEqual([]);
  });
});
