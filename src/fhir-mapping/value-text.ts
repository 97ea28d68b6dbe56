import type { Interval } from '../logic/interval.ts';
import type { Quantity } from '../logic/units.ts';

/** A number as written: what it may be, how it reads, and its unit. */
export interface Written {
  /** In the unit in which it was written. */
  readonly interval: Interval<string>;
  readonly value: number | string;
  readonly comparator?: string;
  /** Unit code and unit text as sent; none when the number stands alone. */
  readonly units: readonly string[];
}

const LONGEST = 60;
const NUMBER = String.raw`\d{1,7}(?:\.\d{1,6})?`;
const COMPARATOR = String.raw`<=|>=|<|>|≤|≥|＜|＞|(?:gt|lt|ge|le)(?=[\s\d])|小于|大于`;
const UNIT = String.raw`(?:\s+([^\s,;-][^,;]{0,30}?)|([^\s\d.,;-][^,;]{0,30}?))?`;

/** "1.2 mg/dL", "<0.5 mg/dL", "GT 45", "50-70 %": a number or a range, its unit and nothing else. */
const VALUE = new RegExp(String.raw`^\s*(?:(${COMPARATOR})\s*)?(${NUMBER})${UNIT}\s*$`, 'i');
const RANGE = new RegExp(String.raw`^\s*(${NUMBER})\s*(?:[-–—~～至]|to(?=\s))\s*(${NUMBER})${UNIT}\s*$`, 'i');

const COMPARATORS: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  '＜': '<',
  '＞': '>',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  小于: '<',
  大于: '>',
};

/** Reads a number from text that holds nothing else; undefined for anything longer or else. */
export function writtenText(text: unknown): Written | undefined {
  if (typeof text !== 'string' || text.length > LONGEST) return undefined;
  const [, from, to, rangeApart, rangeAttached] = RANGE.exec(text) ?? [];
  if (from !== undefined) {
    const units = [rangeApart ?? rangeAttached].filter((unit) => unit !== undefined);
    return writtenRange(Number(from), Number(to), units);
  }
  const [, sign, digits, apart, attached] = VALUE.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const comparator = sign === undefined ? undefined : (COMPARATORS[sign.toLowerCase()] ?? sign);
  const units = [apart ?? attached].filter((unit) => unit !== undefined);
  return writtenNumber(Number(digits), comparator, units);
}

/** A number under its comparator; undefined when that isn't one that FHIR has. */
export function writtenNumber(
  value: number,
  comparator: string | undefined,
  units: readonly string[],
): Written | undefined {
  const interval = intervalOf(value, comparator);
  if (!interval) return undefined;
  return comparator === undefined ? { interval, value, units } : { interval, value, comparator, units };
}

/** Both ends belong to it; undefined when they stand the wrong way round. */
export function writtenRange(low: number, high: number, units: readonly string[]): Written | undefined {
  if (low > high) return undefined;
  const ends = { low: low as Quantity<string>, high: high as Quantity<string> };
  return { interval: { ...ends, lowOpen: false, highOpen: false }, value: `${low}-${high}`, units };
}

/** A value under its comparator; nothing in a patient's blood is below zero. */
function intervalOf(value: number, comparator: string | undefined): Interval<string> | undefined {
  const at = value as Quantity<string>;
  const zero = 0 as Quantity<string>;
  const infinite = Infinity as Quantity<string>;
  switch (comparator) {
    case undefined:
    case '=':
      return { low: at, high: at, lowOpen: false, highOpen: false };
    case '<':
      return { low: zero, high: at, lowOpen: false, highOpen: true };
    case '<=':
      return { low: zero, high: at, lowOpen: false, highOpen: false };
    case '>':
      return { low: at, high: infinite, lowOpen: true, highOpen: true };
    case '>=':
      return { low: at, high: infinite, lowOpen: false, highOpen: true };
    default:
      return undefined;
  }
}
