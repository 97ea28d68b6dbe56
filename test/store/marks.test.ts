import { marksOf, type DayCount } from '../../src/store/marks.ts';

/** Spike and drop to zero (PR-34): a synthetic stream trips both alarms, and an ordinary one none. */

const RECENT = '2026-11-14';

/** So much in the 28 days before, so much in the 7 days since. */
const stream = (before: Omit<DayCount, 'day'>, since: Omit<DayCount, 'day'>): readonly DayCount[] => [
  { day: '2026-10-17', ...before },
  { day: RECENT, ...since },
];

test.each([
  { before: [400, 40], since: [100, 10], marks: [], because: 'as ever' },
  { before: [400, 20], since: [100, 0], marks: ['drop-to-zero'], because: '5 expected, none came' },
  { before: [400, 19], since: [100, 0], marks: [], because: 'just under 5 expected: may be chance' },
  { before: [400, 20], since: [100, 1], marks: [], because: 'one is not zero' },
  { before: [400, 40], since: [0, 0], marks: ['drop-to-zero'], because: 'the EHR stopped calling' },
  { before: [0, 0], since: [0, 0], marks: [], because: 'nothing ever' },
  { before: [0, 0], since: [100, 50], marks: [], because: 'a new rule has no past to differ from' },
  { before: [400, 40], since: [100, 20], marks: [], because: 'twice as many: not more than twice' },
  { before: [400, 40], since: [100, 21], marks: ['spike'], because: 'just over twice' },
  { before: [400, 40], since: [300, 30], marks: [], because: 'three times the calls, the same share' },
  { before: [4000, 4], since: [1000, 9], marks: [], because: 'fewer than 10 are no spike' },
  { before: [4000, 4], since: [1000, 10], marks: ['spike'], because: '1 expected, 10 came' },
  { before: [400, 0], since: [100, 10], marks: ['spike'], because: 'none expected at all' },
  { before: [400, 20], since: [100, 11], marks: [], because: 'over twice, but within three deviations' },
  { before: [400, 20], since: [100, 12], marks: ['spike'], because: 'over twice, and beyond three deviations' },
])('$before before, $since since: $marks ($because)', ({ before, since, marks }) => {
  const [b0 = 0, b1 = 0] = before;
  const [s0 = 0, s1 = 0] = since;
  expect(marksOf(stream({ evaluated: b0, found: b1 }, { evaluated: s0, found: s1 }), RECENT)).toEqual(marks);
});
