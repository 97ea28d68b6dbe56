import { lastDayOf, daysBetween } from '../calendar.ts';
import type { Modality } from '../disease-facts.ts';
import type { Evidence, Missing, PatientFacts } from '../facts.ts';
import type { HistoryEvent } from '../history-facts.ts';
import { isAbsent, isPlanned } from '../presence.ts';
import { newestWithin, type Series } from '../series.ts';
import type { DiseaseEvent } from '../therapy-facts.ts';

/** What solitary plasmacytoma needs and the chart lacks (MYEL-2; P-1 to P-3). What wasn't asked for is not due. */

/** P-2: every 3 to 6 months; due after the longer interval. */
const LABORATORY_DAYS = 183;
/** P-2: yearly, at least 5 years. */
const IMAGING_DAYS = 365;
const IMAGING_YEARS_DAYS = 1826;
/** Earlier radiotherapy was for something else. */
const BEFORE_DIAGNOSIS_DAYS = 90;

export type ImagingDue = 'initial-imaging' | 'yearly-mri' | 'yearly-pet-ct';
export type FollowUpTest = 'cbc' | 'creatinine' | 'albumin' | 'calcium';

/** A test that is due; `last` is null where there is no result at all. */
export interface Due<T extends string> {
  readonly item: T;
  readonly last: string | null;
  readonly evidence: readonly Evidence[];
}

type Facts = Pick<
  PatientFacts,
  | 'asOf'
  | 'hemoglobin'
  | 'leukocytes'
  | 'plateletSeries'
  | 'creatinineSeries'
  | 'albumin'
  | 'calcium'
  | 'albuminCorrectedCalcium'
> &
  Pick<PatientFacts, 'imaging' | 'diagnosisDate' | 'radiotherapy' | 'plannedProcedures'>;

/** P-2: blood counts and chemistry. A count is done when all its parts are; either calcium will do. */
export function dueTests(facts: Facts): readonly Due<FollowUpTest>[] {
  const rows: readonly (readonly [FollowUpTest, ...Series<string>[]])[] = [
    ['cbc', facts.hemoglobin],
    ['cbc', facts.leukocytes],
    ['cbc', facts.plateletSeries],
    ['creatinine', facts.creatinineSeries],
    ['albumin', facts.albumin],
    ['calcium', facts.calcium, facts.albuminCorrectedCalcium],
  ];
  const due = new Map<FollowUpTest, Due<FollowUpTest>>();
  for (const [item, ...either] of rows) {
    const newest = either.map((series) => newestWithin(series, facts.asOf, LABORATORY_DAYS));
    const lacking = newest.flatMap((fact) => (fact.known ? [] : [fact]));
    if (lacking.length < newest.length) continue;
    const lacks = lacking.flatMap(({ missing, evidence }) => missing.flatMap((one) => lackOf(item, one, evidence)));
    // A dated result tells more than that another part was never sent.
    for (const lack of lacks) if (!due.get(item)?.last) due.set(item, lack);
  }
  return [...due.values()];
}

function lackOf<T extends string>(item: T, { because, date }: Missing, evidence: readonly Evidence[]): Due<T>[] {
  if (because === 'absent') return [{ item, last: null, evidence: [] }];
  return because === 'stale' && date !== undefined ? [{ item, last: date, evidence }] : [];
}

const PET: readonly Modality[] = ['pet-ct', 'whole-body-pet'];
const MRI_OR_PET: readonly Modality[] = ['whole-body-mri', ...PET];

/** P-3: whole-body MRI or PET/CT for bone, PET/CT for extraosseous disease; then yearly, for 5 years (P-2). */
export function dueImaging(facts: Facts, extraosseous: boolean): readonly Due<ImagingDue>[] {
  const { imaging, diagnosisDate, asOf } = facts;
  if (!imaging.known && !isAbsent(imaging)) return [];
  const suited = extraosseous ? PET : MRI_OR_PET;
  const studies = (imaging.known ? imaging.value : []).filter(({ modality }) => suited.includes(modality));
  const [first] = studies;
  const last = studies.at(-1);
  if (!first || !last) return [{ item: 'initial-imaging', last: null, evidence: [] }];
  const isOver = diagnosisDate.known && daysBetween(diagnosisDate.value.date, asOf) > IMAGING_YEARS_DAYS;
  const { date, reference, modality } = last;
  // A study without a day may be the newest.
  if (isOver || date === null || studies.some((study) => study.date === null)) return [];
  if (daysBetween(lastDayOf(date), asOf) <= IMAGING_DAYS) return [];
  const shown: Evidence = { concept: 'imaging', value: modality, date, reference, stale: true };
  // The technique stays that of the first study.
  const item = first.modality === 'whole-body-mri' ? 'yearly-mri' : 'yearly-pet-ct';
  return [{ item, last: date, evidence: [shown] }];
}

/** P-1: no radiotherapy since the diagnosis, and none ordered. */
export function lacksRadiotherapy({ radiotherapy, plannedProcedures, diagnosisDate }: Facts): boolean {
  if (!radiotherapy.known) return false;
  const diagnosed = diagnosisDate.known ? diagnosisDate.value.date : null;
  const isForThis = ({ date }: HistoryEvent): boolean =>
    date === null || diagnosed === null || daysBetween(lastDayOf(date), diagnosed) <= BEFORE_DIAGNOSIS_DAYS;
  return !isPlanned(plannedProcedures, 'radiotherapy') && !radiotherapy.value.some(isForThis);
}

/** Whether a control of the disease is certain to have come after a sign of progression. */
export const isAfter = (control: DiseaseEvent, sign: Pick<DiseaseEvent, 'date'>): boolean =>
  control.date !== null && sign.date !== null && control.date > lastDayOf(sign.date);
