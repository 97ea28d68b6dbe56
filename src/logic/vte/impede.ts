import { all, any, atLeast, holds, not, test, type Criterion } from '../criterion.ts';
import { bodyMassIndex } from '../derive.ts';
import { dexamethasonePerCycle } from '../dexamethasone.ts';
import { isA } from '../drugs.ts';
import type { Drug } from '../facts.ts';
import { compareAbove } from '../interval.ts';
import { onDoxorubicinOrMultiAgent, onImid, takes } from '../scopes.ts';
import { gradedItem, item, score, type Score, type ScoreItem } from '../score.ts';
import type { Thresholds } from '../thresholds.ts';
import { kgPerM2, mgPerCycle } from '../units.ts';
import { creditedProphylaxis } from './prophylaxis-in-place.ts';
import type { VteFacts } from './vte-facts.ts';

/** IMPEDE (I-1; Sanfilippo, Am J Hematol 2019;94:1176): points per item. */
const POINTS = {
  imid: 4,
  esa: 1,
  lowDexamethasone: 2,
  highDexamethasone: 4,
  chemotherapy: 3,
  centralLine: 2,
  fracture: 4,
  obesity: 1,
  priorVte: 5,
  race: -3,
  prophylaxis: -3,
  fullAnticoagulation: -4,
} as const;

/** Dexamethasone up to here is the low dose, above it the high one: mg per cycle (errata 26). */
const HIGH_DOSE = mgPerCycle(160);
const OVERWEIGHT = kgPerM2(25);

/** Where the recommendation changes sides (I-3). */
export const IMPEDE_HIGH = 4;

/** The names of the two lines that are also shown left out (I-3). */
export const RACE_ITEM = 'race';
export const PROPHYLAXIS_ITEM = 'existing-prophylaxis';

/** IMPEDE with every line, as a range under missing data. Credit goes to prophylaxis already taken, not to drafts. */
export function impede(facts: VteFacts, thresholds: Thresholds): Score {
  return score([
    item('imid', POINTS.imid, onImid(facts)),
    item('esa', POINTS.esa, takes(facts, isEsa)),
    dexamethasone(facts),
    item('doxorubicin-or-multi-agent', POINTS.chemotherapy, onDoxorubicinOrMultiAgent(facts)),
    item('central-venous-catheter', POINTS.centralLine, holds(facts.centralLine)),
    item('pelvic-hip-femur-fracture', POINTS.fracture, holds(facts.fracture)),
    item('bmi-25', POINTS.obesity, atLeast(bodyMassIndex(facts), OVERWEIGHT)),
    item(
      'prior-vte',
      POINTS.priorVte,
      test(facts.vteEvents, (events) => events.length > 0),
    ),
    ...(thresholds.raceInVteScores ? [item(RACE_ITEM, POINTS.race, asianOrPacificIslander(facts))] : []),
    existingProphylaxis(facts),
  ]);
}

const isEsa = (drug: Drug): boolean => isA(drug, 'esa');

/** Errata 29: IMPEDE counts both, SAVED Asian only. */
const asianOrPacificIslander = ({ race }: VteFacts): Criterion =>
  test(race, ({ asian, pacificIslander }) => asian || pacificIslander);

function dexamethasone(facts: VteFacts): ScoreItem {
  const exposure = dexamethasonePerCycle(facts);
  const some = test(exposure, (mg) => compareAbove(mg, mgPerCycle(0)));
  const high = test(exposure, (mg) => compareAbove(mg, HIGH_DOSE));
  return gradedItem(
    'dexamethasone',
    [
      [POINTS.highDexamethasone, high],
      [POINTS.lowDexamethasone, all(some, not(high))],
    ],
    some,
  );
}

/** Errata 30: the stronger of the two credits only; a DOAC gives none. */
function existingProphylaxis(facts: VteFacts): ScoreItem {
  const { full, prophylactic } = creditedProphylaxis(facts);
  return gradedItem(
    PROPHYLAXIS_ITEM,
    [
      [POINTS.fullAnticoagulation, full],
      [POINTS.prophylaxis, prophylactic],
    ],
    any(full, prophylactic),
  );
}
