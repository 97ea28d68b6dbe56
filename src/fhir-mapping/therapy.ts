import type { ChartKind, PatientFacts } from '../logic/facts.ts';
import type { TherapyName } from '../logic/therapy-facts.ts';
import type { Thresholds } from '../logic/thresholds.ts';
import type { ChartIndex } from './chart-index.ts';
import { readDiseaseControls, readProgressions } from './disease-events.ts';
import { readCourses } from './medications/courses.ts';
import { readRecordedLines, readRecordedRefractory } from './recorded-therapy.ts';
import { readVaccinations } from './vaccinations.ts';

/** The readers of therapy over time. */

type TherapyReaders = {
  readonly [N in TherapyName]: {
    readonly from: readonly ChartKind[];
    readonly read: (index: ChartIndex, thresholds: Thresholds) => PatientFacts[N];
  };
};

const MEDICATIONS = ['medications', 'medicationHistory', 'medicationStatements'] as const;

export const THERAPY: TherapyReaders = {
  courses: { from: [...MEDICATIONS, 'administrations', 'dispenses', 'procedures'], read: readCourses },
  progressions: { from: ['observations', 'conditions'], read: readProgressions },
  diseaseControls: { from: ['observations', 'conditions'], read: readDiseaseControls },
  recordedRefractory: { from: ['conditions', 'observations'], read: readRecordedRefractory },
  recordedLines: { from: [...MEDICATIONS, 'observations'], read: readRecordedLines },
  vaccinations: { from: ['immunizations', 'medicationHistory', 'administrations'], read: readVaccinations },
};
