import { below, holds } from '../criterion.ts';
import { estimatedGfr } from '../derive.ts';
import { renalImpairment } from '../renal-impairment.ts';
import { defineRule, type SuggestedOrder } from '../rule.ts';
import { mlPerMinPer173 } from '../units.ts';
import { LOW_DOSE_CT } from './advanced-imaging.ts';
import { IMAGING_ORDERS } from './citations.ts';
import { orderEvidence } from './order-evidence.ts';

/** Iodinated contrast ordered in myeloma with impaired or unknown renal function (MYEL-B; IM-5, errata 38). */
export const contrastRenal = defineRule({
  id: 'CONTRAST-RENAL',
  words: 'imaging/contrast-renal',
  topic: 'imaging',
  cites: [IMAGING_ORDERS],
  hooks: ['order-select', 'order-sign'],
  reads: ['plannedImaging', 'myeloma', 'creatinine', 'reportedEgfr', 'sex', 'birthDate', 'dialysis'],
  advises: ['impaired', 'renal-unknown'],
  notes: ['dialysis'],
  suggests: ['order-without-contrast', 'remove-contrast-order', 'order-creatinine'],

  decide(facts) {
    const orders = facts.plannedImaging.filter(({ contrast, selected }) => selected && contrast === 'iodinated');
    if (orders.length === 0) return null;
    const myeloma = holds(facts.myeloma);
    if (myeloma.status !== 'met') return null;
    const impaired = renalImpairment(facts);
    // No creatinine above 2 mg/dL goes with an eGFR of 60: a reported eGFR answers for both.
    const egfr = below(estimatedGfr(facts), mlPerMinPer173(60));
    if (impaired.status === 'not-met' || (impaired.status === 'unknown' && egfr.status === 'not-met')) return null;
    const evidence = [...orders.map(orderEvidence), ...impaired.evidence, ...myeloma.evidence];
    const notes = holds(facts.dialysis).status === 'met' ? [{ key: 'dialysis' }] : [];
    if (impaired.status === 'unknown') {
      const lacks = impaired.missing.some(({ concept }) => concept === 'serum-creatinine');
      return {
        advice: 'renal-unknown',
        indicator: 'info',
        show: {},
        evidence,
        missing: impaired.missing,
        notes,
        suggestions: lacks ? [CREATININE] : [],
      };
    }
    const remove = orders.map(({ reference }): SuggestedOrder => ({
      kind: 'delete',
      item: 'remove-contrast-order',
      draft: reference,
    }));
    const instead: SuggestedOrder = { kind: 'service', item: 'order-without-contrast', service: LOW_DOSE_CT };
    return {
      advice: 'impaired',
      indicator: 'warning',
      show: {},
      evidence,
      missing: [],
      notes,
      suggestions: [instead, ...remove],
    };
  },
});

const CREATININE: SuggestedOrder = {
  kind: 'service',
  item: 'order-creatinine',
  service: {
    category: 'laboratory',
    system: 'loinc',
    code: '2160-0',
    display: 'Creatinine [Mass/volume] in Serum or Plasma',
  },
};
