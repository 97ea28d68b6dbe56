import {
  classOf,
  INGREDIENTS,
  isA,
  isAnticoagulant,
  isAntiMyeloma,
  isCytotoxic,
  isMyelomaSpecific,
  type DrugClass,
  type Ingredient,
} from '../../src/logic/drugs.ts';
import { drug } from './facts.ts';

/** The classes of the conventions, "Drug classes", and errata 28. */
const CONVENTIONS: readonly { readonly name: DrugClass; readonly of: readonly string[] }[] = [
  { name: 'imid', of: ['lenalidomide', 'thalidomide', 'pomalidomide'] },
  { name: 'proteasome-inhibitor', of: ['bortezomib', 'carfilzomib', 'ixazomib'] },
  { name: 'anti-cd38', of: ['daratumumab', 'isatuximab'] },
  { name: 'anti-slamf7', of: ['elotuzumab'] },
  { name: 'bcma', of: ['belantamab-mafodotin', 'idecabtagene-vicleucel', 'ciltacabtagene-autoleucel'] },
  { name: 'xpo1', of: ['selinexor'] },
  { name: 'bcl2', of: ['venetoclax'] },
  { name: 'alkylator', of: ['melphalan', 'cyclophosphamide', 'bendamustine', 'carmustine', 'lomustine'] },
  { name: 'anthracycline', of: ['doxorubicin', 'liposomal-doxorubicin'] },
  { name: 'platinum', of: ['cisplatin'] },
  { name: 'other-cytotoxic', of: ['etoposide', 'vincristine'] },
  { name: 'steroid', of: ['dexamethasone', 'prednisone'] },
  { name: 'esa', of: ['epoetin', 'darbepoetin'] },
  { name: 'lmwh', of: ['enoxaparin', 'dalteparin', 'tinzaparin'] },
  { name: 'heparin', of: ['heparin'] },
  { name: 'factor-xa-parenteral', of: ['fondaparinux'] },
  { name: 'doac', of: ['rivaroxaban', 'apixaban', 'edoxaban', 'dabigatran'] },
  { name: 'vitamin-k-antagonist', of: ['warfarin'] },
  { name: 'antiplatelet', of: ['aspirin', 'clopidogrel'] },
];

describe('drug classes', () => {
  test.each(CONVENTIONS)('$name holds $of', ({ name, of }) => {
    for (const ingredient of of) {
      expect(INGREDIENTS).toContain(ingredient);
      expect(isA({ ingredient: ingredient as Ingredient }, name)).toBe(true);
      expect(classOf({ ingredient: ingredient as Ingredient })).toBe(name);
    }
  });

  test.each<{ ingredient: Ingredient; classes: DrugClass[]; expected: boolean; because: string }>([
    {
      ingredient: 'aspirin',
      classes: ['lmwh', 'antiplatelet'],
      expected: true,
      because: 'one of the classes is enough',
    },
    { ingredient: 'aspirin', classes: ['lmwh', 'doac'], expected: false, because: 'none of them fits' },
    { ingredient: 'aspirin', classes: [], expected: false, because: 'no class, no member' },
    { ingredient: 'metformin' as Ingredient, classes: ['doac'], expected: false, because: 'a drug no page speaks of' },
  ])('$ingredient in $classes: $because', ({ ingredient, classes, expected }) => {
    expect(isA({ ingredient }, ...classes)).toBe(expected);
  });

  test('a drug that no page speaks of has no class', () => {
    expect(classOf({ ingredient: 'metformin' as Ingredient })).toBeUndefined();
  });
});

describe('groups of classes', () => {
  interface Row {
    readonly ingredient: Ingredient;
    readonly antiMyeloma: boolean;
    readonly specific: boolean;
    readonly cytotoxic: boolean;
    readonly anticoagulant: boolean;
  }
  const none = { antiMyeloma: false, specific: false, cytotoxic: false, anticoagulant: false };
  const myeloma = { ...none, antiMyeloma: true, specific: true };
  const chemotherapy = { ...none, antiMyeloma: true, cytotoxic: true };
  const anticoagulant = { ...none, anticoagulant: true };
  test.each<Row>([
    { ingredient: 'lenalidomide', ...myeloma },
    { ingredient: 'bortezomib', ...myeloma },
    { ingredient: 'daratumumab', ...myeloma },
    { ingredient: 'elotuzumab', ...myeloma },
    { ingredient: 'belantamab-mafodotin', ...myeloma },
    { ingredient: 'selinexor', ...myeloma },
    { ingredient: 'venetoclax', ...none, antiMyeloma: true },
    { ingredient: 'dexamethasone', ...none, antiMyeloma: true },
    { ingredient: 'cyclophosphamide', ...chemotherapy },
    { ingredient: 'doxorubicin', ...chemotherapy },
    { ingredient: 'cisplatin', ...chemotherapy },
    { ingredient: 'vincristine', ...chemotherapy },
    { ingredient: 'enoxaparin', ...anticoagulant },
    { ingredient: 'heparin', ...anticoagulant },
    { ingredient: 'fondaparinux', ...anticoagulant },
    { ingredient: 'apixaban', ...anticoagulant },
    { ingredient: 'warfarin', ...anticoagulant },
    { ingredient: 'aspirin', ...none },
    { ingredient: 'epoetin', ...none },
  ])('$ingredient: myeloma $antiMyeloma, cytotoxic $cytotoxic, anticoagulant $anticoagulant', (row) => {
    const one = drug(row.ingredient);
    expect(isAntiMyeloma(one)).toBe(row.antiMyeloma);
    expect(isMyelomaSpecific(one)).toBe(row.specific);
    expect(isCytotoxic(one)).toBe(row.cytotoxic);
    expect(isAnticoagulant(one)).toBe(row.anticoagulant);
  });
});
