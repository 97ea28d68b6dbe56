import { assessDiagnosis, DIAGNOSIS_READS, excludesEvents } from '../diagnosis.ts';
import { defineRule, type Indicator } from '../rule.ts';
import { isTreated, untreatedPeriod } from '../untreated.ts';
import { RECORDED } from './citations.ts';
import {
  discrepancyOf,
  evidenceOf,
  metEvents,
  missingOf,
  REPORT_NOTES,
  reportNotes,
  type Discrepancy,
} from './report.ts';

const INDICATORS: Readonly<Record<Discrepancy, Indicator>> = {
  'meets-active': 'warning',
  'mgus-meets-smoldering': 'info',
  'active-no-event': 'info',
  'active-events-unknown': 'info',
};

/** The recorded diagnosis beside what the data say (MYEL-C; C-5, C-6, DEC-17); never overruled. */
export const diagnosisDiscrepancy = defineRule({
  id: 'DIAGNOSIS-DISCREPANCY',
  words: 'diagnosis/discrepancy',
  topic: 'diagnosis',
  cites: [RECORDED],
  hooks: ['patient-view'],
  reads: [...DIAGNOSIS_READS, 'plasmaCellLeukemia'],
  advises: ['meets-active', 'mgus-meets-smoldering', 'active-no-event', 'active-events-unknown'],
  notes: REPORT_NOTES,
  suggests: [],

  decide(facts, { thresholds }) {
    const { recordedDiagnosis } = facts;
    if (!recordedDiagnosis.known || recordedDiagnosis.value === null) return null;
    const period = untreatedPeriod(facts);
    const isUnderTreatment = recordedDiagnosis.value === 'active-myeloma' && isTreated(period);
    // The values before treatment are rarely all in the chart: of it only the lack of every event is said.
    if (isUnderTreatment && !excludesEvents(facts, period, thresholds)) return null;
    const { plasmaCellLeukemia: leukemia } = facts;
    const diagnosis = assessDiagnosis(facts, thresholds);
    const advice = discrepancyOf(diagnosis, leukemia.known && leukemia.value.length > 0);
    if (advice === null) return null;
    return {
      advice,
      indicator: INDICATORS[advice],
      show: { diagnosis: recordedDiagnosis.value, events: metEvents(diagnosis) },
      evidence: [...recordedDiagnosis.evidence, ...evidenceOf(diagnosis)],
      missing: missingOf(diagnosis),
      notes: reportNotes(diagnosis),
    };
  },
});
