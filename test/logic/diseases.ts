import type { FocalLesions, ImagingStudy, Modality } from '../../src/logic/disease-facts.ts';
import type { DiagnosisDate } from '../../src/logic/diagnosis-facts.ts';
import { known, type Fact, type Known, type PatientFacts, type RecordedDiagnosis } from '../../src/logic/facts.ts';
import type { LaboratoryName } from '../../src/logic/laboratory-facts.ts';
import type { Point, Series } from '../../src/logic/series.ts';
import { course } from './courses.ts';
import { interval, measured, MEASURED_ON, unknownFact, type Stated } from './facts.ts';

/** Patients by what the laboratory, the marrow and imaging say of their disease. */

interface Result {
  readonly date?: string;
  readonly comparator?: '<' | '<=' | '>' | '>=';
  readonly to?: number;
  /** The number and unit in which the laboratory reported. */
  readonly as?: readonly [value: number, unit: string];
  readonly normal?: readonly [low: number, high: number];
}

const CONVENTIONAL: Readonly<Record<string, string>> = {
  calcium: 'mg/dL',
  albuminCorrectedCalcium: 'mg/dL',
  albumin: 'g/dL',
  creatinineSeries: 'mg/dL',
  hemoglobin: 'g/dL',
  freeKappa: 'mg/L',
  freeLambda: 'mg/L',
  flcRatio: '{ratio}',
  serumMProtein: 'g/dL',
  urineMProtein: 'mg/(24.h)',
  benceJonesProtein: 'mg/(24.h)',
  marrow: '%',
};

/** One result; `normal` is the range sent with it, in the unit reported. */
function point(name: string, value: number, options: Result = {}): Point<string> {
  const unit = CONVENTIONAL[name] ?? '';
  const { date = MEASURED_ON, as = [value, unit], normal, ...precision } = options;
  const range = normal && { low: normal[0] as never, high: normal[1] as never };
  const factor = as[0] === 0 ? 1 : value / as[0];
  const converted = normal && { low: (normal[0] * factor) as never, high: (normal[1] * factor) as never };
  return {
    interval: interval<string>(value, precision),
    date,
    ...(converted ? { range: converted } : {}),
    reported: { unit: as[1], interval: interval<string>(as[0], precision), ...(range ? { range } : {}) },
    evidence: [{ concept: name, value, unit, date, reference: `Observation/${name}-${date}`, stale: false }],
  };
}

type Values = number | readonly (readonly [value: number, options?: Result])[];

function series(name: string, values: Values, options: Result = {}): Series<string> {
  const points =
    typeof values === 'number' ? [point(name, values, options)] : values.map(([value, own]) => point(name, value, own));
  return known(
    points,
    points.flatMap(({ evidence }) => evidence),
  );
}

/** A laboratory series of one result, or of several. */
export const lab = (name: LaboratoryName, values: Values, options: Result = {}): Stated => ({
  [name]: series(name, values, options),
});

/** Plasma cells of the marrow, %; clonal unless said otherwise. */
export const marrow = (values: Values, options: Result & { readonly clonal?: Fact<boolean> } = {}): Stated => {
  const { clonal = marrowClonality(true), ...own } = options;
  const plasmaCells = series('marrow', values, own) as Series<'%'>;
  return { marrow: { plasmaCells, clonal, residualDisease: unknownFact('residual-disease') } };
};

export const marrowClonality = (value: boolean, date: string | null = MEASURED_ON): Known<boolean> =>
  known(value, [
    { concept: 'marrow-clonality', value: String(value), ...(date === null ? {} : { date }), stale: false },
  ]);

const finding = (concept: string, value: boolean | null): Fact<boolean> =>
  value === null
    ? unknownFact(concept)
    : known(value, [{ concept, value: String(value), reference: `DiagnosticReport/${concept}`, stale: false }]);

interface Shown {
  readonly date?: string | null;
  readonly lysis?: boolean | null;
  readonly clean?: boolean | null;
  readonly lesions?: FocalLesions;
}

/** A study of the whole skeleton that shows nothing, unless said otherwise. */
export function study(modality: Modality, shown: Shown = {}): ImagingStudy {
  const { date = MEASURED_ON, lysis = false, clean = lysis === false ? true : null, lesions } = shown;
  return {
    modality,
    date,
    reference: `DiagnosticReport/${modality}`,
    lyticLesions: finding('lytic-lesion', lysis),
    cleanSkeleton: finding('bone-disease', clean),
    focalLesions: lesions
      ? known(lesions, [{ concept: 'focal-lesions', value: 'seen', date: date ?? '', stale: false }])
      : unknownFact('focal-lesions'),
    extramedullary: unknownFact('extramedullary-disease'),
    newLesion: unknownFact('new-lesion'),
  };
}

/** Lesions of MRI: how many, and the size of the smallest in mm. */
export const focal = (lesions: number, size: number | null = 10, more: Result = {}): FocalLesions => ({
  count: interval(lesions, more),
  size: size === null ? null : interval(size, more),
});

/** The studies of a chart, and what they say together of lysis. */
export function imaged(...studies: readonly ImagingStudy[]): Stated {
  const lytic = studies.find(({ lyticLesions }) => lyticLesions.known && lyticLesions.value);
  const newest = studies.filter(({ modality }) => modality === 'whole-body-ct' || modality === 'pet-ct').at(-1);
  return {
    imaging: known(studies, [{ concept: 'imaging', value: 'done', stale: false }]),
    lyticLesions: (lytic ?? newest)?.lyticLesions ?? unknownFact('lytic-lesion'),
  };
}

export const recorded = (diagnosis: RecordedDiagnosis | null, date?: string): Stated => ({
  recordedDiagnosis: known(diagnosis, [
    { concept: 'recorded-diagnosis', value: diagnosis ?? 'absent', reference: 'Condition/mm', stale: false },
  ]),
  ...(date === undefined ? {} : { diagnosisDate: diagnosed(date), smolderingDate: diagnosed(date) }),
});

export const diagnosed = (date: string): Known<DiagnosisDate> =>
  known({ date, precision: 'day', from: 'onset' }, [{ concept: 'diagnosis-date', value: date, date, stale: false }]);

export const provenPlasmacytoma = (value: boolean): Pick<PatientFacts, 'plasmacytomaProven'> => ({
  plasmacytomaProven: known(value, [{ concept: 'plasmacytoma-proven', value: String(value), stale: false }]),
});

/** Everything that C-1 asks was looked at and nothing found: marrow 5 %, M-protein 1, clean PET/CT and MRI. */
export const QUIET: Stated = {
  ...recorded('mgus'),
  ...lab('calcium', 9.5),
  ...lab('albumin', 4),
  ...lab('creatinineSeries', 0.6),
  weight: measured(54, 'kg'),
  ...lab('hemoglobin', 13),
  ...lab('freeKappa', 30),
  ...lab('freeLambda', 10),
  ...lab('serumMProtein', 1),
  ...lab('benceJonesProtein', 0),
  ...marrow(5),
  ...provenPlasmacytoma(false),
  ...imaged(study('pet-ct')),
};

export const AMYLOIDOSIS: Stated = {
  amyloidosis: known(
    [{ label: 'amyloidosis', date: null, current: true, reference: 'Condition/al' }],
    [{ concept: 'amyloidosis', value: 'present', reference: 'Condition/al', stale: false }],
  ),
};

/** Lenalidomide since a day; null: undated. */
export const treatedSince = (date: string | null): Stated => ({ courses: known([course('lenalidomide', date)], []) });
