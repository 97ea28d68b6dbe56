import type { Course } from '../../../src/logic/therapy-facts.ts';
import { medication, RX, type Json } from '../../patient.ts';
import { mapped, RXNORM, SUBJECT } from '../charts.ts';

/** Entries of a chart that tell of lenalidomide, and the courses that are read from them. */

const LEN = { coding: [{ system: RXNORM, code: RX.lenalidomide }] };
export const ZOLEDRONIC = { text: 'zoledronic acid 4 mg/100 mL' };

export const order = (status: string | undefined, authoredOn: string | undefined, more: Json = {}): Json =>
  medication(RX.lenalidomide, null, { status, authoredOn, ...more });
export const bounded = (start?: string, end?: string): Json => ({
  dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start, end } } } }],
});
export const statement = (status: string, more: Json): Json => ({
  ...{ resourceType: 'MedicationStatement', id: `s-${JSON.stringify(more).length}`, subject: SUBJECT, status },
  medicationCodeableConcept: LEN,
  ...more,
});
export const given = (day: string | undefined, more: Json = {}): Json => ({
  ...{ resourceType: 'MedicationAdministration', id: `a-${day}`, subject: SUBJECT, status: 'completed' },
  ...{ medicationCodeableConcept: LEN, effectiveDateTime: day },
  ...more,
});
export const dispensed = (day: string | undefined, days: unknown, more: Json = {}): Json => ({
  ...{ resourceType: 'MedicationDispense', id: `d-${day}`, subject: SUBJECT, status: 'completed' },
  ...{ medicationCodeableConcept: LEN, whenHandedOver: day, daysSupply: { value: days } },
  ...more,
});

export const coursesOf = (entries: readonly Json[]): readonly Course[] => {
  const { courses } = mapped(entries).facts;
  if (!courses.known) throw new Error('unknown');
  return courses.value;
};
export const shown = ({ ingredient, from, to, status }: Course): string => `${ingredient} ${from} ${to} ${status}`;
export const LENALIDOMIDE = (from: string | null, to: string | null, status: string): string =>
  `lenalidomide ${from} ${to} ${status}`;
