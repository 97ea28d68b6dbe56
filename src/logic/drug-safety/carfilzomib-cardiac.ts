import { ageOn } from '../calendar.ts';
import { test } from '../criterion.ts';
import type { Evidence, Fact } from '../facts.ts';
import type { HistoryEvent } from '../history-facts.ts';
import { defineRule } from '../rule.ts';
import { drugEvidence } from '../scopes.ts';
import { CARFILZOMIB } from './citations.ts';
import { judgedDrugs } from '../judged-drugs.ts';

/** Carfilzomib: heart, lung and kidney toxicity, with what the chart has of age, heart failure and hypertension (MYEL-F; F-8). */
export const carfilzomibCardiac = defineRule({
  id: 'CARFILZOMIB-CARDIAC',
  words: 'drug-safety/carfilzomib-cardiac',
  topic: 'drug-safety',
  cites: [CARFILZOMIB],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: ['selectedDrugs', 'activeDrugs', 'birthDate', 'heartFailure', 'hypertension'],
  advises: ['heart-failure-and-hypertension', 'heart-failure', 'hypertension', 'general'],
  notes: [],
  suggests: [],

  decide(facts, { hook }) {
    const drugs = judgedDrugs(facts, hook).filter(({ ingredient }) => ingredient === 'carfilzomib');
    if (drugs.length === 0) return null;
    const { birthDate, heartFailure, hypertension, asOf } = facts;
    const advice = adviceFor(onRecord(heartFailure), onRecord(hypertension));
    // What holds for everybody is said when the order is written, not each time the chart is opened.
    if (advice === 'general' && hook === 'patient-view') return null;
    const age = birthDate.known ? [ageEvidence(birthDate.value, asOf)] : [];
    return {
      advice,
      indicator: 'info',
      show: {},
      evidence: [...drugs.map(drugEvidence), ...age, ...heartFailure.evidence, ...hypertension.evidence],
      missing: [birthDate, heartFailure, hypertension].flatMap((fact) => fact.missing ?? []),
    };
  },
});

/** Past heart failure is a risk too. */
const onRecord = (events: Fact<readonly HistoryEvent[]>): boolean =>
  test(events, (list) => list.length > 0).status === 'met';

function adviceFor(heartFailure: boolean, hypertension: boolean) {
  if (heartFailure) return hypertension ? 'heart-failure-and-hypertension' : 'heart-failure';
  return hypertension ? 'hypertension' : 'general';
}

function ageEvidence(birthDate: string, asOf: string): Evidence {
  const { youngest, oldest } = ageOn(birthDate, asOf);
  const value = youngest === oldest ? oldest : `${youngest}..${oldest}`;
  return { concept: 'age', value, unit: 'a', date: asOf, reference: 'Patient', stale: false };
}
