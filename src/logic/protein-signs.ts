import { any, test, type Criterion } from './criterion.ts';
import type { PatientFacts } from './facts.ts';
import { compareAbove } from './interval.ts';
import { flcAssessments, isNormalRatio } from './light-chains.ts';
import type { Series } from './series.ts';
import type { Quantity } from './units.ts';

/** Whether blood or urine ever showed a monoclonal protein. */

export const PROTEIN_READS = [
  'serumMProtein',
  'urineMProtein',
  'benceJonesProtein',
  'serumImmunofixation',
  'urineImmunofixation',
] as const;

type ProteinFacts = Pick<PatientFacts, (typeof PROTEIN_READS)[number] | 'freeKappa' | 'freeLambda' | 'flcRatio'>;

/** A monoclonal protein by amount or immunofixation, or a free light chain ratio outside normal, at any time. */
export const signsInProteins = (facts: ProteinFacts): Criterion => any(mProteinFound(facts), abnormalRatio(facts));

function mProteinFound(facts: ProteinFacts): Criterion {
  const amounts = [present(facts.serumMProtein), present(facts.urineMProtein), present(facts.benceJonesProtein)];
  const fixations = [facts.serumImmunofixation, facts.urineImmunofixation].map((outcomes) =>
    test(outcomes, (answers) => answers.some(({ result }) => result === 'positive')),
  );
  return any(...amounts, ...fixations);
}

const present = <U extends string>(series: Series<U>): Criterion =>
  test(series, (points) => points.some(({ interval }) => compareAbove(interval, 0 as Quantity<U>) === true));

function abnormalRatio({ freeKappa, freeLambda, flcRatio }: ProteinFacts): Criterion {
  const days = flcAssessments(freeKappa, freeLambda, flcRatio);
  return any(...days.map(({ ratio }) => test(ratio, ({ interval }) => isNormalRatio(interval) === false)));
}
