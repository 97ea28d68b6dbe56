import type { ChartKind, PatientFacts } from '../logic/facts.ts';
import type { WorkupName } from '../logic/workup-facts.ts';
import type { ChartIndex } from './chart-index.ts';
import { readPlannedImaging } from './planned-imaging.ts';
import { readWorkupTests } from './workup.ts';

/** The readers of work-up and imaging orders. */
export const WORKUP_READERS: {
  readonly [N in WorkupName]: {
    readonly from: readonly ChartKind[];
    readonly read: (index: ChartIndex) => PatientFacts[N];
  };
} = {
  workupTests: { from: ['observations', 'reports', 'procedures', 'serviceRequests'], read: readWorkupTests },
  plannedImaging: { from: [], read: readPlannedImaging },
};
