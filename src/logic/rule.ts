import type { Evidence, FactName, Missing, PatientFacts } from './facts.ts';
import type { Score } from './score.ts';
import type { Thresholds } from './thresholds.ts';

export type Hook = 'patient-view' | 'order-select' | 'order-sign';
export type Indicator = 'info' | 'warning' | 'critical';
export type Category = '1' | '2A' | '2B' | '3';

/** Where a statement stands in the guideline or, for a number from elsewhere, in its source. */
export interface Citation {
  /** `MYEL-I` and the like; `none` for what is not a statement of the guideline. */
  readonly page: string;
  readonly specIds: readonly string[];
  readonly label: string;
}

/** A value that a card's words may show; numbers are rounded by the renderer, text is escaped. */
export type Shown = number | string | boolean;

/** A test, an image or another service, by its code. */
export interface Service {
  readonly category: 'laboratory' | 'imaging' | 'procedure';
  readonly system: 'loinc' | 'snomed';
  readonly code: string;
  readonly display: string;
  /** What the order says in words, where the code can't say it all. */
  readonly text?: string;
}

/**
 * An order that a card may offer, in clinical terms; the hooks turn it into a FHIR resource. `draft` is the reference
 * of an order in hand: `replace-dose` changes drug strength and dose, `change-dosage` only how it is given.
 */
export type SuggestedOrder =
  | { readonly kind: 'medication'; readonly item: string; readonly product: Product; readonly category: Category }
  | { readonly kind: 'service'; readonly item: string; readonly service: Service }
  | { readonly kind: 'replace-dose'; readonly item: string; readonly draft: string; readonly product: Product }
  | { readonly kind: 'change-dosage'; readonly item: string; readonly draft: string; readonly dosage: DosageChange }
  | { readonly kind: 'delete'; readonly item: string; readonly draft: string };

export type Route = 'oral' | 'subcutaneous' | 'intravenous';

/** What `change-dosage` changes; the rest of the draft stays. */
export interface DosageChange {
  readonly route?: Route;
  readonly frequency?: number;
  readonly period?: number;
  readonly periodUnit?: 'd' | 'h' | 'wk';
  readonly instruction: string;
}

/** A drug with strength, dose and rhythm, enough to write an order that a pharmacist can accept. */
export interface Product {
  readonly ingredient: string;
  readonly rxnorm: string;
  readonly display: string;
  readonly perDose: { readonly value: number; readonly unit: string } | null;
  readonly route: Route;
  readonly frequency: number;
  readonly period: number;
  readonly periodUnit: 'd' | 'h' | 'wk' | 'mo';
  readonly instruction: string;
}

/** What a page says, in keys: `cards/` speaks to people. */
export interface Advice<A extends string> {
  readonly advice: A;
  readonly indicator: Indicator;
  /** Instead of the rule's: what stands open before an order is headed otherwise than what stands open under a therapy. */
  readonly group?: string;
  readonly category?: Category;
  readonly show: Readonly<Record<string, Shown>>;
  readonly evidence: readonly Evidence[];
  readonly missing: readonly Missing[];
  /** Sentences that hold for this patient only, by key. */
  readonly notes?: readonly Note[];
  readonly scores?: Readonly<Record<string, Score>>;
  readonly suggestions?: readonly SuggestedOrder[];
}

/** A sentence by key, with the values that it shows. */
export interface Note {
  readonly key: string;
  readonly show?: Readonly<Record<string, Shown>>;
}

/** The facts that a page declared; the date is there for all. */
export type View<F extends FactName> = Pick<PatientFacts, F | 'asOf'>;

/** A page of the guideline: data and one function. It sees the facts that it declared, and nothing else. */
export interface Rule<F extends FactName = FactName, A extends string = string> {
  readonly id: string;
  /** Path of its words under `cards/`, the same as its own under `src/logic`. */
  readonly words: string;
  readonly topic: string;
  /** Findings of one group that come together share a card: several things missing for one order. */
  readonly group?: string;
  /** Its suggestions don't exclude each other, whatever the client's cards do elsewhere: several tests to order. */
  readonly suggestsSeveral?: true;
  readonly cites: readonly [Citation, ...Citation[]];
  readonly hooks: readonly Hook[];
  readonly reads: readonly F[];
  /** Advice keys: `cards/` must have each of them, in both languages. */
  readonly advises: readonly A[];
  /** Keys of the patient-specific sentences, as `advises`. */
  readonly notes: readonly string[];
  /** Item names of the suggestions, as `advises`. */
  readonly suggests: readonly string[];
  decide(facts: View<F>, context: DecisionContext): Advice<NoInfer<A>> | readonly Advice<NoInfer<A>>[] | null;
}

export interface DecisionContext {
  readonly hook: Hook;
  readonly thresholds: Thresholds;
}

/** A finding: advice together with the page that gave it. `broken` is a bug, shown as one neutral line. */
export type Finding =
  | ({ readonly kind: 'advice'; readonly rule: Rule } & Advice<string>)
  | { readonly kind: 'broken'; readonly rule: Rule; readonly cause: unknown };

/** Types the page's declarations against its function; adds nothing at run time. */
export function defineRule<F extends FactName, A extends string>(rule: Rule<F, A>): Rule<F, A> {
  return rule;
}
