import type { DiseaseFacts, DiseaseName } from '../../logic/disease-facts.ts';
import type { ChartKind } from '../../logic/facts.ts';
import type { ChartIndex } from '../chart-index.ts';
import { readCytogenetics } from './cytogenetics.ts';
import { readImaging, readLyticLesions } from './imaging.ts';
import { readMarrow } from './marrow.ts';
import { readPlasmacytomaProven, readPlasmacytomas } from './plasmacytomas.ts';

/** One reader per fact about the disease, with the prefetch keys that feed it. */
type DiseaseReaders = {
  readonly [N in DiseaseName]: {
    readonly from: readonly ChartKind[];
    readonly read: (index: ChartIndex, thresholds: unknown, facts: DiseaseFacts) => DiseaseFacts[N];
  };
};

const RESULTS = ['observations', 'reports'] as const;

export const DISEASE_READERS: DiseaseReaders = {
  cytogenetics: { from: RESULTS, read: readCytogenetics },
  imaging: { from: [...RESULTS, 'procedures'], read: readImaging },
  lyticLesions: {
    from: [...RESULTS, 'procedures', 'conditions'],
    read: (index, _, { imaging }) => readLyticLesions(index, imaging),
  },
  plasmacytomas: { from: RESULTS, read: readPlasmacytomas },
  plasmacytomaProven: {
    from: [...RESULTS, 'procedures', 'conditions'],
    read: (index, _, { imaging }) => readPlasmacytomaProven(index, imaging),
  },
  marrow: { from: RESULTS, read: readMarrow },
};
