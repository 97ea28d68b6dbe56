import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import request from 'supertest';
import { pino } from 'pino';
import { createApp } from '../../src/app.ts';
import { createMetrics } from '../../src/metrics.ts';
import { SANDBOX_SETTINGS, type Settings, type Suppression } from '../../src/settings/settings.ts';
import { createPseudonym } from '../../src/store/pseudonym.ts';
import type { Report } from '../../src/store/report.ts';
import type { Store } from '../../src/store/store.ts';
import { WORDS } from '../app.ts';
import { creatinine, height, platelets, weight, type Json } from '../patient.ts';
import { BACKENDS, storeAt, type Place } from '../store/backends.ts';
import { fire, hookCall, post, prefetchOf, rulesOf, TODAY, type Answer } from './calls.ts';

/** What was answered is not shown again, where a site asks for that (PR-35). */

const RULE = 'VTE-PROPHYLAXIS';
const CRITICAL = 'LEN-RENAL-DOSE';
const suppress = (more: Partial<Suppression> = {}): Suppression => ({
  hours: 24,
  after: ['accepted', 'overridden'],
  critical: false,
  ...more,
});
const OPTED: Partial<Settings> = {
  rules: { [RULE]: { state: 'on', suppress: suppress() }, [CRITICAL]: { state: 'on', suppress: suppress() } },
};
const BOTH = [CRITICAL, RULE];

describe.each(BACKENDS)('on $name', (backend) => {
  let place: Place;
  let store: Store;
  const pseudonym = createPseudonym('k'.repeat(32));
  beforeEach(async () => {
    place = await backend.fresh();
    ({ store } = storeAt(place.url, { answerWaitsMs: 10_000 }));
  });
  afterEach(async () => {
    await store.close(1000);
    await place.remove();
  });

  const appWith = (of: Partial<Settings>, at = `${TODAY}T12:00:00Z`): Express =>
    createApp({
      settings: { ...SANDBOX_SETTINGS, ...of },
      words: WORDS,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
      store,
      pseudonym,
      now: () => new Date(at),
      isReady: () => true,
    });
  const call = (app: Express, context: Json = {}, prefetch?: Json): Promise<Answer> =>
    fire(app, hookCall('order-sign', { context, ...(prefetch ? { prefetch } : {}) }));
  const cardOf = (answer: Answer, rule: string) =>
    answer.cards.find(({ source }) => source.topic.code === rule.replaceAll('-', ''));
  const report = async (app: Express): Promise<Report> =>
    (await request(app).get('/api/governance/report')).body as Report;
  /** Feedback on a card; the report is asked for so that it is written before the next call. */
  const answered = async (app: Express, card: string | undefined, more: Json = {}): Promise<void> => {
    const entry = { card, outcome: 'overridden', outcomeTimestamp: `${TODAY}T11:59:00Z`, ...more };
    expect((await post(app, '/cds-services/myeloma-order-sign/feedback', { feedback: [entry] })).status).toBe(200);
    await report(app);
  };
  const overridden = async (app: Express, rule = RULE): Promise<void> => {
    await answered(app, cardOf(await call(app), rule)?.uuid);
  };

  test('overridden: the next call is without it; counted and recorded as suppressed', async () => {
    const app = appWith(OPTED);
    await overridden(app);
    expect(rulesOf(await call(app))).toEqual([CRITICAL]);
    const row = (await report(app)).rows.find(({ rule }) => rule === RULE);
    expect(row).toMatchObject({ evaluated: 2, fired: 1, suppressed: 1, silent: 0, unanswered: 0 });
    const { text } = await request(app).get('/metrics');
    expect(text).toMatch(/suppressed_findings_total\{service="myeloma-order-sign",rule="VTE-PROPHYLAXIS"\} 1/);
  });

  test('without having opted in: always shown', async () => {
    const app = appWith({});
    await overridden(app);
    expect(rulesOf(await call(app))).toEqual(BOTH);
  });

  test('an answer to nobody: shown', async () => {
    const app = appWith(OPTED);
    await call(app);
    await answered(app, randomUUID());
    expect(rulesOf(await call(app))).toEqual(BOTH);
  });

  test.each([
    { what: 'another user', context: { userId: 'Practitioner/other' } },
    { what: 'another encounter', context: { encounterId: 'e2' } },
  ])('$what: shown', async ({ context }) => {
    const app = appWith(OPTED);
    await overridden(app);
    expect(rulesOf(await call(app, context))).toEqual(BOTH);
  });

  test("another tenant's patient, user and encounter of the same ids: shown", async () => {
    const app = appWith(OPTED);
    const at = (tenant: string) =>
      fire(app, hookCall('order-sign', { more: { fhirServer: `https://ehr.example.org/${tenant}` } }));
    await answered(app, cardOf(await at('t1'), RULE)?.uuid);
    expect(rulesOf(await at('t2'))).toEqual(BOTH);
    expect(rulesOf(await at('t1'))).toEqual([CRITICAL]);
  });

  test('answered when the chart was opened: shown when an order is signed, and the other way round', async () => {
    const app = appWith(OPTED);
    const view = () => fire(app, hookCall('patient-view'));
    await answered(app, cardOf(await view(), RULE)?.uuid);
    expect(rulesOf(await view())).not.toContain(RULE);
    expect(rulesOf(await call(app))).toEqual(BOTH);
  });

  test('a critical finding is shown all the same, unless the site says otherwise', async () => {
    const app = appWith(OPTED);
    await overridden(app, CRITICAL);
    expect(rulesOf(await call(app))).toEqual(BOTH);
    const daring = appWith({ rules: { [CRITICAL]: { state: 'on', suppress: suppress({ critical: true }) } } });
    await overridden(daring, CRITICAL);
    expect(rulesOf(await call(daring))).toEqual([RULE]);
  });

  test('re-armed by a material change: platelets fallen, and the card returns', async () => {
    const app = appWith(OPTED);
    await overridden(app);
    const fallen = prefetchOf({ observations: [creatinine(1.2), platelets(40), weight(62), height(160)] });
    expect(rulesOf(await call(app, {}, fallen))).toEqual(BOTH);
    const same = prefetchOf({ observations: [creatinine(1.22), platelets(212), weight(62), height(160)] });
    expect(rulesOf(await call(app, {}, same))).toEqual([CRITICAL]);
  });

  test.each([
    { at: `${TODAY}T14:00:00Z`, hours: 24, shown: false, because: 'within the hours' },
    { at: `2026-11-21T11:58:00Z`, hours: 24, shown: false, because: 'just within' },
    { at: `2026-11-21T12:00:01Z`, hours: 24, shown: true, because: 'over' },
    { at: `${TODAY}T12:40:00Z`, hours: 0.5, shown: true, because: 'half an hour is over' },
  ])('shown $shown: $because', async ({ at, hours, shown }) => {
    const of = { rules: { [RULE]: { state: 'on', suppress: suppress({ hours }) } } } as const;
    await overridden(appWith(of));
    expect(rulesOf(await call(appWith(of, at))).includes(RULE)).toBe(shown);
  });

  test("a client's clock that runs ahead stretches nothing", async () => {
    const app = appWith(OPTED);
    const card = cardOf(await call(app), RULE)?.uuid;
    await answered(app, card, { outcomeTimestamp: '2030-01-01T00:00:00Z' });
    expect(rulesOf(await call(appWith(OPTED, '2026-11-21T12:00:01Z')))).toEqual(BOTH);
  });

  test('accepted: the finding whose suggestion was taken; only overriding counts where the site says so', async () => {
    const app = appWith(OPTED);
    const card = cardOf(await call(app), RULE);
    const acceptedSuggestions = [{ id: card?.suggestions?.[0]?.uuid }];
    await answered(app, card?.uuid, { outcome: 'accepted', acceptedSuggestions });
    expect(rulesOf(await call(app))).toEqual([CRITICAL]);
    const strict = appWith({ rules: { [RULE]: { state: 'on', suppress: suppress({ after: ['overridden'] }) } } });
    expect(rulesOf(await call(strict))).toEqual(BOTH);
  });

  test('accepted, but a suggestion that nobody knows: shown', async () => {
    const app = appWith(OPTED);
    const card = cardOf(await call(app), RULE);
    await answered(app, card?.uuid, { outcome: 'accepted', acceptedSuggestions: [{ id: randomUUID() }] });
    expect(rulesOf(await call(app))).toEqual(BOTH);
  });

  test('shown when the order was selected, and not again at signing, only where the site says so', async () => {
    const after = { rules: { [RULE]: { state: 'on', suppress: suppress({ after: ['order-select'] }) } } } as const;
    const app = appWith(after);
    expect(rulesOf(await fire(app, hookCall('order-select')))).toEqual(BOTH);
    await report(app);
    expect(rulesOf(await call(app))).toEqual([CRITICAL]);
    expect(rulesOf(await fire(app, hookCall('order-select')))).toEqual(BOTH);
    expect(rulesOf(await call(appWith(OPTED)))).toEqual(BOTH);
  });

  test('in pilot it is suppressed for who takes part', async () => {
    const pilot = { state: 'pilot', pilot: { users: ['Practitioner/example'] }, suppress: suppress() } as const;
    const app = appWith({ rules: { [RULE]: pilot } });
    await overridden(app);
    expect(rulesOf(await call(app))).toEqual([CRITICAL]);
  });

  test('neither the patient nor the user can be read from what is kept', async () => {
    const app = appWith(OPTED);
    const kept: unknown[] = [];
    const record = store.record.bind(store);
    store.record = (one) => {
      kept.push(one);
      record(one);
    };
    await call(app, { userId: 'Practitioner/Zyxwvut', encounterId: 'Zyxwvut' });
    expect(JSON.stringify(kept)).toMatch(/"recognition":\{"key":"[0-9a-f]{64}","material":"[0-9a-f]{64}"\}/);
    expect(JSON.stringify(kept)).not.toMatch(/Zyxwvut|"p1"/);
  });
});

describe('the store and the hot path', () => {
  const asking = (answer: Store['answered'], of: Partial<Settings>) => {
    const asked: unknown[] = [];
    const store: Store = {
      record: () => undefined,
      receive: () => true,
      answered: (findings) => {
        asked.push(findings);
        return answer(findings);
      },
      state: () => Promise.resolve('reachable'),
      report: () => Promise.reject(new Error('none')),
      explain: () => Promise.resolve(null),
      feedback: () => {
        throw new Error('none');
      },
      close: () => Promise.resolve(0),
    };
    const app = createApp({
      settings: { ...SANDBOX_SETTINGS, ...of },
      words: WORDS,
      log: pino({ level: 'silent' }),
      metrics: createMetrics(),
      store,
      pseudonym: createPseudonym(null),
      now: () => new Date(`${TODAY}T12:00:00Z`),
      isReady: () => true,
    });
    return { app, asked };
  };
  const none = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set<string>());

  test('is not asked when no rule opted in, when the rule is silent, or when it found nothing', async () => {
    const off = asking(none, {});
    await fire(off.app, hookCall('order-sign'));
    const silent = asking(none, { rules: { [RULE]: { state: 'silent', suppress: suppress() } } });
    await fire(silent.app, hookCall('order-sign'));
    const other = asking(none, { rules: { 'BORTEZOMIB-ROUTE': { state: 'on', suppress: suppress() } } });
    await fire(other.app, hookCall('order-sign'));
    expect([off.asked, silent.asked, other.asked]).toEqual([[], [], []]);
  });

  test('is asked once per call', async () => {
    const { app, asked } = asking(none, OPTED);
    expect(rulesOf(await fire(app, hookCall('order-sign')))).toEqual(BOTH);
    expect(asked).toHaveLength(1);
  });
});
