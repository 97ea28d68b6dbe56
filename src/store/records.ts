/** What is kept: no patient data, no free text but comments, and those only where the site asks for them. */

/** A fact that a finding rested on, as keyed hashes: of the resource it came from, and of all that it said. */
export interface FactHash {
  readonly concept: string;
  /** Null for what has no resource of its own, such as an absence. */
  readonly reference: string | null;
  readonly content: string;
}

/** One finding of a call, shown or silent. */
export interface FindingRecord {
  readonly rule: string;
  /** Of the guideline. */
  readonly page: string;
  readonly advice: string;
  readonly indicator: string;
  /** `pilot`: shown, to who takes part. `suppressed`: not shown again, as it was answered. */
  readonly state: 'on' | 'pilot' | 'silent' | 'suppressed';
  /** It named data that was missing. */
  readonly unknown: boolean;
  /** The card that showed it; null for a silent one. */
  readonly card: string | null;
  /** Its own suggestions on that card. */
  readonly suggestions: readonly string[];
  /** Keyed hashes by which it is known again, where its rule opted in to suppression. */
  readonly recognition: { readonly key: string; readonly material: string } | null;
  readonly facts: readonly FactHash[];
}

/** One call of a service whose pages were run. */
export interface CallRecord {
  readonly kind: 'call';
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly service: string;
  /** The client by its name (`clientName`), or `unlisted`. */
  readonly client: string;
  readonly hookInstance: string;
  /** A keyed hash. */
  readonly patient: string;
  /** Who was shown it, a keyed hash. */
  readonly user: string;
  readonly ruleVersion: string;
  readonly guidelineVersion: string;
  /** Of everything that advice comes from, and of the settings in force. */
  readonly knowledgeDigest: string;
  readonly configDigest: string;
  /** From the parsed request to the cards. */
  readonly latencyMs: number;
  /** Ids of the rules that were run. */
  readonly evaluated: readonly string[];
  readonly findings: readonly FindingRecord[];
}

export type Outcome = 'accepted' | 'overridden';

/** One entry of a feedback message. */
export interface FeedbackRecord {
  readonly kind: 'feedback';
  /** The same for a repeat of the same entry. */
  readonly id: string;
  readonly receivedAt: number;
  /** Who sent it, where tokens are checked; null otherwise. */
  readonly client: string | null;
  readonly service: string;
  readonly card: string;
  readonly outcome: Outcome;
  readonly outcomeAt: number;
  /** A code of ours, `unlisted` for a code that nobody mapped, null without a reason. */
  readonly reason: string | null;
  readonly acceptedSuggestions: readonly string[];
  /** Free text, only where the settings keep it. */
  readonly comment: string | null;
}

export type StoredRecord = CallRecord | FeedbackRecord;

/** The client of a call that no listed EHR made. */
export const UNLISTED = 'unlisted';
