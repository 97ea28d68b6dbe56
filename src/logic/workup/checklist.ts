import { dayNumber } from '../calendar.ts';
import type { Criterion } from '../criterion.ts';
import { creatinineClearance, type ClearanceFacts } from '../derive.ts';
import type { Probe } from '../disease-facts.ts';
import { known, unknown, type Evidence, type Fact, type PatientFacts, type Reason } from '../facts.ts';
import type { Thresholds } from '../thresholds.ts';
import type { TestRecord, WorkupTest } from '../workup-facts.ts';
import { circumstances, type CircumstanceFacts } from './circumstances.ts';
import { ITEMS, type WorkupItem } from './items.ts';
import { workupApplies, type ScopeFacts } from './scope.ts';

/** The checklist of MYEL-1 against the chart: what is done and when, what is missing and why. */

export type WorkupInput = ScopeFacts &
  ClearanceFacts &
  CircumstanceFacts &
  Pick<PatientFacts, 'workupTests' | 'cytogenetics' | 'marrow'>;

export interface DoneItem {
  readonly item: string;
  readonly date: string;
  readonly reference: string;
}

export interface MissingItem {
  readonly item: string;
  readonly because: Reason;
  /** Of a test that is too old to belong to this work-up. */
  readonly date?: string;
  /** The members that a panel lacks. */
  readonly tests: readonly WorkupTest[];
  readonly forStaging: boolean;
}

export interface Workup {
  readonly applies: Criterion;
  readonly done: readonly DoneItem[];
  readonly missing: readonly MissingItem[];
  /** Probes of the panel that no result answers for, where FISH was done. */
  readonly untestedProbes: readonly string[];
}

/** W-1 and, where their circumstance holds, W-2 and W-3. Tests count from 90 days before the diagnosis. */
export function assessWorkup(facts: WorkupInput, { clearanceWeight }: Pick<Thresholds, 'clearanceWeight'>): Workup {
  const records = recordsOf(facts, creatinineClearance(facts, clearanceWeight));
  const items: readonly WorkupItem[] = [...ITEMS, ...circumstances(facts)];
  const judged = items.map((item) => judge(item, records, firstDay(facts)));
  return {
    applies: workupApplies(facts),
    done: judged.flatMap((one) => ('reference' in one ? one : [])),
    missing: judged.flatMap((one) => ('reference' in one ? [] : one)),
    untestedProbes: records['plasma-cell-fish'].known ? untested(facts) : [],
  };
}

/** The page's window before the diagnosis, as for every baseline (conventions, "Facts"). */
const DAYS_BEFORE = 90;

/** Day number from which a test belongs to this work-up; any, where the diagnosis has no date. */
const firstDay = ({ diagnosisDate }: WorkupInput): number =>
  diagnosisDate.known ? dayNumber(diagnosisDate.value.date) - DAYS_BEFORE : -Infinity;

type Records = Readonly<Record<WorkupTest, Fact<TestRecord>>>;

/** Tests by their records; what other readers know of clearance, marrow and chromosomes counts too. */
function recordsOf(facts: WorkupInput, clearance: Fact<{ readonly date: string }>): Records {
  const { workupTests: tests, cytogenetics, marrow } = facts;
  const probes = Object.values(cytogenetics).flatMap((probe) => (probe.known ? probe.evidence : []));
  const imagedByMri = facts.recordedDiagnosis.known && facts.recordedDiagnosis.value === 'solitary-plasmacytoma';
  return {
    ...tests,
    'measured-creatinine-clearance': latest(
      tests['measured-creatinine-clearance'],
      clearance.known ? clearance.evidence : [],
    ),
    'marrow-examination': latest(
      tests['marrow-examination'],
      marrow.plasmaCells.known ? marrow.plasmaCells.evidence : [],
    ),
    'plasma-cell-fish': latest(tests['plasma-cell-fish'], probes),
    // P-3: MRI of the whole body is the first imaging of a solitary plasmacytoma.
    'whole-body-ct-or-pet': latest(
      tests['whole-body-ct-or-pet'],
      imagedByMri && tests['whole-body-mri'].known ? tests['whole-body-mri'].evidence : [],
    ),
  };
}

/** The record of the test, else the newest evidence that another reader has of it. */
function latest(record: Fact<TestRecord>, evidence: readonly Evidence[]): Fact<TestRecord> {
  if (record.known) return record;
  const found = evidence
    .flatMap(({ date, reference }) => (date === undefined || reference === undefined ? [] : [{ date, reference }]))
    .sort((a, b) => dayNumber(b.date) - dayNumber(a.date));
  return found[0] ? known(found[0], evidence) : unknown(record.missing, record.evidence);
}

/** Of several members that are missing the one that says most. */
const WEIGHT: readonly Reason[] = ['absent', 'unanswered', 'stale'];

function judge({ item, tests, forStaging }: WorkupItem, records: Records, from: number): DoneItem | MissingItem {
  const found = tests.map((test) => ({ test, record: records[test] }));
  const counting = (record: Fact<TestRecord>): readonly TestRecord[] =>
    record.known && dayNumber(record.value.date) >= from ? [record.value] : [];
  const done = found.flatMap(({ record }) => counting(record));
  const lacking = found.filter(({ record }) => counting(record).length === 0);
  const [first] = lacking;
  if (first) {
    const old = lacking.flatMap(({ record }) => (record.known ? record.value.date : []))[0];
    const because = lacking.flatMap(({ record }) =>
      record.known ? 'stale' : (record.missing[0]?.because ?? 'absent'),
    );
    return {
      item,
      because: WEIGHT.find((reason) => because.includes(reason)) ?? 'absent',
      ...(old === undefined ? {} : { date: old }),
      tests: lacking.map(({ test }) => test),
      forStaging: forStaging === true,
    };
  }
  // A panel is as old as the oldest of its members.
  const { date, reference } = done.reduce((a, b) => (dayNumber(b.date) < dayNumber(a.date) ? b : a));
  return { item, date, reference };
}

/** The panel of W-1. */
const PANEL = {
  del13q: 'fish-del-13q',
  del17p: 'fish-del-17p',
  t414: 'fish-t-4-14',
  t1114: 'fish-t-11-14',
  t1416: 'fish-t-14-16',
  t1420: 'fish-t-14-20',
  gain1q: 'fish-gain-1q',
  del1p: 'fish-del-1p',
} as const satisfies Partial<Record<Probe, string>>;

const untested = ({ cytogenetics }: WorkupInput): readonly string[] =>
  (Object.keys(PANEL) as (keyof typeof PANEL)[])
    .filter((probe) => !cytogenetics[probe].known)
    .map((probe) => PANEL[probe]);
