import { randomUUID } from 'node:crypto';
import type { FeedbackEntry, FeedbackSpan } from '../../src/store/feedback-pages.ts';
import { feedbackPages } from '../../src/store/feedback-pages.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrations.ts';
import type { Store } from '../../src/store/store.ts';
import { aCall, aFinding, anAnswer, BACKENDS, NOON, storeAt, type Place } from './backends.ts';

/** A past card is explained from its id, and feedback leaves page by page, none twice and none left out (PR-33, PR-37). */

const EHR = 'https://ehr.example.org';
const DAY = 86_400_000;
const ALL: FeedbackSpan = { from: 0, to: NOON + DAY, client: null, comments: false };

async function entries(pages: AsyncIterable<readonly FeedbackEntry[]>): Promise<readonly FeedbackEntry[]> {
  const all: FeedbackEntry[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

describe.each(BACKENDS)('$name', (backend) => {
  let place: Place;
  let store: Store;
  beforeEach(async () => {
    place = await backend.fresh();
    ({ store } = storeAt(place.url));
  });
  afterEach(async () => {
    await store.close(1000);
    await place.remove();
  });

  const facts = [{ concept: 'platelets', reference: 'ab', content: 'cd' }];
  const shared = (card: string, more: object = {}) =>
    aCall(
      [
        aFinding({ card, suggestions: ['s1'], facts }),
        aFinding({ card, rule: 'RULE-B', page: 'MYEL-B', unknown: true, suggestions: ['s2'] }),
      ],
      more,
    );

  test('a card that two findings share: rules, pages, versions, digests, hashes, answers in order', async () => {
    const card = randomUUID();
    store.record(shared(card));
    store.record(aCall([aFinding({ card: randomUUID() })]));
    store.receive([
      anAnswer(card, { outcomeAt: NOON + 2, reason: 'patient-refuses' }),
      anAnswer(card, { outcomeAt: NOON + 1, outcome: 'accepted', acceptedSuggestions: ['s2', 's1'] }),
      anAnswer(card, { client: 'https://other.example.org' }),
    ]);
    expect(await store.explain(card, null)).toEqual({
      card,
      at: NOON,
      service: 'myeloma-order-sign',
      client: EHR,
      hookInstance: expect.any(String) as string,
      patient: 'hash',
      user: 'hash of a user',
      softwareVersion: '0.1.0',
      guidelineVersion: '5.2022',
      knowledgeDigest: 'k'.repeat(64),
      configDigest: 'c'.repeat(64),
      latencyMs: 20,
      findings: [
        { ...said('RULE-A', 'MYEL-A'), unknown: false, facts, suggestions: ['s1'] },
        { ...said('RULE-B', 'MYEL-B'), unknown: true, facts: [], suggestions: ['s2'] },
      ],
      feedback: [
        { outcome: 'accepted', at: NOON + 1, receivedAt: NOON, reason: null, acceptedSuggestions: ['s1', 's2'] },
        { outcome: 'overridden', at: NOON + 2, receivedAt: NOON, reason: 'patient-refuses', acceptedSuggestions: [] },
      ],
    });
  });
  const said = (rule: string, page: string) => ({ rule, page, advice: 'give-it', indicator: 'warning' });

  test.each([
    { what: 'to whom it was sent', client: EHR, known: true },
    { what: 'to nobody else', client: 'https://other.example.org', known: false },
    { what: 'to the house', client: null, known: true },
  ])('a card is explained $what', async ({ client, known }) => {
    const card = randomUUID();
    store.record(shared(card));
    expect((await store.explain(card, client)) !== null).toBe(known);
    expect(await store.explain(randomUUID(), client)).toBeNull();
  });

  test('a record of a version that kept less', async () => {
    const db = openDatabase(place.url);
    await migrate(db);
    const card = randomUUID();
    const old = {
      at: NOON,
      day: '2026-11-20',
      client: EHR,
      service: 's',
      hook_instance: 'h',
      patient: 'p',
      rule: 'OLD',
    };
    const versions = {
      rule_version: '0.0.1',
      guideline_version: '5.2022',
      advice: 'a',
      indicator: 'info',
      state: 'on',
    };
    // As the version before writes it: without the columns that it doesn't know.
    const row = { ...old, ...versions, id: randomUUID(), unknown: 0, card, latency_ms: 1 };
    await db.insertInto('findings').values(row).execute();
    expect(await store.explain(card, null)).toMatchObject({
      user: null,
      knowledgeDigest: null,
      configDigest: null,
      findings: [{ rule: 'OLD', page: null, facts: null }],
      feedback: [],
    });
    store.receive([anAnswer(card)]);
    expect(await entries(store.feedback(ALL))).toMatchObject([
      { user: null, interventions: [{ rule: 'OLD', page: null }] },
    ]);
    await db.destroy();
  });

  test('what an entry of feedback says', async () => {
    const card = randomUUID();
    store.record(shared(card));
    store.receive([
      anAnswer(card, { receivedAt: NOON + 1, reason: 'patient-refuses', comment: 'because' }),
      anAnswer(card, { receivedAt: NOON + 2, outcome: 'accepted', acceptedSuggestions: ['s2'] }),
      anAnswer(card, { receivedAt: NOON + 3, outcome: 'accepted', acceptedSuggestions: ['unheard-of'], client: EHR }),
      anAnswer(card, { receivedAt: NOON + 4, client: 'https://other.example.org' }),
      anAnswer(randomUUID(), { receivedAt: NOON + 5 }),
    ]);
    const a = { rule: 'RULE-A', page: 'MYEL-A', advice: 'give-it' };
    const b = { rule: 'RULE-B', page: 'MYEL-B', advice: 'give-it' };
    expect(await entries(store.feedback(ALL))).toMatchObject([
      {
        interventions: [a, b],
        action: 'overridden',
        feedback: 'patient-refuses',
        user: 'hash of a user',
        comment: null,
      },
      { interventions: [b], action: 'accepted', feedback: null, location: EHR },
      { interventions: [a, b], action: 'accepted', location: EHR },
      { interventions: [], location: 'https://other.example.org', user: null },
      { interventions: [], location: 'unlisted', user: null },
    ]);
    const withComments = await entries(store.feedback({ ...ALL, comments: true }));
    expect(withComments.map(({ comment }) => comment)).toEqual(['because', null, null, null, null]);
  });

  test.each([
    { what: 'its own feedback', client: EHR, expected: ['of-ehr', 'of-nobody'] },
    { what: 'not that of others', client: 'https://other.example.org', expected: ['of-other'] },
    { what: 'all for the house', client: null, expected: ['lost', 'of-ehr', 'of-nobody', 'of-other'] },
  ])('a client gets $what', async ({ client, expected }) => {
    const card = randomUUID();
    store.record(shared(card));
    store.receive([
      anAnswer(card, { id: 'of-ehr', client: EHR }),
      anAnswer(card, { id: 'of-nobody', client: null }),
      anAnswer(card, { id: 'of-other', client: 'https://other.example.org' }),
      anAnswer(randomUUID(), { id: 'lost', client: null }),
    ]);
    expect((await entries(store.feedback({ ...ALL, client }))).map(({ id }) => id)).toEqual(expected);
  });

  test('the span counts by the time of receipt: from is in it, to is not', async () => {
    store.receive([0, 1, 2, 3].map((after) => anAnswer('c', { id: `r${after}`, receivedAt: NOON + after })));
    const span = { ...ALL, from: NOON + 1, to: NOON + 3 };
    expect((await entries(store.feedback(span))).map(({ id }) => id)).toEqual(['r1', 'r2']);
  });

  test('whatever the size of the pages, each entry once, in the same order', async () => {
    // Many at the same instant, so that the end of a page falls between equals.
    const ids = Array.from({ length: 23 }, (_, at) => `f${String(at).padStart(2, '0')}`);
    store.receive(ids.map((id, at) => anAnswer('c', { id, receivedAt: NOON + Math.floor(at / 9) })));
    expect((await entries(store.feedback(ALL))).map(({ id }) => id)).toEqual(ids);
    const db = openDatabase(place.url);
    for (const size of [1, 2, 7, 23, 24]) {
      const pages = feedbackPages(db, ALL, size);
      expect((await entries(pages)).map(({ id }) => id)).toEqual(ids);
    }
    await db.destroy();
  });
});
