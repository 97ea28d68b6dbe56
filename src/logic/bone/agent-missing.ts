import { missingIn } from '../facts.ts';
import { any, test, type Criterion } from '../criterion.ts';
import { onMyelomaTherapyNow } from '../current-therapy.ts';
import { creatinineOrder } from '../laboratory-orders.ts';
import { defineRule, type Advice, type Note, type View } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';
import { shownClearance } from '../shown-clearance.ts';
import { boneFunction, RENAL_READS, type BoneFunction } from './bone-function.ts';
import { SAFETY_READS, suitableAgents } from './bone-orders.ts';
import { boneAgentInPlace, boneTherapySettled, osteoporosisAgents, THERAPY_READS } from './bone-therapy.ts';
import { BONE_DOSES, BONE_THERAPY } from './citations.ts';
import { BAND_LIMITS } from './zoledronic-bands.ts';

const READS = [
  ...new Set([...THERAPY_READS, ...RENAL_READS, ...SAFETY_READS] as const),
  'recordedDiagnosis',
  'boneAgentCompleted',
  'boneAgentDeclined',
  'dentalExaminations',
] as const;
type Facts = View<(typeof READS)[number]>;

/** Active myeloma under therapy without a bone-modifying agent (MYEL-H; H-1, fitted to renal function by J-3). */
export const boneAgentMissing = defineRule({
  id: 'BONE-AGENT-MISSING',
  words: 'bone/agent-missing',
  topic: 'bone',
  cites: [BONE_THERAPY, BONE_DOSES],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['missing', 'unclear'],
  notes: [
    'renal-full',
    'renal-reduced',
    'renal-severe',
    'renal-unknown',
    'dialysis-unknown',
    'osteoporosis-dose',
    'no-dental-exam',
    'jaw-osteonecrosis',
    'allergies-unknown',
  ],
  suggests: ['zoledronic-acid', 'pamidronate', 'pamidronate-slowly', 'denosumab', 'order-calcium', 'order-creatinine'],

  decide(facts, { thresholds }) {
    const myeloma = test(facts.recordedDiagnosis, (recorded) => recorded === 'active-myeloma');
    if (myeloma.status !== 'met') return null;
    const therapy = onMyelomaTherapyNow(facts);
    if (therapy.status !== 'met') return null;
    const inPlace = boneAgentInPlace(facts, thresholds);
    if (inPlace.status === 'met') return null;
    const covered = any(inPlace, boneTherapySettled(facts, thresholds));
    if (covered.status === 'met') return null;
    const renal = boneFunction(facts, thresholds);
    const basis = basisOf(facts, renal, [myeloma, therapy, covered]);
    // What can't be ruled out may be in place: nothing is offered, and the gap is named.
    if (covered.status === 'unknown') return { ...basis, advice: 'unclear', indicator: 'info', notes: doseNote(facts) };
    const suggestions = [
      ...suitableAgents(facts, renal),
      ...(renal.clearance.known ? [] : creatinineOrder(renal.clearance.missing, 'order-creatinine')),
    ];
    return {
      ...basis,
      advice: 'missing',
      indicator: 'warning',
      category: '1',
      notes: notesOf(facts, renal),
      suggestions,
    };
  },
});

function basisOf(
  facts: Facts,
  { clearance, dialysis, bands }: BoneFunction,
  grounds: readonly Criterion[],
): Pick<Advice<string>, 'show' | 'evidence' | 'missing'> {
  return {
    show: {
      maxDose: bands[0]?.dose ?? 0,
      clearance: clearance.known ? shownClearance(clearance.value, BAND_LIMITS) : '-',
    },
    evidence: [
      ...grounds.flatMap(({ evidence }) => evidence),
      ...osteoporosisAgents(facts).map(drugEvidence),
      ...clearance.evidence,
      ...dialysis.evidence,
    ],
    missing: [
      ...grounds.flatMap(({ missing }) => missing),
      ...(bands.length === 1 ? [] : missingIn(clearance)),
      ...(dialysis.status === 'unknown' ? dialysis.missing : []),
      ...(facts.allergies.known ? [] : facts.allergies.missing),
    ],
  };
}

const doseNote = (facts: Facts): Note[] => (osteoporosisAgents(facts).length > 0 ? [{ key: 'osteoporosis-dose' }] : []);

function notesOf(facts: Facts, renal: BoneFunction): Note[] {
  const jaw = test(facts.osteonecrosisOfJaw, (list) => list.length > 0);
  const examined = test(facts.dentalExaminations, (list) => list.length > 0);
  const notes: (Note | false)[] = [
    { key: renalNote(renal) },
    renal.dialysis.status === 'unknown' && { key: 'dialysis-unknown' },
    jaw.status === 'met' && { key: 'jaw-osteonecrosis' },
    examined.status !== 'met' && { key: 'no-dental-exam' },
    !facts.allergies.known && { key: 'allergies-unknown' },
  ];
  return [...doseNote(facts), ...notes.filter((note) => note !== false)];
}

function renalNote({ bands }: BoneFunction): string {
  const [band, other] = bands;
  if (!band || other) return 'renal-unknown';
  if (band.dose === null) return 'renal-severe';
  return band.key === 'full' ? 'renal-full' : 'renal-reduced';
}
