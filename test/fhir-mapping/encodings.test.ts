import fc from 'fast-check';
import { CONCEPT_ROWS, type Concept } from '../../src/fhir-mapping/codes/concepts.ts';
import { LABORATORY } from '../../src/fhir-mapping/laboratory.ts';
import type { PatientFacts } from '../../src/logic/facts.ts';
import type { LaboratoryName } from '../../src/logic/laboratory-facts.ts';
import { daysAgo, type Json } from '../patient.ts';
import { LOINC, mapped, SUBJECT, UCUM } from './charts.ts';

/**
 * One patient, written down by many hospitals: whatever codes, units, shapes and order are drawn, the same facts must
 * come out (issue 3). Values are drawn in the unit of the page and sent in another.
 */

/** Units in which laboratories send a result: how many of them make one of the page's unit. */
const UNITS = {
  hemoglobin: { 'g/dL': 1, 'g/L': 10, 'gm/dL': 1, 'mmol/L': 0.6206 },
  leukocytes: { '10*3/uL': 1, '10*9/L': 1, 'K/uL': 1, '/uL': 1000, 'x10E3/uL': 1 },
  neutrophils: { '10*3/uL': 1, '10^9/L': 1, 'K/µL': 1, 'cells/uL': 1000 },
  plateletSeries: { '10*3/uL': 1, '10*9/L': 1, 'K/uL': 1, '10^3/µL': 1, '/mm3': 1000 },
  creatinineSeries: { 'mg/dL': 1, 'mg/dl': 1, 'umol/L': 88.4, 'µmol/L': 88.4, 'μmol/L': 88.4 },
  calcium: { 'mg/dL': 1, 'mmol/L': 0.2495 },
  albumin: { 'g/dL': 1, 'g/L': 10, 'mg/dL': 1000 },
  totalProtein: { 'g/dL': 1, 'g/L': 10 },
  ureaNitrogen: { 'mg/dL': 1, 'mmol/L': 0.357 },
  uricAcid: { 'mg/dL': 1, 'umol/L': 59.48, 'mmol/L': 0.05948 },
  potassium: { 'mmol/L': 1, 'meq/L': 1, 'mEq/L': 1 },
  sodium: { 'mmol/L': 1, 'mEq/L': 1 },
  glucose: { 'mg/dL': 1, 'mmol/L': 0.0555 },
  beta2Microglobulin: { 'mg/L': 1, 'ug/mL': 1, 'mcg/mL': 1, 'nmol/L': 84.75, 'mg/dL': 0.1 },
  ldh: { 'U/L': 1, 'IU/L': 1, '[IU]/L': 1, 'ukat/L': 1 / 60 },
  serumMProtein: { 'g/dL': 1, 'g/L': 10, 'mg/dL': 1000 },
  urineMProtein: { 'mg/(24.h)': 1, 'mg/d': 1, 'mg/24hr': 1, 'mg/24 h': 1, 'g/(24.h)': 0.001, 'g/d': 0.001 },
  freeKappa: { 'mg/L': 1, 'mg/dL': 0.1, 'ug/mL': 1 },
  freeLambda: { 'mg/L': 1, 'mg/dL': 0.1 },
  igG: { 'mg/dL': 1, 'g/L': 0.01 },
  igA: { 'mg/dL': 1, 'g/L': 0.01 },
  igM: { 'mg/dL': 1, 'g/L': 0.01 },
  urineProtein: { 'mg/(24.h)': 1, 'g/(24.h)': 0.001, 'mg/24 H': 1 },
  urineAlbuminCreatinineRatio: { 'mg/mmol': 1, 'mg/g': 8.84, 'ug/mg': 8.84, 'mg/g{creat}': 8.84 },
  marrowPlasmaCells: { '%': 1 },
} as const satisfies Partial<Record<LaboratoryName, Readonly<Record<string, number>>>>;

type Name = keyof typeof UNITS;
const NAMES = Object.keys(UNITS) as readonly Name[];

/** Mass and amount differ by rounded molar masses; everything else must be closer. */
const TOLERANCE = 0.012;

/** LOINC codes of a concept whose name doesn't bind them to mass or amount of another unit. */
const codesOf = (concept: Concept): readonly string[] =>
  CONCEPT_ROWS.filter((row) => row.concept === concept && row.system === 'loinc').map(({ code }) => code);

interface Encoding {
  readonly code: string;
  readonly system: string;
  readonly unit: string;
  readonly shape: 'code and unit' | 'code only' | 'unit only' | 'text' | 'component';
  readonly localFirst: boolean;
  readonly subject: Json;
}

const SYSTEMS = [LOINC, 'https://loinc.org', 'http://loinc.org/', 'urn:oid:2.16.840.1.113883.6.1'];
const SUBJECTS: readonly Json[] = [SUBJECT, { reference: 'https://ehr.example.org/fhir/Patient/p1' }];
const LOCAL = { system: 'https://fhir.cerner.com/tenant/codeSet/72', code: '2820614', userSelected: true };

function quantityOf(value: number, { unit, shape }: Encoding): Json {
  if (shape === 'code and unit') return { value, unit, system: UCUM, code: unit };
  return shape === 'code only' ? { value, system: UCUM, code: unit } : { value, unit };
}

function encoded(name: Name, value: number, at: number, how: Encoding): Json {
  const factor = (UNITS[name] as Readonly<Record<string, number>>)[how.unit] ?? 1;
  const sent = Number((value * factor).toPrecision(5));
  const coding = { system: how.system, code: how.code, display: name };
  const code = { coding: how.localFirst ? [LOCAL, coding] : [coding, LOCAL] };
  const common = {
    resourceType: 'Observation',
    id: `${name}-${at}`,
    status: 'final',
    subject: how.subject,
    effectiveDateTime: daysAgo(at + 1),
  };
  const measured =
    how.shape === 'text' ? { valueString: `${sent} ${how.unit}` } : { valueQuantity: quantityOf(sent, how) };
  if (how.shape === 'component') return { ...common, code: { text: 'panel' }, component: [{ code, ...measured }] };
  return { ...common, code, ...measured };
}

const encodingOf = (name: Name): fc.Arbitrary<Encoding> =>
  fc.record({
    code: fc.constantFrom(...codesOf(LABORATORY[name].concept)),
    system: fc.constantFrom(...SYSTEMS),
    unit: fc.constantFrom(...Object.keys(UNITS[name])),
    shape: fc.constantFrom('code and unit', 'code only', 'unit only', 'text', 'component'),
    localFirst: fc.boolean(),
    subject: fc.constantFrom(...SUBJECTS),
  });

interface Drawn {
  readonly name: Name;
  readonly value: number;
  readonly how: Encoding;
}

const drawn: fc.Arbitrary<Drawn> = fc.constantFrom(...NAMES).chain((name) => {
  const [least, most] = LABORATORY[name].plausible;
  const low = Math.max(least * 1.05, most / 5000, 0.5);
  return fc.record({
    name: fc.constant(name),
    value: fc
      .double({ min: low, max: Math.min(most * 0.9, low * 40), noNaN: true })
      .map((x) => Number(x.toPrecision(4))),
    how: encodingOf(name),
  });
});

/** What came out for a series: the numbers, oldest first. */
const numbersOf = (facts: PatientFacts, name: Name): readonly number[] => {
  const series = facts[name];
  return series.known ? series.value.map(({ interval }) => interval.low) : [];
};

const close = (a: number | undefined, b: number): boolean => a !== undefined && Math.abs(a - b) <= TOLERANCE * b;

test('the same values come out, whatever the codes, units, shapes and order', () => {
  fc.assert(
    fc.property(fc.array(drawn, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat(1000)), (patient, order) => {
      const sent = patient.map(({ name, value, how }, at) => encoded(name, value, at, how));
      const shuffled = sent.map((one) => [order.next().value as number, one] as const).sort(([a], [b]) => a - b);
      const { facts } = mapped(shuffled.map(([, one]) => one));
      for (const name of new Set(patient.map((one) => one.name))) {
        const expected = patient
          .filter((one) => one.name === name)
          .map(({ value }) => value)
          .reverse();
        const found = numbersOf(facts, name);
        expect({
          name,
          found,
          right: found.length === expected.length && expected.every((x, at) => close(found[at], x)),
        }).toEqual({ name, found, right: true });
      }
    }),
    { numRuns: 400 },
  );
});

test.each(NAMES)('control: %s is read in the unit of the page', (name) => {
  const [code = ''] = codesOf(LABORATORY[name].concept);
  const [unit = ''] = Object.keys(UNITS[name]);
  const value = Math.max(LABORATORY[name].plausible[0] * 2, 1);
  const how: Encoding = { code, system: LOINC, unit, shape: 'code and unit', localFirst: false, subject: SUBJECT };
  expect(numbersOf(mapped([encoded(name, value, 0, how)]).facts, name)).toEqual([value]);
});
