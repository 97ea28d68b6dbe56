import type { Fact } from './facts.ts';
import type { MProteinType } from './light-chains.ts';
import type { Outcomes } from './outcome.ts';

/** Qualitative tests that the pages read. A line here asks for one in `fhir-mapping/outcomes.ts`. */
export type OutcomeName =
  | 'serumImmunofixation'
  | 'serumImmunofixationKappa'
  | 'serumImmunofixationLambda'
  | 'urineImmunofixation'
  | 'serumElectrophoresis'
  | 'urineElectrophoresis'
  | 'serumMProteinPresence'
  | 'benceJonesPresence'
  | 'hepatitisBSurfaceAntigen'
  | 'hepatitisBCoreAntibody'
  | 'hepatitisBDna'
  | 'hepatitisCAntibody'
  | 'hivTest'
  | 'antiMagAntibody'
  | 'circulatingPlasmaCellsOnSmear';

export type OutcomeFacts = { readonly [N in OutcomeName]: Outcomes } & {
  /** Heavy and light chain of the M-protein, where the chart states them without contradiction. */
  readonly mProteinType: Fact<MProteinType>;
};
