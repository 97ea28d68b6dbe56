import { evaluateChart } from '../src/evaluate-chart.ts';
import { clockNow } from '../src/fhir-mapping/dates.ts';
import { isObject, type JsonObject } from '../src/fhir-mapping/json.ts';
import { retrieve } from '../src/fhir-mapping/retrieve.ts';
import { servicesFor } from '../src/hooks/services.ts';
import type { Missing } from '../src/logic/facts.ts';
import type { Finding, Hook, Rule } from '../src/logic/rule.ts';
import { SANDBOX_SETTINGS } from '../src/settings/settings.ts';
import type { SamplePatient } from './samples.ts';

/** Per rule of the service that a request calls: what it said, or that it had nothing to say and what it lacked. */
export async function whyOf(request: SamplePatient['request']): Promise<string[]> {
  const service = servicesFor(SANDBOX_SETTINGS).get(`myeloma-${request.hook}`);
  if (!service) return [];
  const context = request['context'] as JsonObject & { readonly patientId: string };
  const { chart, unanswered } = await retrieve({
    patientId: context.patientId,
    prefetch: request['prefetch'] as JsonObject,
    draftOrders: context['draftOrders'] as JsonObject | undefined,
    selections: Array.isArray(context['selections']) ? (context['selections'] as string[]) : null,
    fhir: null,
    keys: service.keys,
    clock: clockNow(new Date()),
    localCodes: SANDBOX_SETTINGS.codes,
  });
  const { pages } = service;
  const hook = request.hook as Hook;
  const situation = { hook, thresholds: SANDBOX_SETTINGS.thresholds };
  const { facts, findings } = evaluateChart({ ...chart, unanswered }, pages, situation);
  const lines = pages.map((page) => {
    const said = findings.filter(({ rule }) => rule.id === page.id);
    if (said.length > 0) return [`${page.id}: ${said.map(spoken).join('; ')}`];
    const lacking = page.reads.flatMap((name) => lackOf(name, facts[name]));
    return [`${page.id}: nothing to say${lacking.length > 0 ? `; not known: ${lacking.join(', ')}` : ''}`];
  });
  return lines.flat();
}

const spoken = (finding: Finding): string => {
  if (finding.kind === 'broken') return 'BROKEN';
  const missing = finding.missing.map(lack);
  return `${finding.advice} (${finding.indicator})${missing.length > 0 ? `, lacking ${missing.join(', ')}` : ''}`;
};

const lack = ({ concept, because }: Missing): string => `${concept} ${because}`;

/** A fact that is unknown, by its name and why. */
function lackOf(name: Rule['reads'][number], fact: unknown): string[] {
  if (!isObject(fact) || fact['known'] !== false) return [];
  const missing = (fact['missing'] ?? []) as readonly Missing[];
  return [`${name} (${[...new Set(missing.map(({ because }) => because))].join(', ')})`];
}
