import type { ChartKind } from '../logic/facts.ts';
import { KIND_OF_TYPE, type Chart } from './chart.ts';
import type { Concept } from './codes/code-row.ts';
import { conceptOf, type Coding } from './codes/lookup.ts';
import { QualityNotes } from './data-quality.ts';
import { isObject, textAt, type AnyResource } from './json.ts';
import { belongsToPatient } from './subject.ts';

/** The chart by type and concept: one pass over everything, after which readers touch only what they ask for. */
export interface ChartIndex {
  readonly chart: Chart;
  readonly quality: QualityNotes;
  readonly byConcept: ReadonlyMap<Concept, readonly AnyResource[]>;
  readonly byType: ReadonlyMap<string, readonly AnyResource[]>;
  /** The order session's resources that are this patient's. */
  readonly drafts: readonly AnyResource[];
  /** How many resources of a kind were searched: what an absence rests on. */
  readonly entries: Readonly<Partial<Record<ChartKind, number>>>;
}

/** Types whose codings are looked up as concepts; medications go by ingredient, see `medications/`. */
const CODED_TYPES: Readonly<Record<string, string>> = {
  Observation: 'code',
  Condition: 'code',
  Procedure: 'code',
  Device: 'type',
};

/** Sorts a chart. Another patient's resources are dropped and noted; a resource sent twice counts once. */
export function indexChart(chart: Chart): ChartIndex {
  const quality = new QualityNotes();
  const byConcept = new Map<Concept, AnyResource[]>();
  const byType = new Map<string, AnyResource[]>();
  const entries: Partial<Record<ChartKind, number>> = {};
  const seen = new Set<string>();
  for (const resource of chart.resources) {
    if (!admit(resource, { chart, quality, seen })) continue;
    push(byType, resource.resourceType, resource);
    const kind = KIND_OF_TYPE[resource.resourceType];
    if (kind) entries[kind] = (entries[kind] ?? 0) + 1;
    const member = CODED_TYPES[resource.resourceType];
    if (member !== undefined) addConcepts(byConcept, resource, resource[member], chart);
  }
  const drafts = chart.drafts.filter((draft) => admit(draft, { chart, quality, seen: new Set() }));
  return { chart, quality, byConcept, byType, drafts, entries };
}

interface Admission {
  readonly chart: Chart;
  readonly quality: QualityNotes;
  readonly seen: Set<string>;
}

function admit(resource: AnyResource, { chart, quality, seen }: Admission): boolean {
  if (!belongsToPatient(resource, chart)) {
    quality.add(referenceOf(resource), 'wrong-subject', 'belongs to another patient, not used');
    return false;
  }
  if (typeof resource['id'] !== 'string') return true;
  const reference = `${resource.resourceType}/${resource['id']}`;
  if (seen.has(reference)) return false;
  seen.add(reference);
  return true;
}

function addConcepts(byConcept: Map<Concept, AnyResource[]>, resource: AnyResource, code: unknown, chart: Chart): void {
  for (const codeable of Array.isArray(code) ? code : [code]) {
    if (!isObject(codeable)) continue;
    const coding = codeable['coding'];
    const found: Concept[] = [];
    for (const one of (Array.isArray(coding) ? coding : [coding]) as Coding[]) {
      const concept = isObject(one) ? conceptOf(one, chart.localCodes) : undefined;
      if (concept !== undefined && !found.includes(concept)) found.push(concept);
    }
    for (const concept of found) push(byConcept, concept, resource);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** `Type/id`, or the type alone for a resource without id. */
export function referenceOf(resource: AnyResource): string {
  const id = textAt(resource, 'id');
  return id === undefined ? resource.resourceType : `${resource.resourceType}/${id}`;
}
