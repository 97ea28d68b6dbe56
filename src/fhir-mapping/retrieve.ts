import pLimit from 'p-limit';
import { DataUnavailable } from '../errors.ts';
import type { ChartKind } from '../logic/facts.ts';
import { CHART_KINDS, type Answer, type Answers, type Chart } from './chart.ts';
import type { LocalCodes } from './codes/lookup.ts';
import type { Clock } from './dates.ts';
import { FhirClient, type FhirAccess } from './fhir-client.ts';
import { isResource, listAt, objectAt, textAt, type AnyResource, type JsonObject } from './json.ts';
import { bundleState, prefetchState, type PrefetchState } from './prefetch-state.ts';
import { expand, type PrefetchKey } from './queries.ts';

/** What a hook call says about the patient and where more can be had. */
export interface RetrievalRequest {
  readonly patientId: string;
  readonly prefetch: JsonObject;
  readonly draftOrders: JsonObject | undefined;
  readonly selections: readonly string[] | null;
  /** Null when no FHIR server was named, or none that may be read. */
  readonly fhir: FhirAccess | null;
  readonly keys: readonly PrefetchKey[];
  readonly clock: Clock;
  readonly localCodes: LocalCodes;
}

/** A chart, and the kinds that were asked for and couldn't be had. */
export interface Retrieval {
  readonly chart: Chart;
  readonly unanswered: readonly ChartKind[];
}

interface KeyResult {
  readonly key: PrefetchKey;
  readonly answer: Answer;
  readonly resources: readonly AnyResource[];
}

/** How many Medications that orders only refer to are read one by one. */
const MOST_MEDICATIONS = 40;
const PARALLEL_READS = 8;

/**
 * Prefetch where the client sent it, else FHIR searches in parallel within one time box. Throws `DataUnavailable`
 * (412) only when the Patient can't be had; every other gap becomes an unknown with its reason.
 */
export async function retrieve(request: RetrievalRequest): Promise<Retrieval> {
  const client = request.fhir === null ? null : new FhirClient(request.fhir);
  const results = await Promise.all(request.keys.map((key) => resultOf(key, request, client)));
  const patient = patientOf(results, request.patientId);
  if (!patient) {
    throw new DataUnavailable('The Patient is neither in the prefetch nor to be had from the FHIR server.', {
      member: 'prefetch.patient',
    });
  }
  const resources = results.flatMap((result) => result.resources);
  const drafts = listAt(request.draftOrders, 'entry')
    .map((entry) => entry['resource'])
    .filter(isResource);
  const medications = client ? await referencedMedications([...resources, ...drafts], client) : [];
  const answers = answersOf(results);
  return {
    chart: {
      patient,
      patientId: request.patientId,
      resources: [...resources, ...medications],
      drafts,
      selections: request.selections,
      answers,
      clock: request.clock,
      localCodes: request.localCodes,
    },
    unanswered: CHART_KINDS.filter((kind) => request.keys.includes(kind) && answers[kind] !== 'answered'),
  };
}

async function resultOf(key: PrefetchKey, request: RetrievalRequest, client: FhirClient | null): Promise<KeyResult> {
  const sent = prefetchState(request.prefetch, key);
  if (sent.state === 'data' && sent.more !== null) return pagesOf(key, sent, client);
  if (sent.state !== 'absent') return fromState(key, sent);
  if (!client) return { key, answer: 'unanswered', resources: [] };
  try {
    const { body, complete } = await client.fetch(expand(key, request.patientId));
    const state: PrefetchState =
      body['resourceType'] === 'Bundle' ? bundleState({ ...body, link: [] }) : prefetchState({ [key]: body }, key);
    const result = fromState(key, state);
    return complete ? result : { ...result, answer: 'partial' };
  } catch {
    // The reason may quote the URL with the patient's id: it stays out of everything that is kept.
    return { key, answer: 'unanswered', resources: [] };
  }
}

function fromState(key: PrefetchKey, state: PrefetchState): KeyResult {
  if (state.state === 'data')
    return { key, answer: state.complete ? 'answered' : 'partial', resources: state.resources };
  return { key, answer: state.state === 'empty' ? 'answered' : 'unanswered', resources: [] };
}

/** A prefetched first page: the rest is read if it can be, else absence proves nothing. */
async function pagesOf(
  key: PrefetchKey,
  sent: PrefetchState & { state: 'data' },
  client: FhirClient | null,
): Promise<KeyResult> {
  if (!client || sent.more === null) return { key, answer: 'partial', resources: sent.resources };
  const { body, complete } = await client.complete(sent.more);
  const state = bundleState({ ...body, link: [] });
  const result = fromState(key, state);
  return complete ? result : { ...result, answer: 'partial' };
}

/** The Patient of the context and no other: acting on the wrong one is the worst failure. */
function patientOf(results: readonly KeyResult[], patientId: string): AnyResource | undefined {
  const own = results.find((result) => result.key === 'patient')?.resources ?? [];
  return own.find(
    (resource) => resource.resourceType === 'Patient' && (resource['id'] === patientId || resource['id'] === undefined),
  );
}

function answersOf(results: readonly KeyResult[]): Answers {
  const answerOf = (kind: ChartKind): Answer => results.find((result) => result.key === kind)?.answer ?? 'unanswered';
  return Object.fromEntries(CHART_KINDS.map((kind) => [kind, answerOf(kind)])) as Answers;
}

/** Orders that only point to a Medication: each is read by itself, as some EHRs ignore `_include`. */
async function referencedMedications(resources: readonly AnyResource[], client: FhirClient): Promise<AnyResource[]> {
  const sent = new Set(
    resources.filter((resource) => resource.resourceType === 'Medication').map((medication) => medication['id']),
  );
  const wanted = new Set(
    resources.flatMap((order) => {
      const id = client.idOn('Medication', textAt(objectAt(order, 'medicationReference'), 'reference') ?? '');
      return id === undefined || sent.has(id) ? [] : [id];
    }),
  );
  const limit = pLimit(PARALLEL_READS);
  const reads = [...wanted].slice(0, MOST_MEDICATIONS).map((id) => limit(() => readMedication(id, client)));
  return (await Promise.all(reads)).filter((medication) => medication !== undefined);
}

async function readMedication(id: string, client: FhirClient): Promise<AnyResource | undefined> {
  try {
    const { body } = await client.fetch(`Medication/${encodeURIComponent(id)}`);
    return isResource(body) && body.resourceType === 'Medication' && body['id'] === id ? body : undefined;
  } catch {
    return undefined;
  }
}
