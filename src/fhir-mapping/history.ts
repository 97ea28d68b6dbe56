import type { HistoryName } from '../logic/history-facts.ts';
import { events, type PresenceSpec } from './presence.ts';
import type { ChartIndex } from './chart-index.ts';

/** One line per kind of entry: under which concepts the chart may hold it. */

type Line = Pick<PresenceSpec, 'concept' | 'codes'>;

const line = (concept: Line['codes'][number], ...more: Line['codes']): Line => ({ concept, codes: [concept, ...more] });

const CONDITIONS = {
  amyloidosis: line('amyloidosis', 'al-amyloidosis'),
  poemsSyndrome: line('poems-syndrome'),
  waldenstrom: line('waldenstrom-macroglobulinemia'),
  castlemanDisease: line('castleman-disease'),
  immunoglobulinDeposition: line('monoclonal-immunoglobulin-deposition'),
  hyperviscosity: line('hyperviscosity'),
  peripheralNeuropathy: line('peripheral-neuropathy'),
  heartFailure: line('heart-failure'),
  hepatitisB: line('hepatitis-b'),
  hivInfection: line('hiv-infection'),
  osteonecrosisOfJaw: line('osteonecrosis-of-jaw'),
  spinalCordCompression: line('spinal-cord-compression'),
  pathologicFracture: line('pathologic-fracture'),
  acuteKidneyInjury: line('acute-kidney-injury'),
  chronicKidneyDisease: line('chronic-kidney-disease', 'end-stage-renal-disease'),
  diabetes: line('diabetes'),
} as const satisfies Partial<Record<HistoryName, Line>>;

const PROCEDURES = {
  autologousTransplants: line('autologous-transplant'),
  allogeneicTransplants: line('allogeneic-transplant'),
  unspecifiedTransplants: line('stem-cell-transplant', 'transplant-status'),
  stemCellCollections: line('stem-cell-collection'),
  radiotherapy: line('radiotherapy', 'radiotherapy-status'),
  plasmapheresis: line('plasmapheresis'),
  marrowExaminations: line('marrow-examination'),
} as const satisfies Partial<Record<HistoryName, Line>>;

type Specs = { readonly [N in HistoryName]: PresenceSpec };

/** What each entry is looked for in; the problem list may carry a procedure as a status code. */
export const HISTORY: Specs = {
  ...specs(CONDITIONS, { kinds: ['conditions'], when: 'ever' }),
  ...specs(PROCEDURES, { kinds: ['procedures'], alsoFrom: ['conditions'], when: 'ever' }),
};

function specs<N extends string>(
  lines: Readonly<Record<N, Line>>,
  where: Pick<PresenceSpec, 'kinds' | 'alsoFrom' | 'when'>,
): Record<N, PresenceSpec> {
  const entries = (Object.keys(lines) as N[]).map((name) => [name, { ...lines[name], ...where }] as const);
  return Object.fromEntries(entries) as Record<N, PresenceSpec>;
}

export const HISTORY_NAMES = Object.keys(HISTORY) as readonly HistoryName[];

export const readHistory = (index: ChartIndex, name: HistoryName) => events(index, HISTORY[name], []);
