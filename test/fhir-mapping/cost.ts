import { bodyOf, milliseconds } from './mutations.ts';
import { chartOf, readAll } from './charts.ts';

/**
 * Prints the best times of parsing a body and of reading every fact from it. A process of its own: in jest's sandbox
 * every global costs a look-up, so that code is several times slower there and JSON.parse is not.
 */

const ROUNDS = 20;
const READS = 5;

const bodies = [1000, 5000].map((count) => ({ count, body: JSON.stringify(bodyOf(count)) }));
const best = bodies.map(({ count }) => ({ count, parse: Infinity, read: Infinity }));

// The sizes take turns, so that whatever else the machine does meets both; rubbish is collected in between.
for (let round = 0; round < ROUNDS; round += 1) {
  bodies.forEach(({ body }, at) => {
    const record = best[at];
    if (!record) return;
    globalThis.gc?.();
    let parsed: ReturnType<typeof bodyOf> = { entry: [] };
    const parse = milliseconds(() => (parsed = JSON.parse(body) as ReturnType<typeof bodyOf>));
    const chart = chartOf(parsed.entry.map(({ resource }) => resource));
    globalThis.gc?.();
    const reads = Array.from({ length: READS }, () => milliseconds(() => readAll(chart)));
    best[at] = { count: record.count, parse: Math.min(record.parse, parse), read: Math.min(record.read, ...reads) };
  });
}

process.stdout.write(JSON.stringify(best));
