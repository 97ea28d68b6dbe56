import type { Evidence, Fact, Missing } from '../logic/facts.ts';
import { isExact } from '../logic/interval.ts';
import type { Assessment } from '../logic/assess.ts';
import { diagnosis, smolderingRisk } from './diagnosis.ts';
import type { Score } from '../logic/score.ts';
import { dosing } from './dosing.ts';
import { staging } from './staging.ts';
import { workup } from './workup.ts';

/** The `results` of an evaluation (contract, section 3). Members that no page computes yet say unknown or empty. */
export function resultsOf(assessment: Assessment): Record<string, unknown> {
  return {
    diagnosis: diagnosis(assessment),
    smolderingRisk: smolderingRisk(assessment),
    staging: staging(assessment),
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
