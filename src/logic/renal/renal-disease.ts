import { test } from '../criterion.ts';
import type { Fact, Measured } from '../facts.ts';
import { defineRule, type SuggestedOrder, type View } from '../rule.ts';
import { newestWithin } from '../series.ts';
import { RENAL_CARE } from './citations.ts';
import { RENAL_IMPAIRMENT_READS, renalImpairment } from '../renal-impairment.ts';

/** Tests of the work-up that the chart holds as results; urinalysis, electrophoresis and the rest stand in the text. */
const WORK_UP = [
  {
    item: 'order-potassium',
    fact: 'potassium',
    code: '2823-3',
    display: 'Potassium [Moles/volume] in Serum or Plasma',
  },
  { item: 'order-uric-acid', fact: 'uricAcid', code: '3084-1', display: 'Urate [Mass/volume] in Serum or Plasma' },
  {
    item: 'order-urine-protein',
    fact: 'urineProtein',
    code: '2889-4',
    display: 'Protein [Mass/time] in 24 hour Urine',
  },
  {
    item: 'order-free-kappa',
    fact: 'freeKappa',
    code: '36916-5',
    display: 'Kappa light chains.free [Mass/volume] in Serum',
  },
  {
    item: 'order-free-lambda',
    fact: 'freeLambda',
    code: '33944-0',
    display: 'Lambda light chains.free [Mass/volume] in Serum or Plasma',
  },
] as const;

const READS = [...RENAL_IMPAIRMENT_READS, 'recordedDiagnosis', ...WORK_UP.map(({ fact }) => fact)] as const;
type Facts = View<(typeof READS)[number]>;

/** Renal disease in multiple myeloma: work-up, treatment, protection of the kidney (MYEL-J; J-1). */
export const renalDiseaseCare = defineRule({
  id: 'RENAL-DISEASE',
  words: 'renal/renal-disease',
  topic: 'renal',
  cites: [RENAL_CARE],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['work-up'],
  notes: ['work-up-complete'],
  suggests: WORK_UP.map(({ item }) => item),

  decide(facts, { thresholds }) {
    const myeloma = test(facts.recordedDiagnosis, (recorded) => recorded === 'active-myeloma');
    if (myeloma.status !== 'met') return null;
    const disease = renalImpairment(facts);
    if (disease.status !== 'met') return null;
    const done = WORK_UP.map((row) => ({
      ...row,
      result: resultOf(facts, row.fact, thresholds.monitoringLookBackDays),
    }));
    const suggestions = done.filter(({ result }) => !result.known).map(orderOf);
    return {
      advice: 'work-up',
      indicator: 'info',
      show: {},
      evidence: [...disease.evidence, ...myeloma.evidence, ...done.flatMap(({ result }) => result.evidence)],
      missing: done.flatMap(({ result }) => (result.known ? [] : result.missing)),
      notes: suggestions.length === 0 ? [{ key: 'work-up-complete' }] : [],
      suggestions,
    };
  },
});

const resultOf = (facts: Facts, name: (typeof WORK_UP)[number]['fact'], days: number): Fact<Measured<string>> =>
  newestWithin<string>(facts[name], facts.asOf, days);

const orderOf = ({ item, code, display }: (typeof WORK_UP)[number]): SuggestedOrder => ({
  kind: 'service',
  item,
  service: { category: 'laboratory', system: 'loinc', code, display },
});
