import type { ChartKind } from '../logic/facts.ts';
import { KIND_OF_TYPE, type Chart } from './chart.ts';
import type { Concept } from './codes/concepts.ts';
import { conceptsOf } from './codes/lookup.ts';
import { QualityNotes } from './data-quality.ts';
import { componentsOf } from './components.ts';
import { listAt, lookUp, objectAt, textAt, type AnyResource } from './json.ts';
import type { ResolvedDrug } from './medications/resolved-drug.ts';
import { ownedBy } from './subject.ts';

/** A result of a concept and when it was taken. */
export interface Dated {
  readonly resource: AnyResource;
  readonly concept: Concept;
  /** The calendar day, as written. */
  readonly date: string;
  /** The moment, for ordering. */
  readonly at: number;
  /** What FHIRPath found as its number, null for nothing; undefined until it has been looked for. */
  number: unknown;
}

/** The chart by type and concept: one pass over everything, after which readers touch only what they ask for. */
export interface ChartIndex {
  readonly chart: Chart;
  readonly quality: QualityNotes;
  readonly byConcept: ReadonlyMap<Concept, readonly AnyResource[]>;
  readonly byType: ReadonlyMap<string, readonly AnyResource[]>;
  /** Coded resources of which no coding is known, by type: what their words may tell (DEC-3). */
  readonly uncoded: ReadonlyMap<string, readonly AnyResource[]>;
  /** The order session's resources that are this patient's. */
  readonly drafts: readonly AnyResource[];
  /** How many resources of a kind were searched: what an absence rests on. */
  readonly entries: Readonly<Partial<Record<ChartKind, number>>>;
  /** Medications by id, of the chart and of the order session, for orders that refer to them. */
  readonly medications: ReadonlyMap<unknown, AnyResource>;
  /** The drug of an order or entry, once it has been asked for; null: none that a page speaks of. */
  readonly resolved: Map<AnyResource, ResolvedDrug | null>;
  /** The results of a concept that count, once they have been asked for. */
  readonly dated: Map<Concept, readonly Dated[]>;
  /** What else several readers rest on, see `per-chart.ts`. */
  readonly kept: Map<unknown, unknown>;
}

/** Types whose codings are looked up as concepts; medications go by ingredient, see `medications/`. */
const CODED_TYPES: ReadonlyMap<string, string> = new Map([
  ['Observation', 'code'],
  ['Condition', 'code'],
  ['Procedure', 'code'],
  ['Device', 'type'],
  ['DiagnosticReport', 'code'],
  ['ImagingStudy', 'procedureCode'],
  ['ServiceRequest', 'code'],
  ['Immunization', 'vaccineCode'],
]);

/** Sorts a chart. Another patient's resources are dropped and noted; a resource sent twice counts once. */
export function indexChart(chart: Chart): ChartIndex {
  const quality = new QualityNotes();
  const byConcept = new Map<Concept, AnyResource[]>();
  const byType = new Map<string, AnyResource[]>();
  const uncoded = new Map<string, AnyResource[]>();
  const isOwn = ownedBy(chart);
  const isAdmitted = (resource: AnyResource): boolean => isOwn(resource) || noteStranger(resource, quality);
  for (const resource of newestVersions(chart.resources)) {
    if (!isAdmitted(resource)) continue;
    push(byType, resource.resourceType, resource);
    const member = CODED_TYPES.get(resource.resourceType);
    if (member !== undefined && !addResource(byConcept, resource, member, chart))
      push(uncoded, resource.resourceType, resource);
    for (const part of componentsOf(resource)) addConcepts(byConcept, part, part['code'], chart);
  }
  const drafts = newestVersions(chart.drafts).filter(isAdmitted);
  const medications = new Map(
    [...(byType.get('Medication') ?? []), ...drafts]
      .filter(({ resourceType }) => resourceType === 'Medication')
      .map((medication) => [medication['id'], medication] as const),
  );
  const asked = { resolved: new Map(), dated: new Map(), kept: new Map() };
  return { chart, quality, byConcept, byType, uncoded, drafts, entries: entriesOf(byType), medications, ...asked };
}

function entriesOf(byType: ReadonlyMap<string, readonly AnyResource[]>): Partial<Record<ChartKind, number>> {
  const entries: Partial<Record<ChartKind, number>> = {};
  for (const [type, resources] of byType) {
    const kind = lookUp(KIND_OF_TYPE, type);
    if (kind) entries[kind] = (entries[kind] ?? 0) + resources.length;
  }
  return entries;
}

/** Each resource once: of two versions the one updated later, of equal ones the last sent. */
function newestVersions(resources: readonly AnyResource[]): readonly AnyResource[] {
  const ids = new Set<unknown>();
  // Nearly always every id is there once, and one look at the ids tells.
  if (resources.every(({ id }) => typeof id !== 'string' || (!ids.has(id) && ids.add(id)))) return resources;
  const byReference = new Map<unknown, AnyResource>();
  for (const resource of resources) {
    const key = typeof resource['id'] === 'string' ? referenceOf(resource) : resource;
    const other = byReference.get(key);
    if (other === undefined || updated(other) <= updated(resource)) byReference.set(key, resource);
  }
  return [...byReference.values()];
}

const updated = (resource: AnyResource): number =>
  Date.parse(textAt(objectAt(resource, 'meta'), 'lastUpdated') ?? '') || 0;

function noteStranger(resource: AnyResource, quality: QualityNotes): false {
  quality.add(referenceOf(resource), 'wrong-subject', 'belongs to another patient, not used');
  return false;
}

/** mCODE tells the kind of cancer by its histology where the code of the Condition is a general one. */
const HISTOLOGY = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';

/** Lists a resource under the concepts of its code, or of each where several were sent; false when it has none. */
function addResource(
  byConcept: Map<Concept, AnyResource[]>,
  resource: AnyResource,
  member: string,
  chart: Chart,
): boolean {
  const code = resource[member];
  let coded = false;
  if (Array.isArray(code)) for (const one of code) coded = addConcepts(byConcept, resource, one, chart) || coded;
  else coded = addConcepts(byConcept, resource, code, chart);
  if (resource.resourceType !== 'Condition') return coded;
  for (const { url, valueCodeableConcept } of listAt(resource, 'extension'))
    if (url === HISTOLOGY) coded = addConcepts(byConcept, resource, valueCodeableConcept, chart) || coded;
  return coded;
}

/** Lists a resource under the concepts of a CodeableConcept, once under each; false when there are none. */
function addConcepts(
  byConcept: Map<Concept, AnyResource[]>,
  resource: AnyResource,
  codeable: unknown,
  { localCodes }: Chart,
): boolean {
  let coded = false;
  for (const coding of listAt(codeable, 'coding')) {
    for (const concept of conceptsOf(coding, localCodes)) {
      coded = true;
      const list = byConcept.get(concept);
      if (!list) byConcept.set(concept, [resource]);
      else if (list.at(-1) !== resource) list.push(resource);
    }
  }
  return coded;
}

const NOTHING: readonly AnyResource[] = [];

/** The resources under any of the concepts, each once. */
export function resourcesOf(
  { byConcept }: Pick<ChartIndex, 'byConcept'>,
  concepts: readonly Concept[],
): readonly AnyResource[] {
  let found = NOTHING;
  for (const concept of concepts) {
    const more = byConcept.get(concept);
    if (more) found = found.length === 0 ? more : [...new Set([...found, ...more])];
  }
  return found;
}

const NONE: ReadonlySet<Concept> = new Set();

/** The concepts of all codings, each once. Most codings of a chart are of none, and cost nothing more. */
export function conceptsIn(
  codeables: readonly unknown[],
  { localCodes }: Pick<Chart, 'localCodes'>,
): ReadonlySet<Concept> {
  let found: Set<Concept> | undefined;
  for (const codeable of codeables) {
    for (const coding of listAt(codeable, 'coding'))
      for (const concept of conceptsOf(coding, localCodes)) (found ??= new Set()).add(concept);
  }
  return found ?? NONE;
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
