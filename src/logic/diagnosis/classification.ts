import { assessDiagnosis, DIAGNOSIS_READS, isFree, type Diagnosis } from '../diagnosis.ts';
import type { Evidence } from '../facts.ts';
import { defineRule, type Note, type Service, type SuggestedOrder } from '../rule.ts';
import { isTreated, untreatedPeriod } from '../untreated.ts';
import { DEFINITIONS, PLASMACYTOMA } from './citations.ts';
import { discrepancyOf, evidenceOf, metEvents, missingOf, REPORT_NOTES, reportNotes } from './report.ts';

type Key = 'active' | 'smoldering' | 'mgus' | 'plasmacytoma' | 'imaging-needed' | 'unclassified';

const NAMES = {
  'active-myeloma': 'active',
  'smoldering-myeloma': 'smoldering',
  mgus: 'mgus',
  'solitary-plasmacytoma': 'plasmacytoma',
  'no-evidence': null,
} as const;

const PET_CT: Service = {
  category: 'imaging',
  system: 'loinc',
  code: '81555-5',
  display: 'PET+CT Guidance for localization of tumor of Whole body-- W 18F-FDG IV',
};

/** What an untreated patient's data say of the disease, criterion by criterion (MYEL-C; C-1 to C-4). */
export const diagnosisClassification = defineRule({
  id: 'DIAGNOSIS-CLASSIFICATION',
  words: 'diagnosis/classification',
  topic: 'diagnosis',
  cites: [DEFINITIONS, PLASMACYTOMA],
  hooks: ['patient-view'],
  reads: [...DIAGNOSIS_READS, 'plasmaCellLeukemia'],
  advises: ['active', 'smoldering', 'mgus', 'plasmacytoma', 'imaging-needed', 'unclassified'],
  notes: [...REPORT_NOTES, 'amyloidosis', 'not-recorded', 'recorded-otherwise', 'therapy-unknown'],
  suggests: ['order-pet-ct'],

  decide(facts, { thresholds }) {
    if (isTreated(untreatedPeriod(facts)) || isFree(facts)) return null;
    const diagnosis = assessDiagnosis(facts, thresholds);
    const { plasmaCellLeukemia: leukemia } = facts;
    const advice = adviceFor(diagnosis);
    // The page that names the discrepancy reports the criteria itself.
    const named = discrepancyOf(diagnosis, leukemia.known && leukemia.value.length > 0) !== null;
    if (advice === null || named) return null;
    return {
      advice,
      indicator: 'info',
      show: { events: metEvents(diagnosis) },
      evidence: [...facts.recordedDiagnosis.evidence, ...evidenceOf(diagnosis), ...amyloidEvidence(diagnosis)],
      missing: missingOf(diagnosis),
      notes: [
        ...reportNotes(diagnosis),
        ...amyloidNote(diagnosis),
        ...recordNotes(diagnosis),
        ...therapyNote(facts.courses.known),
      ],
      suggestions: advice === 'imaging-needed' ? PET_CT_ORDER : [],
    };
  },
});

const PET_CT_ORDER: readonly SuggestedOrder[] = [{ kind: 'service', item: 'order-pet-ct', service: PET_CT }];

/**
 * An open question is raised only where the chart says that there is a disease to classify and nothing does it yet.
 * What a recorded plasmacytoma lacks is said by the page of its care, and by that of the work-up.
 */
function adviceFor({ classification, recorded, criteria, imagingUnread }: Diagnosis): Key | null {
  if (classification !== 'indeterminate') return NAMES[classification];
  const suspected = recorded === null && criteria.clonalMarrowOrPlasmacytoma.status === 'met';
  if (!suspected && recorded !== 'smoldering-myeloma') return null;
  // Imaging that was done isn't to be ordered again; the chart only lacks what it showed.
  if (imagingUnread) return recorded === 'smoldering-myeloma' ? null : 'unclassified';
  const { bone, mriLesions } = criteria;
  return bone.status === 'unknown' || (mriLesions.status === 'unknown' && bone.status !== 'met')
    ? 'imaging-needed'
    : 'unclassified';
}

const amyloidEvidence = ({ amyloidosis: { status, evidence } }: Diagnosis): readonly Evidence[] =>
  status === 'met' ? evidence : [];

const amyloidNote = ({ amyloidosis }: Diagnosis): readonly Note[] =>
  amyloidosis.status === 'met' ? [{ key: 'amyloidosis' }] : [];

function recordNotes({ recorded, classification }: Diagnosis): readonly Note[] {
  if (recorded === null) return [{ key: 'not-recorded' }];
  if (classification === 'indeterminate' || classification === recorded) return [];
  return [{ key: 'recorded-otherwise', show: { diagnosis: recorded } }];
}

const therapyNote = (isKnown: boolean): readonly Note[] => (isKnown ? [] : [{ key: 'therapy-unknown' }]);
