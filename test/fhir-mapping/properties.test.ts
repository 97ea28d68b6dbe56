import fc from 'fast-check';
import type { Chart } from '../../src/fhir-mapping/chart.ts';
import type { AnyResource } from '../../src/fhir-mapping/json.ts';
import { condition, creatinine, daysAgo, height, medication, observation, platelets, procedure } from '../patient.ts';
import { RACE_ASIAN, RX, weight, type Json } from '../patient.ts';
import { chartOf, LOINC, patient, readAll, resource, RXNORM, SNOMED, SUBJECT } from './charts.ts';
import { canonical, holdsNaN, junkAt, pathsIn } from './mutations.ts';

/** A chart in which every reader finds something; no two results of a kind are of the same moment. */
const CHART: readonly Json[] = [
  creatinine(1.2, { days: 5 }),
  creatinine(1.9, { days: 12 }),
  creatinine(2.4, { days: 2, status: 'preliminary' }),
  platelets(48, { days: 3, valueQuantity: { value: 48, unit: 'K/uL', comparator: '<' } }),
  weight(62, { days: 9 }),
  height(160, { effectivePeriod: { start: '2020-01-01', end: '2020-01-02' }, effectiveDateTime: undefined }),
  observation('39156-5', 24.2, 'kg/m2'),
  observation('2164-2', 42, 'mL/min', { valueQuantity: undefined, valueString: '42 mL/min' }),
  observation('98979-8', 51, 'mL/min/{1.73_m2}'),
  condition('C90.00'),
  condition('I26.99', { clinical: 'resolved' }),
  condition('Z86.718'),
  condition('S72.001A', { verification: 'provisional' }),
  condition('D75.822', { verification: 'refuted' }),
  procedure('302497006', { days: 20 }),
  procedure('233527006', { performedDateTime: undefined, performedPeriod: { start: daysAgo(9), end: daysAgo(8) } }),
  procedure('80146002', { category: { coding: [{ system: SNOMED, code: '387713003' }] } }),
  {
    resourceType: 'Device',
    id: 'd',
    status: 'active',
    patient: SUBJECT,
    type: { coding: [{ system: SNOMED, code: '398013009' }] },
  },
  {
    resourceType: 'AllergyIntolerance',
    id: 'a',
    patient: SUBJECT,
    code: { text: 'Heparin', coding: [{ system: RXNORM, code: RX.heparin }] },
  },
  medication(RX.lenalidomide10, { value: 1, unit: '{pill}', text: '1 capsule daily, days 1-21 of 28' }),
  medication(RX.dexamethasone, null, { dosageInstruction: [{ text: '40 mg once weekly' }] }),
  {
    ...medication(RX.aspirin, { value: 81 }),
    resourceType: 'MedicationStatement',
    effectivePeriod: { start: daysAgo(90) },
  },
  {
    ...medication('0', null),
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#m' },
    contained: [
      {
        resourceType: 'Medication',
        id: 'm',
        code: { text: 'x' },
        ingredient: [
          {
            itemCodeableConcept: { coding: [{ system: RXNORM, code: RX.enoxaparin }] },
            strength: { numerator: { value: 100, code: 'mg' }, denominator: { value: 1, code: 'mL' } },
          },
        ],
      },
    ],
    dosageInstruction: [
      {
        timing: { repeat: { dayOfWeek: ['mon'], timeOfDay: ['08:00:00'] } },
        doseAndRate: [{ doseRange: { high: { value: 1, code: 'mL' } } }],
      },
    ],
  },
];
const PATIENT: Json = patient({
  extension: [RACE_ASIAN, { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }],
});
const DRAFTS = CHART.filter(({ resourceType }) => resourceType === 'MedicationRequest');

const full = (resources: readonly Json[], more: Partial<Chart> = {}): Chart =>
  chartOf(resources, { patient: resource(PATIENT), drafts: DRAFTS.map(resource), ...more });

describe('whatever is sent, every fact can be read', () => {
  const MEMBERS = [
    'resourceType',
    'id',
    'status',
    'code',
    'coding',
    'system',
    'value',
    'unit',
    'text',
    'subject',
    'extension',
    'timing',
  ];
  const member = fc.oneof(fc.constantFrom(...MEMBERS, '__proto__', 'constructor', 'toString', 'valueOf'), fc.string());
  const leaf = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(LOINC, '2160-0', 'Patient/p1', 'Observation', 'final', 'mg'),
  );
  const { garbage } = fc.letrec<{ garbage: unknown }>((tie) => ({
    garbage: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('garbage')), fc.dictionary(member, tie('garbage'))),
  }));
  const type = fc.constantFrom(
    'Observation',
    'Condition',
    'Procedure',
    'MedicationRequest',
    'Medication',
    'Device',
    'AllergyIntolerance',
  );
  const anything = fc
    .tuple(type, fc.dictionary(member, garbage))
    .map(([resourceType, rest]) => ({ ...rest, resourceType }));

  test('rubbish of any shape', () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 6 }), fc.dictionary(member, garbage), (resources, other) => {
        const chart = full(resources, { patient: { ...other, resourceType: 'Patient' }, drafts: resources });
        expect(Object.keys(readAll(chart)).length).toBeGreaterThan(10);
      }),
      { numRuns: 300 },
    );
  });

  const targets = [PATIENT, ...CHART].flatMap((whole) => pathsIn(whole).map((path) => ({ whole, path })));

  test('rubbish at every single place of a good chart, and no number that is none', () => {
    const thrown = targets.flatMap(({ whole, path }) =>
      junkAt(whole, path).flatMap((spoilt) => {
        const isPatient = whole === PATIENT;
        try {
          const read = readAll(
            full(isPatient ? CHART : [spoilt], {
              patient: resource(isPatient ? spoilt : PATIENT),
              drafts: [resource(spoilt)],
            }),
          );
          return holdsNaN(read) ? [`${String(whole['resourceType'])}.${path.join('.')}: NaN`] : [];
        } catch (error) {
          return [`${String(whole['resourceType'])}.${path.join('.')}: ${String(error)}`];
        }
      }),
    );
    expect([...new Set(thrown)]).toEqual([]);
  });

  test('members named like those of every object are inert', () => {
    const before = canonical(readAll(full(CHART)));
    const poison =
      '{"__proto__": {"status": "final", "code": "x", "polluted": true}, "constructor": {"prototype": {"polluted": true}}}';
    const poisoned = CHART.map((json) => ({
      ...json,
      ...(JSON.parse(poison) as Json),
      extension: [JSON.parse(poison)],
    }));
    const own = poisoned.map(
      (json) => JSON.parse(JSON.stringify(json).replace('{', `{"__proto__": {"status": "draft"}, `)) as AnyResource,
    );
    expect(canonical(readAll(full(own)))).toEqual(before);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Json)['polluted']).toBeUndefined();
  });
});

describe('what does not matter', () => {
  const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });

  test('the order of the resources', () => {
    const before = canonical(readAll(full(CHART)));
    fc.assert(
      fc.property(shuffled(CHART), (list) => expect(canonical(readAll(full(list)))).toEqual(before)),
      { numRuns: 60 },
    );
  });

  test('the order of the codings, and local ones among them', () => {
    const before = canonical(readAll(full(CHART)), ['value', 'label']);
    const property = fc.property(fc.infiniteStream(fc.nat(1000)), (dice) => {
      const roll = (): number => Number(dice.next().value);
      const jumble = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(jumble);
        if (typeof value !== 'object' || value === null) return value;
        const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
          if (name !== 'coding' || !Array.isArray(inner)) return [name, jumble(inner)];
          const more = [
            ...(inner as unknown[]),
            { system: 'urn:local:a', code: 'A1' },
            { system: 'urn:local:b', code: '2160-0' },
          ];
          return [
            name,
            more
              .map((one) => ({ one, at: roll() }))
              .sort((a, b) => a.at - b.at)
              .map(({ one }) => one),
          ];
        });
        return Object.fromEntries(entries);
      };
      expect(canonical(readAll(full(CHART.map((json) => jumble(json) as Json))), ['value', 'label'])).toEqual(before);
    });
    fc.assert(property, { numRuns: 60 });
  });

  test.each([
    { code: '2160-0', value: 1.2, units: ['mg/dL', 'mg/dl', 'MG/DL', ' mg/dL', 'mg/100mL', 'mg/100 mL'] },
    { code: '14682-9', value: 106, units: ['umol/L', '\u00b5mol/L', '\u03bcmol/L', 'umol/l', 'UMOL/L', 'mcmol/L'] },
    {
      code: '777-3',
      value: 48,
      units: ['10*3/uL', 'K/uL', 'k/\u00b5L', 'K/\u03bcL', '10^3/uL', 'x10E3/uL', '10*9/L', 'x10^9/L'],
    },
    { code: '2164-2', value: 42, units: ['mL/min', 'ml/min', 'ML/MIN', 'mL / min'] },
    {
      code: '98979-8',
      value: 51,
      units: ['mL/min/{1.73_m2}', 'mL/min/1.73m2', 'mL/min/1.73 m2', 'ml/min/1.73m^2', 'mL/min/1.73_m2'],
    },
    { code: '29463-7', value: 62, units: ['kg', 'kgs', 'kilogram', '\u516c\u65a4'] },
  ])('the spelling of the unit of $code', ({ code, value, units }) => {
    const read = (unit: string): unknown =>
      canonical(readAll(full([observation(code, value, unit, { id: 'o', valueQuantity: { value, unit } })])), [
        'unit',
        'reported',
      ]);
    const before = JSON.stringify(read(units[0] ?? ''));
    expect(units.filter((unit) => JSON.stringify(read(unit)) !== before)).toEqual([]);
  });
});
