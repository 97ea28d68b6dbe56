import { distinctEvidence, distinctMissing } from '../baseline.ts';
import type { RecordedStage } from '../diagnosis-facts.ts';
import { defineRule, type Note, type View } from '../rule.ts';
import { STAGES } from './citations.ts';
import { assessStaging, type HighRiskProbe, type Staged, type StagingAssessment } from './stages.ts';

const READS = [
  'recordedDiagnosis',
  'diagnosisDate',
  'recordedStages',
  'beta2Microglobulin',
  'albumin',
  'ldh',
  'cytogenetics',
  'courses',
] as const;
type Facts = View<(typeof READS)[number]>;

/** ISS and R-ISS at diagnosis, beside the stage on record (MYEL-A; S-1 to S-5). */
export const staging = defineRule({
  id: 'STAGING',
  words: 'staging/stage',
  topic: 'staging',
  cites: [STAGES],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['stage', 'disagrees'],
  notes: [
    'recorded',
    'diagnosis-date-unknown',
    'diagnosis-date-partial',
    'after-therapy',
    'outside-window',
    'fish-later',
    'ldh-site-limit',
  ],
  suggests: [],

  decide(facts, { thresholds }) {
    const { recordedDiagnosis, diagnosisDate } = facts;
    if (!recordedDiagnosis.known || recordedDiagnosis.value !== 'active-myeloma') return null;
    const assessed = assessStaging(facts, thresholds);
    const { iss, riss } = assessed;
    if (isOpen(iss) && isOpen(riss)) return null;
    const recorded = newestRecorded(facts);
    const differing = recorded.filter(({ system, stage }) => !computedBy(system, assessed).possible.includes(stage));
    const disagrees = differing.length > 0;
    return {
      advice: disagrees ? 'disagrees' : 'stage',
      indicator: 'info',
      show: {
        iss: iss.possible.join('_'),
        riss: riss.possible.join('_'),
        fish: assessed.highRiskFish,
        changes: assessed.positive.map((probe) => CHANGES[probe]).join(', '),
        recorded: (disagrees ? differing : recorded).map(({ system, stage }) => `${system} ${stage}`).join(', '),
      },
      evidence: distinctEvidence([
        ...assessed.laboratory,
        ...assessed.fish,
        ...facts.recordedStages.evidence,
        ...diagnosisDate.evidence,
      ]),
      missing: distinctMissing([...iss.missing, ...riss.missing]),
      notes: notesOf(facts, assessed, recorded.length > 0 && !disagrees),
    };
  },
});

/** The data narrow nothing down. */
const isOpen = ({ possible }: Staged): boolean => possible.length === 3;

/** As cytogeneticists of every language write them. */
const CHANGES: Readonly<Record<HighRiskProbe, string>> = { del17p: 'del(17p)', t414: 't(4;14)', t1416: 't(14;16)' };

type Recorded = RecordedStage & { readonly system: 'ISS' | 'R-ISS' };

const computedBy = (system: Recorded['system'], { iss, riss }: StagingAssessment): Staged =>
  system === 'ISS' ? iss : riss;

/** The newest record of each system; Durie-Salmon rests on other data and is shown only. */
function newestRecorded({ recordedStages }: Facts): readonly Recorded[] {
  const stages = recordedStages.known ? recordedStages.value : [];
  return (['ISS', 'R-ISS'] as const).flatMap((system) => {
    const newest = stages.filter((one) => one.system === system).at(-1);
    return newest ? [{ ...newest, system }] : [];
  });
}

function notesOf(facts: Facts, assessed: StagingAssessment, isOnRecord: boolean): readonly Note[] {
  const { diagnosisDate } = facts;
  const partial = diagnosisDate.known && diagnosisDate.value.precision !== 'day';
  const notes: readonly (Note | false)[] = [
    isOnRecord && { key: 'recorded' },
    assessed.dates.diagnosed === null && { key: 'diagnosis-date-unknown' },
    partial && { key: 'diagnosis-date-partial' },
    assessed.underTherapy && { key: 'after-therapy' },
    assessed.outside && { key: 'outside-window' },
    assessed.lateFish && { key: 'fish-later' },
    assessed.siteLimit && { key: 'ldh-site-limit' },
  ];
  return notes.filter((note) => note !== false);
}
