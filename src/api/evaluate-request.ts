import { Ajv } from 'ajv';
import { RequestInvalid } from '../errors.ts';
import { clockAt, clockNow, isRealDate, type Clock } from '../fhir-mapping/dates.ts';
import { CHART_KINDS, KIND_OF_TYPE, type Answers, type Chart } from '../fhir-mapping/chart.ts';
import { isResource, listAt, lookUp, textAt, type AnyResource, type JsonObject } from '../fhir-mapping/json.ts';
import type { LocalCodes } from '../fhir-mapping/codes/lookup.ts';
import { resolveSelections } from '../hooks/selections.ts';
import { checkDrafts, invalidMember } from '../hooks/validate.ts';
import type { ChartKind } from '../logic/facts.ts';
import type { Hook } from '../logic/rule.ts';

/** What `POST /api/evaluate` takes: a Bundle, or a Bundle with drafts, selections, day and hook. */
export interface EvaluateRequest {
  readonly chart: Chart;
  readonly hook: Hook;
}

interface Envelope {
  readonly bundle: JsonObject;
  readonly draftOrders?: JsonObject | null;
  readonly selections?: readonly string[] | null;
  readonly asOf?: string | null;
  readonly hook?: Hook | null;
}

const bundle = {
  type: 'object',
  required: ['resourceType'],
  properties: { resourceType: { const: 'Bundle' } },
} as const;

const isEnvelope = new Ajv({ strict: true, allowUnionTypes: true }).compile<Envelope>({
  type: 'object',
  required: ['bundle'],
  properties: {
    bundle,
    draftOrders: { ...bundle, nullable: true },
    selections: { type: 'array', items: { type: 'string' }, nullable: true },
    asOf: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$', nullable: true },
    hook: { type: 'string', nullable: true, enum: ['patient-view', 'order-select', 'order-sign', null] },
  },
});

const BUNDLE_TYPES = new Set(['collection', 'searchset', 'transaction']);

/** Reads the body, or throws `RequestInvalid` naming the member. */
export function evaluateRequest(body: unknown, now: Date, localCodes: LocalCodes): EvaluateRequest {
  const envelope = envelopeOf(body);
  const { draftOrders } = envelope;
  if (draftOrders) checkDrafts(draftOrders);
  const entries = entriesOf(envelope.bundle);
  const patientEntry = onlyPatient(entries);
  const { patient } = patientEntry;
  const patientId = textAt(patient, 'id') ?? idIn(patientEntry.fullUrl);
  const resources = entries.map((entry) => entry.resource).filter((resource) => resource !== patient);
  const drafts = listAt(draftOrders ?? {}, 'entry')
    .map((entry) => entry['resource'])
    .filter(isResource);
  return {
    hook: envelope.hook ?? defaultHook(envelope),
    chart: {
      patient,
      patientId,
      ...(patientEntry.fullUrl === undefined ? {} : { patientUrl: patientEntry.fullUrl }),
      resources,
      drafts,
      selections:
        envelope.hook === 'order-sign' || !envelope.selections ? null : resolveSelections(envelope.selections, drafts),
      answers: answersOf(resources),
      clock: clockOf(envelope.asOf, now),
      localCodes,
    },
  };
}

function envelopeOf(body: unknown): Envelope {
  if (isResource(body) && body.resourceType === 'Bundle') return { bundle: body };
  if (isEnvelope(body)) return body;
  throw invalidMember(isEnvelope.errors);
}

interface Entry {
  readonly resource: AnyResource;
  readonly fullUrl: string | undefined;
}

function entriesOf(bundleOfPatient: JsonObject): readonly Entry[] {
  const type = textAt(bundleOfPatient, 'type');
  if (type !== undefined && !BUNDLE_TYPES.has(type)) {
    throw new RequestInvalid('bundle.type must be collection, searchset or transaction.', { member: 'bundle.type' });
  }
  const { entry } = bundleOfPatient;
  if (entry !== undefined && !Array.isArray(entry))
    throw new RequestInvalid('bundle.entry must be an array.', { member: 'bundle.entry' });
  return listAt(bundleOfPatient, 'entry').flatMap((one) => {
    const resource = one['resource'];
    if (!isResource(resource)) return [];
    const fullUrl = textAt(one, 'fullUrl');
    return [{ resource: withId(resource, fullUrl), fullUrl }];
  });
}

/** In a transaction, resources without id are known by their fullUrl. */
const withId = (resource: AnyResource, fullUrl: string | undefined): AnyResource =>
  resource['id'] === undefined && fullUrl !== undefined ? { ...resource, id: idIn(fullUrl) } : resource;

function onlyPatient(entries: readonly Entry[]): { patient: AnyResource; fullUrl: string | undefined } {
  const patients = entries.filter(({ resource }) => resource.resourceType === 'Patient');
  const [only, another] = patients;
  if (!only || another) {
    throw new RequestInvalid(`The Bundle must hold exactly one Patient; it holds ${patients.length}.`, {
      member: 'bundle.entry',
    });
  }
  return { patient: only.resource, fullUrl: only.fullUrl };
}

const idIn = (fullUrl: string | undefined): string =>
  (fullUrl ?? '')
    .replace(/^urn:uuid:/, '')
    .split('/')
    .at(-1) ?? '';

/** A site has one way of keeping drugs or another: any of them answers for all (DEC-1). */
const MEDICATION_KINDS: readonly ChartKind[] = [
  'medications',
  'medicationHistory',
  'medicationStatements',
  'administrations',
  'dispenses',
];

/** DEC-1: a kind of content was asked for if the Bundle holds at least one resource of it. */
function answersOf(resources: readonly AnyResource[]): Answers {
  const held = new Set(resources.map((resource) => lookUp(KIND_OF_TYPE, resource.resourceType)));
  if (MEDICATION_KINDS.some((kind) => held.has(kind))) MEDICATION_KINDS.forEach((kind) => held.add(kind));
  return Object.fromEntries(CHART_KINDS.map((kind) => [kind, held.has(kind) ? 'answered' : 'unanswered'])) as Answers;
}

function clockOf(asOf: string | null | undefined, now: Date): Clock {
  if (asOf === undefined || asOf === null) return clockNow(now);
  if (!isRealDate(asOf)) throw new RequestInvalid('asOf is not a day of the calendar.', { member: 'asOf' });
  return clockAt(asOf);
}

function defaultHook({ draftOrders, selections }: Envelope): Hook {
  if (!draftOrders) return 'patient-view';
  return selections ? 'order-select' : 'order-sign';
}
