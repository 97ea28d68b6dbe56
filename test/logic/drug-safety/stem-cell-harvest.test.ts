import { known, type Evidence } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import type { Course } from '../../../src/logic/therapy-facts.ts';
import { monthsPassed } from '../../../src/logic/drug-safety/therapy-length.ts';
import { stemCellHarvest } from '../../../src/logic/drug-safety/stem-cell-harvest.ts';
import { course } from '../courses.ts';
import { absent, adviceOf, context, drug, inBrief, ordering, taking, unknownFact, type Stated } from '../facts.ts';
import { candidate, happened, harvestPlanned } from './orders.ts';

const since = (...courses: readonly Course[]): Pick<Stated, 'courses'> => ({
  courses: known(
    courses,
    courses.map(({ ingredient, references: [reference = ''] }): Evidence => ({
      concept: ingredient,
      value: ingredient,
      reference,
      stale: false,
    })),
  ),
});
const len = (from: string | null): Stated => ({
  ...taking(drug('lenalidomide')),
  ...since(course('lenalidomide', from, null, { status: 'active' })),
  ...candidate(true),
});
const advised = (given: Stated, hook: Hook = 'patient-view', months = 4) =>
  adviceOf(stemCellHarvest, given, context(hook, { harvestMonths: months }));

describe('whether months have passed by 20 November 2026', () => {
  test.each<{ from: string | null; months: number; expected: boolean | undefined }>([
    { from: '2026-07-19', months: 4, expected: true },
    { from: '2026-07-20', months: 4, expected: true },
    { from: '2026-07-21', months: 4, expected: false },
    { from: '2026-07', months: 4, expected: undefined },
    { from: '2026-06', months: 4, expected: true },
    { from: '2026-08', months: 4, expected: false },
    { from: '2026', months: 4, expected: undefined },
    { from: '2025', months: 4, expected: true },
    { from: '2025-12-31', months: 11, expected: false },
    { from: '2025-11-20', months: 12, expected: true },
    { from: null, months: 4, expected: undefined },
  ])('$months since $from: $expected', ({ from, months, expected }) => {
    expect(monthsPassed(from, months, '2026-11-20')).toBe(expected);
  });

  test('from the last day of a longer month', () => {
    expect(monthsPassed('2026-10-31', 4, '2027-02-28')).toBe(false);
    expect(monthsPassed('2026-10-31', 4, '2027-03-01')).toBe(true);
  });
});

describe('STEM-CELL-HARVEST (F-4)', () => {
  const dara = {
    ...taking(drug('daratumumab')),
    ...since(course('daratumumab', '2026-05-01')),
    ...candidate(true),
  };
  const drafted = { ...len('2026-05-01'), ...taking(), ...ordering(drug('lenalidomide')) };
  const ended = (lastSeen: string | null): Stated => ({
    ...drafted,
    ...since(course('lenalidomide', '2026-01-01', lastSeen, { lastSeen, status: 'completed' })),
  });
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: len('2026-07-20'), expected: 'info harvest', because: 'four months to the day' },
    { given: len('2026-07-21'), expected: null, because: 'a day less' },
    { given: len(null), expected: 'info duration-unknown', because: 'no start' },
    { given: len('2026'), expected: 'info duration-unknown', because: 'only the year' },
    { given: dara, expected: 'info harvest', because: 'daratumumab alone' },
    { given: drafted, hook: 'order-sign', expected: 'info harvest', because: 'continued by a draft' },
    { given: len('2026-01-01'), hook: 'order-sign', expected: null, because: 'another drug in hand' },
    { given: { ...drafted, ...since() }, hook: 'order-sign', expected: null, because: 'the first order' },
    { given: ended('2026-10-15'), hook: 'order-sign', expected: 'info harvest', because: 'a short pause' },
    { given: ended('2026-03-01'), hook: 'order-sign', expected: null, because: 'given long ago, begun anew' },
    { given: ended(null), hook: 'order-sign', expected: null, because: 'over at some time' },
    { given: { ...len('2026-01-01'), ...candidate(false) }, expected: null, because: 'no candidate' },
    { given: { ...len('2026-01-01'), transplantCandidate: unknownFact('x') }, expected: null, because: 'not decided' },
    {
      given: { ...len('2026-01-01'), stemCellCollections: happened('stem-cell-collection') },
      expected: null,
      because: 'harvested',
    },
    {
      given: { ...len('2026-01-01'), autologousTransplants: happened('autologous-transplant') },
      expected: null,
      because: 'maintenance after transplant',
    },
    { given: { ...len('2026-01-01'), ...harvestPlanned }, expected: null, because: 'already ordered' },
    {
      given: { ...len('2026-01-01'), stemCellCollections: unknownFact('stem-cell-collection', 'unanswered') },
      expected: 'info harvest-unknown',
      because: 'procedures not received',
    },
    {
      given: { ...len('2026-01-01'), myeloma: absent('multiple-myeloma') },
      expected: null,
      because: 'no plasma-cell disorder',
    },
    { given: { ...len('2026-01-01'), courses: unknownFact('therapy-history') }, expected: null, because: 'no history' },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test("the months are the site's", () => {
    expect(advised(len('2026-07-01'), 'patient-view', 6)).toEqual([]);
    expect(advised(len('2026-05-01'), 'patient-view', 6)[0]?.show).toEqual({ drug: 'lenalidomide', months: 6 });
  });

  test('offers the harvest where all is known, and shows the course', () => {
    const [advice] = advised(len('2026-01-01'));
    expect(advice?.suggestions).toMatchObject([{ item: 'order-harvest' }]);
    expect(advice?.evidence[0]).toMatchObject({ concept: 'lenalidomide' });
    const [open] = advised(len(null));
    expect(open?.suggestions).toEqual([]);
    expect(open?.missing).toEqual([{ concept: 'therapy-start', because: 'absent' }]);
  });
});
