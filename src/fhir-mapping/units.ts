import fhirpath from 'fhirpath';

/** Unit conversion by the UCUM library; spellings that EHRs send and UCUM doesn't know are listed, never guessed. */

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['k/ul', '10*3/uL'],
  ['k/mm3', '10*3/uL'],
  ['thou/ul', '10*3/uL'],
  ['thousand/ul', '10*3/uL'],
  ['x10e3/ul', '10*3/uL'],
  ['x10(3)/mcl', '10*3/uL'],
  ['x10*3/ul', '10*3/uL'],
  ['x10^3/ul', '10*3/uL'],
  ['10^3/ul', '10*3/uL'],
  ['10e3/ul', '10*3/uL'],
  ['10*3/mm3', '10*3/uL'],
  ['x10e9/l', '10*9/L'],
  ['x10^9/l', '10*9/L'],
  ['x10*9/l', '10*9/L'],
  ['10^9/l', '10*9/L'],
  ['10e9/l', '10*9/L'],
  ['10*9/l', '10*9/L'],
  ['g/l', 'g/L'],
  ['cells/ul', '/uL'],
  ['cells/mcl', '/uL'],
  ['/mcl', '/uL'],
  ['/mm3', '/mm3'],
  ['mg/dl', 'mg/dL'],
  ['mg/100ml', 'mg/dL'],
  ['umol/l', 'umol/L'],
  ['mcmol/l', 'umol/L'],
  ['micromol/l', 'umol/L'],
  ['mmol/l', 'mmol/L'],
  ['ml/min', 'mL/min'],
  ['ml/s', 'mL/s'],
  ['cc/min', 'mL/min'],
  ['ml/min/1.73m2', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73sqm', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73m^2', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73m*2', 'mL/min/{1.73_m2}'],
  ['ml/min/{1.73_m2}', 'mL/min/{1.73_m2}'],
  ['ml/min/{1.73m2}', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73_m2', 'mL/min/{1.73_m2}'],
  ['kg/m2', 'kg/m2'],
  ['kg/m^2', 'kg/m2'],
  ['kgs', 'kg'],
  ['kilogram', 'kg'],
  ['kilograms', 'kg'],
  ['lb', '[lb_av]'],
  ['lbs', '[lb_av]'],
  ['pounds', '[lb_av]'],
  ['oz', '[oz_av]'],
  ['in', '[in_i]'],
  ['inch', '[in_i]'],
  ['inches', '[in_i]'],
  ['mcg', 'ug'],
  ['公斤', 'kg'],
  ['千克', 'kg'],
  ['厘米', 'cm'],
  ['毫克', 'mg'],
]);

/** Greek mu and micro sign are the same letter to a laboratory. */
const canonicalSpelling = (unit: string): string => unit.trim().replace(/[\u00b5\u03bc]/g, 'u');

/** The UCUM spelling of a unit as sent. */
export function ucumOf(unit: string): string {
  const spelled = canonicalSpelling(unit);
  return ALIASES.get(spelled.replace(/\s+/g, '').toLowerCase().replace('×', 'x')) ?? spelled;
}

/** What is used of the UCUM library, which comes with fhirpath.js untyped. */
interface UcumUtils {
  convertUnitTo(from: string, value: number, to: string, options: { molecularWeight?: number }): { status: string; toVal: number | null };
}

const ucum = fhirpath.ucumUtils as UcumUtils;

const FAILURES = new Set<string>();
const MOST_FAILURES = 1000;
/** UCUM works in binary floating point: 5 10*3/uL becomes 4.999999999999999 10*9/L. */
const SIGNIFICANT_DIGITS = 12;

/**
 * Converts a value between UCUM units; `molarMass` (g/mol) allows mass to amount. Undefined when the unit is unknown
 * or measures something else.
 */
export function convert(value: number, from: string, to: string, molarMass?: number): number | undefined {
  if (from === to) return value;
  const pair = `${from}>${to}`;
  if (FAILURES.has(pair)) return undefined;
  if (isIndexed(from) !== isIndexed(to)) return undefined;
  const options = molarMass === undefined ? {} : { molecularWeight: molarMass };
  const result = ucum.convertUnitTo(from, value, to, options);
  if (result.status !== 'succeeded' || result.toVal === null) {
    // Unknown units cost a hundred times a known one; remembering them is bounded because senders choose the text.
    if (FAILURES.size < MOST_FAILURES) FAILURES.add(pair);
    return undefined;
  }
  return Number(result.toVal.toPrecision(SIGNIFICANT_DIGITS));
}

/** UCUM ignores annotations, so it would take mL/min and mL/min/{1.73_m2} for the same (terminology trap 7). */
const isIndexed = (unit: string): boolean => unit.includes('1.73');
