import { RecordQueue, type QueueParts } from '../../src/store/queue.ts';
import type { Batch } from '../../src/store/write.ts';
import { until } from './backends.ts';

/** The queue alone: what it promises when the store is slow, down, or refuses a record. */

class Refusal extends Error {}

function queueOn(
  write: (batch: Batch<string>) => Promise<void>,
  more: Partial<QueueParts<string>> = {},
): { queue: RecordQueue<string>; told: { written: number; refused: number; failures: number } } {
  const told = { written: 0, refused: 0, failures: 0 };
  const queue = new RecordQueue<string>({
    capacity: 100,
    batchSize: 3,
    lingerMs: 5,
    write,
    isRefusal: (error) => error instanceof Refusal,
    onWritten: (count) => (told.written += count),
    onRefused: (count) => (told.refused += count),
    onFailure: () => (told.failures += 1),
    backOffMs: () => 5,
    ...more,
  });
  return { queue, told };
}

const letters = (count: number): string[] => Array.from({ length: count }, (_, at) => `r${at}`);

test('records are written in order, in batches', async () => {
  const batches: (readonly string[])[] = [];
  const { queue, told } = queueOn(({ items }) => Promise.resolve(void batches.push(items)));
  for (const letter of letters(7)) queue.offer([letter]);
  expect(await queue.flush(5000)).toBe(true);
  expect(batches).toEqual([['r0', 'r1', 'r2'], ['r3', 'r4', 'r5'], ['r6']]);
  expect([told.written, queue.length]).toEqual([7, 0]);
});

test('a record is written soon, without being asked for', async () => {
  const { queue, told } = queueOn(() => Promise.resolve());
  queue.offer(['a']);
  await until(() => told.written === 1);
});

test.each([
  { capacity: 5, offered: [3, 2], taken: [true, true], because: 'just as many as there is room for' },
  { capacity: 5, offered: [3, 3], taken: [true, false], because: 'one too many: none of the second lot' },
  { capacity: 5, offered: [3, 3, 2], taken: [true, false, true], because: 'a smaller lot still has room' },
  { capacity: 5, offered: [6], taken: [false], because: 'more than there ever is room for' },
  { capacity: 0, offered: [1, 0], taken: [false, true], because: 'nothing fits; nothing always fits' },
])('$capacity places, $offered offered: $taken ($because)', ({ capacity, offered, taken }) => {
  const { queue } = queueOn(() => new Promise(() => undefined), { capacity });
  expect(offered.map((count) => queue.offer(letters(count)))).toEqual(taken);
});

test('what is being written still takes its place', async () => {
  let written = (): void => undefined;
  const { queue } = queueOn(() => new Promise((resolve) => (written = resolve)), { capacity: 3, lingerMs: 0 });
  queue.offer(letters(3));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([queue.length, queue.offer(['x'])]).toEqual([3, false]);
  written();
  await until(() => queue.length === 0);
  expect(queue.offer(['x'])).toBe(true);
});

test('a failed batch is tried again under its id, and nothing overtakes it', async () => {
  const tries: (readonly [string, readonly string[]])[] = [];
  const { queue, told } = queueOn(({ id, items }) => {
    tries.push([id, items]);
    return tries.length <= 2 ? Promise.reject(new Error('down')) : Promise.resolve();
  });
  queue.offer(letters(4));
  expect(await queue.flush(5000)).toBe(true);
  expect(tries.map(([, items]) => items)).toEqual([['r0', 'r1', 'r2'], ['r0', 'r1', 'r2'], ['r0', 'r1', 'r2'], ['r3']]);
  expect(new Set(tries.slice(0, 3).map(([id]) => id)).size).toBe(1);
  expect(told).toEqual({ written: 4, refused: 0, failures: 2 });
});

test('the pause grows with the failures in a row, and starts anew after a success', async () => {
  const pauses: number[] = [];
  const outcomes = [false, false, true, false, true];
  const { queue } = queueOn(() => (outcomes.shift() === true ? Promise.resolve() : Promise.reject(new Error('down'))), {
    batchSize: 1,
    backOffMs: (failures) => {
      pauses.push(failures);
      return 1;
    },
  });
  queue.offer(letters(2));
  await queue.flush(5000);
  expect(pauses).toEqual([1, 2, 1]);
});

test.each([
  { bad: ['r0'], batchSize: 3 },
  { bad: ['r2'], batchSize: 3 },
  { bad: ['r1', 'r4'], batchSize: 8 },
  { bad: letters(8), batchSize: 8 },
])('$bad refused: they alone are given up', async ({ bad, batchSize }) => {
  const kept: string[] = [];
  const { queue, told } = queueOn(
    ({ items }) => {
      if (items.some((item) => bad.includes(item))) return Promise.reject(new Refusal());
      kept.push(...items);
      return Promise.resolve();
    },
    { batchSize },
  );
  queue.offer(letters(8));
  expect(await queue.flush(5000)).toBe(true);
  expect(kept).toEqual(letters(8).filter((one) => !bad.includes(one)));
  expect(told).toEqual({ written: 8 - bad.length, refused: bad.length, failures: 0 });
});

test('a flush ends when its time is up, and the records stay', async () => {
  const { queue } = queueOn(() => Promise.reject(new Error('down')));
  queue.offer(letters(4));
  expect(await queue.flush(50)).toBe(false);
  expect(queue.length).toBe(4);
});

test('closing: takes no more, writes what it can, says what is lost', async () => {
  const { queue } = queueOn(({ items }) =>
    items.includes('r3') ? Promise.reject(new Error('down')) : Promise.resolve(),
  );
  queue.offer(letters(4));
  expect(await queue.close(100)).toBe(1);
  expect(queue.offer(['late'])).toBe(false);
});

test('closing an empty queue loses nothing and takes no time', async () => {
  const { queue } = queueOn(() => Promise.reject(new Error('down')));
  expect(await queue.close(60_000)).toBe(0);
});
