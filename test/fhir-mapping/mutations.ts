import { daysAgo, type Json } from '../patient.ts';
import { LOINC, SUBJECT, UCUM } from './charts.ts';

/** Tools of the property tests: rubbish at a place of a resource, facts without what may differ, large charts. */

type Path = readonly string[];

/** Every place of a resource, members and list items alike. */
export function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inner = Object.entries(value).flatMap(([name, part]) => pathsIn(part, [...at, name]));
  return at.length === 0 ? inner : [at, ...inner];
}

const JUNK: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  '',
  ' ',
  'rubbish',
  '__proto__',
  'constructor',
  '9'.repeat(400),
  [],
  {},
  [null],
  [[]],
  [{}],
  ['rubbish'],
  { toString: 1, valueOf: 1 },
  { value: {}, coding: 'x', reference: 7, code: [], system: {}, text: [], extension: 'x' },
  [{ coding: [[]], extension: [7], url: {}, repeat: 'x', numerator: 'x' }],
];

/** The resource with each kind of rubbish at one place, and without it; a resource always has a type. */
export function junkAt(whole: Json, path: Path): readonly Json[] {
  const isType = path.length === 1 && path[0] === 'resourceType';
  const junk = isType ? JUNK.filter((one) => typeof one === 'string') : [...JUNK, undefined];
  return junk.map((one) => replaced(whole, path, one) as Json);
}

function replaced(value: unknown, [name, ...rest]: Path, junk: unknown): unknown {
  if (name === undefined) return junk;
  if (Array.isArray(value))
    return value.map((item, at) => (String(at) === name ? replaced(item, rest, junk) : item) as unknown);
  const part = (value as Json)[name];
  return { ...(value as Json), [name]: replaced(part, rest, junk) };
}

/** The members of a value, those included that a class reads when it is asked for them. */
function membersOf(value: object): readonly (readonly [string, unknown])[] {
  const own = Object.entries(value) as [string, unknown][];
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || prototype === Object.prototype || Array.isArray(value)) return own;
  const getters = Object.getOwnPropertyNames(prototype).filter(
    (name) => Object.getOwnPropertyDescriptor(prototype, name)?.get !== undefined,
  );
  return [...own, ...getters.map((name) => [name, (value as Json)[name]] as const)];
}

/** Facts with every list in one order, and without the members that only show where a fact came from. */
export function canonical(facts: Record<string, unknown>, without: readonly string[] = []): { facts: unknown } {
  const order = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(order).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value === Infinity ? 'infinite' : value;
    const kept = membersOf(value).filter(([name, part]) => !(without.includes(name) && typeof part !== 'object'));
    return Object.fromEntries(
      kept
        .filter(([name]) => !(name === 'reported' && without.includes(name)))
        .map(([name, part]) => [name, order(part)]),
    );
  };
  return { facts: order(facts) };
}

/** Whether a number somewhere in the facts is not one. */
export function holdsNaN(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Number.isNaN(value);
  return membersOf(value).some(([, part]) => holdsNaN(part));
}

export function milliseconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const TESTS: readonly (readonly [code: string, unit: string, value: number])[] = [
  ['2160-0', 'mg/dL', 1.2],
  ['777-3', '10*3/uL', 210],
  ['29463-7', 'kg', 62],
  ['8302-2', 'cm', 160],
  ['39156-5', 'kg/m2', 24],
  ['2164-2', 'mL/min', 42],
  ['98979-8', 'mL/min/{1.73_m2}', 51],
  ...Array.from({ length: 33 }, (_, at): [string, string, number] => [`${1000 + at}-0`, 'mmol/L', at]),
];

/** A searchset of Observations as US Core sends them, about 1.4 KB each; no two of a kind at the same moment. */
export function bodyOf(count: number): { readonly entry: readonly { readonly resource: Json }[] } {
  return { entry: Array.from({ length: count }, (_, at) => ({ resource: usCore(at) })) };
}

function usCore(at: number): Json {
  const [code, unit, value] = TESTS[at % TESTS.length] ?? ['', '', 0];
  const moment = `${daysAgo(1 + (Math.floor(at / TESTS.length) % 28))}T08:${String(at % 60).padStart(2, '0')}:00.${at % 1000}Z`;
  const quantity = (number: number): Json => ({ value: number, unit, system: UCUM, code: unit });
  return {
    resourceType: 'Observation',
    id: `observation-${at}`,
    meta: {
      versionId: '1',
      lastUpdated: moment,
      profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab'],
    },
    identifier: [{ use: 'usual', system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.798268', value: `${at}-Z6821` }],
    basedOn: [{ reference: `ServiceRequest/order-${at}`, type: 'ServiceRequest' }],
    status: 'final',
    category: [
      {
        coding: [
          {
            system: 'http://terminology.hl7.org/CodeSystem/observation-category',
            code: 'laboratory',
            display: 'Laboratory',
          },
        ],
        text: 'Laboratory',
      },
    ],
    code: {
      coding: [
        { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.2.768282', code: `${at % 997}`, display: 'LOCAL COMPONENT' },
        { system: LOINC, code, display: 'A laboratory test in serum or plasma' },
      ],
      text: 'A laboratory test in serum or plasma',
    },
    subject: { ...SUBJECT, display: 'Example, Jane' },
    encounter: { reference: `Encounter/e${at % 50}`, display: 'Office visit' },
    effectiveDateTime: moment,
    issued: moment,
    performer: [{ reference: 'Organization/lab-1', display: 'Core laboratory' }],
    valueQuantity: quantity(value),
    referenceRange: [{ low: quantity(value * 0.5), high: quantity(value * 1.5), text: 'see the laboratory handbook' }],
  };
}
