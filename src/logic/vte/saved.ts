import { all, holds, not, test, type Criterion } from '../criterion.ts';
import { ageAt } from '../derive.ts';
import { dexamethasonePerCycle } from '../dexamethasone.ts';
import { compareAbove, compareAtLeast } from '../interval.ts';
import { onImid } from '../scopes.ts';
import { gradedItem, item, score, type Score, type ScoreItem } from '../score.ts';
import type { Thresholds } from '../thresholds.ts';
import { mgPerCycle, years } from '../units.ts';
import { RACE_ITEM } from './impede.ts';
import type { VteFacts } from './vte-facts.ts';

/** SAVED (I-2; Li, J Natl Compr Canc Netw 2019;17:840): points per item. */
const POINTS = { surgery: 2, race: -3, priorVte: 3, age: 1, standardDexamethasone: 1, highDexamethasone: 2 } as const;

/** Errata 27: below 120 mg per cycle 0, to 160 +1, above +2. */
const STANDARD_DOSE = mgPerCycle(120);
const HIGH_DOSE = mgPerCycle(160);
const OLD_AGE = years(80);

export const SAVED_HIGH = 2;

/** SAVED, and whether it applies at all: only with an IMiD planned or active (errata 31). */
export interface SavedScore extends Score {
  readonly applicable: Criterion;
}

export function saved(facts: VteFacts, thresholds: Thresholds): SavedScore {
  const items = [
    item('surgery-90-days', POINTS.surgery, holds(facts.recentSurgery)),
    ...(thresholds.raceInVteScores
      ? [
          item(
            RACE_ITEM,
            POINTS.race,
            test(facts.race, ({ asian }) => asian),
          ),
        ]
      : []),
    item(
      'prior-vte',
      POINTS.priorVte,
      test(facts.vteEvents, (events) => events.length > 0),
    ),
    item(
      'age-80',
      POINTS.age,
      test(ageAt(facts.birthDate, facts.asOf), (age) => compareAtLeast(age, OLD_AGE)),
    ),
    dexamethasone(facts),
  ];
  return { ...score(items), applicable: onImid(facts) };
}

function dexamethasone(facts: VteFacts): ScoreItem {
  const exposure = dexamethasonePerCycle(facts);
  const some = test(exposure, (mg) => compareAtLeast(mg, STANDARD_DOSE));
  const high = test(exposure, (mg) => compareAbove(mg, HIGH_DOSE));
  return gradedItem(
    'dexamethasone',
    [
      [POINTS.highDexamethasone, high],
      [POINTS.standardDexamethasone, all(some, not(high))],
    ],
    some,
  );
}
