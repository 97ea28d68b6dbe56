import { holds } from '../criterion.ts';
import type { PatientFacts } from '../facts.ts';
import { defineRule, type SuggestedOrder } from '../rule.ts';
import { IMAGING_ORDERS } from './citations.ts';
import { LOW_DOSE_CT, PET_CT, recentAdvancedImaging } from './advanced-imaging.ts';
import { orderEvidence } from './order-evidence.ts';

/** An order for a skeletal survey in a plasma-cell neoplasm (MYEL-B, MYEL-1; IM-5, W-4). */
export const skeletalSurvey = defineRule({
  id: 'SKELETAL-SURVEY',
  words: 'imaging/skeletal-survey',
  topic: 'imaging',
  cites: [IMAGING_ORDERS],
  hooks: ['order-select', 'order-sign'],
  reads: ['plannedImaging', 'imaging', 'myeloma', 'recordedDiagnosis'],
  advises: ['already-imaged', 'prefer-advanced'],
  notes: ['imaging-not-received'],
  suggests: ['remove-survey', 'order-low-dose-ct', 'order-pet-ct'],

  decide(facts) {
    const surveys = facts.plannedImaging.filter(({ modality, selected }) => selected && modality === 'skeletal-survey');
    if (surveys.length === 0 || !hasDisorder(facts)) return null;
    const done = recentAdvancedImaging(facts.imaging, facts.asOf);
    const show = { date: done.evidence[0]?.date ?? '-' };
    const evidence = [...surveys.map(orderEvidence), ...done.evidence];
    if (done.status === 'met') {
      const remove = surveys.map(({ reference }): SuggestedOrder => ({
        kind: 'delete',
        item: 'remove-survey',
        draft: reference,
      }));
      return {
        advice: 'already-imaged',
        indicator: 'warning',
        show,
        evidence,
        missing: [],
        suggestions: remove,
      };
    }
    const unread = done.missing.some(({ because }) => because === 'unanswered');
    return {
      advice: 'prefer-advanced',
      indicator: 'info',
      show,
      evidence,
      missing: done.missing,
      notes: unread ? [{ key: 'imaging-not-received' }] : [],
      suggestions: [
        { kind: 'service', item: 'order-low-dose-ct', service: LOW_DOSE_CT },
        { kind: 'service', item: 'order-pet-ct', service: PET_CT },
      ],
    };
  },
});

const hasDisorder = ({ myeloma, recordedDiagnosis }: Pick<PatientFacts, 'myeloma' | 'recordedDiagnosis'>): boolean =>
  holds(myeloma).status === 'met' || (recordedDiagnosis.known && recordedDiagnosis.value !== null);
