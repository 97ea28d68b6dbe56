import { known, unknown } from '../logic/facts.ts';
import type { OutcomeName } from '../logic/outcome-facts.ts';
import type { Outcome, Outcomes, Result } from '../logic/outcome.ts';
import { flagsOf } from './answers.ts';
import { referenceOf, type ChartIndex, type Dated } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import type { AnyResource } from './json.ts';
import { hasOwnValue } from './measurements.ts';
import { mProteinSeen } from './m-protein-words.ts';
import { absence, byMoment, usableOf } from './observations.ts';
import { answerOf } from './qualitative.ts';
import { limitsIn, limitsOf } from './reference-range.ts';
import { wordsOf } from './result-words.ts';
import { ucumOf } from './units.ts';
import { readAhead, writtenValue } from './written-value.ts';

/** Tests whose answer is yes or no, each a series, oldest first. A number alone never makes one positive. */

interface OutcomeSpec {
  readonly concept: Concept;
  /** How its words are read. */
  readonly words: (text: string) => Result | undefined;
  /** What the flags for "too high" and "normal" mean, where the number is an amount of what is looked for. */
  readonly highIsPositive?: true;
}

/** `NR` and `R` are what laboratories write for (non-)reactive in these tests, and only there. */
function serologyWords(text: string): Result | undefined {
  const word = text.length < 4 ? text.trim().toUpperCase() : '';
  if (word === 'NR') return 'negative';
  return word === 'R' ? 'positive' : wordsOf(text);
}

const PATTERN = { words: mProteinSeen } as const;
const SEROLOGY = { words: serologyWords, highIsPositive: true } as const;

export const OUTCOMES: { readonly [N in OutcomeName]: OutcomeSpec } = {
  serumImmunofixation: { concept: 'serum-immunofixation', ...PATTERN },
  serumImmunofixationKappa: { concept: 'serum-immunofixation-kappa', ...PATTERN },
  serumImmunofixationLambda: { concept: 'serum-immunofixation-lambda', ...PATTERN },
  urineImmunofixation: { concept: 'urine-immunofixation', ...PATTERN },
  serumElectrophoresis: { concept: 'serum-protein-electrophoresis', ...PATTERN },
  urineElectrophoresis: { concept: 'urine-protein-electrophoresis', ...PATTERN },
  serumMProteinPresence: { concept: 'serum-m-protein-presence', ...PATTERN },
  benceJonesPresence: { concept: 'bence-jones-protein', ...PATTERN },
  hepatitisBSurfaceAntigen: { concept: 'hepatitis-b-surface-antigen', ...SEROLOGY },
  hepatitisBCoreAntibody: { concept: 'hepatitis-b-core-antibody', ...SEROLOGY },
  hepatitisBDna: { concept: 'hepatitis-b-dna', ...SEROLOGY },
  hepatitisCAntibody: { concept: 'hepatitis-c-antibody', ...SEROLOGY },
  hivTest: { concept: 'hiv-test', ...SEROLOGY },
  antiMagAntibody: { concept: 'anti-mag-antibody', ...SEROLOGY },
  circulatingPlasmaCellsOnSmear: { concept: 'circulating-plasma-cells-smear', words: wordsOf },
};

export const OUTCOME_NAMES = Object.keys(OUTCOMES) as readonly OutcomeName[];

/** Every answer of a kind; answers of the very same moment that differ make one that can't tell. */
export function readOutcomes(index: ChartIndex, name: OutcomeName): Outcomes {
  const spec = OUTCOMES[name];
  const results = usableOf(index, spec).filter(({ resource }) => hasOwnValue(resource));
  readAhead(results);
  const outcomes = byMoment(results).flatMap((together) => outcomeOf(index, spec, together) ?? []);
  if (outcomes.length > 0) {
    return known(
      outcomes,
      outcomes.flatMap(({ evidence }) => evidence),
    );
  }
  const last = results.reduce<Dated | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);
  if (last) return unknown([{ concept: spec.concept, because: 'unreadable', date: last.date }]);
  return unknown([{ concept: spec.concept, because: absence(index, 'observations') }]);
}

function outcomeOf(index: ChartIndex, spec: OutcomeSpec, together: readonly [Dated, ...Dated[]]): Outcome | undefined {
  const [{ date }] = together;
  const read = together.flatMap((dated) => {
    const result = resultOf(index, spec, dated);
    return result === undefined ? [] : [{ result, reference: referenceOf(dated.resource) }];
  });
  const [first] = read;
  if (!first) return undefined;
  const differ = read.some(({ result }) => result !== first.result);
  const evidence = [...read]
    .sort((a, b) => a.reference.localeCompare(b.reference))
    .map(({ result, reference }) => ({ concept: spec.concept, value: result, date, reference, stale: false }));
  if (!differ) return { result: first.result, date, evidence };
  for (const { reference } of evidence)
    index.quality.add(reference, 'conflicting-values', `${spec.concept}: two results of the same time differ`);
  return { result: 'indeterminate', date, evidence };
}

function resultOf(index: ChartIndex, spec: OutcomeSpec, dated: Dated): Result | undefined {
  const { resource } = dated;
  const written = writtenValue(dated);
  const refusal = typeof written === 'object' && 'issue' in written ? written : undefined;
  const told =
    refusal?.issue === 'value-absent'
      ? undefined
      : (answerOf(resource, spec.words) ?? (spec.highIsPositive && (byFlag(resource) ?? byLimits(dated))));
  if (told !== undefined) return told;
  const because = refusal ? NO_ANSWER : NO_INTERPRETATION;
  const { issue, detail } = refusal?.issue === 'value-absent' ? refusal : because;
  index.quality.add(referenceOf(resource), issue, `${spec.concept}: ${detail}`);
  return undefined;
}

const NO_ANSWER = { issue: 'unparsable', detail: 'no answer that can be read' } as const;
const NO_INTERPRETATION = {
  issue: 'interpretation-missing',
  detail: 'a number without an interpretation or a limit to judge it by',
} as const;

/** Too high or abnormal is positive, normal is negative: the laboratory's own judgement of its number. */
function byFlag(resource: AnyResource): Result | undefined {
  const flags = flagsOf(resource);
  const high = flags.some((flag) => ['H', 'HH', 'HU', 'A', 'AA'].includes(flag));
  const normal = flags.includes('N');
  if (high && normal) return 'indeterminate';
  return high ? 'positive' : normal ? 'negative' : undefined;
}

/** A number above the laboratory's upper limit is positive, one that can't reach it negative. */
function byLimits(dated: Dated): Result | undefined {
  const written = writtenValue(dated);
  const limits = limitsOf(dated.resource);
  if (typeof written === 'string' || !('interval' in written) || !limits) return undefined;
  const unit = ucumOf(written.units[0] ?? '{ratio}');
  const high = limitsIn(limits, unit, { unit })?.high;
  if (high === undefined) return undefined;
  const { interval } = written;
  if (interval.low > high || (interval.low === high && interval.lowOpen)) return 'positive';
  return interval.high < high || (interval.high === high && !interval.lowOpen) ? 'negative' : undefined;
}
