import { known } from '../../../src/logic/facts.ts';
import { frailty } from '../../../src/logic/staging/frailty.ts';
import { adviceOf, born, context, inBrief, unknownFact, type Stated } from '../facts.ts';

const advised = (given: Stated) => adviceOf(frailty, given, context('patient-view'));
const event = { label: 'frailty', date: '2026-01-01', current: false, reference: 'Procedure/f' };

describe('frailty page (W-3, F-2)', () => {
  test.each<{ given: Stated; expected: boolean; because: string }>([
    { given: { birthDate: born('1961-11-20') }, expected: true, because: '65 today' },
    { given: { birthDate: born('1961-11-21') }, expected: false, because: '65 tomorrow' },
    { given: { birthDate: born('1961-11-19') }, expected: true, because: '65 yesterday' },
    { given: { birthDate: born('1961') }, expected: false, because: '64 or 65' },
    { given: { birthDate: born('1960') }, expected: true, because: '65 or 66' },
    { given: { birthDate: unknownFact('birth-date') }, expected: false, because: 'age unknown' },
    { given: { frailty: known('frail', []) }, expected: false, because: 'a score on record' },
    { given: { frailty: unknownFact('frailty', 'conflicting') }, expected: false, because: 'two scores on record' },
    {
      given: { frailty: unknownFact('frailty', 'unanswered') },
      expected: true,
      because: 'results not received: the age asks, missing says why',
    },
    {
      given: { frailtyAssessments: unknownFact('frailty-assessment', 'unconfirmed') },
      expected: false,
      because: 'one that may count',
    },
    { given: { frailtyAssessments: known([event], []) }, expected: false, because: 'an assessment on record' },
    {
      given: { frailtyAssessments: unknownFact('frailty-assessment', 'unanswered') },
      expected: true,
      because: 'procedures not received: nothing says that it was done',
    },
    {
      given: { plannedProcedures: known([{ ...event, procedure: 'frailtyAssessments' }], []) },
      expected: false,
      because: 'ordered already',
    },
    {
      given: { plannedProcedures: known([{ ...event, procedure: 'radiotherapy' }], []) },
      expected: true,
      because: 'something else is ordered',
    },
    {
      given: { plannedProcedures: unknownFact('planned-procedure', 'unanswered') },
      expected: true,
      because: 'orders not received',
    },
    { given: { recordedDiagnosis: known('mgus', []) }, expected: false, because: 'MGUS' },
    { given: { recordedDiagnosis: known('smoldering-myeloma', []) }, expected: false, because: 'smoldering' },
    { given: { recordedDiagnosis: known(null, []) }, expected: false, because: 'no diagnosis' },
    { given: { recordedDiagnosis: unknownFact('recorded-diagnosis') }, expected: false, because: 'diagnosis unknown' },
  ])('$expected: $because', ({ given, expected }) => {
    const old = { birthDate: born('1950-01-01'), ...given };
    expect(inBrief(advised(old))).toEqual(expected ? ['info assess'] : []);
  });

  test.each([
    { birth: '1961-01-01', show: { age: 65, points: '0' }, because: '65' },
    { birth: '1950-11-21', show: { age: 75, points: '0' }, because: '75, the day before 76' },
    { birth: '1950-11-20', show: { age: 76, points: '1' }, because: '76' },
    { birth: '1946-11-20', show: { age: 80, points: '1' }, because: '80' },
    { birth: '1945-11-20', show: { age: 81, points: '2' }, because: '81' },
    { birth: '1950', show: { age: 75, points: '0–1' }, because: '75 or 76' },
  ])('points for age: $because', ({ birth, show }) => {
    expect(advised({ birthDate: born(birth) })[0]?.show).toEqual(show);
  });

  test('offers the assessment and says what was looked at', () => {
    const [advice] = advised({ birthDate: born('1950-01-01') });
    expect(advice?.suggestions).toMatchObject([{ kind: 'service', item: 'order-assessment' }]);
    expect(advice?.evidence.map(({ concept }) => concept)).toEqual(['age', 'recorded-diagnosis', 'frailtyAssessments']);
    expect(advice?.missing).toEqual([{ concept: 'frailty', because: 'absent' }]);
  });
});
