import { holds, type Criterion } from '../criterion.ts';
import { CLEARANCE_READS, creatinineClearance, type Clearance } from '../derive.ts';
import type { Drug, Evidence, Fact, Missing } from '../facts.ts';
import { isAntiMyeloma } from '../drugs.ts';
import { defineRule, type Advice, type DecisionContext, type Note, type SuggestedOrder, type View } from '../rule.ts';
import { allDrugs, drugEvidence } from '../scopes.ts';
import { CLEARANCE, LENALIDOMIDE_DOSE } from './citations.ts';
import { creatinineOrder } from '../laboratory-orders.ts';
import { shownClearance } from '../shown-clearance.ts';
import { exceeds, possibleRows, ROW_LIMITS, type DoseRow } from './lenalidomide-table.ts';

const READS = ['selectedDrugs', 'plannedDrugs', 'activeDrugs', ...CLEARANCE_READS, 'dialysis', 'myeloma'] as const;
type Facts = View<(typeof READS)[number]>;
type Key = 'above' | 'above-either-row' | 'maybe-above' | 'dose-unreadable' | 'clearance-unknown';

/** More than this many times the table's dose is critical, else a warning (J-2). */
const CRITICAL_FACTOR = 2;

/** Lenalidomide starting dose by renal function (MYEL-J; J-2). */
export const lenalidomideRenalDose = defineRule({
  id: 'LEN-RENAL-DOSE',
  words: 'renal/lenalidomide-dose',
  topic: 'renal',
  cites: [LENALIDOMIDE_DOSE, CLEARANCE],
  hooks: ['patient-view', 'order-select', 'order-sign'],
  reads: READS,
  advises: ['above', 'above-either-row', 'maybe-above', 'dose-unreadable', 'clearance-unknown'],
  notes: ['combination-only', 'alone', 'dialysis-unknown', 'sex-unknown', 'measured', 'diagnosis-not-recorded'],
  suggests: ['reduce-dose', 'order-creatinine'],

  decide(facts, context) {
    const drugs =
      context.hook === 'patient-view' ? distinct(active(facts)) : facts.selectedDrugs.filter(isLenalidomide);
    return drugs.flatMap((drug) => judge(drug, facts, context) ?? []);
  },
});

const isLenalidomide = ({ ingredient }: Drug): boolean => ingredient === 'lenalidomide';

const active = ({ activeDrugs }: Facts): readonly Drug[] =>
  activeDrugs.known ? activeDrugs.value.filter(isLenalidomide) : [];

/** The same course written twice, as an order and as a statement, is judged once. */
function distinct(drugs: readonly Drug[]): readonly Drug[] {
  const key = ({ dose, reference }: Drug): number | string => (dose.known ? dose.value.meanDaily.high : reference);
  return [...new Map(drugs.map((drug) => [key(drug), drug])).values()];
}

interface Basis {
  readonly drug: Drug;
  readonly facts: Facts;
  readonly clearance: Fact<Clearance>;
  readonly dialysis: Criterion;
  readonly rows: readonly DoseRow[];
}

function judge(drug: Drug, facts: Facts, { hook, thresholds }: DecisionContext): Advice<Key> | null {
  const clearance = creatinineClearance(facts, thresholds.clearanceWeight);
  const dialysis = holds(facts.dialysis);
  const rows = possibleRows(clearance, dialysis);
  const basis = { drug, facts, clearance, dialysis, rows };
  if (!clearance.known && dialysis.status !== 'met') {
    return {
      ...say('clearance-unknown', 'info', basis),
      suggestions: creatinineOrder(clearance.missing, 'order-creatinine'),
    };
  }
  if (!drug.dose.known)
    return rows.every((row) => row.maxDaily === null) ? null : say('dose-unreadable', 'info', basis);
  const { meanDaily } = drug.dose.value;
  const exceeded = rows.filter((row) => exceeds(row, meanDaily));
  if (exceeded.length === 0) return null;
  if (exceeded.length < rows.length) return say('maybe-above', 'info', basis);
  const critical = rows.every((row) => exceeds(row, meanDaily, CRITICAL_FACTOR));
  const indicator = critical ? 'critical' : 'warning';
  if (rows.length > 1) return say('above-either-row', indicator, basis);
  return { ...say('above', indicator, basis), suggestions: hook === 'patient-view' ? [] : reducedDose(basis) };
}

/** The draft with the table's dose; none while dialysis, which would change the row, is unanswered. */
function reducedDose({ drug, rows, dialysis }: Basis): SuggestedOrder[] {
  const product = rows[0]?.product;
  if (!product || dialysis.status === 'unknown') return [];
  return [{ kind: 'replace-dose', item: 'reduce-dose', draft: drug.reference, product }];
}

function say(advice: Key, indicator: Advice<Key>['indicator'], basis: Basis): Advice<Key> {
  const { drug, clearance, dialysis, rows } = basis;
  return {
    advice,
    indicator,
    show: {
      schedule: rows.map((row) => row.key).join('|'),
      doses: rows.map((row) => row.key).join('|'),
      maxDose: rows[0]?.product?.perDose?.value ?? 0,
      ordered: drug.dose.known ? drug.dose.value.meanDaily.high : '-',
      clearance: clearance.known ? shownClearance(clearance.value, ROW_LIMITS) : '-',
    },
    evidence: [orderEvidence(drug), ...clearance.evidence, ...dialysis.evidence],
    missing: missingOf(basis),
    notes: notesOf(basis),
  };
}

/** The order with its mean daily dose on dosing days. */
export function orderEvidence(drug: Drug): Evidence {
  const shown = drugEvidence(drug);
  if (!drug.dose.known) return shown;
  const { low, high } = drug.dose.value.meanDaily;
  return { ...shown, concept: 'lenalidomide-dose', value: low === high ? low : `${low}..${high}`, unit: 'mg/d' };
}

function missingOf({ drug, clearance, dialysis, rows }: Basis): Missing[] {
  return [
    // What would narrow a clearance is missing only where it leaves more than one row open.
    ...(rows.length === 1 ? [] : (clearance.missing ?? [])),
    ...(drug.dose.known ? [] : drug.dose.missing),
    ...(dialysis.status === 'unknown' ? dialysis.missing : []),
  ];
}

function notesOf({ facts, clearance, dialysis, rows }: Basis): Note[] {
  const drugs = allDrugs(facts);
  const alone = drugs.known && drugs.value.filter(isAntiMyeloma).every((drug) => drug.ingredient === 'lenalidomide');
  const notes: (Note | false)[] = [
    { key: alone ? 'alone' : 'combination-only' },
    dialysis.status === 'unknown' && rows.length > 0 && { key: 'dialysis-unknown' },
    clearance.known && clearance.value.method === 'cockcroft-gault' && !facts.sex.known && { key: 'sex-unknown' },
    clearance.known && clearance.value.method === 'measured' && { key: 'measured' },
    holds(facts.myeloma).status !== 'met' && { key: 'diagnosis-not-recorded' },
  ];
  return notes.filter((note) => note !== false);
}
