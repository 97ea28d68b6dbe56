import { DIAGNOSIS_READERS } from '../../src/fhir-mapping/diagnosis-readers.ts';
import { HISTORY_NAMES } from '../../src/fhir-mapping/history.ts';
import { toPatientFacts } from '../../src/fhir-mapping/patient-facts.ts';
import type { FactName } from '../../src/logic/facts.ts';
import { DEFAULT_THRESHOLDS } from '../../src/logic/thresholds.ts';
import { condition, daysAgo, procedure, type Json } from '../patient.ts';
import { chartOf, LOINC, SNOMED, SUBJECT } from './charts.ts';
import { canonical, junkAt, pathsIn } from './mutations.ts';

/** One of each carrier, in which the readers find something. */
const CHART: readonly Json[] = [
  condition('C90.00', {
    recordedDate: daysAgo(90),
    severity: { text: 'moderate', coding: [{ system: SNOMED, code: '6736007' }] },
    stage: [{ type: { text: 'ISS' }, summary: { text: 'R-ISS II' } }],
    evidence: [{ code: [{ text: 'due to therapy' }] }],
    extension: [
      {
        url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior',
        valueCodeableConcept: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/icd-o-3', code: '9732/3' }] },
      },
    ],
  }),
  condition('x', { code: { text: 'Peripheral sensory neuropathy, grade 2' }, note: [{ text: 'due to bortezomib' }] }),
  condition('J18.9', { id: 'c1' }),
  procedure('x', { code: { text: 'Autologous stem cell transplant' }, statusReason: { text: 'declined' } }),
  {
    resourceType: 'ServiceRequest',
    id: 's1',
    status: 'active',
    subject: SUBJECT,
    code: { text: 'Dental examination' },
    doNotPerform: false,
    authoredOn: daysAgo(3),
  },
  {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    subject: SUBJECT,
    class: { code: 'IMP', display: 'Inpatient' },
    period: { start: daysAgo(30) },
    reasonCode: [{ text: 'Pneumonia' }],
    diagnosis: [{ condition: { reference: 'Condition/c1' } }],
  },
  {
    resourceType: 'Observation',
    id: 'o1',
    status: 'final',
    subject: SUBJECT,
    code: { text: 'IMWG frailty score' },
    valueInteger: 2,
    valueCodeableConcept: { text: 'Frail', coding: [{ display: 'Frail' }] },
    effectiveDateTime: daysAgo(4),
  },
  {
    resourceType: 'Observation',
    id: 'o2',
    status: 'final',
    subject: SUBJECT,
    code: { coding: [{ system: LOINC, code: '97509-4' }] },
    valueCodeableConcept: { coding: [{ system: SNOMED, code: '271299001' }] },
    effectivePeriod: { start: daysAgo(4) },
  },
  {
    resourceType: 'MedicationStatement',
    id: 'm1',
    status: 'completed',
    subject: SUBJECT,
    medicationCodeableConcept: { text: 'Zoledronic acid' },
    statusReason: [{ text: 'completed 2 years' }],
    effectivePeriod: { start: '2020-01-01', end: '2022-06-01' },
  },
];

const NAMES: readonly FactName[] = [
  ...HISTORY_NAMES,
  ...(Object.keys(DIAGNOSIS_READERS) as FactName[]),
  'myeloma',
  'recordedDiagnosis',
];

function read(list: readonly Json[]): Record<string, unknown> {
  const { facts, dataQuality } = toPatientFacts(chartOf(list), DEFAULT_THRESHOLDS);
  return { ...Object.fromEntries(NAMES.map((name) => [name, facts[name]])), notes: dataQuality() };
}

test('rubbish at every single place', () => {
  const thrown = CHART.flatMap((whole) =>
    pathsIn(whole).flatMap((path) =>
      junkAt(whole, path).flatMap((spoilt) => {
        try {
          read([spoilt]);
          return [];
        } catch (error) {
          return [`${String(whole['resourceType'])}.${path.join('.')}: ${String(error)}`];
        }
      }),
    ),
  );
  expect([...new Set(thrown)]).toEqual([]);
});

test('the order of the resources does not matter', () => {
  expect(canonical(read([...CHART].reverse()))).toEqual(canonical(read(CHART)));
});

test('names of the prototype are no codes and no words', () => {
  const poison = ['__proto__', 'constructor', 'toString'].flatMap((word) => [
    condition('x', {
      code: { text: word, coding: [{ system: SNOMED, code: word, display: word }] },
      severity: { coding: [{ code: word }] },
    }),
    procedure(word, { code: { text: word } }),
  ]);
  const found = Object.values(read(poison)).filter(
    (fact) => Array.isArray((fact as { value?: unknown }).value) && (fact as { value: unknown[] }).value.length > 0,
  );
  expect(found).toEqual([]);
});

test('no words of the chart in a note', () => {
  const secret = 'Jane Example 555-1234';
  const list = CHART.flatMap((whole) => [
    { ...whole, code: { text: `${secret} neuropathy?` }, status: secret },
    { ...whole, code: { text: `${secret} ${'x'.repeat(400)}` }, onsetDateTime: secret },
    { ...whole, verificationStatus: { text: secret }, clinicalStatus: { text: secret } },
  ]);
  expect(JSON.stringify(read(list)['notes'])).not.toContain('Jane');
});

test('thousands of long names do not take long', () => {
  const texts = ['no '.repeat(99), 'stem cell transplant '.repeat(14), '自体移植'.repeat(70), 'x'.repeat(100_000)];
  const list = Array.from({ length: 400 }, (_, at) => condition('x', { code: { text: texts[at % texts.length] } }));
  const start = performance.now();
  read(list);
  expect(performance.now() - start).toBeLessThan(4000);
});
