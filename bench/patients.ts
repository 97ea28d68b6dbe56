import {
  allergy,
  condition,
  device,
  medication,
  observation,
  patient,
  procedure,
  SERVER,
  type Json,
  type Maker,
} from './resources.ts';
import { OBSERVED, type ObservedKind } from './tables.ts';

/**
 * Hook requests of any size from a seed: the same arguments give the same bytes, so runs compare. Dates end at `today`,
 * because the server reads its own clock and stale values would end most evaluations early.
 */

export type Hook = 'patient-view' | 'order-select';

export interface CallSpec {
  readonly hook: Hook;
  readonly observations: number;
  readonly seed: number;
  /** YYYY-MM-DD */
  readonly today: string;
}

const SPREAD_DAYS = 730;

/** mulberry32: 32 bits of state are enough for test data, and own code keeps the bytes the same for ever. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makerOf({ seed, today }: CallSpec): Maker {
  const random = randomFrom(seed);
  const hex = (): string =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  return {
    random,
    id: () => `e${hex()}${hex()}${hex()}`,
    day: (days) => new Date(Date.parse(today) - Math.round(days) * 86_400_000).toISOString().slice(0, 10),
  };
}

const searchset = (resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'searchset',
  total: resources.length,
  entry: resources.map((resource) => ({
    fullUrl: `${SERVER}/${String(resource['resourceType'])}/${String(resource['id'])}`,
    resource,
    search: { mode: 'match' },
  })),
});

const many = (count: number, make: (at: number) => Json): Json[] =>
  Array.from({ length: Math.max(1, Math.round(count)) }, (_, at) => make(at));

/** The body of a hook call with N Observations, N/20 Conditions, N/10 MedicationRequests and a few of each other kind. */
export function hookRequest(spec: CallSpec): Json {
  const { hook, observations: count } = spec;
  const maker = makerOf(spec);
  // Squared, so that half of the results are of the last six months and each kind's newest is fresh even in a small chart.
  const age = (at: number): number => SPREAD_DAYS * (at / count) ** 2;
  const drafts = hook === 'order-select' ? [medication(maker, 0, 'draft'), medication(maker, 1, 'draft')] : [];
  const order = {
    draftOrders: { resourceType: 'Bundle', type: 'collection', entry: drafts.map((resource) => ({ resource })) },
    selections: [`MedicationRequest/${String(drafts[0]?.['id'])}`],
  };
  return {
    hook,
    hookInstance: `00000000-0000-4000-8000-${maker.id().slice(1, 13)}`,
    fhirServer: SERVER,
    context: {
      userId: 'Practitioner/e1Nz7',
      patientId: 'bench-1',
      encounterId: 'e9f3c2b1',
      ...(drafts.length > 0 ? order : {}),
    },
    prefetch: {
      patient: patient(maker),
      observations: searchset(
        many(count, (at) => observation(maker, OBSERVED[at % OBSERVED.length] as ObservedKind, age(at))),
      ),
      conditions: searchset(many(count / 20, (at) => condition(maker, at))),
      medications: searchset(many(count / 10, (at) => medication(maker, at))),
      procedures: searchset(many(count / 100 + 2, (at) => procedure(maker, at))),
      allergies: searchset(many(2, () => allergy(maker))),
      devices: searchset(many(1, () => device(maker))),
    },
  };
}
