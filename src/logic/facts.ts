import type { Administration } from './administration.ts';
import type { DiagnosisFacts } from './diagnosis-facts.ts';
import type { DiseaseFacts } from './disease-facts.ts';
import type { Dose, ScaledDose } from './dose.ts';
import type { DrugForm, Ingredient, Route } from './drugs.ts';
import type { HistoryFacts } from './history-facts.ts';
import type { Interval } from './interval.ts';
import type { LaboratoryFacts } from './laboratory-facts.ts';
import type { OutcomeFacts } from './outcome-facts.ts';
import type { TherapyFacts } from './therapy-facts.ts';
import type { Quantity } from './units.ts';
import type { WorkupFacts } from './workup-facts.ts';

/** Why a fact isn't known. `unanswered`: the chart was never asked, or its answer was incomplete. */
export type Reason =
  'absent' | 'stale' | 'unreadable-unit' | 'unreadable' | 'conflicting' | 'unanswered' | 'imprecise' | 'unconfirmed';

/** Kinds of chart content that answer together: one prefetch key each. */
export type ChartKind =
  | 'conditions'
  | 'observations'
  | 'medications'
  | 'procedures'
  | 'allergies'
  | 'devices'
  | 'reports'
  | 'serviceRequests'
  | 'immunizations'
  | 'encounters'
  | 'administrations'
  | 'dispenses'
  | 'medicationHistory'
  | 'medicationStatements';

/** One thing that was looked at: what a card shows and `/api/evaluate` returns. */
export interface Evidence {
  readonly concept: string;
  readonly value: number | string;
  readonly comparator?: string;
  readonly unit?: string;
  readonly date?: string;
  readonly reference?: string;
  readonly stale: boolean;
  /** For an absence: how much of the chart was searched. */
  readonly searched?: { readonly kind: ChartKind; readonly entries: number };
  /** How a derived value came about, such as `cockcroft-gault`. */
  readonly method?: string;
}

/** A fact that would have been needed, and why it isn't there. */
export interface Missing {
  readonly concept: string;
  readonly because: Reason;
  /** Date of the stale or unreadable value, when there is one. */
  readonly date?: string;
}

export interface Known<T> {
  readonly known: true;
  readonly value: T;
  readonly evidence: readonly Evidence[];
  /** What would narrow a value that is known only as a range. */
  readonly missing?: readonly Missing[];
}

export interface Unknown {
  readonly known: false;
  readonly missing: readonly Missing[];
  /** Stale values: shown, dated, never decided on. */
  readonly evidence: readonly Evidence[];
}

/** A value with its provenance, or the reason why there is none. */
export type Fact<T> = Known<T> | Unknown;

/** The laboratory's limits of normal, as sent with the very result; an end that wasn't sent is left out. */
export interface ReferenceRange<U extends string> {
  readonly low?: Quantity<U>;
  readonly high?: Quantity<U>;
}

/** A laboratory value or measurement; `reported` is the same in the unit the laboratory used. */
export interface Measured<U extends string> {
  readonly interval: Interval<U>;
  readonly date: string;
  readonly range?: ReferenceRange<U>;
  readonly reported: {
    readonly unit: string;
    readonly interval: Interval<string>;
    readonly range?: ReferenceRange<string>;
  };
}

export type Sex = 'female' | 'male';

/** Race as far as the two VTE scores ask for it (disclosed, site-switchable input). */
export interface Race {
  readonly asian: boolean;
  readonly pacificIslander: boolean;
}

/** A dated entry of the chart, such as a thrombosis. */
export interface ChartEvent {
  readonly label: string;
  readonly date: string | null;
  readonly current: boolean;
  readonly reference: string;
}

/** A drug of the chart or of the order in hand, recognised by ingredient. */
export interface Drug {
  readonly ingredient: Ingredient;
  readonly label: string;
  readonly reference: string;
  readonly from: string | null;
  readonly dose: Fact<Dose>;
  /** As the order says; null when it doesn't. */
  readonly route: Route | null;
  readonly form: DrugForm | null;
  /** Only for a dose per m2 or kg: `dose` is then unknown. */
  readonly scaledDose?: ScaledDose | undefined;
  /** One dose of a bone agent whose rhythm isn't told, as of an infusion given once: `dose` is then unknown. */
  readonly singleDose?: Interval<'mg'> | undefined;
  /** Only for the drugs whose pages ask how one dose is given. */
  readonly administration?: Administration | undefined;
}

/** Everything the guideline's pages may ask about one patient. One reader each, in `fhir-mapping`. */
export interface PatientFacts
  extends LaboratoryFacts, HistoryFacts, OutcomeFacts, DiagnosisFacts, DiseaseFacts, TherapyFacts, WorkupFacts {
  readonly asOf: string;
  readonly birthDate: Fact<string>;
  readonly sex: Fact<Sex>;
  readonly race: Fact<Race>;
  readonly weight: Fact<Measured<'kg'>>;
  readonly height: Fact<Measured<'cm'>>;
  readonly reportedBmi: Fact<Measured<'kg/m2'>>;
  readonly creatinine: Fact<Measured<'mg/dL'>>;
  readonly measuredClearance: Fact<Measured<'mL/min'>>;
  readonly reportedEgfr: Fact<Measured<'mL/min/{1.73_m2}'>>;
  readonly platelets: Fact<Measured<'10*3/uL'>>;
  readonly myeloma: Fact<boolean>;
  readonly recordedDiagnosis: Fact<RecordedDiagnosis | null>;
  readonly dialysis: Fact<boolean>;
  readonly vteEvents: Fact<readonly ChartEvent[]>;
  readonly fracture: Fact<boolean>;
  readonly centralLine: Fact<boolean>;
  readonly recentSurgery: Fact<boolean>;
  readonly hit: Fact<boolean>;
  readonly activeBleeding: Fact<boolean>;
  readonly allergies: Fact<readonly Ingredient[]>;
  readonly activeDrugs: Fact<readonly Drug[]>;
  /** Drugs in the order session, whether selected just now or earlier. Empty outside the order hooks. */
  readonly plannedDrugs: readonly Drug[];
  /** The drafts that this call is about: the selections at order-select, all of them at order-sign. */
  readonly selectedDrugs: readonly Drug[];
  /** Kinds of chart content that were asked for and couldn't be had. */
  readonly unreadKinds: readonly ChartKind[];
}

export type FactName = keyof PatientFacts;

export type RecordedDiagnosis = 'active-myeloma' | 'smoldering-myeloma' | 'mgus' | 'solitary-plasmacytoma';

/** A known fact. */
export function known<T>(value: T, evidence: readonly Evidence[], missing: readonly Missing[] = []): Known<T> {
  return missing.length === 0 ? { known: true, value, evidence } : { known: true, value, evidence, missing };
}

/** An unknown fact, with what was seen but can't be decided on. */
export function unknown(missing: readonly Missing[], evidence: readonly Evidence[] = []): Unknown {
  return { known: false, missing, evidence };
}

/** What a fact lacks: why it is unknown, or what would narrow it. */
export const missingIn = (fact: Fact<unknown>): readonly Missing[] => fact.missing ?? [];
