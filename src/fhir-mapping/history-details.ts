import type { ClinicalStatus, HistoryEvent, NeuropathyKind, Severity } from '../logic/history-facts.ts';
import { listAt, objectAt, textAt, type AnyResource } from './json.ts';
import { LONGEST_NAME } from './entry-text.ts';
import { statusCode } from './presence.ts';

/** What an entry says beyond that it is there: course, severity, grade, kind. */

/** Which scale and kinds a line's entries carry. */
export type Details = 'neuropathy' | 'kidney';

export function detailsOf(resource: AnyResource, details: Details | undefined): Partial<HistoryEvent> {
  const clinicalStatus = clinicalStatusOf(resource);
  const severity = severityOf(resource);
  const grade = details === undefined ? undefined : gradeOf(details, resource);
  const kinds = details === 'neuropathy' ? neuropathyKinds(resource) : [];
  return {
    ...(clinicalStatus === undefined ? {} : { clinicalStatus }),
    ...(severity === undefined ? {} : { severity }),
    ...(grade === undefined ? {} : { grade }),
    ...(kinds.length === 0 ? {} : { neuropathy: kinds }),
  };
}

const STATUSES: ReadonlySet<string> = new Set<ClinicalStatus>([
  'active',
  'recurrence',
  'relapse',
  'inactive',
  'remission',
  'resolved',
]);

/** Codes that say the course themselves: ICD-10-CM C90.x1 and C90.x2, and their SNOMED CT kin. */
const IN_REMISSION = /^(C90\.?[0-3]1|94704006|95209008|353211000119103)$/;
const IN_RELAPSE = /^(C90\.?[0-3]2|452291000124109|122981000119101)$/;

/** The code's own word for the course goes before the clinical status, which many sites leave at `active`. */
export function clinicalStatusOf(resource: AnyResource): ClinicalStatus | undefined {
  if (resource.resourceType !== 'Condition') return undefined;
  const codes = listAt(objectAt(resource, 'code'), 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);
  const status = statusCode(resource, 'clinicalStatus');
  const ended = status === 'resolved' || status === 'inactive';
  if (!ended && codes.some((code) => IN_RELAPSE.test(code))) return 'relapse';
  if (!ended && codes.some((code) => IN_REMISSION.test(code))) return 'remission';
  return status !== undefined && STATUSES.has(status) ? (status as ClinicalStatus) : undefined;
}

const SEVERITY_CODES: Readonly<Record<string, Severity>> = {
  '255604002': 'mild',
  '6736007': 'moderate',
  '24484000': 'severe',
};
const SEVERITY_WORDS: readonly (readonly [Severity, RegExp])[] = [
  ['severe', /\bsevere\b|重度|重症/i],
  ['moderate', /\bmoderate\b|中度/i],
  ['mild', /\bmild\b|轻度/i],
];

/** Severity as coded or worded, else as the name of the entry says it. */
export function severityOf(resource: AnyResource): Severity | undefined {
  const severity = objectAt(resource, 'severity');
  const codes = listAt(severity, 'coding').map((coding) => textAt(coding, 'code') ?? '');
  const coded = codes.find((code) => Object.hasOwn(SEVERITY_CODES, code));
  if (coded !== undefined) return SEVERITY_CODES[coded];
  const texts = [...wordsOf(severity), ...namesOf(resource)];
  const said = SEVERITY_WORDS.filter(([, pattern]) => texts.some((text) => pattern.test(text)));
  return said.length === 1 ? said[0]?.[0] : undefined;
}

const GRADES: Readonly<Record<Severity, number>> = { mild: 1, moderate: 2, severe: 3 };

const NUMERALS: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, ⅰ: 1, ⅱ: 2, ⅲ: 3, ⅳ: 4, ⅴ: 5 };

const SCALES: Readonly<Record<Details, RegExp>> = {
  neuropathy: /\b(?:grade|gr\.?|g) ?(iv|v|i{1,3}|[0-5])(?![\w.])|([0-5ⅰⅱⅲⅳⅴ]) ?[级度]/g,
  kidney:
    /\b(?:kdigo|aki|ckd|stage|grade)(?: stage| grade)? ?(iv|v|i{1,3}|[1-5])(?:[ab])?(?![\w.])|([1-5ⅰⅱⅲⅳⅴ])[ab]? ?期/g,
};

const CKD_LEAF = /^N18\.?([1-5])/;

/** CTCAE grade or KDIGO stage, where the entry states it; two different ones are none. */
export function gradeOf(details: Details, resource: AnyResource): number | undefined {
  const stages = listAt(resource, 'stage').flatMap((stage) => wordsOf(objectAt(stage, 'summary')));
  const codes = listAt(objectAt(resource, 'code'), 'coding').map((coding) => textAt(coding, 'code') ?? '');
  const texts = [...namesOf(resource), ...stages, ...wordsOf(objectAt(resource, 'severity')), ...valuesOf(resource)];
  const stated = [
    ...texts.flatMap((text) => gradesIn(text, SCALES[details])),
    ...(details === 'kidney' ? codes.flatMap((code) => (CKD_LEAF.exec(code)?.[1] ?? []) as string[]).map(Number) : []),
    ...numbersOf(resource),
  ];
  const distinct = [...new Set(stated)];
  if (distinct.length > 1) return undefined;
  const severity = details === 'neuropathy' ? severityOf(resource) : undefined;
  return distinct[0] ?? (severity && GRADES[severity]);
}

function gradesIn(text: string, scale: RegExp): readonly number[] {
  return [...text.toLowerCase().matchAll(scale)].flatMap((match) => {
    const digits = match[1] ?? match[2];
    return digits === undefined ? [] : [NUMERALS[digits] ?? Number(digits)];
  });
}

const MOST_GRADE = 5;

function numbersOf(resource: AnyResource): readonly number[] {
  const values = [resource['valueInteger'], objectAt(resource, 'valueQuantity')['value']];
  return values.filter(
    (value): value is number => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MOST_GRADE,
  );
}

const valuesOf = (resource: AnyResource): readonly string[] => [
  ...short(textAt(resource, 'valueString')),
  ...wordsOf(objectAt(resource, 'valueCodeableConcept')),
];

const KINDS: readonly (readonly [NeuropathyKind, RegExp])[] = [
  ['sensory', /\bsensory|\bsensorimotor|感觉/i],
  ['motor', /\bmotor\b|\bsensorimotor|运动/i],
  ['demyelinating', /\b(?:inflammatory )?demyelinating|脱髓鞘/i],
  ['painful', /\bpainful|\bneuropathic pain|痛性/i],
  ['length-dependent', /\blength[- ]dependent|\bstocking|长度依赖|手套袜套/i],
];

const KIND_CODES: Readonly<Record<string, readonly NeuropathyKind[]>> = {
  '95662005': ['sensory'],
  '95663000': ['motor'],
  '3900008': ['sensory', 'motor'],
  '23414001': ['demyelinating'],
  '128209004': ['demyelinating'],
  'G61.81': ['demyelinating'],
  G6181: ['demyelinating'],
};

const NEGATED_KIND = /\bnon-?|\bnot |\bwithout |非|无/i;

/** What kind of neuropathy the code or the words say; "non-length-dependent" says none. */
function neuropathyKinds(resource: AnyResource): readonly NeuropathyKind[] {
  const codes = listAt(objectAt(resource, 'code'), 'coding').flatMap((coding) => textAt(coding, 'code') ?? []);
  const coded = codes.flatMap((code) => (Object.hasOwn(KIND_CODES, code) ? (KIND_CODES[code] ?? []) : []));
  const worded = namesOf(resource).flatMap((name) =>
    KINDS.filter(([, pattern]) => pattern.test(name) && !NEGATED_KIND.test(name)).map(([kind]) => kind),
  );
  return [...new Set([...coded, ...worded])];
}

const namesOf = (resource: AnyResource): readonly string[] => wordsOf(objectAt(resource, 'code'));

/** The words of a CodeableConcept that are short enough to be names. */
export function wordsOf(concept: unknown): readonly string[] {
  return [textAt(concept, 'text'), ...listAt(concept, 'coding').map((coding) => textAt(coding, 'display'))].flatMap(
    short,
  );
}

const short = (text: string | undefined): readonly string[] =>
  text === undefined || text.length > LONGEST_NAME ? [] : [text];
