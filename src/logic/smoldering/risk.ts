import { assessDiagnosis, DIAGNOSIS_READS, type Diagnosis } from '../diagnosis.ts';
import { defineRule, type Note } from '../rule.ts';
import { RISK } from './citations.ts';
import { assessSmolderingRisk, FACTORS, type SmolderingRisk } from './risk-score.ts';
import { isSmoldering, mayBeSmoldering } from './scope.ts';

/** Risk of smoldering myeloma by 20/2/20, and what follows from it (MYEL-3; SM-1, SM-2, SM-3). */
export const smolderingRisk = defineRule({
  id: 'SMOLDERING-RISK',
  words: 'smoldering/risk',
  topic: 'smoldering',
  cites: [RISK],
  hooks: ['patient-view'],
  reads: [...DIAGNOSIS_READS, 'smolderingDate'],
  advises: ['high', 'low', 'unknown'],
  notes: ['factors-met', 'factors-unknown', 'intermediate', 'rising', 'unconfirmed', 'diagnosis-date-unknown'],
  suggests: [],

  decide(facts, { thresholds }) {
    if (!mayBeSmoldering(facts)) return null;
    const diagnosis = assessDiagnosis(facts, thresholds);
    if (!isSmoldering(diagnosis)) return null;
    const risk = assessSmolderingRisk(facts);
    const criteria = FACTORS.map((factor) => risk.factors[factor]);
    return {
      advice: risk.level,
      indicator: 'info',
      category: risk.level === 'low' ? '1' : '2A',
      show: { count: risk.met.length },
      evidence: [...new Set([...criteria.flatMap(({ evidence }) => evidence), ...risk.rise])],
      missing: criteria.flatMap(({ missing }) => missing),
      notes: notesOf(risk, diagnosis),
    };
  },
});

function notesOf({ met, open, rise, level, period }: SmolderingRisk, { classification }: Diagnosis): readonly Note[] {
  const notes: (Note | false)[] = [
    met.length > 0 && { key: 'factors-met', show: { factors: met.join('|') } },
    open.length > 0 && { key: 'factors-unknown', show: { factors: open.join('|') } },
    level === 'low' && met.length === 1 && open.length === 0 && { key: 'intermediate' },
    rise.length > 0 && { key: 'rising' },
    classification !== 'smoldering-myeloma' && { key: 'unconfirmed' },
    period.diagnosed === null && { key: 'diagnosis-date-unknown' },
  ];
  return notes.filter((note) => note !== false);
}
