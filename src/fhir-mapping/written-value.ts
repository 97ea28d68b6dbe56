import type { Reason } from '../logic/facts.ts';
import { ecogGradeOf, offScaleFlag } from './answers.ts';
import { answerOf } from './qualitative.ts';
import type { Dated } from './chart-index.ts';
import type { Issue } from './data-quality.ts';
import { isGiven, isObject, listAt, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { pathWithin } from './paths.ts';
import { writtenNumber, writtenRange, writtenText, type Written } from './value-text.ts';

/** The value of an Observation as its sender wrote it, in whichever of FHIR's forms. */

const NUMBER = pathWithin('Quantity', 'value');

/** Why a result has no value that can be used. */
export interface Refusal {
  readonly reason: Reason;
  readonly issue: Issue;
  readonly detail: string;
}

/** Reads a number, `not-detected` (looked for and not found), or why there is neither. */
export function writtenValue(result: Dated): Written | 'not-detected' | Refusal {
  const { resource } = result;
  const absent = absenceOf(resource);
  if (absent) return absent;
  for (const form of FORMS) {
    const written = form(resource, result);
    if (written) return 'interval' in written ? offScale(resource, written) : written;
  }
  if (answerOf(resource) === 'negative') return 'not-detected';
  return { reason: 'unreadable', issue: 'unparsable', detail: 'no number' };
}

/** The forms in the order in which they are believed; each says nothing about a result that isn't in it. */
const FORMS: readonly ((resource: AnyResource, result: Dated) => Written | Refusal | undefined)[] = [
  writtenQuantity,
  ({ valueString }) => writtenText(valueString),
  ({ valueInteger }) => (isCount(valueInteger) ? writtenNumber(valueInteger, undefined, []) : undefined),
  (resource) => rangeIn(objectAt(resource, 'valueRange')),
  (resource) => ratioIn(objectAt(resource, 'valueRatio')),
  (resource) => codeableNumber(objectAt(resource, 'valueCodeableConcept')),
];

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const ABSENCES = new Set(
  ['unknown', 'asked-unknown', 'temp-unknown', 'not-asked', 'asked-declined', 'masked', 'not-applicable'].concat(
    ['unsupported', 'as-text', 'error', 'not-a-number', 'negative-infinity', 'positive-infinity', 'not-performed'],
    ['not-permitted'],
  ),
);

/** A result that says itself that it has no value; a value beside that isn't to be trusted. */
function absenceOf(resource: AnyResource): Refusal | undefined {
  const reason = resource['dataAbsentReason'];
  if (!isObject(reason)) return undefined;
  const codes = listAt(reason, 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);
  const word = codes.find((code) => ABSENCES.has(code)) ?? 'without a reason of FHIR';
  return { reason: 'unreadable', issue: 'value-absent', detail: `no value sent: ${word}` };
}

/**
 * Looks up the numbers of many results at once. FHIRPath answers for a list without telling which Quantity an answer
 * came from; where each can give one at most, as many answers as Quantities are in their order. Otherwise each is asked.
 */
export function readAhead(results: readonly Dated[]): void {
  const open = results.filter(({ number, resource }) => number === undefined && holdsOneNumber(resource));
  if (open.length < 2) return;
  const found = NUMBER(open.map(({ resource }) => objectAt(resource, 'valueQuantity')));
  if (found.length !== open.length) return;
  open.forEach((result, at) => {
    result.number = found[at];
  });
}

function holdsOneNumber({ valueQuantity }: AnyResource): boolean {
  if (!isObject(valueQuantity)) return false;
  const { value } = valueQuantity;
  return typeof value === 'number' || typeof value === 'string';
}

function numberIn(quantity: JsonObject, result: Dated): unknown {
  if (result.number === undefined) {
    const [number = null, another] = NUMBER(quantity);
    result.number = another === undefined ? number : null;
  }
  return result.number;
}

function writtenQuantity(resource: AnyResource, result: Dated): Written | Refusal | undefined {
  const [quantity, another] = listAt(resource, 'valueQuantity');
  if (!quantity || another) return undefined;
  const value = numberOf(numberIn(quantity, result));
  if (value === undefined) return undefined;
  return writtenNumber(value, comparatorOf(quantity), unitsOf(quantity)) ?? UNKNOWN_COMPARATOR;
}

const UNKNOWN_COMPARATOR: Refusal = { reason: 'unreadable', issue: 'unparsable', detail: 'unknown comparator' };

/** A comparator that can't be read must not be dropped. */
function comparatorOf({ comparator }: JsonObject): string | undefined {
  if (!isGiven(comparator)) return undefined;
  return typeof comparator === 'string' ? comparator : 'not text';
}

/** Unit code and unit text of a Quantity. */
export function unitsOf(quantity: unknown): string[] {
  const [code, unit] = [textAt(quantity, 'code'), textAt(quantity, 'unit')];
  if (code === undefined) return unit === undefined ? [] : [unit];
  return unit === undefined || unit === code ? [code] : [code, unit];
}

/** A number, or text that is nothing but one. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && value.length < 400 && /^\s*\d+(\.\d+)?\s*$/.test(value)
    ? Number(value)
    : undefined;
}

/** Both ends in one unit; an end that wasn't sent leaves its side open. */
function rangeIn(range: JsonObject): Written | undefined {
  const [from, to] = [objectAt(range, 'low'), objectAt(range, 'high')];
  const [low, high] = [numberOf(from['value']), numberOf(to['value'])];
  const units = unitsOf(from).length > 0 ? unitsOf(from) : unitsOf(to);
  if (
    unitsOf(from)
      .concat(unitsOf(to))
      .some((unit) => !units.includes(unit))
  )
    return undefined;
  if (low === undefined) return high === undefined ? undefined : writtenNumber(high, '<=', units);
  return high === undefined ? writtenNumber(low, '>=', units) : writtenRange(low, high, units);
}

/** A quotient: of like units or none a plain ratio, else in the quotient of the units. */
function ratioIn(ratio: JsonObject): Written | undefined {
  const [above, below] = [objectAt(ratio, 'numerator'), objectAt(ratio, 'denominator')];
  const [numerator, denominator] = [numberOf(above['value']), numberOf(below['value'])];
  if (numerator === undefined || denominator === undefined || denominator <= 0) return undefined;
  const [unit, per] = [unitsOf(above)[0], unitsOf(below)[0]];
  // 1:160 is a titre, whose number is the dilution and no quotient.
  if (isGiven(below['comparator']) || (numerator === 1 && denominator > 1 && unit === undefined)) return undefined;
  const units = unit === per ? [] : per === undefined || per === '1' ? [unit ?? ''] : [`${unit ?? '1'}/${per}`];
  return writtenNumber(numerator / denominator, comparatorOf(above), units);
}

/** Some senders put what isn't coded, numbers included, into the text of a concept. */
function codeableNumber(codeable: JsonObject): Written | undefined {
  const grade = ecogGradeOf(codeable);
  if (grade !== undefined) return writtenNumber(grade, undefined, []);
  const displays = listAt(codeable, 'coding').map((coding) => textAt(coding, 'display'));
  return writtenText(textAt(codeable, 'text') ?? displays.find((display) => display !== undefined));
}

/** A number flagged as off scale is where the instrument stops. */
function offScale(resource: AnyResource, written: Written): Written {
  if (typeof written.value !== 'number' || written.comparator !== undefined) return written;
  const flag = offScaleFlag(resource);
  return flag === undefined ? written : (writtenNumber(written.value, flag, written.units) ?? written);
}
