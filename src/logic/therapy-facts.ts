import type { DoseUnit } from './dose.ts';
import type { DrugForm, Ingredient, Route } from './drugs.ts';
import type { Fact } from './facts.ts';
import type { Interval } from './interval.ts';

/** What the chart tells about therapy over time: courses of drugs, progressions, recorded lines and vaccinations. */
export interface TherapyFacts {
  /**
   * Every course of a drug that some page speaks of, oldest first. `missing` names what the chart wasn't asked for:
   * then there may be more courses than these.
   */
  readonly courses: Fact<readonly Course[]>;
  /** Progressions that the chart records; none says only that none is recorded. */
  readonly progressions: Fact<readonly DiseaseEvent[]>;
  /** Days on which the chart records a response or a stable disease. */
  readonly diseaseControls: Fact<readonly DiseaseEvent[]>;
  /** Drugs that the chart itself calls refractory. */
  readonly recordedRefractory: Fact<readonly RecordedRefractory[]>;
  /** Lines of therapy as the chart numbers them. */
  readonly recordedLines: Fact<readonly RecordedLine[]>;
  readonly vaccinations: Fact<readonly Vaccination[]>;
}

export type TherapyName = keyof TherapyFacts;

export type CourseStatus = 'active' | 'completed' | 'stopped' | 'unknown';
export type CourseSource = 'order' | 'statement' | 'administration' | 'dispense' | 'procedure';

/** One drug over a stretch of time, put together from every entry of the chart that speaks of it. */
export interface Course {
  readonly ingredient: Ingredient;
  /** The first day; may be partial. Null: undated. */
  readonly from: string | null;
  /** The last day. Null while it goes on (status `active`), or when the end isn't told. */
  readonly to: string | null;
  /** The last day on which the chart proves the drug was taken or ordered; never after today. */
  readonly lastSeen: string | null;
  readonly status: CourseStatus;
  /** Recorded reason of an end. */
  readonly stoppedFor: 'progression' | 'toxicity' | null;
  /** One dose, as the newest entry that states one has it. */
  readonly dose: Fact<GivenDose>;
  readonly route: Route | null;
  readonly form: DrugForm | null;
  /** Days on which a dose is known to have been given, each once. */
  readonly given: readonly string[];
  readonly references: readonly string[];
  readonly sources: readonly CourseSource[];
}

/** One administration; the unit says what `perDose` counts. */
export interface GivenDose {
  readonly unit: DoseUnit | 'mg/m2' | 'mg/kg';
  readonly perDose: Interval<string>;
}

/** A dated statement about the disease. */
export interface DiseaseEvent {
  /** Null: recorded without a day. */
  readonly date: string | null;
  readonly reference: string;
}

export interface RecordedRefractory {
  readonly ingredient: Ingredient;
  readonly reference: string;
}

export interface RecordedLine {
  /** 1 for the first line. */
  readonly line: number;
  readonly date: string | null;
  readonly reference: string;
}

export type Vaccine =
  | 'hepatitis-b-vaccine'
  | 'live-zoster-vaccine'
  | 'zoster-vaccine'
  | 'pneumococcal-conjugate-vaccine'
  | 'pneumococcal-conjugate-vaccine-20'
  | 'pneumococcal-polysaccharide-vaccine'
  | 'pneumococcal-vaccine';

export interface Vaccination {
  readonly vaccine: Vaccine;
  readonly date: string | null;
  readonly reference: string;
}
