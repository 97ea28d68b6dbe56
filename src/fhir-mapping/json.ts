/** Reading JSON whose shape can't be trusted: a wrong type reads as nothing, never as a crash. */

/** A FHIR resource, or any object within one, before anything about it is known. */
export interface JsonObject {
  readonly [member: string]: unknown;
}

export interface AnyResource extends JsonObject {
  readonly resourceType: string;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isResource(value: unknown): value is AnyResource {
  return isObject(value) && typeof value['resourceType'] === 'string';
}

const EMPTY: JsonObject = {};
const NONE: readonly JsonObject[] = [];

/** A member as an object, or an empty one. */
export function objectAt(from: unknown, member: string): JsonObject {
  const value = isObject(from) ? from[member] : undefined;
  return isObject(value) ? value : EMPTY;
}

/** A member as text; blank counts as nothing. */
export function textAt(from: unknown, member: string): string | undefined {
  const value = isObject(from) ? from[member] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A member as a list of objects; clients send an object where FHIR asks for an array, and the reverse. */
export function listAt(from: unknown, member: string): readonly JsonObject[] {
  const value = isObject(from) ? from[member] : undefined;
  // Nearly always a list holds nothing but objects, and needs no copy.
  if (Array.isArray(value)) return value.every(isObject) ? value : value.filter(isObject);
  return isObject(value) ? [value] : NONE;
}

/** A table's own entry: `constructor` and `__proto__` are keys that clients send, not entries. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: unknown): T | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A number above zero, also one written as text and nothing else. */
export function positiveNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : undefined;
}

/** Whether a member says anything: FHIR has no null, but clients do. */
export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
