import { isAntiMyeloma, type Ingredient } from '../logic/drugs.ts';
import { known, unknown, type ChartKind, type Fact, type Missing } from '../logic/facts.ts';
import type { RecordedLine, RecordedRefractory } from '../logic/therapy-facts.ts';
import { referenceOf, type ChartIndex } from './chart-index.ts';
import { conceptsOf, drugOf } from './codes/lookup.ts';
import { listAt, objectAt, positiveNumber, textAt, type AnyResource, type JsonObject } from './json.ts';
import { dayOf, isRealDate } from './dates.ts';
import { lineIn, refractoryIn } from './therapy-text.ts';
import { ingredientsIn } from './medications/names.ts';
import { startOf } from './medications/periods.ts';
import { resolveDrug } from './medications/resolve.ts';
import { conditionStanding } from './presence.ts';

/** What the chart itself says of lines and refractoriness (GX-6): never inferred here. */

const USABLE = new Set(['final', 'amended', 'corrected', 'appended']);

const unanswered = (index: ChartIndex, kinds: readonly ChartKind[]): Missing[] =>
  kinds
    .filter((kind) => index.chart.answers[kind] !== 'answered')
    .map((kind) => ({ concept: kind, because: 'unanswered' }));

/** Drugs called refractory by a Condition's words or by an Observation whose code the site maps to `refractory-to-drug`. */
export function readRecordedRefractory(index: ChartIndex): Fact<readonly RecordedRefractory[]> {
  const conditions = (index.byType.get('Condition') ?? []).flatMap((condition) => {
    const named = textsOf(condition).flatMap(refractoryIn);
    return named.length > 0 && ['current', 'past'].includes(conditionStanding(index, condition))
      ? together(condition, named)
      : [];
  });
  const observations = mapped(index, 'refractory-to-drug').flatMap((observation) =>
    together(observation, drugsIn(index, observation)),
  );
  const found = [...conditions, ...observations].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  const missing = unanswered(index, ['conditions']);
  if (found.length === 0 && missing.length > 0) return unknown(missing);
  return known(
    found,
    found.map(({ ingredient, reference }) => ({
      concept: 'refractory-to-drug',
      value: ingredient,
      reference,
      stale: false,
    })),
    missing,
  );
}

const keyOf = ({ ingredient, reference }: RecordedRefractory): string => `${ingredient} ${reference}`;

const together = (resource: AnyResource, drugs: readonly Ingredient[]): RecordedRefractory[] =>
  [...new Set(drugs)]
    .filter((ingredient) => isAntiMyeloma({ ingredient }))
    .map((ingredient) => ({ ingredient, reference: referenceOf(resource) }));

const textsOf = (condition: AnyResource): readonly string[] => [
  ...wordsOf(objectAt(condition, 'code')),
  ...listAt(condition, 'note').flatMap((note) => textAt(note, 'text') ?? []),
];

const wordsOf = (concept: JsonObject): readonly string[] =>
  [textAt(concept, 'text'), ...listAt(concept, 'coding').map((coding) => textAt(coding, 'display'))].filter(
    (text) => text !== undefined,
  );

const mapped = (index: ChartIndex, concept: 'refractory-to-drug' | 'line-of-therapy'): AnyResource[] =>
  (index.byConcept.get(concept) ?? []).filter(
    (resource) => resource.resourceType === 'Observation' && USABLE.has(textAt(resource, 'status') ?? ''),
  );

function drugsIn(index: ChartIndex, observation: AnyResource): readonly Ingredient[] {
  const value = objectAt(observation, 'valueCodeableConcept');
  const coded = listAt(value, 'coding').flatMap((coding) => drugOf(coding, index.chart.localCodes)?.ingredient ?? []);
  const text = textAt(observation, 'valueString');
  return coded.length > 0 ? coded : [...wordsOf(value), ...(text === undefined ? [] : [text])].flatMap(ingredientsIn);
}

/** Lines as the chart numbers them: an Observation or extension that the site maps, or the words of an order or plan. */
export function readRecordedLines(index: ChartIndex): Fact<readonly RecordedLine[]> {
  const observations = mapped(index, 'line-of-therapy').flatMap((observation) => {
    const line =
      lineOf(observation['valueInteger'] ?? objectAt(observation, 'valueQuantity')['value']) ??
      lineIn(valueWords(observation));
    return lineAt(observation, line, [
      textAt(observation, 'effectiveDateTime'),
      textAt(objectAt(observation, 'effectivePeriod'), 'start'),
    ]);
  });
  const entries = ['MedicationRequest', 'MedicationStatement', 'CarePlan'].flatMap(
    (type) => index.byType.get(type) ?? [],
  );
  const found = [...observations, ...entries.flatMap((entry) => lineOfEntry(index, entry))].sort((a, b) =>
    `${a.date ?? ''} ${a.reference}`.localeCompare(`${b.date ?? ''} ${b.reference}`),
  );
  const missing = unanswered(index, ['medications']);
  if (found.length === 0 && missing.length > 0) return unknown(missing);
  return known(
    found,
    found.map(({ line, date, reference }) => ({
      concept: 'line-of-therapy',
      value: line,
      reference,
      stale: false,
      ...(date === null ? {} : { date }),
    })),
    missing,
  );
}

const IGNORED = new Set(['draft', 'cancelled', 'revoked', 'entered-in-error', 'not-taken', 'intended']);
const LAST_LINE = 20;

function lineOf(value: unknown): number | null {
  const line = positiveNumber(value);
  return line !== undefined && Number.isInteger(line) && line <= LAST_LINE ? line : null;
}

const valueWords = (from: JsonObject): readonly string[] =>
  [
    textAt(from, 'valueString'),
    ...wordsOf(objectAt(from, 'valueCodeableConcept')),
    textAt(objectAt(from, 'valueCoding'), 'display'),
  ].filter((text) => text !== undefined);

function lineAt(resource: AnyResource, line: number | null, dates: readonly (string | undefined)[]): RecordedLine[] {
  const date = dates.find((candidate) => candidate !== undefined && isRealDate(candidate));
  return line === null
    ? []
    : [{ line, date: date === undefined ? null : dayOf(date), reference: referenceOf(resource) }];
}

/** An order counts where it is for a drug given for myeloma. */
function lineOfEntry(index: ChartIndex, entry: AnyResource): RecordedLine[] {
  if (IGNORED.has(textAt(entry, 'status') ?? '')) return [];
  const isPlan = entry.resourceType === 'CarePlan';
  const drug = isPlan ? null : resolveDrug(index, entry);
  if (!isPlan && !(drug && isAntiMyeloma(drug))) return [];
  const line = extensionLine(index, entry) ?? lineIn(wordsAbout(entry));
  if (line === null) return [];
  return lineAt(
    entry,
    line,
    isPlan ? [textAt(objectAt(entry, 'period'), 'start'), textAt(entry, 'created')] : [startOf(entry) ?? undefined],
  );
}

const wordsAbout = (entry: AnyResource): readonly string[] => [
  ...['category', 'reasonCode', 'courseOfTherapyType'].flatMap((member) => listAt(entry, member).flatMap(wordsOf)),
  ...(entry.resourceType === 'CarePlan' ? [textAt(entry, 'title'), textAt(entry, 'description')] : []).filter(
    (text) => text !== undefined,
  ),
];

/** An extension whose URL the site maps, written `url|extension` in the settings. */
function extensionLine(index: ChartIndex, entry: AnyResource): number | null {
  for (const extension of listAt(entry, 'extension')) {
    const meant = conceptsOf({ system: extension['url'], code: 'extension' }, index.chart.localCodes);
    if (!meant.includes('line-of-therapy')) continue;
    return lineOf(extension['valueInteger'] ?? extension['valuePositiveInt']) ?? lineIn(valueWords(extension));
  }
  return null;
}
