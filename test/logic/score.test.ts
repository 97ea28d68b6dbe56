import type { Criterion, Status } from '../../src/logic/criterion.ts';
import { gradedItem, item, score, scoreAtLeast, without, type Grade } from '../../src/logic/score.ts';

const answer = (status: Status, name = 'fact'): Criterion => ({
  status,
  evidence: [{ concept: name, value: status, stale: false }],
  missing: status === 'unknown' ? [{ concept: name, because: 'absent' }] : [],
});

describe('a line of a score', () => {
  test.each<{ points: number; status: Status; min: number; max: number; because: string }>([
    { points: 4, status: 'met', min: 4, max: 4, because: 'met adds its points' },
    { points: 4, status: 'not-met', min: 0, max: 0, because: 'not met adds nothing' },
    { points: 4, status: 'unknown', min: 0, max: 4, because: 'unknown may add them' },
    { points: -3, status: 'met', min: -3, max: -3, because: 'a credit takes them away' },
    { points: -3, status: 'not-met', min: 0, max: 0, because: 'no credit' },
    { points: -3, status: 'unknown', min: -3, max: 0, because: 'an unknown credit widens downwards' },
  ])('$points points, $status: $min to $max: $because', ({ points, status, min, max }) => {
    const { evidence, missing } = answer(status);
    expect(item('line', points, answer(status))).toEqual({ item: 'line', points, status, min, max, evidence, missing });
  });
});

describe('a graded line', () => {
  interface Row {
    readonly grades: readonly (readonly [number, Status])[];
    readonly some: Status;
    readonly points: number;
    readonly min: number;
    readonly max: number;
    readonly because: string;
  }
  test.each<Row>([
    {
      grades: [
        [4, 'met'],
        [2, 'not-met'],
      ],
      some: 'met',
      points: 4,
      min: 4,
      max: 4,
      because: 'the strong grade',
    },
    {
      grades: [
        [4, 'not-met'],
        [2, 'met'],
      ],
      some: 'met',
      points: 2,
      min: 2,
      max: 2,
      because: 'the weak grade',
    },
    {
      grades: [
        [4, 'not-met'],
        [2, 'not-met'],
      ],
      some: 'not-met',
      points: 4,
      min: 0,
      max: 0,
      because: 'neither',
    },
    {
      grades: [
        [4, 'unknown'],
        [2, 'unknown'],
      ],
      some: 'unknown',
      points: 4,
      min: 0,
      max: 4,
      because: 'nothing known',
    },
    {
      grades: [
        [4, 'unknown'],
        [2, 'unknown'],
      ],
      some: 'met',
      points: 4,
      min: 2,
      max: 4,
      because: 'one of them, not zero',
    },
    {
      grades: [
        [4, 'not-met'],
        [2, 'unknown'],
      ],
      some: 'unknown',
      points: 2,
      min: 0,
      max: 2,
      because: 'weak or none',
    },
    {
      grades: [
        [-4, 'met'],
        [-3, 'met'],
      ],
      some: 'met',
      points: -4,
      min: -4,
      max: -4,
      because: 'the stronger counts alone',
    },
    {
      grades: [
        [-4, 'met'],
        [-3, 'unknown'],
      ],
      some: 'met',
      points: -4,
      min: -4,
      max: -4,
      because: 'a weaker cannot add',
    },
    {
      grades: [
        [-4, 'unknown'],
        [-3, 'met'],
      ],
      some: 'met',
      points: -4,
      min: -4,
      max: -3,
      because: 'a stronger one may',
    },
    {
      grades: [
        [-4, 'unknown'],
        [-3, 'unknown'],
      ],
      some: 'unknown',
      points: -4,
      min: -4,
      max: 0,
      because: 'open credit',
    },
    { grades: [], some: 'not-met', points: 0, min: 0, max: 0, because: 'a line without grades is worth nothing' },
  ])('$min to $max: $because', ({ grades, some, points, min, max }) => {
    const line = gradedItem(
      'line',
      grades.map(([worth, status]): Grade => [worth, answer(status)]),
      answer(some),
    );
    expect(line).toMatchObject({ item: 'line', points, status: some, min, max });
  });

  test('names what is missing of the grades that may still count', () => {
    const grades: Grade[] = [
      [-4, answer('unknown', 'full')],
      [-3, answer('met', 'prophylactic')],
      [-1, answer('unknown', 'weaker')],
    ];
    const line = gradedItem('line', grades, answer('met', 'some'));
    expect(line.missing).toEqual([{ concept: 'full', because: 'absent' }]);
    expect(line.evidence).toEqual(answer('met', 'some').evidence);
  });
});

describe('a score', () => {
  const whole = score([item('a', 4, answer('met')), item('b', 2, answer('unknown')), item('c', -3, answer('unknown'))]);

  test('is a range that adds up both ends', () => {
    expect(whole).toMatchObject({ min: 1, max: 6 });
  });

  test.each([
    { left: 'a', min: -3, max: 2, because: 'without a line that is met' },
    { left: 'c', min: 4, max: 6, because: 'without an open credit' },
    { left: 'z', min: 1, max: 6, because: 'without a line that is not there' },
  ])('$because', ({ left, min, max }) => {
    expect(without(whole, left)).toMatchObject({ min, max });
    expect(without(whole, left).items.map((line) => line.item)).not.toContain(left);
  });

  test.each<{ min: number; max: number; expected: Status; because: string }>([
    { min: 3, max: 3, expected: 'not-met', because: 'just under' },
    { min: 4, max: 4, expected: 'met', because: 'at the limit' },
    { min: 5, max: 5, expected: 'met', because: 'just over' },
    { min: 4, max: 9, expected: 'met', because: 'both ends reach it' },
    { min: 0, max: 3, expected: 'not-met', because: 'neither end does' },
    { min: 3, max: 4, expected: 'unknown', because: 'one end does' },
  ])('$min to $max against 4: $because', ({ min, max, expected }) => {
    expect(scoreAtLeast({ min, max }, 4)).toBe(expected);
  });
});
