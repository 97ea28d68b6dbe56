import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Finding } from './logic/rule.ts';

/** Prometheus metrics; labels are routes, services and rules, never anything of a patient. */
export interface Metrics {
  readonly registry: Registry;
  readonly observeRequest: (route: string, status: number, seconds: number) => void;
  /** A refused token, a refused read, keys or a store out of reach; the reason is one of a fixed list. */
  readonly countSecurity: (event: string, reason: string) => void;
  readonly countFindings: (service: string, findings: readonly Finding[]) => void;
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
  return {
    registry,
    countSecurity: (event, reason) => security.labels(event, reason).inc(),
    observeRequest: (route, status, seconds) => requests.labels(route, String(status)).observe(seconds),
    countFindings: (service, found) => {
      for (const finding of found) {
        findings.labels(service, finding.rule.id, finding.kind === 'broken' ? 'broken' : finding.indicator).inc();
      }
    },
  };
}
