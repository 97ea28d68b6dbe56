import { daysBetween } from './calendar.ts';
import { holds, not, test, type Criterion } from './criterion.ts';
import type { FocalLesions, ImagingStudy, Modality } from './disease-facts.ts';
import { unknown, type Fact, type PatientFacts } from './facts.ts';
import { compareAbove, compareAtLeast } from './interval.ts';
import { count, millimetres } from './units.ts';
import { isBefore, type Untreated } from './untreated.ts';

/** Myeloma-defining events of imaging (MYEL-C; C-1d, C-1g, DEC-10, errata 44). */

export const BONE_EVENT_READS = ['imaging', 'lyticLesions'] as const;

type BoneFacts = Pick<PatientFacts, (typeof BONE_EVENT_READS)[number]>;

export interface BoneEvents {
  readonly bone: Criterion;
  readonly mriLesions: Criterion;
  /** Lysis is excluded by radiographs alone: acceptable only where nothing better is available (DEC-10, W-4). */
  readonly radiographsOnly: boolean;
  /** No MRI: lesions are taken as excluded by the CT or PET/CT (DEC-10). */
  readonly mriNotDone: boolean;
  /** Advanced imaging was done, but what it showed of the bones isn't in the chart. */
  readonly imagingUnread: boolean;
  /** Lysis was found, and a whole-body MRI of about the same time shows no second lesion. */
  readonly singleLesion: boolean;
}

const ADVANCED: readonly Modality[] = ['whole-body-ct', 'pet-ct'];

/** A study excludes from 90 days before the diagnosis on; without its date, for a year (conventions; SM-4). */
const DAYS_BEFORE_DIAGNOSIS = 90;
const DAYS_WITHOUT_DIAGNOSIS = 365;

/** What was found counts whenever it was found; what wasn't found only in a study of the time before treatment. */
export function boneEvents({ imaging, lyticLesions }: BoneFacts, period: Untreated): BoneEvents {
  const studies = imaging.known ? imaging.value : [];
  const excluding = studies.filter((study) => canExclude(study, period));
  const newest = (...kinds: readonly Modality[]): ImagingStudy | undefined =>
    excluding.filter(({ modality }) => kinds.includes(modality)).at(-1);
  const ct = newest(...ADVANCED);
  const best = ct ?? newest('skeletal-survey');
  const found = isTrue(lyticLesions);
  const bone = holds(found ? lyticLesions : (best?.lyticLesions ?? notImaged(lyticLesions)));
  const mri = mriCriterion(studies, newest('whole-body-mri'));
  const cleanCt = mri === null && !found && ct !== undefined && isTrue(ct.cleanSkeleton) ? ct.cleanSkeleton : null;
  return {
    bone,
    mriLesions: mri ?? (cleanCt ? not(holds(cleanCt)) : NO_MRI),
    radiographsOnly: bone.status === 'not-met' && !ct,
    mriNotDone: cleanCt !== null,
    imagingUnread: isUnread(bone, ct, newest('whole-body-mri')),
    singleLesion: isSingle(studies, newest('whole-body-mri')),
  };
}

const isUnread = ({ status }: Criterion, ...studies: readonly (ImagingStudy | undefined)[]): boolean =>
  status === 'unknown' && studies.some((study) => study !== undefined);

/** Studies of one work-up lie so close together, days. */
const SAME_WORKUP_DAYS = 90;

function isSingle(studies: readonly ImagingStudy[], mri: ImagingStudy | undefined): boolean {
  const lytic = studies.filter(({ lyticLesions }) => isTrue(lyticLesions));
  if (!mri?.date || !mri.focalLesions.known || lytic.length === 0) return false;
  const { date, focalLesions } = mri;
  const near = (study: ImagingStudy): boolean =>
    study.date !== null && Math.abs(daysBetween(study.date, date)) <= SAME_WORKUP_DAYS;
  return compareAbove(focalLesions.value.count, count(1)) === false && lytic.every(near);
}

const NO_MRI: Criterion = holds(unknown([{ concept: 'focal-lesions', because: 'absent' }]));

const isTrue = (fact: Fact<boolean>): boolean => fact.known && fact.value;

function canExclude({ date }: ImagingStudy, period: Untreated): boolean {
  if (date === null || !isBefore(period, date)) return false;
  const { diagnosed, until } = period;
  if (diagnosed !== null) return daysBetween(date, diagnosed) <= DAYS_BEFORE_DIAGNOSIS;
  return daysBetween(date, until) <= DAYS_WITHOUT_DIAGNOSIS;
}

/** No study that counts: unknown, whether the chart has none or only older ones and those under treatment. */
function notImaged(lyticLesions: Fact<boolean>): Fact<boolean> {
  if (!lyticLesions.known) return lyticLesions;
  const evidence = lyticLesions.evidence.map((one) => ({ ...one, stale: true }));
  return unknown([{ concept: 'lytic-lesion', because: 'stale' }], evidence);
}

/** C-1g: more than one focal lesion, each at least 5 mm; null: no MRI says anything. */
function mriCriterion(studies: readonly ImagingStudy[], wholeBody: ImagingStudy | undefined): Criterion | null {
  const told = studies.filter(({ focalLesions }) => focalLesions.known).map(lesionsOf);
  const decisive = told.find(({ status }) => status === 'met') ?? told.find(({ status }) => status === 'unknown');
  if (decisive || !wholeBody) return decisive ?? null;
  const { focalLesions, cleanSkeleton } = wholeBody;
  return !focalLesions.known && isTrue(cleanSkeleton) ? not(holds(cleanSkeleton)) : lesionsOf(wholeBody);
}

const lesionsOf = ({ focalLesions }: ImagingStudy): Criterion => test(focalLesions, severalLesions);

function severalLesions({ count: lesions, size }: FocalLesions): boolean | undefined {
  const several = compareAbove(lesions, count(1));
  if (several === false) return false;
  // The size is that of the smallest: of three, the two others may be larger.
  const large = size === null ? undefined : compareAtLeast(size, millimetres(5));
  if (large === false) return compareAbove(lesions, count(2)) === false ? false : undefined;
  return several === true ? large : undefined;
}
