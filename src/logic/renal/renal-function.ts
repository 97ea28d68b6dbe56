import { holds, type Criterion } from '../criterion.ts';
import { creatinineClearance, estimatedGfr, type Clearance, type Egfr } from '../derive.ts';
import type { Drug, Fact, PatientFacts } from '../facts.ts';
import { compareAbove, compareAtLeast } from '../interval.ts';
import { renalImpairment } from '../renal-impairment.ts';
import { allDrugs } from '../scopes.ts';
import type { Thresholds } from '../thresholds.ts';
import { mlPerMin } from '../units.ts';
import { exceeds, possibleRows, type DoseRow } from './lenalidomide-table.ts';

export type RenalCategory = 'none' | 'mild' | 'moderate' | 'severe' | 'dialysis' | 'unknown';

export interface RenalAssessment {
  readonly clearance: Fact<Clearance>;
  readonly egfr: Fact<Egfr>;
  readonly category: RenalCategory;
  readonly renalDisease: Criterion;
}

/** Renal function and its category (DEC-9), and renal disease. */
export function assessRenal(facts: PatientFacts, { clearanceWeight }: Thresholds): RenalAssessment {
  const clearance = creatinineClearance(facts, clearanceWeight);
  return {
    clearance,
    egfr: estimatedGfr(facts),
    category: categoryOf(clearance, holds(facts.dialysis)),
    renalDisease: renalImpairment(facts),
  };
}

/** DEC-9: none from 90; mild above 60; moderate 30 to 60; severe below 30. */
function categoryOf(clearance: Fact<Clearance>, dialysis: Criterion): RenalCategory {
  if (dialysis.status === 'met') return 'dialysis';
  if (!clearance.known) return 'unknown';
  const { interval } = clearance.value;
  if (compareAtLeast(interval, mlPerMin(90)) === true) return 'none';
  if (compareAbove(interval, mlPerMin(60)) === true && compareAtLeast(interval, mlPerMin(90)) === false) return 'mild';
  if (compareAtLeast(interval, mlPerMin(30)) === true && compareAbove(interval, mlPerMin(60)) === false)
    return 'moderate';
  return compareAtLeast(interval, mlPerMin(30)) === false && dialysis.status === 'not-met' ? 'severe' : 'unknown';
}

export interface LenalidomideAssessment {
  readonly maxDailyMg: number | null;
  readonly schedule: string | null;
  readonly orderedMeanDailyMg: number | null;
  readonly status: 'above' | 'within' | 'unknown' | 'not-ordered';
}

/** The table's answer for this patient beside the order: the drafts where there are any, else what is active. */
export function assessLenalidomide(facts: PatientFacts, { clearanceWeight }: Thresholds): LenalidomideAssessment {
  const rows = possibleRows(creatinineClearance(facts, clearanceWeight), holds(facts.dialysis));
  const only = rows.length === 1 ? rows[0] : undefined;
  const ordered = lenalidomideOf(facts);
  const dose = ordered.at(0)?.dose;
  return {
    maxDailyMg: only?.maxDaily ?? null,
    schedule: rows.length === 0 ? null : rows.map((row) => row.schedule).join(' or '),
    orderedMeanDailyMg: dose?.known ? dose.value.meanDaily.high : null,
    status: ordered.length === 0 ? notOrdered(facts) : worst(ordered.map((drug) => statusOf(rows, drug.dose))),
  };
}

/** Lenalidomide in the drafts, else in the chart; the highest dose first, an unreadable one before all. */
function lenalidomideOf(facts: PatientFacts): readonly Drug[] {
  const isLenalidomide = (drug: Drug): boolean => drug.ingredient === 'lenalidomide';
  const planned = facts.plannedDrugs.filter(isLenalidomide);
  const drugs = allDrugs(facts);
  const chosen = planned.length > 0 ? planned : drugs.known ? drugs.value.filter(isLenalidomide) : [];
  const amount = ({ dose }: Drug): number => (dose.known ? dose.value.meanDaily.high : Infinity);
  return [...chosen].sort((a, b) => amount(b) - amount(a));
}

const notOrdered = ({ activeDrugs }: PatientFacts): 'not-ordered' | 'unknown' =>
  activeDrugs.known ? 'not-ordered' : 'unknown';

type Status = LenalidomideAssessment['status'];

/** Of several orders one above the table is enough; an unreadable one leaves the rest open. */
const worst = (all: readonly Status[]): Status =>
  all.includes('above') ? 'above' : all.includes('unknown') ? 'unknown' : 'within';

function statusOf(rows: readonly DoseRow[], dose: Drug['dose']): Status {
  if (rows.length > 0 && rows.every((row) => row.maxDaily === null)) return 'within';
  if (!dose.known || rows.length === 0) return 'unknown';
  const above = rows.filter((row) => exceeds(row, dose.value.meanDaily)).length;
  return above === 0 ? 'within' : above === rows.length ? 'above' : 'unknown';
}
