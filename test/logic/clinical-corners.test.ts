import { courseEvidence } from '../../src/logic/current-therapy.ts';
import { boneAgentMissing } from '../../src/logic/bone/agent-missing.ts';
import { boneAgentRenal } from '../../src/logic/bone/agent-renal.ts';
import { hypercalcemia } from '../../src/logic/bone/hypercalcemia.ts';
import { assessDiagnosis } from '../../src/logic/diagnosis.ts';
import { known, missingIn, unknown } from '../../src/logic/facts.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { assessWorkup } from '../../src/logic/workup/checklist.ts';
import { course } from './courses.ts';
import { lab, marrow, marrowClonality, QUIET, recorded } from './diseases.ts';
import { adviceOf, context, drug, facts, measured, ordering, taking, unknownFact, type Stated } from './facts.ts';

/** Rare charts: a course without reference, clearances with a comparator, treatment without days, results unreadable. */

const diagnosis = (stated: Stated) => assessDiagnosis(facts({ ...QUIET, ...stated }), DEFAULT_THRESHOLDS);
const marrowOf = (stated: Stated) => diagnosis(stated).criteria.clonalMarrowOrPlasmacytoma.status;
const courses = (...list: readonly ReturnType<typeof course>[]): Stated => ({ courses: known(list, []) });

test.each([
  { one: course('bortezomib', '2026-01-02'), date: '2026-11-20', because: 'the last day that it was seen' },
  { one: course('bortezomib', '2026-01-02', null, { lastSeen: null }), date: '2026-01-02', because: 'else its start' },
])('a course is shown with $because', ({ one, date }) => {
  expect(courseEvidence(one).date).toBe(date);
  expect(courseEvidence({ ...one, references: [] }).reference).toBe('');
});

test('a fact lacks what it says, and nothing when it says nothing', () => {
  const stale = { concept: 'platelets', because: 'stale' } as const;
  expect([missingIn(known(1, [])), missingIn(known(1, [], [stale])), missingIn(unknown([stale]))]).toEqual([
    [],
    [stale],
    [stale],
  ]);
});

describe('a clearance below a limit only', () => {
  const below50: Stated = { measuredClearance: measured(50, 'mL/min', { comparator: '<' }) };
  const onTherapy: Stated = { ...below50, ...taking(drug('bortezomib', { mg: 2 }), drug('dexamethasone', { mg: 20 })) };

  test('leaves the band open where an agent is missing', () => {
    const [said] = adviceOf(boneAgentMissing, onTherapy, context('patient-view'));
    expect([said?.indicator, said?.missing.map(({ because }) => because)]).toEqual(['warning', ['imprecise']]);
  });

  test('and at the order of one', () => {
    const order = { ...below50, ...ordering(drug('zoledronic-acid', { mg: 4 })) };
    const [said] = adviceOf(boneAgentRenal, order, context('order-sign'));
    expect(said?.suggestions ?? []).toEqual([]);
  });

  test('and in hypercalcemia', () => {
    const [said] = adviceOf(hypercalcemia, { ...below50, ...lab('calcium', 12.1) }, context('patient-view'));
    expect([said?.advice, said?.missing.map(({ because }) => because)]).toEqual(['treat', ['imprecise']]);
  });
});

describe('before and under treatment', () => {
  const NOT_CLONAL = { clonal: marrowClonality(false, '2026-11-15') };

  test.each<{ given: Stated; status: string; because: string }>([
    { given: marrow(45, NOT_CLONAL), status: 'not-met', because: 'not clonal, and never treated' },
    {
      given: { ...marrow(45, NOT_CLONAL), ...courses(course('lenalidomide', '2026-11-18')) },
      status: 'not-met',
      because: 'not clonal before the first drug',
    },
    {
      given: {
        ...marrow(45, { clonal: marrowClonality(false, null) }),
        ...courses(course('lenalidomide', '2026-11-18')),
      },
      status: 'met',
      because: 'an answer without a day may come from under treatment',
    },
    {
      given: {
        ...marrow(45),
        ...recorded('active-myeloma', '2026-11-10'),
        ...courses(course('cyclophosphamide', '2026-11-16')),
      },
      status: 'met',
      because: 'taken before a cytotoxic drug given since the diagnosis',
    },
    {
      given: {
        ...marrow(45),
        ...courses(course('cyclophosphamide', '2026-01-16')),
        diagnosisDate: unknownFact('diagnosis-date'),
      },
      status: 'met',
      because: 'a cytotoxic drug without a diagnosis to count from is no treatment of it',
    },
    {
      given: {
        ...marrow(45),
        ...courses(course('lenalidomide', null, null, { lastSeen: null })),
        diagnosisDate: unknownFact('diagnosis-date'),
      },
      status: 'unknown',
      because: 'neither the treatment nor the diagnosis has a day',
    },
  ])('$status: $because', ({ given, status }) => {
    expect(marrowOf(given)).toBe(status);
  });

  test('a weight of another year gives no clearance for the creatinine', () => {
    const given = {
      ...lab('creatinineSeries', 1.9),
      weight: measured(54, 'kg', { date: '2024-01-01' }),
      measuredClearance: unknownFact('measured-creatinine-clearance'),
    };
    expect(diagnosis(given).criteria.renal.missing.map(({ because }) => because)).toContain('stale');
  });
});

test.each([
  { record: unknown([]), because: 'absent' },
  { record: unknown([{ concept: 'uric-acid', because: 'unreadable' }]), because: 'absent' },
] as const)('a test without a record is missing: $record.missing', ({ record, because }) => {
  const { workupTests } = facts();
  const workup = assessWorkup(facts({ workupTests: { ...workupTests, 'uric-acid': record } }), DEFAULT_THRESHOLDS);
  expect(workup.missing.find(({ item }) => item === 'uric-acid')?.because).toBe(because);
});
