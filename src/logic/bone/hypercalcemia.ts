import { newestCalcium } from '../calcium.ts';
import { aboveAsReported } from '../criterion.ts';
import { missingIn } from '../facts.ts';
import { shownRange } from '../interval.ts';
import { creatinineOrder } from '../laboratory-orders.ts';
import { defineRule, type Note } from '../rule.ts';
import { inMyelomaCare } from '../scopes.ts';
import { mgPerDl } from '../units.ts';
import { boneFunction, RENAL_READS, type BoneFunction } from './bone-function.ts';
import { boneAgentInPlace, THERAPY_READS } from './bone-therapy.ts';
import { BONE_DOSES, CORRECTION, HIGH_CALCIUM } from './citations.ts';

const READS = [
  ...THERAPY_READS,
  ...RENAL_READS,
  'plannedDrugs',
  'myeloma',
  'calcium',
  'albuminCorrectedCalcium',
  'albumin',
] as const;
/** Calcium above which H-5 speaks, in the units in which it is printed: never converted across (errata 3, 20). */
const LIMIT = mgPerDl(11);
const PRINTED = { 'mg/dL': 11, 'mmol/L': 2.75 };

/** Hypercalcemia (MYEL-H; H-5): the newest calcium, as measured or corrected for albumin (D-3). */
export const hypercalcemia = defineRule({
  id: 'HYPERCALCEMIA',
  words: 'bone/hypercalcemia',
  topic: 'bone',
  cites: [HIGH_CALCIUM, CORRECTION, BONE_DOSES],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['treat'],
  notes: ['zoledronic-excluded', 'renal-impaired', 'renal-unknown', 'bone-agent-given'],
  suggests: ['order-creatinine'],

  decide(facts, { thresholds }) {
    if (inMyelomaCare(facts).status !== 'met') return null;
    const judged = newestCalcium(facts, thresholds.monitoringLookBackDays).map((value) => ({
      value,
      criterion: aboveAsReported(value, LIMIT, PRINTED),
    }));
    const high = judged.filter(({ criterion }) => criterion.status === 'met');
    const [highest] = judged
      .flatMap(({ value, criterion }) => (value.known && criterion.status === 'met' ? [value] : []))
      .sort((a, b) => b.value.interval.low - a.value.interval.low);
    if (!highest) return null;
    const { reported } = highest.value;
    const renal = boneFunction(facts, thresholds);
    const given = boneAgentInPlace(facts, thresholds);
    return {
      advice: 'treat',
      indicator: 'warning',
      show: {
        calcium: `${shownRange(reported.interval, toHundredths)} ${reported.unit}`,
        kind: highest.evidence[0]?.concept === 'calcium' ? 'total' : 'corrected',
      },
      evidence: [
        ...high.flatMap(({ criterion }) => criterion.evidence),
        ...(given.status === 'met' ? given.evidence : []),
        ...renal.clearance.evidence,
        ...renal.dialysis.evidence,
      ],
      missing: renal.bands.length === 1 ? [] : missingIn(renal.clearance),
      notes: [...renalNotes(renal), ...(given.status === 'met' ? [{ key: 'bone-agent-given' }] : [])],
      suggestions: renal.clearance.known ? [] : creatinineOrder(renal.clearance.missing, 'order-creatinine'),
    };
  },
});

const toHundredths = (value: number): number => Math.round(value * 100) / 100;

function renalNotes({ bands }: BoneFunction): Note[] {
  if (bands.length === 0) return [{ key: 'renal-unknown' }];
  if (bands.some(({ dose }) => dose === null)) return [{ key: 'zoledronic-excluded' }];
  return bands.some(({ key }) => key !== 'full') ? [{ key: 'renal-impaired' }] : [];
}
