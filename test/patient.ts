/**
 * A builder of patients as FHIR: complete by default (every kind of the chart answered, nothing wrong), and each test
 * changes what it is about. Dates are relative to `TODAY`.
 */

export const TODAY = '2026-11-20';

export type Json = Record<string, unknown>;

const LOINC = 'http://loinc.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const ICD10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';
const UCUM = 'http://unitsofmeasure.org';
const SUBJECT = { reference: 'Patient/p1' };

/** A day before TODAY. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(`${TODAY}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

let serial = 0;
const nextId = (kind: string): string => `${kind}-${(serial += 1)}`;

export function observation(code: string, value: number, unit: string, options: Json = {}): Json {
  const { days = 5, ...rest } = options;
  return {
    resourceType: 'Observation',
    id: nextId('obs'),
    status: 'final',
    code: { coding: [{ system: LOINC, code }] },
    subject: SUBJECT,
    effectiveDateTime: `${daysAgo(Number(days))}T08:00:00Z`,
    valueQuantity: { value, unit, system: UCUM, code: unit },
    ...rest,
  };
}

export const creatinine = (mgDl: number, options: Json = {}): Json => observation('2160-0', mgDl, 'mg/dL', options);
export const platelets = (count: number, options: Json = {}): Json => observation('777-3', count, '10*3/uL', options);
export const weight = (kg: number, options: Json = {}): Json => observation('29463-7', kg, 'kg', options);
export const height = (cm: number, options: Json = {}): Json => observation('8302-2', cm, 'cm', options);

export function condition(code: string, options: Json = {}): Json {
  const system = /^[A-Z]/.test(code) ? ICD10 : SNOMED;
  const { clinical = 'active', verification = 'confirmed', ...rest } = options;
  return {
    resourceType: 'Condition',
    id: nextId('cond'),
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: clinical }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: verification }],
    },
    code: { coding: [{ system, code, display: `Condition ${code}` }] },
    subject: SUBJECT,
    onsetDateTime: daysAgo(100),
    ...rest,
  };
}

export function procedure(code: string, options: Json = {}): Json {
  const { days = 20, ...rest } = options;
  return {
    resourceType: 'Procedure',
    id: nextId('proc'),
    status: 'completed',
    code: { coding: [{ system: SNOMED, code }] },
    subject: SUBJECT,
    performedDateTime: daysAgo(Number(days)),
    ...rest,
  };
}

/** RxNorm ingredients and the lenalidomide capsules. */
export const RX = {
  lenalidomide: '342369',
  lenalidomide10: '602910',
  lenalidomide15: '643712',
  lenalidomide25: '643720',
  thalidomide: '10432',
  pomalidomide: '1369713',
  bortezomib: '358258',
  carfilzomib: '1302966',
  dexamethasone: '3264',
  doxorubicin: '3639',
  cyclophosphamide: '3002',
  melphalan: '6718',
  aspirin: '1191',
  enoxaparin: '67108',
  apixaban: '1364430',
  rivaroxaban: '1114195',
  warfarin: '11289',
  fondaparinux: '321208',
  heparin: '5224',
  epoetin: '105694',
  clopidogrel: '32968',
} as const;

export interface DoseOptions {
  readonly value?: number;
  readonly unit?: string;
  readonly frequency?: number;
  readonly period?: number;
  readonly periodUnit?: string;
  readonly text?: string;
}

export function dosage({ value, unit = 'mg', frequency = 1, period = 1, periodUnit = 'd', text }: DoseOptions): Json {
  return {
    ...(text === undefined ? {} : { text }),
    timing: { repeat: { frequency, period, periodUnit } },
    ...(value === undefined ? {} : { doseAndRate: [{ doseQuantity: { value, unit, system: UCUM, code: unit } }] }),
  };
}

export function medication(rxnorm: string, dose: DoseOptions | null, options: Json = {}): Json {
  return {
    resourceType: 'MedicationRequest',
    id: nextId('med'),
    status: 'active',
    intent: 'order',
    subject: SUBJECT,
    medicationCodeableConcept: { coding: [{ system: RXNORM, code: rxnorm }] },
    authoredOn: daysAgo(30),
    ...(dose === null ? {} : { dosageInstruction: [dosage(dose)] }),
    ...options,
  };
}

export const draft = (rxnorm: string, dose: DoseOptions | null, options: Json = {}): Json =>
  medication(rxnorm, dose, { status: 'draft', authoredOn: TODAY, ...options });

export const RACE_WHITE = race('2106-3', 'White');
export const RACE_ASIAN = race('2028-9', 'Asian');
export const RACE_PACIFIC = race('2076-8', 'Native Hawaiian or Other Pacific Islander');

function race(code: string, display: string): Json {
  const coding = { system: 'urn:oid:2.16.840.1.113883.6.238', code, display };
  return {
    url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
    extension: [
      { url: 'ombCategory', valueCoding: coding },
      { url: 'text', valueString: display },
    ],
  };
}

export interface PatientParts {
  readonly patient?: Json;
  readonly observations?: readonly Json[];
  readonly conditions?: readonly Json[];
  readonly medications?: readonly Json[];
  readonly procedures?: readonly Json[];
  readonly others?: readonly Json[];
}

/** Female, 71, 62 kg, 160 cm, creatinine 1.2, platelets 210: clearance 42 mL/min. Myeloma, nothing else. */
export function resources(parts: PatientParts = {}): Json[] {
  const patient = {
    resourceType: 'Patient',
    id: 'p1',
    gender: 'female',
    birthDate: '1955-03-02',
    extension: [RACE_WHITE],
    ...parts.patient,
  };
  return [
    patient,
    ...(parts.observations ?? baseObservations()),
    ...(parts.conditions ?? [condition('C90.00')]),
    ...(parts.medications ?? [medication('6809', { value: 500 })]),
    ...(parts.procedures ?? [procedure('14766002', { days: 200 })]),
    ...(parts.others ?? [
      { resourceType: 'AllergyIntolerance', id: 'a1', patient: SUBJECT, code: { text: 'Penicillin' } },
    ]),
  ];
}

export const baseObservations = (): Json[] => [creatinine(1.2), platelets(210), weight(62), height(160)];

export const bundle = (entries: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: entries.map((resource) => ({ resource })),
});

/** The body of `/api/evaluate` for a patient and the orders in hand. */
export function evaluation(parts: PatientParts, drafts: readonly Json[] = [], more: Json = {}): Json {
  return {
    bundle: bundle(resources(parts)),
    ...(drafts.length > 0 ? { draftOrders: bundle(drafts) } : {}),
    asOf: TODAY,
    ...more,
  };
}
