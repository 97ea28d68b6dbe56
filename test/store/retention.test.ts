import { openDatabase } from '../../src/store/database.ts';
import { purge } from '../../src/store/purge.ts';
import type { CallRecord, FeedbackRecord } from '../../src/store/records.ts';
import { aCall, aFinding, anAnswer, BACKENDS, NOON, storeAt, type Place } from './backends.ts';

/** What is kept, where, and for how long. */

const DAY = 86_400_000;
const C1 = '11111111-1111-4111-8111-111111111111';
const C2 = '22222222-2222-4222-8222-222222222222';
const S1 = 'aaaaaaaa-1111-4111-8111-111111111111';
const S2 = 'aaaaaaaa-2222-4222-8222-222222222222';

describe.each(BACKENDS)('$name', (backend) => {
  let place: Place;
  beforeEach(async () => {
    place = await backend.fresh();
  });
  afterEach(() => place.remove());

  async function stored(calls: readonly CallRecord[], feedback: readonly FeedbackRecord[] = []): Promise<void> {
    const { store } = storeAt(place.url);
    calls.forEach((call) => store.record(call));
    expect(store.receive(feedback)).toBe(true);
    expect(await store.close(5000)).toBe(0);
  }

  test('comments are in a table of their own', async () => {
    await stored([], [anAnswer(C1, { comment: 'told the ward' }), anAnswer(C1)]);
    const db = openDatabase(place.url);
    expect(await db.selectFrom('comments').select('comment').execute()).toEqual([{ comment: 'told the ward' }]);
    expect(JSON.stringify(await db.selectFrom('feedback').selectAll().execute())).not.toContain('ward');
    await db.destroy();
  });

  test.each([
    { days: 10, left: 2, because: 'exactly ten days old is kept' },
    { days: 9, left: 1, because: 'ten days are more than nine' },
    { days: 0, left: 1, because: 'of this moment' },
  ])('kept for $days days: $left of 2 of each kind ($because)', async ({ days, left }) => {
    const at = NOON - 10 * DAY;
    const old = { receivedAt: at, comment: 'c', acceptedSuggestions: [S1], outcome: 'accepted' as const };
    await stored(
      [aCall([aFinding({ suggestions: [S1] })], { at }), aCall([aFinding({ suggestions: [S2] })])],
      [anAnswer(C1, old), anAnswer(C2, { ...old, receivedAt: NOON })],
    );
    const db = openDatabase(place.url);
    await purge(db, NOON, days);
    const counts = await Promise.all(
      (['findings', 'suggestions', 'feedback', 'comments', 'accepted_suggestions'] as const).map(async (table) => {
        const rows = await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .execute();
        return rows[0]?.n;
      }),
    );
    expect(counts).toEqual([left, left, left, left, left]);
    const tallies = await db.selectFrom('evaluations').select('day').distinct().execute();
    expect(tallies.length).toBe(left);
    await db.destroy();
  });

  test('in pieces: all that is old goes, however much it is', async () => {
    const old = Array.from({ length: 23 }, () => aCall([aFinding(), aFinding()], { at: NOON - 10 * DAY }));
    await stored([...old, aCall([aFinding()])]);
    const db = openDatabase(place.url);
    await purge(db, NOON, 5, 4);
    expect((await db.selectFrom('findings').select('id').execute()).length).toBe(1);
    await db.destroy();
  });

  test('a store deletes what is too old when it starts', async () => {
    await stored([aCall([aFinding()], { at: NOON - 800 * DAY })]);
    const { store } = storeAt(place.url);
    await store.state();
    const db = openDatabase(place.url);
    let left = 1;
    for (let tries = 0; left > 0 && tries < 100; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      left = (await db.selectFrom('findings').select('id').execute()).length;
    }
    expect(left).toBe(0);
    await store.close(1000);
    await db.destroy();
  });
});
