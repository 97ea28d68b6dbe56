import type { Ingredient } from '../../logic/drugs.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { drugOf, type DrugRow } from '../codes/lookup.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { dosagesOf } from './dosages.ts';
import { actsLocally } from './forms.ts';
import { ingredientsIn } from './names.ts';
import { Product } from './product.ts';
import type { ResolvedDrug } from './resolved-drug.ts';

/**
 * Finds the ingredient of a medication resource: any coding of the concept (ingredient, product, brand, ATC, site
 * code), the Medication it refers to (contained, in the Bundle, relative or absolute), or the text. Null when the
 * drug is none that a page asks for; a drug that can't be told is noted.
 */
export function resolveDrug(index: ChartIndex, order: AnyResource): ResolvedDrug | null {
  const earlier = index.resolved.get(order);
  if (earlier !== undefined) return earlier;
  const drug = drugIn(index, order);
  index.resolved.set(order, drug);
  return drug;
}

function drugIn(index: ChartIndex, order: AnyResource): ResolvedDrug | null {
  const concepts = conceptsOf(index, order);
  const rows = rowsOf(index, concepts);
  const texts = textsOf(concepts, order);
  const named = rows.length > 0 ? rows.map((row) => row.ingredient) : texts.flatMap(ingredientsIn);
  const [ingredient, rival] = specific(named);
  if (ingredient === undefined) {
    if (texts.length === 0 && !concepts.some(isCoded)) noteUnread(index, order);
    return null;
  }
  // Only then: most drugs of a chart are none of these, and need no closer look.
  const displays = [...new Set([...texts, ...rows.map((row) => row.display)])];
  const routes = dosagesOf(order).map((dosage) => objectAt(dosage, 'route'));
  if (actsLocally(ingredient, [...displays, ...formTexts(concepts), ...routes.flatMap(wordsOf)])) return null;
  if (rival !== undefined) {
    index.quality.add(referenceOf(order), 'conflicting-values', 'codes or text name more than one drug');
    return null;
  }
  return new Product(index, order, { ingredient, displays, medications: concepts.map(({ medication }) => medication) });
}

const formTexts = (concepts: readonly FoundConcept[]): readonly string[] =>
  concepts.flatMap(({ medication }) => wordsOf(objectAt(medication, 'form')));

const wordsOf = (concept: JsonObject): readonly string[] =>
  [textAt(concept, 'text'), ...listAt(concept, 'coding').map((coding) => textAt(coding, 'display'))].filter(
    (text) => text !== undefined,
  );

interface FoundConcept {
  readonly code: JsonObject;
  readonly medication: JsonObject;
}

const NO_MEDICATION: JsonObject = {};

/** The drug of a Procedure is its code. */
function conceptsOf(index: ChartIndex, order: AnyResource): readonly FoundConcept[] {
  const member = order.resourceType === 'Procedure' ? 'code' : 'medicationCodeableConcept';
  const inline = listAt(order, member).map((code) => ({ code, medication: NO_MEDICATION }));
  const medication = referencedMedication(index, order);
  if (!medication) return inline;
  const parts = listAt(medication, 'ingredient').flatMap((part) => listAt(part, 'itemCodeableConcept'));
  const codes = [...listAt(medication, 'code'), ...parts];
  return [...inline, ...codes.map((code, at) => ({ code, medication: at === 0 ? medication : NO_MEDICATION }))];
}

const isCoded = ({ code }: FoundConcept): boolean => listAt(code, 'coding').length > 0;

/** What the tables of codes say of the drug. */
function rowsOf(index: ChartIndex, concepts: readonly FoundConcept[]): readonly DrugRow[] {
  const rows: DrugRow[] = [];
  for (const { code } of concepts) {
    for (const coding of listAt(code, 'coding')) {
      const row = drugOf(coding, index.chart.localCodes);
      if (row) rows.push(row);
    }
  }
  return rows;
}

/** Follows `medicationReference`, whatever its form. */
export function referencedMedication(index: ChartIndex, order: AnyResource): JsonObject | undefined {
  const reference = textAt(objectAt(order, 'medicationReference'), 'reference');
  if (reference === undefined) return undefined;
  if (reference.startsWith('#')) {
    return listAt(order, 'contained').find((resource) => resource['id'] === reference.slice(1));
  }
  const unversioned = reference.split('/_history/')[0] ?? reference;
  const id = unversioned.slice(unversioned.lastIndexOf('/') + 1).replace(/^urn:uuid:/, '');
  return index.medications.get(id);
}

/** The chart's words for the drug: text, displays, and what the reference itself displays. */
function textsOf(concepts: readonly FoundConcept[], order: AnyResource): readonly string[] {
  const texts = new Set<string | undefined>();
  for (const { code } of concepts) {
    texts.add(textAt(code, 'text'));
    for (const coding of listAt(code, 'coding')) texts.add(textAt(coding, 'display'));
  }
  texts.add(textAt(objectAt(order, 'medicationReference'), 'display'));
  return [...texts].filter((text) => text !== undefined);
}

/** Each once. Liposomal doxorubicin is coded with its ingredient too: the narrower of the two is meant. */
function specific(ingredients: readonly Ingredient[]): readonly Ingredient[] {
  if (ingredients.length < 2) return ingredients;
  const all = new Set(ingredients);
  if (all.size === 2 && all.has('liposomal-doxorubicin')) all.delete('doxorubicin');
  return [...all];
}

function noteUnread(index: ChartIndex, order: AnyResource): void {
  if (order['medicationReference'] === undefined) return;
  index.quality.add(
    referenceOf(order),
    'drug-unrecognised',
    'the referenced Medication was not sent and has no display',
  );
}
