import type { ImagingStudy, Plasmacytoma } from '../../logic/disease-facts.ts';
import { known, unknown, type Evidence, type Fact } from '../../logic/facts.ts';
import { exactly, type Interval } from '../../logic/interval.ts';
import type { Quantity } from '../../logic/units.ts';
import { referenceOf, resourcesOf, type ChartIndex } from '../chart-index.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { conditionStanding, dateOf, entryEvidence, searchedEvidence } from '../presence.ts';
import { documentDay, isUsable, namesOf, noDocument, reportTexts } from './documents.ts';
import { sizeOf } from './lengths.ts';
import { observationsNamed } from './names.ts';
import { narrative } from './narrative.ts';
import { readSentence } from './sentence.ts';
import { lexicon, tokensOf } from './statements.ts';

/** DEC-3, C-1, C-4, R: plasmacytomas, their size, and whether tissue has proven them. */

const LEXICON = lexicon(
  [
    {
      topic: 'plasmacytoma',
      words:
        '(?<![a-z])(?:extramedullary |solitary |bony? |soft tissue )?plasma(?:cytoma|cytic tumou?r)s?(?![a-z])|浆细胞瘤',
      bare: 'met' as const,
    },
  ],
  /plasmacyt|浆细胞瘤/,
);

const CONDITIONS = ['solitary-plasmacytoma', 'plasmacytoma', 'extramedullary-plasmacytoma'] as const;

const NAME = /plasmacytoma|浆细胞瘤/i;
const isPathology = (names: readonly string[]): boolean =>
  names.some((name) => /pathol|histol|biops|cytolog|病理|活检/i.test(name));

/** Codes of pathology reports and of their sections (LOINC; HL7 v2 table 0074), for reports without names. */
const PATHOLOGY_CODES: ReadonlySet<string> = new Set(['11526-1', '22637-3', '60568-3', 'LP7839-6', 'SP', 'PAT']);

function isPathologyReport(report: AnyResource): boolean {
  const kinds = [objectAt(report, 'code'), ...listAt(report, 'category')];
  const codes = kinds.flatMap((kind) => listAt(kind, 'coding')).map((coding) => textAt(coding, 'code'));
  return isPathology(kinds.flatMap(namesOf)) || codes.some((code) => PATHOLOGY_CODES.has(code ?? ''));
}

/** Measured plasmacytomas: Observations with a length or an area, and sizes in reports. */
export function readPlasmacytomas(index: ChartIndex): Fact<readonly Plasmacytoma[]> {
  const observations = observationsNamed(index, (name) => NAME.test(name)).filter((one) => isUsable(index, one));
  const measured = [...observations.flatMap(ofObservation), ...reportsOf(index).flatMap(ofReport)];
  if (measured.length === 0) return unknown([noDocument(index, 'plasmacytoma')]);
  const list = measured.sort((a, b) =>
    `${a.date ?? ''} ${a.reference}`.localeCompare(`${b.date ?? ''} ${b.reference}`),
  );
  return known(list, list.map(shown));
}

function shown({ date, reference, size, spd }: Plasmacytoma): Evidence {
  const length = size === null ? [] : [`${size.high === Infinity ? size.low : size.high} mm`];
  const area = spd === null ? [] : [`SPD ${spd.high === Infinity ? spd.low : spd.high} cm2`];
  const value = [...length, ...area].join(', ');
  return { concept: 'plasmacytoma', value, ...(date === null ? {} : { date }), reference, stale: false };
}

/** Reports that name one and don't deny it; those of other kinds aren't touched. */
const reportsOf = (index: ChartIndex): AnyResource[] =>
  (index.byType.get('DiagnosticReport') ?? []).filter(
    (report) => reportTexts(report).some((text) => NAME.test(text)) && isUsable(index, report),
  );

function ofObservation(observation: AnyResource): Plasmacytoma[] {
  const parts = [observation, ...listAt(observation, 'component')];
  const text = textAt(observation, 'valueString')?.slice(0, 400).toLowerCase();
  const lengths = parts.flatMap((part) => sizeOf(part) ?? []);
  const areas = parts.flatMap((part) => areaOf(part) ?? []);
  const inWords = text === undefined ? undefined : dimensionsIn(text);
  const size = lengths.length === 0 ? (inWords?.size ?? null) : longest(lengths);
  const spd = areas[0] ?? inWords?.spd ?? null;
  if (size === null && spd === null) return [];
  return [{ date: documentDay(observation), reference: referenceOf(observation), size, spd }];
}

const longest = (lengths: readonly Interval<'mm'>[]): Interval<'mm'> =>
  lengths.reduce((a, b) => (b.high > a.high ? b : a));

/** An area in cm2 or mm2. */
function areaOf(part: JsonObject): Interval<'cm2'> | undefined {
  const quantity = objectAt(part, 'valueQuantity');
  const { value } = quantity;
  const unit = (textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '').replace(/[²^]/g, (sign) =>
    sign === '²' ? '2' : '',
  );
  const factor = unit === 'cm2' ? 1 : unit === 'mm2' ? 0.01 : undefined;
  if (typeof value !== 'number' || !(value >= 0) || value > 5000 || factor === undefined) return undefined;
  if (textAt(quantity, 'comparator') !== undefined) return undefined;
  return exactly((value * factor) as Quantity<'cm2'>);
}

const DIMENSIONS =
  /(\d{1,3}(?:\.\d{1,2})?) ?(?:mm|cm)? ?[x×*] ?(\d{1,3}(?:\.\d{1,2})?)(?: ?(?:mm|cm)? ?[x×*] ?\d{1,3}(?:\.\d{1,2})?)? ?(mm|cm)(?![a-z0-9])/;
const LENGTH = /(?<![\d.])(\d{1,3}(?:\.\d{1,2})?) ?(mm|cm)(?![a-z0-9])/;

interface Dimensions {
  readonly size: Interval<'mm'>;
  readonly spd: Interval<'cm2'> | null;
}

/** "4.2 x 3.1 cm": the longest diameter, and the product with the one across. */
function dimensionsIn(text: string): Dimensions | undefined {
  const [, a, b, unit] = DIMENSIONS.exec(text) ?? [];
  if (a !== undefined && b !== undefined) {
    const [one, other] = [a, b].map((digits) => Number(digits) * (unit === 'cm' ? 10 : 1)) as [number, number];
    const size = exactly(Math.max(one, other) as Quantity<'mm'>);
    return { size, spd: exactly(((one * other) / 100) as Quantity<'cm2'>) };
  }
  const [, digits, of] = LENGTH.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return { size: exactly((Number(digits) * (of === 'cm' ? 10 : 1)) as Quantity<'mm'>), spd: null };
}

function ofReport(report: AnyResource): Plasmacytoma[] {
  return sentencesNaming(report).flatMap((sentence) => {
    const found = dimensionsIn(sentence);
    return found ? [{ date: documentDay(report), reference: referenceOf(report), ...found }] : [];
  });
}

/** Sentences of a report in which a plasmacytoma is there. */
function sentencesNaming(report: AnyResource): readonly string[] {
  return reportTexts(report)
    .flatMap((text) => narrative(text).text.split(/[;。\n]|\.(?=\s|$)/))
    .filter(
      (sentence) =>
        LEXICON.quick.test(sentence) &&
        tokensOf(sentence, LEXICON)
          .flatMap((tokens) => readSentence(tokens))
          .some(({ answer }) => answer === 'met'),
    );
}

/**
 * A plasmacytoma shown by tissue: a pathology report that names it, or an entry of the problem list with a biopsy of it.
 * An entry or an image alone leaves the proof open; a problem list without one, and nothing else, is none (DEC-1).
 */
export function readPlasmacytomaProven(index: ChartIndex, imaging: Fact<readonly ImagingStudy[]>): Fact<boolean> {
  const concept = 'plasmacytoma-proven';
  const pathology = reportsOf(index).filter(
    (report) => isPathologyReport(report) && sentencesNaming(report).length > 0,
  );
  if (pathology.length > 0)
    return known(
      true,
      pathology.map((report) => reportEvidence(concept, report)),
    );
  const entries = resourcesOf(index, CONDITIONS).filter((one) =>
    ['current', 'past'].includes(conditionStanding(index, one)),
  );
  const biopsies = (index.byType.get('Procedure') ?? []).filter((procedure) => isBiopsyOf(procedure, entries));
  const shownBy = [...entries, ...biopsies].map((one) => entryEvidence(concept, one));
  if (entries.length > 0 && biopsies.length > 0) return known(true, shownBy);
  const onImage =
    imaging.known && imaging.value.some(({ extramedullary }) => extramedullary.known && extramedullary.value);
  const isNamed = reportsOf(index).some((report) => sentencesNaming(report).length > 0);
  if (entries.length > 0 || onImage || isNamed) return unknown([{ concept, because: 'unconfirmed' }], shownBy);
  if (index.chart.answers.conditions !== 'answered') return unknown([{ concept, because: 'unanswered' }]);
  return known(false, searchedEvidence(index, concept, ['conditions']));
}

const reportEvidence = (concept: string, report: AnyResource): Evidence => {
  const date = documentDay(report);
  const value = namesOf(objectAt(report, 'code'))[0] ?? 'report';
  return { concept, value, ...(date === null ? {} : { date }), reference: referenceOf(report), stale: false };
};

/** A biopsy done because of it: of something else it proves nothing. */
function isBiopsyOf(procedure: AnyResource, entries: readonly AnyResource[]): boolean {
  if (textAt(procedure, 'status') !== 'completed') return false;
  const names = namesOf(objectAt(procedure, 'code'));
  if (!names.some((name) => /biops|活检/i.test(name) && !/marrow|骨髓/i.test(name))) return false;
  if (dateOf(procedure) === null) return false;
  const reasons = listAt(procedure, 'reasonReference').map((reason) => textAt(reason, 'reference'));
  const words = [...names, ...listAt(procedure, 'reasonCode').flatMap(namesOf)];
  return entries.some((entry) => reasons.includes(referenceOf(entry))) || words.some((word) => NAME.test(word));
}
