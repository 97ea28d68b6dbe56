import fc from 'fast-check';
import { toPatientFacts } from '../src/fhir-mapping/patient-facts.ts';
import { FACT_NAMES } from './fhir-mapping/charts.ts';
import { CHART_KINDS, type Answers } from '../src/fhir-mapping/chart.ts';
import { clockAt } from '../src/fhir-mapping/dates.ts';
import type { AnyResource } from '../src/fhir-mapping/json.ts';
import { assess } from '../src/logic/assess.ts';
import { unknown, type FactName, type PatientFacts } from '../src/logic/facts.ts';
import { PAGES } from '../src/logic/index.ts';
import { runRules } from '../src/logic/run-rules.ts';
import type { Hook } from '../src/logic/rule.ts';
import { DEFAULT_THRESHOLDS } from '../src/logic/thresholds.ts';
import {
  condition,
  creatinine,
  draft,
  height,
  medication,
  platelets,
  procedure,
  RACE_ASIAN,
  RACE_WHITE,
  resources,
  RX,
  TODAY,
  weight,
  type Json,
} from './patient.ts';

/** Taking any one fact away never makes advice more certain: no recommendation appears or changes, no order is newly offered. */

const sometimes = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(value, { maxLength: 1 });
const among = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const anyPatient = fc.record({
  sex: among('female', 'male', 'unknown'),
  birthDate: among('1942-01-05', '1946-11-20', '1955-03-02', '1970', '1985-06'),
  race: among(RACE_WHITE, RACE_ASIAN),
  creatinine: among(0.6, 0.9, 1.2, 1.7, 2.4, 5),
  platelets: among(20, 24, 25, 38, 49, 50, 180),
  kg: among(48, 62, 80, 110),
  cm: among(150, 165, 180),
  conditions: fc.subarray(
    ['I82.409', 'Z86.718', 'S72.001A', 'D75.82', 'K92.2', 'Z99.2'].map((code) => condition(code)),
  ),
  imid: among(RX.lenalidomide, RX.thalidomide, RX.pomalidomide),
  mg: among(2.5, 5, 10, 15, 25),
  steroid: sometimes(among(20, 40, 60)),
  active: fc.subarray([
    medication(RX.aspirin, { value: 81 }),
    medication(RX.enoxaparin, { value: 40 }),
    medication(RX.apixaban, { value: 5, frequency: 2 }),
    medication(RX.warfarin, null),
    medication(RX.carfilzomib, null),
  ]),
  dialysed: fc.boolean(),
  hook: among<Hook>('patient-view', 'order-sign'),
});

type AnyPatient = typeof anyPatient extends fc.Arbitrary<infer T> ? T : never;

function factsOf(one: AnyPatient): PatientFacts {
  const orders: Json[] = [
    draft(one.imid, { value: one.mg }),
    ...one.steroid.map((mg) => draft(RX.dexamethasone, { value: mg, period: 1, periodUnit: 'wk' })),
  ];
  const ordering = one.hook === 'order-sign';
  const [patient, ...rest] = resources({
    patient: { gender: one.sex, birthDate: one.birthDate, extension: [one.race] },
    observations: [creatinine(one.creatinine), platelets(one.platelets), weight(one.kg), height(one.cm)],
    conditions: [condition('C90.00'), ...one.conditions],
    medications: [...one.active, ...(ordering ? [] : orders.map((order) => ({ ...order, status: 'active' })))],
    procedures: one.dialysed ? [procedure('302497006', { days: 2 })] : [procedure('14766002')],
  });
  const answers = Object.fromEntries(CHART_KINDS.map((kind) => [kind, 'answered'])) as Answers;
  return toPatientFacts(
    {
      patient: patient as AnyResource,
      patientId: 'p1',
      resources: rest as AnyResource[],
      drafts: ordering ? (orders as AnyResource[]) : [],
      selections: null,
      answers,
      clock: clockAt(TODAY),
      localCodes: new Map(),
    },
    DEFAULT_THRESHOLDS,
  ).facts;
}

const NOT_FACTS = new Set<FactName>(['asOf', 'plannedDrugs', 'selectedDrugs', 'unreadKinds', 'plannedImaging']);
/** Several facts under one name: each of them is taken away. */
const SEVERAL = new Set<FactName>(['cytogenetics', 'marrow', 'workupTests']);

function without(facts: PatientFacts, name: FactName): PatientFacts {
  const copy = Object.fromEntries(FACT_NAMES.map((other) => [other, facts[other]]));
  const gone = unknown([{ concept: name, because: 'absent' }]);
  const members = SEVERAL.has(name)
    ? Object.fromEntries(Object.keys(facts[name]).map((member) => [member, gone]))
    : gone;
  return { ...copy, [name]: members } as unknown as PatientFacts;
}

function advice(facts: PatientFacts, hook: Hook) {
  const { vte, lenalidomide } = assess(facts, DEFAULT_THRESHOLDS);
  const findings = runRules(PAGES, facts, { hook, thresholds: DEFAULT_THRESHOLDS });
  const offered = findings.flatMap((finding) =>
    finding.kind === 'broken'
      ? ['broken']
      : (finding.suggestions ?? []).filter(({ kind }) => kind !== 'service').map(({ item }) => item),
  );
  return {
    recommendation: vte.recommendation,
    status: lenalidomide.status,
    maxDailyMg: lenalidomide.maxDailyMg,
    offered,
    impede: vte.impede,
  };
}

test('without any one fact the advice is the same or less certain', () => {
  fc.assert(
    fc.property(anyPatient, (one) => {
      const facts = factsOf(one);
      const full = advice(facts, one.hook);
      expect(full.offered).not.toContain('broken');
      for (const name of FACT_NAMES.filter((other) => !NOT_FACTS.has(other))) {
        const less = advice(without(facts, name), one.hook);
        expect({
          name,
          to: less.recommendation,
          ok: [full.recommendation, 'unknown'].includes(less.recommendation),
        }).toMatchObject({ ok: true });
        expect({ name, offered: less.offered.filter((item) => !full.offered.includes(item)) }).toEqual({
          name,
          offered: [],
        });
        expect(less.impede.min).toBeLessThanOrEqual(full.impede.min);
        expect(less.impede.max).toBeGreaterThanOrEqual(full.impede.max);
        // J-2 asks for dialysis below 30 mL/min only: above, the row stays by clearance, noted, and without a suggestion.
        if (name === 'dialysis') continue;
        expect({ name, ok: [full.status, 'unknown'].includes(less.status) }).toEqual({ name, ok: true });
        expect({ name, ok: [full.maxDailyMg, null].includes(less.maxDailyMg) }).toEqual({ name, ok: true });
      }
    }),
    { numRuns: 300, seed: 20220309 },
  );
});
