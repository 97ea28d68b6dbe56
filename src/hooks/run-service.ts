import { clockNow } from '../fhir-mapping/dates.ts';
import type { FhirAccess } from '../fhir-mapping/fhir-client.ts';
import { isResource, listAt, type AnyResource, type JsonObject } from '../fhir-mapping/json.ts';
import { concernsPages } from '../fhir-mapping/medications/drugs.ts';
import { concernsImagingPages } from '../fhir-mapping/planned-imaging.ts';
import { retrieve } from '../fhir-mapping/retrieve.ts';
import { NOTHING_ASKED, type Chart } from '../fhir-mapping/chart.ts';
import { indexChart, referenceOf, type ChartIndex } from '../fhir-mapping/chart-index.ts';
import { keysFor } from '../fhir-mapping/queries.ts';
import { evaluateChart } from '../evaluate-chart.ts';
import type { Finding, Hook } from '../logic/rule.ts';
import type { ClientSettings, Locale, Settings } from '../settings/settings.ts';
import { clientOf, mayRead } from './clients.ts';
import { renderCards } from './card-list.ts';
import { resolveSelections } from './selections.ts';
import { stateOf, type Service } from './services.ts';
import type { HookRequest, HookResponse } from './types.ts';
import { validateRequest } from './validate.ts';
import type { Words } from './words.ts';

/** What a call is answered with besides its body. */
export interface CallContext {
  readonly settings: Settings;
  readonly words: Words;
  readonly now: () => Date;
  /** From Accept-Language; undefined when the caller states none that there are words for. */
  readonly locale: Locale | undefined;
  /** Told what was found, shown or silent; never given patient data. */
  readonly onFindings: (serviceId: string, findings: readonly Finding[]) => void;
}

/** The whole service, top to bottom. */
export async function runService(service: Service, body: unknown, call: CallContext): Promise<HookResponse> {
  const { settings } = call;
  const request = validateRequest(body, service.description.hook);
  const client = clientOf(settings, request.fhirServer);
  const selections = selectionsOf(request);
  const { pages, keys } = concerned(service, request.hook, () => indexChart(sessionOf(request, call, selections)));
  if (pages.length === 0) return { cards: [] };

  const { chart, unanswered } = await retrieve({
    patientId: request.context.patientId,
    prefetch: withOurKeys(request.prefetch ?? {}, client),
    draftOrders: request.hook === 'patient-view' ? undefined : request.context.draftOrders,
    selections,
    fhir: fhirAccess(request, settings),
    keys,
    clock: clockNow(call.now()),
    localCodes: settings.codes,
  });
  const { findings, index } = evaluateChart({ ...chart, unanswered }, pages, request.hook, settings.thresholds);
  call.onFindings(service.description.id, findings);
  const cards = renderCards(findings, {
    words: call.words,
    locale: call.locale ?? client?.language ?? 'en',
    patientId: chart.patientId,
    drafts: new Map(index.drafts.map((draft) => [referenceOf(draft), draft])),
    selectionBehavior: client?.selectionBehavior ?? 'at-most-one',
    mostCards: settings.limits.cards,
    stateOf: (ruleId) => stateOf(ruleId, settings),
  });
  return { cards };
}

/** The pages that may have a say: an imaging order alone is no occasion to speak about drugs. */
function concerned(service: Service, hook: Hook, session: () => ChartIndex): Pick<Service, 'pages' | 'keys'> {
  if (hook === 'patient-view') return service;
  const index = session();
  if (concernsPages(index)) return service;
  const pages = concernsImagingPages(index)
    ? service.pages.filter(({ reads }) => reads.includes('plannedImaging'))
    : [];
  return { pages, keys: keysFor(pages.flatMap(({ reads }) => reads)) };
}

/** What order-select is about. */
function selectionsOf({ hook, context }: HookRequest): readonly string[] | null {
  if (hook !== 'order-select' || !context.selections) return null;
  return resolveSelections(context.selections, draftsOf(context.draftOrders));
}

const draftsOf = (draftOrders: JsonObject | undefined): readonly AnyResource[] =>
  listAt(draftOrders, 'entry')
    .map((entry) => entry['resource'])
    .filter(isResource);

/**
 * The order session by itself. Clients call before a drug is chosen, for every drug there is, and again without drafts
 * when a tab is clicked: where no page could have a say, nothing is asked of anybody.
 */
function sessionOf({ context }: HookRequest, call: CallContext, selections: readonly string[] | null): Chart {
  const drafts = draftsOf(context.draftOrders);
  const selected = selections === null ? null : new Set(selections);
  return {
    patient: { resourceType: 'Patient', id: context.patientId },
    patientId: context.patientId,
    resources: [],
    drafts: drafts.filter(
      (draft) => draft.resourceType === 'Medication' || selected?.has(referenceOf(draft)) !== false,
    ),
    selections,
    answers: NOTHING_ASKED,
    clock: clockNow(call.now()),
    localCodes: call.settings.codes,
  };
}

/** The client's own prefetch names, where its analysts typed others. */
function withOurKeys(prefetch: JsonObject, client: ClientSettings | undefined): JsonObject {
  const aliases = Object.entries(client?.prefetchAliases ?? {}).filter(([theirs]) => Object.hasOwn(prefetch, theirs));
  return { ...prefetch, ...Object.fromEntries(aliases.map(([theirs, ours]) => [ours, prefetch[theirs]])) };
}

function fhirAccess({ fhirServer, fhirAuthorization, context }: HookRequest, settings: Settings): FhirAccess | null {
  if (fhirServer === undefined || !mayRead(settings, fhirServer)) return null;
  const { timeoutMs, maxPages } = settings.fhir;
  const tokenPatient = fhirAuthorization?.patient?.replace(/^Patient\//, '');
  if (tokenPatient !== undefined && tokenPatient !== context.patientId) return null;
  return { baseUrl: fhirServer.replace(/\/+$/, ''), token: fhirAuthorization?.access_token, timeoutMs, maxPages };
}
