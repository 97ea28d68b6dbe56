import type { Status } from '../../src/logic/criterion.ts';
import { assessDiagnosis, type Classification, type CriterionName } from '../../src/logic/diagnosis.ts';
import { known } from '../../src/logic/facts.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { facts, measured, unknownFact, type Stated } from './facts.ts';
import { imaged, lab, marrow, provenPlasmacytoma, QUIET, recorded, study, treatedSince } from './diseases.ts';

const diagnosis = (stated: Stated) => assessDiagnosis(facts({ ...QUIET, ...stated }), DEFAULT_THRESHOLDS);
const statusOf = (name: CriterionName, stated: Stated): Status => diagnosis(stated).criteria[name].status;

interface Case {
  readonly given: Stated;
  readonly expected: Status;
  readonly because: string;
}

describe('calcium (C-1a)', () => {
  test.each<Case>([
    { given: lab('calcium', 11), expected: 'not-met', because: '11.0' },
    { given: lab('calcium', 11.1), expected: 'met', because: '11.1' },
    { given: lab('calcium', 11.02, { as: [2.75, 'mmol/L'] }), expected: 'not-met', because: '2.75 mmol/L is 11.02' },
    { given: lab('calcium', 11.06, { as: [2.76, 'mmol/L'] }), expected: 'met', because: '2.76 mmol/L' },
    { given: lab('calcium', 10.9, { normal: [8.5, 9.8] }), expected: 'met', because: '1.1 above the limit sent' },
    { given: lab('calcium', 10.8, { normal: [8.5, 9.8] }), expected: 'not-met', because: 'exactly 1 above it' },
    {
      given: lab('calcium', 10.83, { as: [2.7, 'mmol/L'], normal: [2.1, 2.45] }),
      expected: 'not-met',
      because: 'exactly 0.25 mmol/L above it',
    },
    {
      given: lab('calcium', 10.87, { as: [2.71, 'mmol/L'], normal: [2.1, 2.45] }),
      expected: 'met',
      because: '0.26 mmol/L above it',
    },
    {
      given: lab('calcium', 10.9, { as: [109, 'mg/L'], normal: [85, 98] }),
      expected: 'not-met',
      because: 'a margin is printed for two units only',
    },
    { given: { ...lab('calcium', 10.5), ...lab('albumin', 3) }, expected: 'met', because: 'corrected 11.3' },
    { given: { ...lab('calcium', 10.2), ...lab('albumin', 3) }, expected: 'not-met', because: 'corrected 11.0' },
    {
      given: { ...lab('calcium', 11.4), ...lab('albumin', 5) },
      expected: 'met',
      because: 'total 11.4, corrected 10.6',
    },
    {
      given: { ...lab('calcium', 10.5), albumin: unknownFact('albumin') },
      expected: 'not-met',
      because: 'no albumin: the total decides',
    },
    {
      given: { ...lab('calcium', 10.5), ...lab('albuminCorrectedCalcium', 11.2) },
      expected: 'met',
      because: 'corrected by the laboratory',
    },
    {
      given: { calcium: unknownFact('calcium'), ...lab('albuminCorrectedCalcium', 10) },
      expected: 'not-met',
      because: 'only that one, normal',
    },
    { given: { calcium: unknownFact('calcium') }, expected: 'unknown', because: 'none' },
    { given: lab('calcium', 10, { comparator: '>' }), expected: 'unknown', because: 'above 10' },
    {
      given: lab('calcium', 12, { date: '2026-08-21' }),
      expected: 'met',
      because: 'without a date of diagnosis the newest',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(statusOf('calcium', given)).toBe(expected);
  });

  test('says which value met it', () => {
    const { evidence } = diagnosis({ ...lab('calcium', 10.5), ...lab('albumin', 3) }).criteria.calcium;
    expect(evidence[0]).toMatchObject({ concept: 'corrected-calcium', value: 11.3 });
  });
});

/** MGUS of May 2020, with creatinines of these days. */
const followed = (...values: readonly (readonly [value: number, date: string])[]): Stated => ({
  ...recorded('mgus', '2020-05-20'),
  ...lab(
    'creatinineSeries',
    values.map(([value, date]) => [value, { date }] as const),
  ),
});

describe('kidney (C-1b, errata 38)', () => {
  const woman = { sex: known('female' as const, []) };
  test.each<Case>([
    { given: lab('creatinineSeries', 2), expected: 'met', because: 'creatinine 2.0: clearance 30' },
    { given: lab('creatinineSeries', 1.5), expected: 'not-met', because: 'clearance exactly 40' },
    { given: lab('creatinineSeries', 1.51), expected: 'met', because: 'clearance 39.7' },
    { given: { ...lab('creatinineSeries', 1.5), ...woman }, expected: 'met', because: 'clearance of a woman 34' },
    {
      given: { ...lab('creatinineSeries', 2), weight: unknownFact('body-weight') },
      expected: 'unknown',
      because: 'exactly 2.0, no clearance',
    },
    {
      given: { ...lab('creatinineSeries', 2.01), weight: unknownFact('body-weight') },
      expected: 'met',
      because: '2.01 decides by itself',
    },
    {
      given: { ...lab('creatinineSeries', 2.002, { as: [177, 'umol/L'] }), weight: unknownFact('body-weight') },
      expected: 'unknown',
      because: '177 umol/L is 2.002 mg/dL and not above its own limit',
    },
    {
      given: { ...lab('creatinineSeries', 2.01, { as: [178, 'umol/L'] }), weight: unknownFact('body-weight') },
      expected: 'met',
      because: '178 umol/L',
    },
    {
      given: { creatinineSeries: unknownFact('serum-creatinine'), reportedEgfr: measured(20, 'mL/min/{1.73_m2}') },
      expected: 'unknown',
      because: 'an eGFR is no substitute',
    },
    { given: { measuredClearance: measured(39.9, 'mL/min') }, expected: 'met', because: 'measured 39.9' },
    {
      given: { ...lab('creatinineSeries', 1.6), measuredClearance: measured(40, 'mL/min') },
      expected: 'not-met',
      because: 'measured 40, preferred to the formula',
    },
    {
      given: { creatinineSeries: unknownFact('serum-creatinine'), measuredClearance: measured(30, 'mL/min') },
      expected: 'met',
      because: 'measured, without a creatinine',
    },
    {
      given: followed([0.9, '2020-05-20'], [0.9, '2026-11-15']),
      expected: 'not-met',
      because: 'no weight of 2020, and now a clearance of 90',
    },
    {
      given: followed([2.1, '2020-05-20'], [0.9, '2026-11-15']),
      expected: 'met',
      because: 'above 2 at the diagnosis, whatever it is now',
    },
    {
      given: followed([0.9, '2020-05-20'], [2, '2026-11-15']),
      expected: 'met',
      because: 'a clearance of 30 now',
    },
    { given: followed([0.9, '2020-05-20']), expected: 'unknown', because: 'no weight of 2020, and nothing newer' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(statusOf('renal', given)).toBe(expected);
  });
});

describe('hemoglobin (C-1c, errata 4)', () => {
  test.each<Case>([
    {
      given: lab('hemoglobin', 10, { normal: [12, 16] }),
      expected: 'not-met',
      because: '10.0, exactly 2 below the limit',
    },
    { given: lab('hemoglobin', 10), expected: 'unknown', because: '10.0, and no limit sent to be 2 below of' },
    { given: lab('hemoglobin', 12), expected: 'not-met', because: '12, 2 below no limit in use' },
    { given: lab('hemoglobin', 9.9), expected: 'met', because: '9.9' },
    { given: lab('hemoglobin', 9.9, { as: [99, 'g/L'] }), expected: 'met', because: '99 g/L' },
    {
      given: lab('hemoglobin', 10, { as: [100, 'g/L'], normal: [12, 16] }),
      expected: 'not-met',
      because: '100 g/L, 20 below the limit',
    },
    {
      given: lab('hemoglobin', 11.5, { normal: [13.5, 17] }),
      expected: 'not-met',
      because: 'exactly 2 below the limit',
    },
    { given: lab('hemoglobin', 11.4, { normal: [13.5, 17] }), expected: 'met', because: '2.1 below the limit' },
    { given: lab('hemoglobin', 10.1, { normal: [12.1, 15] }), expected: 'not-met', because: '2 below 12.1' },
    { given: lab('hemoglobin', 10, { comparator: '<' }), expected: 'met', because: '<10' },
    { given: lab('hemoglobin', 11, { comparator: '<' }), expected: 'unknown', because: '<11' },
    { given: { hemoglobin: unknownFact('hemoglobin') }, expected: 'unknown', because: 'none' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(statusOf('anemia', given)).toBe(expected);
  });
});

describe('marrow (C-1, C-1e)', () => {
  test.each<Case & { readonly name: CriterionName }>([
    { name: 'clonalMarrowOrPlasmacytoma', given: marrow(10), expected: 'met', because: '10 %' },
    { name: 'clonalMarrowOrPlasmacytoma', given: marrow(9.9), expected: 'not-met', because: '9.9 %' },
    { name: 'clonalMarrowOrPlasmacytoma', given: marrow(5, { to: 15 }), expected: 'unknown', because: '5 to 15 %' },
    { name: 'clonalMarrowOrPlasmacytoma', given: provenPlasmacytoma(true), expected: 'met', because: 'plasmacytoma' },
    { name: 'marrow60', given: marrow(59.9), expected: 'not-met', because: '59.9 %' },
    { name: 'marrow60', given: marrow(60), expected: 'met', because: '60 %' },
    { name: 'marrow60', given: marrow(60, { comparator: '>=' }), expected: 'met', because: '>= 60 %' },
    { name: 'marrow60', given: marrow(50, { to: 70 }), expected: 'unknown', because: '50 to 70 %' },
  ])('$name $expected: $because', ({ name, given, expected }) => {
    expect(statusOf(name, given)).toBe(expected);
  });
});

describe('free light chains (C-1f)', () => {
  const chains = (kappa: number, lambda: number): Stated => ({
    ...lab('freeKappa', kappa),
    ...lab('freeLambda', lambda),
  });
  test.each<Case>([
    { given: chains(1000, 10), expected: 'met', because: 'ratio 100' },
    { given: chains(999, 10), expected: 'not-met', because: 'ratio 99.9' },
    { given: chains(10, 1000), expected: 'met', because: 'lambda over kappa' },
    { given: chains(100, 0.5), expected: 'met', because: 'involved exactly 100 mg/L' },
    { given: chains(99, 0.5), expected: 'not-met', because: 'involved 99 mg/L' },
    { given: chains(10, 10), expected: 'not-met', because: 'a normal ratio, whichever chain' },
    {
      given: { ...lab('flcRatio', 150), freeKappa: unknownFact('free-kappa'), freeLambda: unknownFact('free-lambda') },
      expected: 'unknown',
      because: 'the ratio alone',
    },
    {
      given: { freeKappa: unknownFact('free-kappa'), freeLambda: unknownFact('free-lambda') },
      expected: 'unknown',
      because: 'none',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(statusOf('flcRatio100', given)).toBe(expected);
  });
});

const event = { label: 'amyloidosis', date: null, current: true, reference: 'Condition/al' };

describe('classification (C-1 to C-4)', () => {
  const smoldering = { ...recorded('smoldering-myeloma'), ...marrow(15) };
  test.each<{ given: Stated; expected: Classification; because: string }>([
    { given: {}, expected: 'mgus', because: 'M-protein 1, marrow 5 %, no event' },
    { given: lab('serumMProtein', 2.9), expected: 'mgus', because: 'M-protein 2.9' },
    { given: lab('serumMProtein', 3), expected: 'smoldering-myeloma', because: 'M-protein 3' },
    { given: marrow(9), expected: 'mgus', because: 'marrow 9 %' },
    { given: marrow(10), expected: 'smoldering-myeloma', because: 'marrow 10 %' },
    { given: marrow(59), expected: 'smoldering-myeloma', because: 'marrow 59 %' },
    { given: marrow(60), expected: 'active-myeloma', because: 'marrow 60 %' },
    { given: lab('benceJonesProtein', 500), expected: 'smoldering-myeloma', because: 'Bence Jones 500' },
    { given: lab('benceJonesProtein', 499), expected: 'mgus', because: 'Bence Jones 499' },
    { given: { ...smoldering, ...lab('hemoglobin', 9) }, expected: 'active-myeloma', because: 'marrow 15 %, anemia' },
    { given: lab('hemoglobin', 9), expected: 'indeterminate', because: 'anemia without 10 % of the marrow' },
    { given: provenPlasmacytoma(true), expected: 'solitary-plasmacytoma', because: 'plasmacytoma, marrow 5 %' },
    {
      given: { ...provenPlasmacytoma(true), ...marrow(10) },
      expected: 'active-myeloma',
      because: 'plasmacytoma with 10 % of the marrow, no event (C-4)',
    },
    {
      given: { ...provenPlasmacytoma(true), ...lab('calcium', 12) },
      expected: 'active-myeloma',
      because: 'plasmacytoma and hypercalcemia, marrow 5 %',
    },
    {
      given: {
        ...recorded('solitary-plasmacytoma'),
        ...provenPlasmacytoma(true),
        ...imaged(study('pet-ct', { lysis: true })),
      },
      expected: 'indeterminate',
      because: 'the lysis may be the recorded plasmacytoma itself',
    },
    {
      given: { ...smoldering, imaging: unknownFact('imaging'), lyticLesions: unknownFact('x') },
      expected: 'indeterminate',
      because: 'smoldering without imaging',
    },
    {
      given: { ...smoldering, ...imaged(study('skeletal-survey')) },
      expected: 'indeterminate',
      because: 'radiographs leave smoldering unconfirmed (C-2)',
    },
    {
      given: { ...smoldering, amyloidosis: known([event], []) },
      expected: 'indeterminate',
      because: 'amyloidosis is no smoldering myeloma',
    },
    { given: { amyloidosis: known([event], []) }, expected: 'indeterminate', because: 'nor MGUS' },
    {
      given: { ...recorded(null), ...lab('serumMProtein', 0), ...lab('freeKappa', 10) },
      expected: 'no-evidence',
      because: 'nothing recorded, nothing found',
    },
    { given: { ...recorded(null), ...lab('freeKappa', 10) }, expected: 'mgus', because: 'an M-protein of 1' },
    {
      given: { ...recorded(null), ...lab('serumMProtein', 0), ...lab('freeKappa', 10), ...treatedSince('2026-09-01') },
      expected: 'indeterminate',
      because: 'nothing recorded, and treated all the same',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(diagnosis(given).classification).toBe(expected);
  });

  test('a chart that says nothing', () => {
    const silent = (stated: Stated) => assessDiagnosis(facts(stated), DEFAULT_THRESHOLDS).classification;
    expect(silent({})).toBe('indeterminate');
    expect(silent(recorded(null))).toBe('no-evidence');
    expect(silent({ recordedDiagnosis: unknownFact('recorded-diagnosis', 'unanswered') })).toBe('indeterminate');
  });
});
