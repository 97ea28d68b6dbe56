import { assessExposure } from '../../src/logic/exposure.ts';
import { known } from '../../src/logic/facts.ts';
import type { Course, RecordedLine } from '../../src/logic/therapy-facts.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { course, event, eventsOn, transplantsOn } from './courses.ts';
import { facts, unknownFact, type Stated } from './facts.ts';

const exposure = (stated: Stated) => assessExposure(facts(stated), DEFAULT_THRESHOLDS);
const treated = (...courses: readonly Course[]): Stated => ({ courses: known(courses, []) });
const recorded = (...lines: readonly (readonly [line: number, date: string | null])[]): Stated => ({
  recordedLines: known(
    lines.map(([line, date], at): RecordedLine => ({ line, date, reference: `MedicationRequest/l${at}` })),
    [],
  ),
});

const VRD = [course('bortezomib', '2022-01-01', '2022-05-01'), course('lenalidomide', '2022-01-01', '2024-03-01')];
const DPD = [course('daratumumab', '2024-03-10'), course('pomalidomide', '2024-03-10')];

describe('lines of therapy, recorded and inferred', () => {
  test.each<{ given: Stated; lines: readonly [number | null, number | null, string]; because: string }>([
    { given: {}, lines: [0, 0, 'inferred'], because: 'none' },
    { given: treated(...VRD), lines: [1, 1, 'inferred'], because: 'one, over' },
    {
      given: treated(course('lenalidomide', '2026-01-01')),
      lines: [1, 0, 'inferred'],
      because: 'the first is under way',
    },
    {
      given: { ...treated(course('lenalidomide', '2026-01-01')), progressions: eventsOn('2026-09-01') },
      lines: [1, 1, 'inferred'],
      because: 'under way, and the disease has progressed on it',
    },
    {
      given: {
        ...treated(...VRD, ...DPD),
        progressions: eventsOn('2024-02-20'),
        autologousTransplants: transplantsOn('2022-07-01'),
      },
      lines: [2, 1, 'inferred'],
      because: 'VRd, transplant, maintenance; progression; DPd',
    },
    {
      given: { ...treated(...VRD), ...recorded([2, '2022-01-01']) },
      lines: [2, 2, 'recorded'],
      because: 'what the chart says wins',
    },
    {
      given: { ...treated(...VRD), ...recorded([1, '2021-12-20'], [2, '2022-01-01']) },
      lines: [2, 2, 'recorded'],
      because: 'the newest record',
    },
    {
      given: { ...treated(...VRD, ...DPD), ...recorded([1, '2022-01-01']), progressions: eventsOn('2024-02-20') },
      lines: [2, 1, 'inferred'],
      because: 'a line begun after the last record is inferred',
    },
    {
      given: { ...treated(...VRD), ...recorded([3, null]) },
      lines: [3, 3, 'recorded'],
      because: 'a record without a day is of now',
    },
    {
      given: { courses: unknownFact('medications', 'unanswered') },
      lines: [null, null, 'unknown'],
      because: 'the chart wasn’t asked',
    },
    {
      given: { courses: known(VRD, [], [{ concept: 'medicationHistory', because: 'unanswered' }]) },
      lines: [null, null, 'unknown'],
      because: 'the history is incomplete',
    },
    {
      given: {
        courses: known(VRD, [], [{ concept: 'medicationHistory', because: 'unanswered' }]),
        ...recorded([2, '2022-01-01']),
      },
      lines: [2, 2, 'recorded'],
      because: 'incomplete, but recorded',
    },
    {
      given: { courses: unknownFact('medications', 'unanswered'), ...recorded([2, '2022-01']) },
      lines: [2, 2, 'recorded'],
      because: 'recorded alone',
    },
    {
      given: { recordedLines: unknownFact('medications', 'unanswered') },
      lines: [0, 0, 'inferred'],
      because: 'no record was asked for',
    },
    {
      given: treated(...VRD, course('carfilzomib', null)),
      lines: [null, null, 'unknown'],
      because: 'an undated drug may be a line of its own',
    },
    {
      given: treated(...VRD, course('lenalidomide', null)),
      lines: [1, 1, 'inferred'],
      because: 'an undated drug of a known line',
    },
    { given: treated(...VRD, course('dexamethasone', null)), lines: [1, 1, 'inferred'], because: 'an undated steroid' },
    {
      given: treated(...VRD, course('acyclovir', null)),
      lines: [1, 1, 'inferred'],
      because: 'an undated drug of another kind',
    },
    {
      given: { autologousTransplants: unknownFact('transplant', 'unanswered'), ...treated(...VRD) },
      lines: [1, 1, 'inferred'],
      because: 'transplants weren’t asked for',
    },
    { given: recorded([2, '2022-01-01']), lines: [2, 2, 'recorded'], because: 'no drug at all' },
  ])('$lines: $because', ({ given, lines }) => {
    const { value, prior, source } = exposure(given).lines;
    expect([value, prior, source]).toEqual(lines);
  });

  test('an incomplete history is named', () => {
    const { missing } = exposure({ courses: unknownFact('medicationHistory', 'unanswered') }).lines;
    expect(missing).toEqual([{ concept: 'medicationHistory', because: 'unanswered' }]);
  });

  test('shows the drugs that make lines, and no others', () => {
    const shown = (concept: string) => ({ concept, value: concept, stale: false });
    const { evidence } = exposure({
      courses: known(VRD, ['lenalidomide', 'dexamethasone', 'aspirin'].map(shown)),
    }).lines;
    expect(evidence.map(({ concept }) => concept)).toEqual(['lenalidomide']);
  });

  test('progressions from elsewhere count with the recorded ones', () => {
    const stated = facts(treated(course('lenalidomide', '2026-01-01')));
    const { agents, lines } = assessExposure(stated, DEFAULT_THRESHOLDS, [event('2026-09-01')]);
    expect([agents[0]?.refractory.status, lines.prior]).toEqual(['met', 1]);
  });
});

test('a transplant without a day can’t be placed', () => {
  const { lines } = exposure({ ...treated(...VRD), autologousTransplants: transplantsOn(null) });
  expect(lines.lines.map(({ transplant }) => transplant)).toEqual([false]);
});

describe('agents', () => {
  test('are the drugs for myeloma, one row each with all its courses', () => {
    const { agents } = exposure(
      treated(
        course('lenalidomide', '2022-01-01', '2022-05-01'),
        course('aspirin', '2022-01-01'),
        course('dexamethasone', '2022-01-01', '2022-05-01'),
        course('lenalidomide', '2022-09-01'),
      ),
    );
    expect(
      agents.map(({ agent, class: group, from, to, status, courses }) => [
        agent,
        group,
        from,
        to,
        status,
        courses.length,
      ]),
    ).toEqual([
      ['lenalidomide', 'imid', '2022-01-01', null, 'active', 2],
      ['dexamethasone', 'steroid', '2022-01-01', '2022-05-01', 'completed', 1],
    ]);
  });

  test('carry what the disease is refractory to', () => {
    const { agents } = exposure({
      ...treated(...VRD),
      progressions: eventsOn('2024-02-20', null),
      diseaseControls: eventsOn('2022-09-01', null),
    });
    expect(agents.map(({ agent, refractory }) => `${agent} ${refractory.status}`)).toEqual([
      'bortezomib unknown',
      'lenalidomide met',
    ]);
  });
});
