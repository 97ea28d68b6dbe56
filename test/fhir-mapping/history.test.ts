import { condition, daysAgo, procedure, TODAY, type Json } from '../patient.ts';
import { answers, mapped, outcome } from './charts.ts';

const worded = (text: string, more: Json = {}): Json => condition('x', { code: { text }, ...more });

describe('how an entry of the problem list counts', () => {
  const day = daysAgo(100);
  test.each([
    { entry: condition('R16.1'), expected: [{ current: true, date: day }], because: 'active' },
    { entry: condition('R16.1', { clinical: 'resolved' }), expected: [{ current: false, date: day }], because: 'over' },
    {
      entry: condition('R16.1', { clinicalStatus: undefined, abatementDateTime: TODAY }),
      expected: [{ current: false, date: day }],
      because: 'abated',
    },
    { entry: condition('R16.1', { verification: 'refuted' }), expected: [], because: 'refuted' },
    { entry: condition('R16.1', { verification: 'unconfirmed' }), expected: 'unconfirmed', because: 'not established' },
    { entry: condition('R16.1', { verification: 'entered-in-error' }), expected: [], because: 'never written' },
    {
      entry: condition('R16.1', { onsetDateTime: daysAgo(-1) }),
      expected: [{ current: true, date: null }],
      because: 'there, and its date cannot be',
    },
    {
      entry: condition('R16.1', { onsetDateTime: daysAgo(-1), recordedDate: TODAY }),
      expected: [{ current: true, date: TODAY }],
      because: 'the day it was recorded',
    },
    {
      entry: condition('R16.1', { onsetDateTime: undefined }),
      expected: [{ current: true, date: null }],
      because: 'undated',
    },
    {
      entry: worded('History of splenomegaly'),
      expected: [{ current: false, date: day }],
      because: 'past by its words',
    },
    { entry: worded('Possible splenomegaly'), expected: 'unconfirmed', because: 'suspected by its words' },
    { entry: worded('Splenomegaly', { verification: 'provisional' }), expected: 'unconfirmed', because: 'both' },
    {
      entry: worded('No splenomegaly', { verification: 'provisional' }),
      expected: 'unconfirmed',
      because: 'the status is the surer',
    },
    { entry: procedure('16294009'), expected: [], because: 'no Condition' },
  ])('$expected: $because', ({ entry, expected }) => {
    const { organomegaly } = mapped([entry]).facts;
    const shown = organomegaly.known
      ? organomegaly.value.map(({ current, date }) => ({ current, date }))
      : outcome(organomegaly);
    expect(shown).toEqual(expected);
  });

  test.each([
    { conditions: 'answered', list: [], expected: [], because: 'asked' },
    { conditions: 'partial', list: [], expected: 'unanswered', because: 'a page is missing' },
    { conditions: 'unanswered', list: [], expected: 'unanswered', because: 'never asked' },
    {
      conditions: 'partial',
      list: [condition('R16.1', { verification: 'refuted' })],
      expected: [],
      because: 'refuted',
    },
  ] as const)('$conditions: $expected, $because', ({ conditions, list, expected }) => {
    expect(outcome(mapped(list, { answers: answers({ conditions }) }).facts.organomegaly)).toEqual(expected);
  });

  test('an absence says what was searched; an incomplete list says what is missing', () => {
    expect(mapped([condition('I10')]).facts.organomegaly.evidence).toMatchObject([
      { concept: 'organomegaly', value: 'absent', searched: { kind: 'conditions', entries: 1 } },
    ]);
    const partial = mapped([condition('R16.1')], { answers: answers({ conditions: 'partial' }) }).facts.organomegaly;
    expect(partial).toMatchObject({ known: true, missing: [{ because: 'unanswered' }] });
  });

  test.each([
    { entry: condition('R16.1', { verification: 'refuted' }), issue: 'status-ignored' },
    { entry: condition('R16.1', { verification: 'entered-in-error' }), issue: 'status-ignored' },
    { entry: condition('R16.1', { verification: 'provisional' }), issue: 'not-established' },
    { entry: worded('Possible splenomegaly'), issue: 'not-established' },
    { entry: condition('R16.1', { onsetDateTime: daysAgo(-1) }), issue: 'date-future' },
    { entry: worded(`Splenomegaly ${'x'.repeat(300)}`), issue: 'unparsable' },
  ])('noted: $issue', ({ entry, issue }) => {
    const { facts, notes } = mapped([{ ...entry, id: 'c1' }]);
    outcome(facts.organomegaly);
    expect(notes()).toMatchObject([{ reference: 'Condition/c1', issue }]);
    expect(JSON.stringify(notes())).not.toMatch(/splenomegaly/i);
  });
});
