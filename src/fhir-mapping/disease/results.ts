import { conceptsOf } from '../codes/lookup.ts';
import type { Concept } from '../codes/concepts.ts';
import { codeSystemOf } from '../codes/systems.ts';
import type { ChartIndex } from '../chart-index.ts';
import { isObject, listAt, lookUp, objectAt, textAt, type JsonObject } from '../json.ts';
import { namesOf } from './documents.ts';

/** The value of an Observation or of a component, in words that the text reader understands. */

/** LOINC and SNOMED CT answers and interpretation codes (terminology). */
const CODED: Readonly<Record<string, string>> = {
  'loinc|LA9633-4': 'positive',
  'loinc|LA6576-8': 'positive',
  'loinc|LA11882-0': 'positive',
  'loinc|LA9634-2': 'negative',
  'loinc|LA6577-6': 'negative',
  'loinc|LA11883-8': 'negative',
  'snomed|10828004': 'positive',
  'snomed|260373001': 'positive',
  'snomed|52101004': 'positive',
  'snomed|260385009': 'negative',
  'snomed|260415000': 'negative',
  'snomed|2667000': 'negative',
  'snomed|82334004': 'indeterminate',
  'snomed|419984006': 'indeterminate',
  'interpretation|POS': 'positive',
  'interpretation|DET': 'positive',
  'interpretation|NEG': 'negative',
  'interpretation|ND': 'negative',
  'interpretation|IND': 'indeterminate',
  'interpretation|E': 'equivocal',
};

/** The answer as words; undefined where there is none. */
export function valueWords(from: JsonObject): string | undefined {
  const coded = objectAt(from, 'valueCodeableConcept');
  const text = codedWords(coded) ?? textAt(from, 'valueString') ?? namesOf(coded)[0];
  if (text !== undefined) return text;
  const quantity = quantityWords(objectAt(from, 'valueQuantity'));
  if (quantity !== undefined) return quantity;
  if (typeof from['valueBoolean'] === 'boolean') return from['valueBoolean'] ? 'positive' : 'negative';
  const interpreted = listAt(from, 'interpretation')
    .map(codedWords)
    .find((words) => words !== undefined);
  if (interpreted !== undefined) return interpreted;
  return isObject(from['dataAbsentReason']) ? 'not performed' : undefined;
}

function codedWords(coded: JsonObject): string | undefined {
  for (const coding of listAt(coded, 'coding')) {
    const system = textAt(coding, 'system') ?? '';
    const short = system.endsWith('/v3-ObservationInterpretation') ? 'interpretation' : codeSystemOf(system);
    const words = lookUp(CODED, `${short ?? ''}|${textAt(coding, 'code') ?? ''}`);
    if (words !== undefined) return words;
  }
  return undefined;
}

function quantityWords(quantity: JsonObject): string | undefined {
  const { value } = quantity;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const unit = textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '';
  if (unit !== '%') return undefined;
  const comparator = textAt(quantity, 'comparator') ?? '';
  return `${/^[<>]=?$/.test(comparator) ? comparator : ''}${value} %`;
}

/** The components of an Observation by concept of their code; local codes are known to the site's settings. */
export function componentsOf(
  index: ChartIndex,
  observation: JsonObject,
): readonly { readonly part: JsonObject; readonly concepts: readonly Concept[]; readonly names: readonly string[] }[] {
  return listAt(observation, 'component')
    .slice(0, MOST_COMPONENTS)
    .map((part) => {
      const code = objectAt(part, 'code');
      const concepts = listAt(code, 'coding').flatMap((coding) => conceptsOf(coding, index.chart.localCodes));
      return { part, concepts, names: namesOf(code) };
    });
}

const MOST_COMPONENTS = 80;
