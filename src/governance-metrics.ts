import { Counter, Gauge, type Registry } from 'prom-client';

/** What tells whoever is on call that governance needs them; labels are services and rules. */
export interface GovernanceMetrics {
  /** Shown before, answered, and not shown again. */
  readonly countSuppressed: (service: string, rule: string) => void;
  /** Shown, because the store couldn't say in time whether they were answered. */
  readonly countUnjudged: (findings: number) => void;
  readonly setReloadFailed: (failed: boolean) => void;
  readonly setKillSwitch: (pulled: boolean) => void;
  readonly setSentinelsFailed: (rules: readonly string[]) => void;
}

export function createGovernanceMetrics(registry: Registry): GovernanceMetrics {
  const registers = [registry];
  const suppressed = new Counter({
    name: 'myeloma_cds_suppressed_findings_total',
    help: 'Findings not shown again, as they were answered; by service and rule',
    labelNames: ['service', 'rule'],
    registers,
  });
  const unjudged = new Counter({
    name: 'myeloma_cds_unjudged_findings_total',
    help: 'Findings shown because the store could not say in time whether they were answered',
    registers,
  });
  const reloadFailed = new Gauge({
    name: 'myeloma_cds_settings_reload_failed',
    help: '1 while the settings file is not taken over and the settings before it stay in force',
    registers,
  });
  const killSwitch = new Gauge({
    name: 'myeloma_cds_kill_switch',
    help: '1 while the kill switch holds anything off',
    registers,
  });
  const sentinels = new Gauge({
    name: 'myeloma_cds_sentinel_failed',
    help: '1 for a rule that does not fire for its sentinel patient',
    labelNames: ['rule'],
    registers,
  });
  return {
    countSuppressed: (service, rule) => suppressed.labels(service, rule).inc(),
    countUnjudged: (findings) => unjudged.inc(findings),
    setReloadFailed: (failed) => reloadFailed.set(failed ? 1 : 0),
    setKillSwitch: (pulled) => killSwitch.set(pulled ? 1 : 0),
    setSentinelsFailed: (rules) => {
      sentinels.reset();
      for (const rule of rules) sentinels.labels(rule).set(1);
    },
  };
}
