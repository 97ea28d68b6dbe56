import type { Drug } from '../../../src/logic/facts.ts';
import { lenalidomideRenalDose } from '../../../src/logic/renal/lenalidomide-dose.ts';
import type { Advice, Hook } from '../../../src/logic/rule.ts';
import type { Thresholds } from '../../../src/logic/thresholds.ts';
import {
  adviceOf,
  born,
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

const lenalidomide = (mg: number, reference = 'MedicationRequest/1'): Drug => drug('lenalidomide', { mg, reference });
const unread = drug('lenalidomide');
const of = (value: number, ...drugs: readonly Drug[]): Stated => ({
  measuredClearance: measured(value, 'mL/min'),
  ...ordering(...drugs),
});
const creatinine = (mgDl: number, comparator?: '<' | '>' | '>='): Stated => ({
  creatinine: measured(mgDl, 'mg/dL', comparator ? { comparator } : {}),
});
const full = ordering(lenalidomide(25));
const onDialysis = { dialysis: present('dialysis') };
const dialysisUnknown = { dialysis: unknownFact('dialysis', 'unanswered') };
const sexUnknown = { sex: unknownFact('sex', 'conflicting') };

interface Row {
  readonly given: Stated;
  readonly hook?: Hook;
  readonly thresholds?: Partial<Thresholds>;
  readonly expected: string | null;
  readonly because: string;
}

const advised = ({ given, hook = 'order-sign', thresholds = {} }: Pick<Row, 'given' | 'hook' | 'thresholds'>) =>
  adviceOf(lenalidomideRenalDose, given, context(hook, thresholds));

const ROWS: readonly Row[] = [
  { given: of(60, lenalidomide(25)), expected: null, because: '25 mg at 60.0 (errata 32)' },
  { given: of(59.9, lenalidomide(25)), expected: 'critical above', because: '25 mg at 59.9: more than twice 10' },
  { given: of(59.9, lenalidomide(10)), expected: null, because: '10 mg at 59.9' },
  { given: of(45, lenalidomide(10.1)), expected: 'warning above', because: 'just over 10' },
  { given: of(45, lenalidomide(20)), expected: 'warning above', because: 'twice is not more than twice' },
  { given: of(45, lenalidomide(20.1)), expected: 'critical above', because: 'just over twice' },
  { given: of(30, lenalidomide(10)), expected: null, because: '10 mg at 30.0' },
  { given: of(29.9, lenalidomide(10)), expected: 'warning above', because: '10 mg at 29.9: above 7.5 a day' },
  { given: of(29.9, lenalidomide(15)), expected: 'warning above', because: '15 mg daily is twice 15 mg every 48 h' },
  { given: of(29.9, lenalidomide(15.1)), expected: 'critical above', because: 'just over twice' },
  { given: of(29.9, drug('lenalidomide', { mg: 15, perDay: 0.5 })), expected: null, because: '15 mg every 48 h' },
  { given: of(45, lenalidomide(25)), hook: 'order-select', expected: 'critical above', because: 'at order-select too' },

  { given: { ...of(100, lenalidomide(5)), ...onDialysis }, expected: null, because: '5 mg on dialysis' },
  { given: { ...of(100, lenalidomide(5.1)), ...onDialysis }, expected: 'warning above', because: 'just over 5' },
  { given: { ...of(100, lenalidomide(10)), ...onDialysis }, expected: 'warning above', because: 'twice 5' },
  {
    given: { ...of(100, lenalidomide(10.1)), ...onDialysis },
    expected: 'critical above',
    because: 'just over twice 5',
  },
  {
    given: { ...full, ...onDialysis, creatinine: unknownFact('serum-creatinine') },
    expected: 'critical above',
    because: 'dialysis needs no clearance',
  },
  { given: { ...of(60, lenalidomide(25)), ...dialysisUnknown }, expected: null, because: 'dialysis unknown at 60' },
  { given: { ...of(45, lenalidomide(25)), ...dialysisUnknown }, expected: 'critical above', because: 'and at 45' },
  { given: { ...of(20, lenalidomide(5)), ...dialysisUnknown }, expected: null, because: 'within both rows' },
  { given: { ...of(20, lenalidomide(6)), ...dialysisUnknown }, expected: 'info maybe-above', because: 'above one row' },
  {
    given: { ...of(20, lenalidomide(12)), ...dialysisUnknown },
    expected: 'warning above-either-row',
    because: 'above both, more than twice one of them',
  },
  {
    given: { ...of(20, lenalidomide(25)), ...dialysisUnknown },
    expected: 'critical above-either-row',
    because: 'more than twice both',
  },

  { given: { ...full, ...creatinine(1), ...sexUnknown }, expected: 'info maybe-above', because: '60 or 51 by sex' },
  { given: { ...full, ...creatinine(1.5), ...sexUnknown }, expected: 'critical above', because: '40 and 34 agree' },
  { given: { ...full, ...creatinine(0.8), ...sexUnknown }, expected: null, because: '75 and 64 agree' },
  {
    given: { ...full, ...creatinine(1), birthDate: born('1966') },
    expected: null,
    because: '60.75 or 60 by birth year',
  },
  {
    given: { ...full, ...creatinine(1), birthDate: born('1965') },
    expected: 'info maybe-above',
    because: '60 or 59.25 by birth year',
  },
  {
    given: { ...ordering(lenalidomide(10)), ...creatinine(5, '>') },
    expected: 'warning above',
    because: 'creatinine >5 is below 12 mL/min',
  },
  { given: { ...full, ...creatinine(1, '<') }, expected: null, because: 'creatinine <1 is above 60 mL/min' },
  { given: { ...full, ...creatinine(1.2, '<') }, expected: 'info maybe-above', because: '<1.2 is above 50' },
  {
    given: { ...full, ...creatinine(1, '>') },
    expected: 'critical above-either-row',
    because: 'creatinine >1: moderate or severe, above twice either',
  },

  { given: of(45, drug('lenalidomide', { mg: 5, to: 10 })), expected: null, because: 'a dose range up to the limit' },
  {
    given: of(45, drug('lenalidomide', { mg: 10, to: 25 })),
    expected: 'critical above',
    because: 'the higher of two dosages counts',
  },
  { given: of(45, unread), expected: 'info dose-unreadable', because: 'the dose cannot be read' },
  { given: of(60, unread), expected: null, because: 'nor need it be from 60' },
  {
    given: { ...full, creatinine: unknownFact('serum-creatinine', 'stale') },
    expected: 'info clearance-unknown',
    because: 'creatinine too old',
  },
  { given: { ...full, weight: unknownFact('body-weight') }, expected: 'info clearance-unknown', because: 'no weight' },
  { given: { ...full, birthDate: unknownFact('birth-date') }, expected: 'info clearance-unknown', because: 'no age' },
  {
    given: { ...full, height: unknownFact('body-height') },
    thresholds: { clearanceWeight: 'ideal' },
    expected: 'info clearance-unknown',
    because: 'no height, where the site computes by ideal weight',
  },

  {
    given: { ...of(45), ...taking(lenalidomide(25)) },
    hook: 'patient-view',
    expected: 'critical above',
    because: 'active, and renal function has changed',
  },
  {
    given: { ...of(45), ...taking(lenalidomide(10)) },
    hook: 'patient-view',
    expected: null,
    because: 'active, within',
  },
  { given: { ...of(45), ...taking(lenalidomide(25)) }, expected: null, because: 'active is not being ordered' },
  { given: { ...of(45), ...UNKNOWN_DRUGS }, hook: 'patient-view', expected: null, because: 'no drug list' },
  {
    given: { ...of(45), ...taking(lenalidomide(25), lenalidomide(25, 'MedicationStatement/1')) },
    hook: 'patient-view',
    expected: 'critical above',
    because: 'one course on record twice is said once',
  },
  {
    given: { ...of(45), plannedDrugs: [lenalidomide(25)] },
    hook: 'order-select',
    expected: null,
    because: 'not selected',
  },
  { given: of(45, drug('thalidomide', { mg: 200 })), expected: null, because: 'the table is for lenalidomide' },
];

describe('lenalidomide dose by renal function (J-2)', () => {
  test.each(ROWS)('$expected: $because', (row) => {
    expect(inBrief(advised(row))).toEqual(row.expected === null ? [] : [row.expected]);
  });

  test('every advice of the page is reached', () => {
    const reached = new Set(ROWS.map(({ expected }) => expected?.split(' ')[1]).filter((key) => key !== undefined));
    expect([...reached].sort()).toEqual([...lenalidomideRenalDose.advises].sort());
  });

  test.each<{ given: Stated; hook?: Hook; expected: readonly string[]; because: string }>([
    {
      given: of(45, lenalidomide(25), lenalidomide(10, 'b')),
      expected: ['critical above'],
      because: 'one of two orders',
    },
    {
      given: of(45, lenalidomide(25), lenalidomide(15, 'b')),
      expected: ['critical above', 'warning above'],
      because: 'each of two orders',
    },
    {
      given: { ...of(45), ...taking(unread, drug('lenalidomide', { reference: 'b' })) },
      hook: 'patient-view',
      expected: ['info dose-unreadable', 'info dose-unreadable'],
      because: 'two entries that cannot be read may be two courses',
    },
  ])('two: $because', ({ given, hook, expected }) => {
    const advice: readonly Advice<string>[] = advised(hook ? { given, hook } : { given });
    expect(inBrief(advice)).toEqual(expected);
  });
});
