import { CONDITIONS, MEDICATIONS, type ObservedKind } from './tables.ts';

/** FHIR resources as a US Core server sends them: the members that EHRs fill, so that a body weighs what theirs do. */

export type Json = Readonly<Record<string, unknown>>;

/** What chance and the calendar give a resource. */
export interface Maker {
  readonly random: () => number;
  readonly id: () => string;
  /** A day before today. */
  readonly day: (daysAgo: number) => string;
}

export const SERVER = 'https://ehr.example.org/fhir/R4';
const PATIENT = { reference: 'Patient/bench-1', display: 'Doe, Jane Q' };
const PRACTITIONER = { reference: 'Practitioner/e1Nz7', display: 'Smith, Adam, MD' };
const ENCOUNTER = { reference: 'Encounter/e9f3c2b1', display: 'Hematology and Oncology, office visit' };
const UCUM = 'http://unitsofmeasure.org';
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const TERMS = 'http://terminology.hl7.org/CodeSystem';
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

const coded = (system: string, code: string, display?: string): Json => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
  ...(display === undefined ? {} : { text: display }),
});

const metaOf = (profile: string, day: string): Json => ({
  versionId: '1',
  lastUpdated: `${day}T09:12:44.000Z`,
  profile: [`${US_CORE}/${profile}`],
});

export function observation(maker: Maker, kind: ObservedKind, daysAgo: number): Json {
  const [code, display, unit, low, high, category] = kind;
  const day = maker.day(daysAgo);
  const value = Number((low + (high - low) * maker.random()).toFixed(unit === 'cm' ? 0 : 1));
  const local = { system: 'urn:oid:1.2.840.114350.1.13.0.1.7.5.737384.0', code: `LAB${code}` };
  return {
    resourceType: 'Observation',
    id: maker.id(),
    meta: metaOf(category === 'laboratory' ? 'us-core-observation-lab' : 'us-core-vital-signs', day),
    status: 'final',
    category: [
      coded(`${TERMS}/observation-category`, category, category === 'laboratory' ? 'Laboratory' : 'Vital Signs'),
    ],
    code: { coding: [{ system: 'http://loinc.org', code, display }, local], text: display },
    subject: PATIENT,
    encounter: ENCOUNTER,
    effectiveDateTime: `${day}T08:${String(10 + Math.floor(maker.random() * 49))}:00Z`,
    issued: `${day}T09:12:44.000Z`,
    performer: [PRACTITIONER],
    valueQuantity: { value, unit, system: UCUM, code: unit },
    interpretation: [coded(`${TERMS}/v3-ObservationInterpretation`, 'N', 'Normal')],
    specimen: { reference: `Specimen/${maker.id()}` },
    referenceRange: [
      {
        low: { value: low, unit, system: UCUM, code: unit },
        high: { value: high, unit, system: UCUM, code: unit },
        text: `${low} - ${high} ${unit}`,
      },
    ],
  };
}

/** The first few rows stand once, the others again and again: a large chart has many drugs, not forty lenalidomide orders. */
const onceThenRound = (at: number, once: number, rows: number): number =>
  at < rows ? at : once + ((at - once) % (rows - once));

export function condition(maker: Maker, at: number): Json {
  const [icd, snomed, display] = CONDITIONS[onceThenRound(at, 1, CONDITIONS.length)] ?? ['', '', ''];
  const day = maker.day(100 + 600 * maker.random());
  return {
    resourceType: 'Condition',
    id: maker.id(),
    meta: metaOf('us-core-condition-problems-health-concerns', day),
    clinicalStatus: coded(`${TERMS}/condition-clinical`, 'active', 'Active'),
    verificationStatus: coded(`${TERMS}/condition-ver-status`, 'confirmed', 'Confirmed'),
    category: [coded(`${TERMS}/condition-category`, 'problem-list-item', 'Problem List Item')],
    code: {
      coding: [
        { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: icd, display },
        { system: 'http://snomed.info/sct', code: snomed, display },
      ],
      text: display,
    },
    subject: PATIENT,
    onsetDateTime: day,
    recordedDate: day,
  };
}

export function medication(maker: Maker, at: number, status: 'active' | 'draft' = 'active'): Json {
  const [rxnorm, display, value] = MEDICATIONS[onceThenRound(at, 2, MEDICATIONS.length)] ?? ['', '', 0];
  const day = maker.day(status === 'draft' ? 0 : 10 + 300 * maker.random());
  return {
    resourceType: 'MedicationRequest',
    id: maker.id(),
    meta: metaOf('us-core-medicationrequest', day),
    status,
    intent: 'order',
    category: [coded(`${TERMS}/medicationrequest-category`, 'outpatient', 'Outpatient')],
    medicationCodeableConcept: coded(RXNORM, rxnorm, display),
    subject: PATIENT,
    encounter: ENCOUNTER,
    authoredOn: day,
    requester: PRACTITIONER,
    dosageInstruction: [
      {
        text: `Take ${value} mg by mouth daily`,
        timing: { repeat: { frequency: 1, period: 1, periodUnit: at === 1 ? 'wk' : 'd' } },
        route: coded('http://snomed.info/sct', '26643006', 'Oral route'),
        doseAndRate: [{ doseQuantity: { value, unit: 'mg', system: UCUM, code: 'mg' } }],
      },
    ],
  };
}

const other = (maker: Maker, resourceType: string, more: Json): Json => ({ resourceType, id: maker.id(), ...more });

export const procedure = (maker: Maker, at: number): Json =>
  other(maker, 'Procedure', {
    status: 'completed',
    code: coded(
      'http://snomed.info/sct',
      at % 2 === 0 ? '14766002' : '71388002',
      at % 2 === 0 ? 'Bone marrow aspiration' : 'Procedure',
    ),
    subject: PATIENT,
    performedDateTime: maker.day(20 + 700 * maker.random()),
  });

export const allergy = (maker: Maker): Json =>
  other(maker, 'AllergyIntolerance', {
    patient: PATIENT,
    clinicalStatus: coded(`${TERMS}/allergyintolerance-clinical`, 'active'),
    code: coded(RXNORM, '7980', 'penicillin G'),
  });

export const device = (maker: Maker): Json =>
  other(maker, 'Device', {
    patient: PATIENT,
    status: 'active',
    type: coded('http://snomed.info/sct', '706767009', 'Patient data recorder'),
  });

export function patient(maker: Maker): Json {
  const coding = { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' };
  const race = {
    url: `${US_CORE}/us-core-race`,
    extension: [
      { url: 'ombCategory', valueCoding: coding },
      { url: 'text', valueString: 'White' },
    ],
  };
  return {
    resourceType: 'Patient',
    id: 'bench-1',
    meta: metaOf('us-core-patient', maker.day(9)),
    extension: [race],
    name: [{ family: 'Doe', given: ['Jane', 'Q'] }],
    gender: 'female',
    birthDate: '1955-03-02',
  };
}
