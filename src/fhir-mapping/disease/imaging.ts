import type { FocalLesions, ImagingStudy, Modality } from '../../logic/disease-facts.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { exactly, span, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { conceptsOf } from '../codes/lookup.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { presence } from '../presence.ts';
import { convert, ucumOf } from '../units.ts';
import { membersOf, namesOf, noDocument, noteCut, reportTexts } from './documents.ts';
import { imagingInText, type Focal, type ImagingTopic } from './imaging-text.ts';
import { componentsOf, valueWords } from './results.ts';
import { studiesOf, type Study } from './studies.ts';
import type { Statement } from './statements.ts';

/** DEC-3, DEC-10, C-1d, C-1g: what imaging shows, study by study. */

interface Said {
  readonly statements: readonly (Statement<ImagingTopic> & { readonly reference: string })[];
  readonly focal: Focal | undefined;
}

/** Studies of the whole skeleton: only these can exclude. */
const WHOLE: ReadonlySet<Modality> = new Set(['whole-body-ct', 'pet-ct', 'skeletal-survey', 'whole-body-mri']);
/** C-1d is radiography, CT or PET/CT (errata 44). */
const LYTIC: ReadonlySet<Modality> = new Set(['whole-body-ct', 'pet-ct', 'skeletal-survey', 'ct', 'radiograph']);
const MRI: ReadonlySet<Modality> = new Set(['whole-body-mri', 'spine-mri', 'pelvis-mri', 'mri']);
/** Studies of one region count for what they show only. */
const REGIONAL: ReadonlySet<Modality> = new Set(['ct', 'mri', 'radiograph']);

export function readImaging(index: ChartIndex): Fact<readonly ImagingStudy[]> {
  const studies = studiesOf(index)
    .map((study) => studyOf(index, study))
    .filter((study) => !REGIONAL.has(study.modality) || findings(study).some((finding) => finding.known));
  if (studies.length === 0) return unknown([noDocument(index, 'imaging')]);
  return known(
    studies,
    studies.map(({ modality, date, reference }) => evidence('imaging', modality, { date, reference })),
  );
}

const findings = (study: ImagingStudy): readonly Fact<unknown>[] => [
  study.lyticLesions,
  study.focalLesions,
  study.extramedullary,
  study.newLesion,
];

/** Lysis in the problem list or in any study; none when a CT or PET/CT of the whole body, the newest, shows none (DEC-10). */
export function readLyticLesions(index: ChartIndex, imaging: Fact<readonly ImagingStudy[]>): Fact<boolean> {
  const listed = presence(index, {
    concept: 'lytic-lesion',
    codes: ['lytic-lesion'],
    kinds: ['conditions'],
    when: 'ever',
  });
  if (listed.known && listed.value) return listed;
  const studies = imaging.known ? imaging.value : [];
  const seen = studies.filter(({ lyticLesions }) => lyticLesions.known && lyticLesions.value);
  if (seen.length > 0)
    return known(
      true,
      seen.flatMap(({ lyticLesions }) => lyticLesions.evidence),
    );
  const newest = studies.filter(({ modality }) => modality === 'whole-body-ct' || modality === 'pet-ct').at(-1);
  return newest?.lyticLesions ?? unknown([noDocument(index, 'lytic-lesion')]);
}

function studyOf(index: ChartIndex, study: Study): ImagingStudy {
  const { modality, day, resources } = study;
  const reference = resources.map(referenceOf)[0] ?? '';
  const said = resources.map((resource) => saidBy(index, resource));
  const statements = said.flatMap((one) => one.statements);
  const place = { date: day, reference };
  const find = (concept: string, topics: readonly ImagingTopic[], more: Partial<Asked> = {}): Fact<boolean> =>
    settle({
      concept,
      place,
      statements: statements.filter(({ topic }) => topics.includes(topic)),
      excludes: true,
      ...more,
    });
  const isWhole = WHOLE.has(modality);
  const lytic = find('lytic-lesion', ['lytic'], { excludes: isWhole });
  const bone = find('bone-disease', ['boneDisease', 'bones'], { excludes: isWhole });
  const other = statements.some(
    ({ topic, answer }) => topic === 'otherLesion' && (answer === 'met' || answer === 'unclear'),
  );
  const focal = MRI.has(modality)
    ? focalOf(index, study, said)
    : unknown([{ concept: 'focal-lesions', because: 'absent' }]);
  const none = (fact: Fact<boolean>): boolean => fact.known && !fact.value;
  const isClean = isWhole && !other && !statements.some(contradicts);
  // "No osseous abnormality" leaves no lysis either.
  const lyticLesions = !lytic.known && none(bone) && isClean ? bone : lytic;
  return {
    modality,
    date: day,
    reference,
    lyticLesions: LYTIC.has(modality) ? lyticLesions : unknown([{ concept: 'lytic-lesion', because: 'absent' }]),
    cleanSkeleton: cleanOf(lytic, bone, isClean && (none(bone) || none(lytic))),
    focalLesions: focal,
    extramedullary: find('extramedullary-disease', ['extramedullary']),
    newLesion: find('new-lesion', ['newLesion']),
  };
}

const BONE_TOPICS: ReadonlySet<ImagingTopic> = new Set(['lytic', 'boneDisease', 'focal', 'newLesion']);
const contradicts = ({ topic, answer }: Statement<ImagingTopic>): boolean =>
  BONE_TOPICS.has(topic) && (answer === 'met' || answer === 'unclear');

function cleanOf(lytic: Fact<boolean>, bone: Fact<boolean>, clean: boolean): Fact<boolean> {
  const diseased = [lytic, bone].find((fact) => fact.known && fact.value);
  if (diseased) return known(false, diseased.evidence);
  if (clean) return known(true, [...lytic.evidence, ...bone.evidence]);
  return unknown([{ concept: 'bone-disease', because: 'unreadable' }], [...lytic.evidence, ...bone.evidence]);
}

interface Asked {
  readonly concept: string;
  readonly place: { readonly date: string | null; readonly reference: string };
  readonly statements: Said['statements'];
  /** Whether the study saw enough to exclude. */
  readonly excludes: boolean;
}

/** Found anywhere is found; excluded only where nothing speaks against it. */
function settle({ concept, place, statements, excludes }: Asked): Fact<boolean> {
  const told = statements.filter(({ answer }) => answer === 'met' || answer === 'not-met' || answer === 'unclear');
  const shown = (list: Said['statements']): Evidence[] =>
    list.map(({ words, reference }) => evidence(concept, words, { ...place, reference }));
  const found = told.filter(({ answer }) => answer === 'met');
  if (found.length > 0) return known(true, shown(found));
  const date = place.date === null ? {} : { date: place.date };
  if (told.length === 0) return unknown([{ concept, because: 'absent', ...date }]);
  if (told.some(({ answer }) => answer === 'unclear') || !excludes)
    return unknown([{ concept, because: 'unreadable', ...date }], shown(told));
  return known(false, shown(told));
}

function evidence(concept: string, value: string, place: { date: string | null; reference: string }): Evidence {
  const { date, reference } = place;
  return { concept, value, ...(date === null ? {} : { date }), reference, stale: false };
}

function saidBy(index: ChartIndex, resource: AnyResource): Said {
  const parts = [resource, ...membersOf(index, resource, 'result')];
  const read = parts.flatMap((part) => textsOf(index, part)).map(imagingInText);
  if (read.some(({ cut }) => cut)) noteCut(index, resource);
  const reference = referenceOf(resource);
  const statements = [...read.flatMap((one) => one.statements), ...parts.flatMap((part) => codedLysis(index, part))];
  if (statements.some(({ topic, answer }) => answer === 'unclear' && BONE_TOPICS.has(topic)))
    index.quality.add(reference, 'unparsable', 'imaging: a finding is named without a readable answer');
  const focal = read.map((one) => one.focal).filter((one) => one !== undefined);
  return { statements: statements.map((one) => ({ ...one, reference })), focal: focal[0] };
}

function textsOf(index: ChartIndex, resource: AnyResource): readonly string[] {
  if (resource.resourceType === 'DiagnosticReport') return reportTexts(resource);
  if (resource.resourceType !== 'Observation') return [];
  const notes = listAt(resource, 'note').flatMap((note) => textAt(note, 'text') ?? []);
  const parts = componentsOf(index, resource).map(({ part, names }) => named(names, valueWords(part)));
  return [...named(namesOf(objectAt(resource, 'code')), valueWords(resource)), ...parts.flat(), ...notes];
}

/** A bare answer belongs to the name of the test: "Lytic lesions", "Present". */
function named(names: readonly string[], value: string | undefined): string[] {
  if (value === undefined || /^[<>=\d]/.test(value)) return [];
  const name = names.find((one) => /lytic|lesion|extramedullary|病|骨/i.test(one));
  const answers =
    /^(?:positive|negative|present|absent|yes|no|none|(?:not )?(?:detected|seen)|阳性|阴性|有|无|indeterminate|equivocal|not performed)\.?$/i;
  if (name === undefined || !answers.test(value.trim())) return [value];
  const word = value
    .trim()
    .toLowerCase()
    .replace(/^(?:yes|有)$/, 'present')
    .replace(/^(?:no|无)$/, 'absent');
  return [`${name.replace(/\b(?:mri|ct|pet)\b/gi, '')}: ${word}`];
}

/** A coded conclusion or value of lysis (SNOMED CT 441684001). */
function codedLysis(index: ChartIndex, resource: AnyResource): Statement<ImagingTopic>[] {
  const coded = [...listAt(resource, 'conclusionCode'), ...listAt(resource, 'valueCodeableConcept')];
  const isLysis = (code: JsonObject): boolean =>
    listAt(code, 'coding').some((coding) => conceptsOf(coding, index.chart.localCodes).includes('lytic-lesion'));
  return coded
    .filter(isLysis)
    .map((code) => ({ topic: 'lytic', answer: 'met', words: namesOf(code)[0] ?? 'lytic lesion' }));
}

/** C-1g: the report's words, else the lesions that were measured one by one. */
function focalOf(index: ChartIndex, { day, resources }: Study, said: readonly Said[]): Fact<FocalLesions> {
  const concept = 'focal-lesions';
  const place = { date: day, reference: resources.map(referenceOf)[0] ?? '' };
  const told = said.flatMap(({ focal }) => focal ?? []);
  const measured = resources
    .flatMap((resource) => [resource, ...membersOf(index, resource, 'result')])
    .flatMap(measuredFocal);
  const counts = [...told, ...measured].map((one) => one.count);
  const sizes = [...told, ...measured].flatMap(({ size }) => size ?? []);
  if (counts.length === 0) return unknown([{ concept, because: 'absent', ...(day === null ? {} : { date: day }) }]);
  const explicit = told.length > 0 || measured.some(({ single }) => !single);
  const count = explicit
    ? counts
        .filter((_, at) => at < told.length || measured[at - told.length]?.single === false)
        .reduce((a, b) => span(a, b))
    : atLeastCount(measured.length);
  const size = sizes.length === 0 ? null : sizes.reduce((a, b) => span(a, b));
  const shown = `${count.low}${count.high === count.low ? '' : count.high === Infinity ? '+' : `-${count.high}`}`;
  return known({ count, size }, [evidence(concept, shown, place)]);
}

const atLeastCount = (low: number): Interval<'{#}'> => ({
  low: low as Quantity<'{#}'>,
  high: Infinity as Quantity<'{#}'>,
  lowOpen: false,
  highOpen: true,
});

/** A counted or measured lesion of an Observation; `single`: one lesion with its size, others may exist. */
function measuredFocal(resource: AnyResource): readonly (Focal & { readonly single: boolean })[] {
  if (resource.resourceType !== 'Observation') return [];
  const isFocal = namesOf(objectAt(resource, 'code')).some((name) => /focal|局灶/i.test(name));
  if (!isFocal) return [];
  const parts = [resource, ...listAt(resource, 'component')];
  const counts = parts.flatMap((part) => countOf(part) ?? []);
  const sizes = parts.flatMap((part) => sizeOf(part) ?? []);
  const [count] = counts;
  const size = sizes.length === 0 ? null : sizes.reduce((a, b) => span(a, b));
  if (count) return [{ count, size, single: false }];
  return size === null ? [] : [{ count: atLeastCount(1), size, single: true }];
}

const COUNT_UNITS = ['', '1', '{#}', '{count}', '{lesions}', '{lesion}', 'lesions', '个'];

function countOf(part: JsonObject): Interval<'{#}'> | undefined {
  const quantity = objectAt(part, 'valueQuantity');
  const unit = textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '';
  const names = namesOf(objectAt(part, 'code')).join(' ').toLowerCase();
  const isCount = unit !== '' || /number|count|lesions|数/.test(names);
  const value = part['valueInteger'] ?? (isCount && COUNT_UNITS.includes(unit) ? quantity['value'] : undefined);
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1000) return undefined;
  const comparator = textAt(quantity, 'comparator');
  if (comparator === undefined) return exactly(value as Quantity<'{#}'>);
  return comparator === '>=' ? atLeastCount(value) : comparator === '>' ? atLeastCount(value + 1) : undefined;
}

/** A length in mm; anything else isn't one. */
export function sizeOf(part: JsonObject): Interval<'mm'> | undefined {
  const quantity = objectAt(part, 'valueQuantity');
  const { value } = quantity;
  const unit = textAt(quantity, 'code') ?? textAt(quantity, 'unit');
  if (typeof value !== 'number' || unit === undefined || value < 0) return undefined;
  const inMm = convert(value, ucumOf(unit), 'mm');
  if (inMm === undefined || !Number.isFinite(inMm) || inMm > LONGEST_MM) return undefined;
  const at = inMm as Quantity<'mm'>;
  const infinite = Infinity as Quantity<'mm'>;
  switch (textAt(quantity, 'comparator')) {
    case undefined:
      return exactly(at);
    case '>':
      return { low: at, high: infinite, lowOpen: true, highOpen: true };
    case '>=':
      return { low: at, high: infinite, lowOpen: false, highOpen: true };
    case '<':
      return { low: 0 as Quantity<'mm'>, high: at, lowOpen: false, highOpen: true };
    case '<=':
      return { low: 0 as Quantity<'mm'>, high: at, lowOpen: false, highOpen: false };
    default:
      return undefined;
  }
}

/** Nothing in a body is longer. */
const LONGEST_MM = 500;
