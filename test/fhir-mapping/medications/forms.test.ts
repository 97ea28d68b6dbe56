import type { DrugForm, Ingredient, Route } from '../../../src/logic/drugs.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { mapped, RXNORM } from '../charts.ts';

const taking = (code: Json, more: Json = {}) => {
  const { activeDrugs } = mapped([medication('0', null, { medicationCodeableConcept: code, ...more })]).facts;
  return activeDrugs.known ? activeDrugs.value[0] : undefined;
};

describe('products of one ingredient', () => {
  test.each<{ text: string; ingredient: Ingredient; form: DrugForm | null; because: string }>([
    {
      text: 'daratumumab-hyaluronidase-fihj 1,800 mg SC',
      ingredient: 'daratumumab',
      form: 'with-hyaluronidase',
      because: 'its name',
    },
    { text: 'DARZALEX Faspro', ingredient: 'daratumumab', form: 'with-hyaluronidase', because: 'brand' },
    {
      text: '达雷妥尤单抗注射液（皮下注射）',
      ingredient: 'daratumumab',
      form: 'with-hyaluronidase',
      because: 'Chinese',
    },
    { text: 'Darzalex 400 mg/20 mL', ingredient: 'daratumumab', form: 'without-hyaluronidase', because: 'vial' },
    { text: 'daratumumab', ingredient: 'daratumumab', form: null, because: 'may be either' },
    { text: 'Prolia 60 mg/mL', ingredient: 'denosumab', form: 'osteoporosis', because: 'brand' },
    { text: 'denosumab 60 mg syringe', ingredient: 'denosumab', form: 'osteoporosis', because: 'strength' },
    { text: 'denosumab 120 mg/1.7 mL', ingredient: 'denosumab', form: 'oncology', because: 'strength' },
    { text: '地舒单抗注射液（安加维）', ingredient: 'denosumab', form: 'oncology', because: 'Chinese brand' },
    { text: 'denosumab 60 mg or 120 mg', ingredient: 'denosumab', form: null, because: 'two' },
    {
      text: 'zoledronic acid 5 mg/100 mL (Reclast)',
      ingredient: 'zoledronic-acid',
      form: 'osteoporosis',
      because: 'yearly product',
    },
    { text: 'Zometa 4 mg/5 mL', ingredient: 'zoledronic-acid', form: 'oncology', because: 'brand' },
    { text: 'lenalidomide 25 mg', ingredient: 'lenalidomide', form: null, because: 'there is one product only' },
  ])('$text is $form: $because', ({ text, ingredient, form }) => {
    expect(taking({ text })).toMatchObject({ ingredient, form });
  });

  test('the code of the subcutaneous product tells as well', () => {
    expect(taking({ coding: [{ system: RXNORM, code: '2375136' }] })).toMatchObject({
      ingredient: 'daratumumab',
      form: 'with-hyaluronidase',
    });
  });
});

describe('what acts where it is put is no drug of the pages', () => {
  test.each([
    ...[
      'acyclovir 5 % cream',
      'Acyclovir 3 % ophthalmic ointment',
      'Sitavig buccal tablet acyclovir',
      '阿昔洛韦乳膏',
      '阿昔洛韦滴眼液',
    ],
    ...[
      'tobramycin 0.3 % eye drops',
      'tobramycin 60 MG/ML Inhalation Solution',
      'gentamicin topical',
      'gentamicin ophthalmic',
    ],
    ...[
      'diclofenac 1 % gel',
      'diclofenac epolamine patch',
      '双氯芬酸二乙胺乳胶剂（凝胶）',
      'ketorolac ophthalmic solution',
      'dapsone 5 % gel',
    ],
    ...['calcitonin nasal spray', 'amikacin inhalation', '妥布霉素滴眼液', 'heparin lock flush'],
  ])('%s', (text) => {
    expect(taking({ text })).toBeUndefined();
  });

  test.each<{ text: string; ingredient: Ingredient }>([
    { text: 'acyclovir 400 mg tablet', ingredient: 'acyclovir' },
    { text: 'tobramycin 40 MG/ML injectable solution', ingredient: 'tobramycin' },
    { text: 'diclofenac sodium 75 mg delayed release tablet', ingredient: 'diclofenac' },
    { text: 'pentamidine 300 mg inhalation', ingredient: 'pentamidine' },
    { text: 'Bactrim DS', ingredient: 'trimethoprim-sulfamethoxazole' },
    { text: '复方磺胺甲噁唑片', ingredient: 'trimethoprim-sulfamethoxazole' },
    { text: '注射用唑来膦酸', ingredient: 'zoledronic-acid' },
    { text: 'immune globulin intravenous (Gammagard)', ingredient: 'immunoglobulin' },
    { text: '静注人免疫球蛋白', ingredient: 'immunoglobulin' },
    { text: 'teclistamab-cqyv', ingredient: 'teclistamab' },
    { text: 'posaconazole 100 mg', ingredient: 'posaconazole' },
    { text: 'iohexol 350 mg/mL', ingredient: 'iohexol' },
  ])('but $text is $ingredient', ({ text, ingredient }) => {
    expect(taking({ text })).toMatchObject({ ingredient });
  });

  test.each([
    'atovaquone-proguanil 250-100 mg',
    'hepatitis B immune globulin',
    'Rho(D) immune globulin',
    'trimethoprim 100 mg',
    '降压片',
  ])('%s is another drug', (text) => {
    expect(taking({ text })).toBeUndefined();
  });
});

describe('routes', () => {
  const order = (...routes: readonly unknown[]) =>
    taking(
      { coding: [{ system: RXNORM, code: RX.bortezomib }] },
      { dosageInstruction: routes.map((route) => ({ route })) },
    )?.route;
  test.each<{ route: unknown; told: Route | null; because: string }>([
    {
      route: { coding: [{ system: 'http://snomed.info/sct', code: '34206005' }] },
      told: 'subcutaneous',
      because: 'SNOMED',
    },
    { route: { coding: [{ code: '99' }, { code: '47625008' }] }, told: 'intravenous', because: 'behind a local code' },
    { route: { text: 'Subcutaneous' }, told: 'subcutaneous', because: 'a word' },
    { route: { coding: [{ display: 'Intravenous into a port' }] }, told: null, because: 'words beyond the plain name' },
    { route: { coding: [{ display: 'Intravenous push' }] }, told: 'intravenous', because: 'a push is into a vein' },
    {
      route: { coding: [{ display: 'Intravenous peripheral route' }] },
      told: 'intravenous',
      because: 'SNOMED display',
    },
    { route: { coding: [{ code: 'IVPB' }] }, told: 'intravenous', because: 'piggyback' },
    { route: { coding: [{ code: 'SQ', display: 'Injection, subcutaneous' }] }, told: 'subcutaneous', because: 'HL7' },
    { route: { coding: [{ display: 'IV Push' }] }, told: 'intravenous', because: 'a display' },
    { route: { coding: [{ code: 'IM' }] }, told: 'intramuscular', because: 'a code that is a word' },
    { route: { text: '皮下注射' }, told: 'subcutaneous', because: 'Chinese' },
    { route: { text: '口服' }, told: 'oral', because: 'Chinese' },
    { route: { text: 'i'.repeat(50_000) }, told: null, because: 'huge' },
    { route: { coding: [{ code: '__proto__' }] }, told: null, because: 'no code' },
    { route: 'SC', told: null, because: 'not a concept' },
    { route: undefined, told: null, because: 'not told' },
  ])('$told: $because', ({ route, told }) => {
    expect(order(route)).toBe(told);
  });

  test('dosages that disagree tell none', () => {
    expect(order({ text: 'IV' }, { text: 'SC' })).toBeNull();
    expect(order({ text: 'SC' }, { text: 'SC' })).toBe('subcutaneous');
  });
});

describe('doses per m2 or kg', () => {
  const order = (...dosages: readonly Json[]) =>
    taking({ coding: [{ system: RXNORM, code: RX.bortezomib }] }, { dosageInstruction: dosages });
  const quantity = (value: unknown, unit: unknown): Json => ({ doseAndRate: [{ doseQuantity: { value, unit } }] });
  const days = { timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } } };

  test.each<{ dosage: Json; dose: string | null; because: string }>([
    { dosage: quantity(1.3, 'mg/m2'), dose: '1.3..1.3 mg/m2', because: 'per m2' },
    { dosage: quantity(1300, 'ug/m2'), dose: '1.3..1.3 mg/m2', because: 'micrograms' },
    { dosage: quantity(16, 'mg/kg'), dose: '16..16 mg/kg', because: 'per kg' },
    { dosage: quantity(16, 'mg'), dose: null, because: 'fixed' },
    { dosage: quantity('16', 'mg/kg'), dose: '16..16 mg/kg', because: 'a number as text' },
    { dosage: quantity(-1, 'mg/kg'), dose: null, because: 'negative' },
    {
      dosage: {
        doseAndRate: [{ doseRange: { low: { value: 20, unit: 'mg/m2' }, high: { value: 27, unit: 'mg/m2' } } }],
      },
      dose: '20..27 mg/m2',
      because: 'a range',
    },
    {
      dosage: {
        doseAndRate: [{ doseRange: { low: { value: 27, unit: 'mg/m2' }, high: { value: 20, unit: 'mg/m2' } } }],
      },
      dose: null,
      because: 'a range upside down',
    },
    { dosage: { text: '1.3 mg/m2 SC days 1, 4, 8, 11' }, dose: '1.3..1.3 mg/m2', because: 'in words' },
    { dosage: { text: '1.3毫克/平方米' }, dose: '1.3..1.3 mg/m2', because: 'in Chinese' },
    { dosage: { text: '16 mg per kg weekly' }, dose: '16..16 mg/kg', because: 'per kg in words' },
    { dosage: { text: '20 mg/m2 then 27 mg/m2' }, dose: null, because: 'two' },
    { dosage: { text: '1.3 mg/m2/day' }, dose: null, because: 'a rate' },
    { dosage: { text: 'mg/m2 '.repeat(20_000) }, dose: null, because: 'huge' },
    { dosage: {}, dose: null, because: 'none' },
  ])('$dose: $because', ({ dosage, dose }) => {
    const scaled = order(dosage)?.scaledDose;
    expect(scaled ? `${scaled.perDose.low}..${scaled.perDose.high} ${scaled.unit}` : null).toBe(dose);
  });

  test('carry their rhythm', () => {
    expect(
      order({ ...quantity(1.3, 'mg/m2'), ...days, text: 'days 1, 4, 8, 11 of 21 days' })?.scaledDose,
    ).toMatchObject({ dosesPerDay: 1, dosesPerCycle: 4 });
    expect(order(quantity(1.3, 'mg/m2'))?.scaledDose).toMatchObject({ dosesPerDay: null, dosesPerCycle: null });
  });

  test('of several dosages are none', () => {
    expect(order(quantity(1.3, 'mg/m2'), quantity(1.3, 'mg/m2'))?.scaledDose).toBeUndefined();
  });
});
