import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import type { SecurityEvent } from './security/create-security.ts';

const LEVELS = {
  'outbound-refused': 'warn',
  // A server that is down fails every read of every call: counted, not said each time.
  'outbound-failed': 'debug',
  'keys-unreachable': 'error',
  'keys-fetched': 'info',
  'replay-store-down': 'error',
  'replay-store-up': 'info',
  'replay-unjudged': 'debug',
} as const satisfies Record<SecurityEvent['kind'], keyof Logger>;

/** Says and counts what happened: alarms are errors in the log and counters in the metrics. */
export function securityLog({ log, metrics }: { log: Logger; metrics: Metrics }): (event: SecurityEvent) => void {
  return (event) => {
    log[LEVELS[event.kind]](event, 'security');
    metrics.countSecurity(event.kind, 'reason' in event ? event.reason : 'none');
  };
}
