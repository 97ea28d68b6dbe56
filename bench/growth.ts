import { evaluateChart } from '../src/evaluate-chart.ts';
import { clockNow } from '../src/fhir-mapping/dates.ts';
import type { JsonObject } from '../src/fhir-mapping/json.ts';
import { evaluationCount } from '../src/fhir-mapping/paths.ts';
import { retrieve } from '../src/fhir-mapping/retrieve.ts';
import { servicesFor } from '../src/hooks/services.ts';
import { SANDBOX_SETTINGS } from '../src/settings/settings.ts';
import { hookRequest } from './patients.ts';

/** How the evaluation grows with the chart, in this process and against JSON.parse: no network, so little noise. */

export interface Growth {
  readonly observations: number;
  /** Least time of JSON.parse of the body, ms. */
  readonly parseMs: number;
  /** Least time from chart to findings, ms. */
  readonly evaluateMs: number;
  /** FHIRPath expressions evaluated by one request. */
  readonly fhirPaths: number;
}

const STEADY = 2000;
const settings = SANDBOX_SETTINGS;
const service = servicesFor(settings).get('myeloma-patient-view');

export async function measureGrowth(sizes: readonly number[], today: string, millis: number): Promise<Growth[]> {
  const bodies = sizes.map((observations) =>
    JSON.stringify(hookRequest({ hook: 'patient-view', observations, seed: 1, today })),
  );
  const best = sizes.map((observations) => ({ observations, parseMs: Infinity, evaluateMs: Infinity, fhirPaths: 0 }));
  const deadline = performance.now() + millis;
  while (performance.now() < deadline) {
    for (const [at, size] of best.entries()) {
      // Small charts more often: their least time is the harder one to meet with.
      for (let turn = 0; turn < Math.max(1, STEADY / size.observations); turn += 1) {
        const once = await timed(bodies[at] ?? '');
        size.parseMs = Math.min(size.parseMs, once.parseMs);
        size.evaluateMs = Math.min(size.evaluateMs, once.evaluateMs);
        size.fhirPaths = once.fhirPaths;
      }
    }
  }
  return best;
}

async function timed(text: string): Promise<Omit<Growth, 'observations'>> {
  if (!service) throw new Error('no patient-view service');
  const started = performance.now();
  const { prefetch } = JSON.parse(text) as { prefetch: JsonObject };
  const parsed = performance.now();
  const { keys, pages } = service;
  const clock = clockNow(new Date());
  const localCodes = settings.codes;
  const request = {
    patientId: 'bench-1',
    prefetch,
    draftOrders: undefined,
    selections: null,
    fhir: null,
    keys,
    clock,
    localCodes,
  };
  const { chart, unanswered } = await retrieve(request);
  const counted = evaluationCount();
  const begun = performance.now();
  evaluateChart({ ...chart, unanswered }, pages, { hook: 'patient-view', thresholds: settings.thresholds });
  const done = performance.now();
  return { parseMs: parsed - started, evaluateMs: done - begun, fhirPaths: evaluationCount() - counted };
}
