import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { FhirVersionUnsupported, RequestInvalid } from '../errors.ts';
import { isObject, listAt, textAt, type JsonObject } from '../fhir-mapping/json.ts';
import type { Hook } from '../logic/rule.ts';
import { checkDepth } from './depth.ts';
import type { HookRequest } from './types.ts';

const text = { type: 'string', pattern: '\\S' } as const;

/** Strict on what a hook call needs, silent on whatever else a client sends. */
const requestSchema = (orders: object) => ({
  type: 'object',
  required: ['hook', 'hookInstance', 'context'],
  properties: {
    hook: text,
    hookInstance: text,
    fhirServer: { ...text, maxLength: 2048 },
    fhirAuthorization: {
      type: 'object',
      required: ['access_token'],
      properties: { access_token: { type: 'string' }, patient: { type: 'string' } },
    },
    prefetch: { type: 'object' },
    context: {
      type: 'object',
      required: ['userId', 'patientId'],
      properties: {
        userId: text,
        patientId: { type: 'string', pattern: '^(Patient/)?(?!\\.+$)[^\\s/?#]+$' },
        encounterId: { type: 'string' },
        ...orders,
      },
    },
  },
});

const DRAFTS = {
  draftOrders: { type: 'object', required: ['resourceType'], properties: { resourceType: { const: 'Bundle' } } },
} as const;
const SELECTIONS = { selections: { type: 'array', items: { type: 'string' } } } as const;

const ajv = new Ajv({ strict: true, allowUnionTypes: true });
const VALIDATORS: Readonly<Record<Hook, ValidateFunction<HookRequest>>> = {
  'patient-view': ajv.compile<HookRequest>(requestSchema({})),
  'order-select': ajv.compile<HookRequest>(requestSchema({ ...DRAFTS, ...SELECTIONS })),
  'order-sign': ajv.compile<HookRequest>(requestSchema(DRAFTS)),
};

/** More orders than a session can hold; the rest of the limits are the body's. */
const MOST_DRAFTS = 1000;
const OLD_ORDER_TYPES = new Set(['MedicationOrder', 'ProcedureRequest', 'DiagnosticOrder']);

/** Turns an unknown body into a request for a hook, or throws `RequestInvalid` naming the member. */
export function validateRequest(body: unknown, hook: Hook): HookRequest {
  const isRequest = VALIDATORS[hook];
  if (!isRequest(body)) throw invalidMember(isRequest.errors);
  if (body.hook !== hook)
    throw new RequestInvalid(`hook is not ${hook}, the hook of this service.`, { member: 'hook' });
  if (body.fhirAuthorization && body.fhirServer === undefined) {
    throw new RequestInvalid('fhirServer is required with fhirAuthorization.', { member: 'fhirServer' });
  }
  const patientId = body.context.patientId.replace(/^Patient\//, '');
  const { draftOrders } = body.context;
  if (hook === 'order-select' && draftOrders && !body.context.selections) {
    throw new RequestInvalid('context.selections is required.', { member: 'context.selections' });
  }
  if (hook !== 'patient-view' && draftOrders) checkDrafts(draftOrders);
  return { ...body, context: { ...body.context, patientId } };
}

/** The first thing that a schema found wrong, named by the path of the member. */
export function invalidMember(errors: readonly ErrorObject[] | null | undefined): RequestInvalid {
  const error = errors?.[0];
  const missing = error?.params['missingProperty'] as string | undefined;
  const path = error?.instancePath.split('/').slice(1) ?? [];
  const member = (missing === undefined ? path : [...path, missing]).join('.');
  const problem = missing === undefined ? (error?.message ?? 'is invalid') : 'is required';
  return new RequestInvalid(`${member || 'The body'} ${problem}.`, { member });
}

/** Orders are echoed in suggestions, so their size and depth are bounded; older FHIR is refused, not half understood. */
export function checkDrafts(draftOrders: JsonObject): void {
  const member = 'context.draftOrders';
  const { entry } = draftOrders;
  if (entry !== undefined && !Array.isArray(entry) && !isObject(entry)) {
    throw new RequestInvalid(`${member}.entry must be an array.`, { member: `${member}.entry` });
  }
  const entries = listAt(draftOrders, 'entry');
  if (entries.length > MOST_DRAFTS)
    throw new RequestInvalid(`${member} holds more than ${MOST_DRAFTS} entries.`, { member });
  checkDepth(draftOrders, member);
  const old = entries.find(
    ({ resource }) => isObject(resource) && OLD_ORDER_TYPES.has(textAt(resource, 'resourceType') ?? ''),
  );
  if (old)
    throw new FhirVersionUnsupported('This service reads FHIR R4; the draft orders are of an older version.', {
      member,
    });
}
