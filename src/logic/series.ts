import type { Evidence, Fact, Measured } from './facts.ts';

/** One result of a series. */
export interface Point<U extends string> extends Measured<U> {
  /** The result; two of the same time that differ stand side by side, and the interval holds both. */
  readonly evidence: readonly Evidence[];
  /** Looked for and not found: zero, without a number behind it. */
  readonly notDetected?: true;
}

/** Every usable result of a kind, oldest first. Known means that there is at least one. */
export type Series<U extends string> = Fact<readonly Point<U>[]>;
