import type { DiseaseStatus, DiseaseTrend, RecordedStage } from '../logic/diagnosis-facts.ts';
import { known, unknown, type Fact } from '../logic/facts.ts';
import { conceptsIn, referenceOf, type ChartIndex } from './chart-index.ts';
import type { Concept } from './codes/concepts.ts';
import { HISTORY } from './history.ts';
import { wordsOf } from './history-details.ts';
import { entriesOf, isFinal, worded } from './history-entries.ts';
import { listAt, type AnyResource, type JsonObject } from './json.ts';
import { absence } from './observations.ts';
import { dateOf } from './presence.ts';
import { stagesIn, type Stage } from './stage-text.ts';

/** Stage and disease status as somebody recorded them. */

const CODED_STAGES: Partial<Record<Concept, Stage>> = {
  'iss-i': { system: 'ISS', stage: 'I' },
  'iss-ii': { system: 'ISS', stage: 'II' },
  'iss-iii': { system: 'ISS', stage: 'III' },
  'riss-i': { system: 'R-ISS', stage: 'I' },
  'riss-ii': { system: 'R-ISS', stage: 'II' },
  'riss-iii': { system: 'R-ISS', stage: 'III' },
};

/** Names of the systems as a text begins that states one; the code of an Observation or the type of a stage tells. */
const SYSTEM_WORDS: Partial<Record<Concept, string>> = { 'iss-stage': 'ISS', 'riss-stage': 'R-ISS' };

/** Stages of Observations (mCODE, or named in words) and of the plasma-cell Conditions, oldest first (S-4). */
export function readRecordedStages(index: ChartIndex): Fact<readonly RecordedStage[]> {
  const coded = (['iss-stage', 'riss-stage'] as const).flatMap((concept) => index.byConcept.get(concept) ?? []);
  const named = worded(index).filter(
    ({ resource, label }) => resource.resourceType === 'Observation' && NAMED.test(label),
  );
  const observed = [...new Set([...coded, ...named.map(({ resource }) => resource)])]
    .filter((resource) => resource.resourceType === 'Observation' && isFinal(index, resource))
    .flatMap((resource) => placed(index, resource, observedStages(index, resource)));
  const conditions = (['multipleMyeloma', 'smolderingMyeloma', 'plasmaCellLeukemia'] as const)
    .flatMap((name) => entriesOf(index, HISTORY[name]))
    .filter(({ standing }) => standing === 'current' || standing === 'past');
  const stated = conditions.flatMap(({ resource }) => placed(index, resource, conditionStages(index, resource)));
  const stages = inOrder([...observed, ...stated]);
  if (stages.length === 0) return unknown([{ concept: 'recorded-stage', because: absence(index, 'observations') }]);
  return known(
    stages,
    stages.map((one) => ({
      concept: 'recorded-stage',
      value: `${one.system} ${one.stage}${one.suffix ?? ''}`,
      ...(one.date === null ? {} : { date: one.date }),
      reference: one.reference,
      stale: false,
    })),
  );
}

const NAMED = /\b(r-?)?iss\b|\binternational staging|\bdurie/i;

/** A value names its own system, or the code of the Observation or of the stage does. */
function observedStages(index: ChartIndex, observation: AnyResource): readonly Stage[] {
  return stagesOf(index, observation['code'], [
    observation['valueCodeableConcept'],
    { text: observation['valueString'] },
    { text: numberText(observation['valueInteger']) },
  ]);
}

const numberText = (value: unknown): string | undefined => (typeof value === 'number' ? String(value) : undefined);

const conditionStages = (index: ChartIndex, condition: AnyResource): readonly Stage[] =>
  listAt(condition, 'stage').flatMap((stage: JsonObject) => stagesOf(index, stage['type'], [stage['summary']]));

function stagesOf(index: ChartIndex, kind: unknown, values: readonly unknown[]): readonly Stage[] {
  const byCode = [...conceptsIn(values, index.chart)].flatMap((concept) => CODED_STAGES[concept] ?? []);
  if (byCode.length > 0) return byCode;
  const system = [...conceptsIn([kind], index.chart)].flatMap((concept) => SYSTEM_WORDS[concept] ?? [])[0];
  const prefix = system ?? wordsOf(kind)[0] ?? '';
  const [found] = values
    .flatMap(wordsOf)
    .map((text) => [stagesIn(text), stagesIn(`${prefix} ${text}`)].find((stages) => stages.length > 0) ?? [])
    .filter((stages) => stages.length > 0);
  return found ?? [];
}

function placed(index: ChartIndex, resource: AnyResource, stages: readonly Stage[]): readonly RecordedStage[] {
  const date = resource.resourceType === 'Condition' ? null : dateOf(resource);
  if (date !== null && date > index.chart.clock.latest) {
    index.quality.add(referenceOf(resource), 'date-future', 'recorded-stage: dated after the day of the evaluation');
    return [];
  }
  if (stages.length === 0 && resource.resourceType === 'Observation')
    index.quality.add(referenceOf(resource), 'unparsable', 'recorded-stage: no stage that is known');
  return stages.map((stage) => ({ ...stage, date, reference: referenceOf(resource) }));
}

/** Oldest first, undated before all; the same whatever the order of arrival. */
function inOrder<T extends { readonly date: string | null; readonly reference: string }>(
  list: readonly T[],
): readonly T[] {
  const key = (one: T): string => `${one.date ?? ''} ${one.reference}`;
  return [...list].sort((a, b) => key(a).localeCompare(key(b)));
}

const TRENDS: readonly DiseaseTrend[] = [
  'full-remission',
  'partial-remission',
  'improved',
  'stable',
  'worsened',
  'undetermined',
];

const TREND_WORDS: readonly (readonly [DiseaseTrend, RegExp])[] = [
  ['full-remission', /\b(full|complete) remission\b|完全缓解/i],
  ['partial-remission', /\bpartial remission\b|部分缓解/i],
  ['worsened', /\b(worsened|worsening|progressive disease|disease progression|progressed)\b|病情进展|疾病进展|恶化/i],
  ['improved', /\b(improved|improving)\b|好转|改善/i],
  ['stable', /\bstable\b|稳定/i],
];

const UNSURE = /\b(no|not|without|un)\b|\bno evidence|无|未/i;

/** Cancer disease status (mCODE, LOINC 97509-4), oldest first. */
export function readDiseaseStatus(index: ChartIndex): Fact<readonly DiseaseStatus[]> {
  const list = (index.byConcept.get('disease-status') ?? [])
    .filter((resource) => resource.resourceType === 'Observation' && isFinal(index, resource))
    .flatMap((resource): readonly DiseaseStatus[] => {
      const date = dateOf(resource);
      const status = trendOf(index, resource['valueCodeableConcept']);
      const reference = referenceOf(resource);
      if (status !== undefined && (date === null || date <= index.chart.clock.latest))
        return [{ status, date, reference }];
      const issue = status === undefined ? 'unparsable' : 'date-future';
      index.quality.add(reference, issue, 'disease-status: not known, or dated after the day of the evaluation');
      return [];
    });
  if (list.length === 0) return unknown([{ concept: 'disease-status', because: absence(index, 'observations') }]);
  const ordered = inOrder(list);
  return known(
    ordered,
    ordered.map(({ status, date, reference }) => ({
      concept: 'disease-status',
      value: status,
      ...(date === null ? {} : { date }),
      reference,
      stale: false,
    })),
  );
}

function trendOf(index: ChartIndex, value: unknown): DiseaseTrend | undefined {
  const concepts = conceptsIn([value], index.chart);
  const coded = TRENDS.filter((trend) => concepts.has(trend));
  if (coded.length > 0) return coded.length === 1 ? coded[0] : undefined;
  const words = wordsOf(value).filter((text) => !UNSURE.test(text));
  const said = TREND_WORDS.filter(([, pattern]) => words.some((text) => pattern.test(text))).map(([trend]) => trend);
  return said.length === 1 ? said[0] : undefined;
}
