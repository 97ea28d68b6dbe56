import type { JsonObject } from './json.ts';

const quantity = { value: 1, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg', comparator: '<' };
const concept = { text: 'a', coding: [{ system: 's', code: 'c', display: 'd' }] };
const period = { start: '2020-01-01', end: '2020-01-02' };

const dosage = {
  text: 't',
  patientInstruction: 'p',
  sequence: 1,
  asNeededBoolean: true,
  route: concept,
  timing: {
    code: concept,
    event: ['2020-01-01'],
    repeat: {
      frequency: 1,
      frequencyMax: 2,
      period: 1,
      periodMax: 2,
      periodUnit: 'd',
      dayOfWeek: ['mon'],
      timeOfDay: ['08:00:00'],
      when: ['MORN'],
      boundsPeriod: period,
    },
  },
  doseAndRate: [{ doseQuantity: quantity }, { doseRange: { low: quantity, high: quantity } }],
};

const medicationOrder = { medicationCodeableConcept: concept, authoredOn: '2020-01-01', dosageInstruction: [dosage] };

/** One resource or value per type in which every element that the readers name is present. */
export const SAMPLES: Readonly<Record<string, JsonObject>> = {
  Quantity: quantity,
  Patient: {
    resourceType: 'Patient',
    birthDate: '1950-01-01',
    gender: 'female',
    extension: [
      { url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' },
      {
        url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
        extension: [
          { url: 'ombCategory', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2028-9' } },
          { url: 'detailed', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2039-6' } },
          { url: 'text', valueString: 'Asian' },
        ],
      },
    ],
  },
  Observation: {
    resourceType: 'Observation',
    status: 'final',
    code: concept,
    effectiveDateTime: '2020-01-01',
    valueQuantity: quantity,
  },
  Condition: {
    resourceType: 'Condition',
    onsetDateTime: '2020-01-01',
    abatementDateTime: '2020-01-02',
    recordedDate: '2020-01-01',
  },
  Procedure: { resourceType: 'Procedure', performedDateTime: '2020-01-01', category: concept },
  MedicationRequest: { resourceType: 'MedicationRequest', ...medicationOrder },
  MedicationStatement: {
    resourceType: 'MedicationStatement',
    medicationCodeableConcept: concept,
    effectivePeriod: period,
    dosage: [dosage],
  },
};
