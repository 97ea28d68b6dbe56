import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import request from 'supertest';
import { SANDBOX_SETTINGS } from '../../src/settings/settings.ts';
import type { Report } from '../../src/store/report.ts';
import type { Store } from '../../src/store/store.ts';
import { appAt } from '../app.ts';
import { type Json } from '../patient.ts';
import { BACKENDS, storeAt, type Place } from '../store/backends.ts';
import { fire, hookCall, post, TODAY, type Answer } from './calls.ts';

/** From the card through the feedback to the report, over HTTP and a real database (PR-06, PR-34). */

const AT = '2026-11-20T11:00:00Z';
const overriding = (more: Json): Json => ({ outcome: 'overridden', outcomeTimestamp: AT, ...more });
const accepting = (more: Json): Json => ({ outcome: 'accepted', outcomeTimestamp: AT, ...more });

describe.each(BACKENDS)('from card to report on $name', (backend) => {
  let place: Place;
  let store: Store;
  let real: Express;
  beforeEach(async () => {
    place = await backend.fresh();
    ({ store } = storeAt(place.url));
    real = appAt(TODAY, {}, store);
  });
  afterEach(async () => {
    await store.close(1000);
    await place.remove();
  });

  const report = async (): Promise<Report> => (await request(real).get('/api/governance/report')).body as Report;
  const rowOf = async (rule: string) => (await report()).rows.find((row) => row.rule === rule);
  const feedbackOn = (entries: readonly Json[], service = 'myeloma-order-sign'): Promise<Answer> =>
    post(real, `/cds-services/${service}/feedback`, { feedback: entries });

  test('a card, its suggestion taken, three times over: once', async () => {
    const { cards } = await fire(real, hookCall('order-sign'));
    const dose = cards.find(({ source }) => source.topic.code === 'LENRENALDOSE');
    const entry = accepting({ card: dose?.uuid, acceptedSuggestions: [{ id: dose?.suggestions?.[0]?.uuid }] });
    for (let times = 0; times < 3; times += 1) expect((await feedbackOn([entry])).status).toBe(200);
    expect(await rowOf('LEN-RENAL-DOSE')).toMatchObject({ evaluated: 1, fired: 1, accepted: 1, unanswered: 0 });
    expect(await rowOf('VTE-PROPHYLAXIS')).toMatchObject({ evaluated: 1, fired: 1, accepted: 0, unanswered: 1 });
  });

  test('one message on cards of several calls, one of them unknown', async () => {
    const answers = [await fire(real, hookCall('order-sign')), await fire(real, hookCall('order-select'))];
    const entries = answers.map(({ cards }) =>
      overriding({ card: cards[0]?.uuid, overrideReasons: { reason: { code: 'patient-refuses' } } }),
    );
    expect(
      (await feedbackOn([...entries, overriding({ card: '123456' }), overriding({ card: randomUUID() })])).status,
    ).toBe(200);
    expect(await rowOf('LEN-RENAL-DOSE')).toMatchObject({
      fired: 2,
      overridden: 2,
      overrideReasons: { 'patient-refuses': 2 },
    });
    expect((await report()).unmatchedFeedback).toBe(2);
  });

  test('silent findings are recorded, have no card, and are not unanswered', async () => {
    const silent = appAt(TODAY, { rules: { 'LEN-RENAL-DOSE': { state: 'silent' } } }, store);
    await fire(silent, hookCall('order-sign'));
    expect(await rowOf('LEN-RENAL-DOSE')).toMatchObject({ evaluated: 1, fired: 0, silent: 1, unanswered: 0 });
  });

  test('findings folded into the last card are fired too, and answered by it', async () => {
    const narrow = appAt(TODAY, { limits: { ...SANDBOX_SETTINGS.limits, cards: 1 } }, store);
    const { cards } = await fire(narrow, hookCall('order-sign'));
    expect(cards.length).toBe(1);
    await feedbackOn([overriding({ card: cards[0]?.uuid })]);
    const { rows } = await report();
    expect(rows.filter(({ fired }) => fired === 1).map(({ rule, overridden }) => [rule, overridden])).toEqual([
      ['LEN-RENAL-DOSE', 1],
      ['VTE-PROPHYLAXIS', 1],
    ]);
  });

  test('the client of a call is the issuer of the settings, never what the caller writes', async () => {
    const known = {
      issuer: 'https://ehr.example.org',
      audiences: [],
      tenants: [],
      fhirServers: ['https://ehr.example.org/fhir'],
    };
    const clients = [
      { ...known, profile: 'generic', selectionBehavior: 'any', prefetchAliases: {}, language: 'en' } as const,
    ];
    const listed = appAt(TODAY, { clients }, store);
    await fire(listed, hookCall('order-sign', { more: { fhirServer: 'https://ehr.example.org/fhir/' } }));
    await fire(listed, hookCall('order-sign', { more: { fhirServer: 'https://Zyxwvut.example.org' } }));
    const { rows } = await report();
    expect([...new Set(rows.map(({ client }) => client))].sort()).toEqual(['https://ehr.example.org', 'unlisted']);
  });

  test('a call before a drug is chosen runs no rule, and counts for none', async () => {
    await fire(real, hookCall('order-sign', { drafts: [] }));
    expect((await report()).rows).toEqual([]);
  });
});
