import { ageAt } from '../derive.ts';
import { atLeast, test, type Criterion } from '../criterion.ts';
import type { Fact, PatientFacts } from '../facts.ts';
import { compareAtLeast } from '../interval.ts';
import { asFact } from '../series.ts';
import { gramsPerDl, years } from '../units.ts';
import type { WorkupItem } from './items.ts';
import { isUnconfirmed } from './scope.ts';

/** W-2 and W-3: items that belong to the work-up only where their circumstance holds. */

export type CircumstanceFacts = Pick<
  PatientFacts,
  | 'asOf'
  | 'birthDate'
  | 'imaging'
  | 'hyperviscosity'
  | 'serumMProtein'
  | 'plannedProcedures'
  | 'frailty'
  | 'solitaryPlasmacytoma'
  | 'extramedullaryPlasmacytoma'
  | 'plasmacytomas'
  | 'plasmacytomaProven'
>;

/** W-3. */
const OLDER_YEARS = 65;
/** MYEL-1 says "high" without a number; 5 g/dL is where viscosity is commonly asked for. The card prints it. */
export const HIGH_M_PROTEIN = 5;

/** The items whose circumstance is met; an unknown circumstance asks for nothing. */
export function circumstances(facts: CircumstanceFacts): readonly WorkupItem[] {
  return ROWS.filter(({ holds }) => holds(facts)).map(({ item }) => item);
}

interface Row {
  readonly item: WorkupItem;
  readonly holds: (facts: CircumstanceFacts) => boolean;
}

const isThere = (fact: Fact<readonly unknown[]>): boolean => fact.known && fact.value.length > 0;
const isThereOrSuspected = (fact: Fact<readonly unknown[]>): boolean => isThere(fact) || isUnconfirmed(fact);
const isMet = ({ status }: Criterion): boolean => status === 'met';

const ROWS: readonly Row[] = [
  {
    item: { item: 'whole-body-mri', tests: ['whole-body-mri'] },
    holds: ({ imaging }) => isMet(cleanByCt(imaging)),
  },
  {
    item: { item: 'plasmacytoma-biopsy', tests: ['plasmacytoma-biopsy'] },
    holds: ({ plasmacytomaProven, plasmacytomas, solitaryPlasmacytoma, extramedullaryPlasmacytoma }) =>
      !(plasmacytomaProven.known && plasmacytomaProven.value) &&
      (isThere(plasmacytomas) || [solitaryPlasmacytoma, extramedullaryPlasmacytoma].some(isThereOrSuspected)),
  },
  {
    item: { item: 'serum-viscosity', tests: ['serum-viscosity'] },
    holds: ({ hyperviscosity, serumMProtein }) =>
      isThereOrSuspected(hyperviscosity) || isMet(highMProtein(serumMProtein)),
  },
  {
    item: { item: 'hla-typing', tests: ['hla-typing'] },
    holds: ({ plannedProcedures }) =>
      plannedProcedures.known && plannedProcedures.value.some(({ procedure }) => procedure === 'allogeneicTransplants'),
  },
  {
    item: { item: 'frailty-assessment', tests: ['frailty-assessment'] },
    holds: ({ birthDate, asOf, frailty }) =>
      !frailty.known && isMet(test(ageAt(birthDate, asOf), (age) => compareAtLeast(age, years(OLDER_YEARS)))),
  },
];

/** IM-2: the newest CT or PET/CT of the whole body shows no bone disease. */
function cleanByCt(imaging: PatientFacts['imaging']): Criterion {
  const studies = imaging.known ? imaging.value : [];
  const newest = studies.filter(({ modality }) => modality === 'whole-body-ct' || modality === 'pet-ct').at(-1);
  const clean: Fact<boolean> = newest?.cleanSkeleton ?? { known: false, missing: [], evidence: [] };
  return test(clean, (value) => value);
}

function highMProtein(series: PatientFacts['serumMProtein']): Criterion {
  const newest = series.known ? series.value.at(-1) : undefined;
  if (!newest) return { status: 'unknown', evidence: [], missing: [] };
  return atLeast(asFact(newest), gramsPerDl(HIGH_M_PROTEIN));
}
