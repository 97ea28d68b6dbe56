import type { Ingredient } from '../../../src/logic/drugs.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { zosterProphylaxis } from '../../../src/logic/infection/zoster-prophylaxis.ts';
import {
  absent,
  adviceOf,
  allergicTo,
  context,
  drug,
  inBrief,
  measured,
  ordering,
  present,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

/** F-6: herpes zoster prophylaxis with a PI, daratumumab, isatuximab or elotuzumab. */

const judge = (stated: Stated, hook: Hook = 'order-sign') => adviceOf(zosterProphylaxis, stated, context(hook));
const bortezomib = drug('bortezomib');
const ordered = ordering(bortezomib);

test.each<{ ingredient: Ingredient; fires: boolean }>([
  { ingredient: 'bortezomib', fires: true },
  { ingredient: 'carfilzomib', fires: true },
  { ingredient: 'ixazomib', fires: true },
  { ingredient: 'daratumumab', fires: true },
  { ingredient: 'isatuximab', fires: true },
  { ingredient: 'elotuzumab', fires: true },
  { ingredient: 'lenalidomide', fires: false },
  { ingredient: 'dexamethasone', fires: false },
  { ingredient: 'aspirin', fires: false },
])('$ingredient asks for it: $fires, ordered or active', ({ ingredient, fires }) => {
  const expected = fires ? ['warning missing'] : [];
  expect(inBrief(judge(ordering(drug(ingredient))))).toEqual(expected);
  expect(inBrief(judge(taking(drug(ingredient)), 'patient-view'))).toEqual(expected);
});

test.each<{ stated: Stated; expected: readonly string[]; because: string }>([
  { stated: taking(drug('acyclovir')), expected: [], because: 'acyclovir active' },
  { stated: taking(drug('valacyclovir')), expected: [], because: 'valacyclovir active' },
  { stated: taking(drug('famciclovir')), expected: [], because: 'famciclovir active' },
  { stated: ordering(bortezomib, drug('acyclovir')), expected: [], because: 'in the same drafts' },
  {
    stated: { plannedDrugs: [bortezomib, drug('acyclovir')], selectedDrugs: [bortezomib] },
    expected: [],
    because: 'in the drafts, not selected',
  },
  {
    stated: { ...ordering(bortezomib, drug('acyclovir')), ...UNKNOWN_DRUGS },
    expected: [],
    because: 'in the drafts, medication list not received',
  },
  { stated: taking(drug('fluconazole')), expected: ['warning missing'], because: 'another kind of drug' },
  { stated: taking(), expected: ['warning missing'], because: 'completed or stopped: not among the active drugs' },
  { stated: UNKNOWN_DRUGS, expected: ['info medications-unknown'], because: 'medication list not received' },
])('$because: $expected', ({ stated, expected }) => {
  expect(inBrief(judge({ ...ordered, ...stated }))).toEqual(expected);
});

/** Of the patient of these tests the clearance is 60 divided by creatinine. */
const clearance = (value: number): Stated => ({ measuredClearance: measured(value, 'mL/min') });

test.each<{ stated: Stated; offers: readonly string[]; note: string | undefined; because: string }>([
  { stated: {}, offers: ['acyclovir', 'valacyclovir'], note: undefined, because: 'normal renal function' },
  { stated: clearance(30), offers: ['acyclovir', 'valacyclovir'], note: undefined, because: '30' },
  { stated: clearance(29.9), offers: ['acyclovir'], note: undefined, because: '29.9: no valacyclovir 500 mg daily' },
  { stated: clearance(10.1), offers: ['acyclovir'], note: undefined, because: '10.1' },
  { stated: clearance(10), offers: ['acyclovir-reduced'], note: undefined, because: '10' },
  {
    stated: { dialysis: present('dialysis') },
    offers: ['acyclovir-reduced'],
    note: undefined,
    because: 'dialysis, whatever the clearance',
  },
  {
    stated: { dialysis: unknownFact('dialysis', 'unanswered') },
    offers: [],
    note: 'renal-unknown',
    because: 'dialysis not known',
  },
  {
    stated: { creatinine: unknownFact('serum-creatinine', 'stale') },
    offers: [],
    note: 'renal-unknown',
    because: 'creatinine too old',
  },
  {
    stated: { creatinine: unknownFact('serum-creatinine') },
    offers: [],
    note: 'renal-unknown',
    because: 'no creatinine',
  },
  {
    stated: { measuredClearance: measured(5, 'mL/min', { to: 12 }) },
    offers: [],
    note: 'renal-unknown',
    because: 'a range across the limit',
  },
  {
    stated: { measuredClearance: measured(30, 'mL/min', { comparator: '<' }), dialysis: absent('dialysis') },
    offers: [],
    note: 'renal-unknown',
    because: '<30 may be below 10',
  },
  { stated: allergicTo('acyclovir'), offers: [], note: 'antiviral-allergy', because: 'allergic to acyclovir' },
  { stated: allergicTo('valacyclovir'), offers: [], note: 'antiviral-allergy', because: 'allergic to valacyclovir' },
  { stated: allergicTo('famciclovir'), offers: [], note: 'antiviral-allergy', because: 'allergic to famciclovir' },
  {
    stated: allergicTo('trimethoprim-sulfamethoxazole'),
    offers: ['acyclovir', 'valacyclovir'],
    note: undefined,
    because: 'another allergy',
  },
  {
    stated: { allergies: unknownFact('allergies', 'unanswered') },
    offers: [],
    note: 'allergies-unknown',
    because: 'allergies not received',
  },
])('$because: offers $offers', ({ stated, offers, note }) => {
  const [advice] = judge({ ...ordered, ...stated });
  expect(advice?.advice).toBe('missing');
  expect(advice?.suggestions?.map(({ item }) => item)).toEqual(offers);
  expect(advice?.notes?.map(({ key }) => key)).toEqual(note === undefined ? [] : [note]);
});

test('shows the drug, the search for an antiviral and the renal function that the dose rests on', () => {
  const [advice] = judge({ ...ordered });
  expect(advice?.show).toEqual({ drug: 'bortezomib' });
  expect(advice?.evidence.map(({ concept }) => concept)).toEqual(
    expect.arrayContaining(['bortezomib', 'medications', 'creatinine-clearance', 'dialysis']),
  );
  expect(judge({ ...ordered, creatinine: unknownFact('serum-creatinine', 'stale') })[0]?.missing).toEqual([
    { concept: 'serum-creatinine', because: 'stale' },
  ]);
});
