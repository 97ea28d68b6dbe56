import type { ImagingStudy, Modality } from '../../../src/logic/disease-facts.ts';
import { known, type Fact } from '../../../src/logic/facts.ts';
import type { HistoryEvent } from '../../../src/logic/history-facts.ts';
import { plasmacytomaCare } from '../../../src/logic/plasmacytoma/care.ts';
import { answered, diagnosedOn, results, type Written } from '../baseline-points.ts';
import { adviceOf, context, drug, inBrief, taking, unknownFact, UNKNOWN_DRUGS, type Stated } from '../facts.ts';
import { unexamined } from '../silent-facts.ts';

const advised = (given: Stated) => adviceOf(plasmacytomaCare, given, context('patient-view'));

const event = (date: string | null, reference = 'Procedure/1'): HistoryEvent => ({
  label: 'entry',
  date,
  current: false,
  reference,
});

function study(modality: Modality, date: string | null, newLesion?: boolean): ImagingStudy {
  const nothing = unknownFact('imaging');
  return {
    modality,
    date,
    reference: `DiagnosticReport/${modality}-${date}`,
    lyticLesions: nothing,
    cleanSkeleton: nothing,
    focalLesions: nothing,
    extramedullary: nothing,
    newLesion: newLesion === undefined ? nothing : answered('new-lesion', newLesion),
  };
}
const imaged = (...studies: readonly ImagingStudy[]): Stated => ({ imaging: known(studies, []) });

const marrow = (written: Written, clonal?: boolean): Stated => ({
  marrow: {
    ...unexamined().marrow,
    plasmaCells: results('marrow-plasma-cells', '%', [written]),
    ...(clonal === undefined ? {} : { clonal: answered('marrow-clonality', clonal) }),
  },
});

/** A test of every kind on one day; the last day that is recent enough is 2026-05-21. */
const tested = (date: string): Stated => ({
  hemoglobin: results('hemoglobin', 'g/dL', [13, { date }]),
  leukocytes: results('leukocytes', '10*3/uL', [6, { date }]),
  plateletSeries: results('platelets', '10*3/uL', [200, { date }]),
  creatinineSeries: results('serum-creatinine', 'mg/dL', [1, { date }]),
  albumin: results('albumin', 'g/dL', [4, { date }]),
  calcium: results('calcium', 'mg/dL', [9, { date }]),
});

/** Irradiated in spring, nothing due. */
const cared: Stated = {
  recordedDiagnosis: known('solitary-plasmacytoma', []),
  diagnosisDate: diagnosedOn('2026-03-01'),
  radiotherapy: known([event('2026-04-01')], []),
  ...imaged(study('whole-body-mri', '2026-03-01')),
  ...marrow(3, true),
  ...tested('2026-10-01'),
};
const extraosseous: Stated = { extramedullaryPlasmacytoma: known([event('2026-03-01')], []) };

describe('solitary plasmacytoma page', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: {}, expected: null, because: 'nothing is due' },
    { given: { recordedDiagnosis: known('active-myeloma', []) }, expected: null, because: 'myeloma' },
    { given: { recordedDiagnosis: unknownFact('recorded-diagnosis') }, expected: null, because: 'diagnosis unknown' },
    { given: { recordedDiagnosis: known(null, []), ...marrow(20) }, expected: null, because: 'no diagnosis' },
    // C-4
    { given: marrow(9.9), expected: null, because: 'marrow 9.9 %' },
    { given: marrow(10), expected: 'warning active-myeloma', because: 'marrow 10 %' },
    { given: marrow(10.1, true), expected: 'warning active-myeloma', because: 'marrow 10.1 %' },
    { given: marrow('>=10'), expected: 'warning active-myeloma', because: 'at least 10 %' },
    { given: marrow([5, 15]), expected: null, because: '5 to 15 % may be below' },
    { given: marrow(15, false), expected: null, because: '15 % that are not clonal' },
    { given: { ...marrow(15), ...taking(drug('lenalidomide')) }, expected: null, because: 'treated for myeloma' },
    { given: { ...marrow(15), ...UNKNOWN_DRUGS }, expected: 'warning active-myeloma', because: 'drugs unknown' },
    // P-4
    {
      given: { progressions: known([{ date: '2026-08-01', reference: 'Observation/p' }], []) },
      expected: 'warning progression',
      because: 'a recorded progression',
    },
    {
      given: { progressions: known([{ date: null, reference: 'Observation/p' }], []) },
      expected: 'warning progression',
      because: 'a progression without a day',
    },
    {
      given: {
        progressions: known([{ date: '2026-08', reference: 'Observation/p' }], []),
        diseaseControls: known([{ date: '2026-09-01', reference: 'Observation/c' }], []),
      },
      expected: null,
      because: 'under control since',
    },
    {
      given: {
        progressions: known([{ date: '2026-08', reference: 'Observation/p' }], []),
        diseaseControls: known(
          [
            { date: '2026-08-15', reference: 'Observation/c' },
            { date: null, reference: 'Observation/d' },
          ],
          [],
        ),
      },
      expected: 'warning progression',
      because: 'the control may have come first',
    },
    {
      given: { progressions: unknownFact('progression'), diseaseControls: unknownFact('disease-control') },
      expected: null,
      because: 'progression unknown',
    },
    {
      given: imaged(study('whole-body-mri', '2026-03-01'), study('pet-ct', '2026-10-01', true)),
      expected: 'warning progression',
      because: 'a new lesion in the newest study',
    },
    {
      given: {
        ...imaged(study('pet-ct', '2026-08-01', true)),
        diseaseControls: known([{ date: '2026-09-01', reference: 'Observation/c' }], []),
      },
      expected: null,
      because: 'a new lesion, under control since',
    },
    {
      given: {
        imaging: unknownFact('imaging'),
        progressions: known([{ date: '2026-08', reference: 'Observation/p' }], []),
      },
      expected: 'warning progression',
      because: 'a recorded progression without imaging',
    },
    {
      given: imaged(study('pet-ct', '2020-01-01'), study('whole-body-mri', null)),
      expected: null,
      because: 'the last study has no day',
    },
    {
      given: imaged(study('whole-body-mri', '2026-03-01', true), study('pet-ct', '2026-10-01', false)),
      expected: null,
      because: 'none in the newest study',
    },
    // P-1
    { given: { radiotherapy: known([], []) }, expected: 'info initial', because: 'no radiotherapy' },
    { given: { radiotherapy: unknownFact('radiotherapy', 'unanswered') }, expected: null, because: 'not asked for' },
    { given: { radiotherapy: known([event('2025-12-01')], []) }, expected: null, because: '90 days before' },
    {
      given: { radiotherapy: known([event('2025-11-30')], []) },
      expected: 'info initial',
      because: 'before the disease',
    },
    { given: { radiotherapy: known([event(null)], []) }, expected: null, because: 'radiotherapy without a day' },
    {
      given: { radiotherapy: known([event('2015-01-01')], []), diagnosisDate: unknownFact('diagnosis-date') },
      expected: null,
      because: 'radiotherapy, and no date of diagnosis',
    },
    {
      given: {
        radiotherapy: known([], []),
        plannedProcedures: known([{ ...event(null), procedure: 'radiotherapy' }], []),
      },
      expected: null,
      because: 'radiotherapy is ordered',
    },
    {
      given: { radiotherapy: known([], []), plannedProcedures: unknownFact('planned-procedure', 'unanswered') },
      expected: 'info initial',
      because: 'no radiotherapy, orders not received',
    },
    // P-3
    { given: { imaging: unknownFact('imaging') }, expected: 'info initial', because: 'no imaging' },
    { given: { imaging: unknownFact('imaging', 'unanswered') }, expected: null, because: 'imaging not asked for' },
    { given: imaged(study('skeletal-survey', '2026-03-01')), expected: 'info initial', because: 'a skeletal survey' },
    { given: imaged(study('pet-ct', '2026-03-01')), expected: null, because: 'PET/CT will do' },
    { given: { ...extraosseous, ...imaged(study('pet-ct', '2026-03-01')) }, expected: null, because: 'PET/CT' },
    { given: extraosseous, expected: 'info initial', because: 'MRI alone for extraosseous disease' },
    { given: { marrow: unexamined().marrow }, expected: 'info initial', because: 'no marrow' },
    {
      given: { marrow: { ...unexamined().marrow, plasmaCells: known([], []) } },
      expected: 'info initial',
      because: 'no marrow result at all',
    },
    {
      given: { marrow: { ...unexamined().marrow, plasmaCells: unknownFact('marrow-plasma-cells', 'unreadable') } },
      expected: null,
      because: 'a marrow that cannot be read',
    },
    { given: { extramedullaryPlasmacytoma: unknownFact('x') }, expected: null, because: 'site unknown' },
    // P-2
    { given: tested('2026-05-21'), expected: null, because: 'tests 183 days ago' },
    { given: tested('2026-05-20'), expected: 'info follow-up', because: 'tests 184 days ago' },
    { given: imaged(study('whole-body-mri', '2025-11-20')), expected: null, because: 'MRI a year ago' },
    { given: imaged(study('whole-body-mri', '2025-11-19')), expected: 'info follow-up', because: 'a day longer' },
    {
      given: imaged(study('whole-body-mri', null), study('pet-ct', '2020-01-01')),
      expected: null,
      because: 'a study without a day',
    },
    {
      given: { ...imaged(study('whole-body-mri', '2024-01-01')), diagnosisDate: diagnosedOn('2021-11-20') },
      expected: 'info follow-up',
      because: '5 years after diagnosis',
    },
    {
      given: { ...imaged(study('whole-body-mri', '2024-01-01')), diagnosisDate: diagnosedOn('2021-11-19') },
      expected: null,
      because: 'more than 5 years after diagnosis',
    },
    {
      given: { ...imaged(study('whole-body-mri', '2024-01-01')), diagnosisDate: unknownFact('diagnosis-date') },
      expected: 'info follow-up',
      because: 'no date of diagnosis',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(advised({ ...cared, ...given }))).toEqual(expected === null ? [] : [expected]);
  });

  const keys = (given: Stated): readonly string[] =>
    advised({ ...cared, ...given })[0]?.notes?.map(({ key, show }) => (show ? `${key} ${show['last']}` : key)) ?? [];
  const lacking = (because: 'absent' | 'unanswered'): Fact<never> => unknownFact('result', because);

  test.each<{ given: Stated; expected: readonly string[]; because: string }>([
    { given: { hemoglobin: lacking('absent') }, expected: ['cbc none'], because: 'never a hemoglobin' },
    {
      given: {
        hemoglobin: lacking('absent'),
        plateletSeries: results('platelets', '10*3/uL', [200, { date: '2026-01-01' }]),
      },
      expected: ['cbc 2026-01-01'],
      because: 'the date of another part of the count',
    },
    { given: { hemoglobin: lacking('unanswered') }, expected: [], because: 'not asked for' },
    { given: { creatinineSeries: lacking('absent') }, expected: ['creatinine none'], because: 'creatinine' },
    { given: { albumin: lacking('absent') }, expected: ['albumin none'], because: 'albumin' },
    { given: { calcium: lacking('absent') }, expected: ['calcium none'], because: 'calcium' },
    {
      given: {
        calcium: lacking('absent'),
        albuminCorrectedCalcium: results('albumin-corrected-calcium', 'mg/dL', [9, { date: '2026-10-01' }]),
      },
      expected: [],
      because: 'corrected calcium will do',
    },
    {
      given: {
        calcium: lacking('absent'),
        albuminCorrectedCalcium: results('albumin-corrected-calcium', 'mg/dL', [9, { date: '2026-01-01' }]),
      },
      expected: ['calcium 2026-01-01'],
      because: 'corrected calcium of long ago',
    },
    {
      given: { ...extraosseous, ...imaged(study('pet-ct', '2025-01-01')), albumin: lacking('absent') },
      expected: ['yearly-pet-ct 2025-01-01', 'albumin none', 'spacing'],
      because: 'extraosseous disease may be seen less often',
    },
    {
      given: { imaging: unknownFact('imaging'), radiotherapy: known([], []), marrow: unexamined().marrow },
      expected: ['radiotherapy', 'marrow', 'initial-imaging none', 'site-not-stated'],
      because: 'newly diagnosed',
    },
    { given: marrow(15), expected: ['clonality-unknown'], because: 'clonality not on record' },
    { given: marrow(15, true), expected: [], because: 'clonal' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(keys(given)).toEqual(expected);
  });

  test.each<{ given: Stated; items: readonly string[] }>([
    { given: tested('2026-01-01'), items: ['order-cbc', 'order-chemistry'] },
    { given: { imaging: unknownFact('imaging') }, items: ['order-mri', 'order-pet-ct'] },
    { given: extraosseous, items: ['order-pet-ct'] },
    { given: imaged(study('whole-body-mri', '2025-01-01')), items: ['order-mri'] },
    { given: imaged(study('pet-ct', '2025-01-01')), items: ['order-pet-ct'] },
    { given: imaged(study('whole-body-mri', '2024-01-01'), study('pet-ct', '2025-01-01')), items: ['order-mri'] },
    { given: { radiotherapy: known([], []) }, items: [] },
  ])('offers $items', ({ given, items }) => {
    expect(advised({ ...cared, ...given })[0]?.suggestions?.map(({ item }) => item)).toEqual(items);
  });

  test('shows the marrow, and what progression rests on', () => {
    expect(advised({ ...cared, ...marrow([10, 20]) })[0]?.show).toEqual({ marrow: '10–20' });
    const shown = { concept: 'progression', value: 'recorded', reference: 'Observation/p', stale: false };
    const [advice] = advised({
      ...cared,
      progressions: known(
        [{ date: '2026-08-01', reference: 'Observation/p' }],
        [shown, { ...shown, reference: 'Observation/other' }, { concept: 'progression', value: 'none', stale: false }],
      ),
    });
    expect(advice?.evidence).toEqual([shown]);
  });
});
