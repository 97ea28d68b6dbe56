import type { DoseUnit } from '../../../src/logic/dose.ts';
import { amountInText, structuredAmount, type DoseAmount } from '../../../src/fhir-mapping/medications/dose-amount.ts';
import type { Strength } from '../../../src/fhir-mapping/medications/strength.ts';
import type { Json } from '../../patient.ts';
import { UCUM } from '../charts.ts';

const dose = (low: number, high = low, unit: DoseUnit = 'mg'): DoseAmount => ({ low, high, unit });
const quantity = (value: unknown, unit?: string, code = unit): Json => ({ value, unit, system: UCUM, code });
const rate = (doseQuantity: Json): Json => ({ doseAndRate: [{ doseQuantity }] });
const range = (low: Json | undefined, high: Json | undefined): Json => ({
  doseAndRate: [{ doseRange: { low, high } }],
});

const TEN_MG: Strength = { perPiece: { value: 10, unit: 'mg' }, perMl: null };
const HALF_MG: Strength = { perPiece: { value: 0.5, unit: 'mg' }, perMl: null };
const PER_ML: Strength = { perPiece: { value: 40, unit: 'mg' }, perMl: { value: 100, unit: 'mg' } };
const HEPARIN: Strength = { perPiece: null, perMl: { value: 5000, unit: 'units' } };

type Row = {
  readonly dosage: Json;
  readonly strength?: Strength;
  readonly amount: DoseAmount | null | undefined;
  readonly because: string;
};

describe('structured doses', () => {
  test.each<Row>([
    { dosage: rate(quantity(25, 'mg')), amount: dose(25), because: 'milligrams' },
    { dosage: { doseQuantity: quantity(25, 'mg') }, amount: dose(25), because: 'DSTU2 and STU3 shape' },
    { dosage: { doseAndRate: { doseQuantity: quantity(25, 'mg') } }, amount: dose(25), because: 'object, not array' },
    { dosage: rate({ value: 25, code: 'mg' }), amount: dose(25), because: 'code alone' },
    { dosage: rate({ value: 25, unit: 'mg' }), amount: dose(25), because: 'unit alone' },
    { dosage: rate(quantity(25, 'MG')), amount: dose(25), because: 'capitals (megagauss in UCUM)' },
    { dosage: rate(quantity(0.025, 'g')), amount: dose(25), because: 'grams' },
    { dosage: rate(quantity(25000, 'ug')), amount: dose(25), because: 'micrograms' },
    { dosage: rate(quantity(25000, 'mcg')), amount: dose(25), because: 'mcg' },
    { dosage: rate(quantity(25000, '\u00b5g')), amount: dose(25), because: 'micro sign' },
    { dosage: rate(quantity(25, '毫克')), amount: dose(25), because: 'Chinese' },
    { dosage: rate(quantity('25', 'mg')), amount: dose(25), because: 'numbers arrive as strings (conventions)' },
    { dosage: rate(quantity(5000, '[iU]')), amount: dose(5000, 5000, 'units'), because: 'international units' },
    { dosage: rate(quantity(5000, 'unit')), amount: dose(5000, 5000, 'units'), because: 'units' },
    { dosage: rate(quantity(2, '{pill}')), strength: TEN_MG, amount: dose(20), because: 'the Sandbox: pills' },
    { dosage: rate(quantity(2, '{tbl}')), strength: TEN_MG, amount: dose(20), because: 'UCUM-like tablets' },
    { dosage: rate(quantity(1, 'CAP')), strength: TEN_MG, amount: dose(10), because: 'HL7 capsule' },
    { dosage: rate(quantity(1, 'Capsule(s)')), strength: TEN_MG, amount: dose(10), because: 'words' },
    { dosage: rate(quantity(1, '{capsule}')), strength: TEN_MG, amount: dose(10), because: 'annotation' },
    { dosage: rate(quantity(2, '粒')), strength: TEN_MG, amount: dose(20), because: 'Chinese capsules' },
    { dosage: rate(quantity(0.5, 'tablet')), strength: TEN_MG, amount: dose(5), because: 'half a tablet' },
    { dosage: rate(quantity(3, 'tablet')), strength: HALF_MG, amount: dose(1.5), because: 'no rounding error' },
    { dosage: rate(quantity(0.4, 'mL')), strength: PER_ML, amount: dose(40), because: 'volume times concentration' },
    { dosage: rate(quantity(0.4, 'ml')), strength: PER_ML, amount: dose(40), because: 'lower case' },
    { dosage: rate(quantity(1, 'syringe')), strength: PER_ML, amount: dose(40), because: 'one syringe' },
    { dosage: rate(quantity(1, 'mL')), strength: HEPARIN, amount: dose(5000, 5000, 'units'), because: 'units per mL' },
    { dosage: range(quantity(10, 'mg'), quantity(20, 'mg')), amount: dose(10, 20), because: 'a range' },
    {
      dosage: range(quantity(1, '{tbl}'), quantity(2, '{tbl}')),
      strength: TEN_MG,
      amount: dose(10, 20),
      because: 'a range of pills',
    },
    { dosage: range(quantity(10), quantity(20, 'mg')), amount: dose(10, 20), because: 'the unit only once' },
    { dosage: range(undefined, quantity(20, 'mg')), amount: dose(20), because: 'an upper limit: the high counts' },
    {
      dosage: { doseRange: { low: quantity(1, 'g'), high: quantity(2, 'g') } },
      amount: dose(1000, 2000),
      because: 'STU3 range',
    },
    {
      dosage: { doseAndRate: [{ doseQuantity: quantity(10, 'mg') }, { doseQuantity: quantity(1, 'capsule') }] },
      strength: TEN_MG,
      amount: dose(10),
      because: 'Epic: calculated and administered amount of one dose',
    },
    {
      dosage: { doseAndRate: [{ doseQuantity: quantity(10, 'mg') }, { doseQuantity: quantity(1, 'capsule') }] },
      amount: dose(10),
      because: 'Epic, product unknown: the mg are stated',
    },
    { dosage: {}, amount: undefined, because: 'nothing stated' },
    { dosage: { doseAndRate: [] }, amount: undefined, because: 'nothing stated' },
    {
      dosage: { doseAndRate: [{ rateQuantity: quantity(5, 'mg/h') }] },
      amount: undefined,
      because: 'a rate is no dose',
    },
  ])('$because', ({ dosage, strength, amount }) => {
    expect(structuredAmount(dosage, strength ?? null)).toEqual(amount);
  });

  test.each<Omit<Row, 'amount'>>([
    { dosage: rate(quantity(25)), because: 'no unit: milligrams or capsules' },
    { dosage: rate(quantity(25, ' ')), because: 'a blank unit' },
    { dosage: rate(quantity(1, '{pill}')), because: 'pills of unknown strength' },
    { dosage: rate(quantity(1, '{pill}')), strength: HEPARIN, because: 'pills of a solution' },
    { dosage: rate(quantity(1, 'mL')), strength: TEN_MG, because: 'millilitres of a capsule' },
    { dosage: rate(quantity(1.3, 'mg/m2')), because: 'needs the body surface' },
    { dosage: rate(quantity(1, 'mg/kg')), because: 'needs the weight' },
    { dosage: rate(quantity(25, 'furlong')), because: 'no such unit' },
    { dosage: rate(quantity(0, 'mg')), because: 'nothing' },
    { dosage: rate(quantity(-25, 'mg')), because: 'negative' },
    { dosage: rate(quantity('a few', 'mg')), because: 'words' },
    { dosage: rate(quantity(undefined, 'mg')), because: 'no number' },
    { dosage: rate(quantity(null, 'mg')), because: 'null' },
    { dosage: rate(quantity(25, 'mg', 'g')), because: 'unit and code contradict each other' },
    { dosage: range(undefined, quantity(25, 'mg', 'g')), because: 'unit and code of a range contradict each other' },
    { dosage: { doseQuantity: 25 }, because: 'a bare number' },
    { dosage: range(quantity(20, 'mg'), quantity(10, 'mg')), because: 'upside down' },
    { dosage: range(quantity(10, 'mg'), undefined), because: 'no upper limit' },
    { dosage: range(quantity(10, 'mg'), quantity(20, '[iU]')), because: 'two kinds' },
    { dosage: range(quantity('x', 'mg'), quantity(20, 'mg')), because: 'a limit that cannot be read' },
    {
      dosage: { doseAndRate: [{ doseQuantity: quantity(10, 'mg') }, { doseQuantity: quantity(10, '[iU]') }] },
      because: 'two kinds',
    },
  ])('refused: $because', ({ dosage, strength }) => {
    expect(structuredAmount(dosage, strength ?? null)).toBeNull();
  });
});

describe('amounts in words', () => {
  type TextRow = {
    readonly text: string;
    readonly strength?: Strength;
    readonly amount: DoseAmount | null;
    readonly because: string;
  };

  test.each<TextRow>([
    { text: 'Take 25 mg daily', amount: dose(25), because: 'plain' },
    { text: '25mg qd', amount: dose(25), because: 'no blank' },
    { text: '2.5 mg bid', amount: dose(2.5), because: 'decimal' },
    { text: '5,000 units sc q8h', amount: dose(5000, 5000, 'units'), because: 'thousands comma' },
    { text: '0.5 g weekly', amount: dose(500), because: 'grams' },
    { text: '每次25毫克', amount: dose(25), because: 'Chinese' },
    { text: '81-325 mg daily', amount: dose(81, 325), because: 'a range' },
    { text: '5 to 10 mg daily', amount: dose(5, 10), because: 'a range in words' },
    { text: '1 capsule daily', strength: TEN_MG, amount: dose(10), because: 'pieces of known strength' },
    { text: 'take two tablets', strength: TEN_MG, amount: dose(20), because: 'number word' },
    { text: '每次2粒', strength: TEN_MG, amount: dose(20), because: 'Chinese pieces' },
    { text: '半片', strength: TEN_MG, amount: dose(5), because: 'half a tablet' },
    { text: '1 capsule (10 mg) daily', strength: TEN_MG, amount: dose(10), because: 'both agree' },
    { text: '1 capsule (25 mg) daily', amount: dose(25), because: 'one piece of 25 mg is 25 mg' },
    { text: '4 tablets (40 mg) weekly', strength: TEN_MG, amount: dose(40), because: 'the total' },
    { text: '4 tablets of 10 mg weekly', strength: TEN_MG, amount: dose(40), because: 'the piece' },
    { text: '40 mg (10 tablets of 4 mg) weekly', amount: dose(40), because: 'piece and total agree' },
    {
      text: '1-2 tablets daily',
      strength: TEN_MG,
      amount: dose(10, 20),
      because: 'a range of pieces: the high counts',
    },
    { text: '4 tablets (40 mg) weekly', amount: null, because: 'total or piece?' },
    { text: '2 tablets daily', amount: null, because: 'pieces of unknown strength' },
    { text: '10 mg and 15 mg', amount: null, because: 'two amounts' },
    { text: '1 mg/kg', amount: null, because: 'by weight' },
    { text: '1.3 mg/m2', amount: null, because: 'by surface' },
    { text: '3 tablets (25 mg)', strength: TEN_MG, amount: null, because: 'they do not agree' },
    { text: '2 tablets (5 mg total)', strength: TEN_MG, amount: null, because: 'they do not agree' },
    { text: '2 tablets (5-10 mg)', strength: TEN_MG, amount: null, because: 'pieces and a range' },
    { text: '3 tablets of 4 mg, 2 of 5 mg', amount: null, because: 'a mixture' },
    { text: 'take as directed', amount: null, because: 'no amount' },
    { text: '', amount: null, because: 'empty' },
  ])('$text: $because', ({ text, strength, amount }) => {
    expect(amountInText(text, strength ?? null)).toEqual(amount);
  });
});
