import { hookCall, lenalidomide25, onLenalidomide, prefetchOf, TODAY, type HOOKS } from './hooks/calls.ts';
import { bundle, condition, creatinine, medication, procedure, resources, RX, type Json } from './patient.ts';
import { ecSigner, noon, signedToken } from './security/tokens.ts';

/** A patient, and callers, of whom every text is a canary: found anywhere, it got out. */

export const SAID = new Set<string>();
/** A text that is nowhere else. */
export const canary = (name: string): string => {
  const text = `Kanary${name}Qzxwvj`;
  SAID.add(text);
  return text;
};
export const found = (text: string): readonly string[] =>
  [...SAID].filter((one) => text.toLowerCase().includes(one.toLowerCase()));

export const ID = 'kanary-patient-0815';
SAID.add(ID);
export const EHR = 'https://ehr.example.org';
export const PUBLIC = 'https://cds.example.org';
const NOW = noon(TODAY);
export const own = ecSigner('k');

const subject = { reference: `Patient/${ID}`, display: canary('Subject') };
const notes = (name: string): Json => ({
  id: canary(`${name}Id`),
  subject,
  note: [{ text: canary(`${name}Note`), authorString: canary(`${name}Author`) }],
  text: { status: 'generated', div: `<div>${canary(`${name}Narrative`)}</div>` },
  identifier: [{ system: 'urn:x', value: canary(`${name}Number`) }],
});
export const patient: Json = {
  ...prefetchOf().patient,
  id: ID,
  identifier: [{ system: canary('System'), value: canary('Mrn') }],
  name: [{ family: canary('Family'), given: [canary('Given')], text: canary('FullName') }],
  address: [{ line: [canary('Street')], city: canary('City'), postalCode: canary('Zip') }],
  telecom: [{ value: canary('Phone') }],
  contact: [{ name: { text: canary('Contact') } }],
};

/** A chart of which some is read, some is odd, and some can't be read. */
export const parts = {
  ...onLenalidomide({
    conditions: [
      condition('C90.00', notes('Myeloma')),
      condition('Z1', { ...notes('Text'), code: { text: canary('Problem') } }),
    ],
    observations: [
      creatinine(1.9, notes('Creatinine')),
      creatinine(2, { ...notes('Unit'), valueQuantity: { value: 2, unit: canary('UnitText') } }),
      creatinine(2, { ...notes('Said'), valueQuantity: undefined, valueString: canary('ResultText') }),
      creatinine(2, { ...notes('Dated'), effectiveDateTime: canary('Date') }),
      creatinine(2, { ...notes('Other'), subject: { reference: `Patient/${canary('AnotherPatient')}` } }),
    ],
    procedures: [procedure('14766002', notes('Procedure'))],
    medications: [
      medication(RX.lenalidomide10, { value: 10, text: canary('Sig') }, notes('Drug')),
      medication('0', null, { ...notes('Unknown'), medicationCodeableConcept: { text: canary('DrugText') } }),
    ],
  }),
};
export const prefetch = { ...prefetchOf(parts), patient };
export const drafts = [
  lenalidomide25({ ...notes('Order'), id: canary('Draft'), dosageInstruction: [{ text: canary('OrderSig') }] }),
  lenalidomide25({ ...notes('Order2'), id: canary('Draft2') }),
];
export const authorization = (more: Json = {}): Json => ({
  fhirAuthorization: {
    access_token: canary('FhirToken'),
    token_type: 'Bearer',
    expires_in: 300,
    scope: canary('Scope'),
    subject: canary('Client'),
    patient: ID,
    ...more,
  },
});
export const call = (hook: (typeof HOOKS)[number], more: Json = {}, sent: Json = prefetch): Json =>
  hookCall(hook, {
    drafts,
    context: { patientId: ID, userId: `Practitioner/${canary('User')}`, encounterId: canary('Encounter') },
    prefetch: sent,
    more: { hookInstance: canary('Instance'), extension: { 'com.example': canary('Extension') }, ...more },
  });

export const token = (path: string, claims: Json = {}): string => {
  const whole = signedToken({
    signer: own,
    claims: { iss: EHR, aud: `${PUBLIC}${path}`, iat: NOW, exp: NOW + 300, sub: canary('Sub'), ...claims },
  });
  SAID.add(whole);
  // Its parts alone would say as much.
  for (const part of whole.split('.').slice(1)) SAID.add(part);
  return whole;
};
export const headers = (path: string, bearer = token(path)): Record<string, string> => ({
  Authorization: `Bearer ${bearer}`,
  'Accept-Language': 'en',
  'X-Request-Id': canary('RequestId'),
  traceparent: `00-${canary('TraceId')}-1-01`,
  tracestate: `vendor=${canary('TraceState')}`,
  baggage: `patient=${canary('Baggage')}`,
  Cookie: `session=${canary('Cookie')}`,
  'User-Agent': canary('Agent'),
  Referer: `https://ehr.example.org/chart?name=${canary('Referer')}`,
  'X-Forwarded-For': canary('Forwarded'),
});

export const feedback = (): Json => ({
  feedback: [
    {
      card: canary('Card'),
      outcome: 'overridden',
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
      overrideReason: {
        reason: { code: canary('Code'), system: canary('CodeSystem'), display: canary('Display') },
        userComment: canary('Comment'),
      },
    },
    {
      card: canary('Card2'),
      outcome: 'accepted',
      acceptedSuggestions: [{ id: canary('Suggestion') }],
      outcomeTimestamp: `${TODAY}T11:00:00Z`,
    },
    { card: canary('BadCard'), outcome: canary('Outcome'), outcomeTimestamp: canary('Time') },
  ],
});

export const evaluation = (more: Json = {}): Json => ({
  bundle: bundle([patient, ...resources(parts).slice(1)]),
  draftOrders: bundle(drafts),
  asOf: TODAY,
  ...more,
});
export const nested = (inner: unknown): unknown =>
  Array.from({ length: 200 }).reduce<unknown>((value) => ({ extension: [value] }), inner);
