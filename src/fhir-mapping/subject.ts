import { isGiven, isObject, listAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import type { Chart } from './chart.ts';

/** The member that names the patient, per type; types that aren't a patient's (Medication) are absent. */
const SUBJECT_MEMBER: ReadonlyMap<string, string> = new Map([
  ['Observation', 'subject'],
  ['Condition', 'subject'],
  ['Procedure', 'subject'],
  ['MedicationRequest', 'subject'],
  ['MedicationStatement', 'subject'],
  ['ServiceRequest', 'subject'],
  ['AllergyIntolerance', 'patient'],
  ['Device', 'patient'],
  ['DiagnosticReport', 'subject'],
  ['ImagingStudy', 'subject'],
  ['Specimen', 'subject'],
  ['CarePlan', 'subject'],
  ['Encounter', 'subject'],
  ['MedicationAdministration', 'subject'],
  ['MedicationDispense', 'subject'],
  ['Immunization', 'patient'],
]);

/**
 * Tells a chart's resources from those of somebody else. Relative, absolute and versioned references, `urn:uuid` of the
 * Bundle and identifiers are understood. No subject at all is accepted: the search was for this patient.
 */
export function ownedBy(chart: Chart): (resource: AnyResource) => boolean {
  const usual = `Patient/${chart.patientId}`;
  return (resource) => {
    const member = SUBJECT_MEMBER.get(resource.resourceType);
    if (member === undefined) return true;
    const subject = resource[member];
    if (!isObject(subject)) return !isGiven(subject);
    if (subject['reference'] === usual) return true;
    const reference = textAt(subject, 'reference');
    if (reference !== undefined) return refersTo(reference, chart);
    return subject['identifier'] === undefined || sharesIdentifier(subject, chart.patient);
  };
}

function refersTo(reference: string, { patientId, patientUrl }: Chart): boolean {
  if (reference === patientUrl) return true;
  const at = reference.lastIndexOf('Patient/');
  if (at < 0 || (at > 0 && reference[at - 1] !== '/')) return false;
  const id = reference.slice(at + 'Patient/'.length);
  return id === patientId || id.startsWith(`${patientId}/_history/`);
}

function sharesIdentifier(subject: JsonObject, patient: AnyResource): boolean {
  const wanted = listAt(subject, 'identifier')[0];
  const value = textAt(wanted, 'value');
  return listAt(patient, 'identifier').some(
    (own) => textAt(own, 'value') === value && textAt(own, 'system') === textAt(wanted, 'system'),
  );
}
