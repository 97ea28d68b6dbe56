import { monthsBefore } from '../calendar.ts';
import { all, atLeast, below, holds, not, type Criterion } from '../criterion.ts';
import { takesNow, type Taken } from '../current-therapy.ts';
import { CLEARANCE_READS, creatinineClearance, type Clearance } from '../derive.ts';
import { isA, isAntiMyeloma, type Ingredient } from '../drugs.ts';
import { unknown, type Fact } from '../facts.ts';
import { defineRule, type View } from '../rule.ts';
import { asFact, since, type Point } from '../series.ts';
import type { Thresholds } from '../thresholds.ts';
import { mlPerMin } from '../units.ts';
import { CLEARANCE, RECOVERY } from './citations.ts';

const READS = ['activeDrugs', 'courses', 'myeloma', 'dialysis', 'creatinineSeries', ...CLEARANCE_READS] as const;
type Facts = View<(typeof READS)[number]>;

/** Clearance that counts as recovered, mL/min. */
const RECOVERED = mlPerMin(60);
/** How long ago the kidney may have failed. */
const IMPAIRED_WITHIN_MONTHS = 12;

/** Renal recovery on bortezomib, cyclophosphamide and dexamethasone (MYEL-J; J-5). */
export const renalRecovery = defineRule({
  id: 'RENAL-RECOVERY',
  words: 'renal/renal-recovery',
  topic: 'renal',
  cites: [RECOVERY, CLEARANCE],
  hooks: ['patient-view'],
  reads: READS,
  advises: ['consider-lenalidomide'],
  notes: [],
  suggests: [],

  decide(facts, { thresholds }) {
    const regimen = onThatRegimen(facts);
    if (regimen.status !== 'met') return null;
    const recovered = hasRecovered(facts, thresholds);
    const decided = all(recovered, not(holds(facts.dialysis)), holds(facts.myeloma));
    if (decided.status !== 'met') return null;
    return {
      advice: 'consider-lenalidomide',
      indicator: 'info',
      show: {},
      evidence: [...recovered.evidence, ...regimen.evidence],
      missing: [],
    };
  },
});

const PARTS: readonly Ingredient[] = ['bortezomib', 'cyclophosphamide', 'dexamethasone'];

/** All three, and no other drug for myeloma than another steroid. */
function onThatRegimen(facts: Facts): Criterion {
  const isOther = (drug: Taken): boolean =>
    isAntiMyeloma(drug) && !isA(drug, 'steroid') && !PARTS.includes(drug.ingredient);
  const parts = PARTS.map((part) => takesNow(facts, ({ ingredient }) => ingredient === part));
  return all(...parts, not(takesNow(facts, isOther)));
}

/**
 * The clearances of the two newest days are at least 60, and one before them was below. The newest has to be recent
 * enough to decide on; a measured clearance, where there is one, has to agree.
 */
function hasRecovered(facts: Facts, { clearanceWeight }: Thresholds): Criterion {
  const series = since(facts.creatinineSeries, monthsBefore(facts.asOf, IMPAIRED_WITHIN_MONTHS));
  const points = series.known ? onePerDay(series.value) : [];
  const [last, previous, ...before] = [...points].reverse();
  if (!last || !previous || !facts.creatinine.known) return NOT_TOLD;
  const at = (point: Point<'mg/dL'>): Fact<Clearance> =>
    creatinineClearance({ ...plain(facts), creatinine: asFact(point) }, clearanceWeight);
  const impaired = before.map((point) => below(at(point), RECOVERED)).find(({ status }) => status === 'met');
  if (!impaired) return NOT_TOLD;
  const measured = facts.measuredClearance.known ? [atLeast(facts.measuredClearance, RECOVERED)] : [];
  return all(atLeast(at(last), RECOVERED), atLeast(at(previous), RECOVERED), impaired, ...measured);
}

const NOT_TOLD: Criterion = { status: 'unknown', evidence: [], missing: [] };

/** By the formula alone: a measured clearance is of one day only. */
function plain({ asOf, weight, height, birthDate, sex }: Facts) {
  const measuredClearance = unknown([{ concept: 'measured-creatinine-clearance', because: 'absent' }]);
  return { asOf, weight, height, birthDate, sex, measuredClearance };
}

/** Oldest first; of one day the last result. */
const onePerDay = (points: readonly Point<'mg/dL'>[]): readonly Point<'mg/dL'>[] => [
  ...new Map(points.map((point) => [point.date, point])).values(),
];
