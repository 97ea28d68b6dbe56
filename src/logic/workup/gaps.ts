import { CLEARANCE_READS } from '../derive.ts';
import type { Evidence, Missing } from '../facts.ts';
import { defineRule, type Note, type SuggestedOrder } from '../rule.ts';
import { assessWorkup, type MissingItem, type Workup, type WorkupInput } from './checklist.ts';
import { INITIAL_WORKUP } from './citations.ts';
import { HIGH_M_PROTEIN } from './circumstances.ts';
import { ORDERS } from './items.ts';
import { disorder, isUnconfirmed, workupApplies } from './scope.ts';

/** What the initial work-up still lacks (MYEL-1; W-1 to W-4). */
export const workupGaps = defineRule({
  id: 'WORKUP-GAPS',
  words: 'workup/gaps',
  topic: 'work-up',
  suggestsSeveral: true,
  cites: [INITIAL_WORKUP],
  hooks: ['patient-view'],
  reads: [
    'recordedDiagnosis',
    'diagnosisDate',
    'courses',
    'activeDrugs',
    'multipleMyeloma',
    'smolderingMyeloma',
    'mgus',
    'solitaryPlasmacytoma',
    'extramedullaryPlasmacytoma',
    'plasmacytomas',
    'plasmacytomaProven',
    'workupTests',
    'cytogenetics',
    'marrow',
    'imaging',
    ...CLEARANCE_READS,
    'hyperviscosity',
    'serumMProtein',
    'plannedProcedures',
    'frailty',
  ],
  advises: ['incomplete'],
  notes: [
    'suspected',
    'date-unknown',
    'therapy-unknown',
    'for-staging',
    'probes-untested',
    'whole-body-mri',
    'plasmacytoma-biopsy',
    'serum-viscosity',
    'hla-typing',
    'frailty-assessment',
    'by-indication',
  ],
  suggests: [
    'order-blood-count',
    'order-blood-smear',
    'order-bun',
    'order-creatinine',
    'order-electrolytes',
    'order-liver',
    'order-albumin',
    'order-calcium',
    'order-uric-acid',
    'order-ldh',
    'order-beta2-microglobulin',
    'order-igg',
    'order-iga',
    'order-igm',
    'order-spep',
    'order-sife',
    'order-urine-protein',
    'order-upep',
    'order-uife',
    'order-light-chains',
    'order-low-dose-ct',
    'order-whole-body-mri',
    'order-marrow',
    'order-fish',
    'order-viscosity',
  ],

  decide(facts, { thresholds }) {
    // Whose work-up it is comes first: the tests of the many others, treated or without a disorder, aren't looked for.
    if (disorder(facts).status !== 'met' || workupApplies(facts).status === 'not-met') return null;
    const workup = assessWorkup(facts, thresholds);
    const looked = workup.missing.filter(({ item }) => item !== BY_HAND);
    // Gaps in what was received aren't gaps in the work-up.
    const absent = looked.filter(({ because }) => because !== 'unanswered');
    if (absent.length === 0) return null;
    return {
      advice: 'incomplete',
      indicator: 'info',
      show: {
        count: absent.length,
        total: workup.done.length + looked.length,
        tests: absent.map(({ item }) => item).join('|'),
      },
      evidence: [...workup.applies.evidence, ...workup.done.map(doneEvidence)],
      missing: workup.missing.map(missingOf),
      notes: notesOf(facts, workup),
      suggestions: ordersFor(absent),
    };
  },
});

/** Rarely anything but a note tells it. */
const BY_HAND = 'history-and-physical';

const doneEvidence = ({ item, ...done }: Workup['done'][number]): Evidence => ({
  concept: item,
  value: 'done',
  ...done,
  stale: false,
});

const missingOf = ({ item, because, date }: MissingItem): Missing => ({
  concept: item,
  because,
  ...(date === undefined ? {} : { date }),
});

const CIRCUMSTANCES = ['whole-body-mri', 'plasmacytoma-biopsy', 'serum-viscosity', 'hla-typing', 'frailty-assessment'];

function notesOf(facts: WorkupInput, { applies, missing, untestedProbes }: Workup): Note[] {
  const staging = missing.filter(({ forStaging }) => forStaging).map(({ item }) => item);
  const open = missing.filter(({ item }) => CIRCUMSTANCES.includes(item));
  const recorded = facts.recordedDiagnosis.known && facts.recordedDiagnosis.value !== null;
  const notes: (Note | false)[] = [
    !recorded && isUnconfirmed(facts.multipleMyeloma) && { key: 'suspected' },
    recorded && !facts.diagnosisDate.known && { key: 'date-unknown' },
    applies.status === 'unknown' && { key: 'therapy-unknown' },
    staging.length > 0 && { key: 'for-staging', show: { tests: staging.join('|') } },
    untestedProbes.length > 0 && { key: 'probes-untested', show: { tests: untestedProbes.join('|') } },
    ...open.map(({ item }) => ({ key: item, show: { limit: HIGH_M_PROTEIN } })),
    { key: 'by-indication' },
  ];
  return notes.filter((note) => note !== false);
}

/** One order per test or panel that is missing. */
function ordersFor(missing: readonly MissingItem[]): readonly SuggestedOrder[] {
  const orders = missing.flatMap(({ tests }) => tests.flatMap((test) => ORDERS[test] ?? []));
  return [...new Set(orders)].map(({ item, service }) => ({ kind: 'service', item, service }));
}
