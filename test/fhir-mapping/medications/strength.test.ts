import type { DoseUnit } from '../../../src/logic/dose.ts';
import {
  amountOf,
  strengthIn,
  strengthOfIngredient,
  type Strength,
} from '../../../src/fhir-mapping/medications/strength.ts';
import { UCUM } from '../charts.ts';

const piece = (value: number, unit: DoseUnit = 'mg'): Strength => ({ perPiece: { value, unit }, perMl: null });
const millilitre = (value: number, unit: DoseUnit = 'mg'): Strength => ({ perPiece: null, perMl: { value, unit } });
const syringe = (whole: number, perMl: number, unit: DoseUnit = 'mg'): Strength => ({
  perPiece: { value: whole, unit },
  perMl: { value: perMl, unit },
});

describe('the strength in a product’s name', () => {
  test.each<{ name: string; strength: Strength; because: string }>([
    { name: 'Lenalidomide 10 MG Oral Capsule', strength: piece(10), because: 'RxNorm clinical drug' },
    { name: 'Lenalidomide 2.5 MG Oral Capsule', strength: piece(2.5), because: 'a decimal' },
    { name: 'Revlimid 25 MG Oral Capsule', strength: piece(25), because: 'branded drug' },
    { name: 'lenalidomide 25mg caps', strength: piece(25), because: 'no blank' },
    { name: '来那度胺胶囊 25mg', strength: piece(25), because: 'Chinese' },
    { name: '地塞米松片0.75毫克', strength: piece(0.75), because: 'Chinese unit' },
    { name: '地塞米松片0.75mg*100片', strength: piece(0.75), because: 'pack size behind it' },
    { name: 'digoxin 125 mcg tablet', strength: piece(0.125), because: 'micrograms' },
    { name: 'cyclophosphamide 1 g injection', strength: piece(1000), because: 'grams' },
    { name: 'cyclophosphamide 1,000 mg vial', strength: piece(1000), because: 'thousands comma' },
    { name: 'ixazomib 2,3 mg', strength: piece(2.3), because: 'decimal comma' },
    { name: '12 HR carbamazepine 200 MG Extended Release', strength: piece(200), because: 'hours are no strength' },
    {
      name: '0.4 ML enoxaparin sodium 100 MG/ML Prefilled Syringe',
      strength: syringe(40, 100),
      because: 'RxNorm syringe',
    },
    { name: 'enoxaparin 40 mg/0.4 mL syringe', strength: syringe(40, 100), because: 'the usual writing' },
    { name: 'Clexane 40 mg/0,4 ml', strength: syringe(40, 100), because: 'the European name: decimal comma' },
    { name: '0,4 ml enoxaparin 100 mg/ml', strength: syringe(40, 100), because: 'decimal comma in the volume' },
    { name: '5 ML Darzalex 20 MG/ML Injection', strength: syringe(100, 20), because: 'a vial' },
    {
      name: '0.5 ML fondaparinux sodium 5 MG/ML Prefilled Syringe',
      strength: syringe(2.5, 5),
      because: 'decimal volume',
    },
    {
      name: '1 ML epoetin alfa-epbx 10000 UNT/ML Injection',
      strength: syringe(10000, 10000, 'units'),
      because: 'units',
    },
    { name: 'dexamethasone 1 MG/ML Oral Solution', strength: millilitre(1), because: 'a concentration has no piece' },
    { name: 'heparin sodium, porcine 5000 UNT/ML', strength: millilitre(5000, 'units'), because: 'units' },
    { name: 'heparin 5,000 units/mL vial', strength: millilitre(5000, 'units'), because: 'thousands comma' },
    { name: 'dalteparin 5,000 IU', strength: piece(5000, 'units'), because: 'international units' },
  ])('$name: $because', ({ name, strength }) => {
    expect(strengthIn(name)).toEqual(strength);
  });

  test.each([
    { name: 'lenalidomide', because: 'none stated' },
    { name: '', because: 'empty' },
    { name: 'Xpovio 80 MG Twice Weekly (160 MG total weekly) Dose Carton Pack', because: 'a pack' },
    { name: '{12 (selinexor 20 MG Oral Tablet) } Pack', because: 'a pack' },
    { name: 'TaperDex 1.5 MG Tablet 7-Day', because: 'a taper' },
    { name: 'acetaminophen 325 MG / hydrocodone 5 MG Oral Tablet', because: 'two ingredients' },
    { name: 'bortezomib 1.3 mg/m2', because: 'a dose by body surface' },
    { name: 'enoxaparin 1 mg/kg', because: 'a dose by weight' },
    { name: 'fentanyl 25 mcg/hr patch', because: 'a rate' },
    { name: 'lenalidomide 25 mg/day', because: 'a daily dose' },
    { name: 'drug 10 mg/0 mL', because: 'no volume' },
    { name: 'dexamethasone 0.1 % ointment', because: 'per cent' },
    { name: `lenalidomide 10 mg ${'x'.repeat(300)}`, because: 'no name is that long' },
  ])('none in $name: $because', ({ name }) => {
    expect(strengthIn(name)).toBeNull();
  });

  test('a number that cannot be read whole is never read in part', () => {
    expect([null, 1_000_000]).toContain(strengthIn('1,000,000 units')?.perPiece?.value ?? null);
    expect([null, 0.5]).toContain(strengthIn('drug .5 mg tablet')?.perPiece?.value ?? null);
  });
});

describe('amounts', () => {
  test.each([
    { digits: '25', unit: 'mg', amount: { value: 25, unit: 'mg' } },
    { digits: '0.5', unit: 'G', amount: { value: 500, unit: 'mg' } },
    { digits: '250', unit: 'MCG', amount: { value: 0.25, unit: 'mg' } },
    { digits: '1,250', unit: 'mg', amount: { value: 1250, unit: 'mg' } },
    { digits: '1,25', unit: 'mg', amount: { value: 1.25, unit: 'mg' } },
    { digits: '5000', unit: 'IU', amount: { value: 5000, unit: 'units' } },
    { digits: '5000', unit: '单位', amount: { value: 5000, unit: 'units' } },
    { digits: '5', unit: 'furlong', amount: null },
  ])('$digits $unit', ({ digits, unit, amount }) => {
    expect(amountOf(digits, unit)).toEqual(amount);
  });
});

describe('Medication.ingredient.strength', () => {
  const quantity = (value: unknown, unit?: string): Record<string, unknown> => ({
    value,
    unit,
    system: UCUM,
    code: unit,
  });

  test.each<{ numerator: unknown; denominator: unknown; strength: Strength | null; because: string }>([
    { numerator: quantity(10, 'mg'), denominator: quantity(1, '{capsule}'), strength: piece(10), because: 'a capsule' },
    { numerator: quantity(10, 'mg'), denominator: quantity(1, '1'), strength: piece(10), because: 'unity' },
    { numerator: quantity(10, 'mg'), denominator: undefined, strength: piece(10), because: 'no denominator' },
    { numerator: quantity(20, 'mg'), denominator: quantity(2, '{tbl}'), strength: piece(10), because: 'two tablets' },
    { numerator: quantity(0.01, 'g'), denominator: quantity(1, '{tbl}'), strength: piece(10), because: 'grams' },
    { numerator: quantity(100, 'mg'), denominator: quantity(1, 'mL'), strength: millilitre(100), because: 'per mL' },
    {
      numerator: quantity(40, 'mg'),
      denominator: quantity(0.4, 'mL'),
      strength: millilitre(100),
      because: 'per volume',
    },
    {
      numerator: quantity(5000, '[iU]'),
      denominator: quantity(1, 'mL'),
      strength: millilitre(5000, 'units'),
      because: 'UCUM units',
    },
    { numerator: quantity(1000, 'mg'), denominator: quantity(1, 'L'), strength: millilitre(1), because: 'per litre' },
    { numerator: quantity(10), denominator: quantity(1, '1'), strength: null, because: 'no unit' },
    { numerator: quantity(10, '%'), denominator: quantity(1, '1'), strength: null, because: 'per cent is no amount' },
    { numerator: quantity('10', 'mg'), denominator: quantity(1, '1'), strength: null, because: 'a string' },
    { numerator: quantity(10, 'mg'), denominator: quantity(0, 'mL'), strength: null, because: 'per nothing' },
    { numerator: quantity(10, 'mg'), denominator: quantity(1, 'h'), strength: null, because: 'a rate' },
    { numerator: undefined, denominator: undefined, strength: null, because: 'nothing stated' },
  ])('$because', ({ numerator, denominator, strength }) => {
    expect(strengthOfIngredient({ strength: { numerator, denominator } })).toEqual(strength);
  });

  test('no strength at all', () => {
    expect(strengthOfIngredient({})).toBeNull();
  });
});
