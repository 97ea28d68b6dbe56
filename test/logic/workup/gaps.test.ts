/* eslint-disable max-lines -- one table of cases per question of the page */
import { known, type Fact, type PatientFacts, type RecordedDiagnosis } from '../../../src/logic/facts.ts';
import { assessWorkup } from '../../../src/logic/workup/checklist.ts';
import { workupGaps } from '../../../src/logic/workup/gaps.ts';
import { WORKUP_TESTS, type TestRecord, type WorkupTest, type WorkupTests } from '../../../src/logic/workup-facts.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import type { Course } from '../../../src/logic/therapy-facts.ts';
import type { Ingredient } from '../../../src/logic/drugs.ts';
import {
  adviceOf,
  context,
  drug,
  facts,
  inBrief,
  interval,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const DONE_ON = '2026-11-10';

const record = (test: string, date = DONE_ON): Fact<TestRecord> =>
  known({ date, reference: `Observation/${test}` }, [
    { concept: test, value: 'done', date, reference: `Observation/${test}`, stale: false },
  ]);

/** Every test done, but for those that are stated. */
const tests = (stated: Partial<Record<WorkupTest, Fact<TestRecord>>> = {}): Pick<PatientFacts, 'workupTests'> => ({
  workupTests: Object.fromEntries(
    WORKUP_TESTS.map((test) => [test, stated[test] ?? record(test)]),
  ) as unknown as WorkupTests,
});

const without = (...names: readonly WorkupTest[]): Pick<PatientFacts, 'workupTests'> =>
  tests(Object.fromEntries(names.map((name) => [name, unknownFact(name)])));

const diagnosedOn = (date: string): Pick<PatientFacts, 'diagnosisDate'> => ({
  diagnosisDate: known({ date, precision: 'day', from: 'onset' } as const, []),
});
const diagnosed = (diagnosis: RecordedDiagnosis | null): Pick<PatientFacts, 'recordedDiagnosis'> => ({
  recordedDiagnosis: known(diagnosis, []),
});
const course = (ingredient: Ingredient): Course => ({
  ingredient,
  from: '2023-01-01',
  to: null,
  lastSeen: null,
  status: 'unknown',
  stoppedFor: null,
  dose: unknownFact('dose'),
  route: null,
  form: null,
  given: [],
  references: [],
  sources: [],
});
const courses = (list: readonly Ingredient[], complete = true): Pick<PatientFacts, 'courses'> => ({
  courses: known(list.map(course), [], complete ? [] : [{ concept: 'medicationHistory', because: 'unanswered' }]),
});
const UNREAD_THERAPY: Stated = { ...UNKNOWN_DRUGS, courses: unknownFact('medications', 'unanswered') };
const FRESH = diagnosedOn('2026-11-01');
const OLD = diagnosedOn('2023-01-01');
const gap = without('uric-acid');

const said = (given: Stated): string[] => inBrief(adviceOf(workupGaps, given, context('patient-view')));
const advice = (given: Stated) => adviceOf(workupGaps, { ...FRESH, ...given }, context('patient-view'))[0];
const assessed = (given: Stated) => assessWorkup(facts({ ...FRESH, ...given }), DEFAULT_THRESHOLDS);
const missingItems = (given: Stated): readonly string[] => assessed(given).missing.map(({ item }) => item);

describe('whose work-up it is', () => {
  interface Row {
    readonly given: Stated;
    readonly speaks: boolean;
    readonly because: string;
  }

  const ROWS: readonly Row[] = [
    { given: { ...gap, ...diagnosedOn('2026-08-22') }, speaks: true, because: 'diagnosed 90 days ago' },
    {
      given: { ...gap, ...diagnosedOn('2026-08-22'), ...taking(drug('bortezomib')) },
      speaks: true,
      because: 'diagnosed 90 days ago, treatment begun',
    },
    {
      given: { ...gap, ...diagnosedOn('2026-08-21'), ...taking(drug('bortezomib')) },
      speaks: false,
      because: '91 days ago, treated',
    },
    { given: { ...gap, ...OLD }, speaks: true, because: 'not treated yet' },
    { given: { ...gap, ...OLD, ...courses(['melphalan']) }, speaks: false, because: 'treated in the past' },
    { given: { ...gap, ...OLD, ...taking(drug('prednisone')) }, speaks: true, because: 'a steroid alone' },
    { given: { ...gap, ...OLD, ...courses([], false) }, speaks: false, because: 'old, and past therapy unread' },
    { given: { ...gap, ...OLD, ...UNREAD_THERAPY }, speaks: false, because: 'old, and therapy unread' },
    { given: { ...gap, ...FRESH, ...UNREAD_THERAPY }, speaks: true, because: 'new, whatever the therapy' },
    { given: { ...gap, ...UNREAD_THERAPY }, speaks: true, because: 'neither date nor therapy known' },
    { given: { ...gap, ...taking(drug('lenalidomide')) }, speaks: false, because: 'treated, without a date' },
    {
      given: { ...gap, ...diagnosedOn('2026'), ...UNREAD_THERAPY },
      speaks: true,
      because: 'some day of this year, therapy unread',
    },
    {
      given: { ...gap, ...diagnosedOn('2026'), ...taking(drug('lenalidomide')) },
      speaks: false,
      because: 'some day of this year, treated',
    },
    { given: { ...gap, ...FRESH, ...diagnosed('mgus') }, speaks: true, because: 'MGUS' },
    { given: { ...gap, ...FRESH, ...diagnosed('smoldering-myeloma') }, speaks: true, because: 'smoldering' },
    { given: { ...gap, ...FRESH, ...diagnosed(null) }, speaks: false, because: 'no plasma-cell disorder' },
    {
      given: { ...gap, ...FRESH, recordedDiagnosis: unknownFact('recorded-diagnosis', 'unanswered') },
      speaks: false,
      because: 'problem list unread',
    },
    {
      given: { ...gap, ...diagnosed(null), multipleMyeloma: unknownFact('multiple-myeloma', 'unconfirmed') },
      speaks: true,
      because: 'suspected myeloma',
    },
    {
      given: { ...gap, ...diagnosed(null), mgus: unknownFact('mgus', 'unanswered') },
      speaks: false,
      because: 'unanswered is not suspected',
    },
    { given: { ...tests(), ...FRESH }, speaks: false, because: 'everything done' },
    { given: { ...without('history-and-physical'), ...FRESH }, speaks: false, because: 'only notes tell it' },
    {
      given: { ...tests({ 'uric-acid': unknownFact('uric-acid', 'unanswered') }), ...FRESH },
      speaks: false,
      because: 'not received is not missing',
    },
  ];

  test.each(ROWS)('$because: speaks $speaks', ({ given, speaks }) => {
    expect(said(given)).toEqual(speaks ? ['info incomplete'] : []);
  });
});

describe('what is done', () => {
  test('each test of W-1 that is missing is a missing item', () => {
    const mapped = WORKUP_TESTS.map((test) => [test, missingItems(without(test))]);
    expect(Object.fromEntries(mapped)).toMatchObject({
      hemoglobin: ['complete-blood-count'],
      leukocytes: ['complete-blood-count'],
      platelets: ['complete-blood-count'],
      differential: ['complete-blood-count'],
      sodium: ['electrolytes'],
      potassium: ['electrolytes'],
      igm: ['quantitative-immunoglobulins'],
      'free-kappa': ['serum-free-light-chains'],
      'urine-immunofixation': ['urine-immunofixation'],
      'whole-body-ct-or-pet': ['whole-body-ct-or-pet'],
      'marrow-examination': ['marrow-examination'],
      'plasma-cell-fish': ['plasma-cell-fish'],
      'whole-body-mri': [],
      'serum-viscosity': [],
      'frailty-assessment': [],
      'hla-typing': [],
      'plasmacytoma-biopsy': [],
    });
  });

  test.each([
    { date: '2026-08-03', done: true, because: '90 days before the diagnosis' },
    { date: '2026-08-02', done: false, because: '91 days before it' },
    { date: '2026-11-19', done: true, because: 'after it' },
  ])('$date: $because', ({ date, done }) => {
    const { missing } = assessed(tests({ ldh: record('ldh', date) }));
    expect(missing).toEqual(done ? [] : [{ item: 'ldh', because: 'stale', date, tests: ['ldh'], forStaging: true }]);
  });

  test('without a date of diagnosis any age counts', () => {
    const given = facts({ ...tests({ ldh: record('ldh', '2020-01-01') }) });
    expect(assessWorkup(given, DEFAULT_THRESHOLDS).missing).toEqual([]);
  });

  test('a panel is as old as its oldest member, and lacks what its members lack', () => {
    const { done } = assessed(tests({ leukocytes: record('leukocytes', '2026-10-20') }));
    expect(done.find(({ item }) => item === 'complete-blood-count')).toEqual({
      item: 'complete-blood-count',
      date: '2026-10-20',
      reference: 'Observation/leukocytes',
    });
    const { missing } = assessed(
      tests({ igg: record('igg', '2020-01-01'), igm: unknownFact('igm', 'unanswered'), iga: unknownFact('iga') }),
    );
    expect(missing).toEqual([
      {
        item: 'quantitative-immunoglobulins',
        because: 'absent',
        date: '2020-01-01',
        tests: ['igg', 'iga', 'igm'],
        forStaging: false,
      },
    ]);
  });

  test('clearance counts when it can be computed', () => {
    const lacks = { ...without('measured-creatinine-clearance'), weight: unknownFact('body-weight') };
    expect(missingItems(without('measured-creatinine-clearance'))).toEqual([]);
    expect(missingItems(lacks)).toEqual(['creatinine-clearance']);
  });

  test('what other readers found of marrow and chromosomes counts', () => {
    const shown = (concept: string, reference?: string) => ({
      concept,
      value: 1,
      date: DONE_ON,
      stale: false,
      ...(reference === undefined ? {} : { reference }),
    });
    const { cytogenetics, marrow } = facts();
    const probed = known(true, [shown('fish-del-17p', 'Observation/1'), shown('fish-del-17p', 'Observation/2')]);
    const point = { interval: interval<'%'>(20), date: DONE_ON, reported: { unit: '%', interval: interval(20) } };
    const counted = known([{ ...point, evidence: [] }], [shown('marrow-plasma-cells', 'Observation/3')]);
    const given = {
      ...without('plasma-cell-fish', 'marrow-examination'),
      cytogenetics: { ...cytogenetics, del17p: probed },
      marrow: { ...marrow, plasmaCells: counted },
    };
    expect(missingItems(given)).toEqual([]);
    const unplaced = { ...given, marrow: { ...marrow, plasmaCells: { ...counted, evidence: [shown('marrow')] } } };
    expect(missingItems(unplaced)).toEqual(['marrow-examination']);
  });

  test('MRI is the first imaging of a solitary plasmacytoma, and of it only (P-3)', () => {
    const given = without('whole-body-ct-or-pet');
    expect(missingItems(given)).toEqual(['whole-body-ct-or-pet']);
    const plasmacytoma = { ...given, ...diagnosed('solitary-plasmacytoma') };
    expect(missingItems(plasmacytoma)).toEqual([]);
    expect(missingItems({ ...plasmacytoma, ...without('whole-body-ct-or-pet', 'whole-body-mri') })).toEqual([
      'whole-body-ct-or-pet',
    ]);
  });

  test('a treated patient: the lists stand, and the page is silent', () => {
    const { applies, missing } = assessed({ ...gap, ...OLD, ...courses(['bortezomib']) });
    expect([applies.status, missing.map(({ item }) => item)]).toEqual(['not-met', ['uric-acid']]);
  });

  test.each([
    { recorded: 'active-myeloma', applies: 'met', because: 'untreated and to be treated' },
    { recorded: 'smoldering-myeloma', applies: 'not-met', because: 'followed, as SM-4 says' },
    { recorded: 'mgus', applies: 'not-met', because: 'followed' },
    { recorded: 'solitary-plasmacytoma', applies: 'not-met', because: 'followed, as P-2 says' },
  ] as const)('$recorded for years without a drug: $applies, $because', ({ recorded, applies }) => {
    expect(assessed({ ...gap, ...diagnosed(recorded), ...OLD }).applies.status).toBe(applies);
  });
});

describe('the card', () => {
  test('counts, names what is missing, shows what is done', () => {
    const shown = advice(without('ldh', 'uric-acid'));
    expect(shown?.show).toEqual({ count: 2, total: 23, tests: 'uric-acid|ldh' });
    expect(shown?.missing).toEqual([
      { concept: 'uric-acid', because: 'absent' },
      { concept: 'ldh', because: 'absent' },
    ]);
    expect(shown?.evidence).toContainEqual({
      concept: 'calcium',
      value: 'done',
      date: DONE_ON,
      reference: 'Observation/calcium',
      stale: false,
    });
  });

  test('one order per panel, none twice, none for what was not received', () => {
    const items = advice({
      ...tests({
        hemoglobin: unknownFact('hemoglobin'),
        leukocytes: unknownFact('leukocytes'),
        sodium: unknownFact('sodium'),
        igm: unknownFact('igm'),
        'history-and-physical': unknownFact('history-and-physical'),
        'plasma-cell-fish': unknownFact('plasma-cell-fish', 'unanswered'),
      }),
    })?.suggestions?.map(({ item }) => item);
    expect(items).toEqual(['order-blood-count', 'order-electrolytes', 'order-igm']);
  });

  test('names what staging needs, and what else the reader must know', () => {
    const keys = (given: Stated): unknown => advice(given)?.notes?.map(({ key, show }) => [key, show?.['tests']]);
    expect(keys({ ...without('ldh', 'albumin') })).toEqual([
      ['for-staging', 'albumin|ldh'],
      ['probes-untested', expect.stringMatching(/^fish-|^del/) as unknown],
      ['by-indication', undefined],
    ]);
    expect(keys({ ...without('plasma-cell-fish'), ...UNREAD_THERAPY })).toEqual([
      ['for-staging', 'plasma-cell-fish'],
      ['by-indication', undefined],
    ]);
    const undated = adviceOf(workupGaps, { ...gap, ...UNREAD_THERAPY }, context('patient-view'))[0];
    expect(undated?.notes?.map(({ key }) => key)).toEqual([
      'date-unknown',
      'therapy-unknown',
      'probes-untested',
      'by-indication',
    ]);
    const suspected = { ...gap, ...diagnosed(null), multipleMyeloma: unknownFact('x', 'unconfirmed') };
    expect(adviceOf(workupGaps, suspected, context('patient-view'))[0]?.notes?.[0]).toEqual({ key: 'suspected' });
  });

  test('probes that a result answers for are not named', () => {
    const { cytogenetics } = facts();
    const answered = known(false, [{ concept: 'x', value: 'absent', stale: false }]);
    const all = Object.fromEntries(Object.keys(cytogenetics).map((probe) => [probe, answered]));
    const given = { ...gap, cytogenetics: { ...cytogenetics, ...all } };
    expect(advice(given)?.notes?.map(({ key }) => key)).toEqual(['by-indication']);
  });
});
