import { INGREDIENTS } from '../../src/logic/drugs.ts';
import type { CodeRow, CodeSystem, MedicationRow } from '../../src/fhir-mapping/codes/code-row.ts';
import { CONCEPT_ROWS as ROWS, UNCODED_CONCEPTS } from '../../src/fhir-mapping/codes/concepts.ts';
import { conceptsOf, CONCEPT_NAMES, drugOf } from '../../src/fhir-mapping/codes/lookup.ts';
import { MEDICATION_CODES } from '../../src/fhir-mapping/codes/medications.ts';
import { MEDICATION_PRODUCTS } from '../../src/fhir-mapping/codes/medication-products.ts';
import { codeSystemOf } from '../../src/fhir-mapping/codes/systems.ts';
import { LOINC, RXNORM } from './charts.ts';

const CONCEPT_ROWS: readonly CodeRow[] = ROWS;
const conceptNames: (...args: Parameters<typeof conceptsOf>) => readonly string[] = conceptsOf;
const PRODUCTS: readonly MedicationRow[] = MEDICATION_PRODUCTS.map((row) => ({ ...row, system: 'rxnorm' }));
const DRUG_ROWS: readonly MedicationRow[] = [...MEDICATION_CODES, ...PRODUCTS];
const ALL: readonly { readonly system: CodeSystem; readonly code: string }[] = [...CONCEPT_ROWS, ...DRUG_ROWS];
const codesOf = (system: CodeSystem): readonly string[] =>
  ALL.filter((row) => row.system === system).map(({ code }) => code);

/** Luhn's mod 10, from the right: every second digit doubled (LOINC Users' Guide, appendix C). */
function mod10(digits: string): number {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return (10 - (sum % 10)) % 10;
}

/** Verhoeff's check (SNOMED CT editorial guide): the dihedral group D5 and its permutation; valid when it gives 0. */
function verhoeff(digits: string): number {
  const multiply = (a: number, b: number): number => {
    if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5;
    return b < 5 ? ((a - 5 - b + 10) % 5) + 5 : (a - b + 10) % 5;
  };
  const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const permuted = (digit: number, times: number): number =>
    times === 0 ? digit : permuted(PERMUTATION[digit] ?? 0, times - 1);
  return Array.from(digits)
    .reverse()
    .reduce((check, digit, at) => multiply(check, permuted(Number(digit), at % 8)), 0);
}

describe('the checks themselves', () => {
  test.each([
    { code: '2160-0', check: 0 },
    { code: '33914-3', check: 3 },
    { code: '32730-5', check: 4, because: 'an invented code that terminology.md names' },
  ])('LOINC $code should end in $check', ({ code, check }) => {
    expect(mod10(code.split('-')[0] ?? '')).toBe(check);
  });

  test.each([
    { code: '73211009', valid: true },
    { code: '22298006', valid: true },
    { code: '73211008', valid: false },
    { code: '22289006', valid: false },
  ])('SNOMED $code is valid: $valid', ({ code, valid }) => {
    expect(verhoeff(code) === 0).toBe(valid);
  });
});

/** Complications of myeloma that are a disease of their own: two amyloidoses and a neuropathy (terminology.md). */
const TWO_MEANINGS = ['snomed|209962000', 'snomed|402453006', 'snomed|230586003'];

describe('every row', () => {
  const SHAPES: Readonly<Record<CodeSystem, RegExp>> = {
    loinc: /^\d{1,5}-\d$/,
    snomed: /^[1-9]\d{5,17}$/,
    icd10cm: /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/,
    rxnorm: /^[1-9]\d{0,7}$/,
    atc: /^[A-Z]\d{2}[A-Z]{2}\d{2}$/,
    hcpcs: /^[A-Z]\d{4}$/,
    cpt: /^\d{4}[0-9A-Z]$/,
    race: /^\d{4}-\d$/,
    cvx: /^\d{1,3}$/,
    ncit: /^C\d+$/,
    icdo3: /^\d{4}\/\d$/,
  };

  test.each(Object.keys(SHAPES) as CodeSystem[])('has the shape of %s', (system) => {
    expect(codesOf(system).filter((code) => !SHAPES[system].test(code))).toEqual([]);
  });

  test('belongs to a known system', () => {
    expect([...new Set(ALL.map(({ system }) => system))].filter((system) => !(system in SHAPES))).toEqual([]);
  });

  test.each(['loinc', 'race'] as const)('of %s has its mod-10 check digit', (system) => {
    const wrong = codesOf(system).filter((code) => {
      const [number = '', check] = code.split('-');
      return String(mod10(number)) !== check;
    });
    expect(wrong).toEqual([]);
  });

  test('of SNOMED CT has its Verhoeff check digit', () => {
    expect(codesOf('snomed').filter((code) => verhoeff(code) !== 0)).toEqual([]);
  });

  test('of a code stands under one concept or one ingredient only', () => {
    const meanings = new Map<string, Set<string>>();
    for (const row of [...CONCEPT_ROWS, ...DRUG_ROWS]) {
      const key = `${row.system}|${row.code}`;
      meanings.set(key, (meanings.get(key) ?? new Set()).add('concept' in row ? row.concept : row.ingredient));
    }
    expect([...meanings].filter(([, means]) => means.size > 1).map(([key]) => key)).toEqual(TWO_MEANINGS);
  });

  test('stands once', () => {
    const keys = ALL.map(({ system, code }) => `${system}|${code}`);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual(TWO_MEANINGS);
  });

  test('with a prefix is ICD-10-CM, and stands under another concept’s only where it is both', () => {
    const prefixes = CONCEPT_ROWS.filter((row) => row.prefix === true);
    expect(prefixes.filter((row) => row.system !== 'icd10cm')).toEqual([]);
    const clashes = CONCEPT_ROWS.filter(
      (row) =>
        row.system === 'icd10cm' &&
        prefixes.some((prefix) => row.code.startsWith(prefix.code) && row.concept !== prefix.concept),
    );
    expect(new Set(clashes.map(({ concept, code }) => `${concept} ${code}`))).toEqual(
      new Set([
        'end-stage-renal-disease N18.6',
        ...['M84.45', 'M84.55'].map((code) => `pelvic-hip-femur-fracture ${code}`),
        ...['M80.05', 'M84.451', 'M84.452', 'M84.453', 'M84.551', 'M84.552', 'M84.553'].map(
          (code) => `femur-fracture ${code}`,
        ),
        ...['M84.42', 'M84.43', 'M84.46', 'M84.52', 'M84.53', 'M84.56'].map((code) => `long-bone-fracture ${code}`),
        'vertebral-compression-fracture M80.08',
        ...['E08.42', 'E09.42', 'E10.42', 'E11.42', 'E13.42'].map((code) => `peripheral-neuropathy ${code}`),
        ...['I11.0', 'I13.0', 'I13.2'].map((code) => `heart-failure ${code}`),
      ]),
    );
  });

  test('is found by its lookup', () => {
    const nothing = new Map<string, string>();
    const URL: Readonly<Record<CodeSystem, string>> = {
      loinc: LOINC,
      snomed: 'http://snomed.info/sct',
      icd10cm: 'http://hl7.org/fhir/sid/icd-10-cm',
      rxnorm: RXNORM,
      atc: 'http://www.whocc.no/atc',
      hcpcs: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
      cpt: 'http://www.ama-assn.org/go/cpt',
      race: 'urn:oid:2.16.840.1.113883.6.238',
      cvx: 'http://hl7.org/fhir/sid/cvx',
      icdo3: 'http://terminology.hl7.org/CodeSystem/icd-o-3',
      ncit: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
    };
    const lost = [
      ...CONCEPT_ROWS.filter(
        (row) => !conceptNames({ system: URL[row.system], code: row.code }, nothing).includes(row.concept),
      ),
      ...DRUG_ROWS.filter(
        (row) => drugOf({ system: URL[row.system], code: row.code }, nothing)?.ingredient !== row.ingredient,
      ),
    ];
    expect(lost).toEqual([]);
  });
});

describe('drugs', () => {
  test('every ingredient of the tables is in the class table', () => {
    expect(DRUG_ROWS.filter((row) => !INGREDIENTS.has(row.ingredient))).toEqual([]);
  });

  test('every ingredient of the class table has a code, and RxNorm’s unless it is not marketed in the US or not verified', () => {
    const coded = new Set<string>(DRUG_ROWS.filter((row) => row.system === 'rxnorm').map((row) => row.ingredient));
    expect([...INGREDIENTS].filter((ingredient) => !coded.has(ingredient))).toEqual(['lomustine', 'other-lmwh']);
  });

  test('a product of the liposome is liposomal doxorubicin (terminology, trap 14)', () => {
    const liposomes = DRUG_ROWS.filter(
      (row) => /liposom|doxil|lipodox|caelyx/i.test(row.display) && /dox/i.test(row.display),
    );
    expect(liposomes.filter((row) => row.ingredient !== 'liposomal-doxorubicin').map(({ code }) => code)).toEqual([]);
  });

  test.each([
    { name: 'doxorubicin', ingredients: ['doxorubicin', 'liposomal-doxorubicin'] },
    { name: 'thalidomide', ingredients: ['thalidomide'] },
    { name: 'lenalidomide', ingredients: ['lenalidomide'] },
    { name: 'methylprednisolone', ingredients: ['methylprednisolone'] },
    { name: 'dexamethasone', ingredients: ['dexamethasone'] },
    { name: 'enoxaparin', ingredients: ['enoxaparin'] },
    { name: 'warfarin', ingredients: ['warfarin'] },
    { name: 'aspirin', ingredients: ['aspirin'] },
  ])('a row that names $name is $ingredients', ({ name, ingredients }) => {
    const named = DRUG_ROWS.filter((row) => new RegExp(`\\b${name}\\b`, 'i').test(row.display));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((row) => !ingredients.includes(row.ingredient))).toEqual([]);
  });
});

describe('spellings of code systems', () => {
  test.each<{ system: string; name: CodeSystem | undefined; because: string }>([
    { system: 'http://loinc.org', name: 'loinc', because: 'canonical' },
    { system: 'https://loinc.org/', name: 'loinc', because: 'https and slash' },
    { system: ' http://loinc.org ', name: 'loinc', because: 'blanks' },
    { system: 'https://snomed.info/sct', name: 'snomed', because: 'Oracle' },
    { system: 'urn:oid:2.16.840.1.113883.6.96', name: 'snomed', because: 'OID' },
    { system: 'URN:OID:2.16.840.1.113883.6.88', name: 'rxnorm', because: 'OID in capitals' },
    { system: 'https://www.nlm.nih.gov/research/umls/rxnorm', name: 'rxnorm', because: 'https' },
    { system: 'http://www.whocc.no/atc', name: 'atc', because: 'canonical' },
    { system: 'https://www.ama-assn.org/go/cpt', name: 'cpt', because: 'Oracle' },
    { system: 'urn:oid:2.16.840.1.113883.6.12', name: 'cpt', because: 'Epic' },
    { system: 'http://hl7.org/fhir/sid/ndc', name: undefined, because: 'no table uses it' },
    { system: 'http://loinc.org.evil.example', name: undefined, because: 'another host' },
    { system: '', name: undefined, because: 'empty' },
    { system: 'constructor', name: undefined, because: 'a name that every object has' },
  ])('$system is $name: $because', ({ system, name }) => {
    expect(codeSystemOf(system)).toBe(name);
  });

  test('a hostile system does not take long', () => {
    const start = performance.now();
    expect(codeSystemOf(`http://${'/'.repeat(40_000)}x`)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(4000);
  });
});

test('hostile ICD-10-CM codes do not take long', () => {
  const start = performance.now();
  for (let at = 0; at < 60; at += 1) {
    const code = `${at}${'9'.repeat(16_000)}`;
    expect(conceptsOf({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code }, new Map())).toEqual([]);
  }
  expect(performance.now() - start).toBeLessThan(4000);
});

test('a site may map its codes to every concept and nothing else', () => {
  const coded = CONCEPT_ROWS.map((row) => row.concept);
  expect([...CONCEPT_NAMES].sort()).toEqual([...new Set([...coded, ...UNCODED_CONCEPTS])].sort());
  expect(UNCODED_CONCEPTS.filter((concept) => coded.includes(concept))).toEqual([]);
});

test('a site may map codes of a known system that the tables lack', () => {
  const local = new Map([
    [`${LOINC}|99999-9`, 'serum-creatinine'],
    [`${RXNORM}|99999999`, 'lenalidomide'],
  ]);
  expect(conceptsOf({ system: LOINC, code: '99999-9' }, local)).toEqual(['serum-creatinine']);
  expect(drugOf({ system: RXNORM, code: '99999999' }, local)).toEqual({ ingredient: 'lenalidomide', display: '' });
});
