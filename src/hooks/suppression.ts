import type { Fitted } from './fit-card.ts';
import { clientName } from '../settings/client-name.ts';
import type { Settings, Suppression } from '../settings/settings.ts';
import type { Pseudonym } from '../store/pseudonym.ts';
import type { AskedFinding } from '../store/answered.ts';
import { materialOf } from './material.ts';
import { ruleSettingsOf, stateFor, type Occasion } from './rule-states.ts';

/** How a finding would be known again, and whether it was answered and is left out. */
export interface Recognition {
  readonly key: string;
  readonly material: string;
  readonly suppressed: boolean;
}

/** A call, as far as suppression depends on it. */
export interface SuppressionCall extends Occasion {
  readonly service: string;
  readonly patientId: string;
  readonly encounterId: string | undefined;
  /** Tells tenants of one issuer apart, whose ids may be alike. */
  readonly fhirServer: string | undefined;
}

export interface SuppressionParts {
  readonly settings: Settings;
  readonly pseudonym: Pseudonym;
  readonly now: () => Date;
  /** Which of these were answered, by their ids; none while the store can't say. Left out: none ever. */
  readonly answered?: ((asked: readonly AskedFinding[]) => Promise<ReadonlySet<string>>) | undefined;
}

const NONE: ReadonlyMap<Fitted, Recognition> = new Map();
const HOUR_MS = 3_600_000;

/**
 * The findings of rules that opted in to suppression, and which of them this user answered already, for this patient and
 * encounter, with nothing changed since. The store is asked only if there are any.
 */
export async function recognise(
  findings: readonly Fitted[],
  call: SuppressionCall,
  parts: SuppressionParts,
): Promise<ReadonlyMap<Fitted, Recognition>> {
  const candidates = findings.flatMap((finding) => {
    const asked = askedOf(finding, call, parts);
    return asked ? [{ finding, asked }] : [];
  });
  if (candidates.length === 0 || !parts.answered) return NONE;
  const answered = await parts.answered(candidates.map(({ asked }) => asked));
  return new Map(
    candidates.map(({ finding, asked: { id, key, material } }) => [
      finding,
      { key, material, suppressed: answered.has(id) },
    ]),
  );
}

function askedOf(finding: Fitted, call: SuppressionCall, { settings, pseudonym, now }: SuppressionParts) {
  // A check that broke is never hidden.
  if (finding.kind === 'broken') return null;
  const { suppress } = ruleSettingsOf(finding.rule.id, settings, call.client);
  // Shown with less urgency, it is no less urgent.
  if (!suppress || ((finding.judged ?? finding.indicator) === 'critical' && !suppress.critical)) return null;
  if (!['on', 'pilot'].includes(stateFor(finding.rule.id, settings, call))) return null;
  const { client, fhirServer = '', patientId, user = '', encounterId = '' } = call;
  const site = [client ? clientName(client) : '', fhirServer];
  // What was waved through when a chart was opened is not thereby waved through when an order is written.
  const occasion = call.service === 'myeloma-patient-view' ? 'viewing' : 'ordering';
  const parts = [JSON.stringify(site), patientId, user, encounterId, finding.rule.id, occasion];
  const key = pseudonym('suppression', ...parts);
  const material = pseudonym('material', ...parts, materialOf(finding));
  return { id: material, key, material, ...conditions(suppress, call.service, now()) };
}

/** At signing, what was shown when the order was selected counts where the site says so; elsewhere only answers do. */
function conditions({ after, hours }: Suppression, service: string, now: Date) {
  const isSigning = service === 'myeloma-order-sign';
  return {
    since: now.getTime() - hours * HOUR_MS,
    outcomes: after.filter((what) => what !== 'order-select'),
    shownBy: isSigning && after.includes('order-select') ? 'myeloma-order-select' : null,
  };
}
