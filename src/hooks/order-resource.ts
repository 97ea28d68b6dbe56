import type { JsonObject } from '../fhir-mapping/json.ts';
import type { NewOrder } from './orderables.ts';
import type { DosageChange, Product, Service, SuggestedOrder } from '../logic/rule.ts';

/** Suggested orders as FHIR R4 resources: complete, in draft, ready to be checked and signed. */

const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const UCUM = 'http://unitsofmeasure.org';

/** SNOMED CT routes. */
const ROUTES = {
  oral: { system: 'http://snomed.info/sct', code: '26643006', display: 'Oral route' },
  subcutaneous: { system: 'http://snomed.info/sct', code: '34206005', display: 'Subcutaneous route' },
  intravenous: { system: 'http://snomed.info/sct', code: '47625008', display: 'Intravenous route' },
} as const;

const SYSTEMS = { loinc: 'http://loinc.org', snomed: 'http://snomed.info/sct' } as const;

/** SNOMED CT categories of a ServiceRequest (FHIR's own example codes). */
const CATEGORIES = {
  laboratory: { code: '108252007', display: 'Laboratory procedure' },
  imaging: { code: '363679005', display: 'Imaging' },
  procedure: { code: '103693007', display: 'Diagnostic procedure' },
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

const newDraft = (patientId: string) =>
  ({ status: 'draft', intent: 'order', subject: { reference: `Patient/${patientId}` } }) as const;

/** A new draft order for the patient. */
export function draftOrder(
  order: Extract<SuggestedOrder, { kind: 'medication' | 'service' }>,
  patientId: string,
): JsonObject {
  if (order.kind === 'service')
    return { resourceType: 'ServiceRequest', ...newDraft(patientId), ...serviceOf(order.service) };
  return {
    resourceType: 'MedicationRequest',
    ...newDraft(patientId),
    medicationCodeableConcept: medicationOf(order.product),
    dosageInstruction: [dosageOf(order.product)],
  };
}

const PREFERENCE_LIST = 'urn:com.epic.cdshooks.action.code.system.preference-list-item';

/** A new draft order for an item that the site has built, details and all: what else it said would be ignored. */
export function mappedOrder(order: NewOrder, patientId: string, code: string): JsonObject {
  const coding = [{ system: PREFERENCE_LIST, code }];
  if (order.kind === 'service') {
    const { text = order.service.display } = order.service;
    return { resourceType: 'ServiceRequest', ...newDraft(patientId), code: { coding, text } };
  }
  const text = order.product.instruction;
  return { resourceType: 'MedicationRequest', ...newDraft(patientId), medicationCodeableConcept: { coding, text } };
}

function serviceOf({ category, system, code, display, text = display }: Service): JsonObject {
  return {
    category: [{ coding: [{ system: SYSTEMS.snomed, ...CATEGORIES[category] }] }],
    code: { coding: [{ system: SYSTEMS[system], code, display }], text },
  };
}

/** The same draft given otherwise: route or rhythm changed in its one dosage, drug and dose kept. */
export function withDosage(sent: JsonObject, { instruction, route, ...timing }: DosageChange): JsonObject {
  const draft = withoutEmptyMembers(sent) as JsonObject;
  const dosage = first(draft['dosageInstruction']);
  const { text: _text, patientInstruction: _patientInstruction, timing: oldTiming, ...kept } = dosage;
  // Dates and codes of the rhythm stay too, unless the rhythm is what changes.
  const rhythm = timing.period === undefined ? first(oldTiming) : { repeat: { ...boundsOf(draft), ...timing } };
  return {
    ...draft,
    dosageInstruction: [
      {
        ...kept,
        text: instruction,
        ...(Object.keys(rhythm).length === 0 ? {} : { timing: rhythm }),
        ...(route === undefined ? {} : { route: { coding: [ROUTES[route]], text: ROUTES[route].display } }),
      },
    ],
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
