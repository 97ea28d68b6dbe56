import { holds } from '../criterion.ts';
import type { Evidence, PatientFacts } from '../facts.ts';
import { defineRule, type DecisionContext, type Hook } from '../rule.ts';
import type { Course } from '../therapy-facts.ts';
import { PROLONGED_THERAPY } from './citations.ts';
import { judgedDrugs } from '../judged-drugs.ts';
import { harvested, harvestOrder, harvestOrdered, STEM_CELL_READS } from './stem-cells.ts';
import { currentCourse, monthsPassed } from './therapy-length.ts';

const READS = [
  'selectedDrugs',
  'activeDrugs',
  'courses',
  'myeloma',
  'transplantCandidate',
  ...STEM_CELL_READS,
] as const;

const AGENTS = ['lenalidomide', 'daratumumab'] as const;

/** Harvest before prolonged lenalidomide or daratumumab in a transplant candidate (MYEL-F; F-4). */
export const stemCellHarvest = defineRule({
  id: 'STEM-CELL-HARVEST',
  words: 'drug-safety/stem-cell-harvest',
  topic: 'transplant',
  cites: [PROLONGED_THERAPY],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['harvest', 'duration-unknown', 'harvest-unknown'],
  notes: [],
  suggests: ['order-harvest'],

  decide(facts, context) {
    const agents = agentsOf(facts, context.hook);
    if (agents.length === 0) return null;
    const candidate = holds(facts.transplantCandidate);
    if (candidate.status !== 'met') return null;
    const stored = harvested(facts);
    if (stored.status === 'met') return null;
    // Outside a plasma-cell disorder lenalidomide is given to patients for whom nobody would collect cells.
    if (holds(facts.myeloma).status === 'not-met' || harvestOrdered(facts).status === 'met') return null;
    const { long, open } = coursesOf(facts, agents, context);
    const shown = long.length > 0 ? long : open;
    if (shown.length === 0) return null;
    const known = long.length > 0;
    return {
      advice: !known ? 'duration-unknown' : stored.status === 'unknown' ? 'harvest-unknown' : 'harvest',
      indicator: 'info',
      show: {
        drug: [...new Set(shown.map(({ ingredient }) => ingredient))].join('|'),
        months: context.thresholds.harvestMonths,
      },
      evidence: [...evidenceOf(facts.courses, shown), ...candidate.evidence, ...stored.evidence],
      missing: [...stored.missing, ...(known ? [] : [{ concept: 'therapy-start', because: 'absent' } as const])],
      suggestions: known && stored.status === 'not-met' ? harvestOrder(facts) : [],
    };
  },
});

type Facts = Pick<PatientFacts, 'selectedDrugs' | 'activeDrugs' | 'courses' | 'asOf'>;
type Agent = (typeof AGENTS)[number];

function agentsOf(facts: Facts, hook: Hook): readonly Agent[] {
  const drugs = judgedDrugs(facts, hook);
  return AGENTS.filter((agent) => drugs.some(({ ingredient }) => ingredient === agent));
}

/** The courses that have lasted that long, and those of which it can't be told. */
function coursesOf(
  { courses, asOf }: Facts,
  agents: readonly Agent[],
  { thresholds }: DecisionContext,
): { readonly long: readonly Course[]; readonly open: readonly Course[] } {
  const all = courses.known ? courses.value : [];
  const current = agents.flatMap(
    (agent) => currentCourse(all, agent, { asOf, gapDays: thresholds.courseGapDays }) ?? [],
  );
  const lasting = (answer: boolean | undefined): readonly Course[] =>
    current.filter(({ from }) => monthsPassed(from, thresholds.harvestMonths, asOf) === answer);
  return { long: lasting(true), open: lasting(undefined) };
}

/** The courses as the chart's evidence names them, with their first day. */
const evidenceOf = ({ evidence }: PatientFacts['courses'], shown: readonly Course[]): readonly Evidence[] =>
  evidence.filter(
    ({ reference }) => reference !== undefined && shown.some(({ references }) => references.includes(reference)),
  );
