import { refractoryTo, type DatedEvents } from '../../src/logic/refractory.ts';
import type { Course } from '../../src/logic/therapy-facts.ts';
import { course, endless, event } from './courses.ts';

interface Row {
  readonly courses: readonly Course[];
  readonly pd?: readonly string[];
  readonly controls?: readonly string[];
  readonly lines?: readonly string[];
  readonly undated?: true;
  readonly recorded?: true;
  readonly answer: string;
  readonly because: string;
}

const on = (dates: readonly string[]): DatedEvents['progressions'] =>
  dates.map((date) => ({ date, reference: event(date).reference }));

const answerOf = ({ courses, pd = [], controls = [], lines = [], undated, recorded }: Row): string => {
  const events = {
    progressions: on(pd),
    controls: on(controls),
    undatedProgression: undated === true,
    lineStarts: lines,
  };
  const said = recorded ? [{ ingredient: 'lenalidomide', reference: 'Condition/1' } as const] : [];
  const { status, source } = refractoryTo(courses, events, said);
  return source === null ? status : `${status} ${source}`;
};

const ended = course('lenalidomide', '2024-01-01', '2024-06-01');
const ongoing = course('lenalidomide', '2024-01-01');

describe('refractory to a drug (errata 16)', () => {
  test.each<Row>([
    { courses: [ended], pd: ['2024-06-01'], answer: 'met inferred', because: 'progression on the last day' },
    { courses: [ended], pd: ['2024-03-01'], answer: 'met inferred', because: 'progression on the drug' },
    { courses: [ended], pd: ['2024-07-30'], answer: 'met inferred', because: 'day 59' },
    { courses: [ended], pd: ['2024-07-31'], answer: 'met inferred', because: 'day 60 counts' },
    {
      courses: [ended],
      pd: ['2024-08-01'],
      answer: 'not-met inferred',
      because: 'day 61: until then the disease was held',
    },
    {
      courses: [ended],
      pd: ['2026-01-01'],
      lines: ['2024-01-01', '2026-01-01'],
      answer: 'not-met inferred',
      because: 'the next line begins with the progression',
    },
    {
      courses: [ended],
      pd: ['2026-01-01'],
      lines: ['2024-07-01'],
      answer: 'unknown',
      because: 'a new line before it: something had happened',
    },
    {
      courses: [ended],
      pd: ['2026-03-01', '2026-01-01', '2023-01-01'],
      answer: 'not-met inferred',
      because: 'the first since it began counts',
    },
    {
      courses: [ended],
      pd: ['2024-08-02'],
      controls: ['2024-08-01'],
      answer: 'not-met inferred',
      because: 'stable on day 61',
    },
    {
      courses: [ended],
      controls: ['2024-07-31'],
      answer: 'unknown',
      because: 'stable on day 60: the 60 days aren’t over',
    },
    { courses: [ended], answer: 'unknown', because: 'nothing recorded is no proof' },
    { courses: [ongoing], pd: ['2026-01-01'], answer: 'met inferred', because: 'progression on a drug that goes on' },
    {
      courses: [ongoing],
      controls: ['2024-03-02'],
      answer: 'not-met inferred',
      because: 'response after its first 60 days',
    },
    { courses: [ongoing], controls: ['2024-03-01'], answer: 'unknown', because: 'response within them' },
    { courses: [ongoing], pd: ['2024-01-01'], answer: 'unknown', because: 'the progression that it was begun for' },
    { courses: [ongoing], pd: ['2024-01-29'], answer: 'unknown', because: 'day 28: it may still be the old one' },
    { courses: [ongoing], pd: ['2024-01-30'], answer: 'met inferred', because: 'day 29' },
    {
      courses: [ongoing],
      pd: ['2024-01-20'],
      controls: ['2024-09-01'],
      answer: 'unknown',
      because: 'an early progression leaves it open',
    },
    {
      courses: [endless('lenalidomide', '2024-01-01')],
      pd: ['2024-02-15'],
      answer: 'met inferred',
      because: 'within 60 days of the last sign of it',
    },
    {
      courses: [endless('lenalidomide', '2024-01-01')],
      pd: ['2024-12-01'],
      answer: 'unknown',
      because: 'its end isn’t known',
    },
    {
      courses: [endless('lenalidomide', '2024-01-01')],
      controls: ['2025-12-01'],
      answer: 'unknown',
      because: 'its end isn’t known, response or not',
    },
    {
      courses: [ended],
      controls: ['2024-09-01'],
      undated: true,
      answer: 'unknown',
      because: 'a progression without a day may be this one',
    },
    {
      courses: [ended],
      pd: ['2024'],
      controls: ['2024-09-01'],
      answer: 'unknown',
      because: 'a progression some time that year',
    },
    { courses: [ended], controls: ['2024-09'], answer: 'unknown', because: 'a response some time that month' },
    {
      courses: [course('lenalidomide', '2024', '2024-06-01')],
      pd: ['2024-05-01'],
      answer: 'unknown',
      because: 'begun some time that year',
    },
    { courses: [course('lenalidomide', null)], pd: ['2024-05-01'], answer: 'unknown', because: 'undated' },
    {
      courses: [ended, course('lenalidomide', '2025-01-01')],
      pd: ['2025-06-01'],
      answer: 'met inferred',
      because: 'one course is enough',
    },
    {
      courses: [ended, course('lenalidomide', '2025-01-01')],
      controls: ['2024-09-01'],
      answer: 'unknown',
      because: 'not-met takes all of them',
    },
    {
      courses: [ended, course('lenalidomide', '2025-01-01')],
      controls: ['2024-09-01', '2025-06-01'],
      answer: 'not-met inferred',
      because: 'each with its proof',
    },
    {
      courses: [ended],
      recorded: true,
      controls: ['2024-09-01'],
      answer: 'met recorded',
      because: 'the chart says so',
    },
    {
      courses: [course('bortezomib', '2024-01-01')],
      recorded: true,
      answer: 'unknown',
      because: 'it says so of another drug',
    },
    { courses: [{ ...ended, stoppedFor: 'progression' }], answer: 'met recorded', because: 'stopped for progression' },
    { courses: [{ ...ended, stoppedFor: 'toxicity' }], answer: 'unknown', because: 'stopped for toxicity' },
    { courses: [], answer: 'unknown', because: 'never given' },
  ])('$answer: $because', (row) => {
    expect(answerOf(row)).toBe(row.answer);
  });
});
