import type { JsonObject } from '../fhir-mapping/json.ts';
import type { Product, SuggestedOrder } from '../logic/rule.ts';

/** Suggested orders as FHIR R4 resources: complete, in draft, ready to be checked and signed. */

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';

/** SNOMED CT routes. */
const ROUTES = {
  oral: { system: 'http://snomed.info/sct', code: '26643006', display: 'Oral route' },
  subcutaneous: { system: 'http://snomed.info/sct', code: '34206005', display: 'Subcutaneous route' },
} as const;

function medicationOf({ rxnorm, display }: Product): JsonObject {
  return { coding: [{ system: RXNORM, code: rxnorm, display }], text: display };
}

function dosageOf(product: Product, kept: JsonObject = {}): JsonObject {
  const { route, frequency, period, periodUnit, instruction, perDose } = product;
  return {
    text: instruction,
    timing: { repeat: { ...kept, frequency, period, periodUnit } },
    route: { coding: [ROUTES[route]], text: ROUTES[route].display },
    ...(perDose === null
      ? {}
      : {
          doseAndRate: [
            { doseQuantity: { value: perDose.value, unit: perDose.unit, system: UCUM, code: perDose.unit } },
          ],
        }),
  };
}

/** A new draft order for the patient. */
export function draftOrder(order: Exclude<SuggestedOrder, { kind: 'replace-dose' }>, patientId: string): JsonObject {
  const subject = { reference: `Patient/${patientId}` };
  if (order.kind === 'laboratory') {
    return {
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'order',
      subject,
      category: [
        { coding: [{ system: 'http://snomed.info/sct', code: '108252007', display: 'Laboratory procedure' }] },
      ],
      code: {
        coding: [{ system: 'http://loinc.org', code: order.loinc, display: order.display }],
        text: order.display,
      },
    };
  }
  return {
    resourceType: 'MedicationRequest',
    status: 'draft',
    intent: 'order',
    subject,
    medicationCodeableConcept: medicationOf(order.product),
    dosageInstruction: [dosageOf(order.product)],
  };
}

/**
 * The same draft with another dose: the whole resource, with drug and dosage replaced and all else kept, the bounds
 * of the course included. What the old dose had determined (quantity to dispense) is left out.
 */
export function withDose(sent: JsonObject, product: Product): JsonObject {
  const draft = withoutEmptyMembers(sent) as JsonObject;
  const { medicationReference: _reference, dispenseRequest, ...kept } = draft;
  const validity = objectWithout(dispenseRequest, ['quantity', 'initialFill', 'numberOfRepeatsAllowed']);
  return {
    ...kept,
    medicationCodeableConcept: medicationOf(product),
    dosageInstruction: [dosageOf(product, boundsOf(draft))],
    ...(validity === null ? {} : { dispenseRequest: validity }),
  };
}

/** FHIR JSON has no null, no empty text, list or object; drafts have been seen with all of them. Depth is bounded before. */
function withoutEmptyMembers(value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.map(withoutEmptyMembers).filter((one) => one !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).map(([member, child]) => [member, withoutEmptyMembers(child)] as const);
    const filled = kept.filter(([, child]) => child !== undefined);
    return filled.length === 0 ? undefined : Object.fromEntries(filled);
  }
  return value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
}

const BOUNDS = ['boundsDuration', 'boundsPeriod', 'boundsRange'];

function boundsOf(draft: JsonObject): JsonObject {
  const dosage = first(draft['dosageInstruction']);
  const repeat = first(first(dosage['timing'])['repeat']);
  return Object.fromEntries(BOUNDS.filter((name) => Object.hasOwn(repeat, name)).map((name) => [name, repeat[name]]));
}

function first(value: unknown): JsonObject {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'object' && one !== null ? (one as JsonObject) : {};
}

function objectWithout(value: unknown, members: readonly string[]): JsonObject | null {
  const rest = Object.fromEntries(Object.entries(first(value)).filter(([name]) => !members.includes(name)));
  return Object.keys(rest).length === 0 ? null : rest;
}
