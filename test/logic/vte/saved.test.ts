import type { Status } from '../../../src/logic/criterion.ts';
import type { ScoreItem } from '../../../src/logic/score.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../../src/logic/thresholds.ts';
import { saved, type SavedScore } from '../../../src/logic/vte/saved.ts';
import {
  ASIAN,
  born,
  dexamethasone,
  drug,
  facts,
  ordering,
  PACIFIC_ISLANDER,
  present,
  race,
  taking,
  thromboses,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const scored = (given: Stated, thresholds: Partial<Thresholds> = {}): SavedScore =>
  saved(facts(given), { ...DEFAULT_THRESHOLDS, ...thresholds });

function line(given: Stated, name: string): ScoreItem {
  const found = scored(given).items.find((item) => item.item === name);
  if (!found) throw new Error(`no line ${name}`);
  return found;
}

describe('SAVED, each line (I-2)', () => {
  test.each<{ item: string; given: Stated; points: number; because: string }>([
    { item: 'surgery-90-days', given: { recentSurgery: present('surgery') }, points: 2, because: 'surgery' },
    { item: 'surgery-90-days', given: {}, points: 0, because: 'none' },
    { item: 'race', given: { race: ASIAN }, points: -3, because: 'Asian' },
    { item: 'race', given: { race: PACIFIC_ISLANDER }, points: 0, because: 'Pacific Islander not (errata 29)' },
    { item: 'race', given: { race: race({ asian: true, pacificIslander: true }) }, points: -3, because: 'both' },
    { item: 'prior-vte', given: thromboses({ date: '2019-03-01', current: false }), points: 3, because: 'years ago' },
    { item: 'prior-vte', given: {}, points: 0, because: 'never' },
    { item: 'age-80', given: { birthDate: born('1946-11-21') }, points: 0, because: '80 tomorrow' },
    { item: 'age-80', given: { birthDate: born('1946-11-20') }, points: 1, because: '80 today' },
    { item: 'age-80', given: { birthDate: born('1946-11-19') }, points: 1, because: '80 yesterday' },
    { item: 'age-80', given: { birthDate: born('1945') }, points: 1, because: '80 or 81' },
    { item: 'age-80', given: { birthDate: born('1947') }, points: 0, because: '78 or 79' },
    { item: 'age-80', given: { birthDate: born('1946-12') }, points: 0, because: '80 next month' },
    { item: 'dexamethasone', given: {}, points: 0, because: 'none' },
    { item: 'dexamethasone', given: taking(dexamethasone(119)), points: 0, because: 'just under 120 (errata 27)' },
    { item: 'dexamethasone', given: taking(dexamethasone(120)), points: 1, because: '120' },
    { item: 'dexamethasone', given: taking(dexamethasone(121)), points: 1, because: 'just over 120' },
    { item: 'dexamethasone', given: taking(dexamethasone(159)), points: 1, because: 'just under 160' },
    { item: 'dexamethasone', given: ordering(dexamethasone(160)), points: 1, because: '160' },
    { item: 'dexamethasone', given: taking(dexamethasone(161)), points: 2, because: 'just over 160' },
  ])('$item $points: $because', ({ item, given, points }) => {
    expect(line(given, item)).toMatchObject({ min: points, max: points, status: points === 0 ? 'not-met' : 'met' });
  });

  test.each<{ item: string; given: Stated; min: number; max: number; missing: string; because: string }>([
    {
      item: 'surgery-90-days',
      given: { recentSurgery: unknownFact('surgery') },
      min: 0,
      max: 2,
      missing: 'surgery',
      because: 'procedures not answered',
    },
    { item: 'race', given: { race: unknownFact('race') }, min: -3, max: 0, missing: 'race', because: 'not recorded' },
    {
      item: 'prior-vte',
      given: { vteEvents: unknownFact('vte') },
      min: 0,
      max: 3,
      missing: 'vte',
      because: 'not answered',
    },
    {
      item: 'age-80',
      given: { birthDate: unknownFact('birth-date') },
      min: 0,
      max: 1,
      missing: 'birth-date',
      because: 'no birth date',
    },
    { item: 'age-80', given: { birthDate: born('1946') }, min: 0, max: 1, missing: 'age', because: '79 or 80' },
    { item: 'dexamethasone', given: UNKNOWN_DRUGS, min: 0, max: 2, missing: 'medications', because: 'no drug list' },
    {
      item: 'dexamethasone',
      given: taking(drug('dexamethasone')),
      min: 0,
      max: 2,
      missing: 'dexamethasone-dose',
      because: 'an unread dose may be below 120',
    },
    {
      item: 'dexamethasone',
      given: taking(dexamethasone(80, 120)),
      min: 0,
      max: 1,
      missing: 'dexamethasone-per-cycle',
      because: 'a range up to 120',
    },
    {
      item: 'dexamethasone',
      given: taking(dexamethasone(80, 200)),
      min: 0,
      max: 2,
      missing: 'dexamethasone-per-cycle',
      because: 'a range across both limits',
    },
  ])('$item is $min to $max: $because', ({ item, given, min, max, missing }) => {
    expect(line(given, item)).toMatchObject({ status: 'unknown', min, max });
    expect(line(given, item).missing.map(({ concept }) => concept)).toContain(missing);
  });

  test('a dose range above 120 and across 160 is 1 to 2, never 0', () => {
    expect(line(taking(dexamethasone(120, 200)), 'dexamethasone')).toMatchObject({ status: 'met', min: 1, max: 2 });
  });
});

describe('SAVED as a whole', () => {
  const everything: Stated = {
    ...taking(drug('lenalidomide', { mg: 25 }), dexamethasone(320)),
    ...thromboses({ date: '2019-03-01', current: false }),
    recentSurgery: present('surgery'),
    birthDate: born('1940-01-01'),
  };
  test.each<{ given: Stated; min: number; max?: number; because: string }>([
    { given: {}, min: 0, because: 'nothing' },
    { given: everything, min: 8, because: '2 + 3 + 1 + 2' },
    { given: { ...everything, race: ASIAN }, min: 5, because: 'less 3' },
    { given: { ...everything, race: unknownFact('race') }, min: 5, max: 8, because: 'race unknown' },
  ])('$min: $because', ({ given, min, max = min }) => {
    expect(scored(given)).toMatchObject({ min, max });
  });

  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: taking(drug('lenalidomide')), expected: 'met', because: 'an IMiD is active (errata 31)' },
    { given: ordering(drug('pomalidomide')), expected: 'met', because: 'an IMiD is planned' },
    { given: taking(drug('bortezomib')), expected: 'not-met', because: 'there is none' },
    { given: UNKNOWN_DRUGS, expected: 'unknown', because: 'there is no drug list' },
  ])('applies: $expected: $because', ({ given, expected }) => {
    expect(scored(given).applicable.status).toBe(expected);
  });

  test('race is left out where the site has switched it off', () => {
    const names = ['surgery-90-days', 'prior-vte', 'age-80', 'dexamethasone'];
    expect(scored({ race: ASIAN }, { raceInVteScores: false }).items.map((item) => item.item)).toEqual(names);
    expect(
      scored({})
        .items.map((item) => item.item)
        .sort(),
    ).toEqual([...names, 'race'].sort());
  });
});
