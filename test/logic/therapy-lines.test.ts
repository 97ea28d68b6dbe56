import { inferLines, type Treatment } from '../../src/logic/therapy-lines.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import type { Course } from '../../src/logic/therapy-facts.ts';
import { course, endless, onceOn } from './courses.ts';

interface Row {
  readonly courses: readonly Course[];
  readonly given?: Partial<Treatment>;
  readonly lines: readonly string[];
  readonly because: string;
}

const linesOf = ({ courses, given }: Row): readonly string[] =>
  inferLines({ courses, transplants: [], collections: [], progressions: [], ...given }, DEFAULT_THRESHOLDS).map(
    ({ from, agents, transplant, goingOn, progressed }) =>
      [
        from,
        ...agents,
        ...(transplant ? ['transplant'] : []),
        ...(goingOn ? ['on'] : []),
        ...(progressed ? ['PD'] : []),
      ].join(' '),
  );

const VRD: readonly Course[] = [
  course('bortezomib', '2022-01-01', '2022-05-01'),
  course('lenalidomide', '2022-01-01', '2022-05-01'),
  course('dexamethasone', '2022-01-01', '2022-05-01'),
];

describe('lines of therapy (GX-6)', () => {
  test.each<Row>([
    { courses: [], lines: [], because: 'nothing was given' },
    { courses: [course('dexamethasone', '2022-01-01')], lines: [], because: 'a steroid alone is no line' },
    { courses: [course('zoledronic-acid', '2022-01-01')], lines: [], because: 'a bone agent is no line' },
    { courses: VRD, lines: ['2022-01-01 bortezomib lenalidomide'], because: 'three drugs, one line' },
    {
      courses: [...VRD, course('lenalidomide', '2022-11-01')],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-01-01 bortezomib lenalidomide transplant on'],
      because: 'induction, transplant, maintenance',
    },
    {
      courses: [course('bortezomib', '2022-01-01', '2022-05-01'), course('lenalidomide', '2022-12-28')],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-01-01 bortezomib lenalidomide transplant on'],
      because: 'maintenance with a new drug on day 180 after the transplant',
    },
    {
      courses: [course('bortezomib', '2022-01-01', '2022-05-01'), course('lenalidomide', '2022-12-29')],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-01-01 bortezomib transplant', '2022-12-29 lenalidomide on'],
      because: 'and on day 181',
    },
    {
      courses: [...VRD, onceOn('melphalan', '2022-06-30'), course('ixazomib', '2022-10-01')],
      lines: ['2022-01-01 bortezomib ixazomib lenalidomide transplant on'],
      because: 'high-dose melphalan tells of a transplant that nobody recorded',
    },
    {
      courses: [...VRD, onceOn('melphalan', '2022-06-30'), course('ixazomib', '2022-10-01')],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-01-01 bortezomib ixazomib lenalidomide transplant on'],
      because: 'and is part of one that was',
    },
    {
      courses: [...VRD, course('cyclophosphamide', '2022-05-20', '2022-05-21')],
      given: { collections: ['2022-06-01'] },
      lines: ['2022-01-01 bortezomib lenalidomide'],
      because: 'mobilisation before the harvest',
    },
    {
      courses: [
        course('bortezomib', '2022-01-01', '2022-05-01'),
        course('cyclophosphamide', '2022-05-20', '2022-09-01'),
      ],
      given: { collections: ['2022-06-01'] },
      lines: ['2022-01-01 bortezomib cyclophosphamide'],
      because: 'cyclophosphamide that goes on is part of a regimen',
    },
    {
      courses: [course('lenalidomide', '2022-01-01'), course('bortezomib', '2022-03-02')],
      lines: ['2022-01-01 bortezomib lenalidomide on'],
      because: 'a third drug on day 60',
    },
    {
      courses: [course('bortezomib', '2022-01-01', '2022-01-02'), course('daratumumab', '2022-03-03')],
      lines: ['2022-01-01 bortezomib daratumumab on'],
      because: 'a gap of exactly 60 days is none',
    },
    {
      courses: [course('bortezomib', '2022-01-01', '2022-01-02'), course('daratumumab', '2022-03-04')],
      lines: ['2022-01-01 bortezomib', '2022-03-04 daratumumab on'],
      because: '61 days is one',
    },
    {
      courses: [course('bortezomib', '2022-01-01', '2022-04-01'), course('carfilzomib', '2022-04-15')],
      lines: ['2022-01-01 bortezomib carfilzomib on'],
      because: 'substitution within the class for toxicity',
    },
    {
      courses: [course('lenalidomide', '2022-01-01', '2022-06-01'), course('lenalidomide', '2023-06-01')],
      lines: ['2022-01-01 lenalidomide on'],
      because: 'the same drug again after a pause',
    },
    {
      courses: [course('lenalidomide', '2022-01-01', '2022-06-01'), course('lenalidomide', '2023-06-01')],
      given: { progressions: ['2023-05-01'] },
      lines: ['2022-01-01 lenalidomide PD', '2023-06-01 lenalidomide on'],
      because: 'the same drug again after a progression',
    },
    {
      courses: [
        course('lenalidomide', '2022-01-01'),
        course('daratumumab', '2023-06-01'),
        course('pomalidomide', '2023-06-04'),
      ],
      given: { progressions: ['2023-06-10'] },
      lines: ['2022-01-01 lenalidomide on PD', '2023-06-01 daratumumab pomalidomide on'],
      because: 'a progression recorded nine days late begins one line, not two',
    },
    {
      courses: [course('lenalidomide', '2022-01-01'), course('daratumumab', '2023-06-01')],
      given: { progressions: ['2023-06-15'] },
      lines: ['2022-01-01 lenalidomide on PD', '2023-06-01 daratumumab on'],
      because: 'fourteen days late',
    },
    {
      courses: [course('lenalidomide', '2022-01-01'), course('daratumumab', '2023-06-01')],
      given: { progressions: ['2023-06-16'] },
      lines: ['2022-01-01 daratumumab lenalidomide on PD'],
      because: 'fifteen: the progression is one on both',
    },
    {
      courses: [course('lenalidomide', '2022-01-01')],
      given: { progressions: ['2022-01-01', '2021-12-01'] },
      lines: ['2022-01-01 lenalidomide on'],
      because: 'progressions before the line are what it was begun for',
    },
    {
      courses: [],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-07-01 transplant'],
      because: 'a transplant alone',
    },
    {
      courses: [...VRD, course('ixazomib', '2022-07-01')],
      given: { transplants: ['2022-07-01'] },
      lines: ['2022-01-01 bortezomib ixazomib lenalidomide transplant on'],
      because: 'a drug begun on the very day',
    },
    {
      courses: VRD,
      given: { transplants: ['2022-07-01', '2022-10-01'] },
      lines: ['2022-01-01 bortezomib lenalidomide transplant'],
      because: 'tandem transplants',
    },
    {
      courses: VRD,
      given: { transplants: ['2022-07-01', '2024-10-01'] },
      lines: ['2022-01-01 bortezomib lenalidomide transplant', '2024-10-01 transplant'],
      because: 'a second transplant years later',
    },
    {
      courses: [endless('bortezomib', '2022-01-01'), course('daratumumab', '2022-06-01')],
      lines: ['2022-01-01 bortezomib', '2022-06-01 daratumumab on'],
      because: 'an end that nobody recorded counts from the last sign of the drug',
    },
    { courses: [course('lenalidomide', null)], lines: [], because: 'an undated course can’t be placed' },
    {
      courses: [course('melphalan', '2022-01-01', '2022-10-01', { given: ['2022-01-01'] })],
      lines: ['2022-01-01 melphalan'],
      because: 'oral melphalan for months is therapy',
    },
    {
      courses: [course('melphalan', '2022-01-01', '2022-01-04')],
      lines: ['2022-01-01 melphalan'],
      because: 'four days of tablets on order aren’t known to be high-dose',
    },
    {
      courses: [course('lenalidomide', '2022-01-01', null, { status: 'stopped', lastSeen: null })],
      lines: ['2022-01-01 lenalidomide'],
      because: 'nothing is known but its beginning',
    },
  ])('$lines: $because', (row) => {
    expect(linesOf(row)).toEqual(row.lines);
  });
});
