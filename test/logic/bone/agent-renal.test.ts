import { boneAgentRenal } from '../../../src/logic/bone/agent-renal.ts';
import type { Drug } from '../../../src/logic/facts.ts';
import type { Hook } from '../../../src/logic/rule.ts';
import { event } from './bone-charts.ts';
import {
  absent,
  adviceOf,
  allergicTo,
  context,
  drug,
  inBrief,
  interval,
  measured,
  ordering,
  present,
  sex,
  taking,
  unknownFact,
  UNKNOWN_DRUGS,
  type Stated,
} from '../facts.ts';

const crcl = (value: number, comparator?: '<' | '>' | '>='): Stated => ({
  measuredClearance: measured(value, 'mL/min', comparator ? { comparator } : {}),
});
const zoledronic = (mg?: number, more: Partial<Drug> = {}): Drug => ({
  ...drug('zoledronic-acid', mg === undefined ? {} : { mg, perDay: 1 / 28 }),
  ...more,
});
const at = (clearance: number, mg?: number): Stated => ({ ...crcl(clearance), ...ordering(zoledronic(mg)) });
const unknownClearance = { creatinine: unknownFact('serum-creatinine', 'stale') };
const onDialysis = { dialysis: present('dialysis') };
const dialysisUnknown = { dialysis: unknownFact('dialysis', 'unanswered') };

const said = (given: Stated, hook: Hook = 'order-sign') => adviceOf(boneAgentRenal, given, context(hook));

describe('bands of zoledronic acid (J-3, errata 36, DEC-15)', () => {
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: at(60.1, 4), expected: null, because: '4 mg above 60' },
    { given: at(60.1, 4.1), expected: 'warning zoledronic-above', because: 'more than the full dose' },
    { given: at(60, 4), expected: 'warning zoledronic-above', because: 'exactly 60 is 3.5 mg' },
    { given: at(60, 3.5), expected: null, because: '3.5 mg at 60' },
    { given: at(59.9, 3.5), expected: null, because: '3.5 mg just under 60' },
    { given: at(50, 3.5), expected: null, because: '3.5 mg at 50' },
    { given: at(50, 3.6), expected: 'warning zoledronic-above', because: 'just over 3.5' },
    { given: at(49.9, 3.5), expected: 'warning zoledronic-above', because: '3.5 mg just under 50' },
    { given: at(49.9, 3.3), expected: null, because: '3.3 mg just under 50' },
    { given: at(40, 3.3), expected: null, because: '3.3 mg at 40' },
    { given: at(39.9, 3.3), expected: 'warning zoledronic-above', because: '3.3 mg just under 40' },
    { given: at(39.9, 3), expected: null, because: '3.0 mg just under 40' },
    { given: at(35, 3), expected: null, because: '3.0 mg at 35' },
    { given: at(34, 3), expected: null, because: '3.0 mg at 34' },
    { given: at(30, 3), expected: null, because: '3.0 mg at 30' },
    { given: at(30, 4), expected: 'warning zoledronic-above', because: '4 mg at 30 is above the band' },
    { given: at(29.9, 3), expected: 'critical zoledronic-excluded', because: 'any dose below 30' },
    { given: at(29.9), expected: 'critical zoledronic-excluded', because: 'also an unreadable one' },
    { given: at(45), expected: 'info zoledronic-unreadable', because: 'dose unreadable in a reduced band' },
    { given: at(61), expected: null, because: 'dose unreadable at full dose' },
    {
      given: { ...crcl(45), ...ordering(zoledronic(undefined, { singleDose: interval<'mg'>(4) })) },
      expected: 'warning zoledronic-above',
      because: 'given once',
    },
    {
      given: { ...crcl(45), ...ordering(zoledronic(5, { form: 'osteoporosis' })) },
      expected: null,
      because: 'the yearly product has its own label',
    },
    {
      given: { ...crcl(25), ...ordering(zoledronic(5, { form: 'osteoporosis' })) },
      expected: 'critical zoledronic-excluded',
      because: 'excluded below 30 as well',
    },
    { given: { ...at(80, 4), ...onDialysis }, expected: 'critical zoledronic-dialysis', because: 'dialysis' },
    {
      given: { ...ordering(zoledronic(4)), ...unknownClearance, ...onDialysis },
      expected: 'critical zoledronic-dialysis',
      because: 'dialysis needs no clearance',
    },
    { given: { ...at(45, 4), ...dialysisUnknown }, expected: 'warning zoledronic-above', because: 'by clearance' },
    {
      given: { ...ordering(zoledronic(4)), ...unknownClearance },
      expected: 'info clearance-unknown',
      because: 'creatinine stale',
    },
    {
      given: { ...ordering(zoledronic(4)), creatinine: measured(1.2, 'mg/dL'), sex: unknownFact('sex') },
      expected: 'warning zoledronic-above-either',
      because: '50 or 42.5 by sex: above both',
    },
    {
      given: { ...ordering(zoledronic(3.5)), creatinine: measured(1.2, 'mg/dL'), sex: unknownFact('sex') },
      expected: 'info zoledronic-maybe-above',
      because: 'above one of two',
    },
    {
      given: { ...ordering(zoledronic(3)), creatinine: measured(1.2, 'mg/dL'), sex: unknownFact('sex') },
      expected: null,
      because: 'within both',
    },
    {
      given: { ...ordering(zoledronic(3)), creatinine: measured(1.9, 'mg/dL'), sex: unknownFact('sex') },
      expected: 'info zoledronic-maybe-excluded',
      because: '31.6 or 26.8 by sex',
    },
    {
      given: { ...ordering(zoledronic(4)), creatinine: measured(1.9, 'mg/dL'), sex: unknownFact('sex') },
      expected: 'warning zoledronic-maybe-excluded',
      because: 'above what either allows',
    },
    {
      given: { ...ordering(zoledronic()), creatinine: measured(1.9, 'mg/dL'), sex: unknownFact('sex') },
      expected: 'info zoledronic-maybe-excluded',
      because: 'the dose is unreadable besides',
    },
    {
      given: { ...crcl(30, '<'), ...ordering(zoledronic(4)) },
      expected: 'critical zoledronic-excluded',
      because: '<30',
    },
    { given: { ...crcl(60, '>'), ...ordering(zoledronic(4)) }, expected: null, because: '>60' },
    {
      given: { ...crcl(60, '>='), ...ordering(zoledronic(4)) },
      expected: 'info zoledronic-maybe-above',
      because: '>=60 may be exactly 60',
    },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });
});

describe('pamidronate and denosumab (J-3, errata 37)', () => {
  const pamidronate = ordering(drug('pamidronate', { mg: 90 }));
  const denosumab = ordering(drug('denosumab', { mg: 120 }));
  test.each<{ given: Stated; expected: string | null; because: string }>([
    { given: { ...pamidronate, ...crcl(30) }, expected: null, because: 'standard at 30' },
    { given: { ...pamidronate, ...crcl(29.9) }, expected: 'info pamidronate-slowly', because: 'below 30' },
    { given: { ...pamidronate, ...crcl(80), ...onDialysis }, expected: 'info pamidronate-slowly', because: 'dialysis' },
    { given: { ...denosumab, ...crcl(30) }, expected: null, because: 'standard at 30' },
    { given: { ...denosumab, ...crcl(29.9) }, expected: 'info denosumab-calcium', because: 'below 30' },
    { given: { ...denosumab, ...crcl(60, '<') }, expected: 'info maybe-severe', because: '<60 may be below 30' },
    { given: { ...denosumab, ...unknownClearance }, expected: 'info clearance-unknown', because: 'not computable' },
    { given: { ...ordering(drug('ibandronate')), ...crcl(10) }, expected: null, because: 'not in the table' },
    { given: { ...ordering(drug('lenalidomide')), ...crcl(10) }, expected: null, because: 'no bone agent' },
  ])('$expected: $because', ({ given, expected }) => {
    expect(inBrief(said(given))).toEqual(expected === null ? [] : [expected]);
  });
});

describe('suggestions', () => {
  const items = (given: Stated, hook: Hook = 'order-sign'): unknown =>
    said(given, hook).flatMap(({ suggestions = [] }) =>
      suggestions.map(
        (one) => `${one.kind} ${one.item}${one.kind === 'replace-dose' ? ` ${one.product.perDose?.value}` : ''}`,
      ),
    );
  const instead = ['delete remove-zoledronic', 'medication denosumab', 'service order-calcium'];
  test.each<{ given: Stated; hook?: Hook; expected: readonly string[]; because: string }>([
    { given: at(25, 4), expected: instead, because: 'excluded: delete, or denosumab with calcium' },
    { given: { ...at(80, 4), ...onDialysis }, expected: instead, because: 'dialysis' },
    { given: at(45, 4), expected: ['replace-dose reduce-dose 3.3'], because: 'the dose of the band' },
    { given: at(35, 4), expected: ['replace-dose reduce-dose 3'], because: 'the lowest band' },
    { given: { ...at(45, 4), ...dialysisUnknown }, expected: [], because: 'dialysis would change it' },
    { given: { ...at(45, 4), myeloma: unknownFact('multiple-myeloma') }, expected: [], because: 'diagnosis unknown' },
    { given: { ...at(25, 4), myeloma: unknownFact('multiple-myeloma') }, expected: [], because: 'diagnosis unknown' },
    {
      given: { ...at(25, 4), allergies: unknownFact('allergies', 'unanswered') },
      expected: ['delete remove-zoledronic'],
      because: 'allergies unknown',
    },
    {
      given: { ...at(25, 4), ...allergicTo('denosumab') },
      expected: ['delete remove-zoledronic'],
      because: 'allergic to denosumab',
    },
    { given: { ...at(25, 4), ...allergicTo('zoledronic-acid') }, expected: instead, because: 'another allergy' },
    {
      given: { ...at(25, 4), osteonecrosisOfJaw: event('2026-01-01') },
      expected: ['delete remove-zoledronic'],
      because: 'osteonecrosis of the jaw',
    },
    {
      given: { ...crcl(25), ...ordering(zoledronic(4)), ...taking(drug('denosumab', { mg: 120 })) },
      expected: ['delete remove-zoledronic'],
      because: 'denosumab is active',
    },
    {
      given: { ...crcl(80), ...onDialysis, ...ordering(drug('denosumab', { mg: 120 })) },
      expected: ['service order-calcium'],
      because: 'denosumab needs its calcium',
    },
    {
      given: { ...ordering(zoledronic(4)), ...unknownClearance },
      expected: ['service order-creatinine'],
      because: 'what the clearance lacks',
    },
    {
      given: { ...ordering(zoledronic(4)), weight: unknownFact('body-weight') },
      expected: [],
      because: 'a weight is no order',
    },
    {
      given: { ...crcl(45), ...taking(zoledronic(4)) },
      hook: 'patient-view',
      expected: [],
      because: 'no order in hand',
    },
    {
      given: { ...crcl(25), ...taking(zoledronic(4)) },
      hook: 'patient-view',
      expected: [],
      because: 'no order in hand',
    },
  ])('$because', ({ given, hook = 'order-sign', expected }) => {
    expect(items(given, hook)).toEqual(expected);
  });

  test('both orders in hand: denosumab is not offered again', () => {
    const both = ordering(zoledronic(4), drug('denosumab', { mg: 120 }));
    expect(said({ ...crcl(25), ...both }).map(({ suggestions }) => suggestions?.map(({ item }) => item))).toEqual([
      ['remove-zoledronic'],
      ['order-calcium'],
    ]);
  });
});

describe('when and of whom it speaks', () => {
  const active = { ...crcl(25), ...taking(zoledronic(4)) };
  test.each<{ given: Stated; hook: Hook; expected: number; because: string }>([
    { given: active, hook: 'patient-view', expected: 1, because: 'active when the chart is opened' },
    { given: active, hook: 'order-sign', expected: 0, because: 'not in hand' },
    { given: at(25, 4), hook: 'order-select', expected: 1, because: 'being selected' },
    { given: { ...at(25, 4), selectedDrugs: [] }, hook: 'order-select', expected: 0, because: 'not selected' },
    {
      given: { ...at(25, 4), myeloma: absent('multiple-myeloma') },
      hook: 'order-sign',
      expected: 0,
      because: 'no myeloma',
    },
    {
      given: { ...at(25, 4), ...taking(drug('lenalidomide')), myeloma: absent('multiple-myeloma') },
      hook: 'order-sign',
      expected: 1,
      because: 'a drug for myeloma',
    },
    { given: { ...crcl(25), ...UNKNOWN_DRUGS }, hook: 'patient-view', expected: 0, because: 'medications unread' },
    {
      given: { ...crcl(25), ...taking(zoledronic(4), zoledronic(4, { reference: 'MedicationStatement/z' })) },
      hook: 'patient-view',
      expected: 1,
      because: 'one course written twice',
    },
    {
      given: { ...crcl(25), ...taking(zoledronic(), zoledronic()) },
      hook: 'patient-view',
      expected: 1,
      because: 'one entry',
    },
  ])('$because', ({ given, hook, expected }) => {
    expect(said(given, hook)).toHaveLength(expected);
  });

  test('what it shows, lacks and notes', () => {
    const [one] = said({
      ...ordering(zoledronic(4)),
      creatinine: measured(1.2, 'mg/dL'),
      sex: unknownFact('sex'),
      ...dialysisUnknown,
      myeloma: unknownFact('multiple-myeloma'),
    });
    expect(one?.show).toEqual({
      drug: 'zoledronic-acid',
      ordered: 4,
      maxDose: 3.5,
      limits: '3.5 / 3.3',
      clearance: '43 / 50',
    });
    expect(one?.notes?.map(({ key }) => key)).toEqual(['dialysis-unknown', 'sex-unknown', 'diagnosis-unknown']);
    expect(one?.missing.map(({ concept }) => concept)).toEqual(['sex', 'dialysis', 'multiple-myeloma']);
    expect(one?.evidence[0]).toMatchObject({ concept: 'zoledronic-acid-dose', value: 4, unit: 'mg' });
  });

  test('a measured clearance is preferred, and said so', () => {
    const [one] = said({ ...at(45, 4), creatinine: measured(0.6, 'mg/dL'), sex: sex('male') });
    expect([one?.advice, one?.show['maxDose'], one?.notes]).toEqual(['zoledronic-above', 3.3, [{ key: 'measured' }]]);
  });

  test('a clearance just under a limit is not rounded up to it', () => {
    expect(said(at(49.8, 4))[0]?.show['clearance']).toBe('49.8');
    expect(said(at(29.96, 4))[0]?.show['clearance']).toBe('29.9');
  });
});
