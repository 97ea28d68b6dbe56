import type { Criterion } from '../logic/criterion.ts';
import type { Evidence, Fact, Missing, PatientFacts } from '../logic/facts.ts';
import { isExact } from '../logic/interval.ts';
import type { Assessment } from '../logic/assess.ts';
import type { Score } from '../logic/score.ts';
import { workup } from './workup.ts';

/** The `results` of an evaluation (contract, section 3). Members that no page computes yet say unknown or empty. */
export function resultsOf(facts: PatientFacts, assessment: Assessment): Record<string, unknown> {
  return {
    diagnosis: diagnosis(facts),
    smolderingRisk: { level: 'unknown', factors: { marrow20: OPEN, mProtein2: OPEN, flcRatio20: OPEN } },
    staging: { iss: NO_STAGE, riss: { stage: null, possible: STAGES }, highRiskFish: 'unknown' },
    response: NO_RESPONSE,
    renal: renal(assessment),
    vte: vte(assessment),
    dosing: dosing(assessment),
    exposure: exposure(assessment),
    regimens: { setting: 'unknown', recognised: null, eligible: [], excluded: [], unknown: [] },
    mgrs: { suspected: 'unknown', biopsy: 'unknown', eGFRSlopePerYear: null },
    mgns: { suspicion: 'unknown' },
    poems: { diagnosis: 'unknown', criteria: {} },
    workup: workup(assessment),
    monitoring: { phase: 'unknown', overdue: [] },
  };
}

const OPEN: Criterion = { status: 'unknown', evidence: [], missing: [] };
const STAGES = ['I', 'II', 'III'];
const NO_STAGE = { stage: null, possible: STAGES };
const NO_RESPONSE = {
  category: null,
  confirmed: false,
  parameter: null,
  atLeast: null,
  bestConfirmed: null,
  clinicalRelapse: 'unknown',
  changeFromBaselinePct: null,
  changeFromNadirPct: null,
};

const CRITERIA = [
  'clonalMarrowOrPlasmacytoma',
  'calcium',
  'renal',
  'anemia',
  'bone',
  'marrow60',
  'flcRatio100',
  'mriLesions',
];

function diagnosis({ recordedDiagnosis }: PatientFacts): Record<string, unknown> {
  return {
    classification: 'indeterminate',
    recorded: recordedDiagnosis.known ? recordedDiagnosis.value : null,
    criteria: Object.fromEntries(CRITERIA.map((name) => [name, OPEN])),
  };
}

/** JSON has no infinity: an open end is left out. */
const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite);

function renal({ renal: { clearance, egfr, category, renalDisease } }: Assessment): Record<string, unknown> {
  const crcl = clearance.known ? clearance.value : null;
  const rate = egfr.known ? egfr.value : null;
  return {
    crcl: {
      value: crcl?.possible.length === 1 && isExact(crcl.interval) ? crcl.interval.low : null,
      unit: 'mL/min',
      method: crcl?.method ?? null,
      possible: finite(crcl?.possible ?? []),
      ...provenance(clearance),
    },
    egfr: {
      value: rate && isExact(rate.interval) ? rate.interval.low : null,
      method: rate?.method ?? null,
      ...provenance(egfr),
    },
    category,
    renalDisease: renalDisease.status,
  };
}

function provenance(fact: Fact<unknown>): { evidence: readonly Evidence[]; missing: readonly Missing[] } {
  return { evidence: fact.evidence, missing: fact.known ? [] : fact.missing };
}

function vte({ vte: assessed }: Assessment): Record<string, unknown> {
  const applicable = { met: true, 'not-met': false, unknown: null }[assessed.saved.applicable.status];
  const counts = applicable !== false;
  return {
    impede: { min: assessed.impede.min, max: assessed.impede.max, items: assessed.impede.items },
    saved: {
      applicable,
      min: counts ? assessed.saved.min : null,
      max: counts ? assessed.saved.max : null,
      items: counts ? assessed.saved.items : [],
    },
    impedeWithoutProphylaxisCredit: single(assessed.impedeWithoutCredit),
    impedeWithoutRace: single(assessed.impedeWithoutRace),
    recommendation: assessed.recommendation,
  };
}

const single = ({ min, max }: Score): number | null => (min === max ? min : null);

function dosing({ lenalidomide }: Assessment): Record<string, unknown> {
  const { maxDailyMg, schedule, orderedMeanDailyMg, status } = lenalidomide;
  return {
    lenalidomide: { maxDailyMg, schedule, ordered: { meanDailyMg: orderedMeanDailyMg }, status },
    zoledronicAcid: { doseMg: null, recommendation: 'unknown' },
    pamidronate: { recommendation: 'unknown' },
    denosumab: { recommendation: 'unknown' },
  };
}

const ANSWERS = { met: 'yes', 'not-met': 'no', unknown: 'unknown' } as const;

/** GX-5: one row per agent, its courses within; lines and refractoriness say where they come from. */
function exposure({ exposure: { agents, lines } }: Assessment): Record<string, unknown> {
  return {
    agents: agents.map(({ agent, class: group, from, to, status, courses, refractory }) => ({
      ...{ agent, class: group, from, to, status },
      refractory: ANSWERS[refractory.status],
      refractorySource: refractory.source,
      courses: courses.map((course) => ({ from: course.from, to: course.to, status: course.status })),
    })),
    priorLines: { value: lines.prior, source: lines.source },
    linesOfTherapy: { value: lines.value, source: lines.source },
  };
}
