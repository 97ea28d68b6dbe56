import { askInTime, type AskedFinding } from '../../src/store/answered.ts';
import { storeAt } from './backends.ts';

/** A store that is down or slow: nothing is suppressed, and nobody waits for long (PR-35, PR-57). */

const asked = (id = 'm'): AskedFinding => ({
  id,
  key: 'k',
  material: id,
  since: 0,
  outcomes: ['accepted', 'overridden'],
  shownBy: null,
});

test('an answer in time is the answer', async () => {
  const unjudged: number[] = [];
  const ask = askInTime(
    () => Promise.resolve(new Set(['m'])),
    (findings) => unjudged.push(findings),
  );
  expect([...(await ask([asked()])), ...unjudged]).toEqual(['m']);
});

test.each([
  { what: 'fails', answer: () => Promise.reject(new Error('down')) },
  { what: 'never answers', answer: () => new Promise<ReadonlySet<string>>(() => undefined) },
])('a store that $what: none, counted, and not asked again for a while', async ({ answer }) => {
  let asks = 0;
  let unjudged = 0;
  const ask = askInTime(
    () => {
      asks += 1;
      return answer();
    },
    (findings) => (unjudged += findings),
  );
  const started = performance.now();
  expect((await ask([asked(), asked('n')])).size).toBe(0);
  for (let calls = 0; calls < 10; calls += 1) expect((await ask([asked()])).size).toBe(0);
  expect([asks, unjudged, performance.now() - started < 2000]).toEqual([1, 12, true]);
});

test('after the pause it is asked again', async () => {
  const clock = jest.spyOn(performance, 'now');
  let isDown = true;
  const ask = askInTime(
    () => (isDown ? Promise.reject(new Error('down')) : Promise.resolve(new Set(['m']))),
    () => undefined,
  );
  clock.mockReturnValue(1000);
  expect((await ask([asked()])).size).toBe(0);
  isDown = false;
  clock.mockReturnValue(5999);
  expect((await ask([asked()])).size).toBe(0);
  clock.mockReturnValue(6001);
  expect((await ask([asked()])).size).toBe(1);
  clock.mockRestore();
});

test('a database that can not be reached', async () => {
  const { store } = storeAt('postgres://nobody@127.0.0.1:1/none');
  expect((await store.answered([asked()])).size).toBe(0);
  await store.close(0);
});
