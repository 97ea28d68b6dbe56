import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { ErrorCode } from './errors.ts';
import type { Rule } from './logic/rule.ts';
import { clientName } from './settings/client-name.ts';
import type { ClientSettings } from './settings/settings.ts';

/** What a client's share of the server is. */
export type ShareLimit = 'requests-per-minute' | 'concurrent-requests' | 'large-bodies';

/** The age of one client's fetched keys; null before they were first fetched. */
export interface KeyAge {
  readonly client: ClientSettings;
  readonly seconds: number | null;
}

/** What is counted of requests on their way; labels are names from this software's own lists and the settings. */
export interface RequestMetrics {
  readonly observeStage: (service: string, stage: string, seconds: number) => void;
  readonly countInFlight: (change: 1 | -1) => void;
  readonly countError: (route: string, code: ErrorCode) => void;
  /** A request beyond a client's share. */
  readonly countThrottled: (limit: ShareLimit) => void;
  /** Pages that were not reached in the time of a request. */
  readonly countUnevaluated: (service: string, rules: readonly Rule[]) => void;
  /** Whose keys are watched from now on. */
  readonly watchKeyAges: (ages: () => readonly KeyAge[]) => void;
}

const STAGE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3];

export function requestMetrics(registry: Registry): RequestMetrics {
  const registers = [registry];
  const stages = new Histogram({
    name: 'myeloma_cds_stage_seconds',
    help: 'Time in a stage of a request: authenticate, parse, fetch, map, evaluate, render',
    labelNames: ['service', 'stage'],
    buckets: STAGE_BUCKETS,
    registers,
  });
  const inFlight = new Gauge({ name: 'myeloma_cds_requests_in_flight', help: 'Requests being answered', registers });
  const errors = new Counter({
    name: 'myeloma_cds_errors_total',
    help: 'Requests answered with an error, by route and code',
    labelNames: ['route', 'code'],
    registers,
  });
  const throttled = new Counter({
    name: 'myeloma_cds_throttled_total',
    help: 'Requests refused because a client had its share, by limit',
    labelNames: ['limit'],
    registers,
  });
  const unevaluated = new Counter({
    name: 'myeloma_cds_unevaluated_total',
    help: 'Rules that were not reached in the time of a request (limits.evaluationMs)',
    labelNames: ['service', 'rule'],
    registers,
  });
  let keyAges: () => readonly KeyAge[] = () => [];
  watchKeyAges(registry, () => keyAges());
  return {
    observeStage: (service, stage, seconds) => stages.labels(service, stage).observe(seconds),
    countInFlight: (change) => inFlight.inc(change),
    countError: (route, code) => errors.labels(route, code).inc(),
    countThrottled: (limit) => throttled.labels(limit).inc(),
    countUnevaluated: (service, rules) => rules.forEach(({ id }) => unevaluated.labels(service, id).inc()),
    watchKeyAges: (ages) => (keyAges = ages),
  };
}

function watchKeyAges(registry: Registry, ages: () => readonly KeyAge[]): void {
  new Gauge({
    name: 'myeloma_cds_jwks_age_seconds',
    help: 'Time since the keys of a client were last fetched; -1 before the first time',
    labelNames: ['issuer'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { client, seconds } of ages()) this.labels(clientName(client)).set(seconds ?? -1);
    },
  });
}
