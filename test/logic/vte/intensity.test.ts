import { intensityOf, type Intensity } from '../../../src/logic/vte/intensity.ts';
import type { Drug } from '../../../src/logic/facts.ts';
import { drug, measured, unknownFact } from '../facts.ts';

const KG_80 = measured(80, 'kg');
const NO_WEIGHT = unknownFact('body-weight', 'stale');

interface Row {
  readonly of: Drug;
  readonly weight?: typeof KG_80 | typeof NO_WEIGHT;
  readonly expected: Intensity;
  readonly because: string;
}

const read = ({ of, weight = KG_80 }: Pick<Row, 'of' | 'weight'>): Intensity => intensityOf(of, weight);

describe('intensity from the dose (I-4): aspirin', () => {
  test.each<Row>([
    { of: drug('aspirin', { mg: 74 }), expected: 'unknown', because: 'just under 75' },
    { of: drug('aspirin', { mg: 75 }), expected: 'prophylactic', because: '75' },
    { of: drug('aspirin', { mg: 76 }), expected: 'prophylactic', because: 'just over 75' },
    { of: drug('aspirin', { mg: 324 }), expected: 'prophylactic', because: 'just under 325' },
    { of: drug('aspirin', { mg: 325 }), expected: 'prophylactic', because: '325' },
    { of: drug('aspirin', { mg: 326 }), expected: 'unknown', because: 'just over 325' },
    { of: drug('aspirin', { mg: 81, to: 325 }), expected: 'prophylactic', because: 'a range inside' },
    { of: drug('aspirin', { mg: 50, to: 100 }), expected: 'unknown', because: 'a range across the lower limit' },
    { of: drug('aspirin', { mg: 300, to: 600 }), expected: 'unknown', because: 'a range across the upper limit' },
    { of: drug('aspirin', { mg: 81, perDay: 0.5 }), expected: 'unknown', because: '81 every other day is 40 a day' },
    { of: drug('aspirin', { mg: 81, asNeeded: true }), expected: 'unknown', because: 'as needed is no prophylaxis' },
    { of: drug('aspirin'), expected: 'unknown', because: 'a dose that cannot be read' },
  ])('$expected: $because', (row) => {
    expect(read(row)).toBe(row.expected);
  });
});

describe('enoxaparin, at 80 kg', () => {
  test.each<Row>([
    { of: drug('enoxaparin', { mg: 20 }), expected: 'prophylactic', because: '20 daily' },
    { of: drug('enoxaparin', { mg: 40 }), expected: 'prophylactic', because: '40 daily' },
    { of: drug('enoxaparin', { mg: 40 }), weight: NO_WEIGHT, expected: 'prophylactic', because: '40 at any weight' },
    { of: drug('enoxaparin', { mg: 30, perDay: 2 }), expected: 'prophylactic', because: '30 twice daily' },
    { of: drug('enoxaparin', { mg: 80, perDay: 2 }), expected: 'therapeutic', because: '1 mg/kg twice daily' },
    { of: drug('enoxaparin', { mg: 81, perDay: 2 }), expected: 'therapeutic', because: 'just over 1 mg/kg' },
    { of: drug('enoxaparin', { mg: 120 }), expected: 'therapeutic', because: '1.5 mg/kg once daily' },
    { of: drug('enoxaparin', { mg: 121 }), expected: 'therapeutic', because: 'just over 1.5 mg/kg' },
    { of: drug('enoxaparin', { mg: 20, to: 60 }), expected: 'unknown', because: 'a range across 40' },
    { of: drug('enoxaparin', { mg: 80, perDay: 2, asNeeded: true }), expected: 'unknown', because: 'as needed' },
    { of: drug('enoxaparin'), expected: 'unknown', because: 'a dose that cannot be read' },
  ])('$expected: $because', (row) => {
    expect(read(row)).toBe(row.expected);
  });

  test.each<Row>([
    { of: drug('enoxaparin', { mg: 4000, unit: 'units' }), expected: 'prophylactic', because: '4,000 units are 40 mg' },
    { of: drug('enoxaparin', { mg: 8000, unit: 'units', perDay: 2 }), expected: 'therapeutic', because: '1 mg/kg' },
  ])('100 units are a milligram (label): $because', (row) => {
    expect(read(row)).toBe(row.expected);
  });

  /** Between the two bands I-4 says nothing: neither may be claimed. */
  test.each<Omit<Row, 'expected'>>([
    { of: drug('enoxaparin', { mg: 41 }), because: 'just over 40 once daily' },
    { of: drug('enoxaparin', { mg: 60 }), because: '60 at once is not 30 twice' },
    { of: drug('enoxaparin', { mg: 30.1, perDay: 2 }), because: 'just over 30 twice daily' },
    { of: drug('enoxaparin', { mg: 79, perDay: 2 }), because: 'just under 1 mg/kg twice daily' },
    { of: drug('enoxaparin', { mg: 119.9 }), because: 'just under 1.5 mg/kg once daily' },
    { of: drug('enoxaparin', { mg: 80, perDay: 2 }), weight: NO_WEIGHT, because: 'full dose or not: no weight' },
    {
      of: drug('enoxaparin', { mg: 80, perDay: 2 }),
      weight: measured(80, 'kg', { to: 90 }),
      because: 'full dose by one of two weights only',
    },
  ])('neither prophylactic nor therapeutic: $because', (row) => {
    expect(['unknown', 'intermediate']).toContain(read(row));
  });
});

describe('other anticoagulants', () => {
  test.each<Row>([
    { of: drug('apixaban', { mg: 2.5 }), expected: 'unknown', because: '2.5 once daily is less than listed' },
    { of: drug('apixaban', { mg: 2.5, perDay: 2 }), expected: 'prophylactic', because: '2.5 twice daily' },
    { of: drug('apixaban', { mg: 5 }), expected: 'unknown', because: '5 once daily is no listed rhythm' },
    { of: drug('apixaban', { mg: 5, perDay: 2 }), expected: 'therapeutic', because: 'higher' },
    { of: drug('apixaban', { mg: 2.5, to: 5, perDay: 2 }), expected: 'unknown', because: 'a range across' },
    { of: drug('rivaroxaban', { mg: 2.5, perDay: 2 }), expected: 'unknown', because: '5 a day is less than listed' },
    { of: drug('rivaroxaban', { mg: 10 }), expected: 'prophylactic', because: '10 daily' },
    { of: drug('rivaroxaban', { mg: 15 }), expected: 'therapeutic', because: 'higher' },
    { of: drug('rivaroxaban', { mg: 10, to: 20 }), expected: 'unknown', because: 'a range across' },
    { of: drug('fondaparinux', { mg: 1.5 }), expected: 'unknown', because: 'less than listed' },
    { of: drug('fondaparinux', { mg: 2.5 }), expected: 'prophylactic', because: '2.5 daily' },
    { of: drug('fondaparinux', { mg: 5 }), expected: 'therapeutic', because: 'higher' },
    {
      of: drug('dalteparin', { mg: 5000, unit: 'units' }),
      expected: 'prophylactic',
      because: '5,000 units daily (I-3)',
    },
    { of: drug('dalteparin', { mg: 1000, unit: 'units' }), expected: 'unknown', because: 'less than any label' },
    { of: drug('warfarin', { mg: 5 }), expected: 'therapeutic', because: 'dosed to the INR' },
    { of: drug('warfarin'), expected: 'therapeutic', because: 'whatever the tablets say' },
    { of: drug('warfarin', { mg: 5, asNeeded: true }), expected: 'therapeutic', because: 'however it is written' },
    { of: drug('dabigatran', { mg: 150, perDay: 2 }), expected: 'therapeutic', because: 'full dose by the label' },
    { of: drug('dabigatran', { mg: 110, perDay: 2 }), expected: 'unknown', because: 'I-4 does not list it' },
    { of: drug('edoxaban', { mg: 60 }), expected: 'therapeutic', because: 'full dose by the label' },
    { of: drug('edoxaban', { mg: 30 }), expected: 'therapeutic', because: 'full dose of the label, reduced' },
    { of: drug('edoxaban', { mg: 15 }), expected: 'unknown', because: 'I-4 does not list it' },
    { of: drug('heparin', { mg: 5000, unit: 'units', perDay: 2 }), expected: 'unknown', because: 'dosed to the aPTT' },
    { of: drug('tinzaparin', { mg: 4500, unit: 'units' }), expected: 'unknown', because: 'I-4 gives no dose' },
    { of: drug('clopidogrel', { mg: 75 }), expected: 'unknown', because: 'not graded at all' },
    { of: drug('apixaban'), expected: 'unknown', because: 'a dose that cannot be read' },
  ])('$of.ingredient $expected: $because', (row) => {
    expect(read(row)).toBe(row.expected);
  });

  test.each<Row>([
    { of: drug('dalteparin', { mg: 5000 }), expected: 'unknown', because: 'dalteparin is not dosed in mg' },
    {
      of: drug('apixaban', { mg: 2.5, unit: 'units', perDay: 2 }),
      expected: 'unknown',
      because: 'nor apixaban in units',
    },
    { of: drug('aspirin', { mg: 81, unit: 'units' }), expected: 'unknown', because: 'nor aspirin' },
  ])("a unit that is not the drug's own: $because", (row) => {
    expect(read(row)).toBe(row.expected);
  });

  test('more dalteparin than listed is no prophylactic dose', () => {
    expect(read({ of: drug('dalteparin', { mg: 5001, unit: 'units' }) })).not.toBe('prophylactic');
  });
});
