import type { Evidence, Fact } from './facts.ts';

/** What a test that isn't a number said. `indeterminate`: the laboratory couldn't tell, or its words contradict. */
export type Result = 'positive' | 'negative' | 'indeterminate';

/** One answer of a qualitative test. */
export interface Outcome {
  readonly result: Result;
  readonly date: string;
  readonly evidence: readonly Evidence[];
}

/** Every usable answer of a kind, oldest first. Known means that there is at least one. */
export type Outcomes = Fact<readonly Outcome[]>;
