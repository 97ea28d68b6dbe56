import type { ChartKind } from '../logic/facts.ts';
import { KIND_OF_TYPE, type Chart } from './chart.ts';
import type { Concept } from './codes/concepts.ts';
import { conceptsOf, type Coding } from './codes/lookup.ts';
import { QualityNotes } from './data-quality.ts';
import { componentsOf } from './components.ts';
import { isObject, listAt, lookUp, objectAt, textAt, type AnyResource } from './json.ts';
import type { ResolvedDrug } from './medications/resolved-drug.ts';
import { belongsToPatient } from './subject.ts';

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
}

/** Types whose codings are looked up as concepts; medications go by ingredient, see `medications/`. */
const CODED_TYPES: Readonly<Record<string, string>> = {
  Observation: 'code',
  Condition: 'code',
  Procedure: 'code',
  Device: 'type',
  DiagnosticReport: 'code',
  ImagingStudy: 'procedureCode',
  ServiceRequest: 'code',
  Immunization: 'vaccineCode',
};

/** Sorts a chart. Another patient's resources are dropped and noted; a resource sent twice counts once. */
export function indexChart(chart: Chart): ChartIndex {
  const quality = new QualityNotes();
  const byConcept = new Map<Concept, AnyResource[]>();
  const byType = new Map<string, AnyResource[]>();
  const uncoded = new Map<string, AnyResource[]>();
  const entries: Partial<Record<ChartKind, number>> = {};
  for (const resource of newestVersions(chart.resources)) {
    if (!isAdmitted(resource, chart, quality)) continue;
    push(byType, resource.resourceType, resource);
    const kind = lookUp(KIND_OF_TYPE, resource.resourceType);
    if (kind) entries[kind] = (entries[kind] ?? 0) + 1;
    const member = lookUp(CODED_TYPES, resource.resourceType);
    if (member !== undefined && !addConcepts(byConcept, resource, codeablesOf(resource, member), chart))
      push(uncoded, resource.resourceType, resource);
    for (const part of componentsOf(resource)) addConcepts(byConcept, part, [part['code']], chart);
  }
  const drafts = newestVersions(chart.drafts).filter((draft) => isAdmitted(draft, chart, quality));
  const medications = new Map(
    [...(byType.get('Medication') ?? []), ...drafts]
      .filter(({ resourceType }) => resourceType === 'Medication')
      .map((medication) => [medication['id'], medication] as const),
  );
  const asked = { resolved: new Map(), dated: new Map() };
  return { chart, quality, byConcept, byType, uncoded, drafts, entries, medications, ...asked };
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

function isAdmitted(resource: AnyResource, chart: Chart, quality: QualityNotes): boolean {
  if (belongsToPatient(resource, chart)) return true;
  quality.add(referenceOf(resource), 'wrong-subject', 'belongs to another patient, not used');
  return false;
}

/** mCODE tells the kind of cancer by its histology where the code of the Condition is a general one. */
const HISTOLOGY = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';

function codeablesOf(resource: AnyResource, member: string): readonly unknown[] {
  const code = resource[member];
  const codeables: readonly unknown[] = Array.isArray(code) ? code : [code];
  if (resource.resourceType !== 'Condition') return codeables;
  const histology = listAt(resource, 'extension').filter(({ url }) => url === HISTOLOGY);
  return [...codeables, ...histology.map((extension) => extension['valueCodeableConcept'])];
}

/** Lists a resource under the concepts of its codings, once under each; false when it has none. */
function addConcepts(
  byConcept: Map<Concept, AnyResource[]>,
  resource: AnyResource,
  codeables: readonly unknown[],
  { localCodes }: Chart,
): boolean {
  let coded = false;
  for (const codeable of codeables) {
    if (!isObject(codeable)) continue;
    const coding = codeable['coding'];
    for (const one of (Array.isArray(coding) ? coding : [coding]) as Coding[]) {
      if (!isObject(one)) continue;
      for (const concept of conceptsOf(one, localCodes)) {
        coded = true;
        if (byConcept.get(concept)?.at(-1) !== resource) push(byConcept, concept, resource);
      }
    }
  }
  return coded;
}

const NONE: ReadonlySet<Concept> = new Set();

/** The concepts of all codings, each once. Most codings of a chart are of none, and cost nothing more. */
export function conceptsIn(
  codeables: readonly unknown[],
  { localCodes }: Pick<Chart, 'localCodes'>,
): ReadonlySet<Concept> {
  let found: Set<Concept> | undefined;
  for (const codeable of codeables) {
    if (!isObject(codeable)) continue;
    const coding = codeable['coding'];
    for (const one of (Array.isArray(coding) ? coding : [coding]) as Coding[]) {
      if (!isObject(one)) continue;
      for (const concept of conceptsOf(one, localCodes)) (found ??= new Set()).add(concept);
    }
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
