import type { RecordedStage } from '../../../src/logic/diagnosis-facts.ts';
import { known } from '../../../src/logic/facts.ts';
import { staging } from '../../../src/logic/staging/stage.ts';
import { diagnosedOn, fish, results, treatedWith } from '../baseline-points.ts';
import { adviceOf, context, inBrief, unknownFact, type Stated } from '../facts.ts';

const advised = (given: Stated, ldhUpperLimit: number | null = null) =>
  adviceOf(staging, given, context('patient-view', { ldhUpperLimit }));

const AT = '2026-06-10';
const laboratory: Stated = {
  diagnosisDate: diagnosedOn('2026-06-01'),
  beta2Microglobulin: results('beta2-microglobulin', 'mg/L', [3, { date: AT }]),
  albumin: results('albumin', 'g/dL', [4, { date: AT }]),
  ldh: results('ldh', 'U/L', [200, { date: AT, limit: 250 }]),
  cytogenetics: fish('---', AT),
};

const recorded = (...stages: readonly (readonly [RecordedStage['system'], RecordedStage['stage']])[]): Stated => ({
  recordedStages: known(
    stages.map(([system, stage], at) => ({ system, stage, date: null, reference: `Observation/stage-${at}` })),
    stages.map(([system, stage]) => ({ concept: 'recorded-stage', value: `${system} ${stage}`, stale: false })),
  ),
});

const DIAGNOSIS = (value: 'smoldering-myeloma' | 'mgus' | 'solitary-plasmacytoma' | null): Stated => ({
  recordedDiagnosis: known(value, []),
});

describe('stage page', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: laboratory, expected: 'info stage', because: 'all data at hand' },
    { given: { cytogenetics: fish('+??') }, expected: 'info stage', because: 'R-ISS I is excluded' },
    { given: {}, expected: null, because: 'nothing is known' },
    { given: recorded(['ISS', 'I']), expected: null, because: 'a record and nothing to compare it with' },
    { given: { ...laboratory, ...recorded(['ISS', 'I'], ['R-ISS', 'I']) }, expected: 'info stage', because: 'agreed' },
    { given: { ...laboratory, ...recorded(['ISS', 'II']) }, expected: 'info disagrees', because: 'another ISS' },
    { given: { ...laboratory, ...recorded(['R-ISS', 'III']) }, expected: 'info disagrees', because: 'another R-ISS' },
    {
      given: { ...laboratory, ...recorded(['ISS', 'II'], ['ISS', 'I']) },
      expected: 'info stage',
      because: 'the newest record agrees',
    },
    {
      given: { ...laboratory, cytogenetics: fish('???'), ...recorded(['R-ISS', 'II']) },
      expected: 'info stage',
      because: 'among the possible ones',
    },
    {
      given: { ...laboratory, ...recorded(['Durie-Salmon', 'III']) },
      expected: 'info stage',
      because: 'Durie-Salmon rests on other data',
    },
    { given: { ...laboratory, ...DIAGNOSIS('smoldering-myeloma') }, expected: null, because: 'smoldering' },
    { given: { ...laboratory, ...DIAGNOSIS('mgus') }, expected: null, because: 'MGUS' },
    { given: { ...laboratory, ...DIAGNOSIS('solitary-plasmacytoma') }, expected: null, because: 'plasmacytoma' },
    { given: { ...laboratory, ...DIAGNOSIS(null) }, expected: null, because: 'no diagnosis' },
    {
      given: { ...laboratory, recordedDiagnosis: unknownFact('recorded-diagnosis', 'unanswered') },
      expected: null,
      because: 'the problem list was not received',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(advised(given))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ given: Stated; limit?: number; notes: readonly string[]; because: string }>([
    { given: laboratory, notes: [], because: 'all at diagnosis' },
    { given: { ...laboratory, ...recorded(['ISS', 'I']) }, notes: ['recorded'], because: 'a stage on record' },
    { given: { ...laboratory, ...recorded(['ISS', 'II']) }, notes: [], because: 'another stage: the summary says it' },
    {
      given: { ...laboratory, diagnosisDate: unknownFact('diagnosis-date') },
      notes: ['diagnosis-date-unknown'],
      because: 'no date',
    },
    {
      given: {
        ...laboratory,
        diagnosisDate: unknownFact('diagnosis-date'),
        courses: treatedWith(['lenalidomide', '2026-06-01']),
      },
      notes: ['diagnosis-date-unknown', 'after-therapy', 'fish-later'],
      because: 'no date, and therapy before the results',
    },
    {
      given: { ...laboratory, diagnosisDate: diagnosedOn('2026-06') },
      notes: ['diagnosis-date-partial'],
      because: 'a month',
    },
    {
      given: { ...laboratory, albumin: results('albumin', 'g/dL', [4, { date: '2026-11-01' }]) },
      notes: ['outside-window'],
      because: 'albumin of later',
    },
    {
      given: { ...laboratory, cytogenetics: fish('---', '2026-07-02') },
      notes: ['fish-later'],
      because: '31 days later',
    },
    { given: { ...laboratory, cytogenetics: fish('---', '2026-07-01') }, notes: [], because: '30 days later' },
    {
      given: {
        ...laboratory,
        courses: treatedWith(['bortezomib', '2026-06-12']),
        cytogenetics: fish('---', '2026-06-12'),
      },
      notes: ['fish-later'],
      because: 'FISH under therapy',
    },
    {
      given: { ...laboratory, ldh: results('ldh', 'U/L', [200, { date: AT }]) },
      limit: 250,
      notes: ['ldh-site-limit'],
      because: 'the limit of the site',
    },
  ])('notes $notes: $because', ({ given, limit, notes }) => {
    const [advice] = advised(given, limit);
    expect(advice?.notes?.map(({ key }) => key)).toEqual(notes);
  });

  test('shows stages, changes and record, with the evidence and what is missing', () => {
    const [advice] = advised({
      ...laboratory,
      beta2Microglobulin: results('beta2-microglobulin', 'mg/L', [6, { date: AT }]),
      cytogenetics: fish('++?', AT),
      ...recorded(['ISS', 'II'], ['R-ISS', 'III']),
    });
    expect(advice?.show).toEqual({
      iss: 'III',
      riss: 'III',
      fish: 'high',
      changes: 'del(17p), t(4;14)',
      recorded: 'ISS II',
    });
    expect(advice?.evidence.map(({ concept }) => concept)).toEqual([
      ...['beta2-microglobulin', 'albumin', 'ldh', 'fish-del-17p', 'fish-t-4-14'],
      ...['recorded-stage', 'recorded-stage', 'diagnosis-date'],
    ]);
    expect(advice?.missing).toEqual([]);
    const [open] = advised({ ...laboratory, cytogenetics: fish('-??', AT) });
    expect(open?.show).toMatchObject({ iss: 'I', riss: 'I_II', fish: 'unknown', changes: '', recorded: '' });
    expect(open?.missing.map(({ concept }) => concept)).toEqual(['fish-t-4-14', 'fish-t-14-16']);
  });
});
