import { unknownFact } from '../facts.ts';
import type { ImagingStudy, Modality } from '../../../src/logic/disease-facts.ts';
import type { PlannedImaging } from '../../../src/logic/workup-facts.ts';

/** An imaging order in hand, selected; its kind is its label and id. */
export const imagingOrder = (
  modality: PlannedImaging['modality'],
  contrast: PlannedImaging['contrast'] = 'none',
): PlannedImaging => ({
  modality,
  contrast,
  label: modality,
  reference: `ServiceRequest/${modality}`,
  selected: true,
});

/** A study that was done and of which nothing else is known. */
export const study = (modality: Modality, date: string | null, more: Partial<ImagingStudy> = {}): ImagingStudy => ({
  modality,
  date,
  reference: `DiagnosticReport/${modality}`,
  lyticLesions: unknownFact('lytic-lesion'),
  cleanSkeleton: unknownFact('bone-disease'),
  focalLesions: unknownFact('focal-lesions'),
  extramedullary: unknownFact('extramedullary-disease'),
  newLesion: unknownFact('new-lesion'),
  ...more,
});
