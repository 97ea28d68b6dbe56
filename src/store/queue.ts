import { randomUUID } from 'node:crypto';
import type { Batch } from './write.ts';

/** What a queue is told; none of it may throw. */
export interface QueueParts<T> {
  /** Records that may wait at once; what comes beyond is not taken. */
  readonly capacity: number;
  readonly batchSize: number;
  /** How long records gather before they are written, milliseconds. */
  readonly lingerMs: number;
  readonly write: (batch: Batch<T>) => Promise<void>;
  /** Whether an error means that these records can never be written. */
  readonly isRefusal: (error: unknown) => boolean;
  readonly onWritten: (count: number) => void;
  readonly onRefused: (count: number) => void;
  readonly onFailure: (error: unknown, waiting: number) => void;
  /** The pause after so many failures in a row, milliseconds. */
  readonly backOffMs: (failures: number) => number;
}

/**
 * A bounded queue between the callers and the store. Taking a record costs the caller nothing and never fails but for
 * want of room. Batches are written one after another, in order; a batch that fails is tried again with a growing
 * pause, under its id, until it is stored. One that the store refuses for what is in it is halved until only the bad
 * record is given up.
 */
export class RecordQueue<T> {
  readonly #parts: QueueParts<T>;
  #waiting: T[] = [];
  #batches: Batch<T>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing = false;
  #failures = 0;
  #closed = false;
  #whenEmpty: (() => void)[] = [];

  constructor(parts: QueueParts<T>) {
    this.#parts = parts;
  }

  get length(): number {
    return this.#batches.reduce((sum, { items }) => sum + items.length, this.#waiting.length);
  }

  /** Takes all of these or, without room for them, none. */
  offer(items: readonly T[]): boolean {
    if (this.#closed || this.length + items.length > this.#parts.capacity) return false;
    this.#waiting.push(...items);
    this.#wakeIn(this.#parts.lingerMs);
    return true;
  }

  /** Writes what waits, now; true when nothing is left, false when the time is up first. */
  async flush(withinMs: number): Promise<boolean> {
    if (this.length === 0) return true;
    let timeUp: NodeJS.Timeout | undefined;
    const empty = new Promise<boolean>((resolve) => {
      this.#whenEmpty.push(() => resolve(true));
      timeUp = setTimeout(() => resolve(false), withinMs);
    });
    this.hurry();
    const done = await empty;
    clearTimeout(timeUp);
    return done;
  }

  /** Ends a pause: what waits is written now. */
  hurry(): void {
    if (this.length === 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#wakeIn(0);
  }

  /** Takes no more, writes what it can in the time given, and says how many records are lost. */
  async close(withinMs: number): Promise<number> {
    this.#closed = true;
    await this.flush(withinMs);
    clearTimeout(this.#timer);
    return this.length;
  }

  #wakeIn(ms: number): void {
    if (this.#timer !== undefined || this.#writing) return;
    this.#timer = setTimeout(() => void this.#run(), ms).unref();
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    this.#writing = true;
    const batch = this.#nextBatch();
    if (batch) await this.#write(batch);
    this.#writing = false;
    if (this.length > 0) {
      this.#wakeIn(this.#failures > 0 ? this.#parts.backOffMs(this.#failures) : 0);
      return;
    }
    for (const tell of this.#whenEmpty.splice(0)) tell();
  }

  #nextBatch(): Batch<T> | undefined {
    if (this.#batches.length === 0 && this.#waiting.length > 0)
      this.#batches.push(batchOf(this.#waiting.splice(0, this.#parts.batchSize)));
    return this.#batches[0];
  }

  async #write(batch: Batch<T>): Promise<void> {
    const { write, isRefusal, onWritten, onRefused, onFailure } = this.#parts;
    try {
      await write(batch);
      this.#batches.shift();
      this.#failures = 0;
      onWritten(batch.items.length);
    } catch (error) {
      if (isRefusal(error)) {
        this.#batches.shift();
        if (batch.items.length > 1) this.#batches.unshift(...halves(batch));
        else onRefused(1);
        return;
      }
      this.#failures += 1;
      onFailure(error, this.length);
    }
  }
}

const batchOf = <T>(items: readonly T[]): Batch<T> => ({ id: randomUUID(), items });

function halves<T>({ items }: Batch<T>): Batch<T>[] {
  const middle = Math.ceil(items.length / 2);
  return [batchOf(items.slice(0, middle)), batchOf(items.slice(middle))];
}
