import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { conceptsOf } from '../codes/lookup.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { membersOf, namesOf, noteCut, reportTexts } from './documents.ts';
import { imagingInText, type Focal, type ImagingTopic } from './imaging-text.ts';
import { componentsOf, valueWords } from './results.ts';
import type { Statement } from './statements.ts';

/** What the reports and results of a study say, in words and codes. */

export interface Said {
  readonly statements: readonly (Statement<ImagingTopic> & { readonly reference: string })[];
  readonly focal: Focal | undefined;
}

export const BONE_TOPICS: ReadonlySet<ImagingTopic> = new Set(['lytic', 'boneDisease', 'focal', 'newLesion']);

export function saidBy(index: ChartIndex, resource: AnyResource): Said {
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
