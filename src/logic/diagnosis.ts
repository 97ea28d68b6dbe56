import { all, any, atLeast, holds, not, test, type Criterion } from './criterion.ts';
import type { PatientFacts, RecordedDiagnosis } from './facts.ts';
import { BONE_EVENT_READS, boneEvents, type BoneEvents } from './myeloma-bone-events.ts';
import {
  anemic,
  hypercalcemia,
  LABORATORY_EVENT_READS,
  lightChainRatio100,
  renalInsufficiency,
} from './myeloma-laboratory-events.ts';
import { perPatient } from './per-patient.ts';
import { PROTEIN_READS, signsInProteins } from './protein-signs.ts';
import type { Thresholds } from './thresholds.ts';
import { gramsPerDl, mgPer24h, percent } from './units.ts';
import {
  isBefore,
  isTreated,
  judged,
  judgedValues,
  LABORATORY_DAYS,
  MARROW_DAYS,
  PERIOD_READS,
  untreatedPeriod,
  type Untreated,
} from './untreated.ts';

/** MYEL-C: what the data say of the disease (C-1 to C-4), beside what is recorded, which is never overruled. */

export const DIAGNOSIS_READS = [
  ...PERIOD_READS,
  ...LABORATORY_EVENT_READS,
  ...BONE_EVENT_READS,
  'marrow',
  'plasmacytomaProven',
  ...PROTEIN_READS,
  'amyloidosis',
] as const;

export type DiagnosisInput = Pick<PatientFacts, (typeof DIAGNOSIS_READS)[number] | 'asOf'>;

export type Classification = RecordedDiagnosis | 'indeterminate' | 'no-evidence';

/** The eight criteria of the contract; all but the first are myeloma-defining events (C-1a to C-1g). */
export const CRITERIA = [
  'clonalMarrowOrPlasmacytoma',
  'calcium',
  'renal',
  'anemia',
  'bone',
  'marrow60',
  'flcRatio100',
  'mriLesions',
] as const;

export type CriterionName = (typeof CRITERIA)[number];
export type EventName = Exclude<CriterionName, 'clonalMarrowOrPlasmacytoma'>;

export const EVENTS = CRITERIA.filter((name): name is EventName => name !== 'clonalMarrowOrPlasmacytoma');

export interface Diagnosis extends Pick<BoneEvents, 'radiographsOnly' | 'mriNotDone' | 'imagingUnread'> {
  readonly classification: Classification;
  /** Null: none recorded, or the chart can't tell. */
  readonly recorded: RecordedDiagnosis | null;
  readonly criteria: Readonly<Record<CriterionName, Criterion>>;
  /** Some myeloma-defining event. */
  readonly event: Criterion;
  /** Clonal plasma cells are at least 10 % of the marrow. */
  readonly marrow10: Criterion;
  readonly smoldering: Criterion;
  /** On record: excludes smoldering myeloma (C-2). */
  readonly amyloidosis: Criterion;
  readonly period: Untreated;
  /** No report says whether the plasma cells are clonal: the share is taken as it is. */
  readonly clonalityUnknown: boolean;
  /** The lysis may be the recorded plasmacytoma itself: it doesn't count as an event of its own. */
  readonly lysisOfPlasmacytoma: boolean;
}

/** How each event is judged. */
const EVENT: Readonly<
  Record<EventName, (facts: DiagnosisInput, period: Untreated, thresholds: Thresholds) => Criterion>
> = {
  calcium: hypercalcemia,
  renal: (facts, period, { clearanceWeight }) => renalInsufficiency(facts, period, clearanceWeight),
  anemia: anemic,
  bone: (facts, period) => boneEvents(facts, period).bone,
  marrow60: (facts, period) => marrowAtLeast(60, facts, period),
  flcRatio100: lightChainRatio100,
  mriLesions: (facts, period) => boneEvents(facts, period).mriLesions,
};

/** Whether the data exclude every event. The first that they don't exclude is an answer: the rest isn't looked at. */
export const excludesEvents = (facts: DiagnosisInput, period: Untreated, thresholds: Thresholds): boolean =>
  EVENTS.every((name) => EVENT[name](facts, period, thresholds).status === 'not-met');

/** C-1 to C-4 with Kleene logic; serum in g/dL, urine in mg/24 h, marrow in %. */
export const assessDiagnosis = perPatient(diagnosisOf);

function diagnosisOf(facts: DiagnosisInput, thresholds: Thresholds): Diagnosis {
  const period = untreatedPeriod(facts);
  const marrow10 = marrowAtLeast(10, facts, period);
  const plasmacytoma = holds(facts.plasmacytomaProven);
  const { bone, mriLesions, singleLesion, ...imaging } = boneEvents(facts, period);
  const criteria = {
    clonalMarrowOrPlasmacytoma: any(marrow10, plasmacytoma),
    calcium: EVENT.calcium(facts, period, thresholds),
    renal: EVENT.renal(facts, period, thresholds),
    anemia: EVENT.anemia(facts, period, thresholds),
    bone,
    marrow60: EVENT.marrow60(facts, period, thresholds),
    flcRatio100: EVENT.flcRatio100(facts, period, thresholds),
    mriLesions,
  };
  const recorded = facts.recordedDiagnosis.known ? facts.recordedDiagnosis.value : null;
  const lysisOfPlasmacytoma = recorded === 'solitary-plasmacytoma' && bone.status === 'met';
  const counted = { ...criteria, bone: lysisOfPlasmacytoma ? ownLysis(bone, singleLesion) : bone };
  const event = any(...EVENTS.map((name) => counted[name]));
  const basis = { facts, period, marrow10, plasmacytoma, event };
  const smoldering = smolderingMyeloma(basis);
  return {
    ...{ recorded, criteria, event, marrow10, smoldering, period, ...imaging, lysisOfPlasmacytoma },
    amyloidosis: amyloidosis(basis),
    classification: classify({ ...basis, gate: criteria.clonalMarrowOrPlasmacytoma, smoldering }),
    clonalityUnknown: !facts.marrow.clonal.known,
  };
}

/** Lysis beside a recorded plasmacytoma: the one lesion that MRI shows is the plasmacytoma, else it can't be told. */
const ownLysis = ({ evidence }: Criterion, singleLesion: boolean): Criterion =>
  singleLesion
    ? { status: 'not-met', evidence, missing: [] }
    : { status: 'unknown', evidence, missing: [{ concept: 'lytic-lesion', because: 'imprecise' }] };

/** Clonal plasma cells of the marrow; a share of cells that are known not to be clonal is none. */
function marrowAtLeast(limit: number, { marrow }: DiagnosisInput, period: Untreated): Criterion {
  const share = judged(judgedValues(marrow.plasmaCells, period, MARROW_DAYS), (value) =>
    atLeast(value, percent(limit)),
  );
  const { clonal } = marrow;
  // What is gone under treatment was there before.
  const counts =
    clonal.known && (clonal.value || clonal.evidence.every(({ date }) => date !== undefined && isBefore(period, date)));
  return counts ? all(share, holds(clonal)) : share;
}

interface Basis {
  readonly facts: DiagnosisInput;
  readonly period: Untreated;
  readonly marrow10: Criterion;
  readonly plasmacytoma: Criterion;
  readonly event: Criterion;
}

const serumAtLeast3 = ({ facts, period }: Basis): Criterion =>
  judged(judgedValues(facts.serumMProtein, period, LABORATORY_DAYS), (value) => atLeast(value, gramsPerDl(3)));

/** Bence Jones protein; the M-protein of the urine is the same thing measured on electrophoresis. */
function urineAtLeast500({ facts, period }: Basis): Criterion {
  const ofEach = [facts.benceJonesProtein, facts.urineMProtein].map((series) =>
    judged(judgedValues(series, period, LABORATORY_DAYS), (value) => atLeast(value, mgPer24h(500))),
  );
  const told = ofEach.filter(({ status }) => status !== 'unknown');
  return any(...(told.length > 0 ? told : ofEach));
}

const amyloidosis = ({ facts }: Basis): Criterion => test(facts.amyloidosis, (entries) => entries.length > 0);

/** C-2. */
function smolderingMyeloma(basis: Basis): Criterion {
  const burden = any(basis.marrow10, serumAtLeast3(basis), urineAtLeast500(basis));
  return all(burden, not(basis.event), not(amyloidosis(basis)));
}

/** C-3; amyloidosis or Bence Jones protein of 500 mg on record make it something else. */
function mgusOf(basis: Basis): boolean {
  const mgus = all(not(serumAtLeast3(basis)), not(basis.marrow10), not(basis.event));
  return mgus.status === 'met' && urineAtLeast500(basis).status !== 'met' && amyloidosis(basis).status !== 'met';
}

interface Decisive extends Basis {
  readonly gate: Criterion;
  readonly smoldering: Criterion;
}

function classify(basis: Decisive): Classification {
  if (isFree(basis.facts)) return 'no-evidence';
  const { gate, event, plasmacytoma, marrow10 } = basis;
  // C-4: a plasmacytoma with 10 % of clonal plasma cells is active myeloma, whatever else there is.
  const active = any(all(gate, event), all(plasmacytoma, marrow10)).status;
  if (active === 'met') return 'active-myeloma';
  if (active === 'unknown') return 'indeterminate';
  if (all(plasmacytoma, not(marrow10)).status === 'met') return 'solitary-plasmacytoma';
  if (basis.smoldering.status === 'met') return 'smoldering-myeloma';
  return mgusOf(basis) ? 'mgus' : 'indeterminate';
}

/**
 * Nothing in the chart points to a plasma-cell disorder: none recorded, none treated, no finding of one. There is
 * nothing to classify then, and no event has to be looked for.
 */
export const isFree = perPatient((facts: DiagnosisInput): boolean => {
  if (!facts.recordedDiagnosis.known || facts.recordedDiagnosis.value !== null) return false;
  const period = untreatedPeriod(facts);
  if (isTreated(period)) return false;
  const { bone, mriLesions } = boneEvents(facts, period);
  const clonal = [marrowAtLeast(10, facts, period), holds(facts.plasmacytomaProven)];
  return any(...clonal, bone, mriLesions, signsInProteins(facts)).status !== 'met';
});
