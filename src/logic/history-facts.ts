import type { ChartEvent, Fact } from './facts.ts';

/**
 * What the problem list and the procedures tell, by name: entries past and present, none when the chart was asked and
 * has none. A line here asks for one in `fhir-mapping/history.ts`.
 */
export type HistoryName =
  | 'amyloidosis'
  | 'poemsSyndrome'
  | 'waldenstrom'
  | 'castlemanDisease'
  | 'immunoglobulinDeposition'
  | 'hyperviscosity'
  | 'peripheralNeuropathy'
  | 'heartFailure'
  | 'hepatitisB'
  | 'hivInfection'
  | 'osteonecrosisOfJaw'
  | 'spinalCordCompression'
  | 'pathologicFracture'
  | 'acuteKidneyInjury'
  | 'chronicKidneyDisease'
  | 'diabetes'
  | 'autologousTransplants'
  | 'allogeneicTransplants'
  | 'unspecifiedTransplants'
  | 'stemCellCollections'
  | 'radiotherapy'
  | 'plasmapheresis'
  | 'marrowExaminations';

export type HistoryFacts = { readonly [N in HistoryName]: Fact<readonly ChartEvent[]> };
