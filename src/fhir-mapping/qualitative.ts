import type { Result } from '../logic/outcome.ts';
import { answersOf, flagsOf } from './answers.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { wordsOf } from './result-words.ts';

/** The answer of a result that isn't a number, from its code, its words and its flag. */

const FLAGS: Readonly<Record<string, Result>> = {
  POS: 'positive',
  DET: 'positive',
  RR: 'positive',
  WR: 'positive',
  NEG: 'negative',
  ND: 'negative',
  NR: 'negative',
  IND: 'indeterminate',
  E: 'indeterminate',
};

/** What the flags say, `conflicting` when they contradict each other. */
export const flaggedResult = (resource: AnyResource): Result | undefined =>
  agreed(flagsOf(resource).flatMap((flag) => (Object.hasOwn(FLAGS, flag) ? (FLAGS[flag] ?? []) : [])));

/** The texts of a value: the string, or the concept's own text and displays. */
export function textsOf(resource: AnyResource): readonly string[] {
  const codeable = objectAt(resource, 'valueCodeableConcept');
  const displays = listAt(codeable, 'coding').map((coding) => textAt(coding, 'display'));
  return [textAt(resource, 'valueString'), textAt(codeable, 'text'), ...displays].filter((text) => text !== undefined);
}

/** Reads the answer with the given reader of words; sources that contradict each other can't tell. */
export function answerOf(
  resource: AnyResource,
  read: (text: string) => Result | undefined = wordsOf,
): Result | undefined {
  const yes = resource['valueBoolean'];
  const flagged = flaggedResult(resource);
  return agreed([
    ...(typeof yes === 'boolean' ? [yes ? ('positive' as const) : ('negative' as const)] : []),
    ...answersOf(objectAt(resource, 'valueCodeableConcept')),
    ...textsOf(resource).flatMap((text) => read(text) ?? []),
    ...(flagged ? [flagged] : []),
  ]);
}

function agreed(results: readonly Result[]): Result | undefined {
  return new Set(results).size > 1 ? 'indeterminate' : results[0];
}
