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
  ])('from $low mg: $because', ({ given, low, high = low }) => {
    expect(dexamethasonePerCycle(facts(given))).toMatchObject({ known: true, value: { low, high } });
  });

  test('is unknown where the drug list is and none is ordered', () => {
    const fact = dexamethasonePerCycle(facts(UNKNOWN_DRUGS));
    expect(fact).toMatchObject({ known: false, missing: [{ concept: 'medications', because: 'unanswered' }] });
  });

  const some = { low: 0, high: Infinity, lowOpen: true, highOpen: true };
  const dose = 'dexamethasone-dose';
  test.each<{ given: Stated; value: typeof some; missing: readonly string[]; because: string }>([
    { given: taking(unreadable), value: some, missing: [dose], because: 'more than nothing' },
    { given: ordering(unreadable), value: some, missing: [dose], because: 'also as an order' },
    {
      given: taking(dexamethasone(200), unreadable),
      value: { low: 200, high: Infinity, lowOpen: false, highOpen: true },
      missing: [dose],
      because: 'beside 200 mg at least 200 mg',
    },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(unreadable) },
      value: some,
      missing: [dose, 'medications'],
      because: 'the chart may add to it: both the dose and the drug list are missing',
    },
  ])('a dose that cannot be read: $because', ({ given, value, missing }) => {
    const fact = dexamethasonePerCycle(facts(given));
    expect(fact).toMatchObject({ known: true, value });
    expect((fact.missing ?? []).map(({ concept }) => concept).sort()).toEqual(missing);
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
    expect(fact.evidence).toContainEqual(
      expect.objectContaining({ concept: 'dexamethasone', value: other.label, reference: other.reference }),
    );
  });

  test.each([
    { from: '2026-10-01', date: { date: '2026-10-01' }, because: 'with the day it began' },
    { from: null, date: {}, because: 'without one' },
  ])('an unreadable dose is named as missing $because', ({ from, date }) => {
    const fact = dexamethasonePerCycle(facts(taking(drug('dexamethasone', { from }))));
    expect(fact.missing).toEqual([{ concept: 'dexamethasone-dose', because: 'unreadable', ...date }]);
  });
});
