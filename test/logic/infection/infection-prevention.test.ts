import { known, unknown, type PatientFacts } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import type { Thresholds } from '../../../src/logic/thresholds.ts';
import type { Vaccination, Vaccine } from '../../../src/logic/therapy-facts.ts';
import { infectionPrevention } from '../../../src/logic/infection/infection-prevention.ts';
import { pneumococcalDue } from '../../../src/logic/infection/pneumococcal.ts';
import {
  adviceOf,
  allergicTo,
  context,
  drug,
  inBrief,
  interval,
  taking,
  TODAY,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

/** H-8: immunoglobulin, pneumococcal vaccination, antibiotic at diagnosis. Today is 2026-11-20. */

const evidence = (concept: string, value: number | string, date?: string) => ({
  ...{ concept, value, reference: `X/${concept}`, stale: false },
  ...(date === undefined ? {} : { date }),
});

function igG(mgDl: number, options: { date?: string; comparator?: '<' | '>=' } = {}): Pick<PatientFacts, 'igG'> {
  const { date = '2026-11-01', comparator = '=' } = options;
  const range = interval<'mg/dL'>(mgDl, { comparator });
  const shown = [evidence('igg', mgDl, date)];
  return {
    igG: known([{ interval: range, date, reported: { unit: 'mg/dL', interval: range }, evidence: shown }], shown),
  };
}

const infections = (dates: readonly (string | null)[], complete = true): Pick<PatientFacts, 'seriousInfections'> => ({
  seriousInfections: known(
    dates.map((date, at) => ({ label: 'pneumonia', date, current: false, reference: `Condition/${at}` })),
    dates.map(() => evidence('serious-infection', 'pneumonia')),
    complete ? [] : [{ concept: 'serious-infection', because: 'unanswered' }],
  ),
});

const given = (...done: readonly (readonly [Vaccine, string | null])[]): PatientFacts['vaccinations'] =>
  known(
    done.map(([vaccine, date]): Vaccination => ({ vaccine, date, reference: 'Immunization/1' })),
    [evidence('vaccinations', 'vaccine')],
  );
const vaccinated = { vaccinations: given(['pneumococcal-conjugate-vaccine-20', '2024-01-01']) };

const diagnosed = (date: string): Pick<PatientFacts, 'diagnosisDate'> => ({
  diagnosisDate: known({ date, precision: 'day', from: 'onset' }, [evidence('diagnosis-date', date)]),
});

const judge = (stated: Stated, thresholds: Partial<Thresholds> = {}, hook: Hook = 'patient-view') =>
  adviceOf(infectionPrevention, { ...vaccinated, ...stated }, context(hook, thresholds));
const said = (stated: Stated, thresholds?: Partial<Thresholds>): string[] =>
  judge(stated, thresholds).flatMap(({ notes = [] }) => notes.map(({ key }) => key));

describe('immunoglobulin', () => {
  test.each<{ stated: Stated; notes: readonly string[]; thresholds?: Partial<Thresholds>; because: string }>([
    { stated: igG(399), notes: ['low-igg'], because: 'IgG 399' },
    { stated: igG(400), notes: [], because: 'IgG 400' },
    { stated: igG(401), notes: [], because: 'IgG 401' },
    { stated: igG(400, { comparator: '<' }), notes: ['low-igg'], because: 'IgG <400' },
    { stated: igG(500, { comparator: '<' }), notes: [], because: 'IgG <500: may be either' },
    { stated: igG(300, { date: '2026-08-22' }), notes: ['low-igg'], because: '90 days old' },
    { stated: igG(300, { date: '2026-08-21' }), notes: [], because: '91 days old: stale' },
    {
      stated: igG(300, { date: '2026-08-21' }),
      thresholds: { monitoringLookBackDays: 91 },
      notes: ['low-igg'],
      because: 'the site’s look-back',
    },
    { stated: infections(['2026-01-10', '2026-09-01']), notes: ['recurrent-infections'], because: 'two within a year' },
    { stated: infections(['2026-09-01']), notes: [], because: 'one' },
    {
      stated: infections(['2025-11-20', '2026-09-01']),
      notes: ['recurrent-infections'],
      because: 'the first 365 days ago',
    },
    { stated: infections(['2025-11-19', '2026-09-01']), notes: [], because: 'the first 366 days ago' },
    { stated: infections(['2026-09-01', null]), notes: [], because: 'one without a date' },
    { stated: infections(['2025-11', '2026-09-01']), notes: [], because: 'a month that the look-back cuts' },
    { stated: infections(['2026-09-01'], false), notes: [], because: 'one, and more may stand where nobody looked' },
    {
      stated: { seriousInfections: unknownFact('serious-infection', 'unanswered') },
      notes: [],
      because: 'not received',
    },
    {
      stated: infections(['2026-01-10', '2026-09-01']),
      thresholds: { recurrentInfections: 3 },
      notes: [],
      because: 'the site asks for three',
    },
    {
      stated: { ...igG(300), ...infections(['2026-01-10', '2026-09-01']) },
      notes: ['low-igg', 'recurrent-infections'],
      because: 'both: each is named',
    },
    { stated: { ...igG(300), ...taking(drug('immunoglobulin')) }, notes: [], because: 'immunoglobulin given already' },
    { stated: { ...igG(300), ...UNKNOWN_DRUGS }, notes: ['low-igg'], because: 'medication list not received' },
  ])('$because: $notes', ({ stated, notes, thresholds }) => {
    expect(said(stated, thresholds)).toEqual(notes);
  });
});

const PCV: Vaccine = 'pneumococcal-conjugate-vaccine';
const PPSV: Vaccine = 'pneumococcal-polysaccharide-vaccine';

describe('pneumococcal vaccination', () => {
  test.each<{ vaccinations: PatientFacts['vaccinations']; due: string | null; because: string }>([
    { vaccinations: given(), due: 'conjugate', because: 'none on record' },
    { vaccinations: given(['hepatitis-b-vaccine', '2020-01-01']), due: 'conjugate', because: 'another vaccine' },
    {
      vaccinations: given(['pneumococcal-conjugate-vaccine-20', '2024-01-01']),
      due: null,
      because: 'PCV20 completes it',
    },
    { vaccinations: given(['pneumococcal-conjugate-vaccine-20', null]), due: null, because: 'PCV20 without a date' },
    { vaccinations: given([PCV, '2025-11-21']), due: null, because: 'conjugate 364 days ago' },
    { vaccinations: given([PCV, '2025-11-20']), due: 'polysaccharide', because: 'conjugate 365 days ago' },
    { vaccinations: given([PCV, '2025-11-19']), due: 'polysaccharide', because: 'conjugate 366 days ago' },
    {
      vaccinations: given([PCV, '2025-11']),
      due: null,
      because: 'conjugate in a month that may be less than a year ago',
    },
    { vaccinations: given([PCV, '2024-01-01'], [PPSV, '2025-02-01']), due: null, because: 'both, in order' },
    {
      vaccinations: given([PPSV, '2020-02-01'], [PCV, '2024-01-01']),
      due: 'polysaccharide',
      because: 'polysaccharide before',
    },
    { vaccinations: given([PPSV, '2020-02-01']), due: 'conjugate', because: 'polysaccharide only' },
    { vaccinations: given([PCV, '2024-01-01'], [PPSV, null]), due: null, because: 'polysaccharide without a date' },
    { vaccinations: given([PCV, null]), due: null, because: 'conjugate without a date' },
    { vaccinations: given(['pneumococcal-vaccine', '2020-01-01']), due: null, because: 'of no stated kind' },
    {
      vaccinations: unknown([{ concept: 'immunizations', because: 'unanswered' }]),
      due: null,
      because: 'not received',
    },
    {
      vaccinations: known([], [], [{ concept: 'immunizations', because: 'unanswered' }]),
      due: null,
      because: 'received in part',
    },
  ])('$because: $due', ({ vaccinations, due }) => {
    expect(pneumococcalDue(vaccinations, TODAY)).toBe(due);
    expect(said({ vaccinations })).toEqual(due === null ? [] : [due]);
  });
});

describe('antibiotic at diagnosis', () => {
  const atRisk = igG(300);
  test.each<{ stated: Stated; expected: boolean; because: string }>([
    { stated: { ...atRisk, ...diagnosed('2026-08-22') }, expected: true, because: 'diagnosed 90 days ago' },
    { stated: { ...atRisk, ...diagnosed('2026-08-21') }, expected: false, because: 'diagnosed 91 days ago' },
    { stated: { ...atRisk, ...diagnosed('2026') }, expected: false, because: 'this year, no more is known' },
    {
      stated: { ...infections(['2026-10-10', '2026-11-01']), ...diagnosed('2026-10-01') },
      expected: true,
      because: 'recurrent infections',
    },
    { stated: diagnosed('2026-10-01'), expected: false, because: 'risk not known to be high' },
    { stated: atRisk, expected: false, because: 'date of diagnosis not known' },
    {
      stated: { ...atRisk, ...diagnosed('2026-10-01'), ...taking(drug('levofloxacin')) },
      expected: false,
      because: 'levofloxacin active',
    },
    {
      stated: { ...atRisk, ...diagnosed('2026-10-01'), ...taking(drug('trimethoprim-sulfamethoxazole')) },
      expected: false,
      because: 'co-trimoxazole active',
    },
    {
      stated: { ...atRisk, ...diagnosed('2026-10-01'), ...allergicTo('levofloxacin') },
      expected: true,
      because: 'no drug is named',
    },
  ])('$because: $expected', ({ stated, expected }) => {
    expect(said(stated).includes('antibiotic')).toBe(expected);
  });
});

describe('whom it speaks of', () => {
  const recorded = (diagnosis: 'smoldering-myeloma' | 'mgus'): Stated => ({
    recordedDiagnosis: known(diagnosis, [evidence('recorded-diagnosis', diagnosis)]),
  });
  test.each<{ stated: Stated; expected: readonly string[]; because: string }>([
    { stated: {}, expected: ['info consider'], because: 'active myeloma' },
    { stated: recorded('smoldering-myeloma'), expected: [], because: 'smoldering, untreated' },
    {
      stated: { ...recorded('mgus'), ...taking(drug('lenalidomide')) },
      expected: ['info consider'],
      because: 'on a drug for myeloma',
    },
    {
      stated: { recordedDiagnosis: unknownFact('recorded-diagnosis', 'unanswered') },
      expected: [],
      because: 'diagnosis not received',
    },
  ])('$because: $expected', ({ stated, expected }) => {
    expect(inBrief(judge({ ...igG(300), ...stated }))).toEqual(expected);
  });
});

test('one card, with all that holds, its grounds and the numbers in force', () => {
  const [advice, ...more] = judge({ ...igG(300), ...diagnosed('2026-10-01'), vaccinations: given() });
  expect(more).toEqual([]);
  expect(advice?.show).toEqual({ measure: 'immunoglobulin|conjugate-vaccine|antibiotic', several: 2, days: 365 });
  expect(advice?.evidence.map(({ concept }) => concept)).toEqual(
    expect.arrayContaining(['igg', 'seriousInfections', 'vaccinations', 'diagnosis-date', 'medications']),
  );
});
