import { ownedBy } from '../../src/fhir-mapping/subject.ts';
import { evaluateRequest } from '../../src/api/evaluate-request.ts';
import { indexChart } from '../../src/fhir-mapping/chart-index.ts';
import type { Json } from '../patient.ts';
import { chartOf, patient, resource } from './charts.ts';

const UUID = 'urn:uuid:0c7a1f1e-6f3a-4b0e-9a53-0d3f7d1b2c3d';
const belongs = (json: Json, more: Parameters<typeof chartOf>[1] = {}): boolean =>
  ownedBy(chartOf([], more))(resource(json));

describe('references to the patient', () => {
  test.each([
    { reference: 'Patient/p1', own: true, because: 'relative' },
    { reference: 'Patient/p1/_history/3', own: true, because: 'versioned' },
    { reference: 'https://ehr.example.org/fhir/R4/Patient/p1', own: true, because: 'absolute' },
    {
      reference: 'https://ehr.example.org/fhir/R4/Patient/p1/_history/3',
      own: true,
      because: 'absolute and versioned',
    },
    { reference: UUID, own: true, because: 'the fullUrl of the patient within the Bundle' },
    { reference: 'Patient/p2', own: false, because: 'somebody else' },
    { reference: 'Patient/p11', own: false, because: 'a longer id' },
    { reference: 'Patient/xp1', own: false, because: 'a longer id' },
    { reference: 'Patient/P1', own: false, because: 'ids are case-sensitive' },
    { reference: 'Group/p1', own: false, because: 'not a Patient' },
    { reference: 'https://ehr.example.org/fhir/R4/Patient/p2', own: false, because: 'somebody else, absolute' },
    { reference: 'https://ehr.example.org/fhir/R4/NotPatient/p1', own: false, because: 'another type' },
    { reference: 'urn:uuid:11111111-1111-4111-8111-111111111111', own: false, because: 'another entry of the Bundle' },
    { reference: 'p1', own: false, because: 'no type' },
  ])('$reference is own: $own, $because', ({ reference, own }) => {
    const observation = { resourceType: 'Observation', subject: { reference } };
    expect(belongs(observation, { patientUrl: UUID })).toBe(own);
  });

  const MRN = { system: 'urn:mrn', value: '4711' };
  test.each<{ subject: unknown; own: boolean; because: string }>([
    { subject: undefined, own: true, because: 'the search was for this patient' },
    { subject: null, own: true, because: 'null is nothing' },
    { subject: { display: 'Jane' }, own: true, because: 'a name alone refers to nobody else' },
    { subject: { identifier: MRN }, own: true, because: 'the identifier of the patient' },
    { subject: { identifier: { ...MRN, value: '4712' } }, own: false, because: 'another number' },
    { subject: { identifier: { ...MRN, system: 'urn:other' } }, own: false, because: 'another numbering' },
    { subject: { reference: 'Patient/p2', identifier: MRN }, own: false, because: 'the reference rules' },
    { subject: 'Patient/p2', own: false, because: 'a string' },
    { subject: 7, own: false, because: 'a number' },
  ])('subject $subject is own: $own, $because', ({ subject, own }) => {
    const more = { patient: resource(patient({ identifier: [{ system: 'urn:x', value: '1' }, MRN] })) };
    expect(belongs({ resourceType: 'Observation', subject }, more)).toBe(own);
  });

  test.each([
    { type: 'Observation', member: 'subject' },
    { type: 'Condition', member: 'subject' },
    { type: 'Procedure', member: 'subject' },
    { type: 'MedicationRequest', member: 'subject' },
    { type: 'MedicationStatement', member: 'subject' },
    { type: 'ServiceRequest', member: 'subject' },
    { type: 'AllergyIntolerance', member: 'patient' },
    { type: 'Device', member: 'patient' },
  ])('$type says whose it is in $member', ({ type, member }) => {
    expect(belongs({ resourceType: type, [member]: { reference: 'Patient/p1' } })).toBe(true);
    expect(belongs({ resourceType: type, [member]: { reference: 'Patient/p2' } })).toBe(false);
  });

  test.each(['Medication', 'Practitioner', 'constructor', '__proto__'])('a %s is nobody’s', (type) => {
    expect(belongs({ resourceType: type, subject: { reference: 'Patient/p2' } })).toBe(true);
  });
});

test('a Bundle whose Patient has a fullUrl and no id', () => {
  const entry = [
    { fullUrl: UUID, resource: { resourceType: 'Patient' } },
    { resource: { resourceType: 'Observation', id: 'mine', subject: { reference: UUID } } },
    { resource: { resourceType: 'Observation', id: 'not-mine', subject: { reference: 'Patient/p2' } } },
  ];
  const { chart } = evaluateRequest({ resourceType: 'Bundle', type: 'transaction', entry }, new Date(), new Map());
  expect(indexChart(chart).byType.get('Observation')).toMatchObject([{ id: 'mine' }]);
});
