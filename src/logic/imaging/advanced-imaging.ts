import { daysBetween, lastDayOf } from '../calendar.ts';
import type { Criterion } from '../criterion.ts';
import type { ImagingStudy, Modality } from '../disease-facts.ts';
import type { Evidence, Fact } from '../facts.ts';
import type { Service } from '../rule.ts';

/** Imaging that a skeletal survey adds nothing to (IM-1, W-4). */
const ADVANCED: ReadonlySet<Modality> = new Set(['whole-body-ct', 'pet-ct', 'whole-body-pet', 'whole-body-mri']);

/** IM-5: days. */
const RECENT_DAYS = 90;

/** LOINC has no code for the low-dose technique: the words of the order say it. */
export const LOW_DOSE_CT: Service = {
  category: 'imaging',
  system: 'loinc',
  code: '46305-9',
  display: 'CT Whole body',
  text: 'CT whole body, low dose, without contrast',
};
export const PET_CT: Service = {
  category: 'imaging',
  system: 'loinc',
  code: '82805-3',
  display: 'PET+CT Guidance for localization of tumor of Whole body-- W 18F-FDG IV and WO contrast',
  text: 'FDG PET/CT whole body, without contrast',
};

/** Advanced imaging within 90 days; the evidence is the newest study, an older one as stale. */
export function recentAdvancedImaging(imaging: Fact<readonly ImagingStudy[]>, asOf: string): Criterion {
  const studies = imaging.known ? imaging.value.filter(({ modality }) => ADVANCED.has(modality)) : [];
  const dated = studies.flatMap((study) => (study.date === null ? [] : [{ ...study, date: study.date }]));
  const newest = dated.at(-1);
  const missing = imaging.known ? [{ concept: 'imaging', because: 'absent' as const }] : imaging.missing;
  if (!newest) return { status: 'unknown', evidence: [], missing };
  const isRecent = daysBetween(newest.date, asOf) <= RECENT_DAYS;
  if (isRecent) return { status: 'met', evidence: [evidenceOf(newest, false)], missing: [] };
  const mayBe = daysBetween(lastDayOf(newest.date), asOf) <= RECENT_DAYS;
  if (mayBe)
    return {
      status: 'unknown',
      evidence: [evidenceOf(newest, false)],
      missing: [{ concept: 'imaging', because: 'imprecise', date: newest.date }],
    };
  return { status: 'not-met', evidence: [evidenceOf(newest, true)], missing: [] };
}

const evidenceOf = ({ modality, date, reference }: ImagingStudy & { date: string }, stale: boolean): Evidence => ({
  concept: 'imaging',
  value: modality,
  date,
  reference,
  stale,
});
