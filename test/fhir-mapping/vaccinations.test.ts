import { type Json } from '../patient.ts';
import { answers, mapped, RXNORM, SUBJECT } from './charts.ts';

const CVX = 'http://hl7.org/fhir/sid/cvx';
const shot = (code: Json, more: Json = {}): Json => ({
  ...{
    resourceType: 'Immunization',
    id: 'i',
    status: 'completed',
    patient: SUBJECT,
    vaccineCode: code,
    occurrenceDateTime: '2024-10-01',
  },
  ...more,
});
const cvx = (code: string): Json => ({
  coding: [
    { system: 'http://hl7.org/fhir/sid/ndc', code: '1' },
    { system: CVX, code },
  ],
});
const inList = (more: Json): Json => ({
  ...{ resourceType: 'MedicationRequest', id: 'm', status: 'completed', subject: SUBJECT, authoredOn: '2024-10-01' },
  medicationCodeableConcept: { coding: [{ system: RXNORM, code: '830261' }] },
  ...more,
});

const done = (entries: readonly Json[], changes: Parameters<typeof answers>[0] = {}): unknown => {
  const { vaccinations } = mapped(entries, { answers: answers(changes) }).facts;
  return vaccinations.known ? vaccinations.value.map(({ vaccine, date }) => `${vaccine} ${date}`) : 'unknown';
};

describe('vaccinations', () => {
  test.each<{ entry: Json; found: readonly string[]; because: string }>([
    { entry: shot(cvx('133')), found: ['pneumococcal-conjugate-vaccine 2024-10-01'], because: 'CVX behind an NDC' },
    { entry: shot(cvx('216')), found: ['pneumococcal-conjugate-vaccine-20 2024-10-01'], because: '20-valent' },
    { entry: shot(cvx('33')), found: ['pneumococcal-polysaccharide-vaccine 2024-10-01'], because: 'polysaccharide' },
    { entry: shot(cvx('187')), found: ['zoster-vaccine 2024-10-01'], because: 'zoster' },
    { entry: shot(cvx('121')), found: ['live-zoster-vaccine 2024-10-01'], because: 'live zoster' },
    { entry: shot(cvx('141')), found: [], because: 'influenza: no page asks' },
    { entry: shot({ text: 'Prevnar 20' }), found: ['pneumococcal-conjugate-vaccine-20 2024-10-01'], because: 'a name' },
    { entry: shot({ text: 'Prevnar 13' }), found: ['pneumococcal-conjugate-vaccine 2024-10-01'], because: 'a name' },
    { entry: shot({ text: 'Shingrix' }), found: ['zoster-vaccine 2024-10-01'], because: 'a name' },
    {
      entry: shot({ text: '23价肺炎球菌多糖疫苗' }),
      found: ['pneumococcal-polysaccharide-vaccine 2024-10-01'],
      because: 'Chinese',
    },
    {
      entry: shot({ text: '13价肺炎球菌多糖结合疫苗' }),
      found: ['pneumococcal-conjugate-vaccine 2024-10-01'],
      because: 'Chinese, conjugate',
    },
    {
      entry: shot({ text: '重组乙型肝炎疫苗（酿酒酵母）' }),
      found: ['hepatitis-b-vaccine 2024-10-01'],
      because: 'Chinese, hepatitis B',
    },
    { entry: shot({ text: 'Shingrix declined' }), found: [], because: 'declined' },
    { entry: shot({ text: `Shingrix ${'x'.repeat(200)}` }), found: [], because: 'no name is that long' },
    { entry: shot(cvx('187'), { status: 'not-done' }), found: [], because: 'not done' },
    { entry: shot(cvx('187'), { occurrenceDateTime: undefined }), found: ['zoster-vaccine null'], because: 'undated' },
    { entry: shot(cvx('187'), { occurrenceDateTime: '2027-01-01' }), found: [], because: 'in the future' },
    { entry: shot(cvx('187'), { patient: { reference: 'Patient/p2' } }), found: [], because: 'another patient’s' },
    { entry: shot(cvx('187'), { vaccineCode: 7 }), found: [], because: 'a wrong type' },
    { entry: inList({}), found: ['hepatitis-b-vaccine 2024-10-01'], because: 'Oracle: among the drugs' },
    { entry: inList({ status: 'active' }), found: [], because: 'ordered, not given' },
    { entry: inList({ doNotPerform: true }), found: [], because: 'an order not to' },
  ])('$found: $because', ({ entry, found }) => {
    expect(done([entry])).toEqual(found);
  });

  test.each([
    { entries: [], found: 'unknown', because: 'nothing, and the vaccinations weren’t answered' },
    { entries: [inList({})], found: ['hepatitis-b-vaccine 2024-10-01'], because: 'one among the drugs is one' },
  ])('$found: $because', ({ entries, found }) => {
    expect(done(entries, { immunizations: 'unanswered' })).toEqual(found);
  });
});
