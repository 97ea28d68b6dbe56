import { below } from '../criterion.ts';
import { isA } from '../drugs.ts';
import { defineRule, type View } from '../rule.ts';
import { has } from '../scopes.ts';
import { TREATMENT } from './citations.ts';
import { onAnticoagulant, onTherapeuticAnticoagulant } from './prophylaxis-in-place.ts';
import { FULL_DOSE_PLATELETS } from './safety.ts';
import { vteOnImid } from './vte-on-imid.ts';

const READS = ['activeDrugs', 'plannedDrugs', 'vteEvents', 'weight', 'platelets'] as const;

/** VTE under an IMiD without full-dose anticoagulation (MYEL-I 2/3; I-8). */
export const vteTreatment = defineRule({
  id: 'VTE-TREATMENT',
  words: 'vte/treatment',
  topic: 'vte',
  cites: [TREATMENT],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['treat', 'intensity-unknown', 'date-unknown'],
  notes: ['platelets-below-50', 'platelets-unknown'],
  suggests: [],

  decide(facts) {
    const onset = vteOnImid(facts);
    const treated = onTherapeuticAnticoagulant(facts);
    if (onset.status === 'not-met' || treated.status === 'met') return null;
    const imids = has(facts.activeDrugs, (drug) => isA(drug, 'imid'));
    // No thrombosis and no drug may be claimed that the chart hasn't shown; only their dates may be missing.
    if (!facts.vteEvents.known || imids.status !== 'met') return null;
    const basis = {
      show: { drug: [...new Set(imids.evidence.map(({ concept }) => concept))].join('|') },
      evidence: [...onset.evidence, ...treated.evidence, ...facts.platelets.evidence],
      missing: [...onset.missing, ...treated.missing],
      notes: plateletNotes(facts),
    };
    if (treated.status === 'unknown' && onAnticoagulant(facts).status === 'met')
      return { advice: 'intensity-unknown', indicator: 'info', ...basis };
    if (onset.status === 'unknown') return { advice: 'date-unknown', indicator: 'info', ...basis };
    return { advice: 'treat', indicator: 'warning', ...basis };
  },
});

type Facts = View<(typeof READS)[number]>;

function plateletNotes(facts: Facts) {
  const low = below(facts.platelets, FULL_DOSE_PLATELETS).status;
  if (low === 'not-met') return [];
  return [{ key: low === 'met' ? 'platelets-below-50' : 'platelets-unknown' }];
}
