import type { Hook } from '../../../src/logic/rule.ts';
import { carfilzomibCardiac } from '../../../src/logic/drug-safety/carfilzomib-cardiac.ts';
import {
  adviceOf,
  born,
  context,
  drug,
  inBrief,
  ordering,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';
import { happened } from './orders.ts';

const advised = (given: Stated, hook: Hook = 'order-sign') => adviceOf(carfilzomibCardiac, given, context(hook));
const draft = ordering(drug('carfilzomib'));
const active = taking(drug('carfilzomib'));
const heartFailure = happened('heart-failure');
const hypertension = happened('hypertension');

describe('CARFILZOMIB-CARDIAC (F-8)', () => {
  test.each<{ given: Stated; hook?: Hook; expected: string | null; because: string }>([
    { given: draft, expected: 'info general', because: 'nothing on record' },
    { given: { ...draft, heartFailure }, expected: 'info heart-failure', because: 'heart failure' },
    { given: { ...draft, hypertension }, hook: 'order-select', expected: 'info hypertension', because: 'hypertension' },
    {
      given: { ...draft, heartFailure, hypertension },
      expected: 'info heart-failure-and-hypertension',
      because: 'both',
    },
    { given: active, hook: 'patient-view', expected: null, because: 'what holds for everybody is said once' },
    { given: { ...active, heartFailure }, hook: 'patient-view', expected: 'info heart-failure', because: 'active' },
    { given: { ...active, heartFailure }, expected: null, because: 'not in hand' },
    { given: { ...ordering(drug('bortezomib')), heartFailure }, expected: null, because: 'another drug' },
    { given: UNKNOWN_DRUGS, hook: 'patient-view', expected: null, because: 'no drug list' },
    {
      given: { ...draft, heartFailure: unknownFact('heart-failure') },
      expected: 'info general',
      because: 'not answered',
    },
  ])('$expected: $because', ({ given, hook, expected }) => {
    expect(inBrief(advised(given, hook))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ birthDate: Stated['birthDate'] & object; age: number | string | undefined; because: string }>([
    { birthDate: born('1951-11-20'), age: 75, because: 'today is the birthday' },
    { birthDate: born('1951-11-21'), age: 74, because: 'tomorrow' },
    { birthDate: born('1951'), age: '74..75', because: 'only the year' },
    { birthDate: unknownFact('birth-date'), age: undefined, because: 'unknown' },
  ])('age $age: $because', ({ birthDate, age }) => {
    const evidence = advised({ ...draft, birthDate })[0]?.evidence ?? [];
    expect(evidence.find(({ concept }) => concept === 'age')?.value).toBe(age);
  });

  test('names what it was not told, and what it searched', () => {
    const [advice] = advised({
      ...draft,
      birthDate: unknownFact('birth-date'),
      heartFailure: unknownFact('heart-failure', 'unanswered'),
    });
    expect(advice?.missing).toEqual([
      { concept: 'birth-date', because: 'absent' },
      { concept: 'heart-failure', because: 'unanswered' },
    ]);
    expect(advised(draft)[0]?.evidence.filter(({ searched }) => searched)).toHaveLength(2);
  });
});
