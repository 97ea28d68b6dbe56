import { distinctEvidence } from '../baseline.ts';
import { monthsBefore } from '../calendar.ts';
import { test, type Criterion } from '../criterion.ts';
import { isBoneAgent } from '../drugs.ts';
import type { Drug, Evidence } from '../facts.ts';
import { defineRule, type Advice, type SuggestedOrder, type View } from '../rule.ts';
import { drugEvidence, inMyelomaCare } from '../scopes.ts';
import type { Course } from '../therapy-facts.ts';
import { givenLately, isFirst, isForMyeloma, lastedLong, spanEvidence, THERAPY_READS } from './bone-therapy.ts';
import { BONE_CARE } from './citations.ts';
import { distinctAgents } from './order-evidence.ts';

const READS = [
  ...THERAPY_READS,
  'plannedDrugs',
  'selectedDrugs',
  'myeloma',
  'osteonecrosisOfJaw',
  'dentalExaminations',
  'plannedProcedures',
] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'jaw-osteonecrosis' | 'no-exam' | 'exam-unknown' | 'two-years';

/** What goes with a bone-modifying agent: the dental examination before it, the jaw, the two years (MYEL-H; H-2). */
export const boneAgentDental = defineRule({
  id: 'BONE-AGENT-DENTAL',
  words: 'bone/agent-dental',
  topic: 'bone',
  cites: [BONE_CARE],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['jaw-osteonecrosis', 'no-exam', 'exam-unknown', 'two-years'],
  notes: ['exam-ordered', 'maybe-not-first'],
  suggests: ['order-dental-exam'],

  decide(facts, { hook, thresholds }) {
    if (inMyelomaCare(facts).status !== 'met') return null;
    const viewing = hook === 'patient-view';
    const drugs: readonly Agent[] = viewing
      ? [...distinctAgents(facts.activeDrugs), ...givenLately(facts, thresholds.boneAgentMonths)]
      : facts.selectedDrugs.filter(isBoneAgent);
    if (drugs.length === 0) return null;
    const jaw = test(facts.osteonecrosisOfJaw, (list) => list.length > 0);
    if (jaw.status === 'met') return say('jaw-osteonecrosis', 'warning', drugs, [jaw]);
    const meant = drugs.filter((drug) => isForMyeloma(drug) !== false);
    if (meant.length === 0) return null;
    const since = viewing ? monthsBefore(facts.asOf, thresholds.boneAgentMonths) : facts.asOf;
    const lasted = lastedLong(facts, thresholds);
    return [
      ...examAdvice(facts, meant, isFirst(facts, since)),
      ...(lasted.status === 'met' ? [say('two-years', 'info', meant, [lasted])] : []),
    ];
  },
});

/** Ordered, or lately given. */
type Agent = Drug | Course;

const agentEvidence = (agent: Agent): Evidence => ('lastSeen' in agent ? spanEvidence(agent) : drugEvidence(agent));

function examAdvice(facts: Facts, drugs: readonly Agent[], first: Criterion): Advice<Key>[] {
  const examined = test(facts.dentalExaminations, (list) => list.length > 0);
  if (examined.status === 'met' || first.status === 'not-met') return [];
  const notes = first.status === 'unknown' ? [{ key: 'maybe-not-first' }] : [];
  const grounds = [examined, first];
  if (examined.status === 'unknown') return [{ ...say('exam-unknown', 'info', drugs, grounds), notes }];
  const planned = test(facts.plannedProcedures, (list) =>
    list.some(({ procedure }) => procedure === 'dentalExaminations'),
  );
  if (planned.status === 'met') {
    const ordered = say('no-exam', 'info', drugs, [...grounds, planned]);
    return [{ ...ordered, notes: [...notes, { key: 'exam-ordered' }] }];
  }
  return [{ ...say('no-exam', 'info', drugs, grounds), notes, suggestions: [DENTAL_EXAM] }];
}

const DENTAL_EXAM: SuggestedOrder = {
  kind: 'service',
  item: 'order-dental-exam',
  service: {
    category: 'procedure',
    system: 'snomed',
    code: '34043003',
    display: 'Dental consultation and report (procedure)',
  },
};

function say(
  advice: Key,
  indicator: Advice<Key>['indicator'],
  drugs: readonly Agent[],
  grounds: readonly Criterion[],
): Advice<Key> {
  return {
    advice,
    indicator,
    show: { drug: [...new Set(drugs.map(({ ingredient }) => ingredient))].join('|') },
    evidence: distinctEvidence([...drugs.map(agentEvidence), ...grounds.flatMap(({ evidence }) => evidence)]),
    missing: grounds.flatMap(({ missing }) => missing),
  };
}
