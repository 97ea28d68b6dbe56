import { highDoseDexamethasone } from '../../../src/logic/dexamethasone.ts';
import { known, type Drug } from '../../../src/logic/facts.ts';
import type { Status } from '../../../src/logic/criterion.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../../../src/logic/thresholds.ts';
import { highDoseDexProphylaxis } from '../../../src/logic/infection/high-dose-dex-prophylaxis.ts';
import {
  absent,
  adviceOf,
  allergicTo,
  context,
  dexamethasone,
  drug,
  facts,
  inBrief,
  measured,
  ordering,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

/** F-6, errata 41: prophylaxis with high-dose dexamethasone. */

/** Dexamethasone, so many mg on so many days in a row. */
function pulse(mg: number, daysInARow: number | undefined, perDay = 1): Drug {
  const one = dexamethasone(mg * perDay * (daysInARow ?? 4), undefined, { mg, perDay });
  if (!one.dose.known || daysInARow === undefined) return one;
  return { ...one, dose: known({ ...one.dose.value, daysInARow }, []) };
}

describe('what is high', () => {
  test.each<{ drugs: readonly Drug[]; expected: Status; thresholds?: Partial<Thresholds>; because: string }>([
    { drugs: [dexamethasone(160)], expected: 'not-met', because: 'exactly 160 mg per cycle' },
    { drugs: [dexamethasone(161)], expected: 'met', because: 'just over' },
    { drugs: [dexamethasone(159)], expected: 'not-met', because: 'just under' },
    { drugs: [dexamethasone(120, 200)], expected: 'unknown', because: 'a range across the limit' },
    { drugs: [drug('dexamethasone')], expected: 'unknown', because: 'a dose that can’t be read' },
    { drugs: [], expected: 'not-met', because: 'none' },
    { drugs: [pulse(40, 4)], expected: 'met', because: '40 mg on four days in a row' },
    { drugs: [pulse(40, 3)], expected: 'not-met', because: 'three days' },
    { drugs: [pulse(39, 4)], expected: 'not-met', because: '39 mg' },
    { drugs: [pulse(20, 4, 2)], expected: 'met', because: '20 mg twice a day on four days' },
    { drugs: [pulse(40, 1)], expected: 'not-met', because: '40 mg weekly' },
    { drugs: [pulse(40, undefined)], expected: 'not-met', because: 'days in a row not told, 160 mg in all' },
    {
      drugs: [dexamethasone(100)],
      thresholds: { highDoseDexamethasoneMgPerCycle: 80 },
      expected: 'met',
      because: 'the site’s limit',
    },
    {
      drugs: [pulse(20, 4)],
      thresholds: { highDoseDexamethasoneMgPerDay: 20 },
      expected: 'met',
      because: 'the site’s mg a day',
    },
    {
      drugs: [pulse(40, 3)],
      thresholds: { highDoseDexamethasoneDays: 3 },
      expected: 'met',
      because: 'the site’s days',
    },
  ])('$because: $expected', ({ drugs, expected, thresholds }) => {
    expect(highDoseDexamethasone(facts(taking(...drugs)), { ...DEFAULT_THRESHOLDS, ...thresholds }).status).toBe(
      expected,
    );
  });

  test('of the drafts alone when the medication list wasn’t received', () => {
    const alone = (one: Drug) =>
      highDoseDexamethasone(facts({ ...ordering(one), ...UNKNOWN_DRUGS }), DEFAULT_THRESHOLDS).status;
    expect([alone(dexamethasone(320)), alone(pulse(40, 4)), alone(dexamethasone(80))]).toEqual([
      'met',
      'met',
      'unknown',
    ]);
  });
});

const high = dexamethasone(480);
const ordered = ordering(high);
const judge = (stated: Stated, hook: Hook = 'order-sign', thresholds: Partial<Thresholds> = {}) =>
  adviceOf(highDoseDexProphylaxis, stated, context(hook, thresholds));
const [pjp, zoster, fungi] = [drug('trimethoprim-sulfamethoxazole'), drug('acyclovir'), drug('fluconazole')];

describe('when it speaks', () => {
  test.each<{ stated: Stated; hook?: Hook; expected: readonly string[]; measure?: string; because: string }>([
    {
      stated: ordered,
      expected: ['warning missing'],
      measure: 'pneumocystis|zoster|antifungal',
      because: 'none of the three',
    },
    {
      stated: taking(high),
      hook: 'patient-view',
      expected: ['warning missing'],
      measure: 'pneumocystis|zoster|antifungal',
      because: 'active',
    },
    { stated: { ...ordered, ...taking(pjp, zoster, fungi) }, expected: [], because: 'all three active' },
    { stated: ordering(high, pjp, zoster, fungi), expected: [], because: 'all three in the drafts' },
    {
      stated: { ...ordering(high, pjp), ...taking(zoster) },
      expected: ['warning missing'],
      measure: 'antifungal',
      because: 'one active, one ordered',
    },
    {
      stated: { ...ordered, ...taking(drug('atovaquone'), drug('famciclovir'), drug('other-antifungal')) },
      expected: [],
      because: 'others of the classes',
    },
    {
      stated: { ...ordered, ...taking(drug('pentamidine'), zoster) },
      expected: ['warning missing'],
      measure: 'antifungal',
      because: 'pentamidine counts',
    },
    { stated: ordering(dexamethasone(160)), expected: [], because: 'not high' },
    {
      stated: { ...ordering(dexamethasone(0)), ...UNKNOWN_DRUGS },
      expected: [],
      because: 'none by itself, medication list not received',
    },
    { stated: ordering(drug('dexamethasone')), expected: ['info maybe-high'], because: 'dose unreadable' },
    {
      stated: {
        ...ordering(dexamethasone(160)),
        ...taking({ ...dexamethasone(160), reference: 'MedicationRequest/other' }),
      },
      expected: ['info maybe-high'],
      because: 'two orders: one course or two',
    },
    {
      stated: { ...ordered, ...UNKNOWN_DRUGS },
      expected: ['info medications-unknown'],
      because: 'medication list not received',
    },
    {
      stated: { ...ordering(dexamethasone(80)), ...UNKNOWN_DRUGS },
      expected: [],
      because: 'not high by itself, medication list not received',
    },
    { stated: { ...taking(high), ...ordering(drug('lenalidomide')) }, expected: [], because: 'an order beside it' },
    { stated: { ...ordered, myeloma: absent('multiple-myeloma') }, expected: [], because: 'no plasma-cell disorder' },
    {
      stated: { ...ordered, myeloma: unknownFact('multiple-myeloma', 'unanswered') },
      expected: [],
      because: 'problem list not received',
    },
    {
      stated: { ...ordering(high, drug('bortezomib')), myeloma: absent('multiple-myeloma') },
      expected: ['warning missing'],
      measure: 'pneumocystis|zoster|antifungal',
      because: 'with a drug for myeloma',
    },
    { stated: {}, hook: 'patient-view', expected: [], because: 'no dexamethasone' },
  ])('$because: $expected', ({ stated, hook, expected, measure }) => {
    const advice = judge(stated, hook);
    expect(inBrief(advice)).toEqual(expected);
    if (measure !== undefined) expect(advice[0]?.show['measure']).toBe(measure);
  });
});

describe('what it offers', () => {
  test.each<{ stated: Stated; offers: readonly string[]; notes: readonly string[]; because: string }>([
    {
      stated: ordered,
      offers: ['co-trimoxazole', 'acyclovir', 'valacyclovir'],
      notes: ['no-antifungal-named'],
      because: 'nothing speaks against it',
    },
    {
      stated: ordering(high, drug('bortezomib')),
      offers: ['co-trimoxazole'],
      notes: ['no-antifungal-named'],
      because: 'the zoster page offers the antiviral',
    },
    {
      stated: { ...ordered, ...allergicTo('trimethoprim-sulfamethoxazole') },
      offers: ['atovaquone', 'acyclovir', 'valacyclovir'],
      notes: ['sulfa-allergy', 'no-antifungal-named'],
      because: 'sulfonamide allergy',
    },
    {
      stated: { ...ordered, ...allergicTo('trimethoprim-sulfamethoxazole', 'atovaquone', 'acyclovir') },
      offers: [],
      notes: ['sulfa-allergy', 'antiviral-allergy', 'no-antifungal-named'],
      because: 'allergies to all',
    },
    {
      stated: { ...ordered, allergies: unknownFact('allergies', 'unanswered') },
      offers: [],
      notes: ['allergies-unknown', 'no-antifungal-named'],
      because: 'allergies not received',
    },
    {
      stated: { ...ordered, creatinine: unknownFact('serum-creatinine', 'stale') },
      offers: [],
      notes: ['renal-unknown', 'no-antifungal-named'],
      because: 'creatinine too old',
    },
    {
      stated: { ...ordered, measuredClearance: measured(30, 'mL/min') },
      offers: ['co-trimoxazole', 'acyclovir', 'valacyclovir'],
      notes: ['no-antifungal-named'],
      because: '30 mL/min',
    },
    {
      stated: { ...ordered, measuredClearance: measured(29.9, 'mL/min') },
      offers: ['acyclovir'],
      notes: ['renal-excluded', 'no-antifungal-named'],
      because: '29.9 mL/min',
    },
    {
      stated: { ...ordered, dialysis: present('dialysis') },
      offers: ['acyclovir-reduced'],
      notes: ['renal-excluded', 'no-antifungal-named'],
      because: 'dialysis',
    },
    {
      stated: { ...ordered, ...taking(pjp, fungi) },
      offers: ['acyclovir', 'valacyclovir'],
      notes: [],
      because: 'only the antiviral is missing',
    },
  ])('$because: $offers', ({ stated, offers, notes }) => {
    const [advice] = judge(stated);
    expect(advice?.suggestions?.map(({ item }) => item)).toEqual(offers);
    expect(advice?.notes?.map(({ key }) => key)).toEqual(notes);
  });
});

test('prints the threshold in force and the amount', () => {
  expect(judge(ordered)[0]?.show).toMatchObject({ perCycle: 480, limit: 160, daily: 40, days: 4 });
  expect(judge(ordered, 'order-sign', { highDoseDexamethasoneMgPerCycle: 200 })[0]?.show).toMatchObject({ limit: 200 });
});

test('each piece of evidence stands once', () => {
  const shown = judge(ordered)[0]?.evidence.map((one) => JSON.stringify(one)) ?? [];
  expect(new Set(shown).size).toBe(shown.length);
});
