import fhirpath from 'fhirpath';

/** Unit conversion by the UCUM library; spellings that EHRs send and UCUM doesn't know are listed, never guessed. */

/**
 * Spellings by their folded form: lower case, no blanks, the safe `mcL` for `uL`, superscripts and the micro sign
 * written out. UCUM's own spellings need no entry.
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...[
    'k/ul',
    'k/mm3',
    'thou/ul',
    'thou/mm3',
    'thousand/ul',
    'x10e3/ul',
    'x10(3)/ul',
    '10(3)/ul',
    '10e3/ul',
    '10*3/ul',
    '10*3/mm3',
  ].map((spelling) => [spelling, '10*3/uL'] as const),
  ...['10e9/l', '10(9)/l', '10*9/l', 'g/l(10*9)'].map((spelling) => [spelling, '10*9/L'] as const),
  ...['cells/ul', 'cell/ul', '/ul', '#/ul'].map((spelling) => [spelling, '/uL'] as const),
  ...['/mm3', 'cells/mm3'].map((spelling) => [spelling, '/mm3'] as const),
  ...['mg/dl', 'mg/100ml', 'mg%'].map((spelling) => [spelling, 'mg/dL'] as const),
  ...['umol/l', 'mcmol/l', 'micromol/l'].map((spelling) => [spelling, 'umol/L'] as const),
  ['mmol/l', 'mmol/L'],
  ['g/l', 'g/L'],
  ...['ml/min', 'cc/min'].map((spelling) => [spelling, 'mL/min'] as const),
  ['ml/s', 'mL/s'],
  ...['kg', 'kgs', 'kilogram', 'kilograms', '公斤', '千克'].map((spelling) => [spelling, 'kg'] as const),
  ...['lb', 'lbs', 'pound', 'pounds'].map((spelling) => [spelling, '[lb_av]'] as const),
  ['oz', '[oz_av]'],
  ...['in', 'inch', 'inches'].map((spelling) => [spelling, '[in_i]'] as const),
  ...['cm', '厘米', '公分'].map((spelling) => [spelling, 'cm'] as const),
  ['kg/m2', 'kg/m2'],
  ['kg/m*2', 'kg/m2'],
  ['mcg', 'ug'],
  ['毫克', 'mg'],
  ['克', 'g'],
]);

const SUPERSCRIPTS: Readonly<Record<string, string>> = { '²': '2', '³': '*3', '⁹': '*9', '⁶': '*6' };
/** Clearance per 1.73 m2 in its many spellings. */
const INDEXED_RATE = /^ml\/(min\/|\(?min[.*·])\{?1\.73(_?m\*?2|_?sq\.?m|)\}?\)?$/;

/** The UCUM spelling of a unit as sent. */
export function ucumOf(unit: string): string {
  return AS_UCUM_HAS_IT.has(unit) ? unit : respelled(unit);
}

function respelled(unit: string): string {
  const written = unit.trim().replace(/[\u00b5\u03bc]/g, 'u');
  const folded = written
    .replace(/\s+/g, '')
    .toLowerCase()
    .replace(/[²³⁹⁶]/g, (sign) => SUPERSCRIPTS[sign] ?? sign)
    .replace(/[×^]/g, (sign) => (sign === '^' ? '*' : 'x'))
    .replace(/^x(?=10)/, '')
    .replace(/mcl$/, 'ul');
  if (INDEXED_RATE.test(folded)) return 'mL/min/{1.73_m2}';
  return ALIASES.get(folded) ?? written;
}

/** Spellings that stand for themselves: nearly every unit sent is one of them. */
const AS_UCUM_HAS_IT: ReadonlySet<string> = new Set(
  [...ALIASES.values(), 'mg', 'mL/min/{1.73_m2}'].filter((unit) => respelled(unit) === unit),
);

/** What is used of the UCUM library, which comes with fhirpath.js untyped. */
interface UcumUtils {
  convertUnitTo(
    from: string,
    value: number,
    to: string,
    options: { molecularWeight?: number },
  ): { status: string; toVal: number | null };
}

const ucum = fhirpath.ucumUtils as UcumUtils;

/** The library prints what it can't parse: text that is no unit at all doesn't get there. */
const UCUM_CHARACTERS = /^[\w[\]{}()*./%'+-]{1,40}$/;

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
  const pair = `${from}>${to}>${molarMass ?? ''}`;
  if (FAILURES.has(pair) || !UCUM_CHARACTERS.test(from) || isIndexed(from) !== isIndexed(to)) return undefined;
  const options = molarMass === undefined ? {} : { molecularWeight: molarMass };
  const converted = askLibrary(from, value, to, options);
  if (converted === null) {
    // Unknown units cost a hundred times a known one; remembering them is bounded because senders choose the text.
    if (FAILURES.size < MOST_FAILURES) FAILURES.add(pair);
    return undefined;
  }
  return Number(converted.toPrecision(SIGNIFICANT_DIGITS));
}

/** Asks the library, which throws on a unit named like a member of every object (`constructor`). */
function askLibrary(from: string, value: number, to: string, options: { molecularWeight?: number }): number | null {
  try {
    const { status, toVal } = ucum.convertUnitTo(from, value, to, options);
    return status === 'succeeded' ? toVal : null;
  } catch {
    return null;
  }
}

/** UCUM ignores annotations, so it would take mL/min and mL/min/{1.73_m2} for the same (terminology trap 7). */
export const isIndexed = (unit: string): boolean => /1\.73|bsa|m2\}/i.test(unit);
