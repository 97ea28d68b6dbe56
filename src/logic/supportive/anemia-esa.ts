import { anemia } from '../anemia.ts';
import { isA } from '../drugs.ts';
import { defineRule } from '../rule.ts';
import { inActiveMyelomaCare, onImid, takes } from '../scopes.ts';
import { newestWithin } from '../series.ts';
import { ANEMIA, ESA_AND_VTE } from './citations.ts';

/** Erythropoiesis-stimulating agent in anemia (MYEL-H; H-7, errata 12). */
export const anemiaEsa = defineRule({
  id: 'ANEMIA-ESA',
  words: 'supportive/anemia-esa',
  topic: 'anemia',
  cites: [ANEMIA, ESA_AND_VTE],
  hooks: ['patient-view'],
  reads: ['activeDrugs', 'plannedDrugs', 'recordedDiagnosis', 'hemoglobin', 'sex', 'vteEvents'],
  advises: ['consider', 'medications-unknown'],
  notes: ['imid', 'previous-vte'],
  suggests: [],

  decide(facts, { thresholds }) {
    if (inActiveMyelomaCare(facts).status !== 'met') return null;
    const newest = newestWithin(facts.hemoglobin, facts.asOf, thresholds.dosingLookBackDays);
    const anemic = anemia(newest, facts.sex, thresholds);
    const given = takes(facts, (drug) => isA(drug, 'esa'));
    if (anemic.status !== 'met' || given.status === 'met') return null;
    const imid = onImid(facts).status === 'met';
    const thrombosis = facts.vteEvents.known && facts.vteEvents.value.length > 0;
    return {
      advice: given.status === 'unknown' ? 'medications-unknown' : 'consider',
      indicator: 'info',
      show: {},
      evidence: [...anemic.evidence, ...given.evidence, ...(thrombosis ? facts.vteEvents.evidence : [])],
      missing: given.missing,
      notes: [...(imid ? [{ key: 'imid' }] : []), ...(thrombosis ? [{ key: 'previous-vte' }] : [])],
    };
  },
});
