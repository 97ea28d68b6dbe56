import type { Status } from '../../../src/logic/criterion.ts';
import type { Score, ScoreItem } from '../../../src/logic/score.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../../src/logic/thresholds.ts';
import { impede } from '../../../src/logic/vte/impede.ts';
import {
  ASIAN,
  dexamethasone,
  drug,
  facts,
  measured,
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

const scored = (given: Stated, thresholds: Partial<Thresholds> = {}): Score =>
  impede(facts(given), { ...DEFAULT_THRESHOLDS, ...thresholds });

function line(given: Stated, name: string): ScoreItem {
  const found = scored(given).items.find((item) => item.item === name);
  if (!found) throw new Error(`no line ${name}`);
  return found;
}

const lenalidomide = drug('lenalidomide', { mg: 25 });

describe('IMPEDE, each line (I-1)', () => {
  test.each<{ item: string; given: Stated; points: number; because: string }>([
    { item: 'imid', given: taking(lenalidomide), points: 4, because: 'lenalidomide active' },
    { item: 'imid', given: ordering(drug('thalidomide')), points: 4, because: 'thalidomide planned' },
    { item: 'imid', given: taking(drug('pomalidomide')), points: 4, because: 'pomalidomide' },
    { item: 'imid', given: taking(drug('bortezomib')), points: 0, because: 'no IMiD' },
    { item: 'esa', given: taking(drug('epoetin')), points: 1, because: 'epoetin' },
    { item: 'esa', given: ordering(drug('darbepoetin')), points: 1, because: 'darbepoetin planned' },
    { item: 'esa', given: {}, points: 0, because: 'no ESA' },
    { item: 'doxorubicin-or-multi-agent', given: taking(drug('doxorubicin')), points: 3, because: 'doxorubicin' },
    {
      item: 'doxorubicin-or-multi-agent',
      given: taking(drug('doxorubicin'), drug('cyclophosphamide'), drug('cisplatin')),
      points: 3,
      because: 'once, however many (errata 28)',
    },
    { item: 'doxorubicin-or-multi-agent', given: taking(drug('melphalan')), points: 0, because: 'one agent' },
    { item: 'central-venous-catheter', given: { centralLine: present('line') }, points: 2, because: 'a line' },
    { item: 'central-venous-catheter', given: {}, points: 0, because: 'no line' },
    { item: 'pelvic-hip-femur-fracture', given: { fracture: present('fracture') }, points: 4, because: 'a fracture' },
    { item: 'pelvic-hip-femur-fracture', given: {}, points: 0, because: 'no fracture' },
    { item: 'bmi-25', given: { weight: measured(63.9, 'kg') }, points: 0, because: 'BMI just under 25' },
    { item: 'bmi-25', given: { weight: measured(64, 'kg') }, points: 1, because: 'BMI 25 counts' },
    { item: 'bmi-25', given: { weight: measured(64.1, 'kg') }, points: 1, because: 'BMI just over 25' },
    { item: 'prior-vte', given: thromboses({ date: '2019-03-01', current: false }), points: 5, because: 'years ago' },
    { item: 'prior-vte', given: thromboses({ date: null, current: true }), points: 5, because: 'now' },
    { item: 'prior-vte', given: {}, points: 0, because: 'never' },
    { item: 'race', given: { race: ASIAN }, points: -3, because: 'Asian' },
    { item: 'race', given: { race: PACIFIC_ISLANDER }, points: -3, because: 'Pacific Islander too (errata 29)' },
    { item: 'race', given: { race: race({ asian: true, pacificIslander: true }) }, points: -3, because: 'both, once' },
    { item: 'race', given: {}, points: 0, because: 'neither' },
  ])('$item $points: $because', ({ item, given, points }) => {
    expect(line(given, item)).toMatchObject({ min: points, max: points, status: points === 0 ? 'not-met' : 'met' });
    expect(line(given, item).missing).toEqual([]);
  });

  test.each<{ item: string; given: Stated; min: number; max: number; missing: string }>([
    { item: 'imid', given: UNKNOWN_DRUGS, min: 0, max: 4, missing: 'medications' },
    { item: 'esa', given: UNKNOWN_DRUGS, min: 0, max: 1, missing: 'medications' },
    { item: 'dexamethasone', given: UNKNOWN_DRUGS, min: 0, max: 4, missing: 'medications' },
    { item: 'doxorubicin-or-multi-agent', given: UNKNOWN_DRUGS, min: 0, max: 3, missing: 'medications' },
    { item: 'existing-prophylaxis', given: UNKNOWN_DRUGS, min: -4, max: 0, missing: 'medications' },
    { item: 'central-venous-catheter', given: { centralLine: unknownFact('line') }, min: 0, max: 2, missing: 'line' },
    { item: 'pelvic-hip-femur-fracture', given: { fracture: unknownFact('bone') }, min: 0, max: 4, missing: 'bone' },
    { item: 'bmi-25', given: { weight: unknownFact('body-weight') }, min: 0, max: 1, missing: 'body-weight' },
    { item: 'bmi-25', given: { height: unknownFact('body-height') }, min: 0, max: 1, missing: 'body-height' },
    { item: 'bmi-25', given: { weight: measured(63, 'kg', { to: 65 }) }, min: 0, max: 1, missing: 'body-mass-index' },
    { item: 'prior-vte', given: { vteEvents: unknownFact('vte') }, min: 0, max: 5, missing: 'vte' },
    { item: 'race', given: { race: unknownFact('race') }, min: -3, max: 0, missing: 'race' },
  ])('$item is $min to $max while $missing is unknown', ({ item, given, min, max, missing }) => {
    expect(line(given, item)).toMatchObject({ status: 'unknown', min, max });
    expect(line(given, item).missing.map(({ concept }) => concept)).toContain(missing);
  });
});

describe('IMPEDE, dexamethasone per cycle (errata 26)', () => {
  const unreadable = drug('dexamethasone', { reference: 'MedicationRequest/dex-2' });
  test.each<{ given: Stated; min: number; max: number; status: Status; because: string }>([
    { given: {}, min: 0, max: 0, status: 'not-met', because: 'none' },
    { given: taking(dexamethasone(0.5)), min: 2, max: 2, status: 'met', because: 'just over 0 is the low dose' },
    { given: taking(dexamethasone(159)), min: 2, max: 2, status: 'met', because: 'just under 160' },
    { given: taking(dexamethasone(160)), min: 2, max: 2, status: 'met', because: '160 is still low' },
    { given: taking(dexamethasone(161)), min: 4, max: 4, status: 'met', because: 'just over 160 is high' },
    { given: taking(dexamethasone(80, 320)), min: 2, max: 4, status: 'met', because: 'a range across 160 is not zero' },
    { given: taking(dexamethasone(0, 160)), min: 0, max: 2, status: 'unknown', because: 'a range from nothing' },
    { given: taking(unreadable), min: 2, max: 4, status: 'met', because: 'of unread dose it is given all the same' },
    {
      given: taking(dexamethasone(200), unreadable),
      min: 4,
      max: 4,
      status: 'met',
      because: 'above 160 with one entry, whatever the other says',
    },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(dexamethasone(161)) },
      min: 4,
      max: 4,
      status: 'met',
      because: 'as ordered',
    },
    {
      given: { ...UNKNOWN_DRUGS, ...ordering(dexamethasone(80)) },
      min: 2,
      max: 4,
      status: 'met',
      because: 'plus a chart',
    },
  ])('$min to $max: $because', ({ given, min, max, status }) => {
    expect(line(given, 'dexamethasone')).toMatchObject({ min, max, status });
  });

  test('the shown points are those of the grade', () => {
    expect(line(taking(dexamethasone(161)), 'dexamethasone').points).toBe(4);
    expect(line(taking(dexamethasone(160)), 'dexamethasone').points).toBe(2);
  });

  test('an unread dose is named as missing', () => {
    expect(line(taking(unreadable), 'dexamethasone').missing).toContainEqual(
      expect.objectContaining({ concept: 'dexamethasone-dose', because: 'unreadable' }),
    );
  });
});

describe('IMPEDE, existing prophylaxis (errata 30)', () => {
  const aspirin = drug('aspirin', { mg: 81 });
  const unread = drug('enoxaparin');
  const low = drug('enoxaparin', { mg: 40 });
  const full = drug('enoxaparin', { mg: 54, perDay: 2 });
  const warfarin = drug('warfarin');
  test.each<{ given: Stated; min: number; max?: number; because: string }>([
    { given: {}, min: 0, because: 'none' },
    { given: taking(aspirin), min: -3, because: 'aspirin' },
    { given: taking(low), min: -3, because: 'prophylactic LMWH' },
    { given: taking(full), min: -4, because: 'therapeutic LMWH: 1 mg/kg twice daily' },
    { given: taking(warfarin), min: -4, because: 'warfarin, whose dose is the INR' },
    { given: taking(aspirin, warfarin), min: -4, because: 'the stronger only' },
    { given: taking(aspirin, low), min: -3, because: 'two of the weaker, once' },
    { given: taking(drug('apixaban', { mg: 2.5, perDay: 2 })), min: 0, because: 'a DOAC gives none' },
    { given: taking(drug('rivaroxaban', { mg: 20 })), min: 0, because: 'not even in full dose' },
    { given: taking(drug('fondaparinux', { mg: 2.5 })), min: 0, because: 'fondaparinux is not listed' },
    { given: taking(drug('heparin', { mg: 5000, unit: 'units' })), min: 0, because: 'nor is heparin' },
    { given: taking(drug('clopidogrel', { mg: 75 })), min: 0, because: 'nor another antiplatelet' },
    { given: taking(unread), min: -4, max: 0, because: 'an LMWH of unknown dose may be either' },
    { given: taking(drug('aspirin')), min: -3, max: 0, because: 'aspirin of unknown dose' },
    { given: taking(drug('aspirin', { mg: 81, asNeeded: true })), min: -3, max: 0, because: 'aspirin as needed' },
    { given: taking(aspirin, unread), min: -4, max: -3, because: 'at least the aspirin' },
    { given: ordering(aspirin), min: 0, because: 'aspirin in the drafts is no credit' },
    { given: ordering(warfarin), min: 0, because: 'nor is warfarin in the drafts' },
    { given: { ...taking(aspirin), ...ordering(warfarin) }, min: -3, because: 'only what is taken counts' },
    { given: { ...taking(aspirin), ...ordering(aspirin) }, min: -3, because: 'taken and signed again is taken' },
    { given: { ...UNKNOWN_DRUGS, ...ordering(aspirin) }, min: -4, max: 0, because: 'a draft beside an unknown list' },
    { given: { ...UNKNOWN_DRUGS, ...ordering(warfarin) }, min: -4, max: 0, because: 'of whatever strength' },
  ])('$min: $because', ({ given, min, max = min }) => {
    expect(line(given, 'existing-prophylaxis')).toMatchObject({ min, max });
  });

  test('an unread dose is named as missing, the drug as evidence', () => {
    expect(line(taking(unread), 'existing-prophylaxis')).toMatchObject({
      status: 'unknown',
      evidence: expect.arrayContaining([expect.objectContaining({ reference: 'MedicationRequest/enoxaparin' })]),
      missing: expect.arrayContaining([{ concept: 'enoxaparin-dose', because: 'unreadable' }]),
    });
  });
});

describe('IMPEDE as a whole', () => {
  const everything: Stated = {
    ...taking(lenalidomide, drug('epoetin'), dexamethasone(320), drug('doxorubicin')),
    ...thromboses({ date: '2019-03-01', current: false }),
    centralLine: present('line'),
    fracture: present('fracture'),
    weight: measured(80, 'kg'),
  };
  test.each<{ given: Stated; min: number; max?: number; because: string }>([
    { given: {}, min: 0, because: 'nothing' },
    { given: taking(lenalidomide), min: 4, because: 'an IMiD alone scores 4 (errata 11)' },
    { given: everything, min: 24, because: '4 + 1 + 4 + 3 + 2 + 4 + 1 + 5' },
    { given: { race: ASIAN, ...taking(drug('warfarin')) }, min: -7, because: 'the least there is' },
    { given: { ...taking(lenalidomide), race: unknownFact('race') }, min: 1, max: 4, because: 'race unknown' },
    { given: UNKNOWN_DRUGS, min: -4, max: 12, because: 'no drug list' },
  ])('$min: $because', ({ given, min, max = min }) => {
    expect(scored(given)).toMatchObject({ min, max });
  });

  test('names its lines; race is left out where the site has switched it off', () => {
    const names = scored({}).items.map((item) => item.item);
    expect(names).toEqual([
      'imid',
      'esa',
      'dexamethasone',
      'doxorubicin-or-multi-agent',
      'central-venous-catheter',
      'pelvic-hip-femur-fracture',
      'bmi-25',
      'prior-vte',
      'race',
      'existing-prophylaxis',
    ]);
    const without = scored({ race: ASIAN }, { raceInVteScores: false });
    expect(without.items.map((item) => item.item)).toEqual(names.filter((name) => name !== 'race'));
    expect(without.min).toBe(0);
  });
});
