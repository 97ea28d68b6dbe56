import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createGovernanceMetrics, type GovernanceMetrics } from './governance-metrics.ts';
import type { SetupGap } from './hooks/run-service.ts';
import type { Finding } from './logic/rule.ts';
import { requestMetrics, type RequestMetrics } from './request-metrics.ts';

/** Prometheus metrics; labels are routes, services and rules, never anything of a patient. */
export interface Metrics extends RequestMetrics {
  readonly registry: Registry;
  /** `aborted`: the caller went away first. */
  readonly observeRequest: (route: string, status: number | 'aborted', seconds: number) => void;
  /** A refused token, a refused read, keys or a store out of reach; the reason is one of a fixed list. */
  readonly countSecurity: (event: string, reason: string) => void;
  readonly countFindings: (service: string, findings: readonly Finding[]) => void;
  /** A request that came stripped, an order that a client's site has mapped to no item. */
  readonly countSetupGap: (gap: SetupGap) => void;
  /** Records of the store: written, lost for want of room or time, or refused by the database. */
  readonly countRecords: (result: 'written' | 'lost' | 'refused', count: number) => void;
  readonly countStoreFailure: () => void;
  readonly watchQueue: (length: () => number) => void;
  readonly governance: GovernanceMetrics;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'myeloma_cds_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers: [registry],
  });
  const findings = new Counter({
    name: 'myeloma_cds_findings_total',
    help: 'Findings by service, rule and indicator; a broken rule counts as such',
    labelNames: ['service', 'rule', 'indicator'],
    registers: [registry],
  });
  const security = new Counter({
    name: 'myeloma_cds_security_total',
    help: 'Refused tokens and reads, keys and replay store out of reach, by event and reason',
    labelNames: ['event', 'reason'],
    registers: [registry],
  });
  const records = new Counter({
    name: 'myeloma_cds_store_records_total',
    help: 'Records of calls and feedback: written, lost (queue full or not written at the end), refused by the database',
    labelNames: ['result'],
    registers: [registry],
  });
  for (const result of ['written', 'lost', 'refused']) records.labels(result).inc(0);
  const failures = new Counter({
    name: 'myeloma_cds_store_failures_total',
    help: 'Failed attempts to write to the store; each is tried again',
    registers: [registry],
  });
  return {
    ...requestMetrics(registry),
    registry,
    countSecurity: (event, reason) => security.labels(event, reason).inc(),
    countSetupGap: setupCounters(registry),
    countRecords: (result, count) => records.labels(result).inc(count),
    countStoreFailure: () => failures.inc(),
    watchQueue: (length) => {
      new Gauge({
        name: 'myeloma_cds_store_queue_records',
        help: 'Records waiting to be written',
        registers: [registry],
        collect() {
          this.set(length());
        },
      });
    },
    observeRequest: (route, status, seconds) => requests.labels(route, String(status)).observe(seconds),
    countFindings: (service, found) => {
      for (const finding of found) {
        findings.labels(service, finding.rule.id, finding.kind === 'broken' ? 'broken' : finding.indicator).inc();
      }
    },
    governance: createGovernanceMetrics(registry),
  };
}

/** Labels are services, rules and names of clients. */
function setupCounters(registry: Registry): Metrics['countSetupGap'] {
  const stripped = new Counter({
    name: 'myeloma_cds_stripped_requests_total',
    help: 'Requests without data, token and orders: the called address is not the registered one',
    labelNames: ['service', 'client'],
    registers: [registry],
  });
  const unmapped = new Counter({
    name: 'myeloma_cds_mapping_gaps_total',
    help: 'Orders told in text only, because the site has no code for them in its settings',
    labelNames: ['rule', 'client'],
    registers: [registry],
  });
  return (gap) => {
    if (gap.kind === 'stripped') stripped.labels(gap.service, gap.client).inc();
    else unmapped.labels(gap.rule, gap.client).inc();
  };
}
