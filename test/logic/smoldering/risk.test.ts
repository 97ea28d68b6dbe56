import { smolderingRisk } from '../../../src/logic/smoldering/risk.ts';
import { assessSmolderingRisk, type Factor } from '../../../src/logic/smoldering/risk-score.ts';
import type { Status } from '../../../src/logic/criterion.ts';
import { AMYLOIDOSIS, diagnosed, lab, marrow, QUIET, recorded, treatedSince } from '../diseases.ts';
import { adviceOf, context, facts, inBrief, unknownFact, type Stated } from '../facts.ts';

const SMOLDERING = { ...QUIET, ...recorded('smoldering-myeloma'), ...marrow(15) };
const risk = (given: Stated) => assessSmolderingRisk(facts({ ...SMOLDERING, ...given }));
const said = (given: Stated) => adviceOf(smolderingRisk, { ...SMOLDERING, ...given }, context('patient-view'));

const high = { ...marrow(30), ...lab('serumMProtein', 2.5) };

describe('20/2/20 (SM-1, errata 22): strictly greater', () => {
  test.each<{ factor: Factor; given: Stated; expected: Status }>([
    { factor: 'marrow20', given: marrow(20), expected: 'not-met' },
    { factor: 'marrow20', given: marrow(20.1), expected: 'met' },
    { factor: 'marrow20', given: marrow(15, { to: 25 }), expected: 'unknown' },
    { factor: 'mProtein2', given: lab('serumMProtein', 2), expected: 'not-met' },
    { factor: 'mProtein2', given: lab('serumMProtein', 2.01), expected: 'met' },
    { factor: 'mProtein2', given: lab('serumMProtein', 2.1, { as: [21, 'g/L'] }), expected: 'met' },
    { factor: 'mProtein2', given: { serumMProtein: unknownFact('serum-m-protein') }, expected: 'unknown' },
    { factor: 'flcRatio20', given: lab('freeKappa', 200), expected: 'not-met' },
    { factor: 'flcRatio20', given: lab('freeKappa', 201), expected: 'met' },
    { factor: 'flcRatio20', given: { ...lab('freeKappa', 1), ...lab('freeLambda', 21) }, expected: 'met' },
    { factor: 'flcRatio20', given: { ...lab('freeKappa', 10) }, expected: 'not-met' },
  ])('$factor $expected', ({ factor, given, expected }) => {
    expect(risk(given).factors[factor].status).toBe(expected);
  });

  test.each<{ given: Stated; level: string; because: string }>([
    { given: {}, level: 'low', because: 'none' },
    { given: marrow(30), level: 'low', because: 'one factor is low for management (errata 23)' },
    { given: high, level: 'high', because: 'two' },
    { given: { ...high, ...lab('freeKappa', 300) }, level: 'high', because: 'three' },
    { given: { ...high, ...noLightChains() }, level: 'high', because: 'two, the third unknown' },
    { given: { ...marrow(30), ...noLightChains() }, level: 'unknown', because: 'one, another unknown' },
    { given: noLightChains(), level: 'low', because: 'at most one' },
    { given: { ...high, ...recorded('active-myeloma') }, level: 'unknown', because: 'active myeloma on record' },
    { given: { ...high, ...recorded('solitary-plasmacytoma') }, level: 'unknown', because: 'plasmacytoma on record' },
    { given: { ...high, recordedDiagnosis: unknownFact('recorded-diagnosis') }, level: 'high', because: 'no record' },
  ])('$level: $because', ({ given, level }) => {
    expect(risk(given).level).toBe(level);
  });

  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: dated([1.5, '2025-01-20'], [2.5, '2026-11-15']), expected: 'not-met', because: 'the baseline decides' },
    { given: dated([2.5, '2025-01-20'], [1.5, '2026-11-15']), expected: 'met', because: 'the baseline decides' },
    { given: dated([2.5, '2026-11-15']), expected: 'met', because: 'no baseline in the chart: the newest' },
    { given: dated([2.5, '2026-01-15']), expected: 'unknown', because: 'neither baseline nor recent' },
    {
      given: { ...dated([2.5, '2026-11-15']), ...treatedSince('2026-09-01') },
      expected: 'unknown',
      because: 'a value under treatment',
    },
    {
      given: { ...dated([2.5, '2026-11-15']), ...treatedSince(null) },
      expected: 'unknown',
      because: 'treatment of unknown date',
    },
  ])('baseline: $expected: $because', ({ given, expected }) => {
    expect(risk({ ...recorded('smoldering-myeloma', '2025-01-10'), ...given }).factors.mProtein2.status).toBe(expected);
  });
});

test.each<{ given: Stated; level: string; because: string }>([
  { given: {}, level: 'high', because: 'the day of MGUS is no baseline of what was found since' },
  { given: { smolderingDate: diagnosed('2020-05-12') }, level: 'low', because: 'smoldering since that day too' },
])('MGUS of 2020, 30 % now: $level, $because', ({ given, level }) => {
  const values = { ...marrow(30), ...dated([1, '2020-05-12'], [2.5, '2026-11-15']) };
  const mgus = { ...recorded('mgus', '2020-05-12'), smolderingDate: unknownFact('diagnosis-date'), ...values };
  expect(risk({ ...mgus, ...given }).level).toBe(level);
});

describe('a rising M-protein (DEC-19)', () => {
  test.each<{ given: Stated; rises: boolean; because: string }>([
    { given: dated([1, '2026-07-01'], [1.1, '2026-10-01'], [1.1, '2026-11-01']), rises: true, because: '10 %, twice' },
    { given: dated([1, '2026-07-01'], [1.09, '2026-10-01'], [1.2, '2026-11-01']), rises: false, because: '9 %' },
    { given: dated([1, '2026-07-01'], [1.2, '2026-11-01']), rises: false, because: 'unconfirmed' },
    { given: dated([1, '2025-07-01'], [1.2, '2026-10-01'], [1.2, '2026-11-01']), rises: false, because: 'over a year' },
    { given: dated([1, '2026-01-01'], [1.2, '2026-05-01'], [1.2, '2026-06-01']), rises: false, because: 'not recent' },
    {
      given: dated([0, '2026-07-01'], [1.2, '2026-10-01'], [1.2, '2026-11-01']),
      rises: false,
      because: 'from nothing',
    },
    { given: { serumMProtein: unknownFact('serum-m-protein') }, rises: false, because: 'no result' },
  ])('$rises: $because', ({ given, rises }) => {
    expect(risk(given).rise.length > 0).toBe(rises);
  });
});

describe('SMOLDERING-RISK', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: high, expected: 'info high', because: 'two factors' },
    { given: {}, expected: 'info low', because: 'none' },
    { given: { ...marrow(30), ...noLightChains() }, expected: 'info unknown', because: 'one and an unknown' },
    { given: { ...recorded('mgus') }, expected: 'info low', because: 'MGUS by record, smoldering by the data' },
    { given: { ...recorded(null) }, expected: 'info low', because: 'by the data alone' },
    { given: { ...recorded('mgus'), ...marrow(5) }, expected: null, because: 'MGUS' },
    { given: { ...recorded('active-myeloma') }, expected: null, because: 'recorded as active' },
    { given: { ...marrow(70) }, expected: null, because: 'active by the data' },
    { given: { ...AMYLOIDOSIS }, expected: null, because: 'amyloidosis is not observed (C-2)' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });

  test.each<{ given: Stated; note: string }>([
    { given: marrow(30), note: 'intermediate' },
    { given: marrow(30), note: 'factors-met' },
    { given: noLightChains(), note: 'factors-unknown' },
    { given: dated([1, '2026-07-01'], [1.2, '2026-10-01'], [1.2, '2026-11-01']), note: 'rising' },
    { given: { calcium: unknownFact('calcium') }, note: 'unconfirmed' },
    { given: {}, note: 'diagnosis-date-unknown' },
  ])('notes $note', ({ given, note }) => {
    expect(said(given)[0]?.notes?.map(({ key }) => key)).toContain(note);
  });

  test('observation at low risk is category 1', () => {
    expect([said({})[0]?.category, said(high)[0]?.category]).toEqual(['1', '2A']);
  });
});

function noLightChains(): Stated {
  return { freeKappa: unknownFact('free-kappa'), freeLambda: unknownFact('free-lambda') };
}

function dated(...values: readonly (readonly [value: number, date: string])[]): Stated {
  return lab(
    'serumMProtein',
    values.map(([value, date]) => [value, { date }] as const),
  );
}
