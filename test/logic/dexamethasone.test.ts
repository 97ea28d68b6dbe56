import { dexamethasonePerCycle } from '../../src/logic/dexamethasone.ts';
import { dexamethasone, drug, facts, ordering, taking, UNKNOWN_DRUGS, type Stated } from './facts.ts';

/** A second entry of the chart. */
const other = { reference: 'MedicationRequest/dex-2', label: 'dexamethasone 4 mg tablets' };
const unreadable = drug('dexamethasone', other);

describe('dexamethasone per cycle (D-6)', () => {
  test.each<{ given: Stated; low: number; high?: number; because: string }>([
    { given: {}, low: 0, because: 'none' },
    { given: taking(drug('prednisone', { mg: 50 })), low: 0, because: 'another steroid is not dexamethasone' },
    { given: taking(dexamethasone(160)), low: 160, because: 'one course' },
    { given: taking(dexamethasone(80, 160)), low: 80, high: 160, because: 'a dose range' },
    { given: ordering(dexamethasone(160)), low: 160, because: 'an order counts as well' },
    {
      given: taking(dexamethasone(120), dexamethasone(40, 40, other)),
      low: 120,
      high: 160,
      because: 'two entries: at least the larger, at most the sum',
    },
    {
      given: taking(dexamethasone(80, 120), dexamethasone(40, 60, other)),
      low: 80,
      high: 180,
      because: 'two ranges',
    },
    {
      given: taking(dexamethasone(80), dexamethasone(80, 80, other)),
      low: 80,
      high: 160,
      because: 'two entries of the same amount may add up too: D-6 sums the scheduled doses',
    },
    {
      given: { ...taking(dexamethasone(160)), ...ordering(dexamethasone(160)) },
      low: 160,
      because: 'a draft that re-signs a chart order stands once',
    },
    {
      given: { ...taking(dexamethasone(160)), ...ordering(dexamethasone(80)) },
      low: 80,
      because: 'and counts as it is written now',
    },
  ])('$low to $high mg: $because', ({ given, low, high = low }) => {
    expect(dexamethasonePerCycle(facts(given))).toMatchObject({ known: true, value: { low, high } });
  });

  test.each<{ given: Stated; missing: readonly string[]; because: string }>([
    { given: taking(unreadable), missing: ['dexamethasone-dose'], because: 'a dose that cannot be read' },
    { given: taking(drug('dexamethasone', { from: null })), missing: ['dexamethasone-dose'], because: 'nor a date' },
    { given: UNKNOWN_DRUGS, missing: ['medications'], because: 'the drug list is unknown and nothing is ordered' },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(unreadable) },
      missing: ['medications'],
      because: 'the drug list is unknown and the order cannot be read',
    },
  ])('unknown: $because', ({ given, missing }) => {
    const fact = dexamethasonePerCycle(facts(given));
    expect(fact).toMatchObject({ known: false, missing: missing.map((concept) => ({ concept })) });
  });

  test('a readable course beside an unreadable one is a floor: more than 160 stays more than 160', () => {
    const fact = dexamethasonePerCycle(facts(taking(dexamethasone(200), unreadable)));
    expect(fact).toMatchObject({ known: true, value: { low: 200 } });
  });

  test('what is ordered is a floor where the drug list is unknown', () => {
    const fact = dexamethasonePerCycle(facts({ ...UNKNOWN_DRUGS, ...ordering(dexamethasone(80)) }));
    expect(fact).toMatchObject({ known: true, value: { low: 80, high: Infinity } });
  });
});

describe('its evidence', () => {
  test.each([
    { given: dexamethasone(160), shown: { value: 160, date: '2026-10-01' }, because: 'an amount' },
    { given: dexamethasone(80, 160), shown: { value: '80..160', date: '2026-10-01' }, because: 'a range' },
    { given: dexamethasone(160, 160, { from: null }), shown: { value: 160 }, because: 'an entry without a date' },
  ])('is each entry with its amount: $because', ({ given, shown }) => {
    expect(dexamethasonePerCycle(facts(taking(given))).evidence).toEqual([
      {
        concept: 'dexamethasone-per-cycle',
        unit: 'mg',
        reference: 'MedicationRequest/dexamethasone',
        stale: false,
        ...shown,
      },
    ]);
  });

  test('of absence is the list that was searched', () => {
    expect(dexamethasonePerCycle(facts()).evidence).toMatchObject([{ concept: 'medications', value: 'absent' }]);
  });

  test.each([
    { list: [unreadable], because: 'alone' },
    { list: [dexamethasone(160), unreadable], because: 'after a readable one' },
  ])('of an unreadable dose is that entry under its own name: $because', ({ list }) => {
    const fact = dexamethasonePerCycle(facts(taking(...list)));
    expect(fact.evidence).toContainEqual({
      concept: 'dexamethasone',
      value: other.label,
      reference: other.reference,
      stale: false,
    });
  });

  test('of an unreadable dose says when the entry began', () => {
    const fact = dexamethasonePerCycle(facts(taking(unreadable)));
    expect(fact).toMatchObject({
      missing: [{ concept: 'dexamethasone-dose', because: 'unreadable', date: '2026-10-01' }],
    });
  });
});
