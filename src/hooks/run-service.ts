import { clockNow } from '../fhir-mapping/dates.ts';
import { isResource, listAt, type AnyResource, type JsonObject } from '../fhir-mapping/json.ts';
import { concernsPages } from '../fhir-mapping/medications/drugs.ts';
import { concernsImagingPages } from '../fhir-mapping/planned-imaging.ts';
import { retrieve } from '../fhir-mapping/retrieve.ts';
import { NOTHING_ASKED, type Chart } from '../fhir-mapping/chart.ts';
import { indexChart, referenceOf, type ChartIndex } from '../fhir-mapping/chart-index.ts';
import { keysFor } from '../fhir-mapping/queries.ts';
import { evaluateChart, timeLimit, UNWATCHED_CALL, type CallWatch } from '../evaluate-chart.ts';
import type { Finding, Hook, Rule } from '../logic/rule.ts';
import type { Outbound } from '../security/outbound.ts';
import { safeIdentifier, type Pseudonym } from '../store/pseudonym.ts';
import { UNLISTED } from '../store/records.ts';
import { clientName } from '../settings/client-name.ts';
import type { ClientSettings, Locale, Settings } from '../settings/settings.ts';
import { clientOf } from './clients.ts';
import { dealCards, type DealtCard } from './card-list.ts';
import { refuseUnfit, triggered, withOurKeys } from './client-request.ts';
import { fhirAccess } from './fhir-access.ts';
import { linkHostsOf, soften } from './fit-card.ts';
import { profileOf } from './profiles.ts';
import { resolveSelections } from './selections.ts';
import { switchedOn, type Asked, type Service } from './services.ts';
import type { SuppressionParts } from './suppression.ts';
import type { HookRequest, HookResponse } from './types.ts';
import { withUnevaluated } from './unevaluated-card.ts';
import { validateRequest } from './validate.ts';
import { visibilityOf, type Visibility } from './visibility.ts';
import type { Words } from './words.ts';

/** What a call is answered with besides its body. */
export interface CallContext {
  readonly settings: Settings;
  readonly words: Words;
  readonly now: () => Date;
  /** From Accept-Language; undefined when the caller states none that there are words for. */
  readonly locale: Locale | undefined;
  /** The client that the token proves; undefined while authentication is off. */
  readonly caller?: ClientSettings | undefined;
  /** The door to FHIR servers; without it nothing is fetched. */
  readonly outbound?: Outbound;
  /** Told what was found, shown or silent; never given patient data. */
  readonly onFindings: (serviceId: string, findings: readonly Finding[], answer: AnsweredCall) => void;
  /** Left out: nobody watches, and nothing limits the time. */
  readonly watch?: CallWatch;
  readonly pseudonym: Pseudonym;
  /** Told what a client's set-up keeps from being answered or offered. */
  readonly onSetupGap?: (gap: SetupGap) => void;
  /** Asks the store what was answered before; left out, nothing is suppressed. */
  readonly answered?: SuppressionParts['answered'];
}

/** `client`: its name. A stripped request, or a rule whose order the site has mapped to no item of its own. */
export type SetupGap =
  | { readonly kind: 'stripped'; readonly client: string; readonly service: string }
  | { readonly kind: 'unmapped'; readonly client: string; readonly rule: string };

/** A call as it may be recorded: whose it was only as a pseudonym. */
export interface AnsweredCall {
  /** Undefined: no client of the settings. */
  readonly client: ClientSettings | undefined;
  readonly hookInstance: string;
  readonly patient: string;
  readonly user: string;
  /** The pages that were run. */
  readonly pages: readonly Rule[];
  readonly dealt: readonly DealtCard[];
  readonly visibility: Pick<Visibility, 'inPilot' | 'recognised'>;
}

/** The whole service, top to bottom. */
export async function runService(service: Service, body: unknown, call: CallContext): Promise<HookResponse> {
  const { settings, watch = UNWATCHED_CALL } = call;
  const request = validateRequest(body, service.description.hook);
  const client = call.caller ?? clientOf(settings, request.fhirServer);
  const profile = profileOf(client, settings.sandbox);
  const name = client ? clientName(client) : UNLISTED;
  refuseUnfit(request, profile, () =>
    call.onSetupGap?.({ kind: 'stripped', client: name, service: service.description.id }),
  );
  const selections = selectionsOf(request);
  const { fhirServer, context } = request;
  const { userId: user, encounterId } = context;
  const occasion = { client, service: service.description.id, user };
  const switched = switchedOn(triggered(service, request, profile), settings, occasion);
  const { pages, keys } = concerned(switched, request.hook, () => indexChart(sessionOf(request, call, selections)));
  if (pages.length === 0) return { cards: [] };

  const { chart, unanswered } = await watch.stage('fetch', () =>
    retrieve({ ...asked(request, client, call), selections, keys }),
  );
  const evaluated = evaluateChart(
    { ...chart, unanswered },
    pages,
    { hook: request.hook, thresholds: settings.thresholds },
    { stage: watch.stage, hasTime: timeLimit(watch.elapsed, settings.limits.evaluationMs) },
  );
  const { notEvaluated, index } = evaluated;
  const findings = soften(evaluated.findings, profile);
  const visibility = await visibilityOf(
    findings,
    { ...occasion, fhirServer, patientId: chart.patientId, encounterId },
    call,
  );
  const unsaid = notEvaluated.filter(({ id }) => visibility.stateOf(id) === 'on');
  const rendering = {
    words: call.words,
    locale: call.locale ?? client?.language ?? 'en',
    patientId: chart.patientId,
    drafts: new Map(index.drafts.map((draft) => [referenceOf(draft), draft])),
    profile,
    linkHosts: linkHostsOf(settings),
    onUnmapped: (rule: string) => call.onSetupGap?.({ kind: 'unmapped', client: name, rule }),
    mostCards: roomFor(settings.limits.cards, unsaid),
    stateOf: visibility.stateOf,
  };
  const dealt = watch.stage('render', () => withUnevaluated(dealCards(visibility.news, rendering), unsaid, rendering));
  watch.onUnevaluated(service.description.id, notEvaluated);
  call.onFindings(service.description.id, findings, {
    ...pseudonymsIn(request, client, call),
    client,
    pages: pages.filter((page) => !notEvaluated.includes(page)),
    dealt,
    visibility,
  });
  return { cards: dealt.map(({ card }) => card) };
}

/** What of the chart the caller sent, and how the rest may be read. */
function asked(request: HookRequest, client: ClientSettings | undefined, call: CallContext) {
  return {
    patientId: request.context.patientId,
    prefetch: withOurKeys(request.prefetch ?? {}, client),
    draftOrders: request.hook === 'patient-view' ? undefined : request.context.draftOrders,
    fhir: fhirAccess(request, call),
    clock: clockNow(call.now()),
    localCodes: call.settings.codes,
  };
}

/** Whose call it was, as it may be recorded. */
function pseudonymsIn({ hookInstance, context }: HookRequest, client: ClientSettings | undefined, call: CallContext) {
  const { pseudonym } = call;
  const owner = client ? clientName(client) : '';
  return {
    hookInstance: safeIdentifier(hookInstance, pseudonym),
    patient: pseudonym('patient', owner, context.patientId),
    user: pseudonym('user', owner, context.userId),
  };
}

/**
 * The cards beside the note on what was not evaluated. Where the settings allow one card in all, the note is a second
 * one: neither a finding nor what wasn't checked may go unsaid.
 */
const roomFor = (cards: number, notEvaluated: readonly Rule[]): number =>
  notEvaluated.length > 0 ? Math.max(1, cards - 1) : cards;

/** The pages that may have a say: an imaging order alone is no occasion to speak about drugs. */
function concerned(service: Asked, hook: Hook, session: () => ChartIndex): Asked {
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
