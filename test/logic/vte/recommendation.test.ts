import type { Status } from '../../../src/logic/criterion.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../../src/logic/thresholds.ts';
import { assessVte, type Recommendation, type VteAssessment } from '../../../src/logic/vte/recommendation.ts';
import {
  ASIAN,
  born,
  dexamethasone,
  drug,
  facts,
  measured,
  ordering,
  PACIFIC_ISLANDER,
  present,
  taking,
  thromboses,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const assessed = (given: Stated, thresholds: Partial<Thresholds> = {}): VteAssessment =>
  assessVte(facts(given), { ...DEFAULT_THRESHOLDS, ...thresholds });

const lenalidomide = drug('lenalidomide', { mg: 25 });
const bortezomib = drug('bortezomib');
const aspirin = drug('aspirin', { mg: 81 });
const onLenalidomide = taking(lenalidomide);
const line = { centralLine: present('line') };
const surgery = { recentSurgery: present('surgery') };
const raceUnknown = { race: unknownFact('race') };

describe('the side of I-3 (errata 10)', () => {
  interface Row {
    readonly given: Stated;
    readonly race?: boolean;
    readonly impede: Status;
    readonly saved: Status;
    readonly high: Status;
    readonly because: string;
  }
  const low = { impede: 'not-met', saved: 'not-met', high: 'not-met' } as const;
  test.each<Row>([
    { given: taking(bortezomib), ...low, because: 'IMPEDE 0, SAVED not applicable' },
    { given: onLenalidomide, ...low, impede: 'met', high: 'met', because: 'IMPEDE 4 at the limit, SAVED 0: disagree' },
    { given: { ...onLenalidomide, ...line }, ...low, impede: 'met', high: 'met', because: 'IMPEDE 6, SAVED 0' },
    { given: { ...onLenalidomide, race: ASIAN }, ...low, because: 'IMPEDE 1, SAVED -3' },
    { given: { ...onLenalidomide, ...line, race: ASIAN }, ...low, because: 'IMPEDE 3, just under the limit' },
    {
      given: { ...taking(lenalidomide, drug('epoetin')), ...line, race: ASIAN },
      ...low,
      impede: 'met',
      high: 'met',
      because: 'IMPEDE 4 again',
    },
    {
      given: { ...onLenalidomide, ...surgery, race: PACIFIC_ISLANDER },
      ...low,
      saved: 'met',
      high: 'met',
      because: 'IMPEDE 1, SAVED 2 at the limit: the higher-risk one',
    },
    {
      given: { ...onLenalidomide, birthDate: born('1940-01-01'), race: PACIFIC_ISLANDER },
      ...low,
      because: 'IMPEDE 1, SAVED 1 just under the limit',
    },
    {
      given: { ...taking(lenalidomide, dexamethasone(120)), birthDate: born('1940-01-01'), race: PACIFIC_ISLANDER },
      ...low,
      saved: 'met',
      high: 'met',
      because: 'IMPEDE 3, SAVED 2',
    },
    {
      given: { ...taking(bortezomib), ...surgery },
      ...low,
      because: 'SAVED would be 2, but there is no IMiD (errata 31)',
    },
    { given: taking(drug('doxorubicin')), ...low, because: 'IMPEDE 3 without an IMiD' },
    {
      given: { ...taking(drug('doxorubicin'), drug('epoetin')) },
      ...low,
      impede: 'met',
      high: 'met',
      because: 'IMPEDE 4 without an IMiD',
    },
    {
      given: { ...onLenalidomide, ...raceUnknown },
      ...low,
      impede: 'unknown',
      high: 'unknown',
      because: 'IMPEDE 1 to 4: race decides',
    },
    {
      given: { ...onLenalidomide, ...raceUnknown, ...surgery },
      impede: 'unknown',
      saved: 'unknown',
      high: 'unknown',
      because: 'both scores wait for race',
    },
    {
      given: { ...onLenalidomide, ...raceUnknown, ...thromboses({ date: '2019-03-01', current: false }) },
      impede: 'met',
      saved: 'unknown',
      high: 'met',
      because: 'IMPEDE 6 to 9: decided with race unknown',
    },
    {
      given: { ...onLenalidomide, race: ASIAN },
      race: false,
      ...low,
      impede: 'met',
      high: 'met',
      because: 'race is off',
    },
    {
      given: { ...onLenalidomide, ...raceUnknown },
      race: false,
      ...low,
      impede: 'met',
      high: 'met',
      because: 'race is off',
    },
    {
      given: { ...UNKNOWN_DRUGS, ...surgery },
      impede: 'unknown',
      saved: 'unknown',
      high: 'unknown',
      because: 'whether SAVED applies is unknown',
    },
    {
      given: { ...UNKNOWN_DRUGS, race: ASIAN },
      impede: 'unknown',
      saved: 'not-met',
      high: 'unknown',
      because: 'SAVED is low whether it applies or not',
    },
  ])('$because', ({ given, race = true, impede, saved, high }) => {
    const found = assessed(given, { raceInVteScores: race });
    expect({ impede: found.impedeHigh, saved: found.savedHigh, high: found.highRisk }).toEqual({ impede, saved, high });
  });
});

describe('what would change without the credit and without race (I-3)', () => {
  test.each<{ given: Stated; high: Status; noCredit: Status; noRace: Status; because: string }>([
    { given: onLenalidomide, high: 'met', noCredit: 'met', noRace: 'met', because: 'neither is there' },
    { given: taking(lenalidomide, aspirin), high: 'not-met', noCredit: 'met', noRace: 'not-met', because: 'aspirin' },
    { given: { ...onLenalidomide, race: ASIAN }, high: 'not-met', noCredit: 'not-met', noRace: 'met', because: 'race' },
    {
      given: { ...taking(lenalidomide, aspirin), race: ASIAN, ...surgery },
      high: 'not-met',
      noCredit: 'not-met',
      noRace: 'met',
      because: 'race in SAVED: 2 without it, while IMPEDE stays at 1',
    },
    {
      given: { ...taking(lenalidomide, drug('enoxaparin')) },
      high: 'unknown',
      noCredit: 'met',
      noRace: 'unknown',
      because: 'a credit that is unknown',
    },
  ])('$because', ({ given, high, noCredit, noRace }) => {
    const found = assessed(given);
    expect(found.highRisk).toBe(high);
    expect(found.highRiskWithoutCredit).toBe(noCredit);
    expect(found.highRiskWithoutRace).toBe(noRace);
  });

  test('both are shown as scores', () => {
    const found = assessed({ ...taking(lenalidomide, aspirin), race: ASIAN });
    expect(found.impede).toMatchObject({ min: -2, max: -2 });
    expect(found.impedeWithoutCredit).toMatchObject({ min: 1, max: 1 });
    expect(found.impedeWithoutRace).toMatchObject({ min: 1, max: 1 });
  });
});

describe('the recommendation (DEC-11)', () => {
  const platelets = (count: number, comparator?: '<' | '>='): Stated => ({
    platelets: measured(count, '10*3/uL', comparator ? { comparator } : {}),
  });
  const noPlatelets = { platelets: unknownFact('platelets', 'stale') };
  const bleeding = { activeBleeding: present('active-bleeding') };
  const bleedingUnknown = { activeBleeding: unknownFact('active-bleeding', 'unanswered') };
  const warfarin = drug('warfarin');
  test.each<{ given: Stated; expected: Recommendation; because: string }>([
    { given: {}, expected: 'none', because: 'no anti-myeloma therapy' },
    {
      given: { ...noPlatelets, ...bleedingUnknown },
      expected: 'none',
      because: 'no therapy, whatever else is unknown',
    },
    { given: onLenalidomide, expected: 'anticoagulant', because: 'active, higher risk' },
    { given: ordering(lenalidomide), expected: 'anticoagulant', because: 'planned, higher risk' },
    { given: taking(bortezomib), expected: 'aspirin', because: 'lower risk' },
    { given: { ...onLenalidomide, ...raceUnknown }, expected: 'unknown', because: 'the side is unknown' },
    { given: UNKNOWN_DRUGS, expected: 'unknown', because: 'therapy is unknown' },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(lenalidomide) },
      expected: 'unknown',
      because: 'an anticoagulant may be active',
    },
    { given: { ...onLenalidomide, ...platelets(24) }, expected: 'none', because: 'platelets just under 25' },
    { given: { ...onLenalidomide, ...platelets(25) }, expected: 'anticoagulant', because: 'platelets 25' },
    { given: { ...onLenalidomide, ...platelets(26) }, expected: 'anticoagulant', because: 'platelets just over 25' },
    { given: { ...onLenalidomide, ...platelets(25, '<') }, expected: 'none', because: 'platelets <25' },
    {
      given: { ...onLenalidomide, ...platelets(50, '<') },
      expected: 'unknown',
      because: 'platelets <50 may be under 25',
    },
    { given: { ...onLenalidomide, ...platelets(25, '>=') }, expected: 'anticoagulant', because: 'platelets >=25' },
    { given: { ...onLenalidomide, ...noPlatelets }, expected: 'unknown', because: 'platelets unknown' },
    { given: { ...onLenalidomide, ...bleeding }, expected: 'none', because: 'active bleeding' },
    { given: { ...onLenalidomide, ...bleedingUnknown }, expected: 'unknown', because: 'bleeding unknown' },
    { given: { ...UNKNOWN_DRUGS, ...bleeding }, expected: 'none', because: 'bleeding decides alone' },
    { given: { ...onLenalidomide, ...noPlatelets, ...bleeding }, expected: 'none', because: 'one reason is enough' },
    { given: taking(lenalidomide, warfarin), expected: 'continue-current', because: 'on warfarin' },
    { given: taking(warfarin), expected: 'none', because: 'on warfarin, but not treated for myeloma' },
    { given: { ...taking(lenalidomide, warfarin), ...platelets(24) }, expected: 'none', because: 'none comes first' },
    {
      given: taking(lenalidomide, drug('apixaban', { mg: 5, perDay: 2 })),
      expected: 'continue-current',
      because: 'on a DOAC in full dose',
    },
    {
      given: taking(lenalidomide, drug('apixaban', { mg: 2.5, perDay: 2 })),
      expected: 'anticoagulant',
      because: 'a prophylactic dose is not a therapeutic anticoagulant',
    },
    {
      given: taking(lenalidomide, drug('enoxaparin')),
      expected: 'unknown',
      because: 'an anticoagulant of unread dose',
    },
    { given: taking(lenalidomide, aspirin), expected: 'aspirin', because: 'aspirin brings IMPEDE to 1' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(assessed(given).recommendation).toBe(expected);
  });
});
