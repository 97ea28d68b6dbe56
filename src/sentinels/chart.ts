import type { JsonObject } from '../fhir-mapping/json.ts';

/** What sentinel patients are made of: plain R4, codes of the standard terminologies, days counted back from today. */

/** The day so many days ago, `YYYY-MM-DD`. */
export type DayAgo = (days: number) => string;

/** A resource, once today is known. */
export type Made = (ago: DayAgo) => JsonObject;

export const PATIENT_ID = 'sentinel';
const SUBJECT = { reference: `Patient/${PATIENT_ID}` };
const SYSTEMS = {
  loinc: 'http://loinc.org',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  snomed: 'http://snomed.info/sct',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  ucum: 'http://unitsofmeasure.org',
} as const;

const coded = (system: keyof typeof SYSTEMS, code: string) => ({ coding: [{ system: SYSTEMS[system], code }] });
const days = (years: number): number => Math.round(years * 365.25);

export const patient =
  (gender: 'female' | 'male', years: number): Made =>
  (ago) => ({ resourceType: 'Patient', id: PATIENT_ID, gender, birthDate: ago(days(years) + 100) });

/** A result by LOINC; the unit as UCUM. */
export const lab =
  (code: string, value: number, unit: string, daysAgo = 0): Made =>
  (ago) => ({
    resourceType: 'Observation',
    id: `result-${code}-${daysAgo}`,
    status: 'final',
    code: coded('loinc', code),
    subject: SUBJECT,
    effectiveDateTime: ago(daysAgo),
    valueQuantity: { value, unit, system: SYSTEMS.ucum, code: unit },
  });

export const creatinine = (mgPerDl: number, daysAgo = 0): Made => lab('2160-0', mgPerDl, 'mg/dL', daysAgo);
export const platelets = (count: number): Made => lab('777-3', count, '10*3/uL');
export const weight = (kg: number): Made => lab('29463-7', kg, 'kg');
export const height = (cm: number): Made => lab('8302-2', cm, 'cm');

/** A problem by ICD-10-CM, or by SNOMED CT where the code is a number; active and confirmed. */
export const condition =
  (code: string, daysAgo = 30): Made =>
  (ago) => ({
    resourceType: 'Condition',
    id: `problem-${code}`,
    clinicalStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
    },
    verificationStatus: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }],
    },
    code: coded(/^\d+$/.test(code) ? 'snomed' : 'icd10', code),
    subject: SUBJECT,
    onsetDateTime: ago(daysAgo),
  });

export interface Dose {
  readonly value: number;
  readonly unit: string;
  readonly frequency?: number;
  readonly period?: number;
  readonly periodUnit?: 'd' | 'wk';
  /** SNOMED CT. */
  readonly route?: string;
}

/** An active order by RxNorm. */
export const medication =
  (rxnorm: string, dose: Dose, daysAgo = 0): Made =>
  (ago) => ({
    resourceType: 'MedicationRequest',
    id: `order-${rxnorm}`,
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: coded('rxnorm', rxnorm),
    subject: SUBJECT,
    authoredOn: ago(daysAgo),
    dosageInstruction: [dosage(dose)],
  });

/** An order in hand. */
export const draft =
  (rxnorm: string, dose: Dose): Made =>
  (ago) => ({ ...medication(rxnorm, dose)(ago), id: `draft-${rxnorm}`, status: 'draft' });

function dosage({ value, unit, frequency = 1, period = 1, periodUnit = 'd', route }: Dose): JsonObject {
  return {
    timing: { repeat: { frequency, period, periodUnit } },
    ...(route === undefined ? {} : { route: coded('snomed', route) }),
    doseAndRate: [{ doseQuantity: { value, unit, system: SYSTEMS.ucum, code: unit } }],
  };
}

/** An order for an image or a procedure, by SNOMED CT or in words. */
export const service =
  (text: string, { code, status = 'draft' }: { code?: string; status?: 'draft' | 'active' } = {}): Made =>
  (ago) => ({
    resourceType: 'ServiceRequest',
    id: `request-${status}`,
    status,
    intent: 'order',
    code: code === undefined ? { text } : { ...coded('snomed', code), text },
    subject: SUBJECT,
    authoredOn: ago(0),
  });
