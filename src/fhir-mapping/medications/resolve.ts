import type { Ingredient } from '../../logic/drugs.ts';
import { referenceOf, type ChartIndex } from '../chart-index.ts';
import { drugOf, type Coding } from '../codes/lookup.ts';
import { listAt, objectAt, textAt, type AnyResource, type JsonObject } from '../json.ts';
import { actsLocally, formOf, routeOf } from './forms.ts';
import { ingredientsIn } from './names.ts';
import type { ResolvedDrug } from './resolved-drug.ts';
import { strengthIn, strengthOfIngredient, type Strength } from './strength.ts';

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
  const codings = concepts.flatMap((concept) => listAt(concept.code, 'coding'));
  const texts = textsOf(concepts, order);
  const rows = codings.flatMap((coding) => drugOf(coding as Coding, index.chart.localCodes) ?? []);
  const coded = specific(new Set(rows.map((row) => row.ingredient)));
  const named = coded.length > 0 ? coded : specific(new Set(texts.flatMap(ingredientsIn)));
  const [ingredient, rival] = named;
  if (ingredient === undefined) {
    if (codings.length === 0 && texts.length === 0) noteUnread(index, order);
    return null;
  }
  // Only then: most drugs of a chart are none of these, and need no closer look.
  const displays = [...new Set([...texts, ...rows.map((row) => row.display)])];
  const dosages = dosagesOf(order);
  const routes = dosages.map((dosage) => objectAt(dosage, 'route'));
  if (actsLocally(ingredient, [...displays, ...formTexts(concepts), ...routes.flatMap(wordsOf)])) return null;
  if (rival !== undefined) {
    index.quality.add(referenceOf(order), 'conflicting-values', 'codes or text name more than one drug');
    return null;
  }
  const stated = concepts.flatMap((concept) => listAt(concept.medication, 'ingredient').map(strengthOfIngredient));
  const label = displays.find((display) => display !== '') ?? ingredient;
  const strength = agreed([...stated, ...displays.map(strengthIn)]);
  const route = routeOf(dosages, displays);
  if (route === 'conflicting')
    index.quality.add(referenceOf(order), 'conflicting-values', `${ingredient}: more than one route`);
  const form = formOf(ingredient, displays);
  return { ingredient, label, strength, form, route: route === 'conflicting' ? null : route };
}

/** What is ordered, taken or given; its route tells an eye drop from an injection where the name doesn't. */
const dosagesOf = (order: AnyResource): readonly JsonObject[] => [
  ...listAt(order, 'dosageInstruction'),
  ...listAt(order, 'dosage'),
];

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

function conceptsOf(index: ChartIndex, order: AnyResource): readonly FoundConcept[] {
  const inline = listAt(order, 'medicationCodeableConcept').map((code) => ({ code, medication: {} }));
  const medication = referencedMedication(index, order);
  if (!medication) return inline;
  const parts = listAt(medication, 'ingredient').flatMap((part) => listAt(part, 'itemCodeableConcept'));
  const codes = [...listAt(medication, 'code'), ...parts];
  return [...inline, ...codes.map((code, at) => ({ code, medication: at === 0 ? medication : {} }))];
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
  const own = concepts.flatMap(({ code }) => [
    textAt(code, 'text'),
    ...listAt(code, 'coding').map((coding) => textAt(coding, 'display')),
  ]);
  const all = [...own, textAt(objectAt(order, 'medicationReference'), 'display')];
  return [...new Set(all.filter((text) => text !== undefined))];
}

/** Liposomal doxorubicin is coded with its ingredient too: the narrower of the two is meant. */
function specific(ingredients: ReadonlySet<Ingredient>): readonly Ingredient[] {
  const all = [...ingredients];
  return all.length === 2 && ingredients.has('liposomal-doxorubicin') && ingredients.has('doxorubicin')
    ? ['liposomal-doxorubicin']
    : all;
}

function noteUnread(index: ChartIndex, order: AnyResource): void {
  if (order['medicationReference'] === undefined) return;
  index.quality.add(
    referenceOf(order),
    'drug-unrecognised',
    'the referenced Medication was not sent and has no display',
  );
}

/** The one strength that all sources which state any agree on. */
function agreed(strengths: readonly (Strength | null)[]): Strength | null {
  const stated = strengths.filter((strength) => strength !== null);
  const first = stated[0];
  const same = (other: Strength): boolean =>
    other.perPiece?.value === first?.perPiece?.value && other.perMl?.value === first?.perMl?.value;
  return first && stated.every(same) ? first : null;
}
