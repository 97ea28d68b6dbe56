import { KIND_OF_TYPE } from '../fhir-mapping/chart.ts';
import { lookUp, type JsonObject } from '../fhir-mapping/json.ts';
import { PREFETCH_KEYS } from '../fhir-mapping/queries.ts';
import { EXTENSION } from '../hooks/render.ts';
import { isInForce } from '../hooks/rule-states.ts';
import { runService } from '../hooks/run-service.ts';
import { servicesFor } from '../hooks/services.ts';
import type { Card } from '../hooks/types.ts';
import type { Words } from '../hooks/words.ts';
import type { Settings } from '../settings/settings.ts';
import { PATIENT_ID, type DayAgo, type Made } from './chart.ts';
import { SENTINELS, type Sentinel } from './table.ts';

const DAY_MS = 86_400_000;

/**
 * The rules in force that don't give their sentinel patient the advice that they must, under these settings: a rule that
 * fell silent, by a threshold, a code map or a mistake of ours, can be seen in no other way. The whole line is run, from
 * the request to the card, for one rule at a time; nothing is recorded, fetched or counted.
 */
export async function failedSentinels(settings: Settings, words: Words, now: Date): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const sentinel of SENTINELS.filter(({ rule }) => isInForce(rule, settings))) {
    if (!(await fires(sentinel, { settings, words, now }))) failed.push(sentinel.rule);
    // Calls that came meanwhile are answered between two patients.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return failed;
}

interface Circumstances {
  readonly settings: Settings;
  readonly words: Words;
  readonly now: Date;
}

async function fires(sentinel: Sentinel, { settings, words, now }: Circumstances): Promise<boolean> {
  const alone = onlyWith(sentinel.rule, settings);
  const service = servicesFor(alone).get(`myeloma-${sentinel.hook}`);
  if (!service) return false;
  try {
    const { cards } = await runService(service, requestOf(sentinel, now), {
      settings: alone,
      words,
      now: () => now,
      locale: 'en',
      onFindings: () => undefined,
      pseudonym: () => '',
    });
    return cards.some((card) => adviceOf(card).includes(sentinel.advice));
  } catch {
    return false;
  }
}

/** The settings with one rule on, for everybody: whom it is shown to is another question. */
const onlyWith = (rule: string, settings: Settings): Settings => ({
  ...settings,
  clients: [],
  defaultRuleState: 'off',
  rules: { [rule]: { state: 'on' } },
  killSwitch: { all: false, rules: [], services: [], clients: [] },
});

const adviceOf = ({ extension }: Card): readonly unknown[] =>
  [extension[EXTENSION]].flat().map((finding) => (finding as { readonly advice?: unknown }).advice);

function requestOf({ hook, chart, drafts = [], unread = [] }: Sentinel, now: Date): JsonObject {
  const ago: DayAgo = (days) => new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  const resources = chart.map((made) => made(ago));
  const orders = drafts.map((made: Made) => made(ago));
  const keyed = (key: string): JsonObject[] => resources.filter((resource) => keyOf(resource) === key);
  return {
    hook,
    hookInstance: '00000000-0000-4000-8000-000000000000',
    context: {
      userId: 'Practitioner/sentinel',
      patientId: PATIENT_ID,
      ...(hook === 'patient-view' ? {} : { draftOrders: bundle(orders) }),
    },
    prefetch: Object.fromEntries(
      PREFETCH_KEYS.filter((key) => key === 'patient' || !unread.includes(key)).map((key) => [
        key,
        key === 'patient' ? keyed(key)[0] : bundle(keyed(key)),
      ]),
    ),
  };
}

const keyOf = ({ resourceType }: JsonObject): string =>
  resourceType === 'Patient' ? 'patient' : (lookUp(KIND_OF_TYPE, String(resourceType)) ?? '');

const bundle = (resources: readonly JsonObject[]): JsonObject => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
});
