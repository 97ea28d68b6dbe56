import { assess } from '../../../src/logic/assess.ts';
import type { Status } from '../../../src/logic/criterion.ts';
import type { Drug } from '../../../src/logic/facts.ts';
import {
  assessLenalidomide,
  assessRenal,
  type LenalidomideAssessment,
  type RenalCategory,
} from '../../../src/logic/renal/renal-function.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/logic/thresholds.ts';
import {
  drug,
  facts,
  measured,
  ordering,
  present,
  sex,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const clearance = (value: number, comparator?: '<' | '>' | '>='): Stated => ({
  measuredClearance: measured(value, 'mL/min', comparator ? { comparator } : {}),
});
const onDialysis = { dialysis: present('dialysis') };
const dialysisUnknown = { dialysis: unknownFact('dialysis', 'unanswered') };
const noCreatinine = { creatinine: unknownFact('serum-creatinine', 'stale') };
const sexUnknown = { sex: unknownFact('sex', 'absent') };

describe('renal category (DEC-9)', () => {
  test.each<{ given: Stated; expected: RenalCategory; because: string }>([
    { given: clearance(90.1), expected: 'none', because: 'just over 90' },
    { given: clearance(90), expected: 'none', because: '90' },
    { given: clearance(89.99), expected: 'mild', because: 'just under 90' },
    { given: clearance(60.1), expected: 'mild', because: 'just over 60' },
    { given: clearance(60), expected: 'moderate', because: '60 is moderate, though lenalidomide is not reduced' },
    { given: clearance(59.9), expected: 'moderate', because: 'just under 60' },
    { given: clearance(30), expected: 'moderate', because: '30' },
    { given: clearance(29.9), expected: 'severe', because: 'just under 30' },
    { given: { ...clearance(100), ...onDialysis }, expected: 'dialysis', because: 'dialysis, whatever the clearance' },
    { given: { ...noCreatinine, ...onDialysis }, expected: 'dialysis', because: 'dialysis without a clearance' },
    { given: { ...clearance(45), ...dialysisUnknown }, expected: 'moderate', because: 'dialysis unknown at 45' },
    { given: { ...clearance(29.9), ...dialysisUnknown }, expected: 'unknown', because: 'severe or dialysis' },
    { given: noCreatinine, expected: 'unknown', because: 'no clearance' },
    { given: clearance(90, '>'), expected: 'none', because: '>90' },
    { given: clearance(60, '>'), expected: 'unknown', because: '>60 may be mild or none' },
    { given: clearance(30, '>='), expected: 'unknown', because: '>=30 may be anything but severe' },
    { given: clearance(60, '<'), expected: 'unknown', because: '<60 may be moderate or severe' },
    { given: clearance(30, '<'), expected: 'severe', because: '<30' },
    {
      given: { ...sexUnknown, creatinine: measured(1.5, 'mg/dL') },
      expected: 'moderate',
      because: '40 or 34 by sex: both moderate',
    },
    {
      given: { ...sexUnknown, creatinine: measured(0.9, 'mg/dL') },
      expected: 'unknown',
      because: '66.7 or 56.7 by sex: mild or moderate',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(assessRenal(facts(given), DEFAULT_THRESHOLDS).category).toBe(expected);
  });
});

describe('renal disease (J, errata 20 and 38)', () => {
  const egfr = (value: number, comparator?: '<' | '<='): Stated => ({
    reportedEgfr: measured(value, 'mL/min/{1.73_m2}', comparator ? { comparator } : {}),
  });
  const umol = (value: number): Stated => ({
    creatinine: measured(value / 88.42, 'mg/dL', { reported: [value, 'umol/L'] }),
  });
  const normal = egfr(90);
  test.each<{ given: Stated; expected: Status; because: string }>([
    { given: { ...normal, creatinine: measured(1.99, 'mg/dL') }, expected: 'not-met', because: 'just under 2' },
    { given: { ...normal, creatinine: measured(2, 'mg/dL') }, expected: 'not-met', because: '2 is not above 2' },
    { given: { ...normal, creatinine: measured(2.01, 'mg/dL') }, expected: 'met', because: 'just over 2' },
    { given: { ...normal, ...umol(177) }, expected: 'not-met', because: '177 umol/L, though 2.002 mg/dL' },
    { given: { ...normal, ...umol(178) }, expected: 'met', because: '178 umol/L' },
    {
      given: { ...normal, creatinine: measured(2.01, 'mg/dL', { reported: [0.1777, 'mmol/L'] }) },
      expected: 'met',
      because: 'a unit without a printed limit is converted',
    },
    { given: egfr(60), expected: 'not-met', because: 'eGFR 60' },
    { given: egfr(59.9), expected: 'met', because: 'eGFR just under 60' },
    { given: egfr(60, '<'), expected: 'met', because: 'eGFR <60' },
    { given: egfr(60, '<='), expected: 'unknown', because: 'eGFR <=60 may be 60' },
    { given: { ...egfr(50), ...noCreatinine }, expected: 'met', because: 'eGFR decides alone' },
    { given: { ...egfr(90), ...noCreatinine }, expected: 'unknown', because: 'creatinine unknown' },
    { given: { creatinine: measured(1.35, 'mg/dL') }, expected: 'not-met', because: 'computed eGFR 60.1' },
    { given: { creatinine: measured(1.36, 'mg/dL') }, expected: 'met', because: 'computed eGFR 59.6' },
    {
      given: { creatinine: measured(2.5, 'mg/dL'), birthDate: unknownFact('birth-date') },
      expected: 'met',
      because: 'creatinine decides without an age',
    },
    {
      given: { creatinine: measured(1, 'mg/dL'), birthDate: unknownFact('birth-date') },
      expected: 'unknown',
      because: 'eGFR unknown without an age',
    },
    { given: { ...clearance(45), ...normal }, expected: 'not-met', because: 'a clearance of 45 is not its measure' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(assessRenal(facts(given), DEFAULT_THRESHOLDS).renalDisease.status).toBe(expected);
  });

  test('clearance and eGFR come with it, clearance by the weight that the site has chosen', () => {
    const of = facts({ height: measured(152.4, 'cm'), weight: measured(100, 'kg'), creatinine: measured(1, 'mg/dL') });
    const { clearance: fact, egfr: rate } = assessRenal(of, { ...DEFAULT_THRESHOLDS, clearanceWeight: 'ideal' });
    expect(fact).toMatchObject({ value: { method: 'cockcroft-gault', interval: { low: expect.closeTo(55.556, 2) } } });
    expect(rate).toMatchObject({ value: { method: 'ckd-epi-2021' } });
  });
});

describe('lenalidomide against the table (J-2, DEC-8)', () => {
  const lenalidomide = (mg: number, reference = 'MedicationRequest/1'): Drug => drug('lenalidomide', { mg, reference });
  const unread = drug('lenalidomide', { reference: 'MedicationRequest/2' });
  const ordered = (value: number, ...drugs: readonly Drug[]): Stated => ({
    ...clearance(value),
    ...ordering(...drugs),
  });
  type Expected = Partial<LenalidomideAssessment>;
  test.each<{ given: Stated; expected: Expected; because: string }>([
    {
      given: clearance(45),
      expected: { status: 'not-ordered', maxDailyMg: 10, schedule: '10 mg every 24 h', orderedMeanDailyMg: null },
      because: 'no order',
    },
    { given: { ...clearance(45), ...UNKNOWN_DRUGS }, expected: { status: 'unknown' }, because: 'no drug list' },
    {
      given: ordered(60, lenalidomide(25)),
      expected: { status: 'within', maxDailyMg: null, schedule: 'no renal adjustment', orderedMeanDailyMg: 25 },
      because: 'any order is within from 60',
    },
    { given: ordered(60, unread), expected: { status: 'within', orderedMeanDailyMg: null }, because: 'read or not' },
    { given: ordered(59.9, lenalidomide(10)), expected: { status: 'within' }, because: '10 at 59.9' },
    { given: ordered(59.9, lenalidomide(10.1)), expected: { status: 'above' }, because: 'just over 10' },
    { given: ordered(30, lenalidomide(10)), expected: { status: 'within', maxDailyMg: 10 }, because: '10 at 30' },
    { given: ordered(29.9, lenalidomide(10)), expected: { status: 'above', maxDailyMg: 7.5 }, because: '10 at 29.9' },
    {
      given: ordered(20, drug('lenalidomide', { mg: 15, perDay: 0.5 })),
      expected: { status: 'within', orderedMeanDailyMg: 7.5 },
      because: '15 mg every 48 h is 7.5 a day (errata 33)',
    },
    {
      given: { ...ordered(45, lenalidomide(10)), ...onDialysis },
      expected: { status: 'above', maxDailyMg: 5, schedule: '5 mg daily, after dialysis on dialysis days' },
      because: 'dialysis, whatever the clearance (errata 34)',
    },
    {
      given: { ...ordered(20, lenalidomide(6)), ...dialysisUnknown },
      expected: {
        status: 'unknown',
        maxDailyMg: null,
        schedule: '15 mg every 48 h or 5 mg daily, after dialysis on dialysis days',
      },
      because: 'between the two rows',
    },
    {
      given: { ...ordered(20, lenalidomide(25)), ...dialysisUnknown },
      expected: { status: 'above' },
      because: 'above both',
    },
    {
      given: { ...ordered(20, lenalidomide(5)), ...dialysisUnknown },
      expected: { status: 'within' },
      because: 'in both',
    },
    {
      given: { ...noCreatinine, ...ordering(lenalidomide(25)) },
      expected: { status: 'unknown', maxDailyMg: null, schedule: null, orderedMeanDailyMg: 25 },
      because: 'no clearance',
    },
    { given: ordered(45, unread), expected: { status: 'unknown', orderedMeanDailyMg: null }, because: 'dose unread' },
    {
      given: ordered(45, drug('lenalidomide', { mg: 5, to: 25 })),
      expected: { status: 'above', orderedMeanDailyMg: 25 },
      because: 'the higher end of a range',
    },
    {
      given: ordered(45, lenalidomide(10), lenalidomide(25, 'MedicationRequest/3')),
      expected: { status: 'above', orderedMeanDailyMg: 25 },
      because: 'the higher of two orders',
    },
    {
      given: ordered(45, unread, lenalidomide(25)),
      expected: { status: 'above' },
      because: 'one of two is above, whatever the other says',
    },
    { given: ordered(45, lenalidomide(5), unread), expected: { status: 'unknown' }, because: 'the other may be above' },
    {
      given: { ...clearance(45), ...taking(lenalidomide(25)) },
      expected: { status: 'above', orderedMeanDailyMg: 25 },
      because: 'what is active, where nothing is ordered',
    },
    {
      given: { ...ordered(45, lenalidomide(10)), ...taking(lenalidomide(25, 'MedicationRequest/3')) },
      expected: { status: 'within', orderedMeanDailyMg: 10 },
      because: 'the drafts come before what is active',
    },
    {
      given: ordered(45, drug('thalidomide', { mg: 200 })),
      expected: { status: 'not-ordered' },
      because: 'another IMiD',
    },
  ])('$expected.status: $because', ({ given, expected }) => {
    expect(assessLenalidomide(facts(given), DEFAULT_THRESHOLDS)).toMatchObject(expected);
  });
});

test('an assessment is the three of them', () => {
  const of = facts({
    ...ordering(drug('lenalidomide', { mg: 25 })),
    sex: sex('female'),
    creatinine: measured(1.2, 'mg/dL'),
  });
  expect(assess(of, DEFAULT_THRESHOLDS)).toMatchObject({
    renal: { category: 'moderate' },
    lenalidomide: { status: 'above' },
    vte: { recommendation: 'anticoagulant' },
  });
});
