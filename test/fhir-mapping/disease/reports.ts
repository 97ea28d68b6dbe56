import { daysAgo, type Json } from '../../patient.ts';
import { LOINC, SUBJECT } from '../charts.ts';

/** Reports and results of pathology and imaging, as plain R4. */

let serial = 0;

export const loinc = (code: string, text?: string): Json => ({
  coding: [{ system: LOINC, code }],
  ...(text === undefined ? {} : { text }),
});

export function report(code: Json, more: Json = {}): Json {
  const { days = 30, ...rest } = more;
  return {
    resourceType: 'DiagnosticReport',
    id: `report-${(serial += 1)}`,
    status: 'final',
    code,
    subject: SUBJECT,
    effectiveDateTime: daysAgo(Number(days)),
    ...rest,
  };
}

export function result(code: Json, more: Json = {}): Json {
  const { days = 30, ...rest } = more;
  return {
    resourceType: 'Observation',
    id: `result-${(serial += 1)}`,
    status: 'final',
    code,
    subject: SUBJECT,
    effectiveDateTime: daysAgo(Number(days)),
    ...rest,
  };
}

export const text = (words: string): Json => ({ text: words });
export const answer = (code: string): Json => ({ valueCodeableConcept: { coding: [{ system: LOINC, code }] } });
export const PRESENT = answer('LA9633-4');
export const ABSENT = answer('LA9634-2');
export const attached = (words: string): Json => ({
  presentedForm: [{ contentType: 'text/plain; charset=utf-8', data: Buffer.from(words).toString('base64') }],
});
export const component = (code: Json, more: Json): Json => ({ code, ...more });
